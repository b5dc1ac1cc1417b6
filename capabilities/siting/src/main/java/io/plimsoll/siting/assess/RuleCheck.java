/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.siting.assess;

import io.plimsoll.siting.Criterion;
import io.plimsoll.siting.Height;
import io.plimsoll.siting.Level;
import io.plimsoll.siting.MapLetter;
import io.plimsoll.siting.flood.FloodClass;
import io.plimsoll.siting.flood.FloodMap.Touched;
import io.plimsoll.siting.flood.FloodZone;
import io.plimsoll.siting.profile.Rule;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/** Holds one rule against the evidence. */
final class RuleCheck {

    private final Surroundings around;

    RuleCheck(Surroundings around) {
        this.around = around;
    }

    Reason check(Rule rule, Evidence evidence) {
        Reason reason = switch (rule.test()) {
            case Rule.Outside outside -> outside(rule, outside, evidence);
            case Rule.Above above -> ElevationCheck.check(rule, above, evidence);
            case Rule.Distance distance -> around.distance(rule, distance, evidence.building());
            case Rule.AwayFromFlood away -> around.away(rule, away, evidence);
            case Rule.Scored scored -> scored(rule, scored, evidence);
            case Rule.NoBasement basement -> basement(rule, evidence);
            case Rule.AccessDry access -> around.access(rule, evidence.building());
            case Rule.Footprint footprint -> footprint(rule, evidence);
        };
        return rule.whenKnown() && reason.outcome() == Outcome.UNKNOWN
                ? new Reason(
                        reason.rule(),
                        Outcome.NOTE,
                        reason.says(),
                        reason.value(),
                        reason.limit(),
                        reason.margin(),
                        reason.unit(),
                        reason.source(),
                        reason.layer())
                : reason;
    }

    private static Reason outside(Rule rule, Rule.Outside asked, Evidence evidence) {
        String limit = "outside: "
                + asked.classes().stream()
                        .sorted()
                        .map(FloodClass::words)
                        .reduce((a, b) -> a + "; " + b)
                        .orElse("");
        Optional<Touched> inside = evidence.cover().touched().stream()
                .filter(t -> asked.classes().contains(t.area().zone().meaning()))
                .findFirst();
        Optional<FloodZone> claimed =
                evidence.stated().filter(z -> asked.classes().contains(z.meaning()));
        if (inside.isEmpty() && claimed.isEmpty()) {
            return notInside(rule, asked, evidence, limit);
        }
        String zone = inside.map(t -> t.area().zone().shown())
                .orElseGet(() -> claimed.map(FloodZone::shown).orElse(""));
        FloodClass meaning = inside.map(t -> t.area().zone().meaning())
                .orElseGet(() -> claimed.map(FloodZone::meaning).orElse(FloodClass.UNCLASSED));
        String says = inside.map(evidence::lies).orElse("the building's own record puts it into zone " + zone) + ": "
                + meaning.words();
        String layer = inside.map(t -> t.area().layer()).orElse("building");
        Outcome outcome = Outcome.FAIL;
        Optional<MapLetter.Effect> letter = evidence.letterEffect();
        if (asked.letterLifts()
                && letter.isPresent()
                && meaning != FloodClass.FLOODWAY
                && meaning != FloodClass.OPEN_WATER) {
            if (letter.get() == MapLetter.Effect.STRUCTURE_REMOVED) {
                outcome = Outcome.PASS;
                says += "; a letter of map change took the structure out ("
                        + evidence.letters().getFirst().text() + ")";
            } else {
                says += "; the letter of map change does not take it out ("
                        + evidence.letters().getFirst().text() + ")";
            }
        } else if (asked.raisedMetres().isPresent()
                && raised(evidence, asked.raisedMetres().getAsDouble())) {
            outcome = Outcome.PASS;
            says += "; the equipment stands high enough above it";
        }
        return Reason.words(rule.id(), outcome, says, zone, limit, rule.source(), layer);
    }

