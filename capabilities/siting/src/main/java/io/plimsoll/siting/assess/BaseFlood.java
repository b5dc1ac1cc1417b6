/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.siting.assess;

import io.plimsoll.siting.Building;
import io.plimsoll.siting.Height;
import io.plimsoll.siting.LengthUnit;
import io.plimsoll.siting.Level;
import io.plimsoll.siting.flood.BaseFloodLine;
import io.plimsoll.siting.flood.FloodMap.Cover;
import io.plimsoll.siting.flood.FloodMap.Touched;
import io.plimsoll.siting.place.Distances;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.locationtech.jts.geom.Geometry;

/**
 * How high the 1 % flood stands at a building: the highest of what its own record, the map's areas and, where both are silent, the
 * nearest lines of the map say. In zone AO the depth counts from the highest adjacent grade, two feet where none is given
 * (44 CFR 60.3(c)(7)).
 */
final class BaseFlood {

    private static final double LINES_WITHIN_METRES = 2_000;
    /** Two figures for one water differ by less where they were rounded. */
    static final double DIFFER_METRES = 0.015;

    private static final double AO_FEET_LEAST = 2;

    private final List<BaseFloodLine> lines;

    BaseFlood(List<BaseFloodLine> lines) {
        this.lines = lines;
    }

    Optional<Height> at(Building building, Cover cover, VerticalDatums datums, List<String> notes) {
        Optional<Height> own = building.height(Level.BASE_FLOOD).map(datums::on);
        Optional<Height> mapped = mapped(building, cover, datums, notes);
        if (own.isPresent() && mapped.isPresent()) {
            return Optional.of(higher(own.get(), mapped.get(), notes));
        }
        Optional<Height> known = own.or(() -> mapped);
        boolean needed = cover.worst().isPresent()
                && cover.worst().get().area().zone().meaning().onePercent();
        return known.isPresent() || !needed
                ? known
                : building.shape().flatMap(shape -> fromLines(shape, notes)).map(datums::on);
    }

    private static Height higher(Height own, Height mapped, List<String> notes) {
        double gap = Math.abs(own.metres() - mapped.metres());
        if (VerticalDatums.apart(own, mapped)) {
            notes.add(String.format(
                    Locale.ROOT,
                    "base flood elevation: the building's file says %.2f %s %s, the map (%s) %.2f %s %s: not told to be on one datum, so which is higher is not known",
                    own.value(),
                    own.unit().sign(),
                    named(own),
                    mapped.field(),
                    mapped.value(),
                    mapped.unit().sign(),
                    named(mapped)));
            return VerticalDatums.highest(List.of(own, mapped)).orElseThrow();
        }
        if (gap <= DIFFER_METRES) {
            return own;
        }
        boolean mapHigher = mapped.metres() > own.metres();
        notes.add(String.format(
                Locale.ROOT,
                "base flood elevation: the building's file says %.2f %s, the map (%s) %.2f %s; the higher counts",
                own.value(),
                own.unit().sign(),
                mapped.field(),
                mapped.value(),
                mapped.unit().sign()));
        return mapHigher ? mapped : own;
    }

    private static Optional<Height> mapped(Building building, Cover cover, VerticalDatums datums, List<String> notes) {
        List<Height> heights = new ArrayList<>();
        for (Touched touched : cover.touched()) {
            touched.area().baseFlood().map(datums::on).ifPresent(heights::add);
            boolean shallow = touched.area().zone().code().strip().equalsIgnoreCase("AO");
            if (shallow || touched.area().depthMetres().isPresent()) {
                fromDepth(building, touched, notes).map(datums::on).ifPresent(heights::add);
            }
        }
        return VerticalDatums.highest(heights);
    }

    private static String named(Height h) {
        return h.datum().isEmpty() ? Height.NOT_TOLD : h.datum();
    }

    private static Optional<Height> fromDepth(Building building, Touched touched, List<String> notes) {
        Optional<Height> grade = building.height(Level.HIGHEST_GRADE).or(() -> building.height(Level.GROUND));
        double depth = touched.area().depthMetres().orElse(LengthUnit.FEET.toMetres(AO_FEET_LEAST));
        String text = String.format(
                Locale.ROOT,
                "%s: depth of %.1f ft%s above the %s",
                touched.area().layer(),
                LengthUnit.FEET.fromMetres(depth),
                touched.area().depthMetres().isPresent() ? "" : " (none is given: two feet, 44 CFR 60.3(c)(7))",
                building.height(Level.HIGHEST_GRADE).isPresent() ? "highest adjacent grade" : "ground");
        if (grade.isEmpty()) {
            return Optional.empty();
        }
        notes.add(text);
        return Optional.of(grade.get()
                .withMetres(grade.get().metres() + depth, touched.area().layer()));
    }

    /** The higher of the two nearest lines: the water falls from one to the other. */
    private Optional<Height> fromLines(Geometry shape, List<String> notes) {
        record Near(BaseFloodLine line, double metres) {}
        List<Near> near = lines.stream()
                .map(l -> new Near(l, Distances.metres(shape, l.shape())))
                .filter(n -> n.metres() <= LINES_WITHIN_METRES)
                .sorted(Comparator.comparingDouble(Near::metres))
                .limit(2)
                .toList();
        Optional<Near> higher = near.stream()
                .max(Comparator.comparingDouble(n -> n.line().height().metres()));
        higher.ifPresent(n -> notes.add(String.format(
                Locale.ROOT,
                "base flood elevation %.2f %s is the higher of the nearest lines (%s, %.0f m away)",
                n.line().height().value(),
                n.line().height().unit().sign(),
                n.line().layer(),
                n.metres())));
        return VerticalDatums.highest(near.stream().map(n -> n.line().height()).toList());
    }
}
