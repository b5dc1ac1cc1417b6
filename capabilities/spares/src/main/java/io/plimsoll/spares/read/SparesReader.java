/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.spares.read;

import io.plimsoll.model.BadInputException;
import io.plimsoll.model.InputProblems;
import io.plimsoll.spares.Method;
import io.plimsoll.spares.SparePart;
import io.plimsoll.spares.SparesProblem;
import io.plimsoll.spares.SparesProblem.Objective;
import io.plimsoll.spares.Target;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads what is to be stocked, from JSON or CSV; which of them the text shows by itself. */
public final class SparesReader {

    private static final int BYTES_MAX = 64 << 20;

    private SparesReader() {}

    /**
     * @param source the document as the user named it
     * @throws BadInputException with everything that is wrong
     */
    public static SparesProblem read(InputStream in, String source) throws IOException {
        byte[] bytes = in.readNBytes(BYTES_MAX + 1);
        InputProblems problems = new InputProblems(source);
        if (bytes.length > BYTES_MAX) {
            throw problems.with(0, "more than " + BYTES_MAX + " bytes", "a spares document", "split it");
        }
        String text = new String(bytes, StandardCharsets.UTF_8).replace("\uFEFF", "");
        if (text.isBlank()) {
            throw problems.with(0, "", "a spares document, JSON or CSV", "see docs/reference/spares.md for examples");
        }
        char first = text.strip().charAt(0);
        Document document =
                first == '{' || first == '[' ? JsonDocument.read(text, problems) : CsvDocument.read(text, problems);
        List<SparePart> parts = new PartsBuilder(document, problems).parts();
        if (parts.isEmpty() && problems.isEmpty()) {
            problems.add(0, "no parts", "at least one part", "see docs/reference/spares.md for examples");
        }
        SparesProblem problem = new Settings(document.settings(), problems).problem(source, parts);
        problems.refuseIfAny();
        return problem;
    }

    /** What a document says of the whole problem. */
    private record Settings(Map<String, String> values, InputProblems problems) {

        SparesProblem problem(String source, List<SparePart> parts) {
            List<Target> targets = new ArrayList<>();
            number("budgetcents", 0, 9e15).or(() -> number("budget", 0, 9e15)).ifPresent(b -> {
                if (b != Math.rint(b)) {
                    problems.add(0, b.toString(), "budgetCents: whole cents", "");
                }
                targets.add(new Target.Budget(Math.round(b)));
            });
            number("availability", 0, 1).ifPresent(a -> targets.add(new Target.Availability(a)));
            number("backorders", 0, 1e12).ifPresent(b -> targets.add(new Target.Backorders(b)));
            number("fillrate", 0, 1).ifPresent(f -> targets.add(new Target.FillRate(f)));
            if (targets.size() > 1) {
                problems.add(
                        0, targets.size() + " targets", "one of budgetCents, availability, backorders, fillRate", "");
            }
            Method method = word("method", Method.class, Method.EXACT);
            Objective objective =
                    word("maximise", Objective.class, word("objective", Objective.class, Objective.BACKORDERS));
            return new SparesProblem(
                    values.getOrDefault("name", source),
                    parts,
                    method,
                    targets.stream().findFirst(),
                    objective);
        }

        private Optional<Double> number(String key, double least, double most) {
            String text = values.get(key);
            if (text == null || text.isBlank()) {
                return Optional.empty();
            }
            try {
                double value = Double.parseDouble(text);
                boolean open = key.equals("availability") || key.equals("fillrate") || key.equals("backorders");
                if (value >= least && value <= most && !(open && (value == least || (value == 1 && most == 1)))) {
                    return Optional.of(value);
                }
            } catch (NumberFormatException e) {
                // Told below with all other wrong numbers.
            }
            problems.add(
                    0,
                    text,
                    key + ": a number between " + (long) least + " and " + (long) most,
                    key.equals("availability") || key.equals("fillrate")
                            ? "write 0.99 for 99 %; 1 cannot be reached with any stock"
                            : "");
            return Optional.empty();
        }

        private <E extends Enum<E>> E word(String key, Class<E> type, E missing) {
            String text = values.get(key);
            if (text == null || text.isBlank()) {
                return missing;
            }
            String plain = text.strip().toUpperCase(Locale.ROOT).replaceAll("[\\s-]", "_");
            for (E value : type.getEnumConstants()) {
                if (value.name().equals(plain) || value.name().replace("_", "").equals(plain)) {
                    return value;
                }
            }
            problems.add(0, text, key + ": one of " + List.of(type.getEnumConstants()), "");
            return missing;
        }
    }
}
