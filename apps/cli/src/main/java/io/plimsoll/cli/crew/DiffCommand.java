/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.cli.crew;

import io.plimsoll.cli.ExitCode;
import io.plimsoll.cli.Output;
import io.plimsoll.crew.route.PlanDiff;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code plimsoll crew diff}: what differs between two plans. */
@Command(
        name = "diff",
        description = "Say which requests moved between two plans of one problem, and what that did to the duration.",
        mixinStandardHelpOptions = true,
        footer = "Exit code 1: the plans differ.")
final class DiffCommand implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "EARLIER", description = "What 'crew plan --json' printed.")
    private Path earlier = Path.of("");

    @Parameters(index = "1", paramLabel = "LATER", description = "The same of the later plan.")
    private Path later = Path.of("");

    @Mixin
    private Output output = new Output();

    @Override
    public Integer call() throws Exception {
        PlanDiff diff = PlanDiff.of(PlanFile.read(earlier), PlanFile.read(later));
        output.print(diff, out -> {
            out.printf(
                    Locale.ROOT,
                    "duration  %+.3f; %d requests moved, %d stay%n",
                    diff.durationChange(),
                    diff.moved().size(),
                    diff.untouched());
            diff.moved()
                    .forEach(m -> out.printf(
                            "%6d  %s -> %s%n",
                            m.request(),
                            m.from().map(String::valueOf).orElse("nobody"),
                            m.to().map(String::valueOf).orElse("nobody")));
            diff.reordered().forEach(t -> out.println("technician " + t + " serves the same in another order"));
        });
        return diff.moved().isEmpty() && diff.reordered().isEmpty() ? ExitCode.FINE : ExitCode.FOUND;
    }
}
