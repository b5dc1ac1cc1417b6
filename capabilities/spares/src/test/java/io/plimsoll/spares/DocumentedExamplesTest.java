/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.spares;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.plimsoll.spares.read.SparesReader;
import io.plimsoll.testkit.SharedData;
import java.io.InputStream;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/** The example files of docs/reference/spares.md do what that page says. */
class DocumentedExamplesTest {

    private static SparesPlan plan(String name) throws Exception {
        try (InputStream in = Files.newInputStream(
                SharedData.repositoryRoot().resolve("docs/reference/spares").resolve(name))) {
            return Optimiser.optimise(SparesReader.read(in, name));
        }
    }

    @Test
    void sherbrookesExample() throws Exception {
        SparesPlan plan = plan("sherbrooke.json");
        assertThat(plan.levels().getFirst().stock()).isEqualTo(3);
        assertThat(plan.backorders()).isCloseTo(1.507167, within(5e-7));
    }

    @Test
    void twoHallsAndADepot() throws Exception {
        SparesPlan plan = plan("campus.json");
        assertThat(plan.availability().orElseThrow()).isGreaterThanOrEqualTo(0.99);
        assertThat(plan.levels()).extracting(SparesPlan.Level::part).contains("nic", "psu");
        assertThat(plan.levels()).allSatisfy(l -> assertThat(l.stock()).isGreaterThanOrEqualTo(l.owned()));
    }

    @Test
    void twoItemsWithoutATargetGiveTheCurveAlone() throws Exception {
        SparesPlan plan = plan("two-items.csv");
        assertThat(plan.levels()).isEmpty();
        assertThat(plan.curve()).anySatisfy(p -> assertThat(p.cost()).isEqualTo(1_200));
    }
}
