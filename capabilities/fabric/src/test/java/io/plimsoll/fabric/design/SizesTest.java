/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.fabric.design;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plimsoll.fabric.FabricPlan;
import io.plimsoll.fabric.PlannedCable;
import io.plimsoll.model.BadInputException;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Numbers that do not fit, and scalable units that are not full. */
class SizesTest {

    private static final Template RAIL = Templates.find("rail-k64").orElseThrow();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "rail-k64|2050|a multiple of 8 GPUs, the number in one node|2048 or 2824 GPUs",
                "rail-k64|1001|a multiple of 8 GPUs, the number in one node|1000 or 1008 GPUs",
                "rail-k64|2056|whole pods of 4 scalable units|2048 or 2824 GPUs",
                "rail-k64|70000|at most 65536 GPUs|65536 GPUs",
                "rail-k64|0|a multiple of 8 GPUs|8 GPUs",
                "gb200-nvl72|577|a multiple of 4 GPUs|576 GPUs",
                "b300-xdr|20000|at most 10368 GPUs|10368 GPUs"
            })
    void aNumberThatDoesNotFitIsRefusedWithTheNearestThatDo(String name, long gpus, String expected, String maybe) {
        Template template = Templates.find(name).orElseThrow();

        assertThatThrownBy(() -> FabricDesigner.design(template, DesignRequest.of(gpus)))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("template " + name + ": saw 'gpus=" + gpus + "'")
                .hasMessageContaining(expected)
                .hasMessageContaining("Maybe " + maybe);
    }

    @Test
    void aUnitThatIsNotFullIsDesignedWholeAndTheRestStaysDark() {
        FabricPlan plan = FabricDesigner.design(RAIL, DesignRequest.of(31 * 8));

        assertThat(plan.cables()).hasSize(512);
        assertThat(plan.cables())
                .filteredOn(c -> c.state() == PlannedCable.State.RESERVED)
                .hasSize(8);
        assertThat(plan.devices())
                .filteredOn(d -> d.model().equals(FabricDesigner.RESERVED_SLOT))
                .extracting(d -> d.name() + " " + d.gpus())
                .containsExactly("su001-n32 0");
    }

    @Test
    void aWholePodIsBuiltAheadWhenAskedFor() {
        DesignRequest request = new DesignRequest("compute", 2056, Map.of("minUnits", 12L), Optional.empty());

        FabricPlan plan = FabricDesigner.design(RAIL, request);

        assertThat(plan.devices().stream().mapToInt(d -> d.gpus()).sum()).isEqualTo(2056);
        assertThat(plan.devices()).filteredOn(d -> d.tier() == 2).hasSize(96);
    }

    @Test
    void anOperatorsTemplateIsRefusedWithEveryLineThatIsWrong() {
        String yaml = """
                plimsollTemplate: 1
                name: mine
                title: Mine
                source: me
                let:
                  units: ceil(gpus, 8
                devices:
                  node: {kind: node, name: "n{i}", model: X}
                cables:
                  a: {from: {device: node, port: "1"}, to: {device: leaf, port: "1"}}
                """;

        assertThatThrownBy(() ->
                        Templates.read(new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8)), "mine.yaml"))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("mine.yaml:6: saw 'ceil(gpus, 8', expected ')' at character 13")
                .hasMessageContaining("mine.yaml:8: saw 'n{i}', expected one of the names [gpus, rack, row, units]")
                .hasMessageContaining("mine.yaml:10: saw 'leaf', expected one of the groups under devices: [node]");
    }
}
