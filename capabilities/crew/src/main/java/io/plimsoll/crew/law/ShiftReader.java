/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.crew.law;

import de.siegmar.fastcsv.reader.CommentStrategy;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.plimsoll.model.BadInputException;
import io.plimsoll.model.InputProblems;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads what was worked: CSV with a header, or a JSON list (or an object with a list {@code shifts}) of objects with the same names.
 * Fields: technician, kind (WORK without it; BREAK takes time out), start, end, zone. Times are ISO 8601 with an offset, or local in
 * the zone; a local time that the clocks skip, or that they show twice, is refused.
 */
public final class ShiftReader {

    private static final int ROWS_MAX = 500_000;
    private static final Map<String, String> NAMES = Map.ofEntries(
            Map.entry("technician", "technician"),
            Map.entry("person", "technician"),
            Map.entry("employee", "technician"),
            Map.entry("kind", "kind"),
            Map.entry("type", "kind"),
            Map.entry("activity", "kind"),
            Map.entry("start", "start"),
            Map.entry("from", "start"),
            Map.entry("end", "end"),
            Map.entry("to", "end"),
            Map.entry("until", "end"),
            Map.entry("zone", "zone"),
            Map.entry("timezone", "zone"),
            Map.entry("tz", "zone"));

    private final InputProblems problems;
    private final List<Duty> duties = new ArrayList<>();
    private final List<Duty> breaks = new ArrayList<>();
    private final Map<Duty, Long> lines = new HashMap<>();

    private ShiftReader(InputProblems problems) {
        this.problems = problems;
    }

    /**
     * @param source the file as the user named it
     * @throws BadInputException with everything that is wrong
     */
    public static List<Duty> read(String text, String source) {
        ShiftReader reader = new ShiftReader(new InputProblems(source));
        String begin = text.stripLeading();
        if (begin.startsWith("[") || begin.startsWith("{")) {
            reader.json(text);
        } else {
            reader.csv(text);
        }
        return reader.done();
    }

    private void csv(String text) {
        List<String> header = new ArrayList<>();
        try {
            for (CsvRecord line :
                    CsvReader.builder().commentStrategy(CommentStrategy.SKIP).ofCsvRecord(text)) {
                if (header.isEmpty()) {
                    line.getFields().forEach(f -> header.add(name(f, line.getStartingLineNumber())));
                    continue;
                }
                Map<String, String> row = new HashMap<>();
                for (int i = 0; i < Math.min(header.size(), line.getFieldCount()); i++) {
                    row.put(header.get(i), line.getField(i).strip());
                }
                row(line.getStartingLineNumber(), row);
            }
        } catch (CsvParseException e) {
            throw problems.with(0, String.valueOf(e.getMessage()), "comma-separated lines with a header", "");
        }
    }

    private String name(String field, long line) {
        String plain = field.strip().toLowerCase(Locale.ROOT).replaceAll("[_ -]", "");
        String known = NAMES.get(plain);
        if (known == null) {
            problems.add(line, field, "a column out of technician, kind, start, end, zone");
            return plain;
        }
        return known;
    }

    private void json(String text) {
        JsonNode root;
        try {
            root = JsonMapper.shared().readTree(text);
        } catch (JacksonException e) {
            long line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
            throw problems.with(line, e.getOriginalMessage(), "a JSON document", "");
        }
        JsonNode list = root.isArray() ? root : root.path("shifts");
        if (!list.isArray()) {
            throw problems.with(0, "", "a list of shifts", "");
        }
        int n = 0;
        for (JsonNode node : list) {
            Map<String, String> row = new HashMap<>();
            node.forEachEntry((k, v) -> row.put(name(k, 0), v.asString("")));
            row(0, row, "shift " + ++n + ": ");
        }
    }

    private void row(long line, Map<String, String> row) {
        row(line, row, "");
    }

