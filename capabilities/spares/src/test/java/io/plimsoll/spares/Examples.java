/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.spares;

import io.plimsoll.spares.read.SparesReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Documents that tests share. */
public final class Examples {

    /** Sherbrooke's METRIC example: five equal bases, everything in years, a spare costs one cent so that cost counts spares. */
    public static final String SHERBROOKE = """
            {"name": "Sherbrooke METRIC", "timeUnit": "year", "demandUnit": "year", "depot": "depot",
             "sites": ["base-1", "base-2", "base-3", "base-4", "base-5"],
             "parts": [{"part": "LRU", "costCents": 1, "source": "Sherbrooke 1968", "demand": 23.2, "repairedHere": 0.2,
                        "repairTime": 0.01, "orderAndShip": 0.01, "depot": {"repairTime": 0.02531}}]}
            """;

    /** Two parts on one site: means 1 and 4, costs 5 and 1. */
    public static final String TWO_ITEMS = """
            part,site,cost_cents,demand,repair_time,source,systems
            A,site,5,1/day,1 day,textbook,10
            B,site,1,4/day,1 day,textbook,10
            """;

    private Examples() {}

    public static SparesProblem read(String text) {
        try {
            return SparesReader.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), "test");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
