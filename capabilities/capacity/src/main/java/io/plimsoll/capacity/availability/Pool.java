/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.capacity.availability;

import io.plimsoll.capacity.Commitment;
import io.plimsoll.capacity.ContractUnit;
import io.plimsoll.capacity.ledger.Log;
import io.plimsoll.capacity.ledger.Longs;
import io.plimsoll.capacity.ledger.Timelines;
import io.plimsoll.capacity.ledger.Unit;
import io.plimsoll.model.UnitClass;
import java.util.ArrayList;
import java.util.List;

/**
 * The units that stand for a commitment, and when each of them was up. With allocations in the ledger these are the units that
 * are allocated; without any they are all units of the site that were fit once and serve nobody else.
 */
public final class Pool {

    /**
     * One unit of the site. Spans are pairs of epoch seconds, in order, not touching.
     *
     * @param held when it belonged to the pool
     * @param up when it was up and belonged to the pool
     * @param counted when it was up or excused
     */
    @SuppressWarnings("ArrayRecordComponent") // read only by this package
    public record Member(int index, Unit unit, long[] held, long[] up, long[] counted) {
        boolean everHeld() {
            return held.length > 0;
        }
    }

    private final List<Member> members;
    private final List<Outage> outages;
    private final boolean allocated;

    private Pool(List<Member> members, List<Outage> outages, boolean allocated) {
        this.members = List.copyOf(members);
        this.outages = List.copyOf(outages);
        this.allocated = allocated;
    }

    /** The pool of a commitment within a window of epoch seconds. */
    public static Pool of(Timelines timelines, Commitment commitment, long from, long until) {
        boolean allocated = timelines.everAllocated(commitment.id());
        List<Member> members = new ArrayList<>();
        List<Outage> outages = new ArrayList<>();
        Log log = timelines.log();
        UnitClass counted = unitClass(log, commitment);
        int mine = log.commitments().indexOf(commitment.id());
        for (int u = 0; u < log.units().size(); u++) {
            Unit unit = log.units().get(u);
            String site = commitment.place().site();
            if (unit.unitClass() == counted && (site.isEmpty() || site.equals(unit.site()))) {
                UnitRecord record = new UnitRecord(timelines, u, commitment, from, until);
                members.add(record.read(allocated ? mine : -1));
                outages.addAll(record.outages());
            }
        }
        members.sort((a, b) -> Unit.inSiteOrder(a.unit, b.unit));
        return new Pool(members, outages, allocated);
    }

    private static UnitClass unitClass(Log log, Commitment commitment) {
        boolean gpus = commitment.promise().unit() instanceof ContractUnit.Gpu
                && log.units().stream().anyMatch(u -> u.unitClass() == UnitClass.GPU);
        return gpus ? UnitClass.GPU : UnitClass.NODE;
    }

    /** Every unit of the right class at the site, in site order, members of the pool or not. */
    public List<Member> members() {
        return members;
    }

    /** By unit and time. */
    public List<Outage> outages() {
        return outages;
    }

    /** Whether the ledger allocates units to this commitment. */
    public boolean allocated() {
        return allocated;
    }

    /** Spans that touch become one. */
    static void span(Longs spans, long from, long until) {
        if (until <= from) {
            return;
        }
        if (!spans.isEmpty() && spans.last() == from) {
            spans.set(spans.size() - 1, until);
        } else {
            spans.add(from);
            spans.add(until);
        }
    }
}
