/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.siting.report;

import io.plimsoll.siting.Building;
import io.plimsoll.siting.Layers;
import io.plimsoll.siting.assess.Assessment;
import io.plimsoll.siting.assess.Portfolio;
import io.plimsoll.siting.assess.Reason;
import io.plimsoll.siting.flood.FloodClass;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;

/** One page of HTML: the verdicts, a map of all buildings, and for each the map around it with its zones, heights, distances, reasons. */
public final class HtmlReport {

    /** More buildings than this have a line in the table, and no section of their own. */
    private static final int SECTIONS_MAX = 60;

    private static final double AROUND_METRES = 250;

    private final StringBuilder out = new StringBuilder();
    private final Layers layers;

    private HtmlReport(Layers layers) {
        this.layers = layers;
    }

    /**
     * @param buildings in the order of the portfolio's assessments
     */
    public static String of(List<Building> buildings, Layers layers, Portfolio portfolio) {
        HtmlReport report = new HtmlReport(layers);
        report.page(buildings, portfolio);
        return report.out.toString();
    }

    private void page(List<Building> buildings, Portfolio portfolio) {
        Portfolio.Summary s = portfolio.summary();
        out.append(
                        "<!doctype html><html lang='en'><head><meta charset='utf-8'>"
                                + "<meta name='viewport' content='width=device-width, initial-scale=1'><title>Siting</title><style>")
                .append(css())
                .append("</style></head><body><h1>Siting</h1><p class='dim'>");
        line(String.format(
                Locale.ROOT,
                "Profile %s. %,d buildings: %,d cleared, %,d not cleared, %,d unknown. Unknown is never safe.",
                portfolio.profile(),
                s.buildings(),
                s.cleared(),
                s.notCleared(),
                s.unknown()));
        out.append("</p>");
        boolean many = buildings.size() > 1;
        if (many) {
            overview(buildings, portfolio);
        }
        for (int i = 0; i < Math.min(SECTIONS_MAX, buildings.size()); i++) {
            section(buildings.get(i), portfolio.buildings().get(i));
        }
        if (buildings.size() > SECTIONS_MAX) {
            out.append("<p class='dim'>");
            line(String.format(
                    Locale.ROOT, "%,d more buildings stand in the table only.", buildings.size() - SECTIONS_MAX));
            out.append("</p>");
        }
        notes(portfolio.notes(), "Layers: " + String.join(", ", portfolio.layers()));
        out.append("</body></html>\n");
    }

    private void line(String text) {
        out.append(Html.text(text));
    }

    private void overview(List<Building> buildings, Portfolio portfolio) {
        Envelope all = new Envelope();
        Envelope land = new Envelope();
        layers.flood().forEach(a -> land.expandToInclude(a.shape().getEnvelopeInternal()));
        for (Building building : buildings) {
            building.shape()
                    .map(Geometry::getEnvelopeInternal)
                    .filter(e -> land.isNull() || land.intersects(e))
                    .ifPresent(all::expandToInclude);
        }
        if (!all.isNull()) {
            SiteMap map = new SiteMap(all, AROUND_METRES);
            EnumSet<FloodClass> drawn = map.zones(layers);
            for (int i = 0; i < buildings.size(); i++) {
                Assessment a = portfolio.buildings().get(i);
                buildings
                        .get(i)
                        .shape()
                        .ifPresent(shape -> map.building(shape, a.verdict().name(), a.building() + ": " + words(a)));
            }
            two(map.svg("All buildings"), drawn);
        }
        out.append("<div class='scroll'><table><tr><th>building</th><th>verdict</th><th>zone</th><th>reason</th></tr>");
        for (Assessment a : portfolio.buildings()) {
            String zone =
                    a.zones().isEmpty() ? "not mapped" : a.zones().getFirst().zone();
            out.append("<tr><td>")
                    .append(Html.text(a.building()))
                    .append("</td><td>")
                    .append(word(a))
                    .append("</td><td>");
            line(zone);
            out.append("</td><td>");
            line(a.headline());
            out.append("</td></tr>");
        }
        out.append("</table></div>");
    }

    private static String words(Assessment a) {
        return a.verdict().name().replace('_', ' ');
    }

    private static String word(Assessment a) {
        return "<span class='word " + a.verdict().name().toLowerCase(Locale.ROOT) + "'>" + words(a) + "</span>";
    }

