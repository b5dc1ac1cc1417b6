/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.cli.accept.criteria;

import io.plimsoll.acceptance.criteria.CriterionSets;
import io.plimsoll.acceptance.criteria.ResultsReader;
import io.plimsoll.acceptance.criteria.Run;
import io.plimsoll.acceptance.criteria.Samples;
import io.plimsoll.acceptance.criteria.SamplesBuilder;
import io.plimsoll.acceptance.criteria.StrataReader;
import io.plimsoll.acceptance.criteria.Stratum;
import io.plimsoll.model.BadInputException;
import io.plimsoll.model.InputProblem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options {@code --input} and {@code --strata}, which every command on results has. */
final class ResultsInput {

    private static final int FILES_MAX = 100_000;

    @Option(
            names = "--input",
            paramLabel = "PATH",
            required = true,
            description = {
                "Results: a .jsonl file (SuperBench's form, one object a node: {\"node\": NAME, METRIC: NUMBER, ...}),",
                "or a folder of such files and of what 'accept read --json' printed: NODE.json, or NODE/ANY.json."
            })
    private Path input = Path.of("");

    @Option(
            names = "--strata",
            paramLabel = "FILE",
            description = "The classes of nodes: CSV with the heading node,sku,firmware,inlet (degC).")
    private @Nullable Path strata;

    Map<String, Stratum> strata() throws IOException {
        Path file = strata;
        return file == null ? Map.of() : StrataReader.read(Files.readString(file), file.toString());
    }

    /** The samples; nodes that the strata name and that have no results are told. */
    Samples samples() throws IOException {
        SamplesBuilder builder = new SamplesBuilder();
        for (Path file : files()) {
            builder.addAll(runs(file));
        }
        return builder.expect(strata().keySet()).build();
    }

    private List<Path> files() throws IOException {
        if (!Files.isDirectory(input)) {
            return List.of(input);
        }
        try (Stream<Path> walk = Files.walk(input, 2)) {
            List<Path> files = walk.filter(Files::isRegularFile)
                    .filter(p -> p.toString().endsWith(".json") || p.toString().endsWith(".jsonl"))
                    .sorted()
                    .limit(FILES_MAX + 1L)
                    .toList();
            if (files.isEmpty() || files.size() > FILES_MAX) {
                throw new BadInputException(new InputProblem(
                        input.toString(),
                        0,
                        files.size() + " .json and .jsonl files",
                        "from 1 to " + FILES_MAX,
                        "print a log's measurements with plimsoll accept read LOG --json > NODE.json"));
            }
            return files;
        }
    }

    private List<Run> runs(Path file) throws IOException {
        if (file.toString().endsWith(".json")) {
            return ResultsReader.reading(Files.readAllBytes(file), node(file), file.toString());
        }
        try (InputStream in = Files.newInputStream(file)) {
            return ResultsReader.lines(in, file.toString());
        }
    }

    /** The folder's name for {@code NODE/ANY.json}, the file's without its ending for {@code NODE.json}. */
    private String node(Path file) {
        Path parent = file.getParent();
        if (parent != null && Files.isDirectory(input) && !parent.equals(input)) {
            return parent.getFileName().toString();
        }
        String name = file.getFileName().toString();
        return name.substring(0, name.length() - ".json".length());
    }

    static CriterionSets.Document document(Path file) throws IOException {
        return CriterionSets.read(Files.readAllBytes(file), file.toString());
    }
}
