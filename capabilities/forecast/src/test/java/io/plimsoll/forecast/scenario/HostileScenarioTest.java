/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.forecast.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.forecast.Forecaster;
import io.plimsoll.forecast.Provenance;
import io.plimsoll.model.BadInputException;
import io.plimsoll.testkit.Seeds;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** Whatever is done to a scenario, it is refused with what is wrong, or it runs to its end and every rate has its source. */
class HostileScenarioTest {

    private static final String GOOD = """
            horizonDays: 20
            warmUpDays: 3
            fleet:
              - class: a
                gpusPerNode: 4
                nodes: 36
                rack: {trays: 18, needed: 16}
                deliveries: [{day: 5, nodes: 18, perDay: 9, slip: {law: exponential, days: 2}, source: supplier}]
                acceptance: {yield: 0.9, rework: 1 days, source: campaigns}
            parts:
              - {part: board, stock: 2, resupply: 3 days exponential, condemned: 0.1, supply: 9 days, costCents: 100, source: RMA}
            crews:
              - {crew: hall, technicians: 2, shifts: [{hourOfWeek: 8, technicians: 2}, {hourOfWeek: 116, technicians: 1}]}
            failures:
              - {kind: board, perThousandNodeDays: 9, uncertainty: 0.2, part: board, crew: hall, repair: 6 hours exponential, source: log}
              - {kind: soft, observed: {failures: 40, nodeDays: 9000}, triage: 2 hours, fixedByTriage: 0.8, repair: 1 days, source: log,
                 refault: {share: 0.5, after: {law: uniform, days: 2}, source: trace}}
            shocks:
              - {shock: PDU, perYear: 5, nodesHit: 6, outage: 8 hours, damage: 0.02, damageKind: board, source: site}
            leaks:
              - {kind: board, nodes: 3, after: {law: weibull, days: 5, shape: 0.8}, source: skip}
            commitments:
              - {commitment: t, unit: rack, tranches: [{day: 0, quantity: 1}, {day: 9, quantity: 2}], target: 0.99, measure: mean,
                 windowDays: 10, feeCents: 1000, ladder: [{below: 0.99, percent: 10}, {below: 0.95, percent: 25}], capPercent: 50}
            """;

    private static final List<String> NASTY = List.of(
            "-1",
            "0",
            "1e9",
            "1e308",
            "NaN",
            ".inf",
            "99999999999999999999",
            "~",
            "{}",
            "[]",
            "[1, 2]",
            "''",
            "yes",
            "- ",
            "0.0000001",
            "3 fortnights",
            "{law: weibull, days: 1, shape: 0.1}",
            "&a *a",
            "\t",
            "\u00e9");

    @Test
    void aDamagedScenarioIsRefusedOrRunsToItsEnd() {
        int[] ran = {0};
        Seeds.forAll(2_000, (random, seed) -> {
            String text = damaged(random);
            try {
                Scenario s = ScenarioReader.read(
                        new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), "scenario");
                assertThat(Provenance.of(s))
                        .allMatch(l -> !l.source().isBlank() && !l.says().isBlank());
                if (s.horizonDays() <= 200 && s.warmUpDays() <= 200 && ran[0] < 150) {
                    ran[0]++;
                    new Forecaster(s, new Forecaster.Options(2, seed, false, false)).run();
                }
            } catch (BadInputException e) {
                assertThat(e.problems()).isNotEmpty();
            }
        });
        assertThat(ran[0]).as("some damage is harmless").isGreaterThan(30);
    }

    /** A value replaced, a few letters cut or repeated. */
    private static String damaged(RandomGenerator random) {
        String text = GOOD;
        for (int i = random.nextInt(1, 4); i > 0; i--) {
            int at = random.nextInt(text.length());
            int end = Math.min(text.length(), at + random.nextInt(1, 12));
            int value = text.indexOf(": ", at);
            text = switch (random.nextInt(8)) {
                case 0 -> text.substring(0, at) + text.substring(end);
                case 1 -> text.substring(0, end) + text.substring(at);
                case 2 -> text.substring(0, at) + (char) random.nextInt(32, 127) + text.substring(at + 1);
                default ->
                    value < 0
                            ? text
                            : text.substring(0, value + 2)
                                    + NASTY.get(random.nextInt(NASTY.size()))
                                    + text.substring(value + 2).replaceFirst("^[^,}\\n]*", "");
            };
        }
        return text;
    }
}
