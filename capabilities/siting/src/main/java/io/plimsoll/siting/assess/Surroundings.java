/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.siting.assess;

import io.plimsoll.siting.Building;
import io.plimsoll.siting.Layers;
import io.plimsoll.siting.flood.FloodClass;
import io.plimsoll.siting.flood.FloodPolygon;
import io.plimsoll.siting.place.Distances;
import io.plimsoll.siting.place.Surrounding;
import io.plimsoll.siting.place.Thing;
import io.plimsoll.siting.profile.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Predicate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;

/** What is near a building: things of a kind, roads that flood, zones that begin next door. */
final class Surroundings {

    /** A building reaches about so far from the point that stands for it. */
    private static final double POINT_REACH_METRES = 50;

    private static final double ACCESS_METRES = 300;
    private static final double DEGREE_METRES = 111_320;

    private final Layers layers;

    Surroundings(Layers layers) {
        this.layers = layers;
    }

    /** The nearest of each kind that there is a layer of. */
    List<Assessment.Near> nearest(Geometry shape) {
        List<Assessment.Near> out = new ArrayList<>();
        for (Surrounding kind : Surrounding.values()) {
            nearest(kind, shape).ifPresent(out::add);
        }
        return out;
    }

    private Optional<Assessment.Near> nearest(Surrounding kind, Geometry shape) {
        Assessment.Near best = null;
        for (Thing thing : layers.things()) {
            boolean near = best == null || lowerBound(shape, thing.shape()) <= best.metres();
            if (thing.kind() == kind && near) {
                double metres = Distances.metres(shape, thing.shape());
                if (best == null || metres < best.metres()) {
                    best = new Assessment.Near(kind, Math.round(metres * 1_000) / 1_000.0, thing.name(), thing.layer());
                }
            }
        }
        return Optional.ofNullable(best);
    }

    /** Never more than the distance in metres, and cheap. */
    private static double lowerBound(Geometry a, Geometry b) {
        Envelope box = a.getEnvelopeInternal();
        Envelope other = b.getEnvelopeInternal();
        double south = Math.max(0, Math.max(box.getMinY() - other.getMaxY(), other.getMinY() - box.getMaxY()));
        double west = Math.max(0, Math.max(box.getMinX() - other.getMaxX(), other.getMinX() - box.getMaxX()));
        double most = Math.max(
                Math.max(Math.abs(box.getMinY()), Math.abs(box.getMaxY())),
                Math.max(Math.abs(other.getMinY()), Math.abs(other.getMaxY())));
        double across = west > 170 ? 0 : west * Math.cos(Math.toRadians(Math.min(90, most)));
        return 0.9 * DEGREE_METRES * Math.max(south, across);
    }

    Reason distance(Rule rule, Rule.Distance asked, Building building) {
        String words = asked.kind().words();
        String limit = (asked.leastMetres() > 0 ? "at least " + ElevationCheck.plain(asked.leastMetres()) + " m" : "")
                + (asked.leastMetres() > 0 && asked.mostMetres().isPresent() ? ", " : "")
                + (asked.mostMetres().isPresent()
                        ? "at most " + ElevationCheck.plain(asked.mostMetres().getAsDouble()) + " m"
                        : "");
        Optional<Assessment.Near> near = building.shape().flatMap(shape -> nearest(asked.kind(), shape));
        if (near.isEmpty()) {
            return Reason.words(
                    rule.id(),
                    Outcome.UNKNOWN,
                    "no layer tells where the next " + words + " is",
                    "not known",
                    limit,
                    rule.source(),
                    "layers");
        }
        double metres = near.get().metres();
        boolean wrong = metres < asked.leastMetres()
                || (asked.mostMetres().isPresent()
                        && metres > asked.mostMetres().getAsDouble());
        double margin = metres < asked.leastMetres() || asked.mostMetres().isEmpty()
                ? metres - asked.leastMetres()
                : asked.mostMetres().getAsDouble() - metres;
        String name = near.get().name().isEmpty() ? "" : " (" + near.get().name() + ")";
        return new Reason(
                rule.id(),
                wrong ? Outcome.FAIL : Outcome.PASS,
                String.format(Locale.ROOT, "%,.0f m to the next %s%s; %s is asked for", metres, words, name, limit),
                metres,
                limit,
                OptionalDouble.of(ElevationCheck.round(margin)),
                "m",
                rule.source(),
                near.get().layer());
    }

    private record NearArea(FloodPolygon area, double metres) {}

    private Optional<NearArea> nearestArea(Geometry shape, Predicate<FloodClass> wanted, double within) {
        NearArea best = null;
        for (FloodPolygon area : layers.flood()) {
            double bound = best == null ? within : best.metres();
            if (wanted.test(area.zone().meaning()) && lowerBound(shape, area.shape()) <= bound) {
                double metres = Distances.metres(shape, area.shape());
                if (metres <= within && (best == null || metres < best.metres())) {
                    best = new NearArea(area, metres);
                }
            }
        }
        return Optional.ofNullable(best);
    }

