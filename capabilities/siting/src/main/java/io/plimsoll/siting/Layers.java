/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.siting;

import io.plimsoll.siting.flood.BaseFloodLine;
import io.plimsoll.siting.flood.FloodPolygon;
import io.plimsoll.siting.place.LetterPoint;
import io.plimsoll.siting.place.Thing;
import java.util.List;

/**
 * What is known of the land around: flood areas, lines of the base flood, letters of map change, things nearby.
 *
 * @param unread files that could not be read
 * @param files that were read, and those that were not with the reason
 * @param notes what was mended, left out or taken for granted
 */
public record Layers(
        List<FloodPolygon> flood,
        List<BaseFloodLine> lines,
        List<LetterPoint> letters,
        List<Thing> things,
        List<UnreadLayer> unread,
        List<String> files,
        List<String> notes) {

    public Layers {
        flood = List.copyOf(flood);
        lines = List.copyOf(lines);
        letters = List.copyOf(letters);
        things = List.copyOf(things);
        unread = List.copyOf(unread);
        files = List.copyOf(files);
        notes = List.copyOf(notes);
    }
}
