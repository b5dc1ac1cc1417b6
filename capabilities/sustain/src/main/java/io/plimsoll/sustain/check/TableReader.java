/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.sustain.check;

import io.plimsoll.model.InputProblems;
import io.plimsoll.sustain.check.Layout.Dated;
import io.plimsoll.sustain.check.Layout.Role;
import io.plimsoll.sustain.check.TableText.Line;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads a published table from CSV in any of the forms of {@link Layout}. What is no row of the table, such as footnotes and
 * sources, is told and left out; so is a cell that cannot be read, and the rest is checked.
 */
final class TableReader {

    /** So many values of a year that are all whole thousands are no accident: they were rounded. */
    private static final int ROUNDED_TOGETHER = 8;

    private static final int LEFT_OUT_TOLD = 40;
    private static final String WHOLE = "Total";
    private static final Map<String, Role> ATTRIBUTES =
            Map.of("zone", Role.ZONE, "boundary", Role.BOUNDARY, "note", Role.NOTE);

    /** Rows over several years, which no check needs. */
    private static final Pattern SEVERAL_YEARS = Pattern.compile(
            "(?i).*\\b(change|delta|total|sum|average|avg|mean|cagr|trend|baseline|target|goal|yoy|ver(ä|ae)nderung|summe|mittel|ziel)\\b.*|Δ.*");

    private static final Pattern FOOTNOTE = Pattern.compile(
            "(?is)(\\(?[0-9a-z]{1,2}\\)|\\[[0-9a-z]{1,2}]|[*†‡§¹²³\u2074-\u2079]+|sources?|quellen?|notes?|anmerkung(en)?|hinweise?|fu(ß|ss)note(n)?"
                    + "|©|legende?|data (as of|source)).*");

    private final InputProblems problems;
    private final Findings findings;
    private final Table table = new Table();
    private final TableText text;
    private final Layout layout;
    private final SiteNames names;
    private final Map<String, Column> understood = new LinkedHashMap<>();
    private final Map<String, List<Raw>> raw = new LinkedHashMap<>();
    private final Set<String> seen = new HashSet<>();
    private String siteAbove = "";
    private int yearAbove;
    private int sectionYear;
    private Optional<Column> section;
    private int leftOut;
    private int markedCells;

    private record Raw(Figure figure, double printed, double scale) {}

    private TableReader(TableText text, Layout layout, InputProblems problems, Findings findings) {
        this.text = text;
        this.layout = layout;
        this.problems = problems;
        this.findings = findings;
        this.names = new SiteNames(findings);
        this.section = layout.title();
        layout.columns().values().forEach(c -> understood.put(c.column().heading(), c.column()));
    }

    /** A table and how each column was understood. */
    record Read(Table table, Map<String, Column> understood) {}

    static Read read(String raw, String source, Findings findings) {
        InputProblems problems = new InputProblems(source);
        TableText text = TableText.read(raw, problems, findings);
        if (text.lines().isEmpty()) {
            throw problems.with(0, "", "a header and at least one row, such as 'site,year,energyMWh'", "");
        }
        Layout layout = Layout.of(text.lines(), findings);
        Line header = text.lines().getFirst();
        if (!layout.understood()) {
            throw problems.with(
                    header.number(),
                    header.shown(),
                    "headings such as site, year, energyMWh, locationBasedTonnes, marketBasedTonnes, waterML, pue, wue;"
                            + " or metric, site, year, value, unit",
                    "");
        }
        return new TableReader(text, layout, problems, findings).rows(header);
    }

    private Read rows(Line header) {
        List<Line> rows = text.lines().subList(layout.first(), text.lines().size());
        rows.forEach(row -> names.see(cell(row, Role.SITE), Years.of(cell(row, Role.YEAR))));
        rows.forEach(this::row);
        if (markedCells > 0) {
            findings.note(markedCells + " cells hold only the mark of a footnote: counted as not published");
        }
        if (leftOut > LEFT_OUT_TOLD) {
            findings.note(leftOut - LEFT_OUT_TOLD + " more lines that are no rows of the table: left out");
        }
        if (raw.isEmpty()) {
            throw problems.with(
                    header.number(), header.shown(), "at least one row with a figure, such as 'Alpha,2023,5000'", "");
        }
        keep();
        return new Read(table, understood);
    }

    private String cell(Line line, Role role) {
        Integer at = layout.roles().get(role);
        return at == null ? "" : line.cell(at);
    }

