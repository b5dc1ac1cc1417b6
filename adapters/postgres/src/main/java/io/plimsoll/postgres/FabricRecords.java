/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.postgres;

import io.plimsoll.fabric.FabricPlan;
import io.plimsoll.fabric.Verification;
import java.util.List;
import java.util.Optional;

/** Cabling plans, what discovery tools saw, verifications and repair orders. */
@SuppressWarnings("DoNotCallSuggester")
public final class FabricRecords {

    FabricRecords() {}

    /**
     * Puts a plan on the record: halls, racks, nodes, GPUs, switches, ports and cables, all PLANNED. A second plan adds what is new and refuses to change what stands.
     *
     * @param raw the file as it came
     */
    public PlanImport importPlan(Stamp stamp, String site, FabricPlan plan, byte[] raw, String format) {
        throw new UnsupportedOperationException();
    }

    /** The site's present plan. */
    public Optional<FabricPlan> plan(String site) {
        throw new UnsupportedOperationException();
    }

    /**
     * Keeps a dump and its verification, opens, closes and reopens repair orders, and takes devices to CABLED whose every cable holds at the site's assurance level.
     *
     * @param dump the raw bytes
     */
    public ObservationResult observe(
            Stamp stamp, String site, String source, String format, byte[] dump, Verification verification) {
        throw new UnsupportedOperationException();
    }

    /**
     * Verifications, newest first.
     *
     * @param beforeId 0 for the newest
     */
    public List<VerificationRow> verifications(String site, long beforeId, int limit) {
        throw new UnsupportedOperationException();
    }

    /** One verification in full. */
    public Optional<Verification> verification(String site, long id) {
        throw new UnsupportedOperationException();
    }

    /** The head of one verification. */
    public Optional<VerificationRow> verificationRow(String site, long id) {
        throw new UnsupportedOperationException();
    }

    /** The newest verification. */
    public Optional<VerificationRow> latest(String site) {
        throw new UnsupportedOperationException();
    }

    /** The raw dump of a verification. */
    public Optional<byte[]> dump(String site, long id) {
        throw new UnsupportedOperationException();
    }

    /** Repair orders. */
    public List<RepairOrderRow> repairOrders(String site, RepairOrderQuery query) {
        throw new UnsupportedOperationException();
    }

    /** Ticks a move off. All moves ticked: AWAITING_CHECK. */
    public RepairOrderRow tick(Stamp stamp, String site, MoveTick tick) {
        throw new UnsupportedOperationException();
    }
}
