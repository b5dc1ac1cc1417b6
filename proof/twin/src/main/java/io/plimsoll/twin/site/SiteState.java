/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.twin.site;

import io.plimsoll.twin.door.Doors;
import io.plimsoll.twin.engine.EventQueue;
import io.plimsoll.twin.truth.PhysicalSite;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;

/** Everything about a running site that a restart needs: the truth, the plans of its people, and what was not told yet. */
public final class SiteState {

    final PhysicalSite truth;
    final EventQueue queue = new EventQueue();
    final NodeWork[] work;
    final int[] runs;
    final String[] runId;
    final long[] technicianFreeAt;
    final TreeMap<Integer, Doors.Order> orders = new TreeMap<>();
    /** The one test that stood in the way of a node's certificate in its last run; empty if there was none or more than one. */
    final String[] blocking;

    /** Whether the node's certificate rests on a waiver. */
    final boolean[] waived;

    /** Whether the record knows that the node was taken out of service. */
    final boolean[] out;

    final TreeMap<Integer, SiteWaiver> waivers = new TreeMap<>();
    final List<Tell> outbox = new ArrayList<>();
    long now;
    int ordersTaken;
    int certificates;
    int faults;
    boolean begun;

    public SiteState(PhysicalSite truth, int technicians) {
        this.truth = truth;
        int devices = truth.shape().deviceCount();
        this.work = new NodeWork[devices];
        this.runs = new int[devices];
        this.runId = new String[devices];
        this.blocking = new String[devices];
        this.waived = new boolean[devices];
        this.out = new boolean[devices];
        this.technicianFreeAt = new long[technicians];
        Arrays.fill(work, NodeWork.IDLE);
        Arrays.fill(runId, "");
        Arrays.fill(blocking, "");
    }

    /** Virtual seconds that have been simulated. */
    public long now() {
        return now;
    }

    public PhysicalSite truth() {
        return truth;
    }

    /** How many certificates the record gave to this site's runs. */
    public int certificates() {
        return certificates;
    }

    /** The waivers that the record granted to the site, with its own numbers. */
    public List<SiteWaiver> waivers() {
        return waivers.values().stream().filter(SiteWaiver::granted).toList();
    }

    /** How many nodes have a certificate and are not in repair. */
    public int acceptedNodes() {
        return (int) Arrays.stream(work).filter(w -> w == NodeWork.ACCEPTED).count();
    }

    /** What the site's people have in hand with a node. */
    public NodeWork work(int device) {
        return work[device];
    }

    /** When the next thing happens, in virtual seconds. */
    public long nextAt() {
        return outbox.isEmpty() ? queue.nextAt() : now;
    }
}
