/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.cli.fabric;

import io.plimsoll.fabric.design.HallLayout;
import io.plimsoll.fabric.design.Template;
import io.plimsoll.fabric.design.Templates;
import io.plimsoll.fabric.plan.PlanFormat;
import io.plimsoll.fabric.plan.PlanReader;
import io.plimsoll.fabric.plan.PlanReading;
import io.plimsoll.fabric.plan.ReadOptions;
import io.plimsoll.model.BadInputException;
import io.plimsoll.model.InputProblem;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;

/** Opens what the fabric commands read and writes what they make. A file appears whole or not at all. */
final class PlanFiles {

    private PlanFiles() {}

    /** What fills a file. */
    @FunctionalInterface
    interface Content {
        void to(OutputStream out) throws IOException;
    }

    static PlanReading read(Path file, ReadOptions options) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return PlanReader.open(in, file.toString(), options);
        }
    }

    static void write(Path file, Content content) throws IOException {
        Path part = file.resolveSibling("." + file.getFileName() + ".part");
        try {
            try (OutputStream out = Files.newOutputStream(part)) {
                content.to(out);
            }
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    /** A shipped template by name, or an operator's own by its path. */
    static Template template(String nameOrFile) throws IOException {
        Optional<Template> shipped = Templates.find(nameOrFile);
        if (shipped.isPresent()) {
            return shipped.get();
        }
        Path file = Path.of(nameOrFile);
        if (!Files.isRegularFile(file)) {
            List<String> names =
                    Templates.shipped().stream().map(Template::name).toList();
            throw bad("--template", nameOrFile, "one of " + names + " or the path of a template file");
        }
        try (InputStream in = Files.newInputStream(file)) {
            return Templates.read(in, nameOrFile);
        }
    }

    static HallLayout layout(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return HallLayout.read(in, file.toString());
        }
    }

    static PlanFormat format(String option, String id) {
        return PlanFormat.find(id)
                .orElseThrow(() -> bad(
                        option,
                        id,
                        "one of "
                                + List.of(PlanFormat.values()).stream()
                                        .map(PlanFormat::id)
                                        .toList()));
    }

    static BadInputException bad(String option, String seen, String expected) {
        return new BadInputException(new InputProblem(option, 0, seen, expected));
    }
}
