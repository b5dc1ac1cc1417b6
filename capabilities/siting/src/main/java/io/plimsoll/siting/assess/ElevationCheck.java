/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.siting.assess;

import io.plimsoll.siting.Building;
import io.plimsoll.siting.Height;
import io.plimsoll.siting.LengthUnit;
import io.plimsoll.siting.Level;
import io.plimsoll.siting.flood.FloodClass;
import io.plimsoll.siting.profile.Rule;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/** Holds ground, floor and equipment against the water. An elevation that is not given is never taken for a good one. */
final class ElevationCheck {

    private ElevationCheck() {}

    static Reason check(Rule rule, Rule.Above asked, Evidence evidence) {
        Optional<Height> water = asked.water() == Level.BASE_FLOOD
                ? evidence.baseFlood()
                : evidence.building().height(asked.water());
        Optional<FloodClass> worst = evidence.worst();
        boolean dry = worst.isPresent() && worst.get() == FloodClass.MINIMAL && evidence.covered();
        Optional<Height> thing = evidence.building().height(asked.what());
        if (water.isEmpty()) {
            return dry && asked.water() == Level.BASE_FLOOD
                    ? words(
                            rule,
                            Outcome.PASS,
                            "outside the mapped 1 % and 0.2 % areas, where no "
                                    + asked.water().words() + " is set for the "
                                    + asked.what().words(),
                            asked,
                            evidence)
                    : words(
                            rule,
                            Outcome.UNKNOWN,
                            "no " + asked.water().words() + " is known"
                                    + worst.map(w -> " in this zone (" + w.words() + ")")
                                            .orElse("") + ", so the "
                                    + asked.what().words() + " cannot be judged",
                            asked,
                            evidence);
        }
        if (thing.isPresent()) {
            return compared(rule, asked, thing.get(), water.get());
        }
        return missing(rule, asked, water.get(), dry, evidence);
    }

    private static Reason compared(Rule rule, Rule.Above asked, Height thing, Height water) {
        Gap gap = Gap.of(thing, water);
        Outcome outcome = gap.against(asked.metres());
        LengthUnit unit = thing.unit();
        String says = outcome == Outcome.UNKNOWN && gap.hopeless()
                ? asked.what().words() + " and " + asked.water().words() + " cannot be compared: " + gap.doubt()
                : sentence(asked.what().words(), asked, gap, unit)
                        + String.format(
                                Locale.ROOT,
                                ": %.2f %s against %.2f %s",
                                thing.value(),
                                unit.sign(),
                                unit.fromMetres(water.metres()),
                                unit.sign())
                        + (gap.doubt().isEmpty() ? "" : "; " + gap.doubt());
        double limit = unit.fromMetres(water.metres() + asked.metres());
        return new Reason(
                rule.id(),
                outcome,
                says,
                round(thing.value()),
                round(limit),
                OptionalDouble.of(round(unit.fromMetres(gap.metres() - asked.metres()))),
                unit.sign(),
                rule.source(),
                evidence(water, thing));
    }

    /** {@code equipment 0.96 ft below base flood elevation}, and what is asked if that is more. */
    private static String sentence(String what, Rule.Above asked, Gap gap, LengthUnit unit) {
        double over = unit.fromMetres(gap.metres());
        String water = asked.water().words();
        boolean level = Math.abs(over) < 0.005;
        String at = level
                ? what + " at " + water
                : String.format(
                        Locale.ROOT,
                        "%s %.2f %s %s %s",
                        what,
                        Math.abs(over),
                        unit.sign(),
                        over < 0 ? "below" : "above",
                        water);
        double freeboard = unit.fromMetres(asked.metres());
        if (freeboard == 0) {
            return at;
        }
        String wanted = String.format(
                Locale.ROOT,
                "%s %s",
                plain(asked.unit().fromMetres(asked.metres())),
                asked.unit().sign());
        double lack = freeboard - over;
        return lack > 1e-6
                ? String.format(
                        Locale.ROOT,
                        "%s, %.2f %s short of the %s above it that are asked for",
                        at,
                        lack,
                        unit.sign(),
                        wanted)
                : at + " (" + wanted + " are asked for)";
    }

    /** Judged by the next lower thing that is known: what stands on ground that floods does not stay dry by silence. */
    private static Reason missing(Rule rule, Rule.Above asked, Height water, boolean dry, Evidence evidence) {
        Building building = evidence.building();
        Optional<Height> floor = building.height(Level.FLOOR);
        Optional<Height> ground = building.height(Level.GROUND);
        boolean byFloor = asked.what() == Level.EQUIPMENT && floor.isPresent();
        Optional<Height> stand = byFloor ? floor : asked.what() == Level.GROUND ? Optional.empty() : ground;
        String silent = asked.what().words() + " elevation is not given";
        if (stand.isEmpty()) {
            return words(
                    rule,
                    dry ? Outcome.PASS : Outcome.UNKNOWN,
                    silent + (dry ? "; the whole footprint lies in an area of minimal flood hazard" : ""),
                    asked,
                    evidence);
        }
        Gap gap = Gap.of(stand.get(), water);
        Outcome outcome = gap.against(asked.metres());
        boolean raised = !byFloor && building.raised().orElse(false);
        boolean noBasement = byFloor || building.basement().map(b -> !b).orElse(false);
        Outcome judged = switch (outcome) {
            case FAIL -> raised ? Outcome.UNKNOWN : dry && gap.metres() >= 0 ? Outcome.PASS : Outcome.FAIL;
            case PASS -> noBasement || dry ? Outcome.PASS : Outcome.UNKNOWN;
            case UNKNOWN, NOTE -> Outcome.UNKNOWN;
        };
        String where = byFloor ? "on the floor" : "on the ground";
        LengthUnit unit = stand.get().unit();
        String says = silent + "; "
                + sentence(where + " it would stand", asked, gap, unit)
                + (raised ? "; the building is said to be raised, by how much is not told" : "")
                + (outcome == Outcome.PASS && judged == Outcome.UNKNOWN ? "; a basement is not ruled out" : "")
                + (gap.doubt().isEmpty() ? "" : "; " + gap.doubt());
        return new Reason(
                rule.id(),
                judged,
                says,
                round(stand.get().value()),
                round(unit.fromMetres(water.metres() + asked.metres())),
                OptionalDouble.of(round(unit.fromMetres(gap.metres() - asked.metres()))),
                unit.sign(),
                rule.source(),
                evidence(water, stand.get()));
    }

    private static String evidence(Height water, Height thing) {
        return water.field().equals(thing.field()) ? water.field() : water.field() + ", " + thing.field();
    }

    private static Reason words(Rule rule, Outcome outcome, String says, Rule.Above asked, Evidence evidence) {
        String limit = String.format(
                Locale.ROOT,
                "%s + %s %s",
                asked.water().words(),
                plain(asked.unit().fromMetres(asked.metres())),
                asked.unit().sign());
        String layer = evidence.cover().worst().map(t -> t.area().layer()).orElse("building");
        String value = evidence.building()
                .height(asked.what())
                .map(h -> String.format(
                        Locale.ROOT, "%.2f %s", h.value(), h.unit().sign()))
                .orElse("not given");
        return Reason.words(rule.id(), outcome, says, value, limit, rule.source(), layer);
    }

    static double round(double value) {
        return Math.round(value * 10_000) / 10_000.0;
    }

    static String plain(double value) {
        double rounded = Math.round(value * 100) / 100.0;
        return rounded == Math.rint(rounded) ? Long.toString((long) rounded) : Double.toString(rounded);
    }
}