    Reason away(Rule rule, Rule.AwayFromFlood asked, Evidence evidence) {
        String limit = "at least " + ElevationCheck.plain(asked.leastMetres()) + " m";
        Optional<Geometry> shape = evidence.building().shape();
        Optional<NearArea> near = shape.flatMap(s -> nearestArea(s, asked.classes()::contains, asked.leastMetres()));
        if (near.isPresent() && near.get().metres() < asked.leastMetres()) {
            NearArea n = near.get();
            return new Reason(
                    rule.id(),
                    Outcome.FAIL,
                    String.format(
                            Locale.ROOT,
                            "%,.0f m to zone %s (%s); %s is asked for",
                            n.metres(),
                            n.area().zone().shown(),
                            n.area().zone().meaning().words(),
                            limit),
                    ElevationCheck.round(n.metres()),
                    asked.leastMetres(),
                    OptionalDouble.of(ElevationCheck.round(n.metres() - asked.leastMetres())),
                    "m",
                    rule.source(),
                    n.area().layer());
        }
        boolean sure =
                evidence.covered() && evidence.worst().map(w -> !w.undecided()).orElse(false);
        return Reason.words(
                rule.id(),
                sure ? Outcome.PASS : Outcome.UNKNOWN,
                sure
                        ? "no such area within " + limit.replace("at least ", "")
                        : "not shown: the flood map does not decide here",
                sure ? "farther away" : "not known",
                limit,
                rule.source(),
                evidence.cover().worst().map(t -> t.area().layer()).orElse("layers"));
    }

    /** A point stands for a building that may reach into a worse zone next door. */
    Reason pointReach(Rule rule, Evidence evidence) {
        Optional<FloodClass> worst = evidence.worst();
        Optional<NearArea> near = evidence.building()
                .shape()
                .flatMap(s -> nearestArea(
                        s,
                        c -> worst.isPresent() && c.compareTo(worst.get()) < 0 && !c.undecided(),
                        POINT_REACH_METRES));
        String says = near.map(n -> String.format(
                        Locale.ROOT,
                        "a point stands for the building, and zone %s begins %.0f m from it",
                        n.area().zone().shown(),
                        n.metres()))
                .orElse("a point stands for the building; no worse zone lies within "
                        + ElevationCheck.plain(POINT_REACH_METRES) + " m");
        return Reason.words(
                rule.id(),
                near.isPresent() ? Outcome.UNKNOWN : Outcome.PASS,
                says,
                "point",
                "footprint",
                rule.source(),
                near.map(n -> n.area().layer()).orElse("building"));
    }

    Reason access(Rule rule, Building building) {
        String limit = "one road that stays dry";
        if (building.accessDry().isPresent()) {
            boolean dry = building.accessDry().get();
            return Reason.words(
                    rule.id(),
                    dry ? Outcome.PASS : Outcome.FAIL,
                    dry
                            ? "a road to the building stays dry, says its file"
                            : "no road to the building stays dry, says its file",
                    dry,
                    limit,
                    rule.source(),
                    "building");
        }
        int roads = 0;
        int wet = 0;
        String first = "layers";
        for (Thing thing : layers.things()) {
            boolean road = thing.kind() == Surrounding.ROAD || thing.kind() == Surrounding.ACCESS_ROAD;
            boolean near = road
                    && building.shape().isPresent()
                    && lowerBound(building.shape().get(), thing.shape()) <= ACCESS_METRES
                    && Distances.metres(building.shape().get(), thing.shape()) <= ACCESS_METRES;
            if (near) {
                roads++;
                if (thing.wet() || floods(thing.shape())) {
                    wet++;
                    first = thing.layer();
                }
            }
        }
        if (roads == 0) {
            return Reason.words(
                    rule.id(),
                    Outcome.UNKNOWN,
                    "no layer of roads tells whether one stays dry",
                    "not known",
                    limit,
                    rule.source(),
                    "layers");
        }
        return Reason.words(
                rule.id(),
                wet == roads ? Outcome.FAIL : Outcome.PASS,
                String.format(
                        Locale.ROOT,
                        "%d of %d roads within %.0f m run through a 1 %% flood area",
                        wet,
                        roads,
                        ACCESS_METRES),
                wet + " of " + roads + " wet",
                limit,
                rule.source(),
                first);
    }

    private boolean floods(Geometry road) {
        return layers.flood().stream()
                .anyMatch(a -> a.zone().meaning().onePercent()
                        && a.shape().getEnvelopeInternal().intersects(road.getEnvelopeInternal())
                        && a.shape().intersects(road));
    }
}
