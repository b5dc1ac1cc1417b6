/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.fabric.infer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names for devices that do not say theirs, by analogy: if {@code n-03} is called {@code a07-c03} and {@code n-04} is called {@code
 * a07-c04}, then {@code n-05} is called {@code a07-c05}.
 */
final class NamingLaw {

    private static final Pattern NUMBER = Pattern.compile("\\d+");

    private final Map<String, String> known;
    private final Map<String, List<String>> byShape = new HashMap<>();
    private final Set<String> taken;

    /** @param known planned name to the name in use */
    NamingLaw(Map<String, String> known) {
        this.known = known;
        this.taken = new HashSet<>(known.values());
        for (String name : known.keySet()) {
            for (Span span : spans(name)) {
                byShape.computeIfAbsent(span.shape(), k -> new ArrayList<>()).add(name);
            }
        }
    }

    /** A number within a name: where, how large, and the name without it. */
    private record Span(int start, int end, long value, String shape) {}

    private static List<Span> spans(String name) {
        List<Span> out = new ArrayList<>();
        Matcher numbers = NUMBER.matcher(name);
        while (numbers.find() && numbers.end() - numbers.start() <= 9) {
            String shape = name.substring(0, numbers.start()) + "#" + name.substring(numbers.end());
            out.add(new Span(numbers.start(), numbers.end(), Long.parseLong(numbers.group()), shape));
        }
        return out;
    }

    /** The name by analogy, if two siblings agree on one that nobody has. */
    Optional<String> nameOf(String planned) {
        for (Span span : spans(planned)) {
            List<String> siblings = byShape.getOrDefault(span.shape(), List.of());
            for (int i = 0; i + 1 < siblings.size(); i++) {
                Optional<String> name = byAnalogy(span, siblings.get(i), siblings.get(i + 1));
                if (name.isPresent() && taken.add(name.get())) {
                    return name;
                }
            }
        }
        return Optional.empty();
    }

    private Optional<String> byAnalogy(Span wanted, String one, String other) {
        long valueOne = valueOf(one, wanted.shape());
        long valueOther = valueOf(other, wanted.shape());
        String nameOne = known.getOrDefault(one, "");
        String nameOther = known.getOrDefault(other, "");
        for (Span span : spans(nameOne)) {
            for (Span far : spans(nameOther)) {
                boolean same = span.shape().equals(far.shape());
                if (same && span.value() - valueOne == far.value() - valueOther && valueOne != valueOther) {
                    long value = wanted.value() + span.value() - valueOne;
                    String digits = String.format("%0" + (span.end() - span.start()) + "d", value);
                    return value < 0
                            ? Optional.empty()
                            : Optional.of(nameOne.substring(0, span.start()) + digits + nameOne.substring(span.end()));
                }
            }
        }
        return Optional.empty();
    }

    private static long valueOf(String name, String shape) {
        return spans(name).stream()
                .filter(s -> s.shape().equals(shape))
                .mapToLong(Span::value)
                .findFirst()
                .orElse(-1);
    }
}
