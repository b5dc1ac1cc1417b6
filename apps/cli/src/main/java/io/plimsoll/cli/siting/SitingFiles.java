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
import io.plimsoll.siting.read.LayerFile;
import io.plimsoll.siting.read.LayerReader;
import io.plimsoll.siting.read.ProfileReader;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Opens what the commands of this noun read. */
final class SitingFiles {

    private static final int FOLDERS_DEEP = 8;

    private SitingFiles() {}

    static List<Building> buildings(Path file) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            return BuildingReader.read(in, file.toString());
        }
    }

    /** Every layer of a folder and the folders in it, by name; a single file is a folder of one. What is not read is told. */
    static Layers layers(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            throw new NoSuchFileException(folder.toString());
        }
        LayerReader reader = new LayerReader();
        try (Stream<Path> all = Files.walk(folder, FOLDERS_DEEP)) {
            List<Path> files = all.filter(Files::isRegularFile)
                    .filter(f -> !name(f).startsWith("."))
                    .sorted()
                    .toList();
            for (Path file : files) {
                layer(reader, file, files);
            }
        }
        return reader.layers();
    }

    private static void layer(LayerReader reader, Path file, List<Path> files) throws IOException {
        switch (LayerFile.of(name(file))) {
            case GEOJSON -> {
                try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
                    reader.add(in, file.toString(), name(file));
                }
            }
            case SHAPEFILE -> {
                Optional<Path> table = beside(file, files, ".dbf");
                reader.addShapefile(
                        Files.readAllBytes(file),
                        table.isPresent() ? Optional.of(Files.readAllBytes(table.get())) : Optional.empty(),
                        text(beside(file, files, ".prj")),
                        text(beside(file, files, ".cpg")),
                        file.toString(),
                        name(file));
            }
            case GRID -> {
                try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
                    reader.addGrid(in, text(beside(file, files, ".prj")), name(file));
                }
            }
            case SIDECAR -> {
                boolean told = files.stream().anyMatch(f -> belongs(file, f));
                if (!told) {
                    reader.addUnread(name(file));
                }
            }
            case DOCUMENT, RASTER, DATABASE, MARKUP, ARCHIVE, OTHER -> reader.addUnread(name(file));
        }
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }

    /** Whether a part such as {@code hq100.shp.xml} belongs to that layer. */
    private static boolean belongs(Path part, Path layer) {
        LayerFile is = LayerFile.of(name(layer));
        String stem = LayerFile.stem(name(layer));
        return is != LayerFile.SIDECAR
                && is != LayerFile.DOCUMENT
                && Objects.equals(part.getParent(), layer.getParent())
                && name(part).toLowerCase(Locale.ROOT).startsWith(stem + ".");
    }

    private static Optional<Path> beside(Path layer, List<Path> files, String ending) {
        String wanted = LayerFile.stem(name(layer)) + ending;
        return files.stream()
                .filter(f -> Objects.equals(f.getParent(), layer.getParent())
                        && name(f).toLowerCase(Locale.ROOT).equals(wanted))
                .findFirst();
    }

    private static String text(Optional<Path> file) throws IOException {
        return file.isPresent() ? Files.readString(file.get(), StandardCharsets.ISO_8859_1) : "";
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