    private static Reason notInside(Rule rule, Rule.Outside asked, Evidence evidence, String limit) {
        Optional<Touched> worst = evidence.cover().worst();
        String zone = worst.map(t -> t.area().zone().shown()).orElse("not mapped");
        String layer = worst.map(t -> t.area().layer()).orElse("building");
        Optional<Touched> open = evidence.cover().touched().stream()
                .filter(t -> t.area().zone().meaning().undecided()
                        || (t.area().zone().meaning() == FloodClass.SHADE_NOT_TOLD
                                && asked.classes().contains(FloodClass.TWO_TENTHS)))
                .findFirst();
        if (open.isPresent()) {
            return Reason.words(
                    rule.id(),
                    Outcome.UNKNOWN,
                    evidence.lies(open.get()) + ": "
                            + open.get().area().zone().meaning().words(),
                    open.get().area().zone().shown(),
                    limit,
                    rule.source(),
                    open.get().area().layer());
        }
        if (!evidence.covered()) {
            return Reason.words(
                    rule.id(),
                    Outcome.UNKNOWN,
                    "not shown: the flood map does not cover the whole building",
                    zone,
                    limit,
                    rule.source(),
                    layer);
        }
        return Reason.words(
                rule.id(),
                Outcome.PASS,
                worst.map(t -> evidence.lies(t) + ": "
                                + t.area().zone().meaning().words())
                        .orElse("outside"),
                zone,
                limit,
                rule.source(),
                layer);
    }

    /** Above the 0.2 % flood where its height is known, else far enough above the 1 % flood. */
    private static boolean raised(Evidence evidence, double metres) {
        Optional<Height> equipment = evidence.building().height(Level.EQUIPMENT);
        Optional<Height> rare = evidence.building().height(Level.FLOOD_500);
        Optional<Height> water = rare.or(evidence::baseFlood);
        return equipment.isPresent()
                && water.isPresent()
                && Gap.of(equipment.get(), water.get()).against(rare.isPresent() ? 0 : metres) == Outcome.PASS;
    }

    private static Reason scored(Rule rule, Rule.Scored asked, Evidence evidence) {
        Criterion found = evidence.building().criteria().get(asked.criterion());
        String limit = (asked.least().isPresent() ? "at least " + asked.least().getAsDouble() : "")
                + (asked.least().isPresent() && asked.most().isPresent() ? ", " : "")
                + (asked.most().isPresent() ? "at most " + asked.most().getAsDouble() : "");
        if (found == null) {
            return Reason.words(
                    rule.id(),
                    Outcome.UNKNOWN,
                    asked.criterion() + " is not given with the building",
                    "not given",
                    limit,
                    rule.source(),
                    "building");
        }
        boolean low = asked.least().isPresent() && found.value() < asked.least().getAsDouble();
        boolean high = asked.most().isPresent() && found.value() > asked.most().getAsDouble();
        return new Reason(
                rule.id(),
                low || high ? Outcome.FAIL : Outcome.PASS,
                String.format(
                        Locale.ROOT,
                        "%s is %s %s (%s); %s is asked for",
                        asked.criterion(),
                        ElevationCheck.plain(found.value()),
                        found.unit(),
                        found.source(),
                        limit),
                found.value(),
                limit,
                OptionalDouble.empty(),
                found.unit(),
                rule.source(),
                "building");
    }

    private static Reason basement(Rule rule, Evidence evidence) {
        Optional<Boolean> basement = evidence.building().basement();
        boolean dry = evidence.covered()
                && evidence.worst().map(w -> w == FloodClass.MINIMAL).orElse(false);
        String value = basement.map(b -> b ? "basement" : "no basement").orElse("not given");
        Outcome outcome;
        String says;
        if (dry) {
            outcome = Outcome.PASS;
            says = "outside the flood areas a basement is not asked about";
        } else if (basement.isEmpty()) {
            outcome = Outcome.UNKNOWN;
            says = "whether there is a basement is not told";
        } else {
            outcome = basement.get() ? Outcome.FAIL : Outcome.PASS;
            says = basement.get() ? "a basement where water can come" : "no basement";
        }
        return Reason.words(rule.id(), outcome, says, value, "no basement in a flood area", rule.source(), "building");
    }

    private Reason footprint(Rule rule, Evidence evidence) {
        if (!evidence.point()) {
            return Reason.words(
                    rule.id(),
                    Outcome.PASS,
                    "judged by the footprint",
                    "footprint",
                    "footprint",
                    rule.source(),
                    "building");
        }
        return around.pointReach(rule, evidence);
    }
}
