/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.twin.door;

import io.plimsoll.acceptance.Fingerprint;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What the people of a site can do with the record. One implementation speaks HTTP; tests have one in memory. Every call
 * may be repeated after a crash: what the record already knows is no error.
 */
public interface Doors {

    /**
     * A crate at the dock.
     *
     * @param device the device it is meant for, by its name in the plan
     */
    record Crate(String orderLine, String model, String serial, List<String> gpuSerials, String device) {
        public Crate {
            gpuSerials = List.copyOf(gpuSerials);
        }
    }

    /** A crate that the record refused, with its reason. */
    record Refused(String subject, String reason) {}

    /** A technician's word that a device stands in its rack. */
    record SignOff(String device, String rack, int rackUnit, String technician) {}

    /** What a discovery dump changed in the record. */
    record Looked(int cablesVerified, int cablesPlanned, int cabled, int opened, int closed, int stillOpen) {}

    /** One thing to do with one's hands, as the worklist says it. */
    record Move(String action, String from, String to, boolean done) {}

    /** A repair order that is open. */
    record Order(String id, String kind, String location, List<Move> moves) {
        public Order {
            moves = List.copyOf(moves);
        }
    }

    /** The raw output of one tool. */
    record ToolLog(String test, String tool, Instant startedAt, Instant endedAt, String log, int exitCode) {}

    /**
     * How a run of tests ended.
     *
     * @param state the node's state afterwards
     * @param why the tests that stand in the way of a certificate with their reasons; empty with one
     * @param blocking the ids of those tests
     * @param waived whether the certificate rests on a waiver
     */
    record RunEnd(boolean accepted, String state, String why, List<String> blocking, boolean waived) {
        public RunEnd {
            blocking = List.copyOf(blocking);
        }
    }

    /** A number that goes into a price, with the one who answers for it. */
    record PriceTerm(String name, double value, String source) {}

    /** What somebody wants to let through by name, and until when. */
    record WaiverWish(String test, List<String> nodes, String reason, Instant until, List<PriceTerm> terms) {
        public WaiverWish {
            nodes = List.copyOf(nodes);
            terms = List.copyOf(terms);
        }
    }

    /** A waiver that the record granted, at the price that it asked for itself. */
    record Granted(String id, String owner, long priceCents) {}

    /** A part that was replaced. */
    record Swapped(String kind, String oldSerial, String newSerial) {}

    List<Refused> goodsIn(List<Crate> crates, Instant at);

    List<Refused> signOff(List<SignOff> signOffs, Instant at);

    Looked observe(byte[] dump, Instant at);

    /** All repair orders that are open and wait for a technician. */
    List<Order> openOrders();

    void tick(String order, int move, String scanA, String scanB, Instant at);

    /** The names of all nodes in a state. */
    List<String> nodesIn(String state);

    /** Starts a run, or finds the one that was started before a crash. Empty if the record does not let the node be tested. */
    String startRun(String node, Fingerprint fingerprint, Instant at);

    RunEnd endRun(String node, String runId, List<ToolLog> logs, Instant at);

    /** Asks what a waiver for these nodes should cost and grants it at that price; empty if the record names no price. */
    Optional<Granted> waive(WaiverWish wish, Instant at);

    /** How many GPUs are fit at an instant, as the record has it. */
    long fitGpus(Instant at);

    /** A fit node goes out of service and to repair. */
    void takeOut(String node, String why, String workOrder, Instant at);

    /** A node in repair is repaired: its cables are looked at and its tests run anew. */
    void bringBack(String node, Optional<Swapped> part, String workOrder, Instant at);
}
