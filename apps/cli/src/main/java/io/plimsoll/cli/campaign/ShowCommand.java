/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.cli.campaign;

import io.plimsoll.cli.ExitCode;
import io.plimsoll.cli.Output;
import io.plimsoll.cli.ServerOptions;
import io.plimsoll.server.api.CampaignApi;
import io.plimsoll.server.client.PlimsollClient;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code plimsoll campaign show}. */
@Command(name = "show", description = "How far a campaign is.", mixinStandardHelpOptions = true)
final class ShowCommand implements Callable<Integer> {

    @Mixin
    private ServerOptions server = new ServerOptions();

    @Mixin
    private Output output = new Output();

    @Parameters(paramLabel = "ID", description = "The campaign's number.")
    private long id;

    @Option(names = "--matrix", description = "Nodes by tests, one letter a verdict.")
    private boolean matrix;

    @Override
    public Integer call() {
        try (PlimsollClient client = server.open()) {
            if (matrix) {
                CampaignApi.Matrix m = client.on(CampaignApi.MATRIX, id).send();
                output.print(m, out -> {
                    out.println(String.join(" ", m.tests()));
                    m.nodes().forEach(n -> out.println(n.cells() + "  " + n.name() + "  " + n.state()));
                    m.codes().forEach((code, word) -> out.println(code + " = " + word));
                });
                return ExitCode.FINE;
            }
            CampaignApi.CampaignView view = client.on(CampaignApi.SHOW, id).send();
            output.print(view, out -> CampaignText.print(view, out));
            return view.nodes().failed() > 0 ? ExitCode.FOUND : ExitCode.FINE;
        }
    }
}
