/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.locate;

import java.util.Comparator;

/**
 * A thing that a localised fault can sit in.
 *
 * @param name unique among its kind
 */
public record FaultPart(FaultKind kind, String name) implements Comparable<FaultPart> {

    private static final Comparator<FaultPart> ORDER =
            Comparator.comparing(FaultPart::kind).thenComparing(FaultPart::name);

    public static FaultPart node(String name) {
        return new FaultPart(FaultKind.NODE, name);
    }

    /** The pair itself, whichever of the two is named first. */
    public static FaultPart pair(String a, String b) {
        return new FaultPart(FaultKind.PAIR, a.compareTo(b) < 0 ? a + " + " + b : b + " + " + a);
    }

    @Override
    public int compareTo(FaultPart other) {
        return ORDER.compare(this, other);
    }
}
