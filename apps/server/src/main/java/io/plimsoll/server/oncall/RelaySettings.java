/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.server.oncall;

import io.plimsoll.model.BadInputException;
import io.plimsoll.model.InputProblem;
import io.plimsoll.oncall.vault.ContactKind;
import io.plimsoll.relay.Channel;
import io.plimsoll.relay.Relay;
import io.plimsoll.relay.SmppChannel;
import io.plimsoll.relay.SmtpChannel;
import io.plimsoll.relay.WebhookChannel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Reads {@code relay.conf} in the data folder: {@code key = value} lines that say how pages leave. A way is there as soon as its host
 * or secret is.
 *
 * @param baseUrl what links in messages begin with; empty for the server's own address
 */
public record RelaySettings(Relay relay, Optional<String> baseUrl) {

    public static final String NAME = "relay.conf";

    private static final List<String> KEYS = List.of(
            "base-url",
            "smtp.host",
            "smtp.port",
            "smtp.from",
            "smtp.user",
            "smtp.password",
            "smtp.starttls",
            "smpp.host",
            "smpp.port",
            "smpp.system-id",
            "smpp.password",
            "smpp.source",
            "webhook.secret");

    /** @throws BadInputException with every wrong line; values are not repeated, some are secrets */
    public static RelaySettings read(Path dataDir) throws IOException {
        Path file = dataDir.resolve(NAME);
        Map<String, String> values = new TreeMap<>();
        if (Files.exists(file)) {
            int number = 0;
            for (String line : Files.readAllLines(file)) {
                number++;
                String bare = line.strip();
                int equals = bare.indexOf('=');
                if (bare.isEmpty() || bare.startsWith("#")) {
                    continue;
                }
                String key = equals < 0 ? bare : bare.substring(0, equals).strip();
                if (equals < 0 || !KEYS.contains(key)) {
                    throw new BadInputException(new InputProblem(file.toString(), number, key, "one of " + KEYS));
                }
                values.put(key, bare.substring(equals + 1).strip());
            }
        }
        return of(values, file.toString());
    }

    private static RelaySettings of(Map<String, String> v, String source) {
        Map<ContactKind, Channel> channels = new EnumMap<>(ContactKind.class);
        if (v.containsKey("smtp.host")) {
            channels.put(
                    ContactKind.MAIL,
                    new SmtpChannel(new SmtpChannel.Settings(
                            v.getOrDefault("smtp.host", ""),
                            port(v, "smtp.port", "25", source),
                            need(v, "smtp.from", source),
                            Optional.ofNullable(v.get("smtp.user")),
                            Optional.ofNullable(v.get("smtp.password")),
                            !v.getOrDefault("smtp.starttls", "true").equals("false"))));
        }
        if (v.containsKey("smpp.host")) {
            channels.put(
                    ContactKind.SMS,
                    new SmppChannel(new SmppChannel.Settings(
                            v.getOrDefault("smpp.host", ""),
                            port(v, "smpp.port", "2775", source),
                            need(v, "smpp.system-id", source),
                            v.getOrDefault("smpp.password", ""),
                            need(v, "smpp.source", source))));
        }
        if (v.containsKey("webhook.secret")) {
            channels.put(
                    ContactKind.WEBHOOK,
                    new WebhookChannel(WebhookChannel.secret(v.getOrDefault("webhook.secret", ""))));
        }
        return new RelaySettings(new Relay(channels), Optional.ofNullable(v.get("base-url")));
    }

    private static String need(Map<String, String> values, String key, String source) {
        String value = values.get(key);
        if (value == null || value.isEmpty()) {
            throw new BadInputException(new InputProblem(source, 0, "no " + key, "a value, because its way is set up"));
        }
        return value;
    }

    private static int port(Map<String, String> values, String key, String otherwise, String source) {
        String text = values.getOrDefault(key, otherwise);
        if (!text.matches("[0-9]{1,5}") || Integer.parseInt(text) > 65_535) {
            throw new BadInputException(new InputProblem(source, 0, text, key + ": 0 to 65535"));
        }
        return Integer.parseInt(text);
    }
}
