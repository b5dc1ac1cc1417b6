/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.siting;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.locationtech.jts.geom.Geometry;

/**
 * A building or a planned one, as its file tells it.
 *
 * @param name address or identifier, never empty
 * @param address as far as told; letters of map change are found by it
 * @param shape footprint or point in WGS 84, longitude first; empty where the file has none
 * @param heights what was given, without sentinels
 * @param statedZone the flood zone that the record itself claims; empty text where none
 * @param datumShift metres to add to an elevation on NGVD29 to have it on NAVD88, with who says so; empty where not told
 * @param raised the building stands on a raised foundation, as far as told
 * @param accessDry whether a road to it stays dry, as far as told
 * @param notes what the reader took for granted or put aside
 */
public record Building(
        String name,
        String address,
        Optional<Geometry> shape,
        Map<Level, Height> heights,
        Optional<DatumShift> datumShift,
        String statedZone,
        List<MapLetter> letters,
        Optional<Boolean> basement,
        Optional<Boolean> raised,
        Optional<Boolean> accessDry,
        Map<String, Criterion> criteria,
        List<String> notes) {

    public Building {
        heights = Map.copyOf(heights);
        letters = List.copyOf(letters);
        criteria = Map.copyOf(criteria);
        notes = List.copyOf(notes);
    }

    /**
     * How two vertical datums differ at a place.
     *
     * @param metres NAVD88 less NGVD29
     * @param field the property that says so
     */
    public record DatumShift(double metres, String field) {}

    /** With other heights, such as after their datums were looked at. */
    public Building withHeights(Map<Level, Height> other) {
        return new Building(
                name,
                address,
                shape,
                other,
                datumShift,
                statedZone,
                letters,
                basement,
                raised,
                accessDry,
                criteria,
                notes);
    }

    public Optional<Height> height(Level level) {
        return Optional.ofNullable(heights.get(level));
    }
}
