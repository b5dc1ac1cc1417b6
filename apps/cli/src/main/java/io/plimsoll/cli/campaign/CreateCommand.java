/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.cli.campaign;

import io.plimsoll.cli.ExitCode;
import io.plimsoll.cli.Output;
import io.plimsoll.cli.ServerOptions;
import io.plimsoll.server.api.AcceptanceApi;
import io.plimsoll.server.api.CampaignApi;
import io.plimsoll.server.client.PlimsollClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code plimsoll campaign create}. */
@Command(name = "create", description = "Plan a test plan over nodes, and begin it.", mixinStandardHelpOptions = true)
final class CreateCommand implements Callable<Integer> {

    @Mixin
    private ServerOptions server = new ServerOptions();

    @Mixin
    private Output output = new Output();

    @Option(names = "--site", paramLabel = "NAME", required = true, description = "The site.")
    private String site = "";

    @Option(names = "--name", paramLabel = "NAME", required = true, description = "The campaign's name.")
    private String name = "";

    @Option(
            names = "--plan",
            paramLabel = "PLAN",
            required = true,
            description = "A test plan that the server has, or a plan's file, which is handed in first.")
    private String plan = "";

    @Option(
            names = "--nodes",
            paramLabel = "NODE",
            split = ",",
            description = "The nodes; without it every node that is CABLED.")
    private List<String> nodes = List.of();

    @Option(names = "--deadline", paramLabel = "TIME", description = "When everything stops, 2026-12-01T06:00:00Z.")
    private @Nullable Instant deadline;

    @Option(names = "--hall-watts", paramLabel = "W", description = "What tests may draw in one hall.")
    private @Nullable Long hallWatts;

    @Option(names = "--rack-watts", paramLabel = "W", description = "What tests may draw in one rack.")
    private @Nullable Long rackWatts;

    @Option(names = "--ramp-watts", paramLabel = "W", description = "What may be added in a hall in a minute.")
    private @Nullable Long rampWatts;

    @Option(names = "--node-watts", paramLabel = "W", description = "What one node draws at full load.")
    private @Nullable Integer nodeWatts;

    @Option(names = "--node-cap", paramLabel = "N", description = "How many nodes may be under test at a time.")
    private @Nullable Integer nodeCap;

    @Option(names = "--launcher", paramLabel = "NAME", description = "agent (default), slurm, ssh or kubernetes.")
    private @Nullable String launcher;

    @Option(
            names = "--carry-over",
            paramLabel = "DAYS",
            description =
                    "Do not run again what a node passed within so many days on parts that are still there, judged by "
                            + "what counts now. After a repair, or when limits were learned, only what is missing is run.")
    private @Nullable Integer carryOver;

    @Option(names = "--dry-run", description = "Plan it, show it, keep nothing.")
    private boolean dryRun;

    @Override
    public Integer call() throws IOException {
        try (PlimsollClient client = server.open()) {
            CampaignApi.CampaignView view = client.on(CampaignApi.CREATE, site)
                    .body(new CampaignApi.NewCampaign(
                            name,
                            plan(client),
                            nodes,
                            deadline,
                            hallWatts,
                            rackWatts,
                            rampWatts,
                            nodeWatts,
                            nodeCap,
                            launcher,
                            null,
                            dryRun,
                            carryOver))
                    .send();
            output.print(view, out -> CampaignText.print(view, out));
            return ExitCode.FINE;
        }
    }

    private String plan(PlimsollClient client) throws IOException {
        Path file = Path.of(plan);
        if (!Files.isRegularFile(file)) {
            return plan;
        }
        AcceptanceApi.TestPlanView view =
                client.on(AcceptanceApi.ADD_TEST_PLAN).file(file).send();
        return view.plan().path("name").asString();
    }
}
