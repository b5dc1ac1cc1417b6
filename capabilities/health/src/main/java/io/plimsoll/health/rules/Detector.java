/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.health.rules;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.TreeSet;

/**
 * One rule that makes a fault of signals.
 *
 * @param kind of the signals that it looks at; empty for any
 * @param codes of them; empty for any
 * @param metric for thresholds and drift: the sample's name
 * @param above for thresholds: whether the value must be at or above {@code value}, else at or below
 * @param value the threshold, or for drift how many standard deviations
 * @param count how many within the window, for rates, flaps and lemons
 * @param windowMillis for rates, flaps, sympathy and lemons
 * @param holdMillis how long it must last: a threshold, or a code that another may cancel
 * @param clear the value at which a threshold ends
 * @param others for CANCEL the codes that cancel; for SYMPATHY the codes before; for FLAP the codes of coming back
 * @param action what is asked for; empty: what the signal asks for
 * @param cause the class of the fault: gpu, memory, nvlink, link, power, thermal, missing, host, software, or 'code' for the signal's own
 * @param because why, with its source
 */
public record Detector(
        String id,
        Type type,
        String kind,
        Set<String> codes,
        String metric,
        boolean above,
        double value,
        int count,
        long windowMillis,
        long holdMillis,
        double clear,
        Set<String> others,
        String action,
        String cause,
        String because) {

    /** How a rule judges. */
    public enum Type {
        /** Each signal of severity FATAL, or with these codes, is a fault. */
        MATCH,
        /** So many within the window on the same entity are one. */
        RATE,
        /** So many falls and returns within the window, each down for the hold, are one. */
        FLAP,
        /** A code is a fault unless another cancels it within the hold. */
        CANCEL,
        /** These codes within the window after the others on the same entity are no faults of their own. */
        SYMPATHY,
        /** A sample beyond the value for the hold is one, until it is back at the clear value. */
        THRESHOLD,
        /** A sample so many standard deviations from the unit's own past and from its rack's is one. */
        DRIFT,
        /** Nothing heard of a node for the hold is one. */
        MISSING,
        /** So many points of faults within the window on a node: same cause again and refault after repair count double. */
        LEMON
    }

    public Detector {
        codes = sorted(codes);
        others = sorted(others);
    }

    /** In an order that is the same in every run, since it stands in reasons. */
    private static Set<String> sorted(Set<String> texts) {
        return Collections.unmodifiableSet(new LinkedHashSet<>(new TreeSet<>(texts)));
    }
}
