/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.cli.campaign;

import io.plimsoll.cli.ExitCode;
import io.plimsoll.cli.Output;
import io.plimsoll.cli.ServerOptions;
import io.plimsoll.server.api.CampaignApi;
import io.plimsoll.server.api.Page;
import io.plimsoll.server.client.PlimsollClient;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code plimsoll campaign list}. */
@Command(name = "list", description = "Campaigns of a site, newest first.", mixinStandardHelpOptions = true)
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
            Page<CampaignApi.CampaignItem> page =
                    client.on(CampaignApi.LIST, site).send();
            output.print(
                    page,
                    out -> page.items()
                            .forEach(c -> out.println(c.id() + "  " + c.name() + "  " + c.status() + "  plan "
                                    + c.plan() + "  since " + c.createdAt())));
            return ExitCode.FINE;
        }
    }
}
