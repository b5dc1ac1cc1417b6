/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.cli.fabric;

import io.plimsoll.fabric.ObservedFabric;
import io.plimsoll.fabric.read.ObservedFormat;
import io.plimsoll.fabric.read.ObservedReader;
import io.plimsoll.model.BadInputException;
import io.plimsoll.model.InputProblem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Opens a dump, or a folder with one lldpctl dump for each host. */
final class ObservedFiles {

    private ObservedFiles() {}

    static ObservedFabric read(Path path, Optional<ObservedFormat> format) throws IOException {
        if (!Files.isDirectory(path)) {
            try (InputStream in = Files.newInputStream(path)) {
                return ObservedReader.read(in, path.toString(), format);
            }
        }
        List<Path> files;
        try (Stream<Path> list = Files.list(path)) {
            files = list.filter(Files::isRegularFile).sorted().toList();
        }
        if (files.isEmpty()) {
            throw new BadInputException(
                    new InputProblem(path.toString(), 0, "an empty folder", "one lldpctl dump for each host"));
        }
        List<ObservedReader.HostDump> dumps = new ArrayList<>();
        for (Path file : files) {
            dumps.add(new ObservedReader.HostDump(file.toString(), Files.readAllBytes(file)));
        }
        return ObservedReader.readHosts(path.toString(), dumps);
    }
}
