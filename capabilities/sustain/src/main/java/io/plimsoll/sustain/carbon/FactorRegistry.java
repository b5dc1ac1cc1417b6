/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.sustain.carbon;

import de.siegmar.fastcsv.reader.CommentStrategy;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.plimsoll.model.InputProblems;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Factors from packs that the operator brings: no third-party table is in the jar. A pack is CSV {@code
 * quantity,zone,year,value,unit,source,licence}; without a source a factor is refused. Suspicious factors are kept and told.
 */
public final class FactorRegistry {

    /** A factor that looks wrong, and why. */
    public record Doubt(Factor factor, String rule, String says) {}

    private final Map<String, TreeMap<Integer, Factor>> byPlace = new LinkedHashMap<>();
    private final List<Doubt> doubts = new ArrayList<>();

    private FactorRegistry() {}

    /**
     * @throws io.plimsoll.model.BadInputException with every line that cannot be read
     */
    public static FactorRegistry read(String csv, String source) {
        InputProblems problems = new InputProblems(source);
        FactorRegistry registry = new FactorRegistry();
        try (CsvReader<NamedCsvRecord> lines =
                CsvReader.builder().commentStrategy(CommentStrategy.SKIP).ofNamedCsvRecord(csv)) {
            for (NamedCsvRecord line : lines) {
                factor(line, problems).ifPresent(f -> registry.add(f, problems));
            }
        } catch (CsvParseException | java.io.IOException e) {
            String why = e.getMessage();
            throw problems.with(0, why == null ? "" : why, "quantity,zone,year,value,unit,source,licence", "");
        }
        problems.refuseIfAny();
        registry.judge();
        return registry;
    }

    private static Optional<Factor> factor(NamedCsvRecord line, InputProblems problems) {
        long at = line.getStartingLineNumber();
        String unit = line.findField("unit").orElse("").strip();
        String from = line.findField("source").orElse("").strip();
        String zone = line.findField("zone").orElse("").strip();
        String value = line.findField("value").orElse("").strip();
        String year = line.findField("year").orElse("").strip();
        if (from.isEmpty()) {
            problems.add(at, "", "a source: a factor without one is not used");
        }
        if (!List.of("t/MWh", "kg/kWh", "kg/MWh", "g/kWh", "lb/MWh", "L/kWh", "m3/MWh")
                .contains(unit)) {
            problems.add(at, unit, "a unit out of t/MWh, kg/kWh, kg/MWh, g/kWh, lb/MWh, L/kWh, m3/MWh");
        }
        try {
            return Optional.of(new Factor(
                    line.findField("quantity").orElse("location").strip(),
                    zone,
                    Integer.parseInt(year),
                    Double.parseDouble(value),
                    unit,
                    from,
                    line.findField("licence").orElse("").strip(),
                    at));
        } catch (NumberFormatException e) {
            problems.add(at, year + ", " + value, "a year and a number");
            return Optional.empty();
        }
    }

    private void add(Factor f, InputProblems problems) {
        String key = f.quantity() + "\n" + f.zone().toUpperCase(Locale.ROOT);
        Factor before = byPlace.computeIfAbsent(key, k -> new TreeMap<>()).put(f.year(), f);
        if (before != null) {
            problems.add(
                    f.line(),
                    f.zone() + " " + f.year(),
                    "one factor a zone and year; line " + before.line() + " has it too");
        }
    }

    private void judge() {
        Map<Integer, int[]> pairs = new TreeMap<>();
        byPlace.values()
                .forEach(series -> series.values().forEach(f -> {
                    Factor before = series.get(f.year() - 1);
                    int[] n = pairs.computeIfAbsent(f.year(), k -> new int[2]);
                    if (before != null) {
                        n[1]++;
                        if (before.value() == f.value() && f.value() != 0) {
                            n[0]++;
                            doubts.add(new Doubt(f, "UNCHANGED", "to the digit the factor of " + before.year()));
                        }
                    }
                    double t = tonnesPerMwh(f);
                    if (t > 1.5 || t < 0) {
                        doubts.add(
                                new Doubt(f, "IMPLAUSIBLE", t + " t/MWh is no grid's factor; the unit may be wrong"));
                    }
                }));
        pairs.forEach((year, n) -> {
            if (n[1] >= 3 && n[0] == n[1]) {
                byPlace.values().stream()
                        .flatMap(s -> s.values().stream())
                        .filter(f -> f.year() == year)
                        .findFirst()
                        .ifPresent(f -> doubts.add(new Doubt(
                                f,
                                "YEAR_COPIED",
                                "all " + n[1] + " factors of " + year + " are those of the year before")));
            }
        });
    }

    /** In tonnes for each MWh; zero for water factors. */
    public static double tonnesPerMwh(Factor f) {
        return switch (f.unit()) {
            case "t/MWh", "kg/kWh" -> f.value();
            case "kg/MWh", "g/kWh" -> f.value() / 1000;
            case "lb/MWh" -> f.value() * 0.00045359237;
            default -> 0;
        };
    }

    /** The factor of a zone and year; never that of another year or zone. */
    public Optional<Factor> find(String quantity, String zone, int year) {
        return Optional.ofNullable(
                byPlace.getOrDefault(quantity + "\n" + zone.toUpperCase(Locale.ROOT), new TreeMap<>())
                        .get(year));
    }

    public List<Doubt> doubts() {
        return List.copyOf(doubts);
    }
}
