/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.siting.report;

import io.plimsoll.siting.Layers;
import io.plimsoll.siting.flood.FloodClass;
import io.plimsoll.siting.flood.FloodPolygon;
import io.plimsoll.siting.place.Thing;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.Polygon;

/** Draws flood areas, things nearby and buildings as SVG, north up, east-west squeezed as on the ground at this latitude. */
final class SiteMap {

    static final int WIDE = 640;
    static final int HIGH = 420;
    private static final double DEGREE_METRES = 111_320;

    private final Envelope box;
    private final double squeeze;
    private final double scale;
    private final StringBuilder out = new StringBuilder();

    /**
     * @param metres at least so far to see around what is shown
     */
    SiteMap(Envelope around, double metres) {
        double latitude = around.centre().y;
        squeeze = Math.max(0.01, Math.cos(Math.toRadians(latitude)));
        Envelope wanted = around.copy();
        wanted.expandBy(metres / DEGREE_METRES / squeeze, metres / DEGREE_METRES);
        scale = Math.min(WIDE / (wanted.getWidth() * squeeze), HIGH / wanted.getHeight());
        double halfWide = WIDE / scale / squeeze / 2;
        double halfHigh = HIGH / scale / 2;
        Coordinate middle = wanted.centre();
        box = new Envelope(middle.x - halfWide, middle.x + halfWide, middle.y - halfHigh, middle.y + halfHigh);
    }

    /** The classes that were drawn, for the legend. */
    EnumSet<FloodClass> zones(Layers layers) {
        EnumSet<FloodClass> drawn = EnumSet.noneOf(FloodClass.class);
        for (FloodPolygon area : layers.flood().reversed()) {
            if (box.intersects(area.shape().getEnvelopeInternal())) {
                FloodClass meaning = area.zone().meaning();
                drawn.add(meaning);
                shape(area.shape(), "z " + name(meaning), area.zone().shown() + ": " + meaning.words());
            }
        }
        for (Thing thing : layers.things()) {
            if (box.intersects(thing.shape().getEnvelopeInternal())) {
                shape(thing.shape(), "thing", thing.kind().words() + " " + thing.name());
            }
        }
        return drawn;
    }

    void building(Geometry shape, String verdict, String title) {
        shape(shape, "b " + verdict.toLowerCase(Locale.ROOT), title);
    }

    static String name(FloodClass meaning) {
        return meaning.name().toLowerCase(Locale.ROOT);
    }

    String svg(String title) {
        double metres = bar(WIDE / scale * DEGREE_METRES / 4);
        double length = metres / DEGREE_METRES * scale;
        return String.format(
                Locale.ROOT,
                "<svg viewBox='0 0 %d %d' role='img' aria-label='%s'><rect class='land' width='%d' height='%d'/>%s"
                        + "<g class='bar'><path d='M16 %d h%.1f'/><text x='16' y='%d'>%s</text><text x='%d' y='22'>N &#8593;</text></g></svg>",
                WIDE,
                HIGH,
                Html.text(title),
                WIDE,
                HIGH,
                out,
                HIGH - 14,
                length,
                HIGH - 22,
                metres >= 1_000
                        ? String.format(Locale.ROOT, "%.0f km", metres / 1_000)
                        : String.format(Locale.ROOT, "%.0f m", metres),
                WIDE - 36);
    }

    private static double bar(double most) {
        double power = Math.pow(10, Math.floor(Math.log10(most)));
        return most >= 5 * power ? 5 * power : most >= 2 * power ? 2 * power : power;
    }

    private void shape(Geometry shape, String style, String title) {
        for (int i = 0; i < shape.getNumGeometries(); i++) {
            Geometry part = shape.getGeometryN(i);
            switch (part) {
                case Point p ->
                    out.append(String.format(
                            Locale.ROOT,
                            "<circle class='%s' cx='%.1f' cy='%.1f' r='6'><title>%s</title></circle>",
                            style,
                            x(p.getX()),
                            y(p.getY()),
                            Html.text(title)));
                case LineString line -> path(List.of(line), style + " line", title);
                case Polygon polygon -> {
                    List<LineString> rings = new java.util.ArrayList<>();
                    rings.add(polygon.getExteriorRing());
                    for (int h = 0; h < polygon.getNumInteriorRing(); h++) {
                        rings.add(polygon.getInteriorRingN(h));
                    }
                    path(rings, style, title);
                }
                default -> shape(part, style, title);
            }
        }
    }

    /** Corners closer than half a pixel are left out; what lies far outside is drawn at the rim. */
    private void path(List<LineString> lines, String style, String title) {
        out.append("<path class='").append(style).append("' fill-rule='evenodd' d='");
        for (LineString line : lines) {
            double lastX = Double.NaN;
            double lastY = Double.NaN;
            for (int i = 0; i < line.getNumPoints(); i++) {
                Coordinate at = line.getCoordinateN(i);
                double x = Math.clamp(x(at.x), -4.0 * WIDE, 5.0 * WIDE);
                double y = Math.clamp(y(at.y), -4.0 * HIGH, 5.0 * HIGH);
                boolean last = i == line.getNumPoints() - 1;
                if (i == 0 || last || Math.abs(x - lastX) + Math.abs(y - lastY) >= 0.5) {
                    out.append(String.format(Locale.ROOT, "%s%.1f %.1f", i == 0 ? "M" : "L", x, y));
                    lastX = x;
                    lastY = y;
                }
            }
        }
        out.append("'><title>").append(Html.text(title)).append("</title></path>");
    }

    private double x(double longitude) {
        return (longitude - box.getMinX()) * squeeze * scale;
    }

    private double y(double latitude) {
        return (box.getMaxY() - latitude) * scale;
    }
}
