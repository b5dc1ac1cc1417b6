/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.sustain.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Names of sites without their footnote marks. A number in brackets is a mark, unless one year has the name with different ones:
 * {@code Dublin (1)} and {@code Dublin (2)} are then two sites.
 */
final class SiteNames {

    private record Seen(int year, String mark) {}

    private final Map<String, List<Seen>> byName = new HashMap<>();
    private final Map<String, Boolean> same = new HashMap<>();
    private final Findings findings;

    SiteNames(Findings findings) {
        this.findings = findings;
    }

    void see(String cell, int year) {
        Cells.Marked m = Cells.numberOff(Cells.signsOff(cell).text());
        byName.computeIfAbsent(Cells.key(m.text()), k -> new ArrayList<>()).add(new Seen(year, m.mark()));
    }

    String name(String cell) {
        Cells.Marked signs = Cells.signsOff(cell);
        Cells.Marked number = Cells.numberOff(signs.text());
        boolean one = same.computeIfAbsent(Cells.key(number.text()), this::isOne);
        String name = one ? number.text() : signs.text();
        if (!name.equals(cell)) {
            findings.note("'" + cell + "' is read as '" + name + "': the rest is a footnote's mark");
        }
        return name;
    }

    /** Whether no year has the name under two marks. */
    private boolean isOne(String key) {
        Map<Integer, Set<String>> marks = new HashMap<>();
        for (Seen seen : byName.getOrDefault(key, List.of())) {
            marks.computeIfAbsent(seen.year(), y -> new HashSet<>()).add(seen.mark());
        }
        return marks.values().stream().allMatch(m -> m.size() == 1);
    }
}
