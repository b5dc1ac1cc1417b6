/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.capacity.credit;

import io.plimsoll.capacity.Commitment;
import io.plimsoll.capacity.Commitment.DelayRemedy;
import io.plimsoll.capacity.Tranche;
import io.plimsoll.capacity.availability.Step;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A tranche that adds capacity, and when it was first delivered whole.
 *
 * @param quantity units of the whole tranche
 * @param added units that it adds to the one before it
 * @param delivered the first second with everything deliverable; empty if not until the statement's instant
 * @param lateDays begun days from the committed date until delivery, or until the statement's instant
 * @param damagesCents owed by the remedy; 0 for remedies without damages
 * @param mayEnd whether the long stop passed before delivery
 */
public record Delay(
        int quantity,
        int added,
        Instant committed,
        Optional<Instant> delivered,
        int lateDays,
        long damagesCents,
        boolean mayEnd) {

    private static final long DAY = 86_400;

    /** Whether the tranche came after its date. */
    public boolean late() {
        return lateDays > 0;
    }

    /**
     * Each tranche that adds capacity and whose date has come.
     *
     * @param steps promise and delivery from the first tranche to {@code asOf}, nothing excused
     */
    public static List<Delay> of(Commitment commitment, List<Step> steps, Instant asOf) {
        List<Delay> out = new ArrayList<>();
        Optional<Tranche> before = Optional.empty();
        for (Tranche tranche : commitment.promise().tranches()) {
            boolean adjoins = before.isPresent()
                    && before.get().endSecond() == tranche.from().getEpochSecond();
            int had = adjoins ? before.get().quantity() : 0;
            if (tranche.quantity() > had && !tranche.from().isAfter(asOf)) {
                out.add(one(commitment, tranche, tranche.quantity() - had, steps, asOf));
            }
            before = Optional.of(tranche);
        }
        return out;
    }

    private static Delay one(Commitment commitment, Tranche tranche, int added, List<Step> steps, Instant asOf) {
        long from = tranche.from().getEpochSecond();
        Optional<Instant> delivered = steps.stream()
                .filter(s -> s.until() > from && s.from() < tranche.endSecond())
                .filter(s -> s.deliverable() >= tranche.quantity())
                .findFirst()
                .map(s -> Instant.ofEpochSecond(Math.max(s.from(), from)));
        long waited = Math.max(0, delivered.orElse(asOf).getEpochSecond() - from);
        int days = Math.toIntExact((waited + DAY - 1) / DAY);
        Optional<DelayRemedy> remedy = commitment.remedies().delay();
        long paid = remedy.filter(r -> r.kind() == DelayRemedy.Kind.DAMAGES)
                .map(r -> Math.multiplyExact(Math.multiplyExact(r.centsPerUnitDay(), (long) added), (long)
                        Math.min(days, r.daysMax().orElse(Integer.MAX_VALUE))))
                .orElse(0L);
        boolean stopped = tranche.longStop()
                .map(stop -> delivered.orElse(asOf).isAfter(stop))
                .orElse(false);
        return new Delay(tranche.quantity(), added, tranche.from(), delivered, days, paid, stopped);
    }

    /**
     * What counts as promised where a remedy for delays was agreed: what a late tranche adds is promised from its delivery on,
     * and nobody pays for it before; a late start is not counted twice, as a delay and as an outage.
     */
    public static List<Tranche> promise(Commitment commitment, List<Delay> delays, Instant asOf) {
        if (commitment.remedies().delay().isEmpty()) {
            return commitment.promise().tranches();
        }
        List<Tranche> out = new ArrayList<>();
        int had = 0;
        long end = Long.MIN_VALUE;
        for (Tranche tranche : commitment.promise().tranches()) {
            if (end != tranche.from().getEpochSecond()) {
                had = 0;
            }
            Optional<Delay> own = delays.stream()
                    .filter(d -> d.late() && d.committed().equals(tranche.from()))
                    .findFirst();
            Instant starts = own.map(d -> d.delivered().orElse(asOf)).orElse(tranche.from());
            if (own.isPresent() && had > 0) {
                out.add(new Tranche(had, tranche.from(), Optional.of(starts), Optional.empty()));
            }
            boolean delivered = own.map(d -> d.delivered().isPresent()).orElse(true);
            if (delivered) {
                out.add(new Tranche(tranche.quantity(), starts, tranche.until(), tranche.longStop()));
                had = tranche.quantity();
            }
            end = tranche.endSecond();
        }
        return out;
    }
}
