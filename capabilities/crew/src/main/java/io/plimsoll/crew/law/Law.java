/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.crew.law;

import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The rules of one place, or of several together.
 *
 * @param weekStarts where a rule speaks of a week
 * @param counts kinds of time that are working time, each with its source
 * @param rules those of extended laws first
 * @param notChecked what the place asks and these rules do not hold
 */
public record Law(
        String id,
        String name,
        DayOfWeek weekStarts,
        Map<DutyKind, String> counts,
        List<LawRule> rules,
        List<String> notChecked) {

    public Law {
        counts = Map.copyOf(counts);
        rules = List.copyOf(rules);
        notChecked = List.copyOf(notChecked);
    }

    /** Both laws at once, such as a country's and the house's. The week is this law's. */
    public Law with(Law other) {
        Map<DutyKind, String> both = new LinkedHashMap<>(other.counts);
        both.putAll(counts);
        List<LawRule> all = new ArrayList<>(rules);
        other.rules.stream().filter(r -> !rules.contains(r)).forEach(all::add);
        List<String> left = new ArrayList<>(notChecked);
        other.notChecked.stream().filter(n -> !left.contains(n)).forEach(left::add);
        return new Law(id + "," + other.id, name + "; " + other.name, weekStarts, both, all, left);
    }
}
