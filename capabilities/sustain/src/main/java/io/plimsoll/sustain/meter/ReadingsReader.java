/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.sustain.meter;

import de.siegmar.fastcsv.reader.CommentStrategy;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.plimsoll.model.InputProblems;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads meter readings: CSV ({@code meter,time,value,unit} and perhaps {@code serial,point,parent,kind}), OpenMetrics or the
 * Prometheus text format (energy and power, also of DCGM), and Redfish metric reports.
 */
public final class ReadingsReader {

    private static final int READINGS_MAX = 20_000_000;

    private static final Pattern LINE = Pattern.compile(
            "([a-zA-Z_:][a-zA-Z0-9_:]*)(\\{[^}]*})?\\s+([-+0-9.eE]+|NaN|[-+]?Inf)(?:\\s+([0-9.eE+]+))?(?:\\s+#.*)?");
    private static final Pattern LABEL = Pattern.compile("([a-zA-Z_][a-zA-Z0-9_]*)=\"((?:[^\"\\\\]|\\\\.)*)\"");
    private static final Pattern SCRAPED = Pattern.compile("#\\s*(?:scraped|time|timestamp)[: ]+(\\S+)\\s*");

    private final InputProblems problems;
    private final List<Reading> readings = new ArrayList<>();
    private final Map<String, Meter> meters = new LinkedHashMap<>();

    private ReadingsReader(InputProblems problems) {
        this.problems = problems;
    }

    /**
     * @param text a whole file
     * @param source how the user named it
     * @throws io.plimsoll.model.BadInputException with every line that cannot be read
     */
    public static Readings read(String text, String source) {
        InputProblems problems = new InputProblems(source);
        ReadingsReader reader = new ReadingsReader(problems);
        String head = text.stripLeading();
        if (head.startsWith("{") || head.startsWith("[")) {
            reader.redfish(text);
        } else if (isOpenMetrics(head)) {
            reader.openMetrics(text);
        } else {
            reader.csv(text);
        }
        if (reader.readings.isEmpty() && problems.isEmpty()) {
            problems.add(0, "", "at least one reading of energy, power or water");
        }
        problems.refuseIfAny();
        return new Readings(List.copyOf(reader.readings), Map.copyOf(reader.meters));
    }

    private static boolean isOpenMetrics(String head) {
        return head.lines()
                .limit(50)
                .filter(l -> !l.isBlank())
                .anyMatch(l -> l.startsWith("# TYPE")
                        || l.startsWith("# HELP")
                        || (!l.startsWith("#")
                                && l.contains("{")
                                && LINE.matcher(l.strip()).matches()));
    }

    private void add(Reading r) {
        if (readings.size() >= READINGS_MAX) {
            throw problems.with(r.line(), "more readings", "at most " + READINGS_MAX, "split the file by meter");
        }
        readings.add(r);
    }

    private void csv(String text) {
        try (CsvReader<NamedCsvRecord> csv = CsvReader.builder()
                .commentStrategy(CommentStrategy.SKIP)
                .fieldSeparator(text.lines().findFirst().orElse("").contains(";") ? ';' : ',')
                .ofNamedCsvRecord(text)) {
            for (NamedCsvRecord line : csv) {
                row(line);
            }
        } catch (CsvParseException | java.io.IOException e) {
            String why = e.getMessage();
            throw problems.with(0, why == null ? "" : why, "comma-separated lines: meter,time,value,unit", "");
        }
    }

