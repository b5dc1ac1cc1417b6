/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.capacity.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plimsoll.capacity.Samples;
import io.plimsoll.model.BadInputException;
import org.junit.jupiter.api.Test;

/** A wrong contract or ledger is refused whole, and everything that is wrong is told at once. */
class BadInputTest {

    @Test
    void overlappingTranchesAndAnImpossibleLadderAreToldWithTheirLines() {
        assertThatThrownBy(() -> CommitmentReader.read("""
                        id: acme
                        unit: rack 19 of 18
                        tranches:
                          - {quantity: 4, from: 2026-01-01, until: 2026-06-01}
                          - {quantity: 8, from: 2026-05-01}
                        availability: {target: 99}
                        credits:
                          ladder:
                            - {below: 99.9%, credit: 10%}
                            - {below: 95%, credit: 5%}
                            - {below: 95%, credit: 120%}
                        termination: {breaches: 4, months: 3}
                        hotSpare: 4
                        """, "contract.yaml"))
                .isInstanceOfSatisfying(BadInputException.class, e -> {
                    assertThat(e.getMessage())
                            .contains(
                                    "contract.yaml:2",
                                    "19 of 18",
                                    "contract.yaml:5",
                                    "without overlap",
                                    "write 99%",
                                    "no measure",
                                    "more where availability is less",
                                    "120%",
                                    "4 in 3",
                                    "hotSpare",
                                    "write 'hotSpares'");
                    assertThat(e.problems()).hasSizeGreaterThanOrEqualTo(8);
                });
    }

    @Test
    void aRungAboveTheTargetIsRefusedSinceAKeptPromiseOwesNothing() {
        assertThatThrownBy(() -> Samples.contract("node", 1, "credits: {ladder: [{below: 99.9%, credit: 10%}]}"))
                .hasMessageContaining("kept promise owes no credit");
    }

    @Test
    void aStepThatTheLineDoesNotHaveIsRefusedWithThoseThatItHas() {
        assertThatThrownBy(() -> Samples.log("""
                        effective_at,unit,from,to,gpus
                        2026-01-01T00:00:00Z,n1,,ACCEPTED,8
                        yesterday,n1,ACCEPTED,REPAIR,
                        2026-01-03T00:00:00Z,n2,,SERVING,
                        """)).isInstanceOfSatisfying(BadInputException.class, e -> {
            assertThat(e.getMessage())
                    .contains("ledger.csv:3: saw 'yesterday'", "ledger.csv:4", "gpus: how many GPUs the node brings");
            assertThat(e.problems()).hasSize(2);
        });
        assertThatThrownBy(() -> Samples.log("""
                        effective_at,unit,from,to,gpus
                        2026-01-01T00:00:00Z,n1,,ACCEPTED,8
                        2026-01-02T00:00:00Z,n1,ACCEPTED,REPAIR,
                        """))
                .hasMessageContaining("from ACCEPTED to HOT_SPARE or SERVING or SUSPECT");
    }

    @Test
    void nothingIsAcceptedWithoutACertificateOrAWaiver() {
        assertThatThrownBy(() -> Samples.log("""
                        effective_at,unit,from,to,gpus,evidence
                        2026-01-01T00:00:00Z,n1,,TESTING,8,
                        2026-01-02T00:00:00Z,n1,TESTING,ACCEPTED,,looks fine
                        """)).hasMessageContaining("certificate:SHA256 or waiver:NAME");
    }

    @Test
    void jsonAndCsvOfOneLedgerReadTheSame() {
        String json = """
                [{"effectiveAt": "2026-01-01T00:00:00Z", "unit": "n1", "to": "SERVING", "gpus": 8},
                 {"effectiveAt": "2026-01-02T00:00:00Z", "unit": "n1", "from": "serving", "to": "suspect"}]
                """;
        assertThat(Samples.log(json).size()).isEqualTo(2);
        assertThatThrownBy(() -> Samples.log(json.replace("suspect", "broken")))
                .hasMessageContaining("ledger.csv:2: saw 'broken'");
    }
}