    /** The cells of the row that should hold figures. */
    private List<String> figures(Line line) {
        List<Integer> at = new ArrayList<>(layout.columns().keySet());
        at.addAll(layout.years().keySet());
        at.addAll(layout.sites().keySet());
        Optional.ofNullable(layout.roles().get(Role.VALUE)).ifPresent(at::add);
        return at.stream().map(line::cell).filter(c -> !c.isEmpty()).toList();
    }

    private boolean isNumber(String cell) {
        return Printed.parse(cell, text.decimal()).isPresent();
    }

    private void row(Line line) {
        if (layout.repeats(line) || isSection(line)) {
            return;
        }
        List<String> cells = figures(line);
        long numbers = cells.stream().filter(this::isNumber).count();
        boolean dated = layout.roles().containsKey(Role.YEAR);
        int year = dated ? Years.of(cell(line, Role.YEAR)) : sectionYear == 0 ? layout.titleYear() : sectionYear;
        boolean silent = numbers == 0 && cells.stream().noneMatch(Printed::isNothing);
        String first =
                line.cells().stream().filter(c -> !c.isEmpty()).findFirst().orElse("");
        boolean footnote = FOOTNOTE.matcher(first).matches() && 2 * numbers < Math.max(1, cells.size());
        boolean row = dated && year > 0 && !cells.isEmpty();
        if (footnote || (silent && !row)) {
            leaveOut(line, "is no row of the table");
            return;
        }
        if (dated && (year == 0 || SEVERAL_YEARS.matcher(cell(line, Role.YEAR)).matches())) {
            year = yearOf(line, numbers);
            if (year == 0) {
                return;
            }
        }
        yearAbove = year;
        Optional<String> site = siteOf(line, year);
        if (site.isPresent()) {
            figures(line, site.get(), year);
        }
    }

    /** A line with one cell that names the year or the quantity of the rows below it. */
    private boolean isSection(Line line) {
        if (line.filled() > 1) {
            return false;
        }
        String only =
                line.cells().stream().filter(c -> !c.isEmpty()).findFirst().orElse("");
        if (Years.alone(only) && !layout.roles().containsKey(Role.YEAR)) {
            sectionYear = Years.of(only);
            return true;
        }
        Optional<Column> named = layout.sections() && !FOOTNOTE.matcher(only).matches()
                ? Column.of(Cells.signsOff(only).text(), "")
                : Optional.empty();
        named.ifPresent(c -> section = named);
        return named.isPresent();
    }

    private void leaveOut(Line line, String why) {
        if (leftOut++ < LEFT_OUT_TOLD) {
            findings.note("line " + line.number() + ": '" + line.shown() + "' " + why + ": left out");
        }
    }

    /** The year of a row whose own cell holds none: of the row above if the cell is blank, as where cells were merged. */
    private int yearOf(Line line, long numbers) {
        String said = cell(line, Role.YEAR);
        if (said.isEmpty() && yearAbove > 0) {
            findings.note("rows without a year have the year of the row above");
            return yearAbove;
        }
        if (numbers == 0
                || SEVERAL_YEARS.matcher(said).matches()
                || line.cells().stream().anyMatch(c -> SEVERAL_YEARS.matcher(c).matches())) {
            leaveOut(line, "has no year");
        } else {
            unread("UNREAD_ROW", line, WHOLE, "year", said, "a year such as 2023 or FY2023", "the row is left out");
        }
        return 0;
    }

    /** The site of a row; of the row above where cells were merged, and all of them where the table names none. */
    private Optional<String> siteOf(Line line, int year) {
        if (!layout.roles().containsKey(Role.SITE)) {
            return Optional.of(WHOLE);
        }
        String said = cell(line, Role.SITE);
        boolean metric = layout.roles().containsKey(Role.METRIC);
        if (said.isEmpty() && metric) {
            return Optional.of(WHOLE);
        }
        if (said.isEmpty() && (siteAbove.isEmpty() || seen.contains(Table.key(siteAbove) + year))) {
            unread("UNREAD_ROW", line, WHOLE, "site", line.shown(), "a site in each row", "the row is left out");
            return Optional.empty();
        }
        if (said.isEmpty()) {
            findings.note("rows without a site have the site of the row above");
        } else {
            siteAbove = names.name(said);
        }
        seen.add(Table.key(siteAbove) + year);
        return Optional.of(siteAbove);
    }