    private void row(NamedCsvRecord line) {
        long at = line.getStartingLineNumber();
        String meter = field(line, "meter", "id");
        Optional<Instant> time = time(field(line, "time", "timestamp", "at"));
        OptionalDouble value = number(field(line, "value", "reading"));
        Optional<Unit> unit = Unit.of(field(line, "unit"));
        if (meter.isEmpty()) {
            problems.add(at, "", "a column 'meter' with the meter's id");
        }
        if (time.isEmpty()) {
            problems.add(
                    at,
                    field(line, "time", "timestamp", "at"),
                    "a time such as 2025-01-01T00:00:00Z, or seconds since 1970");
        }
        if (value.isEmpty()) {
            problems.add(at, field(line, "value", "reading"), "a number");
        }
        if (unit.isEmpty()) {
            problems.add(
                    at, field(line, "unit"), "a unit out of " + Unit.known() + "; case counts", "add a column 'unit'");
        }
        if (meter.isEmpty() || time.isEmpty() || value.isEmpty() || unit.isEmpty()) {
            return;
        }
        String point = field(line, "point", "stage");
        if (!point.isEmpty() && !meters.containsKey(meter)) {
            Optional<Point> p = Point.of(point);
            if (p.isEmpty()) {
                problems.add(at, point, "a point out of " + List.of(Point.values()));
            } else {
                boolean interval = field(line, "kind").equalsIgnoreCase("interval");
                meters.put(
                        meter,
                        Meter.plain(
                                meter,
                                p.get(),
                                field(line, "parent"),
                                interval ? Meter.Kind.INTERVAL : HourlyRollup.kindOf(unit.get())));
            }
        }
        add(new Reading(meter, time.get(), value.getAsDouble(), unit.get(), field(line, "serial"), at));
    }

    private static String field(NamedCsvRecord line, String... names) {
        for (String name : names) {
            Optional<String> v = line.findField(name);
            if (v.isPresent()) {
                return v.get().strip();
            }
        }
        return "";
    }

    private void openMetrics(String text) {
        Optional<Instant> scraped = Optional.empty();
        List<Reading> power = new ArrayList<>();
        Set<String> counted = new HashSet<>();
        long n = 0;
        for (String raw : (Iterable<String>) text.lines()::iterator) {
            n++;
            String line = raw.strip();
            Matcher time = SCRAPED.matcher(line);
            if (time.matches()) {
                scraped = time(time.group(1));
            }
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            Matcher m = LINE.matcher(line);
            if (!m.matches()) {
                problems.add(n, line, "a line 'name{labels} value time'");
                continue;
            }
            Optional<Unit> unit = unitOf(m.group(1));
            if (unit.isEmpty()) {
                continue; // another metric
            }
            Optional<Instant> at = m.group(4) == null ? scraped : time(m.group(4));
            OptionalDouble value = number(m.group(3));
            if (at.isEmpty()) {
                problems.add(
                        n, line, "a time at the end of the line, or a line '# scraped 2025-01-01T00:00:00Z' above");
            } else if (value.isPresent()) {
                Map<String, String> labels = labels(m.group(2) == null ? "" : m.group(2));
                String id = idOf(m.group(1), labels);
                Reading r = new Reading(id, at.get(), value.getAsDouble(), unit.get(), "", n);
                if (m.group(1).startsWith("DCGM_")) {
                    meters.putIfAbsent(id, Meter.plain(id, Point.GPU, "", HourlyRollup.kindOf(unit.get())));
                }
                if (unit.get().rate()) {
                    power.add(r);
                } else {
                    counted.add(id);
                    add(r);
                }
            }
        }
        counts(power, counted);
    }

    /** Of a device that tells its power and counts its energy the count holds: it loses nothing between two looks. */
    private void counts(List<Reading> power, Set<String> counted) {
        for (Reading r : power) {
            if (!counted.contains(r.meter())) {
                add(r);
            }
        }
        for (String id : counted) {
            Meter m = meters.get(id);
            if (m != null && m.kind() == Meter.Kind.POWER) {
                meters.put(id, Meter.plain(id, m.point(), m.parent(), Meter.Kind.COUNTER));
            }
        }
    }

    private static Map<String, String> labels(String text) {
        Map<String, String> out = new LinkedHashMap<>();
        Matcher m = LABEL.matcher(text);
        while (m.find()) {
            out.put(m.group(1), m.group(2));
        }
        return out;
    }

    private static String idOf(String name, Map<String, String> labels) {
        for (String label : List.of("meter", "UUID", "uuid", "gpu_uuid")) {
            String v = labels.get(label);
            if (v != null && !v.isEmpty()) {
                return v;
            }
        }
        String host = labels.getOrDefault("Hostname", labels.getOrDefault("instance", labels.getOrDefault("node", "")));
        String part = labels.getOrDefault("gpu", labels.getOrDefault("device", labels.getOrDefault("outlet", "")));
        return host.isEmpty() && part.isEmpty() ? name : host + (part.isEmpty() ? "" : "/" + part);
    }

