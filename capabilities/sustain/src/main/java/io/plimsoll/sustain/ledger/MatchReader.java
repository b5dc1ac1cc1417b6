/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.sustain.ledger;

import de.siegmar.fastcsv.reader.CommentStrategy;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.plimsoll.model.BadInputException;
import io.plimsoll.model.InputProblems;
import io.plimsoll.sustain.ledger.EnergyCertificate.Origin;
import io.plimsoll.sustain.ledger.HourlyMatcher.Storage;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.OptionalDouble;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads what {@code sustain match} takes. CSV: {@code kind,zone,time,mwh} with kind {@code load} or {@code certificate} and, for
 * certificates, perhaps {@code id,device,source,to,expires,first,last,origin}. JSON: {@code from}, {@code zones[{zone, loadMWh[],
 * storage{capacityMWh, powerMW, efficiency}, gridCarbonFree, gridFactor, residual}]}, {@code certificates[]}.
 */
public final class MatchReader {

    private static final String OWNER = "site";

    private final InputProblems problems;
    private final CertificateLedger ledger = new CertificateLedger();
    private final List<EnergyCertificate> certificates = new ArrayList<>();
    private final Map<String, Long> nextSerial = new LinkedHashMap<>();

    private MatchReader(InputProblems problems) {
        this.problems = problems;
    }

    /**
     * @throws BadInputException with everything that is wrong, such as two certificates that share a serial
     */
    public static MatchInput read(String text, String source) {
        InputProblems problems = new InputProblems(source);
        MatchReader reader = new MatchReader(problems);
        MatchInput in = text.stripLeading().startsWith("{") ? reader.json(text) : reader.csv(text);
        problems.refuseIfAny();
        return in;
    }

    /**
     * Reads a file of certificates alone: CSV {@code device,time,to,expires,zone,first,last,source,origin,id}; their serials must
     * be told, since the record holds that none counts twice, and so must
     * their expiry, since it refuses to retire what has expired.
     *
     * @throws BadInputException with everything that is wrong
     */
    public static List<EnergyCertificate> certificates(String text, String source) {
        InputProblems problems = new InputProblems(source);
        MatchReader reader = new MatchReader(problems);
        try (CsvReader<NamedCsvRecord> csv =
                CsvReader.builder().commentStrategy(CommentStrategy.SKIP).ofNamedCsvRecord(text)) {
            for (NamedCsvRecord line : csv) {
                long n = line.getStartingLineNumber();
                for (String needed : List.of("device", "first", "last", "zone", "time", "expires")) {
                    if (get(line, needed).isEmpty()) {
                        problems.add(n, "", "a column '" + needed + "' with a value in each line");
                    }
                }
                if (List.of("first", "last", "time", "expires").stream()
                        .noneMatch(x -> get(line, x).isEmpty())) {
                    String mwh = get(line, "mwh");
                    reader.certificate(
                            name -> get(line, name),
                            reader.instant(get(line, "time"), n),
                            mwh.isEmpty() ? Double.NaN : reader.number(mwh, n),
                            n);
                }
            }
        } catch (CsvParseException | IOException e) {
            String why = e.getMessage();
            throw problems.with(0, why == null ? "" : why, "a header 'device,time,to,expires,zone,first,last'", "");
        }
        if (reader.certificates.isEmpty()) {
            problems.add(0, "", "at least one certificate");
        }
        problems.refuseIfAny();
        return List.copyOf(reader.certificates);
    }

    private MatchInput csv(String text) {
        Map<String, NavigableMap<Instant, Double>> loads = new LinkedHashMap<>();
        try (CsvReader<NamedCsvRecord> csv =
                CsvReader.builder().commentStrategy(CommentStrategy.SKIP).ofNamedCsvRecord(text)) {
            for (NamedCsvRecord line : csv) {
                long n = line.getStartingLineNumber();
                String kind = get(line, "kind").toLowerCase(Locale.ROOT);
                Instant at = instant(get(line, "time"), n);
                double mwh = number(get(line, "mwh"), n);
                if (kind.equals("load")) {
                    Double before = loads.computeIfAbsent(get(line, "zone"), k -> new TreeMap<>())
                            .put(at, mwh);
                    if (before != null || at.getEpochSecond() % 3600 != 0) {
                        problems.add(n, at.toString(), "each full hour once for a zone");
                    }
                } else if (kind.equals("certificate") || kind.equals("supply")) {
                    certificate(name -> get(line, name), at, mwh, n);
                } else {
                    problems.add(n, kind, "kind 'load' or 'certificate'");
                }
            }
        } catch (CsvParseException | IOException e) {
            String why = e.getMessage();
            throw problems.with(0, why == null ? "" : why, "a header 'kind,zone,time,mwh'", "");
        }
        return assembled(loads);
    }

