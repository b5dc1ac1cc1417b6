/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.capacity.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.capacity.Commitment;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommitmentWriterTest {

    private static final String REST = """
            tranches: [{quantity: 4, from: 2026-01-01, until: 2026-06-01, longStop: 2026-03-01}, {quantity: 8, from: 2026-06-01}]
            """;

    @ParameterizedTest
    @ValueSource(strings = {"GPU", "node", "rack 16 of 18", "block of 64"})
    void whatIsWrittenReadsBackToTheSameContract(String unit) {
        String rack = unit.startsWith("rack") ? "" : ", kOfN: {k: 3, n: 4}, blockNodes: 2";
        assertSame("""
                id: "acme, east"
                customer: Acme
                site: denton
                dedicated: true
                hotSpares: 2
                unit: %s
                %savailability: {target: 99.5%%, measure: kOfN, window: rolling 30 days, zone: America/Chicago%s}
                acceptance: {plan: standard, version: 3}
                exclusions: [upstream, {kind: planned, maxHours: 4}]
                evidence: {rule: both, clock: notice, graceMinutes: 15}
                price: {cents: 4200, per: gpu hour}
                currency: USD
                credits: {shape: linear, ladder: [{below: 99%%, credit: 10%%}, {below: 95%%, credit: 0.3}], cap: 40%%, claimDays: 30,
                          claims: [{window: 2026-01-01, at: 2026-02-03}]}
                delay: {remedy: damages, centsPerUnitDay: 5000, daysMax: 60}
                termination: {breaches: 2, months: 3}
                """.formatted(unit, REST, rack));
    }

    @Test
    void aContractThatSaysLittleStaysOneThatSaysLittle() {
        assertSame("id: x\nunit: node\n" + REST + "availability: {target: 0.9, measure: worst node}\n");
    }

    private static void assertSame(String text) {
        List<Commitment> read = CommitmentReader.read(text, "test");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        CommitmentWriter.write(read, out);
        String written = out.toString(StandardCharsets.UTF_8);
        assertThat(CommitmentReader.read(written, "again")).isEqualTo(read);
    }
}
