/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.postgres;

import io.plimsoll.model.EvidenceKind;
import io.plimsoll.model.Sha256;
import io.plimsoll.model.Step;
import io.plimsoll.model.UnitState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * All that the record knows of one node at one instant.
 *
 * @param fingerprint the last one taken, as JSON
 * @param next the steps that the line allows from here
 */
public record NodePage(
        NodeRow node,
        List<Gpu> gpus,
        List<Port> ports,
        Optional<String> fingerprint,
        List<LineEntry> line,
        List<RunView> runs,
        List<CertificateRow> certificates,
        List<RepairOrderRow> openOrders,
        List<Step> next) {

    /**
     * @param index counted from 0, as the driver prints it
     */
    public record Gpu(int index, String serial, String model, UnitState state) {}

    /**
     * @param peer device and port that the plan asks for
     * @param assurance empty name for {@code UNCHECKED}
     * @param finding what the last verification said of the cable, empty for nothing
     */
    public record Port(String port, String cableId, String peer, String assurance, String finding) {}

    /**
     * One step that was taken.
     *
     * @param from empty for the first row, when the plan put the node on the record
     */
    public record LineEntry(
            Instant at,
            Instant recordedAt,
            Optional<UnitState> from,
            UnitState to,
            Optional<EvidenceRef> evidence,
            String actor,
            long journalSeq) {}

    /** What a step rests on. */
    public record EvidenceRef(long id, EvidenceKind kind, String summary, Sha256 sha256, long journalSeq) {}
}
