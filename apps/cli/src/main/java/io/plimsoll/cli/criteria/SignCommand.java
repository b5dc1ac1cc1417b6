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
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code plimsoll criteria sign}. */
@Command(
        name = "sign",
        description = "Have the site sign a set; it judges runs that start after.",
        mixinStandardHelpOptions = true,
        footer = "A set with alarms is refused unless --despite-alarms is said.")
final class SignCommand implements Callable<Integer> {

    @Mixin
    private ServerOptions server = new ServerOptions();

    @Mixin
    private Output output = new Output();

    @Parameters(paramLabel = "SET", description = "The set that learn wrote.")
    private Path file = Path.of("");

    @Option(names = "--site", paramLabel = "NAME", required = true, description = "The site.")
    private String site = "";

    @Option(names = "--despite-alarms", description = "You have looked at the alarms.")
    private boolean despiteAlarms;

    @Override
    public Integer call() throws IOException {
        try (PlimsollClient client = server.open()) {
            CriteriaApi.CriterionSetItem signed = client.on(CriteriaApi.SIGN_SET, site)
                    .with(CriteriaApi.DESPITE_ALARMS, despiteAlarms ? "yes" : "no")
                    .file(file)
                    .send();
            output.print(
                    signed,
                    out -> out.printf(
                            "%s v%d is signed by %s and judges runs that start from now on%n",
                            signed.name(), signed.version(), signed.keyId()));
            return ExitCode.FINE;
        }
    }
}
