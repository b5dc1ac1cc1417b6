/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.oncall.escalate;

import java.time.Instant;
import java.util.List;

/** What the shell has to do about a page. */
public sealed interface PageCommand {

    /** Page these people; each once for a step and round. */
    record Notify(List<String> people, int step, int round) implements PageCommand {
        public Notify {
            people = List.copyOf(people);
        }
    }

    /** Send a {@link PageEvent.Timer} then. */
    record WakeAt(Instant at) implements PageCommand {}

    /** Tell everybody who can be told that something is wrong with the paging itself. */
    record Shout(String why) implements PageCommand {}

    /** Tell those who were paged that it is over. */
    record StandDown(List<String> people, String why) implements PageCommand {
        public StandDown {
            people = List.copyOf(people);
        }
    }
}
