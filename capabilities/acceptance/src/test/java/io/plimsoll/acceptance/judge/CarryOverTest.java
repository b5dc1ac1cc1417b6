/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.judge;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.acceptance.Fingerprint;
import io.plimsoll.acceptance.Part;
import io.plimsoll.acceptance.PartKind;
import io.plimsoll.acceptance.plan.PlannedTest;
import io.plimsoll.acceptance.plan.TestScope;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class CarryOverTest {

    private static final Part DIMM = Part.of(PartKind.DIMM, "A1", "64 GB", "D-1");

    private static Fingerprint node(String serial, String gpu, String firmware) {
        List<Part> parts = new ArrayList<>();
        parts.add(DIMM);
        parts.add(new Part(PartKind.GPU, "0", "NVIDIA", "H100", gpu, firmware, new TreeMap<>()));
        return new Fingerprint(serial, "maker", "model", parts, List.of(), List.of());
    }

    private static PlannedTest covers(PartKind... kinds) {
        return new PlannedTest(
                "t",
                "t",
                "tool",
                "plimsoll",
                TestScope.NODE,
                true,
                Duration.ofSeconds(1),
                List.of("m"),
                List.of(),
                Set.of(kinds),
                Optional.empty(),
                0);
    }

    private static boolean holds(PlannedTest test, Fingerprint then, Fingerprint now) {
        return CarryOver.holds(test, then, now, Set.of());
    }

    @Test
    void aRepairAsksForTheTestsOfWhatItTouchedAlsoWhereEveryPartIsTheSame() {
        Fingerprint node = node("N-1", "G-1", "96.00");
        assertThat(CarryOver.holds(covers(PartKind.GPU), node, node, Set.of(PartKind.GPU)))
                .as("a GPU that was seated again")
                .isFalse();
        assertThat(CarryOver.holds(covers(PartKind.DIMM), node, node, Set.of(PartKind.GPU)))
                .isTrue();
        assertThat(CarryOver.holds(covers(PartKind.DIMM), node, node, EnumSet.allOf(PartKind.class)))
                .as("a repair that does not say of what")
                .isFalse();
    }

    @Test
    void onlyTestsOfAReplacedPartAreAskedForAgain() {
        Fingerprint then = node("N-1", "G-1", "96.00");
        Fingerprint swapped = node("N-1", "G-2", "96.00");
        assertThat(holds(covers(PartKind.GPU), then, swapped)).isFalse();
        assertThat(holds(covers(PartKind.GPU, PartKind.DIMM), then, swapped)).isFalse();
        assertThat(holds(covers(PartKind.DIMM), then, swapped)).isTrue();
        assertThat(holds(covers(PartKind.GPU), then, then)).isTrue();
    }

    @Test
    void anotherFirmwareIsAnotherPart() {
        assertThat(holds(covers(PartKind.GPU), node("N-1", "G-1", "96.00"), node("N-1", "G-1", "97.00")))
                .isFalse();
    }

    @Test
    void whatSpeaksOfNoPartOrOfAnotherNodeIsNeverCarriedOver() {
        Fingerprint then = node("N-1", "G-1", "96.00");
        assertThat(holds(covers(), then, then)).isFalse();
        assertThat(holds(covers(PartKind.NVSWITCH), then, then)).isFalse();
        assertThat(holds(covers(PartKind.DIMM), then, node("N-2", "G-1", "96.00")))
                .isFalse();
    }
}
