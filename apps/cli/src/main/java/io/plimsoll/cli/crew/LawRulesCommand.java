/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.cli.crew;

import io.plimsoll.cli.ExitCode;
import io.plimsoll.cli.Output;
import io.plimsoll.crew.law.Law;
import io.plimsoll.crew.law.Laws;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code plimsoll crew law rules}: the rules with their sources. */
@Command(
        name = "rules",
        description = "Print the rules of a law with their numbers and sources, and what it asks that is not checked.",
        mixinStandardHelpOptions = true)
final class LawRulesCommand implements Callable<Integer> {

    @Option(
            names = "--law",
            paramLabel = "L",
            description = "eu, de, us, us-ca, house, or a .json file; several with commas.")
    private String law = String.join(",", Laws.NAMES);

    @Mixin
    private Output output = new Output();

    @Override
    public Integer call() throws Exception {
        Law read = LawFiles.law(law);
        output.print(read, out -> {
            read.rules().forEach(r -> out.printf("%-16s %s%n%-16s   %s%n", r.id(), r.says(), "", r.source()));
            read.notChecked().forEach(n -> out.println("not checked      " + n));
        });
        return ExitCode.FINE;
    }
}
