/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.fabric.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.fabric.FabricPlan;
import io.plimsoll.fabric.ObservedFabric;
import io.plimsoll.fabric.RepairOrder;
import io.plimsoll.fabric.Verification;
import io.plimsoll.fabric.design.DesignRequest;
import io.plimsoll.fabric.design.FabricDesigner;
import io.plimsoll.fabric.design.Templates;
import io.plimsoll.fabric.read.ObservedReader;
import io.plimsoll.testkit.SharedData;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class Gb200DumpTest {

    @Test
    void print() throws IOException {
        FabricPlan plan = FabricDesigner.design(Templates.find("gb200-nvl72").orElseThrow(), DesignRequest.of(576));
        try (InputStream in = Files.newInputStream(SharedData.require("fabric/gb200-su.ibnetdiscover"))) {
            ObservedFabric seen = ObservedReader.read(in, "gb200-su.ibnetdiscover", Optional.empty());
            Verification v = Verifier.verify(plan, seen);
            StringBuilder out = new StringBuilder();
            out.append(v.summary()).append("\n");
            for (RepairOrder o : v.repairOrders()) {
                out.append(o.id() + " " + o.kind() + " " + o.severity() + " @" + o.location() + " " + o.findings().size()).append("\n");
                o.moves().forEach(m -> out.append("   > " + m.text()).append("\n"));
                o.proof().forEach(m -> out.append("   . " + m).append("\n"));
            }
            Files.writeString(java.nio.file.Path.of("/tmp/fv/gb.txt"), out);
            assertThat(v.summary().leftAfterRepair()).isZero();
        }
    }
}
