/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.cli.campaign;

import io.plimsoll.cli.ExitCode;
import io.plimsoll.cli.Output;
import io.plimsoll.cli.ServerOptions;
import io.plimsoll.model.BadInputException;
import io.plimsoll.model.InputProblem;
import io.plimsoll.server.api.IdleApi;
import io.plimsoll.server.client.PlimsollClient;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code plimsoll campaign idle}: checks of nodes that wait for a customer. */
@Command(
        name = "idle",
        description = "Show, set or end the checks of nodes that are fit and not in use.",
        mixinStandardHelpOptions = true,
        footer = {
            "Without --plan it shows the rule, what is tested now and what was found last. A node that is given to a customer",
            "or taken off the line has its check stopped at once. One that fails a test becomes SUSPECT, with the check as evidence."
        })
final class IdleCommand implements Callable<Integer> {

    private static final int SHOWN = 20;

    @Mixin
    private ServerOptions server = new ServerOptions();

    @Mixin
    private Output output = new Output();

    @Option(names = "--site", paramLabel = "NAME", required = true, description = "The site.")
    private String site = "";

    @Option(
            names = "--plan",
            paramLabel = "NAME",
            description = "The test plan; its tests of several nodes are left out.")
    private @Nullable String plan;

    @Option(
            names = "--every-hours",
            paramLabel = "N",
            defaultValue = "168",
            description = "Leave a node alone for so long after a check or its certificate; default ${DEFAULT-VALUE}.")
    private int everyHours;

    @Option(
            names = "--at-once",
            paramLabel = "N",
            defaultValue = "4",
            description = "Nodes side by side; 0 ends the checks; default ${DEFAULT-VALUE}.")
    private int atOnce;

    /** The JSON of the answer. */
    record Answer(IdleApi.IdleView checks, List<IdleApi.IdleCheck> found) {}

    @Override
    public Integer call() {
        if (plan != null && plan.isBlank()) {
            throw new BadInputException(List.of(new InputProblem("--plan", 0, "", "the name of a test plan")));
        }
        try (PlimsollClient client = server.open()) {
            IdleApi.IdleView now = plan == null
                    ? client.on(IdleApi.IDLE, site).send()
                    : client.on(IdleApi.SET_IDLE, site)
                            .body(new IdleApi.NewRule(plan, everyHours, atOnce))
                            .send();
            List<IdleApi.IdleCheck> found =
                    client.on(IdleApi.CHECKS, site).send().items();
            output.print(new Answer(now, found), out -> {
                IdleApi.Rule rule = now.rule();
                out.println(
                        rule == null || rule.atOnce() == 0
                                ? "Idle nodes are not checked."
                                : "Plan " + rule.plan() + " every " + rule.everyHours() + " h, " + rule.atOnce()
                                        + " nodes at once, set by " + rule.setBy());
                now.running().forEach(r -> out.println(r.node() + "  " + r.test() + "  since " + r.since()));
                found.stream()
                        .limit(SHOWN)
                        .forEach(c -> out.println(c.verdict() + "  " + c.node() + "  " + c.test() + "  " + c.endedAt()
                                + (c.reason().isEmpty() ? "" : "  " + c.reason())));
            });
            return ExitCode.FINE;
        }
    }
}
