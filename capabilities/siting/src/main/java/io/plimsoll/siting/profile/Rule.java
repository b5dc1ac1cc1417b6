/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.siting.profile;

import io.plimsoll.siting.LengthUnit;
import io.plimsoll.siting.Level;
import io.plimsoll.siting.flood.FloodClass;
import io.plimsoll.siting.place.Surrounding;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * One thing that is asked.
 *
 * @param id stable name of the rule
 * @param source law, standard or page that asks it
 * @param checked whether the source's own text was at hand; otherwise the figure is from secondary sources and to be checked
 * @param whenKnown missing evidence is told, but does not make the verdict unknown
 */
public record Rule(String id, Test test, String source, boolean checked, boolean whenKnown) {

    /** Whether a thing of this kind that nobody knows of leaves the rule open. */
    public boolean asksFor(Surrounding kind) {
        boolean road = kind == Surrounding.ROAD || kind == Surrounding.ACCESS_ROAD;
        return !whenKnown
                && switch (test) {
                    case Distance distance -> distance.kind() == kind;
                    case AccessDry access -> road;
                    case Outside o -> false;
                    case Above a -> false;
                    case AwayFromFlood a -> false;
                    case Scored s -> false;
                    case NoBasement b -> false;
                    case Footprint f -> false;
                };
    }

    /** What is held against the evidence. */
    public sealed interface Test {}

    /**
     * No part of the footprint lies in an area of these classes.
     *
     * @param letterLifts a letter of map change that removed the structure counts as being outside
     * @param raisedMetres equipment so far above the base flood counts as being outside; empty if that does not help
     */
    public record Outside(Set<FloodClass> classes, boolean letterLifts, OptionalDouble raisedMetres) implements Test {
        public Outside {
            classes = Set.copyOf(classes);
        }
    }

    /**
     * Something stands at least so far above water.
     *
     * @param water BASE_FLOOD or FLOOD_500
     * @param metres freeboard
     * @param unit that the source writes the freeboard in
     */
    public record Above(Level what, Level water, double metres, LengthUnit unit) implements Test {}

    /**
     * So far from the nearest thing of a kind.
     *
     * @param mostMetres not farther than this, such as from an airport; empty if there is no such limit
     */
    public record Distance(Surrounding kind, double leastMetres, OptionalDouble mostMetres) implements Test {}

    /** So far from the nearest area of these classes. */
    public record AwayFromFlood(Set<FloodClass> classes, double leastMetres) implements Test {
        public AwayFromFlood {
            classes = Set.copyOf(classes);
        }
    }

    /** A figure given with the building stays within limits. */
    public record Scored(String criterion, OptionalDouble least, OptionalDouble most) implements Test {}

    /** No basement where water can come. */
    public record NoBasement() implements Test {}

    /** A road to the building stays dry in the 1 % flood. */
    public record AccessDry() implements Test {}

    /** Judged by a footprint, not by a point. */
    public record Footprint() implements Test {}
}
