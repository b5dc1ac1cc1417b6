/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.oncall.escalate;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Folds alerts into pages: one page for each group while any alert of it fires; a repeat of an alert is counted, not paged. */
public final class AlertGroups {

    /** Alerts of one group within this time after the page began are told as one (GoAlert bundles over the same time). */
    public static final Duration BUNDLE = Duration.ofMinutes(2);

    /**
     * @param group what belongs together, such as Alertmanager's {@code groupKey}
     * @param fingerprint the same for every repeat of one alert
     */
    public record Alert(String group, String fingerprint, boolean firing, String title, Instant at) {}

    /**
     * An open group.
     *
     * @param firing fingerprints that fire
     * @param seen how many alerts and repeats came in
     */
    public record Group(String key, String title, Instant since, TreeSet<String> firing, int seen) {}

    /** What an alert does. */
    public sealed interface Effect {
        /** A page begins. */
        record Open(String group, String title) implements Effect {}

        /** It belongs to a page that is open; nobody is paged again. */
        record Joined(String group, int seen) implements Effect {}

        /** The last alert of the group is over. */
        record Close(String group) implements Effect {}

        /** It says nothing new. */
        record Ignored(String group) implements Effect {}
    }

    private final Map<String, Group> open = new LinkedHashMap<>();

    /** Takes up groups that are open already, such as after a restart. */
    public AlertGroups(List<Group> groups) {
        groups.forEach(g -> open.put(g.key(), g));
    }

    public Effect take(Alert a) {
        Group g = open.get(a.group());
        if (a.firing()) {
            if (g == null) {
                open.put(
                        a.group(), new Group(a.group(), a.title(), a.at(), new TreeSet<>(List.of(a.fingerprint())), 1));
                return new Effect.Open(a.group(), a.title());
            }
            TreeSet<String> all = new TreeSet<>(g.firing());
            all.add(a.fingerprint());
            open.put(a.group(), new Group(g.key(), g.title(), g.since(), all, g.seen() + 1));
            return new Effect.Joined(a.group(), g.seen() + 1);
        }
        if (g == null || !g.firing().contains(a.fingerprint())) {
            return new Effect.Ignored(a.group());
        }
        TreeSet<String> left = new TreeSet<>(g.firing());
        left.remove(a.fingerprint());
        if (left.isEmpty()) {
            open.remove(a.group());
            return new Effect.Close(a.group());
        }
        open.put(a.group(), new Group(g.key(), g.title(), g.since(), left, g.seen()));
        return new Effect.Joined(a.group(), g.seen());
    }

    public Optional<Group> group(String key) {
        return Optional.ofNullable(open.get(key));
    }

    public List<Group> open() {
        return new ArrayList<>(open.values());
    }
}
