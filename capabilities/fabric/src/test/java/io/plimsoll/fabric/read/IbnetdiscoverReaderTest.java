/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.fabric.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plimsoll.fabric.DeviceKind;
import io.plimsoll.fabric.ObservedFabric;
import io.plimsoll.model.BadInputException;
import io.plimsoll.testkit.SharedData;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class IbnetdiscoverReaderTest {

    private static final String TWO_SWITCHES = """
            #
            # Topology file: generated on Wed Aug  6 16:11:23 2025
            #
            vendid=0x2c9
            devid=0xd2f2
            sysimgguid=0x10
            switchguid=0x10(10)
            Switch	65 "S-0000000000000010"		# "MF0;leaf-01:MQM9701/U1" enhanced port 0 lid 73 lmc 0
            [1]	"H-0000000000000030"[1](30) 		# "node-01 mlx5_0" lid 647 4xNDR
            [35]	"S-0000000000000020"[32]		# "MF0;spine-01:MQM9701/U1" lid 236 4xNDR

            switchguid=0x20(20)
            Switch	65 "S-0000000000000020"		# "MF0;spine-01:MQM9701/U1" enhanced port 0 lid 236 lmc 0
            [32]	"S-0000000000000010"[35]		# "MF0;leaf-01:MQM9701/U1" lid 73 4xNDR

            caguid=0x30
            Ca	1 "H-0000000000000030"		# "node-01 mlx5_0"
            [1](30) 	"S-0000000000000010"[1]		# lid 647 lmc 0 "MF0;leaf-01:MQM9701/U1" lid 73 4xNDR
            """;

    static ObservedFabric read(String text) throws IOException {
        return ObservedReader.read(
                new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), "dump", Optional.empty());
    }

    @Test
    void readsDevicesAndEachLinkOnce() throws IOException {
        ObservedFabric fabric = read(TWO_SWITCHES);
        assertThat(fabric.devices()).hasSize(3);
        assertThat(fabric.links()).hasSize(2).allMatch(ObservedFabric.ObservedLink::bothEnds);
        assertThat(fabric.links().get(1).line()).isEqualTo(10);
        assertThat(fabric.links().get(1).speed()).isEqualTo("4xNDR");
        assertThat(fabric.takenAt()).isEqualTo("Wed Aug  6 16:11:23 2025");
        assertThat(fabric.devices().get(2).kind()).isEqualTo(DeviceKind.NODE);
    }

    @Test
    void readsTheProductionDumpOfAGb200ScalableUnit() throws IOException {
        try (InputStream in = Files.newInputStream(SharedData.require("fabric/gb200-su.ibnetdiscover"))) {
            ObservedFabric fabric = ObservedReader.read(in, "gb200-su.ibnetdiscover", Optional.empty());
            assertThat(fabric.devices()).hasSize(622);
            assertThat(fabric.links()).hasSize(1114).allMatch(ObservedFabric.ObservedLink::bothEnds);
            assertThat(fabric.devices())
                    .filteredOn(d -> d.kind() == DeviceKind.AGGREGATION)
                    .hasSize(40);
            assertThat(fabric.devices())
                    .filteredOn(d -> d.kind() == DeviceKind.SWITCH)
                    .hasSize(40);
        }
    }

    @Test
    void readsAnHdrDumpWithTrimmedAggregationNodes() throws IOException {
        try (InputStream in = Files.newInputStream(SharedData.require("fabric/superbench.ibnetdiscover"))) {
            ObservedFabric fabric = ObservedReader.read(in, "superbench", Optional.empty());
            assertThat(fabric.links())
                    .hasSize(18)
                    .filteredOn(l -> !l.bothEnds())
                    .hasSize(1);
        }
    }

    @Test
    void whatIsWrittenIsReadBackTheSame() throws IOException {
        ObservedFabric fabric = read(TWO_SWITCHES);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        IbnetdiscoverWriter.write(fabric, out);
        ObservedFabric again = read(out.toString(StandardCharsets.UTF_8));
        assertThat(again.devices().stream().map(d -> d.kind() + d.guid() + d.description()))
                .isEqualTo(fabric.devices().stream()
                        .map(d -> d.kind() + d.guid() + d.description())
                        .toList());
        assertThat(again.links().stream().map(l -> l.a() + l.portA() + l.b() + l.portB() + l.speed()))
                .isEqualTo(fabric.links().stream()
                        .map(l -> l.a() + l.portA() + l.b() + l.portB() + l.speed())
                        .toList());
    }

    private static void refused(String text, long line, String seen, String expected) {
        assertThatThrownBy(() -> read(text)).isInstanceOfSatisfying(BadInputException.class, e -> {
            assertThat(e.problems().getFirst().line()).isEqualTo(line);
            assertThat(e.problems().getFirst().seen()).contains(seen);
            assertThat(e.problems().getFirst().expected()).contains(expected);
            assertThat(e.problems().getFirst().source()).isEqualTo("dump");
        });
    }

    @Test
    void aDumpThatWasCutOffIsRefusedWithItsLastLine() {
        refused(TWO_SWITCHES.substring(0, TWO_SWITCHES.length() - 8), 18, "[1](30)", "lid N");
        refused(TWO_SWITCHES.substring(0, TWO_SWITCHES.length() - 1), 18, "[1](30)", "line feed");
        int caBlock = TWO_SWITCHES.indexOf("\ncaguid");
        refused(TWO_SWITCHES.substring(0, caBlock), 9, "0000000000000030[1]", "block for every device");
    }

    @Test
    void aGuidThatAppearsTwiceIsRefusedWithBothLines() {
        refused(TWO_SWITCHES + "\n" + TWO_SWITCHES, 27, "S-0000000000000010 a second time", "line 8");
    }

    @Test
    void twoEndsThatNameDifferentPeersAreRefusedWithBothLines() {
        refused(
                TWO_SWITCHES.replace("[32]\t\"S-0000000000000010\"[35]", "[32]\t\"S-0000000000000010\"[36]"),
                14,
                "0000000000000010[36]",
                "the same link as line 10");
    }

    @Test
    void whatIsNotADumpIsRefused() {
        refused("\u0000\u0001\u0002binary\u0000\n\u0003\n", 1, "binary", "a line of ibnetdiscover");
        refused("x".repeat(100_000), 1, "xxx", "lines of at most 8192 bytes");
        refused("", 0, "", "a dump of ibnetdiscover");
        refused("name,port\nleaf,1\n", 1, "name,port", "a line of ibnetdiscover");
        refused("{\"a\": 1", 1, "", "well-formed JSON");
    }

    @Test
    void aDumpWithoutALinkSaysWhatToDo() {
        refused("Ca\t1 \"H-b8e92403009ca838\"\t\t# \"n01 HCA-1\"\n", 1, "1 device and no link", "at least one link");
    }
}
