/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.cli.siting;

import io.plimsoll.siting.assess.Assessment;
import io.plimsoll.siting.assess.Portfolio;
import io.plimsoll.siting.assess.Reason;
import io.plimsoll.siting.assess.SitingVerdict;
import java.util.List;
import java.util.stream.Stream;

/** The answer for a single building: its keys stand at the top. */
record One(
        String building,
        SitingVerdict verdict,
        String profile,
        List<Reason> reasons,
        List<Assessment.Zone> zones,
        double covered,
        List<Assessment.HeightShown> heights,
        List<Assessment.Near> distances,
        List<String> layers,
        List<String> notes) {

    static One of(Assessment a, Portfolio portfolio) {
        List<String> notes =
                Stream.concat(a.notes().stream(), portfolio.notes().stream()).toList();
        return new One(
                a.building(),
                a.verdict(),
                a.profile(),
                a.reasons(),
                a.zones(),
                a.covered(),
                a.heights(),
                a.distances(),
                portfolio.layers(),
                notes);
    }
}
