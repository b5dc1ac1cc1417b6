/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.fabric.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.fabric.CableId;
import io.plimsoll.fabric.FabricPlan;
import io.plimsoll.fabric.PlannedCable;
import io.plimsoll.fabric.PortRef;
import io.plimsoll.fabric.design.DesignRequest;
import io.plimsoll.fabric.design.FabricDesigner;
import io.plimsoll.fabric.design.Templates;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Every rule of the linter, each on a good plan with one thing made wrong. */
class PlanLinterTest {

    private final FabricPlan good =
            FabricDesigner.design(Templates.find("rail-k64").orElseThrow(), DesignRequest.of(256));

    @Test
    void aDesignedPlanIsClean() {
        assertThat(PlanLinter.lint(good)).isEmpty();
    }

    @Test
    void aPortWithTwoCablesIsFatal() {
        PortRef taken = good.cables().get(1).b();
        assertRules(with(0, c -> ends(c, c.a(), taken)), "double-port", "rail-mix");
    }

    @Test
    void aCableFromADeviceToItselfIsFatal() {
        assertThat(rules(with(0, c -> ends(c, c.a(), new PortRef(c.a().device(), "x")))))
                .contains("self-loop");
    }

    @Test
    void aCableToADeviceThatIsNotPlannedIsFatal() {
        assertThat(rules(with(0, c -> ends(c, c.a(), new PortRef("leaf-of-another-site", "1")))))
                .contains("unknown-device");
    }

    @Test
    void aMissingCableBreaksTheCountLaw() {
        List<PlannedCable> fewer = good.cables().subList(1, good.cables().size());
        assertRules(plan(fewer), "count-law");
    }

    @Test
    void copperThatIsTooLongIsTold() {
        assertRules(
                with(
                        0,
                        c -> new PlannedCable(
                                c.id(),
                                c.a(),
                                c.b(),
                                c.state(),
                                30,
                                "DAC",
                                c.speed(),
                                c.labelA(),
                                c.labelB(),
                                c.colour(),
                                "",
                                1)),
                "length-media");
    }

    @Test
    void oneCableOfAnotherSpeedIsTold() {
        assertRules(
                with(
                        0,
                        c -> new PlannedCable(
                                c.id(),
                                c.a(),
                                c.b(),
                                c.state(),
                                20,
                                "DAC",
                                "4xHDR",
                                c.labelA(),
                                c.labelB(),
                                c.colour(),
                                "",
                                1)),
                "speed-mismatch");
    }

    @Test
    void twoSwappedRailsAreTold() {
        PlannedCable first = good.cables().get(0);
        PlannedCable second = good.cables().stream()
                .filter(c -> c.a().device().equals(first.a().device()) && !c.equals(first))
                .findFirst()
                .orElseThrow();
        List<PlannedCable> cables = new ArrayList<>(good.cables());
        cables.set(cables.indexOf(second), ends(second, second.a(), first.b()));
        cables.set(0, ends(first, first.a(), second.b()));
        assertRules(plan(cables), "rail-mix");
    }

    @Test
    void nvidiasXdrTableDoesNotAddUpInItsLastRow() {
        // DGX SuperPOD B300 XDR reference architecture, table 3
        List<BillLinter.Row> table = List.of(
                new BillLinter.Row("1 SU", 72, 8, 576, 8, 4, 576, 576, 1, 144),
                new BillLinter.Row("2 SU", 144, 8, 1152, 16, 8, 1152, 1152, 1, 144),
                new BillLinter.Row("4 SU", 288, 8, 2304, 32, 18, 2304, 2304, 1, 144),
                new BillLinter.Row("8 SU", 576, 8, 4608, 64, 36, 4608, 4608, 1, 144),
                new BillLinter.Row("18 SU", 1296, 8, 9216, 144, 72, 10368, 10368, 1, 144));

        assertThat(BillLinter.lint(table))
                .extracting(LintNote::toString)
                .containsExactly(
                        "FATAL bill-arithmetic 18 SU: GPUs: the bill says 9216, nodes x GPUs per node is 10368");
    }

    private static PlannedCable ends(PlannedCable c, PortRef a, PortRef b) {
        return new PlannedCable(
                CableId.of(a, b) + "x",
                a,
                b,
                c.state(),
                c.lengthDecimetres(),
                c.media(),
                c.speed(),
                c.labelA(),
                c.labelB(),
                c.colour(),
                "",
                c.installOrder());
    }

    private FabricPlan with(int index, UnaryOperator<PlannedCable> change) {
        List<PlannedCable> cables = new ArrayList<>(good.cables());
        cables.set(index, change.apply(cables.get(index)));
        return plan(cables);
    }

    private FabricPlan plan(List<PlannedCable> cables) {
        return new FabricPlan(good.name(), good.template(), good.parameters(), good.devices(), cables);
    }

    private static void assertRules(FabricPlan plan, String... rules) {
        assertThat(rules(plan)).containsExactlyInAnyOrder(rules);
    }

    private static List<String> rules(FabricPlan plan) {
        return PlanLinter.lint(plan).stream().map(LintNote::rule).distinct().toList();
    }
}
