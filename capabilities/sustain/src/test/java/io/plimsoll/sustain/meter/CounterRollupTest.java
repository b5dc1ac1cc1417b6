/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.sustain.meter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.plimsoll.testkit.Seeds;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The fast way of a site's year says the same as the slow way of one meter. */
class CounterRollupTest {

    @Test
    void theFastWayAgreesWithTheSlowWay() {
        Unit joule = Unit.of("J").orElseThrow();
        Instant start = Instant.parse("2025-01-01T00:00:00Z");
        Seeds.forAll(40, (random, seed) -> {
            int minutes = 48 * 60 + 1;
            long[] counts = new long[minutes];
            long count = random.nextLong(1_000_000);
            List<Reading> readings = new ArrayList<>();
            for (int m = 0; m < minutes; m++) {
                count = random.nextInt(900) == 0 ? random.nextLong(60_000) : count + random.nextLong(600_000);
                boolean missing = m > 0 && m < minutes - 1 && random.nextInt(50) == 0;
                counts[m] = missing ? -1 : count;
                if (!missing) {
                    readings.add(new Reading("m", start.plusSeconds(60L * m), count, joule, "", 0));
                }
            }
            CounterRollup fast = new CounterRollup(48);
            fast.add(counts, 1000, 0);
            fast.add(Arrays.copyOfRange(counts, 1000, minutes), minutes - 1000, 1000);
            Hours slow = HourlyRollup.of(
                    Meter.plain("m", Point.PSU, "", Meter.Kind.COUNTER), readings, start, start.plusSeconds(48 * 3600));
            for (int h = 0; h < 48; h++) {
                assertThat(fast.joules()[h] / 3600.0).isCloseTo(slow.amounts()[h], within(0.01));
            }
        });
    }
}
