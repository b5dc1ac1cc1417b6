/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.server.launch;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The settings of Slurm, SSH and Kubernetes, by their keys in {@code plimsoll.conf}. A launcher is there as soon as one of its
 * keys is.
 */
public record LauncherSettings(Map<String, String> values) {

    /** No launchers but the agents. */
    public static final LauncherSettings NONE = new LauncherSettings(Map.of());

    private record Key(String expected, Predicate<String> good) {}

    private static final Map<String, Key> KEYS = keys();
    private static final Map<String, List<String>> NEEDED = Map.of(
            "slurm", List.of(),
            "ssh", List.of("ssh.user", "ssh.key", "ssh.known-hosts"),
            "kubernetes", List.of("kubernetes.namespace", "kubernetes.image"));

    public LauncherSettings {
        values = Map.copyOf(values);
    }

    /** Every key, with what it expects. */
    public static Map<String, String> expected() {
        Map<String, String> all = new LinkedHashMap<>();
        KEYS.forEach((name, key) -> all.put(name, key.expected()));
        return all;
    }

    /** These settings and one more. Refuses a value that its key does not take. */
    public LauncherSettings with(String name, String value) {
        Key key = KEYS.get(name);
        if (key == null || !key.good().test(value)) {
            throw new IllegalArgumentException(name + " = " + value);
        }
        Map<String, String> more = new TreeMap<>(values);
        more.put(name, value);
        return new LauncherSettings(more);
    }

    /** Keys that a launcher needs beside those that are set. */
    public List<String> missing() {
        return NEEDED.entrySet().stream()
                .filter(e -> has(e.getKey()))
                .flatMap(e -> e.getValue().stream())
                .filter(name -> !values.containsKey(name))
                .sorted()
                .toList();
    }

    boolean has(String launcher) {
        return values.keySet().stream().anyMatch(name -> name.startsWith(launcher + "."));
    }

    Optional<String> get(String name) {
        return Optional.ofNullable(values.get(name));
    }

    String require(String name) {
        return get(name).orElseThrow(() -> new IllegalStateException("checked before: " + name));
    }

    Optional<Path> path(String name) {
        return get(name).map(Path::of);
    }

    List<String> words(String name) {
        return get(name).map(v -> List.of(v.strip().split("\\s+"))).orElse(List.of());
    }

    private static Map<String, Key> keys() {
        Key file = new Key("a file that can be read", v -> Files.isReadable(Path.of(v)));
        Key word = new Key("a word", v -> v.matches("[A-Za-z0-9._-]+"));
        Key text = new Key("a text", v -> !v.isBlank());
        Key span = new Key("a duration such as PT10M, at most 30 days", LauncherSettings::isSpan);
        Key truth = new Key("true or false", v -> v.equals("true") || v.equals("false"));
        Map<String, Key> keys = new LinkedHashMap<>();
        keys.put("slurm.conf", file);
        keys.put("slurm.partition", word);
        keys.put("slurm.reservation", word);
        keys.put("slurm.hold-for", span);
        keys.put("slurm.start-within", span);
        keys.put("slurm.options", new Key("options of srun", v -> split(v).allMatch(o -> o.startsWith("-"))));
        keys.put("slurm.built-in", text);
        keys.put("ssh.user", word);
        keys.put("ssh.key", file);
        keys.put("ssh.known-hosts", file);
        keys.put("ssh.config", file);
        keys.put("ssh.folder", text);
        keys.put("ssh.built-in", text);
        keys.put("kubernetes.kubeconfig", file);
        keys.put("kubernetes.namespace", word);
        keys.put("kubernetes.image", text);
        keys.put("kubernetes.service-account", word);
        keys.put(
                "kubernetes.limits",
                new Key("resources such as nvidia.com/gpu=8", v -> split(v).allMatch(l -> l.matches("[^=]+=[^=]+"))));
        keys.put("kubernetes.host-network", truth);
        keys.put("kubernetes.privileged", truth);
        keys.put("kubernetes.start-within", span);
        keys.put("kubernetes.built-in", text);
        return keys;
    }

    private static Stream<String> split(String value) {
        return Arrays.stream(value.strip().split("\\s+"));
    }

    private static boolean isSpan(String value) {
        try {
            Duration span = Duration.parse(value);
            return span.isPositive() && span.compareTo(Duration.ofDays(30)) <= 0;
        } catch (DateTimeParseException e) {
            return false;
        }
    }
}
