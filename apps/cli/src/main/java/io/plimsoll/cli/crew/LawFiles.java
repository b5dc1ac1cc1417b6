/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.cli.crew;

import io.plimsoll.crew.law.Law;
import io.plimsoll.crew.law.Laws;
import io.plimsoll.model.BadInputException;
import io.plimsoll.model.InputProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Finds laws by name or file; several with commas hold together. */
final class LawFiles {

    private LawFiles() {}

    static Law law(String names) throws IOException {
        List<Law> laws = new ArrayList<>();
        for (String name : names.split(",")) {
            if (name.endsWith(".json")) {
                laws.add(Laws.read(Files.readString(Path.of(name)), name));
            } else {
                laws.add(Laws.named(name));
            }
        }
        return laws.stream()
                .reduce(Law::with)
                .orElseThrow(() -> new BadInputException(new InputProblem("--law", 0, names, "a law")));
    }
}
