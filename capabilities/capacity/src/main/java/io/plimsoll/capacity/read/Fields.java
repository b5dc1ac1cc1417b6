/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.capacity.read;

import io.plimsoll.model.InputProblems;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Takes the fields of one mapping one by one; what is left over at the end was written by mistake. */
final class Fields {

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private final InputProblems problems;
    private final String where;
    private final long line;
    private final Map<String, Tree> left = new LinkedHashMap<>();
    private final Map<String, String> written = new HashMap<>();
    private final Map<String, String> known = new LinkedHashMap<>();

    private Fields(InputProblems problems, String where, long line) {
        this.problems = problems;
        this.where = where;
        this.line = line;
    }

    static Fields of(Tree tree, String where, InputProblems problems) {
        Fields out = new Fields(problems, where, tree.line());
        if (tree instanceof Tree.Mapping mapping) {
            mapping.entries().forEach((key, value) -> {
                out.left.put(plain(key), value);
                out.written.put(plain(key), key);
            });
        } else {
            problems.add(tree.line(), show(tree), where + ": fields by name");
        }
        return out;
    }

    private static String plain(String name) {
        return name.strip().toLowerCase(Locale.ROOT).replaceAll("[\\s_-]", "");
    }

    static String show(Tree tree) {
        return switch (tree) {
            case Tree.Scalar scalar -> scalar.text();
            case Tree.Sequence list -> "a list of " + list.items().size();
            case Tree.Mapping mapping -> "fields " + mapping.entries().keySet();
        };
    }

    long line() {
        return line;
    }

    String where() {
        return where;
    }

    void problem(long at, String seen, String expected, String maybe) {
        problems.add(at, seen, where + "." + expected, maybe);
    }

    InputProblems problems() {
        return problems;
    }

    /** The field of the first of these names that is there. */
    Optional<Tree> take(String... names) {
        Optional<Tree> out = Optional.empty();
        for (String name : names) {
            known.put(plain(name), name);
            Tree value = left.remove(plain(name));
            if (value != null
                    && !(value instanceof Tree.Scalar scalar && scalar.text().isEmpty())) {
                out = out.or(() -> Optional.of(value));
            }
        }
        return out;
    }

    Optional<Fields> inner(String... names) {
        return take(names).map(t -> of(t, where + "." + names[0], problems));
    }

    List<Tree> list(String... names) {
        Optional<Tree> found = take(names);
        if (found.isEmpty()) {
            return List.of();
        }
        return found.get() instanceof Tree.Sequence list ? list.items() : List.of(found.get());
    }

    Optional<Tree.Scalar> scalar(String... names) {
        Optional<Tree> found = take(names);
        if (found.isPresent() && !(found.get() instanceof Tree.Scalar)) {
            problem(found.get().line(), show(found.get()), names[0] + ": one value", "");
        }
        return found.filter(Tree.Scalar.class::isInstance).map(Tree.Scalar.class::cast);
    }

    String text(String missing, String... names) {
        return scalar(names).map(Tree.Scalar::text).orElse(missing);
    }

    /** A text that must be there. */
    String needed(String expected, String... names) {
        Optional<Tree.Scalar> found = scalar(names);
        if (found.isEmpty()) {
            problem(line, "", names[0] + ": " + expected, "");
        }
        return found.map(Tree.Scalar::text).orElse("");
    }

    boolean flag(String name) {
        Optional<Tree.Scalar> found = scalar(name);
        if (found.isEmpty()) {
            return false;
        }
        String text = found.get().text().toLowerCase(Locale.ROOT);
        if (!List.of("true", "false", "yes", "no").contains(text)) {
            problem(found.get().line(), text, name + ": true or false", "");
        }
        return text.equals("true") || text.equals("yes");
    }

    OptionalInt count(int least, int most, String... names) {
        Optional<Tree.Scalar> found = scalar(names);
        return found.isEmpty() ? OptionalInt.empty() : whole(found.get(), names[0], least, most);
    }

