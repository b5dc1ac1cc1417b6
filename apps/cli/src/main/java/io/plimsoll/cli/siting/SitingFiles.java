/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.cli.siting;

import io.plimsoll.model.BadInputException;
import io.plimsoll.model.InputProblem;
import io.plimsoll.siting.Building;
import io.plimsoll.siting.Layers;
import io.plimsoll.siting.profile.Profile;
import io.plimsoll.siting.profile.Profiles;
import io.plimsoll.siting.read.BuildingReader;
import io.plimsoll.siting.read.LayerReader;
import io.plimsoll.siting.read.ProfileReader;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Opens what the commands of this noun read. */
final class SitingFiles {

    private SitingFiles() {}

    static List<Building> buildings(Path file) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            return BuildingReader.read(in, file.toString());
        }
    }

    /** Every {@code .geojson} and {@code .json} of a folder, by name; a single file is a folder of one. */
    static Layers layers(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            throw new NoSuchFileException(folder.toString());
        }
        LayerReader reader = new LayerReader();
        try (Stream<Path> all = Files.walk(folder, 2)) {
            List<Path> files = all.filter(Files::isRegularFile)
                    .filter(f -> f.toString().toLowerCase(Locale.ROOT).matches(".*\\.(geojson|json)"))
                    .sorted()
                    .toList();
            for (Path file : files) {
                try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
                    reader.add(in, file.toString(), String.valueOf(file.getFileName()));
                }
            }
        }
        return reader.layers();
    }

    /** A shipped profile by its id, or a file. */
    static Profile profile(String name) throws IOException {
        Optional<Profile> shipped = Profiles.of(name.toLowerCase(Locale.ROOT));
        if (shipped.isPresent()) {
            return shipped.get();
        }
        Path file = Path.of(name);
        if (Files.isRegularFile(file)) {
            try (InputStream in = Files.newInputStream(file)) {
                return ProfileReader.read(in, name).getFirst();
            }
        }
        String known = Profiles.shipped().stream().map(Profile::id).collect(Collectors.joining(", "));
        throw new BadInputException(
                new InputProblem("--profile", 0, name, "a file, or one of " + known, "see 'plimsoll siting profiles'"));
    }
}
