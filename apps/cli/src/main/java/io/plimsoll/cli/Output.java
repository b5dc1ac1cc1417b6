/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.cli;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The {@code --json} option of every command, and the one place where results are printed. Mix it in with {@code @Mixin
 * Output output}. Results go to standard output; progress and errors go to standard error.
 */
public final class Output {

    /** Records become objects with their component names as keys; instants become ISO text. */
    public static final JsonMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
            .build();

    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec spec;

    @Option(names = "--json", description = "Print the result as JSON with stable keys.")
    private boolean json;

    public boolean json() {
        return json;
    }

    /** Prints {@code result} as JSON if asked to, else what {@code text} writes. */
    public void print(Object result, Consumer<PrintWriter> text) {
        PrintWriter out = writer();
        if (json) {
            JSON.writeValue(out, result);
            out.println();
        } else {
            text.accept(out);
        }
        out.flush();
    }

    private PrintWriter writer() {
        return spec == null
                ? new PrintWriter(System.out, true, StandardCharsets.UTF_8)
                : spec.commandLine().getOut();
    }

    /** Standard error, for progress and notes that are no result. */
    public PrintStream notes() {
        return System.err;
    }
}
