/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.fabric.design;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.fabric.DeviceKind;
import io.plimsoll.fabric.FabricPlan;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RailK64Test {

    /** The table of NVIDIA's B200 reference architecture, and its continuation to 32,768 GPUs. */
    @ParameterizedTest
    @CsvSource({
        "512,64,16,8,0,1024",
        "1024,128,32,16,0,2048",
        "2048,256,64,32,0,4096",
        "4096,512,128,128,64,12288",
        "8192,1024,256,256,128,24576",
        "16384,2048,512,512,256,49152",
        "32768,4096,1024,1024,512,98304"
    })
    void bringsThePublishedCounts(int gpus, int nodes, int leaf, int spine, int core, int cables) {
        FabricPlan plan = FabricDesigner.design(Templates.find("rail-k64").orElseThrow(), DesignRequest.of(gpus));

        assertThat(plan.devices().stream().filter(d -> d.kind() == DeviceKind.NODE))
                .hasSize(nodes);
        assertThat(plan.devices().stream().filter(d -> d.tier() == 1)).hasSize(leaf);
        assertThat(plan.devices().stream().filter(d -> d.tier() == 2)).hasSize(spine);
        assertThat(plan.devices().stream().filter(d -> d.tier() == 3)).hasSize(core);
        assertThat(plan.cables()).hasSize(cables);
    }
}
