/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.postgres;

import io.plimsoll.model.EvidenceKind;
import io.plimsoll.model.UnitState;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The line that every unit walks: goods-in, rack sign-off, any other step, and what the record knows of a node. */
@SuppressWarnings("DoNotCallSuggester")
public final class Line {

    Line() {}

    /** Puts order lines on the record; a known one is replaced while nothing of it has come in. */
    public List<GoodsIn.OrderLineRow> order(Stamp stamp, String site, List<GoodsIn.OrderLine> lines) {
        throw new UnsupportedOperationException();
    }

    /** Order lines with what has come in. */
    public List<GoodsIn.OrderLineRow> orderLines(String site) {
        throw new UnsupportedOperationException();
    }

    /** Takes crates in: PLANNED to RECEIVED for the device and its GPUs. A wrong model or a known serial is refused at the dock. */
    public GoodsIn.Result goodsIn(Stamp stamp, String site, List<GoodsIn.Item> items) {
        throw new UnsupportedOperationException();
    }

    /** Takes technicians' words that devices stand in their racks: RECEIVED to INSTALLED. */
    public RackSignOff.Result rackSignOff(Stamp stamp, String site, List<RackSignOff> signOffs) {
        throw new UnsupportedOperationException();
    }

    /**
     * Any other step, for devices by name with all their GPUs, on one new piece of evidence.
     *
     * @param payload a JSON object
     * @return units moved
     */
    public int step(
            Stamp stamp,
            String site,
            Collection<String> devices,
            UnitState to,
            EvidenceKind kind,
            String summary,
            String payload) {
        throw new UnsupportedOperationException();
    }

    /** Nodes by name. */
    public List<NodeRow> nodes(String site, NodeQuery query) {
        throw new UnsupportedOperationException();
    }

    /** All that the record knows of a node or switch at an instant. */
    public Optional<NodePage> node(String site, String name, Instant at) {
        throw new UnsupportedOperationException();
    }

    /** The floor at an instant; empty for now, which is faster. */
    public FloorView floor(String site, Optional<Instant> at) {
        throw new UnsupportedOperationException();
    }

    /** A piece of evidence. */
    public Optional<Evidence> evidence(long id) {
        throw new UnsupportedOperationException();
    }
}