    private void section(Building building, Assessment a) {
        out.append("<section><h2>")
                .append(Html.text(a.building()))
                .append(": ")
                .append(word(a))
                .append("</h2>");
        building.shape().ifPresent(shape -> {
            SiteMap map = new SiteMap(shape.getEnvelopeInternal(), AROUND_METRES);
            EnumSet<FloodClass> drawn = map.zones(layers);
            map.building(shape, a.verdict().name(), a.building());
            two(map.svg(a.building()), drawn);
        });
        zones(a);
        heights(a);
        distances(a);
        out.append(
                "<div class='scroll'><table><tr><th>outcome</th><th>reason</th><th>asked by</th><th>evidence</th></tr>");
        for (Reason r : a.reasons()) {
            String outcome = r.outcome().name().toLowerCase(Locale.ROOT);
            out.append("<tr><td class='word ")
                    .append(outcome)
                    .append("'>")
                    .append(outcome)
                    .append("</td><td>");
            line(r.says());
            out.append("</td><td class='dim'>");
            line(r.source());
            out.append("</td><td class='dim'>");
            line(r.layer());
            out.append("</td></tr>");
        }
        out.append("</table></div>");
        notes(a.notes(), "");
        out.append("</section>");
    }

    private void two(String svg, EnumSet<FloodClass> drawn) {
        out.append("<div class='two'><div>").append(svg).append("</div><ul class='legend'>");
        for (FloodClass meaning : drawn) {
            out.append("<li><svg viewBox='0 0 22 16'><rect class='z ")
                    .append(SiteMap.name(meaning))
                    .append("' width='22' height='16'/></svg>");
            line(meaning.words());
            out.append("</li>");
        }
        if (drawn.isEmpty()) {
            out.append("<li>no flood area is mapped here</li>");
        }
        out.append("</ul></div>");
    }

    private void zones(Assessment a) {
        if (a.zones().isEmpty()) {
            return;
        }
        out.append("<table><tr><th>zone</th><th>meaning</th><th>share</th><th>layer</th></tr>");
        for (Assessment.Zone z : a.zones()) {
            out.append("<tr><td>");
            line(z.zone());
            out.append("</td><td>");
            line(z.meaning().words());
            out.append("</td><td class='n'>");
            line(String.format(Locale.ROOT, "%.1f %%", 100 * z.share()));
            out.append("</td><td class='dim'>");
            line(z.layer());
            out.append("</td></tr>");
        }
        out.append("</table>");
    }

    private void heights(Assessment a) {
        if (a.heights().isEmpty()) {
            return;
        }
        out.append("<table><tr><th>elevation</th><th></th><th>above base flood</th><th>datum</th><th>from</th></tr>");
        for (Assessment.HeightShown h : a.heights()) {
            out.append("<tr><td>");
            line(h.level().words());
            out.append("</td><td class='n'>");
            line(String.format(Locale.ROOT, "%.2f %s", h.value(), h.unit()));
            out.append("</td><td class='n'>");
            if (h.aboveBaseFlood().isPresent()) {
                line(String.format(Locale.ROOT, "%+.2f %s", h.aboveBaseFlood().getAsDouble(), h.unit()));
            }
            out.append("</td><td>");
            line(h.datum().isEmpty() ? "not told" : h.datum());
            out.append("</td><td class='dim'>");
            line(h.field());
            out.append("</td></tr>");
        }
        out.append("</table>");
    }

    private void distances(Assessment a) {
        if (a.distances().isEmpty()) {
            return;
        }
        out.append("<table><tr><th>nearest</th><th></th><th>name</th><th>layer</th></tr>");
        for (Assessment.Near near : a.distances()) {
            out.append("<tr><td>");
            line(near.kind().words());
            out.append("</td><td class='n'>");
            line(String.format(Locale.ROOT, "%,.0f m", near.metres()));
            out.append("</td><td>");
            line(near.name());
            out.append("</td><td class='dim'>");
            line(near.layer());
            out.append("</td></tr>");
        }
        out.append("</table>");
    }

    private void notes(List<String> notes, String first) {
        if (notes.isEmpty() && first.isEmpty()) {
            return;
        }
        out.append("<ul class='dim'>");
        if (!first.isEmpty()) {
            out.append("<li>").append(Html.text(first)).append("</li>");
        }
        notes.forEach(n -> out.append("<li>").append(Html.text(n)).append("</li>"));
        out.append("</ul>");
    }

    static String css() {
        try (InputStream in = HtmlReport.class.getResourceAsStream("report.css")) {
            if (in == null) {
                throw new IllegalStateException("report.css is not in the jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
