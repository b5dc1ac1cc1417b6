/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.cli.fabric;

import io.plimsoll.cli.ExitCode;
import io.plimsoll.cli.Output;
import io.plimsoll.fabric.design.Template;
import io.plimsoll.fabric.design.Templates;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code plimsoll fabric templates}: the shipped wiring laws, or the text of one to start an own one from. */
@Command(
        name = "templates",
        description = "List the shipped templates, or print one to start your own from.",
        mixinStandardHelpOptions = true)
public final class TemplatesCommand implements Callable<Integer> {

    @Mixin
    private Output output = new Output();

    @Parameters(arity = "0..1", paramLabel = "NAME", description = "Print this template's YAML.")
    private @Nullable String name;

    /** One template in {@code --json}. */
    record Entry(String name, String title, int version, String source, Map<String, Long> parameters) {}

    @Override
    public Integer call() {
        if (name != null) {
            String wanted = name;
            String text = Templates.text(wanted)
                    .orElseThrow(() -> PlanFiles.bad(
                            "NAME",
                            wanted,
                            "one of "
                                    + Templates.shipped().stream()
                                            .map(Template::name)
                                            .toList()));
            output.print(Map.of("name", wanted, "yaml", text), out -> out.print(text));
            return ExitCode.FINE;
        }
        List<Entry> entries = Templates.shipped().stream()
                .map(t -> new Entry(t.name(), t.title(), t.version(), t.source().strip(), t.parameters()))
                .toList();
        output.print(entries, out -> entries.forEach(e -> out.printf("%-16s %s%n", e.name(), e.title())));
        return ExitCode.FINE;
    }
}
