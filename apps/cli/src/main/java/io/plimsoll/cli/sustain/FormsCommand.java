/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.cli.sustain;

import io.plimsoll.cli.ExitCode;
import io.plimsoll.cli.Output;
import io.plimsoll.sustain.statement.Forms;
import io.plimsoll.sustain.statement.StatementForm;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code plimsoll sustain forms}: what each law asks for, as data. */
@Command(
        name = "forms",
        description =
                "The forms of statements with their fields, limits, dates and sources; or check a file of your own.",
        mixinStandardHelpOptions = true)
final class FormsCommand implements Callable<Integer> {

    @Option(
            names = "--input",
            paramLabel = "FILE",
            description = "Forms of your own, shown before those that are shipped.")
    private @Nullable Path input;

    @Mixin
    private Output output = new Output();

    /** What is printed. */
    record Shown(List<StatementForm> forms) {}

    @Override
    public Integer call() throws Exception {
        Forms forms = input == null ? Forms.shipped() : Forms.shipped().with(InputFiles.text(input), input.toString());
        output.print(
                new Shown(forms.all()),
                out -> forms.all().forEach(f -> {
                    out.println(f.reference() + "  " + f.kind() + " from " + f.fromYear() + "  " + f.title());
                    out.println("    " + f.fields().size() + " fields, "
                            + f.limits().size() + " limits; " + f.source());
                }));
        return ExitCode.FINE;
    }
}
