/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.twin.site;

/** Who listens to what happens at the site, one line an event. */
@FunctionalInterface
public interface SiteLog {

    /** How a line is to be read. */
    enum Kind {
        GOODS,
        RACK,
        DUMP,
        FINDING,
        REPAIR,
        TEST,
        CERTIFICATE,
        WAIVER,
        FAULT,
        TROUBLE
    }

    /** @param at virtual seconds */
    void line(long at, Kind kind, String text);
}