    /** DCGM counts millijoules since its driver was loaded; other names carry their unit at the end. */
    private static Optional<Unit> unitOf(String name) {
        String s = name.toLowerCase(Locale.ROOT).replaceFirst("_total$", "");
        String unit = s.contains("dcgm_fi_dev_total_energy_consumption")
                ? "mJ"
                : s.contains("dcgm_fi_dev_power_usage")
                        ? "W"
                        : s.endsWith("millijoules")
                                ? "mJ"
                                : s.endsWith("joules")
                                        ? "J"
                                        : s.endsWith("kilowatt_hours") || s.endsWith("kwh")
                                                ? "kWh"
                                                : s.endsWith("watt_hours") || s.endsWith("_wh")
                                                        ? "Wh"
                                                        : s.endsWith("kilowatts")
                                                                ? "kW"
                                                                : s.endsWith("watts")
                                                                        ? "W"
                                                                        : s.endsWith("cubic_meters") ? "m3" : "";
        return Unit.of(unit);
    }

    private void redfish(String text) {
        JsonNode root;
        try {
            root = JsonMapper.shared().readTree(text);
        } catch (JacksonException e) {
            long line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
            throw problems.with(line, e.getOriginalMessage(), "a Redfish metric report, or a list of them", "");
        }
        for (JsonNode report : root.isArray() ? root : List.of(root)) {
            String whole = report.path("Timestamp").asString("");
            JsonNode values = report.path("MetricValues");
            if (!values.isArray()) {
                problems.add(0, report.path("@odata.type").asString(""), "a MetricReport with MetricValues");
                continue;
            }
            for (JsonNode v : values) {
                metric(v, whole);
            }
        }
    }

    private void metric(JsonNode v, String reportTime) {
        String property = v.path("MetricProperty").asString("");
        String id = v.path("MetricId").asString("");
        String name = property.isEmpty() ? id : property;
        String unit = name.contains("EnergykWh") || id.contains("EnergykWh")
                ? "kWh"
                : name.contains("EnergyJoules")
                        ? "J"
                        : name.contains("EnergyWh")
                                ? "Wh"
                                : name.contains("PowerWatts")
                                                || id.contains("PowerWatts")
                                                || id.contains("PowerConsumed")
                                        ? "W"
                                        : "";
        Optional<Unit> known = Unit.of(unit);
        if (known.isEmpty()) {
            return; // temperature and the like
        }
        Optional<Instant> at = time(v.path("Timestamp").asString(reportTime));
        OptionalDouble value = number(v.path("MetricValue").asString(""));
        if (at.isEmpty() || value.isEmpty()) {
            problems.add(0, v.toString(), "a MetricValue that is a number, with its Timestamp");
        } else {
            String meter = name.replaceFirst(
                    "[/#]+(EnergykWh|EnergyJoules|EnergyWh|PowerWatts)(/Reading|/LifetimeReading)?$", "");
            add(new Reading(meter, at.get(), value.getAsDouble(), known.get(), "", 0));
        }
    }

    private static OptionalDouble number(String text) {
        try {
            double v = Double.parseDouble(text.strip());
            return Double.isFinite(v) ? OptionalDouble.of(v) : OptionalDouble.empty();
        } catch (NumberFormatException e) {
            return OptionalDouble.empty();
        }
    }

    /** ISO with offset, ISO in UTC, a day, seconds or milliseconds since 1970. */
    static Optional<Instant> time(String text) {
        String s = text.strip();
        if (s.matches("[0-9]{1,10}(\\.[0-9]+)?([eE][0-9]+)?|[0-9]{11,13}")) {
            double v = Double.parseDouble(s);
            return Optional.of(Instant.ofEpochMilli(Math.round(v > 1e11 ? v : v * 1000)));
        }
        try {
            if (s.matches("\\d{4}-\\d{2}-\\d{2}")) {
                return Optional.of(LocalDate.parse(s).atStartOfDay().toInstant(ZoneOffset.UTC));
            }
            String iso = s.replace(' ', 'T');
            return Optional.of(
                    iso.matches(".*(Z|[+-]\\d{2}:?\\d{2})$")
                            ? OffsetDateTime.parse(iso).toInstant()
                            : LocalDateTime.parse(iso).toInstant(ZoneOffset.UTC));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
