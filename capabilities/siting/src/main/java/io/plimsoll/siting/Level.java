/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.siting;

/** A height that decides whether water reaches a building, or how high the water stands. */
public enum Level {
    /** Lowest adjacent grade: the lowest ground that touches the building. */
    GROUND("ground"),
    /** Highest adjacent grade; zone AO counts its depth from here. */
    HIGHEST_GRADE("highest adjacent grade"),
    /** The lowest floor, basement included. */
    FLOOR("floor"),
    /** The lowest machinery that serves the building: switchgear, chillers, generators. */
    EQUIPMENT("equipment"),
    /** Water of the 1 % annual chance flood. */
    BASE_FLOOD("base flood elevation"),
    /** Water of the 0.2 % annual chance flood. */
    FLOOD_500("0.2 % flood elevation"),
    /** What the community asks for. */
    DESIGN_FLOOD("design flood elevation"),
    /** The highest flood that was seen. */
    FLOOD_OF_RECORD("flood of record");

    private final String words;

    Level(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }
}
