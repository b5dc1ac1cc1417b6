/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.cli.campaign;

import io.plimsoll.cli.ExitCode;
import io.plimsoll.cli.Output;
import io.plimsoll.cli.ServerOptions;
import io.plimsoll.server.api.CampaignApi;
import io.plimsoll.server.api.Endpoint;
import io.plimsoll.server.client.PlimsollClient;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What a person tells a campaign. */
abstract class MoveCommand implements Callable<Integer> {

    @Mixin
    private ServerOptions server = new ServerOptions();

    @Mixin
    private Output output = new Output();

    @Parameters(paramLabel = "ID", description = "The campaign's number.")
    private long id;

    @Option(names = "--reason", paramLabel = "TEXT", description = "For the journal.")
    private String reason = "";

    private final Endpoint<CampaignApi.Command, CampaignApi.CampaignView> endpoint;

    MoveCommand(Endpoint<CampaignApi.Command, CampaignApi.CampaignView> endpoint) {
        this.endpoint = endpoint;
    }

    @Override
    public Integer call() {
        try (PlimsollClient client = server.open()) {
            CampaignApi.CampaignView view = client.on(endpoint, id)
                    .body(new CampaignApi.Command(reason))
                    .send();
            output.print(view, out -> CampaignText.print(view, out));
            return ExitCode.FINE;
        }
    }

    @Command(name = "pause", description = "Start nothing more; what runs goes on.", mixinStandardHelpOptions = true)
    static final class Pause extends MoveCommand {
        Pause() {
            super(CampaignApi.PAUSE);
        }
    }

    @Command(name = "resume", description = "Go on.", mixinStandardHelpOptions = true)
    static final class Resume extends MoveCommand {
        Resume() {
            super(CampaignApi.RESUME);
        }
    }

    @Command(
            name = "stop",
            description = "Stop everything, and prove that nothing of it is left.",
            mixinStandardHelpOptions = true)
    static final class Stop extends MoveCommand {
        Stop() {
            super(CampaignApi.STOP);
        }
    }
}
