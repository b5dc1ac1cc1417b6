/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.fabric.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.fabric.ObservedFabric;
import io.plimsoll.fabric.RepairOrder;
import io.plimsoll.fabric.RepairOrder.Kind;
import io.plimsoll.fabric.Verification;
import io.plimsoll.fabric.design.Templates;
import io.plimsoll.fabric.infer.Inference;
import io.plimsoll.fabric.infer.Proposal;
import io.plimsoll.fabric.read.ObservedReader;
import io.plimsoll.testkit.SharedData;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The faults of a production dump; docs/case-studies/gb200-su.md tells how each was checked by hand. */
final class Gb200DumpTest {

    private static Verification verification() throws IOException {
        try (InputStream in = Files.newInputStream(SharedData.require("fabric/gb200-su.ibnetdiscover"))) {
            ObservedFabric seen = ObservedReader.read(in, "gb200-su.ibnetdiscover", Optional.empty());
            Proposal best = Inference.infer(seen, Templates.shipped()).getFirst();
            assertThat(best.template()).isEqualTo("gb200-nvl72");
            assertThat(best.gpus()).isEqualTo(576);
            assertThat(best.linksSeen()).isEqualTo(1074);
            assertThat(best.linksFit()).isEqualTo(1058);
            return Verifier.verify(best.plan(), seen);
        }
    }

    private static RepairOrder order(Verification verification, Kind kind, String... inMoves) {
        return verification.repairOrders().stream()
                .filter(o -> o.kind() == kind)
                .filter(o -> List.of(inMoves).stream()
                        .allMatch(text -> o.moves().toString().contains(text)))
                .reduce((a, b) -> {
                    throw new AssertionError("two orders of " + kind + " with " + List.of(inMoves));
                })
                .orElseThrow(() -> new AssertionError("no order of " + kind + " with " + List.of(inMoves)));
    }

    @Test
    void everyFaultOfTheDumpIsOneRepairOrder() throws IOException {
        Verification found = verification();
        Map<Kind, Integer> byKind = new EnumMap<>(Kind.class);
        found.repairOrders().forEach(o -> byKind.merge(o.kind(), 1, Integer::sum));
        assertThat(byKind)
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        Kind.DARK_SWITCH, 1,
                        Kind.DARK_NODE, 5,
                        Kind.CROSSED_RAILS, 1,
                        Kind.NODE_SWAP_ON_RAIL, 4,
                        Kind.DEAD_TWIN_MODULE, 10,
                        Kind.MISSING, 6,
                        Kind.CROSSED_TWIN, 3,
                        Kind.IDENTITY_GAP, 21));
        assertThat(found.summary().leftAfterRepair()).isZero();
        assertThat(found.summary().cablesVerified()).isEqualTo(1058);
        assertThat(found.summary().cablesNotVerified().values().stream()
                        .mapToInt(i -> i)
                        .sum())
                .isEqualTo(1156 - 1058);
    }

    @Test
    void crossedRailsOfATrayAreProvedByItsGuids() throws IOException {
        RepairOrder order =
                order(verification(), Kind.CROSSED_RAILS, "b08-p1-dgx-08-c01:HCA-5", "b08-p1-dgx-08-c01:HCA-6");
        assertThat(order.proof()).anyMatch(p -> p.contains("e09d730300859464") && p.contains("e09d730300859468"));
        assertThat(order.proof()).anyMatch(p -> p.startsWith("Line 171:"));
    }

    @Test
    void anUnnamedTrayThatWasSwappedIsKnownByItsSiblings() throws IOException {
        Verification found = verification();
        RepairOrder order = order(found, Kind.NODE_SWAP_ON_RAIL, "A09-P1-IBLEAF-02-01:11", "A09-P1-IBLEAF-02-01:12");
        assertThat(order.proof()).anyMatch(p -> p.contains("GUID e09d73030037315c is 4 above e09d730300373158"));
        assertThat(found.identityGaps())
                .filteredOn(g -> g.guid().equals("e09d73030037315c"))
                .singleElement()
                .matches(g -> g.probably().equals("a05-p1-dgx-01-c11:HCA-2"));
    }

    @Test
    void theOtherNodeSwapsAreFound() throws IOException {
        Verification found = verification();
        order(found, Kind.NODE_SWAP_ON_RAIL, "A09-P1-IBLEAF-04-01:11", "A09-P1-IBLEAF-04-01:14");
        order(found, Kind.NODE_SWAP_ON_RAIL, "B09-P1-IBLEAF-01-06:2", "B09-P1-IBLEAF-01-06:4");
        order(found, Kind.NODE_SWAP_ON_RAIL, "B09-P1-IBLEAF-02-06:7", "B09-P1-IBLEAF-02-06:8");
    }

    @Test
    void theDarkSwitchAndTheDarkTraysAreNamed() throws IOException {
        Verification found = verification();
        assertThat(order(found, Kind.DARK_SWITCH, "A09-P1-IBLEAF-03-01").findings())
                .hasSize(36);
        for (String tray : List.of(
                "a06-p1-dgx-02-c05",
                "a06-p1-dgx-02-c15",
                "a08-p1-dgx-04-c18",
                "b07-p1-dgx-07-c05",
                "b08-p1-dgx-08-c02")) {
            assertThat(order(found, Kind.DARK_NODE, tray).findings()).hasSize(4);
        }
    }
}
