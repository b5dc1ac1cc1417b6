/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.server;

import io.plimsoll.model.BadInputException;
import io.plimsoll.model.InputProblem;
import io.plimsoll.server.http.Closest;
import io.plimsoll.server.launch.LauncherSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * Reads {@code plimsoll.conf} in the data folder: lines {@code key = value}, {@code #} for comments. A key that does not
 * exist, or a value that is wrong, stops the start; all of them are told at once.
 */
public final class ConfigFile {

    public static final String NAME = "plimsoll.conf";

    private record Key(String expected, BiFunction<ServerConfig, String, ServerConfig> set) {}

    private static final Map<String, Key> KEYS = keys();

    private ConfigFile() {}

    /** The defaults, changed by the file if it is there. */
    public static ServerConfig read(Path dataDir) throws IOException {
        Path file = dataDir.resolve(NAME);
        ServerConfig defaults = ServerConfig.of(dataDir);
        return Files.exists(file)
                ? apply(defaults, Files.readString(file, StandardCharsets.UTF_8), file.toString())
                : defaults;
    }

    /** @throws BadInputException with every wrong line */
    static ServerConfig apply(ServerConfig defaults, String text, String source) {
        ServerConfig config = defaults;
        List<InputProblem> problems = new ArrayList<>();
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            String bare = line.strip();
            if (bare.isEmpty() || bare.startsWith("#")) {
                continue;
            }
            int equals = bare.indexOf('=');
            String name = equals < 0 ? bare : bare.substring(0, equals).strip();
            String value = equals < 0 ? "" : bare.substring(equals + 1).strip();
            Key key = KEYS.get(name);
            if (key == null) {
                problems.add(new InputProblem(
                        source, number, name, "one of " + KEYS.keySet(), Closest.advice(name, KEYS.keySet())));
                continue;
            }
            try {
                config = key.set().apply(config, value);
            } catch (RuntimeException e) {
                problems.add(new InputProblem(source, number, value, name + ": " + key.expected()));
            }
        }
        for (String missing : config.launchers().missing()) {
            problems.add(new InputProblem(source, 0, "no " + missing, "a value, because its launcher is set up"));
        }
        if (!problems.isEmpty()) {
            throw new BadInputException(problems);
        }
        return config;
    }

    private static Map<String, Key> keys() {
        Map<String, Key> keys = new LinkedHashMap<>();
        keys.put("http.host", new Key("an address to listen on", (c, v) -> c.withHost(text(v))));
        keys.put("http.port", new Key("0 to 65535", (c, v) -> c.withPort(number(v, 0, 65_535))));
        LauncherSettings.expected()
                .forEach((name, expected) -> keys.put(
                        name,
                        new Key(
                                expected,
                                (c, v) -> c.withLaunchers(c.launchers().with(name, text(v))))));
        keys.put("agents.port", new Key("0 to 65535", (c, v) -> c.withAgentPort(number(v, 0, 65_535))));
        keys.put(
                "http.secure-cookies",
                new Key(
                        "true or false",
                        (c, v) ->
                                copy(c, truth(v), c.session(), c.jsonBytesMax(), c.rawBytesMax(), c.reconcileEvery())));
        keys.put(
                "http.json-mebibytes-max",
                new Key(
                        "1 to 1024",
                        (c, v) -> copy(
                                c,
                                c.secureCookies(),
                                c.session(),
                                (long) number(v, 1, 1024) << 20,
                                c.rawBytesMax(),
                                c.reconcileEvery())));
        keys.put(
                "http.file-mebibytes-max",
                new Key(
                        "1 to 4096",
                        (c, v) -> copy(
                                c,
                                c.secureCookies(),
                                c.session(),
                                c.jsonBytesMax(),
                                (long) number(v, 1, 4096) << 20,
                                c.reconcileEvery())));
        keys.put("db.url", new Key("jdbc:postgresql://...", (c, v) -> c.withDbUrl(Optional.of(text(v)))));
        keys.put("db.vault-url", new Key("jdbc:postgresql://...", (c, v) -> c.withVaultDbUrl(Optional.of(text(v)))));
        keys.put(
                "session.length",
                new Key(
                        "a duration such as PT12H, at most 30 days",
                        (c, v) -> copy(
                                c,
                                c.secureCookies(),
                                span(v, Duration.ofDays(30)),
                                c.jsonBytesMax(),
                                c.rawBytesMax(),
                                c.reconcileEvery())));
        keys.put(
                "reconcile.every",
                new Key(
                        "a duration such as PT30S, at most a day",
                        (c, v) -> copy(
                                c,
                                c.secureCookies(),
                                c.session(),
                                c.jsonBytesMax(),
                                c.rawBytesMax(),
                                span(v, Duration.ofDays(1)))));
        return keys;
    }

    private static ServerConfig copy(
            ServerConfig c, boolean secure, Duration session, long json, long raw, Duration reconcile) {
        return new ServerConfig(
                c.dataDir(),
                c.host(),
                c.port(),
                c.dbUrl(),
                c.vaultDbUrl(),
                secure,
                session,
                json,
                raw,
                reconcile,
                c.agentPort(),
                c.launchers());
    }

    private static String text(String value) {
        if (value.isEmpty()) {
            throw new IllegalArgumentException("empty");
        }
        return value;
    }

    private static int number(String value, int min, int max) {
        int number = Integer.parseInt(value);
        if (number < min || number > max) {
            throw new IllegalArgumentException(value);
        }
        return number;
    }

    private static boolean truth(String value) {
        return switch (value) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException(value);
        };
    }

    private static Duration span(String value, Duration max) {
        Duration span = Duration.parse(value);
        if (!span.isPositive() || span.compareTo(max) > 0) {
            throw new IllegalArgumentException(value);
        }
        return span;
    }
}