    private void row(long line, Map<String, String> row, String where) {
        String technician = row.getOrDefault("technician", "");
        if (technician.isEmpty()) {
            problems.add(line, "", where + "a technician");
            return;
        }
        if (duties.size() >= ROWS_MAX) {
            throw problems.with(line, "more shifts", "at most " + ROWS_MAX, "");
        }
        String zoneText = row.getOrDefault("zone", "");
        ZoneId zone = zone(line, zoneText, where);
        Instant start = instant(line, row.getOrDefault("start", ""), zone, zoneText.isEmpty(), where);
        Instant end = instant(line, row.getOrDefault("end", ""), zone, zoneText.isEmpty(), where);
        if (start.equals(Instant.MIN) || end.equals(Instant.MIN)) {
            return;
        }
        if (!end.isAfter(start)) {
            problems.add(line, row.get("start") + " to " + row.get("end"), where + "an end after the start");
            return;
        }
        String kind = row.getOrDefault("kind", "").isEmpty()
                ? "WORK"
                : row.getOrDefault("kind", "")
                        .toUpperCase(Locale.ROOT)
                        .replace('-', '_')
                        .replace(' ', '_');
        if (kind.equals("BREAK") || kind.equals("REST") || kind.equals("MEAL")) {
            breaks.add(new Duty(technician, DutyKind.ON_CALL, start, end, zone));
            return;
        }
        try {
            Duty duty = new Duty(technician, DutyKind.valueOf(kind), start, end, zone);
            duties.add(duty);
            lines.put(duty, line);
        } catch (IllegalArgumentException e) {
            problems.add(line, kind, where + "a kind out of " + Arrays.toString(DutyKind.values()) + " or BREAK");
        }
    }

    private ZoneId zone(long line, String text, String where) {
        if (text.isEmpty()) {
            return ZoneOffset.UTC;
        }
        try {
            return ZoneId.of(text);
        } catch (DateTimeException e) {
            String last = text.substring(text.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
            String near = ZoneId.getAvailableZoneIds().stream()
                    .filter(z -> z.contains("/")
                            && !last.isEmpty()
                            && z.toLowerCase(Locale.ROOT).contains(last))
                    .sorted()
                    .findFirst()
                    .orElse("");
            problems.add(
                    line,
                    text,
                    where + "a zone of the IANA database, such as Europe/Berlin",
                    near.isEmpty() ? "" : "write '" + near + "'");
            return ZoneOffset.UTC;
        }
    }

    private Instant instant(long line, String text, ZoneId zone, boolean noZone, String where) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException e) {
            // no offset: local, below
        }
        LocalDateTime local;
        try {
            local = LocalDateTime.parse(text.replace(' ', 'T'));
        } catch (DateTimeParseException e) {
            problems.add(line, text, where + "a time such as 2026-11-23T08:00 or 2026-11-23T08:00+01:00");
            return Instant.MIN;
        }
        List<ZoneOffset> offsets = zone.getRules().getValidOffsets(local);
        if (noZone) {
            problems.add(
                    line, text, where + "a zone for this local time", "add a column 'zone', or an offset to the time");
        } else if (offsets.isEmpty()) {
            problems.add(line, text, where + "a time that there is in " + zone, "the clocks go forward over it");
        } else if (offsets.size() > 1) {
            problems.add(
                    line,
                    text,
                    where + "a time that there is once in " + zone,
                    "the clocks go back: write it with its offset, " + offsets.get(0) + " or " + offsets.get(1));
        } else {
            return local.toInstant(offsets.getFirst());
        }
        return Instant.MIN;
    }

    private List<Duty> done() {
        Map<String, Duty> last = new HashMap<>();
        duties.sort(Comparator.comparing(Duty::start).thenComparing(Duty::technician));
        for (Duty d : duties) {
            Duty before = last.put(d.technician(), d);
            if (before != null && before.end().isAfter(d.start())) {
                problems.add(
                        lines.getOrDefault(d, 0L),
                        d.technician() + " from " + d.start(),
                        "a start after " + before.end() + ", when the shift before ends");
            }
        }
        if (duties.isEmpty()) {
            problems.add(0, "", "at least one shift");
        }
        problems.refuseIfAny();
        List<Duty> out = duties;
        for (Duty pause : breaks) {
            out = without(out, pause);
        }
        return List.copyOf(out);
    }

    private static List<Duty> without(List<Duty> duties, Duty pause) {
        List<Duty> out = new ArrayList<>();
        for (Duty d : duties) {
            boolean apart = !d.technician().equals(pause.technician())
                    || !pause.start().isBefore(d.end())
                    || !pause.end().isAfter(d.start());
            if (apart) {
                out.add(d);
                continue;
            }
            if (d.start().isBefore(pause.start())) {
                out.add(new Duty(d.technician(), d.kind(), d.start(), pause.start(), d.zone()));
            }
            if (pause.end().isBefore(d.end())) {
                out.add(new Duty(d.technician(), d.kind(), pause.end(), d.end(), d.zone()));
            }
        }
        return out;
    }
}
