/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.fabric.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.fabric.FabricPlan;
import io.plimsoll.fabric.PlannedCable;
import io.plimsoll.fabric.design.DesignRequest;
import io.plimsoll.fabric.design.FabricDesigner;
import io.plimsoll.fabric.design.Template;
import io.plimsoll.fabric.design.Templates;
import io.plimsoll.testkit.Seeds;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What is written is read back, in every format as far as that format can carry it, and each is recognised by itself. */
class RoundTripTest {

    @Test
    void ourJsonAndCsvCarryEverything() {
        forPlans(plan -> {
            assertThat(through(plan, PlanFormat.JSON)).isEqualTo(plan);
            assertThat(through(plan, PlanFormat.CSV)).isEqualTo(plan);
        });
    }

    @Test
    void netboxCarriesEndsStateLabelLengthMediumAndColour() {
        forPlans(plan -> assertThat(through(plan, PlanFormat.NETBOX).cables())
                .extracting(PlannedCable::id, PlannedCable::a, PlannedCable::b, PlannedCable::state)
                .containsExactlyElementsOf(plan.cables().stream()
                        .map(c -> org.assertj.core.groups.Tuple.tuple(c.id(), c.a(), c.b(), c.state()))
                        .toList()));
        forPlans(plan -> assertThat(through(plan, PlanFormat.NETBOX).cables())
                .extracting(
                        PlannedCable::labelA, PlannedCable::lengthDecimetres, PlannedCable::media, PlannedCable::colour)
                .containsExactlyElementsOf(plan.cables().stream()
                        .map(c -> org.assertj.core.groups.Tuple.tuple(
                                c.labelA(), c.lengthDecimetres(), c.media(), c.colour()))
                        .toList()));
    }

    @Test
    void topoCarriesEndsModelsAndInfinibandSpeeds() {
        forPlans(plan -> {
            FabricPlan back = through(plan, PlanFormat.TOPO);
            Function<PlannedCable, String> facts =
                    c -> c.id() + " " + (c.speed().endsWith("G") ? "" : c.speed());
            assertThat(facts(back, facts, c -> true)).isEqualTo(facts(plan, facts, RoundTripTest::connected));
            Set<String> wired = back.cables().stream()
                    .flatMap(c -> java.util.stream.Stream.of(c.a().device(), c.b().device()))
                    .collect(Collectors.toSet());
            assertThat(back.devices().stream().map(d -> d.name() + " " + d.model()))
                    .containsExactlyInAnyOrderElementsOf(plan.devices().stream()
                            .filter(d -> wired.contains(d.name()))
                            .map(d -> d.name() + " " + d.model())
                            .toList());
        });
    }

    @Test
    void dotCarriesTheEnds() {
        forPlans(plan -> assertThat(facts(through(plan, PlanFormat.DOT), PlannedCable::id, c -> true))
                .isEqualTo(facts(plan, PlannedCable::id, RoundTripTest::connected)));
    }

    private static boolean connected(PlannedCable cable) {
        return cable.state() == PlannedCable.State.CONNECTED;
    }

    private interface PlanCheck {
        void check(FabricPlan plan) throws IOException;
    }

    private static void forPlans(PlanCheck check) {
        List<Template> templates = Templates.shipped();
        Seeds.forAll(8, (random, seed) -> {
            Template template = templates.get((int) (seed % templates.size()));
            List<Long> sizes = FabricDesigner.nearestAllowed(template, DesignRequest.of(1 + random.nextLong(1500)));
            check.check(FabricDesigner.design(template, DesignRequest.of(sizes.getFirst())));
        });
    }

    private static Set<String> facts(
            FabricPlan plan, Function<PlannedCable, String> fact, Predicate<PlannedCable> which) {
        return plan.cables().stream().filter(which).map(fact).collect(Collectors.toSet());
    }

    private static FabricPlan through(FabricPlan plan, PlanFormat format) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PlanWriter.write(plan, format, out);
        PlanReading reading = PlanReader.open(
                new ByteArrayInputStream(out.toByteArray()), format.fileName(), ReadOptions.of(Optional.empty()));
        assertThat(reading.format()).isEqualTo(format);
        return reading.plan();
    }
}
