/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.sustain.check;

import io.plimsoll.sustain.check.TableText.Line;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What each column of a published table holds, told from its headings: one line of them or several, with lines of units or
 * years, below titles. Forms: a row a site and year; a row a figure; years across; sites across.
 *
 * @param columns of figures, each with the year that its heading names or 0
 * @param years columns that are a year of the row's metric
 * @param sites columns that are a site of the row's metric
 * @param header the lines of headings
 * @param first index of the first line below them
 * @param title what the lines above say is measured, where the columns do not
 * @param titleYear the one year that the lines above name, 0 for none
 */
record Layout(
        Map<Role, Integer> roles,
        Map<Integer, Dated> columns,
        Map<Integer, Integer> years,
        Map<Integer, String> sites,
        List<Line> header,
        int first,
        Optional<Column> title,
        int titleYear) {

    private static final int HEADINGS_WITHIN = 40;

    /** What a column of words says of its row. */
    enum Role {
        SITE(
                "site",
                "sitename",
                "facility",
                "datacenter",
                "datacentre",
                "campus",
                "location",
                "name",
                "entity",
                "standort",
                "standortname",
                "rechenzentrum",
                "rz",
                "liegenschaft",
                "betriebsstaette",
                "einrichtung",
                "region",
                "cloudregion",
                "row",
                "line",
                "bezeichnung"),
        YEAR(
                "year",
                "fy",
                "reportingyear",
                "fiscalyear",
                "financialyear",
                "period",
                "reportingperiod",
                "calendaryear",
                "reportyear",
                "jahr",
                "berichtsjahr",
                "geschaeftsjahr",
                "gj",
                "kalenderjahr",
                "zeitraum",
                "berichtszeitraum"),
        METRIC(
                "metric",
                "measure",
                "indicator",
                "kpi",
                "quantity",
                "parameter",
                "disclosure",
                "kennzahl",
                "kenngroesse",
                "indikator",
                "messgroesse",
                "merkmal",
                "groesse"),
        VALUE("value", "amount", "figure", "reported", "wert", "menge", "betrag", "istwert"),
        UNIT("unit", "units", "uom", "unitofmeasure", "einheit", "masseinheit"),
        ZONE(
                "zone",
                "grid",
                "gridregion",
                "emzoneid",
                "cferegion",
                "balancingauthority",
                "egridsubregion",
                "egrid",
                "country",
                "netz",
                "netzgebiet",
                "regelzone",
                "land",
                "staat"),
        BOUNDARY(
                "boundary",
                "organisationalboundary",
                "organizationalboundary",
                "scopeboundary",
                "overheadscope",
                "consolidation",
                "methodology",
                "method",
                "systemgrenze",
                "bilanzgrenze",
                "konsolidierungskreis",
                "methode"),
        KIND("kind", "type", "category", "ownership", "tenure", "art", "typ", "kategorie", "eigentum", "nutzung"),
        NOTE(
                "note",
                "notes",
                "comment",
                "comments",
                "footnote",
                "footnotes",
                "source",
                "anmerkung",
                "anmerkungen",
                "bemerkung",
                "bemerkungen",
                "fussnote",
                "hinweis",
                "quelle",
                "kommentar",
                "erlaeuterung");

        private final String words;

        Role(String... words) {
            this.words = " " + String.join(" ", words) + " ";
        }

        /** The lower the better; empty if the heading is none of its words. */
        Optional<Integer> rank(String squeezed) {
            int at = squeezed.isEmpty() ? -1 : words.indexOf(" " + squeezed + " ");
            return at < 0 ? Optional.empty() : Optional.of(at);
        }
    }

    /** A column of figures; {@code year} 0 where its heading names none. */
    record Dated(Column column, int year) {}

    static Layout of(List<Line> lines, Findings findings) {
        return new Builder(lines, findings).build();
    }

    boolean understood() {
        boolean longForm = roles.containsKey(Role.METRIC)
                && (roles.containsKey(Role.VALUE) || !years.isEmpty() || !sites.isEmpty());
        return !columns.isEmpty() || longForm || (!years.isEmpty() && title.isPresent()) || sections();
    }

    /** Years across without a metric in the row: lines between may name it. */
    boolean sections() {
        return !years.isEmpty() && !roles.containsKey(Role.METRIC) && columns.isEmpty();
    }

    /** Whether the line says the headings again. */
    boolean repeats(Line line) {
        return header.stream().anyMatch(h -> h.cells().equals(line.cells()));
    }

    private static Optional<Role> role(String heading) {
        String s = squeezed(heading);
        return java.util.Arrays.stream(Role.values())
                .filter(r -> r.rank(s).isPresent())
                .findFirst();
    }

    private static String squeezed(String heading) {
        return Column.squeezed(Cells.numberOff(Cells.signsOff(heading).text()).text());
    }

    private static boolean isUnit(String cell) {
        String inner = cell.replaceAll("^[(\\[]|[)\\]]$", "");
        return Printed.isNothing(cell)
                || java.util.Arrays.stream(Dimension.values())
                        .anyMatch(d -> d.scale(inner).isPresent());
    }

    private static boolean says(String cell) {
        return Years.alone(cell)
                || role(cell).isPresent()
                || Column.of(cell, "").isPresent()
                || Column.of(Years.without(cell), "").isPresent();
    }

    /** Finds the headings among the first lines and reads them. */
    private static final class Builder {
        private final List<Line> lines;
        private final Findings findings;
        private final Map<Role, Integer> roles = new EnumMap<>(Role.class);
        private final Map<Integer, Dated> columns = new TreeMap<>();
        private final Map<Integer, Integer> years = new TreeMap<>();
        private final Map<Integer, String> unknown = new TreeMap<>();
        private final Map<Integer, String> sites = new LinkedHashMap<>();
        private int top;
        private int first;

        Builder(List<Line> lines, Findings findings) {
            this.lines = lines;
            this.findings = findings;
        }

        Layout build() {
            headings();
            Map<Integer, String> texts = texts();
            roles(texts);
            texts.forEach(this::classify);
            Integer kind = roles.get(Role.KIND);
            if (!roles.containsKey(Role.SITE) && kind != null) { // rows of categories or scopes
                roles.put(Role.SITE, kind);
            }
            names();
            metrics();
            acrossSites();
            unknown.values().forEach(h -> findings.note("column '" + h + "' was not understood and not checked"));
            String above = "";
            for (Line line : lines.subList(0, top)) {
                above = line.shown();
                findings.note("line " + line.number() + ": '" + line.shown() + "' stands above the headings: left out");
            }
            return new Layout(
                    roles,
                    columns,
                    years,
                    sites,
                    lines.subList(top, first),
                    first,
                    Column.of(Years.without(above), ""),
                    Years.within(above));
        }

        /** The line that says most, with lines of years, units and groups around it. */
        private void headings() {
            int data = 1;
            while (data < lines.size() && !figures(lines.get(data))) {
                data++;
            }
            int until = Math.min(Math.min(data, HEADINGS_WITHIN), lines.size());
            int best = 0;
            long most = -1;
            for (int i = 0; i < until; i++) {
                long score = lines.get(i).cells().stream().filter(Layout::says).count();
                boolean title = lines.get(i).filled() == 1 && until > 1;
                if (!title && score > most) {
                    most = score;
                    best = i;
                }
            }
            top = best;
            while (top > 0 && lines.get(top - 1).filled() > 1 && all(lines.get(top - 1))) {
                top--;
            }
            first = Math.min(best + 1, lines.size());
            while (first < until && all(lines.get(first)) && !named(lines.get(first))) {
                first++;
            }
        }

        private static boolean figures(Line line) {
            return line.cells().stream()
                    .skip(1)
                    .anyMatch(c -> !Years.alone(c)
                            && Printed.parse(c).filter(p -> p.unit().isEmpty()).isPresent());
        }

        /** A line with nothing but a name is no heading of columns: it stands above the rows that it names. */
        private static boolean named(Line line) {
            return line.filled() == 1 && !line.cell(0).isEmpty();
        }

        private static boolean all(Line line) {
            return line.cells().stream().filter(c -> !c.isEmpty()).allMatch(c -> says(c) || isUnit(c));
        }

        /** The headings one below the other; a group's heading counts for the blank cells right of it. */
        private Map<Integer, String> texts() {
            Map<Integer, String> out = new TreeMap<>();
            int wide = lines.subList(top, first).stream()
                    .mapToInt(l -> l.cells().size())
                    .max()
                    .orElse(0);
            for (int r = top; r < first; r++) {
                String group = "";
                for (int c = 0; c < wide; c++) {
                    String cell = lines.get(r).cell(c);
                    group = cell.isEmpty() ? group : cell;
                    int column = c;
                    boolean below = lines.subList(r + 1, first).stream()
                            .anyMatch(l -> !l.cell(column).isEmpty());
                    boolean above = out.containsKey(c) && cell.isEmpty();
                    String text =
                            cell.isEmpty() && below && !above && role(group).isEmpty() ? group : cell;
                    if (!text.isEmpty() && !(r > top && Printed.isNothing(text))) {
                        out.merge(c, text, (a, b) -> a + " " + b);
                    }
                }
            }
            return out;
        }

        private void roles(Map<Integer, String> texts) {
            for (Role role : Role.values()) {
                int best = Integer.MAX_VALUE;
                for (Map.Entry<Integer, String> e : texts.entrySet()) {
                    Optional<Integer> rank = role.rank(squeezed(e.getValue()));
                    if (rank.isPresent() && rank.get() < best && !roles.containsValue(e.getKey())) {
                        best = rank.get();
                        roles.put(role, e.getKey());
                    }
                }
            }
        }

        private void classify(int at, String text) {
            if (roles.containsValue(at)) {
                return;
            }
            String heading = Cells.signsOff(text).text();
            int year = Years.within(heading);
            String rest = Years.without(heading);
            if (Years.alone(heading)
                    || (year > 0 && roles.containsKey(Role.METRIC) && (rest.isEmpty() || isUnit(rest)))) {
                years.put(at, Years.of(heading) > 0 ? Years.of(heading) : year);
                return;
            }
            Optional<Column> column = Column.of(year > 0 ? rest : heading, "");
            if (column.isPresent()) {
                Column named = column.get().withHeading(text);
                columns.put(at, new Dated(named, year));
                if (!named.unitSaid()) {
                    findings.note("column '" + text + "' names no unit: read as "
                            + named.measure().dimension().unit());
                }
            } else if (!Column.squeezed(heading).isEmpty()) {
                unknown.put(at, text);
            }
        }

        private List<String> below(int at) {
            return lines.subList(first, lines.size()).stream()
                    .map(l -> l.cell(at))
                    .filter(c -> !c.isEmpty())
                    .toList();
        }

        /** Without a heading that says so, the first column of words names the rows. */
        private void names() {
            if (roles.containsKey(Role.SITE) || roles.containsKey(Role.METRIC)) {
                return;
            }
            for (int at = 0; at < lines.get(top).cells().size(); at++) {
                List<String> cells = below(at);
                long words = cells.stream()
                        .filter(c -> Printed.parse(c).isEmpty() && !Printed.isNothing(c))
                        .count();
                boolean free = !roles.containsValue(at) && !columns.containsKey(at) && !years.containsKey(at);
                if (free && 2 * words > cells.size()) {
                    roles.put(Role.SITE, at);
                    String heading = unknown.remove(at);
                    findings.note((heading == null ? "the column without a heading" : "column '" + heading + "'")
                            + " is taken as the names of the sites");
                    return;
                }
            }
        }

        /** With years across, names that are quantities are the metric of each row. */
        private void metrics() {
            Integer site = roles.get(Role.SITE);
            if (site == null || years.isEmpty() || roles.containsKey(Role.METRIC)) {
                return;
            }
            List<String> cells = below(site);
            boolean unit = roles.containsKey(Role.UNIT);
            long understood = cells.stream()
                    .filter(c -> Column.of(Cells.signsOff(c).text(), "")
                            .filter(column -> unit || column.unitSaid())
                            .isPresent())
                    .count();
            if (2 * understood > cells.size()) {
                roles.remove(Role.SITE);
                roles.put(Role.METRIC, site);
                if (site.equals(roles.get(Role.KIND))) {
                    roles.remove(Role.KIND);
                }
            }
        }

        private void acrossSites() {
            if (!roles.containsKey(Role.METRIC) || roles.containsKey(Role.VALUE) || !years.isEmpty()) {
                return;
            }
            unknown.forEach((at, heading) -> {
                if (below(at).stream().anyMatch(c -> Printed.parse(c).isPresent())) {
                    sites.put(at, heading);
                }
            });
            unknown.keySet().removeAll(sites.keySet());
        }
    }
}
