/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.forecast.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.plimsoll.forecast.Scenarios;
import io.plimsoll.model.BadInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A scenario is read whole, or refused with all that is wrong. */
class ScenarioReaderTest {

    private static final String GOOD = """
            {"horizonDays": 60,
             "fleet": [{"class": "n", "nodes": 10, "gpusPerNode": 8}],
             "parts": [{"part": "p", "stock": 2, "resupply": "14 days", "source": "contract"}],
             "crews": [{"crew": "t", "technicians": 2}],
             "failures": [{"kind": "f", "perNodeYear": 1, "source": "log", "part": "p", "crew": "t", "repair": "6 hours"}],
             "commitments": [{"commitment": "c", "quantity": 10, "target": 0.99}]}
            """;

    private static String refusal(String text) {
        BadInputException e = catchThrowableOfType(BadInputException.class, () -> Scenarios.of(text));
        assertThat(e).as("refused").isNotNull();
        return String.valueOf(e.getMessage());
    }

    @Test
    void jsonIsReadLikeYaml() {
        Scenario s = Scenarios.of(GOOD);
        assertThat(s.failures().getFirst().perNodeDay()).isEqualTo(1 / 365.0);
        assertThat(s.parts().getFirst().resupply()).isEqualTo(DurationLaw.fixed(14));
    }

    @Test
    void aRateWithoutASourceIsRefused() {
        assertThat(refusal(GOOD.replace("\"source\": \"log\", ", ""))).contains("failures[0].source");
        assertThat(refusal(GOOD.replace(", \"source\": \"contract\"", ""))).contains("parts[0].source");
    }

    @Test
    void everythingThatIsWrongIsToldAtOnce() {
        String all = refusal(GOOD.replace("\"stock\": 2", "\"stock\": -2")
                .replace("\"technicians\": 2", "\"technicians\": 0")
                .replace("0.99", "1.5")
                .replace("14 days", "a while"));
        assertThat(all).contains("stock", "technicians", "target", "resupply");
    }

    @ParameterizedTest(name = "{0} for {1}: {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "\"perNodeYear\": 1|\"perNodeYear\": 1, \"perNodeDay\": 2|2 rates",
                "\"perNodeYear\": 1|\"perNodeYear\": 1e9|does not end",
                "\"part\": \"p\", \"crew\"|\"part\": \"q\", \"crew\"|failures[0].part",
                "\"gpusPerNode\": 8|\"gpusPerNode\": 8, \"colour\": 1|colour",
                "\"quantity\": 10|\"tranches\": [{\"day\": 5, \"quantity\": 1}, {\"day\": 5, \"quantity\": 2}]|later day",
                "\"target\": 0.99|\"target\": 0.9, \"ladder\": [{\"below\": 0.9, \"percent\": 5}, {\"below\": 0.95, \"percent\": 9}]|lower rung",
                "\"horizonDays\": 60|\"horizonDays\": 20|whole window",
                "\"stock\": 2|\"stock\": 2.5|whole number",
                "\"horizonDays\": 60,||horizonDays"
            })
    void impossibleScenariosAreRefused(String good, String bad, String told) {
        assertThat(GOOD).contains(good);
        assertThat(refusal(GOOD.replace(good, bad == null ? "" : bad))).contains(told);
    }

    @Test
    void textThatIsNoDocumentIsRefused() {
        refusal("");
        refusal("{");
        refusal("- 1\n- 2\n");
        refusal("just words");
    }
}