    int neededCount(int least, int most, String... names) {
        Optional<Tree.Scalar> found = scalar(names);
        if (found.isEmpty()) {
            problem(line, "", names[0] + ": a whole number from " + least + " to " + most, "");
        }
        return found.map(s -> whole(s, names[0], least, most))
                .orElse(OptionalInt.empty())
                .orElse(least);
    }

    private OptionalInt whole(Tree.Scalar scalar, String name, int least, int most) {
        try {
            int value = Integer.parseInt(scalar.text().replace("_", ""));
            if (value >= least && value <= most) {
                return OptionalInt.of(value);
            }
        } catch (NumberFormatException e) {
            // Told below, as a number that is out of range is.
        }
        problem(scalar.line(), scalar.text(), name + ": a whole number from " + least + " to " + most, "");
        return OptionalInt.empty();
    }

    /** Whole cents. */
    Optional<Long> cents(String... names) {
        Optional<Tree.Scalar> found = scalar(names);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        try {
            long value = Long.parseLong(found.get().text().replace("_", ""));
            if (value >= 0 && value <= 1_000_000_000_000L) {
                return Optional.of(value);
            }
        } catch (NumberFormatException e) {
            // Told below, as a number that is out of range is.
        }
        problem(found.get().line(), found.get().text(), names[0] + ": whole cents, 0 or more", "write 4200 for 42.00");
        return Optional.empty();
    }

    /** A share between 0 and 1, written as 0.995 or 99.5%. */
    Optional<BigDecimal> share(String... names) {
        Optional<Tree.Scalar> found = scalar(names);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        String text = found.get().text();
        try {
            boolean percent = text.endsWith("%");
            BigDecimal value = new BigDecimal(
                    percent ? text.substring(0, text.length() - 1).strip() : text);
            value = percent ? value.divide(HUNDRED) : value;
            if (value.signum() >= 0 && value.compareTo(BigDecimal.ONE) <= 0 && value.scale() < 40) {
                return Optional.of(value.stripTrailingZeros());
            }
        } catch (NumberFormatException e) {
            // Told below, as a share that is out of range is.
        }
        boolean bare = text.matches("[0-9.]+");
        problem(
                found.get().line(),
                text,
                names[0] + ": a share from 0 to 1, or a percentage",
                bare ? "write " + text + "%" : "");
        return Optional.empty();
    }

    Optional<Instant> instant(String... names) {
        Optional<Tree.Scalar> found = scalar(names);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        Optional<Instant> at = Instants.of(found.get().text());
        if (at.isEmpty()) {
            problem(
                    found.get().line(),
                    found.get().text(),
                    names[0] + ": a date or an instant, such as 2026-11-23 or 2026-11-23T18:00:00Z",
                    "");
        }
        return at;
    }

    <E extends Enum<E>> Optional<E> word(Class<E> type, String... names) {
        return scalar(names).flatMap(s -> wordOf(type, s, names[0]));
    }

    <E extends Enum<E>> Optional<E> wordOf(Class<E> type, Tree.Scalar scalar, String name) {
        String text = plain(scalar.text());
        Optional<E> found = Arrays.stream(type.getEnumConstants())
                .filter(e -> plain(e.name()).equals(text))
                .findFirst();
        if (found.isEmpty()) {
            problem(scalar.line(), scalar.text(), name + ": one of " + List.of(type.getEnumConstants()), "");
        }
        return found;
    }

    /** Tells what nobody took. */
    void end() {
        left.forEach((name, value) -> problem(
                value.line(), written.getOrDefault(name, name), " only the fields " + known.values(), nearest(name)));
        left.clear();
    }

    private String nearest(String name) {
        return known.entrySet().stream()
                .filter(k -> k.getKey().startsWith(name) || name.startsWith(k.getKey()))
                .findFirst()
                .map(k -> "write '" + k.getValue() + "'")
                .orElse("");
    }
}
