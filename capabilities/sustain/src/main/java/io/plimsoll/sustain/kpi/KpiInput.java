/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.sustain.kpi;

import de.siegmar.fastcsv.reader.CommentStrategy;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.plimsoll.model.InputProblems;
import io.plimsoll.sustain.Value;
import io.plimsoll.sustain.meter.HourlyRollup;
import io.plimsoll.sustain.meter.Hours;
import io.plimsoll.sustain.meter.Meter;
import io.plimsoll.sustain.meter.Reading;
import io.plimsoll.sustain.meter.Readings;
import io.plimsoll.sustain.meter.ReadingsReader;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads what {@code sustain kpi} takes: the JSON document of a site, a CSV of readings that name their meters' points, or a CSV
 * of yearly sums by site.
 */
public final class KpiInput {

    /** Opens a file that a document names, relative to it. */
    @FunctionalInterface
    public interface Opener {
        String text(String name) throws IOException;
    }

    private KpiInput() {}

    /**
     * @throws io.plimsoll.model.BadInputException with everything that is wrong
     */
    public static List<SiteYear> read(String text, String source, Opener opener) throws IOException {
        if (text.stripLeading().startsWith("{")) {
            List<SiteYear> out = new ArrayList<>();
            for (SiteDocument d : SiteDocumentReader.read(text, source)) {
                out.add(year(d, opener, source));
            }
            return out;
        }
        String head = text.lines()
                .filter(l -> !l.startsWith("#"))
                .findFirst()
                .orElse("")
                .toLowerCase(java.util.Locale.ROOT);
        return head.contains("meter") && head.contains("value") ? List.of(readings(text, source)) : sums(text, source);
    }

    /** A document with the readings that it names. */
    public static SiteYear year(SiteDocument document, Opener opener, String source) throws IOException {
        return SiteYear.of(document, meters(document, opener, source));
    }

    /** Every meter of a document by the hour, from the readings that it names. */
    public static List<Hours> meters(SiteDocument document, Opener opener, String source) throws IOException {
        List<Reading> readings = new ArrayList<>();
        Map<String, Meter> meters = new LinkedHashMap<>();
        for (String name : document.readings()) {
            Readings r = ReadingsReader.read(opener.text(name), name);
            readings.addAll(r.readings());
            meters.putAll(r.meters());
        }
        meters.putAll(document.meters());
        return hours(meters, readings, document.from(), document.to(), source);
    }

    private static SiteYear readings(String text, String source) {
        Readings r = ReadingsReader.read(text, source);
        Instant first =
                r.readings().stream().map(Reading::at).min(Instant::compareTo).orElseThrow();
        Instant last =
                r.readings().stream().map(Reading::at).max(Instant::compareTo).orElseThrow();
        Instant from = first.truncatedTo(ChronoUnit.HOURS);
        Instant end = last.truncatedTo(ChronoUnit.HOURS);
        Instant to = end.equals(last) && end.isAfter(from) ? end : end.plus(1, ChronoUnit.HOURS);
        SiteDocument document = new SiteDocument(
                source,
                from,
                to,
                r.meters(),
                List.of(),
                Map.of(),
                Map.of(),
                new double[0],
                JsonMapper.shared().createObjectNode());
        return SiteYear.of(document, hours(r.meters(), r.readings(), from, to, source));
    }

    private static List<Hours> hours(
            Map<String, Meter> meters, List<Reading> readings, Instant from, Instant to, String source) {
        InputProblems problems = new InputProblems(source);
        Map<String, List<Reading>> byMeter = new LinkedHashMap<>();
        meters.keySet().forEach(id -> byMeter.put(id, new ArrayList<>()));
        for (Reading r : readings) {
            Meter m = meters.get(r.meter());
            if (m == null) {
                boolean within = r.at().isAfter(from) && !r.at().isAfter(to);
                if (within && !byMeter.containsKey(r.meter())) {
                    problems.add(
                            r.line(),
                            r.meter(),
                            "a meter that the document names",
                            "add it under 'meters', or a column 'point'");
                    byMeter.put(r.meter(), new ArrayList<>());
                }
                continue;
            }
            if (m.point().water() != r.unit().water() || (r.unit().rate() != (m.kind() == Meter.Kind.POWER))) {
                problems.add(
                        r.line(),
                        r.value() + " " + r.unit().name(),
                        "a unit that fits meter " + m.id() + " at " + m.point() + " of kind " + m.kind());
                continue;
            }
            byMeter.computeIfAbsent(r.meter(), k -> new ArrayList<>()).add(r);
        }
        problems.refuseIfAny();
        List<Hours> out = new ArrayList<>();
        byMeter.forEach((id, of) -> {
            Meter m = meters.get(id);
            if (m != null) {
                out.add(HourlyRollup.of(m, of, from, to));
            }
        });
        return out;
    }

    private static List<SiteYear> sums(String text, String source) {
        InputProblems problems = new InputProblems(source);
        List<SiteYear> out = new ArrayList<>();
        try (CsvReader<NamedCsvRecord> csv =
                CsvReader.builder().commentStrategy(CommentStrategy.SKIP).ofNamedCsvRecord(text)) {
            for (NamedCsvRecord line : csv) {
                out.add(SiteYear.of(row(line, source, problems)));
            }
        } catch (CsvParseException | IOException e) {
            String why = e.getMessage();
            throw problems.with(0, why == null ? "" : why, "comma-separated lines with a header", "");
        }
        if (out.isEmpty()) {
            problems.add(0, "", "a header such as 'site,year,EDC,EIT,WIN' and at least one row");
        }
        problems.refuseIfAny();
        return out;
    }

    private static SiteTotals row(NamedCsvRecord line, String source, InputProblems problems) {
        Map<Symbol, Value> values = new EnumMap<>(Symbol.class);
        String site = "row " + line.getStartingLineNumber();
        String period = "";
        for (String heading : line.getHeader()) {
            String cell = line.findField(heading).orElse("").strip();
            if (heading.equalsIgnoreCase("site") || heading.equalsIgnoreCase("name")) {
                site = cell;
                continue;
            }
            if (heading.equalsIgnoreCase("year") || heading.equalsIgnoreCase("period")) {
                period = cell;
                continue;
            }
            Optional<Symbol.Found> found = Symbol.of(heading);
            if (found.isEmpty()) {
                problems.add(1, heading, "site, year, or a symbol such as EDC, EIT, WIN, EREUSE, ERES-GOO, PUE");
            } else if (!cell.isEmpty() && !cell.equals("-")) {
                put(values, found.get(), cell, line, source, problems);
            }
        }
        String of = period;
        values.replaceAll((s, v) -> Value.of(s.shown(), v.value(), s.unit(), of, "", "as the table says", v.source()));
        return new SiteTotals(site, period, values);
    }

    private static void put(
            Map<Symbol, Value> values,
            Symbol.Found found,
            String cell,
            NamedCsvRecord line,
            String source,
            InputProblems problems) {
        try {
            double v = Double.parseDouble(cell.replace("_", "")) * found.scale();
            Symbol s = found.symbol();
            String at = source + ":" + line.getStartingLineNumber();
            values.put(s, Value.of(s.shown(), OptionalDouble.of(v), s.unit(), "", "", "as the table says", at));
        } catch (NumberFormatException e) {
            problems.add(line.getStartingLineNumber(), cell, found.symbol().shown() + ": a number");
        }
    }
}
