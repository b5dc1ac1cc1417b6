/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.cli.blockers;

import io.plimsoll.cli.ExitCode;
import io.plimsoll.cli.Output;
import io.plimsoll.cli.ServerOptions;
import io.plimsoll.crew.blocker.BlockerStep;
import io.plimsoll.server.api.BlockersApi;
import io.plimsoll.server.client.PlimsollClient;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code plimsoll blockers clear}. */
@Command(
        name = "clear",
        description = "Say that a blocker is gone, or verify that it is.",
        mixinStandardHelpOptions = true)
final class ClearCommand implements Callable<Integer> {

    @Parameters(paramLabel = "N", description = "The blocker's number.")
    private long id;

    @Option(names = "--site", paramLabel = "NAME", required = true, description = "The site.")
    private String site = "";

    @Option(names = "--says", paramLabel = "TEXT", description = "How it went away.")
    private String says = "";

    @Option(names = "--verify", description = "It was cleared by somebody else, and is gone.")
    private boolean verify;

    @Mixin
    private ServerOptions server = new ServerOptions();

    @Mixin
    private Output output = new Output();

    @Override
    public Integer call() {
        BlockerStep step = verify ? BlockerStep.VERIFIED : BlockerStep.CLEARED;
        try (PlimsollClient client = server.open()) {
            BlockersApi.BlockerDetail detail = client.on(BlockersApi.STEP, site, id)
                    .body(new BlockersApi.TakeStep(step, null, null, null, null, says))
                    .send();
            output.print(
                    detail,
                    out -> out.println("blocker " + id + " is "
                            + detail.blocker().state().name().toLowerCase(Locale.ROOT)));
            return ExitCode.FINE;
        }
    }
}