    private void figures(Line line, String site, int year) {
        table.site(site, cell(line, Role.KIND));
        ATTRIBUTES.forEach((attribute, role) -> {
            if (!cell(line, role).isEmpty()) {
                table.text(attribute, site, year, cell(line, role));
            }
        });
        String metric = Cells.signsOff(cell(line, Role.METRIC)).text();
        if (!metric.isEmpty()) {
            Optional<Column> column = Column.of(metric, cell(line, Role.UNIT));
            if (column.isEmpty()) {
                findings.note("metric '" + metric + "' was not understood and not checked");
            }
            column.ifPresent(c -> longRow(line, site, year, c));
        } else if (layout.sections() && section.isPresent()) {
            longRow(line, site, year, section.get());
        } else if (layout.sections()) {
            leaveOut(line, "does not say what it measures");
        }
        layout.columns().forEach((at, dated) -> value(line, site, year(dated, year), dated.column(), line.cell(at)));
    }

    private static int year(Dated dated, int ofRow) {
        return dated.year() > 0 ? dated.year() : ofRow;
    }

    private void longRow(Line line, String site, int year, Column column) {
        understood.putIfAbsent(column.heading(), column);
        if (layout.roles().containsKey(Role.VALUE)) {
            value(line, site, year, column, cell(line, Role.VALUE));
        }
        layout.years().forEach((at, y) -> value(line, site, y, column, line.cell(at)));
        layout.sites().forEach((at, name) -> value(line, Cells.signsOff(name).text(), year, column, line.cell(at)));
    }

    private void value(Line line, String site, int year, Column column, String cell) {
        if (Printed.isNothing(cell)) {
            return;
        }
        if (Cells.isMark(cell)) {
            if (markedCells++ < LEFT_OUT_TOLD) {
                findings.note("line " + line.number() + ", " + column.heading() + ": '" + cell + "' is no figure");
            }
            return;
        }
        Optional<Printed> printed = Printed.parse(cell, text.decimal());
        Optional<Double> inCell = printed.filter(p -> !p.unit().isEmpty())
                .flatMap(p -> column.measure().dimension().scale(p.unit()));
        boolean odd = printed.filter(p -> !p.unit().isEmpty()).isPresent() && inCell.isEmpty();
        if (printed.isEmpty() || odd) {
            unread(
                    "UNREAD_CELL",
                    line,
                    site,
                    column.measure().id(),
                    cell,
                    "a number, or '-' where none was published",
                    "the cell is left out");
            return;
        }
        Printed p = printed.get();
        double scale = inCell.orElseGet(() -> scale(column, p));
        Figure f = new Figure(
                site,
                year,
                column.measure(),
                p.value() * scale,
                p.low() * scale,
                p.high() == Double.MAX_VALUE ? p.high() : p.high() * scale,
                p.exact(),
                line.number());
        raw.computeIfAbsent(column.measure().id() + '\n' + year, k -> new ArrayList<>())
                .add(new Raw(f, p.value(), scale));
    }

    /** Of a share also whether it was printed as percent without saying so. */
    private static double scale(Column column, Printed p) {
        boolean share = column.measure().dimension() == Dimension.SHARE;
        if (p.percent() || (share && p.value() <= 1.0 && !column.heading().contains("%"))) {
            return 1;
        }
        boolean told = column.heading().matches("(?is).*(%|pct|percent).*");
        return share && !told && p.value() > 1.5 ? 0.01 : column.scale();
    }

    private void unread(
            String rule, Line line, String site, String measure, String saw, String expected, String effect) {
        findings.flag(new Flag(
                rule,
                site,
                Years.of(cell(line, Role.YEAR)),
                measure,
                "",
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                "'" + saw + "' stands where " + expected + " is expected",
                effect + "; nothing is said of it",
                Flag.Severity.WARNING,
                line.number()));
    }

    /** Values that are all whole thousands were rounded to thousands: their uncertainty grows with it. */
    private void keep() {
        Map<Figure, Figure> coarser = new HashMap<>();
        raw.values().forEach(column -> {
            long filled = column.stream()
                    .filter(r -> r.printed() != 0 && r.figure().exact())
                    .count();
            double step = 1;
            while (filled >= ROUNDED_TOGETHER && step < 1e6 && allDivide(column, step * 10)) {
                step *= 10;
            }
            for (Raw r : column) {
                coarser.put(r.figure(), step > 1 ? r.figure().coarser(step * r.scale() / 2) : r.figure());
            }
        });
        raw.values().stream()
                .flatMap(List::stream)
                .map(Raw::figure)
                .sorted(Comparator.comparingLong(Figure::line))
                .forEach(f -> table.add(coarser.getOrDefault(f, f)));
    }

    private static boolean allDivide(List<Raw> column, double step) {
        return column.stream().filter(r -> r.figure().exact()).allMatch(r -> r.printed() % step == 0);
    }
}