    private MatchInput assembled(Map<String, NavigableMap<Instant, Double>> loads) {
        if (loads.isEmpty()) {
            throw problems.with(0, "", "at least one line of kind 'load'", "");
        }
        Instant from = loads.values().stream()
                .map(NavigableMap::firstKey)
                .min(Instant::compareTo)
                .orElseThrow();
        Instant last = loads.values().stream()
                .map(NavigableMap::lastKey)
                .max(Instant::compareTo)
                .orElseThrow();
        int hours = Math.toIntExact(Duration.between(from, last).toHours()) + 1;
        if (hours > 10 * 8784) {
            throw problems.with(0, hours + " hours", "at most ten years", "");
        }
        long[][] load = new long[loads.size()][hours];
        List<MatchInput.Zone> zones = new ArrayList<>();
        loads.forEach((zone, series) -> {
            if (series.size() != hours) {
                problems.add(
                        0,
                        zone + " has " + series.size() + " hours",
                        hours + " hours without a gap, as the longest zone has");
            }
            series.forEach((at, mwh) ->
                    load[zones.size()][(int) Duration.between(from, at).toHours()] = Math.round(mwh * 1e6));
            zones.add(new MatchInput.Zone(zone, Storage.NONE, new double[0], new double[0], OptionalDouble.empty()));
        });
        return new MatchInput(OWNER, from, zones, load, certificates, ledger);
    }

    /** A field of a certificate by its name; empty if it is not there. */
    private interface Fields {
        String get(String name);
    }

    private void certificate(Fields f, Instant from, double mwh, long line) {
        Instant to = f.get("to").isEmpty() ? from.plusSeconds(3600) : instant(f.get("to"), line);
        Instant expires = f.get("expires").isEmpty() ? EnergyCertificate.NOT_TOLD : instant(f.get("expires"), line);
        if (expires.isBefore(to) || !from.isBefore(to)) {
            problems.add(
                    line, from + " to " + to + ", expires " + expires, "made before it ends, ended before it expires");
            return;
        }
        String device = f.get("device").isEmpty() ? "device " + f.get("zone") : f.get("device");
        boolean serials = !f.get("first").isEmpty();
        long first = serials ? whole(f.get("first"), line) : nextSerial.getOrDefault(device, 1L);
        long last = serials ? whole(f.get("last"), line) : first + Math.round(mwh * 1e6) - 1;
        if (serials && !Double.isNaN(mwh) && mwh > 0 && Math.round(mwh * 1e6) != last - first + 1) {
            problems.add(line, mwh + " MWh", "as many watt-hours as serials: " + (last - first + 1));
        }
        nextSerial.merge(device, last + 1, Math::max);
        String id = f.get("id").isEmpty() ? device + "/" + first : f.get("id");
        String origin = f.get("origin").isEmpty() ? "GOO" : f.get("origin").toUpperCase(Locale.ROOT);
        if (Arrays.stream(Origin.values()).noneMatch(o -> o.name().equals(origin))) {
            problems.add(line, origin, "an origin out of " + List.of(Origin.values()));
            return;
        }
        EnergyCertificate c = new EnergyCertificate(
                id, device, f.get("source"), f.get("zone"), from, to, expires, first, last, Origin.valueOf(origin));
        String most = f.get("mostMW");
        try {
            ledger.issue(c, OWNER, most.isEmpty() ? 0 : number(most, line) * 1e6);
            certificates.add(c);
        } catch (LedgerException e) {
            problems.add(line, id, "a certificate that the ledger takes; " + e.getMessage());
        }
    }

