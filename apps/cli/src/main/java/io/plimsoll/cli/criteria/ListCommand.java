/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.cli.criteria;

import io.plimsoll.cli.ExitCode;
import io.plimsoll.cli.Output;
import io.plimsoll.cli.ServerOptions;
import io.plimsoll.server.api.CriteriaApi;
import io.plimsoll.server.client.PlimsollClient;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code plimsoll criteria list}. */
@Command(name = "list", description = "Signed sets of a site, newest first.", mixinStandardHelpOptions = true)
final class ListCommand implements Callable<Integer> {

    @Mixin
    private ServerOptions server = new ServerOptions();

    @Mixin
    private Output output = new Output();

    @Option(names = "--site", paramLabel = "NAME", required = true, description = "The site.")
    private String site = "";

    @Override
    public Integer call() {
        try (PlimsollClient client = server.open()) {
            List<CriteriaApi.CriterionSetItem> sets =
                    client.on(CriteriaApi.CRITERIA_SETS, site).send().items();
            output.print(sets, out -> {
                sets.forEach(s -> out.printf(
                        "%-4d %s v%d  %s  %d limits from %d nodes, signed %s by %s%n",
                        s.id(),
                        s.name(),
                        s.version(),
                        s.inForce() ? "JUDGES" : "      ",
                        s.used(),
                        s.nodes(),
                        s.signedAt(),
                        s.signedBy()));
                if (sets.isEmpty()) {
                    out.println("No set is signed: the test plans' own limits judge. Run a campaign, then learn.");
                }
            });
            return ExitCode.FINE;
        }
    }
}
