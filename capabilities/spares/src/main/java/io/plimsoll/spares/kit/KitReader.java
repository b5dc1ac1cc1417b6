/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.spares.kit;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.plimsoll.model.BadInputException;
import io.plimsoll.model.InputProblems;
import io.plimsoll.spares.demand.CountLaw;
import io.plimsoll.spares.kit.KitPlanner.Kind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads what a trip may need: CSV with part, burden, mean_per_trip, source and, if not Poisson, variance_to_mean. */
public final class KitReader {

    private static final double MEAN_MAX = 10_000;

    private KitReader() {}

    /**
     * @param source the document as the user named it
     * @throws BadInputException with everything that is wrong
     */
    public static List<Kind> read(String text, String source) {
        InputProblems problems = new InputProblems(source);
        List<Kind> kinds = new ArrayList<>();
        Set<String> names = new HashSet<>();
        try {
            for (NamedCsvRecord line : CsvReader.builder().ofNamedCsvRecord(text)) {
                long at = line.getStartingLineNumber();
                String part = line.findField("part").orElse("").strip();
                double burden = number(line, "burden", "");
                double mean = number(line, "mean_per_trip", "");
                double v = number(line, "variance_to_mean", "1");
                if (part.isEmpty() || !names.add(part)) {
                    problems.add(at, part, "part: a name, each once");
                }
                if (!(burden >= 1 && burden <= 1e12 && burden == Math.rint(burden))) {
                    problems.add(at, line.findField("burden").orElse(""), "burden: a whole number of 1 or more");
                }
                if (!(mean >= 0 && mean <= MEAN_MAX)) {
                    problems.add(
                            at, line.findField("mean_per_trip").orElse(""), "mean_per_trip: a number of 0 or more");
                }
                if (!(v >= 1 && v <= CountLaw.VARIANCE_TO_MEAN_MAX)) {
                    problems.add(at, line.findField("variance_to_mean").orElse(""), "variance_to_mean: 1 or more");
                }
                if (line.findField("source").orElse("").isBlank()) {
                    problems.add(at, "no source", "source: where mean_per_trip is from", "count past trips");
                }
                if (problems.isEmpty()) {
                    kinds.add(new Kind(part, Math.round(burden), mean, v));
                }
            }
        } catch (CsvParseException e) {
            throw problems.with(0, String.valueOf(e.getMessage()), "comma-separated lines with a header", "");
        }
        if (kinds.isEmpty() && problems.isEmpty()) {
            problems.add(0, "no parts", "at least one line under the header");
        }
        problems.refuseIfAny();
        return kinds;
    }

    private static double number(NamedCsvRecord line, String field, String missing) {
        String text = line.findField(field)
                .map(String::strip)
                .filter(t -> !t.isEmpty())
                .orElse(missing);
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }
}