    private MatchInput json(String text) {
        JsonNode root;
        try {
            root = JsonMapper.shared().readTree(text);
        } catch (JacksonException e) {
            long line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
            throw problems.with(
                    line, e.getOriginalMessage(), "a JSON document with 'from', 'zones' and 'certificates'", "");
        }
        JsonNode list = root.path("zones");
        Instant from = instant(root.path("from").asString(""), 0);
        int hours = list.isEmpty() ? 0 : list.get(0).path("loadMWh").size();
        if (hours == 0) {
            problems.add(0, "no load", "'zones' with 'loadMWh': a number for each hour");
        }
        long[][] load = new long[list.size()][hours];
        List<MatchInput.Zone> zones = new ArrayList<>();
        for (JsonNode z : list) {
            JsonNode series = z.path("loadMWh");
            if (series.size() != hours) {
                problems.add(
                        0,
                        z.path("zone").asString("") + " has " + series.size() + " hours",
                        hours + " hours, as the first zone has");
            }
            for (int h = 0; h < Math.min(hours, series.size()); h++) {
                load[zones.size()][h] = Math.round(series.get(h).asDouble() * 1e6);
            }
            zones.add(new MatchInput.Zone(
                    z.path("zone").asString(""),
                    storage(z.path("storage")),
                    hourly(z, "gridCarbonFree", hours),
                    hourly(z, "gridFactor", hours),
                    optional(z, "residual")));
        }
        for (JsonNode c : root.path("certificates")) {
            String start =
                    c.has("from") ? c.path("from").asString("") : c.path("time").asString("");
            certificate(
                    name -> c.path(name).isMissingNode() ? "" : c.path(name).asString(""),
                    instant(start, 0),
                    c.path("mwh").asDouble(c.path("MWh").asDouble(0)),
                    0);
        }
        return new MatchInput(OWNER, from, zones, load, certificates, ledger);
    }

    private Storage storage(JsonNode s) {
        if (s.isMissingNode()) {
            return Storage.NONE;
        }
        double efficiency = s.path("efficiency").asDouble(Double.NaN);
        if (!(efficiency > 0 && efficiency <= 1)) {
            problems.add(0, s.toString(), "'efficiency' of the storage, round trip, above 0 and at most 1");
            efficiency = 1;
        }
        return new Storage(
                Math.round(s.path("capacityMWh").asDouble() * 1e6),
                Math.round(s.path("powerMW").asDouble() * 1e6),
                efficiency);
    }

    /** One number for all hours, a number for each, or none. */
    private double[] hourly(JsonNode z, String name, int hours) {
        JsonNode v = z.path(name);
        if (v.isNumber()) {
            return new double[] {v.asDouble()};
        }
        double[] out = new double[v.size()];
        for (int h = 0; h < out.length; h++) {
            out[h] = v.get(h).asDouble(Double.NaN);
        }
        if (out.length != 0
                && (out.length != hours || !(Arrays.stream(out).min().orElse(0) >= 0))) {
            problems.add(
                    0,
                    name + " of " + z.path("zone").asString("") + ": " + out.length + " values",
                    hours + " numbers, one an hour, or one number");
            return new double[0];
        }
        return out;
    }

    private static OptionalDouble optional(JsonNode z, String name) {
        return z.path(name).isNumber() ? OptionalDouble.of(z.path(name).asDouble()) : OptionalDouble.empty();
    }

    private static String get(NamedCsvRecord line, String name) {
        return line.findField(name).orElse("").strip();
    }

    private Instant instant(String text, long line) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            problems.add(line, text, "an instant in UTC such as 2025-01-01T00:00:00Z");
            return Instant.EPOCH;
        }
    }

    private double number(String text, long line) {
        try {
            double v = text.isEmpty() ? Double.NaN : Double.parseDouble(text);
            if (v < 0) {
                problems.add(line, text, "no negative amount");
            }
            return v;
        } catch (NumberFormatException e) {
            problems.add(line, text, "a number of MWh");
            return 0;
        }
    }

    private long whole(String text, long line) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            problems.add(line, text, "a serial: a whole number");
            return 0;
        }
    }
}
