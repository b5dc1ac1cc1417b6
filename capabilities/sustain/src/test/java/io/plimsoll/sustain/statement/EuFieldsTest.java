/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.sustain.statement;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * The shipped form has every field of the annexes of Delegated Regulation (EU) 2024/1364 with the unit that they name, and none that
 * they do not ask for. The list is written down here from the act's text, apart from the form.
 */
class EuFieldsTest {

    /** Annex I: identity. An entry is a thing that the act asks for and the fields that hold it. */
    private static final Map<String, List<String>> IDENTITY = Map.of(
            "name", List.of("name"),
            "owner and contact", List.of("owner", "owner-contact"),
            "operator and contact", List.of("operator", "operator-contact"),
            "location by the local administrative unit of Eurostat", List.of("LAU"),
            "enterprise, colocation or co-hosting", List.of("type"),
            "structure or group of structures", List.of("structure"),
            "mixed services", List.of("mixed"),
            "year and month of entry into operation", List.of("operation-start"),
            "redundancy of electrical infrastructure: high voltage, low voltage line-up, rack",
                    List.of("redundancy-high-voltage", "redundancy-low-voltage", "redundancy-rack"),
            "redundancy of cooling: room, rack", List.of("redundancy-cooling-room", "redundancy-cooling-rack"));

    /** Annex II: symbols, each with its unit. */
    private static Map<String, String> indicators() {
        Map<String, String> out = new LinkedHashMap<>();
        for (String s : """
                PDIT kW|SDC m2|SCR m2|EDC kWh|EDC-BG kWh|EIT kWh|CBtG kW|WIN m3|WIN-POT m3|EREUSE kWh|TWH degC|TIN-air degC
                CDD degC d|ERES-TOT kWh|ERES-GOO kWh|ERES-PPA kWh|ERES-OS kWh|CSERV|CSTOR PB|BIN GB/s|BOUT GB/s|TIN-traffic EB|TOUT-traffic EB
                """.strip().split("[|\n]")) {
            String[] parts = s.strip().split(" ", 2);
            out.put(parts[0], parts.length > 1 ? parts[1] : "");
        }
        return out;
    }

    /** What Annex II asks to be said beside a symbol, without a symbol of its own. */
    private static final List<String> BESIDE = List.of(
            "PDIT-basis",
            "EIT-category",
            "WIN-category",
            "grid-functions",
            "refrigerants",
            "CSERV-coverage",
            "CSTOR-coverage");

    private static final List<String> RATIOS = List.of("PUE", "WUE", "ERF", "REF");

    private static StatementForm form() {
        return Forms.shipped().of(StatementKind.EU, 2025);
    }

    private static FieldSpec field(String id) {
        return form().fields().stream()
                .filter(f -> f.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new AssertionError(id + " is not on the form"));
    }

    @Test
    void everyFieldOfAnnexOneIsAsked() {
        IDENTITY.forEach((says, ids) -> ids.forEach(id -> {
            assertThat(field(id).law()).as(says).isEqualTo("Annex I");
            assertThat(field(id).required()).as(says).isTrue();
        }));
    }

    @Test
    void everyIndicatorOfAnnexTwoIsAskedInItsUnit() {
        assertThat(indicators()).hasSize(23);
        indicators().forEach((id, unit) -> {
            assertThat(field(id).law()).as(id).isEqualTo("Annex II");
            assertThat(field(id).unit()).as(id).isEqualTo(unit);
            assertThat(field(id).required()).as(id).isTrue();
        });
        BESIDE.forEach(id -> assertThat(field(id).law()).as(id).isEqualTo("Annex II"));
    }

    @Test
    void theRatiosOfAnnexThreeAndTheSizeClassOfAnnexFourFollow() {
        RATIOS.forEach(id -> assertThat(field(id).law()).as(id).isEqualTo("Annex III"));
        assertThat(field("WUE").unit()).isEqualTo("m3/MWh");
        assertThat(field("size-class").law()).isEqualTo("Annex IV");
    }

    @Test
    void nothingIsAskedThatTheAnnexesDoNotAskFor() {
        List<String> known = new java.util.ArrayList<>(
                IDENTITY.values().stream().flatMap(List::stream).toList());
        known.addAll(indicators().keySet());
        known.addAll(BESIDE);
        known.addAll(RATIOS);
        known.add("size-class");
        assertThat(form().fields())
                .extracting(FieldSpec::id)
                .containsExactlyInAnyOrderElementsOf(known)
                .hasSize(50);
    }
}
