/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.house;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Holds the table of rooms in ARCHITECTURE.md against the compiled classes: arrows go down, and capabilities are pure. */
class RoomsAndArrowsTest {

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.plimsoll");

    private static final Set<String> CAPABILITIES = Set.of(
            "fabric",
            "acceptance",
            "spares",
            "capacity",
            "forecast",
            "health",
            "crew",
            "oncall",
            "siting",
            "sustain",
            "gpu");

    /** Room to the rooms that it may import. A room that is not here may not exist. */
    private static final Map<String, Set<String>> MAY_IMPORT = new TreeMap<>(Map.ofEntries(
            Map.entry("model", Set.of()),
            Map.entry("process", Set.of("model")),
            Map.entry("testkit", Set.of("model")),
            Map.entry("fabric", Set.of("model")),
            Map.entry("acceptance", Set.of("model")),
            Map.entry("spares", Set.of("model")),
            Map.entry("capacity", Set.of("model")),
            Map.entry("forecast", Set.of("model", "capacity")),
            Map.entry("health", Set.of("model")),
            Map.entry("crew", Set.of("model")),
            Map.entry("oncall", Set.of("model")),
            Map.entry("siting", Set.of("model")),
            Map.entry("sustain", Set.of("model")),
            Map.entry("gpu", Set.of("model")),
            Map.entry("postgres", Set.of("model", "fabric", "acceptance", "spares", "capacity", "oncall", "crew")),
            Map.entry("slurm", Set.of("model", "acceptance", "process")),
            Map.entry("ssh", Set.of("model", "acceptance", "process")),
            Map.entry("kubernetes", Set.of("model", "acceptance", "process")),
            Map.entry("relay", Set.of("model", "oncall")),
            Map.entry("cuda", Set.of("model", "gpu")),
            Map.entry("agent", Set.of("model", "acceptance", "process", "gpu", "cuda")),
            Map.entry(
                    "server",
                    Set.of(
                            "model",
                            "fabric",
                            "acceptance",
                            "spares",
                            "health",
                            "capacity",
                            "forecast",
                            "crew",
                            "siting",
                            "sustain",
                            "postgres",
                            "slurm",
                            "ssh",
                            "kubernetes",
                            "oncall",
                            "relay")),
            Map.entry("cli", above("cuda", "postgres", "slurm", "ssh", "kubernetes", "agent", "server")),
            Map.entry("twin", above("cuda", "postgres", "slurm", "ssh", "kubernetes", "agent", "server", "cli")),
            Map.entry("bench", above("postgres", "agent", "server", "cli", "twin"))));

    /** Every capability with model, and these rooms. */
    private static Set<String> above(String... rooms) {
        Set<String> all = new TreeSet<>(CAPABILITIES);
        all.add("model");
        all.addAll(List.of(rooms));
        return all;
    }

    @Test
    void everyClassStandsInARoomThatTheTableKnows() {
        Set<String> rooms = new TreeSet<>();
        CLASSES.forEach(c -> rooms.add(room(c)));
        assertThat(MAY_IMPORT.keySet()).containsAll(rooms);
        assertThat(rooms)
                .as("rooms with classes")
                .contains("model", "fabric", "acceptance", "postgres", "server", "cli");
    }

    @Test
    void arrowsBetweenRoomsOnlyGoDown() {
        Set<String> wrong = new TreeSet<>();
        for (JavaClass from : CLASSES) {
            Set<String> allowed = MAY_IMPORT.getOrDefault(room(from), Set.of());
            from.getDirectDependenciesFromSelf().stream()
                    .map(d -> d.getTargetClass().getBaseComponentType())
                    .filter(to -> to.getPackageName().startsWith("io.plimsoll."))
                    .filter(to -> !room(to).equals(room(from)) && !allowed.contains(room(to)))
                    .forEach(to -> wrong.add(from.getName() + " imports " + to.getName()));
        }
        assertThat(wrong).isEmpty();
    }

    @TestFactory
    Stream<DynamicTest> capabilitiesArePure() {
        List<String> impure = List.of(
                "java.net.Socket",
                "java.net.ServerSocket",
                "java.net.http.HttpClient",
                "java.nio.file.Files",
                "java.io.FileInputStream",
                "java.io.FileOutputStream",
                "java.io.RandomAccessFile",
                "java.lang.Thread",
                "java.lang.Process",
                "java.lang.ProcessBuilder",
                "java.util.Random",
                "java.util.concurrent.ThreadLocalRandom",
                "java.util.concurrent.Executors",
                "java.util.concurrent.ForkJoinPool",
                "java.time.Clock",
                "java.sql.Connection",
                "java.sql.DriverManager");
        return CAPABILITIES.stream()
                .sorted()
                .flatMap(room -> Stream.concat(
                        impure.stream()
                                .map(type -> DynamicTest.dynamicTest(
                                        room + " does not use " + type,
                                        () -> noClasses()
                                                .that()
                                                .resideInAPackage("io.plimsoll." + room + "..")
                                                .should()
                                                .dependOnClassesThat()
                                                .haveFullyQualifiedName(type)
                                                .check(CLASSES))),
                        Stream.of(DynamicTest.dynamicTest(
                                room + " does not read a clock, the environment or a random source",
                                () -> noClasses()
                                        .that()
                                        .resideInAPackage("io.plimsoll." + room + "..")
                                        .should()
                                        .callMethod(java.time.Instant.class, "now")
                                        .orShould()
                                        .callMethod(System.class, "currentTimeMillis")
                                        .orShould()
                                        .callMethod(System.class, "nanoTime")
                                        .orShould()
                                        .callMethod(System.class, "getenv", String.class)
                                        .orShould()
                                        .callMethod(java.util.UUID.class, "randomUUID")
                                        .orShould()
                                        .callMethod(Math.class, "random")
                                        .check(CLASSES)))));
    }

    @Test
    void theFoundationDependsOnTheJdkOnly() {
        Set<String> foreign = new TreeSet<>();
        for (JavaClass from : CLASSES) {
            if (room(from).equals("model")) {
                from.getDirectDependenciesFromSelf().stream()
                        .map(d -> d.getTargetClass().getBaseComponentType())
                        .filter(to -> !to.isPrimitive())
                        .map(JavaClass::getPackageName)
                        .filter(name -> !name.startsWith("java.")
                                && !name.startsWith("io.plimsoll.model")
                                && !name.startsWith("org.jspecify"))
                        .forEach(foreign::add);
            }
        }
        assertThat(foreign).isEmpty();
    }

    private static String room(JavaClass c) {
        String[] parts = c.getPackageName().split("\\.");
        return parts.length > 2 ? parts[2] : "(no room)";
    }
}
