/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.fabric.design;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.fabric.FabricPlan;
import io.plimsoll.fabric.PlannedCable;
import io.plimsoll.fabric.PortRef;
import io.plimsoll.fabric.plan.LintNote;
import io.plimsoll.fabric.plan.PlanLinter;
import io.plimsoll.testkit.Seeds;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What holds for every template at every size. */
class TemplateLawsTest {

    @Test
    void everyPortIsUsedAtMostOnceAndEveryCountFollowsTheLaw() {
        List<Template> templates = Templates.shipped();
        Seeds.forAll(40, (random, seed) -> {
            Template template = templates.get((int) (seed % templates.size()));
            long wish = 1 + random.nextLong(10_368);
            List<Long> sizes = FabricDesigner.nearestAllowed(template, DesignRequest.of(wish));
            long gpus = sizes.get(random.nextInt(sizes.size()));

            FabricPlan plan = FabricDesigner.design(template, DesignRequest.of(gpus));

            Set<PortRef> ports = new HashSet<>();
            Set<String> ids = new HashSet<>();
            for (PlannedCable cable : plan.cables()) {
                assertThat(ports.add(cable.a()))
                        .as("%s at %d: %s", template, gpus, cable.a())
                        .isTrue();
                assertThat(ports.add(cable.b()))
                        .as("%s at %d: %s", template, gpus, cable.b())
                        .isTrue();
                assertThat(ids.add(cable.id())).isTrue();
                assertThat(cable.media()).isNotEmpty();
            }
            assertThat(plan.devices().stream().mapToLong(d -> d.gpus()).sum()).isEqualTo(gpus);
            assertThat(PlanLinter.lint(plan))
                    .filteredOn(n -> n.severity() != LintNote.Severity.NOTE)
                    .isEmpty();
        });
    }

    @ParameterizedTest
    @CsvSource({
        "b300-spectrum-x,512,16,8,512,512",
        "b300-spectrum-x,1024,32,16,1024,1024",
        "b300-spectrum-x,8192,256,128,8192,8192",
        "b300-xdr,576,8,4,576,576",
        "b300-xdr,1152,16,8,1152,1152",
        "b300-xdr,2304,32,18,2304,2304",
        "b300-xdr,4608,64,36,4608,4608",
        "b300-xdr,10368,144,72,10368,10368",
        "gb200-nvl72,576,32,9,576,576"
    })
    void countsAreThosePublished(String name, int gpus, long leaf, long spine, long nodeLeaf, long leafSpine) {
        Template template = Templates.find(name).orElseThrow();

        assertThat(FabricDesigner.counts(template, DesignRequest.of(gpus)))
                .containsEntry("leaf", leaf)
                .containsEntry("spine", spine)
                .containsEntry("node-leaf", nodeLeaf)
                .containsEntry("leaf-spine", leafSpine);
    }
}
