/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.health.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.health.Severity;
import io.plimsoll.health.Signal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each prefix, each shape of line that the field has shown. The lines are those of gpud's tests (Apache-2.0) and of the kernel's printers. */
class KernelLogTest {

    private static final String XID =
            "NVRM: Xid (PCI:0000:05:00): 79, pid='<unknown>', name=<unknown>, GPU has fallen off the bus.";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[111111111.111] ",
                "[   12.345678] [ T1234] ",
                "[...] ",
                "<6>[    2.608284] ",
                "6,3964,206764307,-;",
                "kern  :warn  : [  171.620236] ",
                "<4>[Sun Feb 23 16:24:18 2025] "
            })
    void aLineIsReadBehindEachPrefixWithoutADate(String prefix) {
        Signal s = Heard.line(prefix + XID);
        assertThat(s.code()).isEqualTo("79");
        assertThat(s.entity()).isEqualTo("PCI:0000:05:00");
        assertThat(s.mnemonic()).isEqualTo("GPU_HAS_FALLEN_OFF_THE_BUS");
        assertThat(s.action()).isEqualTo("RESTART_BM");
        assertThat(s.severity()).isEqualTo(Severity.FATAL);
        assertThat(s.raw()).isEqualTo(prefix + XID);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "[Sun Feb 23 16:24:18 2025] |2025-02-23T16:24:18Z|",
                "kern  :warn  : 2025-01-21T04:41:44,285060+00:00 |2025-01-21T04:41:44.285060Z|",
                "2025-01-21T04:41:44,285060+01:00 |2025-01-21T03:41:44.285060Z|",
                "2025-02-23T16:24:18+0000 gpu-09 kernel: |2025-02-23T16:24:18Z|gpu-09",
                "2025-02-23T16:24:18.123456+00:00 gpu-09 kernel: |2025-02-23T16:24:18.123456Z|gpu-09",
                "2025-02-23 16:24:18 gpu-09 kernel: |2025-02-23T16:24:18Z|gpu-09",
                "Sun 2025-02-23 16:24:18 UTC gpu-09 kernel: |2025-02-23T16:24:18Z|gpu-09",
                "1740327858.123456 gpu-09 kernel: |2025-02-23T16:24:18.123456Z|gpu-09",
                "[ 171.620236] gpu-09 kernel: ||gpu-09",
                "Oct 01 13:00:00 host kernel: |2025-10-01T13:00:00Z|host",
                "Oct  1 13:00:00 host kernel: [ 171.620236] |2025-10-01T13:00:00Z|host",
                "<4>Oct  1 13:00:00 host kernel: |2025-10-01T13:00:00Z|host",
                "<4>1 2025-02-23T16:24:18.003Z gpu-07 kernel - - - |2025-02-23T16:24:18.003Z|gpu-07",
                "<4>1 2025-02-23T16:24:18.003-05:00 gpu-07 kernel 12 ID47 [x@1 a=\"b ] c\"] |2025-02-23T21:24:18.003Z|gpu-07",
                "183 <4>1 2025-02-23T16:24:18.003Z gpu-07 kernel - - - |2025-02-23T16:24:18.003Z|gpu-07"
            })
    void theTimeAndTheHostComeFromThePrefix(String prefix, String time, String host) {
        Signal s = Heard.line(prefix + XID);
        assertThat(s.time()).isEqualTo(Optional.ofNullable(time).map(Instant::parse));
        assertThat(s.node()).isEqualTo(host == null ? "" : host);
        assertThat(s.code()).isEqualTo("79");
    }

    @Test
    void aYearlessLogOverNewYearFallsIntoTwoYears() {
        SignalReading reading = Heard.text("Dec 31 23:59:59 h kernel: " + XID + "\nJan  1 00:00:01 h kernel: "
                + XID.replace("79", "31") + "\nFeb 29 10:00:00 h kernel: " + XID.replace("79", "48"));
        assertThat(reading.events().stream().map(e -> e.time().orElseThrow().toString()))
                .containsExactly("2025-12-31T23:59:59Z", "2026-01-01T00:00:01Z", "2024-02-29T10:00:00Z");
        assertThat(reading.warnings()).anyMatch(w -> w.contains("without a year"));
    }

    @Test
    void journaldsJsonIsReadWithItsBytesAndItsBoots() {
        String entry =
                "{\"MESSAGE\":%s,\"_HOSTNAME\":\"n5\",\"__REALTIME_TIMESTAMP\":\"1740327858123456\",\"_BOOT_ID\":\"%s\"}\n";
        SignalReading reading =
                Heard.text(entry.formatted("\"NVRM: Xid (PCI:0000:05:00): 94, pid=3, name=a, Contained\"", "aa")
                        + "{ no json\n"
                        + entry.formatted(
                                "[78,86,82,77,58,32,88,105,100,32,40,48,48,48,48,58,48,51,58,48,48,41,58,32,49,52,44,32,67]",
                                "bb"));
        assertThat(reading.events().stream().map(Signal::kind)).containsExactly("xid", "boot", "xid");
        assertThat(reading.events().getLast().code()).isEqualTo("14");
        assertThat(reading.events().getFirst().attribute("process")).isEqualTo("a");
        assertThat(reading.warnings()).anyMatch(w -> w.startsWith("line 2: no JSON"));
    }

    @Test
    void aGpuThatFallsOffTheBusInThreeLinesIsOneXid79() {
        SignalReading reading = Heard.text("""
                Oct 01 13:00:00 h kernel: NVRM: The NVIDIA GPU 0000:18:00.0
                Oct 01 13:00:00 h kernel: usb 1-2: New USB device found
                Oct 01 13:00:00 h kernel: NVRM: (PCI ID: 10de:2901) installed in this system has
                Oct 01 13:00:00 h kernel: NVRM: fallen off the bus and is not responding to commands.
                """);
        assertThat(reading.events()).hasSize(1);
        Signal s = reading.events().getFirst();
        assertThat(s.code() + " " + s.entity()).isEqualTo("79 PCI:0000:18:00");
        assertThat(s.attribute("implied")).isEqualTo("true");
        assertThat(s.raw().lines()).hasSize(3);
    }

    @Test
    void aLossToldTwiceIsOneEventAndSaysSo() {
        SignalReading reading =
                Heard.text("[10.0] " + XID + "\n[10.1] NVRM: GPU 0000:05:00.0: GPU has fallen off the bus.\n");
        assertThat(reading.events()).hasSize(1);
        assertThat(reading.warnings()).anyMatch(w -> w.contains("line 1 told"));
        assertThat(Heard.line("NVRM: GPU 29:00.0: GPU has fallen off the bus.").entity())
                .isEqualTo("PCI:0000:29:00");
    }

    @Test
    void boardSerialAndUuidOfEarlierLinesStandOnTheXid() throws Exception {
        SignalReading reading = Heard.shared("health/gpud-dmesg-xid-119.log");
        assertThat(reading.events())
                .hasSize(5)
                .allMatch(e -> e.code().equals("119") && e.action().equals("RESET_GPU"));
        assertThat(reading.events())
                .allMatch(e -> e.attribute("serial").equals("1650124014249"))
                .allMatch(e -> e.attribute("uuid").equals("GPU-509665ad-b600-ac93-3616-d754b23d636d"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "144, SAW_MVB Fatal XC0 i0 Link 00 (0x00000001 0x00000002 0x00000000 0x00000000)|FATAL|RESET_GPU",
                "144, SAW_MVB Nonfatal XC0 i0 Link 00 (0x00000001 0x00000001 0x00000000 0x00000000)|WARNING|IGNORE",
                "145, RLW_REMAP Nonfatal XC0 i0 Link 00 (0x00000004 0x00000001 0x00000000 0x00000000)|WARNING|XID_154_EVAL",
                "145, RLW_REMAP Fatal XC0 i0 Link 00 (0x00000004 0x00000040 0x00000000 0x00000000)|FATAL|RESET_GPU",
                "145, RLW_SRC_TRACK Fatal XC0 i0 Link 00 (0x00000007 0x00000001 0x00000000 0x00000000)|FATAL|RESET_GPU",
                "146, TLW_RX/TLW_RX_PIPE1 Fatal XC0 i0 Link 00 (0x0000000b 0x00000004 0x00000000 0x00000000)|FATAL|RESET_GPU",
                "147, TREX Nonfatal XC0 i0 Link 00 (0x0000000e 0x00000001 0x00000000 0x00000000)|WARNING|IGNORE",
                "148, NVLPW_CTRL/NVLPW Nonfatal XC0 i0 Link 00 (0x0000000f 0x80000000 0x00000000 0x00000000)|WARNING|IGNORE",
                "149, NETIR_LINK_EVT  Fatal   XC0 i0 Link 01 (0x021425c6 0x00000000 0x00000000 0x00000000 0x00000000 0x00000000)|FATAL|RESET_GPU",
                "149, NETIR_LINK_EVT Fatal XC1 i0 Link -1 (0x026005c6 0x00000000)|FATAL|IGNORE",
                "149, NETIR_BER_EVENT Nonfatal XC0 i0 Link 00 (0x00000013 0x00000001 0x00000000 0x00000000)|WARNING|IGNORE",
                "149, NETIR_MFDE_EVENT Fatal XC0 i1 Link 00 (0x00000014 0x00000001 0x00000000 0x00000000)|FATAL|RESET_GPU",
                "150, MSE_WATCHDOG Fatal XC0 i0 Link 00 (0x00000000 0x00000000 0x00000000 0x00000000)|FATAL|RESET_GPU"
            })
    void nvLink5ErrorsAreDecodedByUnitSubCodeAndStatus(String text, Severity severity, String action) {
        Signal s = Heard.line("[171167.62] NVRM: Xid (PCI:0009:01:00): " + text);
        assertThat(s.action()).isEqualTo(action);
        assertThat(s.severity()).isEqualTo(severity);
    }

    @Test
    void theActionThatXid154NamesIsTaken() {
        Signal s = Heard.line(
                "NVRM: Xid (PCI:0009:01:00): 154, GPU recovery action changed from 0x0 (None) to 0x4 (Drain and Reset)");
        assertThat(s.action()).isEqualTo("DRAIN_AND_RESET");
        assertThat(Heard.line(
                                "NVRM: Xid (PCI:0019:01:00): 154, GPU recovery action changed from 0x4 (Drain and Reset) to 0x1 (GPU Reset Required)")
                        .action())
                .isEqualTo("RESET_GPU");
    }

    @Test
    void anSxidTakesItsContinuationsWithIt() {
        SignalReading reading = Heard.text("""
                nvidia-nvswitch3: SXid (PCI:0000:05:00.0): 20034, Fatal, Link 30 LTSSM Fault Up
                nvidia-nvswitch3: SXid (PCI:0000:05:00.0): 20034, Severity 1 Engine instance 30 Sub-engine instance 00
                nvidia-nvswitch3: SXid (PCI:0000:05:00.0): 20034, Data {0x50610002, 0x10100030}
                nvidia-nvswitch3: SXid (PCI:0000:05:00.0): 12028, Non-fatal, Link 32 egress non-posted PRIV error (First)
                nvidia-nvswitch3: SXid (PCI:0000:05:00.0): 10002, Severity 5 Engine instance 00 Sub-engine instance 00
                nvidia-nvswitch3: SXid (PCI:0000:05:00.0): 77777, Fatal, Link 1 who knows
                """, Optional.of("kernel"));
        assertThat(reading.events().stream().map(e -> e.code() + " " + e.severity() + " " + e.attribute("link")))
                .containsExactly("20034 FATAL 30", "12028 WARNING 32", "10002 WARNING ", "77777 FATAL 1");
        assertThat(reading.events().getFirst().attribute("data")).contains("0x50610002");
        assertThat(reading.events().getFirst().raw().lines()).hasSize(3);
        assertThat(reading.warnings()).anyMatch(w -> w.contains("77777"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "mlx5_core 0000:5c:00.0: Port module event[error]: module 0, Cable error, High Temperature|mlx5|PORT_MODULE_CABLE_ERROR_HIGH_TEMPERATURE",
                "mlx5_core 0000:41:00.1: Port module event: module 1, Cable unplugged|mlx5|PORT_MODULE_CABLE_UNPLUGGED",
                "mlx5_core 0000:5c:00.0: mlx5_pcie_event:299:(pid 268269): Detected insufficient power on the PCIe slot (27W).|mlx5|PCI_POWER_INSUFFICIENT",
                "mlx5_core 0000:5c:00.0: mlx5_cmd_out_err:838:(pid 1441871): ACCESS_REG(0x805) op_mod(0x1) failed, status bad operation(0x2)|mlx5|ACCESS_REG_FAILED",
                "pt_main_thread[2536443]: segfault at 7f797fe00000 ip 00007f7c7ac69996 sp 00007f7c12fd7c30 error 4 in libnccl.so.2[7f7c7ac00000+d3d3000]|nccl|SEGFAULT",
                "Kernel panic - not syncing: Fatal exception|kernel|PANIC"
            })
    void whatElseConcernsHealthHasACode(String message, String kind, String code) {
        Signal s = Heard.line("[ 12.5] " + message);
        assertThat(s.kind() + " " + s.code()).isEqualTo(kind + " " + code);
    }

    @Test
    void whatCannotBeReadOrIsUnknownIsTold() {
        SignalReading reading = Heard.text(
                "NVRM: Xid (invalid): 79, x\nNVRM: Xid error: xyz, invalid data\nNVRM: Xid (PCI:0000:05:00): 99999, unknown error\n");
        assertThat(reading.events()).singleElement().satisfies(e -> {
            assertThat(e.mnemonic()).isEqualTo("UNKNOWN_XID");
            assertThat(e.severity()).isEqualTo(Severity.WARNING);
        });
        assertThat(reading.warnings()).hasSize(3);
    }

    @Test
    void anExactRepeatIsKeptMarkedAndTold() {
        SignalReading reading =
                Heard.text("Oct 01 13:00:00 h kernel: " + XID + "\nOct 01 13:00:00 h kernel: " + XID + "\n");
        assertThat(reading.events().stream().map(e -> e.attribute("duplicate"))).isEqualTo(List.of("", "true"));
        assertThat(reading.warnings()).anyMatch(w -> w.startsWith("line 2: repeats line 1"));
    }

    @Test
    void realLogsGiveWhatTheirAuthorsFound() throws Exception {
        assertThat(Heard.shared("health/gpud-kmsg.1.log").events()).isEmpty();
        assertThat(Heard.shared("health/gpud-pstore-dmesg.txt").events().stream()
                        .map(Signal::code))
                .contains("PANIC", "PORT_MODULE_CABLE_UNPLUGGED");
        assertThat(Heard.shared("health/gpud-fabricmanager.log").events())
                .singleElement()
                .satisfies(e -> {
                    assertThat(e.code()).isEqualTo("12028");
                    assertThat(e.time()).contains(Instant.parse("2025-02-27T15:10:02Z"));
                    assertThat(e.attribute("link")).isEqualTo("61");
                });
    }
}
