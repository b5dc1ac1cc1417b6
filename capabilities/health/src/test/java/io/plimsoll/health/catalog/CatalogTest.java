/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.health.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plimsoll.model.BadInputException;
import io.plimsoll.testkit.SharedData;
import java.nio.file.Files;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The catalogues are whole and say what their sources say. */
class CatalogTest {

    @Test
    void everyXidFrom1To172StandsInItOnce() {
        assertThat(Catalog.XID.sorted().stream().mapToInt(Catalog.Entry::code))
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 172).boxed().toList());
        assertThat(Catalog.SXID.entries()).hasSize(93);
    }

    @ParameterizedTest
    @CsvSource({
        "8,RESTART_APP", "13,RESTART_APP", "38,IGNORE", "45,WORKFLOW_XID_45", "46,RESET_GPU", "48,WORKFLOW_XID_48",
                "54,CHECK_MECHANICALS",
        "63,IGNORE", "64,RESET_GPU", "74,WORKFLOW_NVLINK_ERR", "78,UPDATE_SWFW", "79,RESTART_BM", "92,IGNORE",
                "94,RESTART_APP",
        "95,RESET_GPU", "109,RESET_GPU", "119,RESET_GPU", "137,IGNORE", "142,CONTACT_SUPPORT", "143,RESET_GPU",
                "151,RESTART_VM",
        "154,XID_154", "155,RESET_GPU", "156,RESET_GPU", "157,IGNORE", "159,CHECK_UVM", "14,IGNORE",
                "47,CONTACT_SUPPORT"
    })
    void theImmediateActionIsNvidias(int xid, String action) {
        assertThat(Catalog.XID.entry(xid).orElseThrow().immediate()).isEqualTo(action);
    }

    @Test
    void whereThePeersDisagreeNvidiasWordIsTheCataloguesAndOursHasAReason() {
        assertThat(Conformance.rows()).hasSizeGreaterThanOrEqualTo(12).allSatisfy(r -> {
            assertThat(r.nvidia())
                    .isEqualTo(Catalog.XID.entry(r.xid()).orElseThrow().immediate());
            assertThat(r.because()).isNotBlank();
        });
    }

    @Test
    void theConformancePageIsTheGeneratedOne() throws Exception {
        assertThat(Files.readString(SharedData.repositoryRoot().resolve("docs/reference/health-conformance.md")))
                .isEqualTo(Conformance.page());
    }

    @Test
    void aFleetsOwnLinesLieOverTheShippedOnes() {
        Catalog own = Catalog.read(
                "catalog: mine\nversion: a\nentries:\n  - {code: 79, mnemonic: LOST, immediate: POWER_CYCLE}\n", "own");
        assertThat(Catalog.XID.with(own).entry(79).orElseThrow().immediate()).isEqualTo("POWER_CYCLE");
        assertThat(Catalog.XID.with(own).entry(48)).isEqualTo(Catalog.XID.entry(48));
        assertThatThrownBy(() -> Catalog.read("entries:\n  - {code: x, immediate: A}\n  - {code: 1}\n", "own"))
                .isInstanceOfSatisfying(
                        BadInputException.class, e -> assertThat(e.problems()).hasSize(2));
    }
}
