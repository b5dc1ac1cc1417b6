/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.criteria;

import io.plimsoll.acceptance.CanonicalJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Holds what was newly learned against the last signed set, so that a bad majority cannot become the norm. A centre that
 * is worse than the signed one by over half of the signed limit is an alarm, and so is a limit looser by over a quarter if
 * something lies beyond the signed one; the signed limit stays in either case, until a person takes the shift by name. A
 * looser limit that would change no verdict is no alarm: the signed one stays. The centre of the first set of the chain is kept too: many
 * small shifts add up to a large one.
 */
final class Anchoring {

    private static final double SHIFT_SHARE = 0.5;
    private static final double LOOSER_SHARE = 1.25;

    private final LearnOptions options;
    private final Map<String, LearnedCriterion> signed = new TreeMap<>();

    Anchoring(LearnOptions options, List<LearnedCriterion> signed) {
        this.options = options;
        signed.forEach(c -> this.signed.put(c.metric(), c));
    }

    List<LearnedCriterion> hold(List<LearnedCriterion> learned) {
        Map<String, LearnedCriterion> out = new TreeMap<>();
        learned.forEach(c -> {
            LearnedCriterion anchor = signed.get(c.metric());
            out.put(c.metric(), anchor == null || anchor.centroid().isEmpty() ? c : hold(c, anchor));
        });
        signed.forEach((metric, anchor) -> {
            if (!out.containsKey(metric) && anchor.used()) {
                out.put(
                        metric,
                        anchor.withLimitsOf(
                                anchor,
                                List.of(
                                        new Note(
                                                Note.Code.MISSING_METRIC,
                                                "the signed set has it, and nothing was measured"),
                                        new Note(Note.Code.ANCHORED, "the signed limit stays"))));
            }
        });
        return List.copyOf(out.values());
    }

    private LearnedCriterion hold(LearnedCriterion c, LearnedCriterion anchor) {
        List<Note> notes = new ArrayList<>(c.notes());
        if (!anchor.used()) {
            return c.withOrigin(anchor.originCentre());
        }
        if (!c.unit().equals(anchor.unit()) || c.centroid().isEmpty()) {
            return stays(c, anchor, notes, "measured in '" + c.unit() + "', signed in '" + anchor.unit() + "'");
        }
        double shift = worse(c.sample(), anchor);
        double sinceFirst = Distance.worse(
                c.sample(),
                0,
                c.centroid().size(),
                new double[] {anchor.originCentre()},
                anchor.direction(),
                c.relative());
        double worst = Math.max(shift, sinceFirst);
        boolean shifted =
                worst > Math.max(SHIFT_SHARE * anchor.distanceMax(), c.relative() ? options.materialMin() : 0);
        if (shifted) {
            notes.add(new Note(
                    Note.Code.SHIFTED,
                    "the centre is " + told(shift, c.relative()) + " worse than the signed one ("
                            + CanonicalJson.rounded(c.centre()) + " after " + CanonicalJson.rounded(anchor.centre())
                            + "), " + told(sinceFirst, c.relative()) + " worse than the first signed one"));
        }
        boolean looser = c.used() && c.distanceMax() > LOOSER_SHARE * anchor.distanceMax();
        // A limit is as uncertain as its tail. While the fleet holds the signed one, a wider one would change no
        // verdict.
        if (looser && passes(c, anchor)) {
            notes.add(new Note(
                    Note.Code.LOOSENED,
                    "the new limit would be " + told(c.distanceMax(), c.relative())
                            + " from the centre, the signed one is " + told(anchor.distanceMax(), c.relative())));
        }
        if (options.takes(c.metric()) && c.used()) {
            return c.with(true, notes).withOrigin(c.centre());
        }
        if (shifted || looser || !c.used()) {
            boolean noisy = c.has(Note.Code.LOW_REPEATABILITY);
            return noisy && !shifted && !looser ? c.withOrigin(anchor.originCentre()) : stays(c, anchor, notes, "");
        }
        if (betterThan(c, anchor) > SHIFT_SHARE * anchor.distanceMax()) {
            notes.add(new Note(
                    Note.Code.IMPROVED,
                    "the centre is better than the signed one: " + CanonicalJson.rounded(c.centre()) + " after "
                            + CanonicalJson.rounded(anchor.centre())));
        }
        return c.with(true, notes).withOrigin(anchor.originCentre());
    }

    /** Whether anything of the fleet lies beyond the signed limit, so that a looser one would let it pass. */
    private static boolean passes(LearnedCriterion c, LearnedCriterion anchor) {
        List<Double> means = c.population().quantiles();
        return c.population().setAside() > 0
                || means.isEmpty()
                || anchor.atLeast().filter(limit -> means.getFirst() < limit).isPresent()
                || anchor.atMost().filter(limit -> means.getLast() > limit).isPresent();
    }

    private static LearnedCriterion stays(LearnedCriterion c, LearnedCriterion anchor, List<Note> notes, String why) {
        notes.add(new Note(Note.Code.ANCHORED, "the signed limit stays" + (why.isEmpty() ? "" : ": " + why)));
        return c.withLimitsOf(anchor, notes);
    }

    /** How much worse a sample is than the centre of a criterion, as its direction asks. */
    static double worse(double[] sample, LearnedCriterion centre) {
        return Distance.worse(sample, 0, sample.length, centre.sample(), centre.direction(), centre.relative());
    }

    private static double betterThan(LearnedCriterion c, LearnedCriterion anchor) {
        return switch (anchor.direction()) {
            case HIGHER_IS_BETTER -> Distance.above(c.sample(), anchor.sample(), c.relative());
            case LOWER_IS_BETTER -> Distance.below(c.sample(), anchor.sample(), c.relative());
            case BOTH -> 0;
        };
    }

    static String told(double distance, boolean relative) {
        return relative ? CanonicalJson.rounded(100 * distance) + " %" : CanonicalJson.rounded(distance);
    }
}
