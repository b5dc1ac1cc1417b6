/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.health.read;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.plimsoll.health.sample.Snappy;
import io.plimsoll.model.BadInputException;
import io.plimsoll.testkit.Seeds;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** Whatever bytes come, a reader gives signals and warnings or refuses; it never breaks and never runs away. */
class HostileSignalsTest {

    private static final List<byte[]> SEEDS = List.of(
            text("""
                    Oct 01 13:00:00 h kernel: [1.5] NVRM: Xid (PCI:0009:01:00): 149, NETIR_LINK_EVT  Fatal   XC0 i0 Link 01 (0x021425c6 0x0)
                    nvidia-nvswitch3: SXid (PCI:0000:05:00.0): 20034, Fatal, Link 30 LTSSM Fault Up
                    nvidia-nvswitch3: SXid (PCI:0000:05:00.0): 20034, Data {0x5}
                    <4>1 2025-02-23T16:24:18.003Z g kernel - - [x@1 a="b ] c"] NVRM: Xid (PCI:0009:01:00): 154, GPU recovery action changed from 0x0 (None) to 0x4 (Drain and Reset)
                    6,3964,206764307,-;NVRM: The NVIDIA GPU 0000:18:00.0
                    {"MESSAGE":"NVRM: Xid (PCI:0000:05:00): 94, pid=3, name=a, C","_BOOT_ID":"a"}
                    """),
            Bodies.one(
                    List.of(new Bodies.Series(List.of("__name__", "DCGM_FI_DEV_XID_ERRORS", "Hostname", "n1"), 79, 1))),
            Bodies.two(
                    List.of(new Bodies.Series(List.of("__name__", "DCGM_FI_DEV_XID_ERRORS", "Hostname", "n1"), 79, 1))),
            Bodies.otlp("n", "m", "1", 2, 3),
            text(
                    "{\"resourceMetrics\":[{\"resource\":{\"attributes\":[]},\"scopeMetrics\":[{\"metrics\":[{\"name\":\"a\",\"gauge\":{\"dataPoints\":[{\"asInt\":\"3\"}]}}]}]}]}"),
            text(
                    "{\"version\":1,\"events\":[{\"checkName\":\"SysLogsXIDError\",\"errorCode\":[\"79\"],\"nodeName\":\"n\",\"componentClass\":\"GPU\"}]}"),
            text(
                    "{\"@odata.id\":\"/redfish/v1/x\",\"Members\":[{\"Message\":\"XID 79\",\"Severity\":\"Critical\",\"Created\":\"2026-01-01T00:00:00Z\"}]}"),
            text("NodeName=gpu001 State=IDLE+DRAIN\n  Reason=a [root@2025-10-01T12:00:00]\n"),
            text("PARTITION AVAIL  TIMELIMIT  NODES  STATE NODELIST\ngpu*   up infinite 2 drain gpu[001-002]\n"),
            text("# TYPE a gauge\na{b=\"c\\\"\"} 1 2\n"),
            text(
                    "{\"apiVersion\":\"v1\",\"kind\":\"Node\",\"metadata\":{\"name\":\"n\"},\"spec\":{\"unschedulable\":true},\"status\":{\"conditions\":[{\"type\":\"XidCriticalError\",\"status\":\"True\",\"reason\":\"{\\\"31\\\":true}\"}]}}"),
            text(
                    "[Feb 27 2025 15:10:02] [ERROR] [tid 12727] detected NVSwitch non-fatal error 12028 on fid 0 on NVSwitch pci bus id 00000000:86:00.0 physical id 3 port 61\n"));

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void damagedInputIsReadOrRefusedInEveryFormat() {
        List<String> formats = SignalReaders.formats();
        Seeds.forAll(1_500, (random, seed) -> {
            byte[] bytes = damaged(SEEDS.get(random.nextInt(SEEDS.size())), random);
            check(bytes, Optional.empty());
            check(bytes, Optional.of(formats.get(random.nextInt(formats.size()))));
        });
    }

    @FuzzTest(maxDuration = "30s")
    void anyBytesAreReadOrRefused(byte[] bytes) {
        check(bytes, Optional.empty());
        SignalReaders.formats().forEach(format -> check(bytes, Optional.of(format)));
    }

    @Test
    void snappyGivesBackWhatWasPackedAndRefusesWhatIsCut() {
        Seeds.forAll(100, (random, seed) -> {
            byte[] in = new byte[random.nextInt(200_000)];
            random.nextBytes(in);
            byte[] packed = Snappy.literal(in);
            Snappy snappy = new Snappy();
            assertThat(snappy.decode(packed, packed.length)).hasValue(in.length);
            assertThat(Arrays.copyOf(snappy.output(), in.length)).isEqualTo(in);
            if (in.length > 0) {
                assertThat(snappy.decode(packed, packed.length - 1)).isEmpty();
            }
        });
        Snappy snappy = new Snappy();
        byte[] overlap = {12, 0, 'a', (byte) ((10 << 2) | 2), 1, 0};
        assertThat(snappy.decode(overlap, overlap.length)).hasValue(12);
        assertThat(new String(snappy.output(), 0, 12, StandardCharsets.UTF_8)).isEqualTo("aaaaaaaaaaaa");
    }

    private static void check(byte[] bytes, Optional<String> format) {
        try {
            SignalReading reading = Heard.bytes(bytes, format);
            assertThat(reading.events()).allMatch(e -> e.kind() != null && e.code() != null);
        } catch (BadInputException e) {
            assertThat(e.problems()).isNotEmpty();
        }
    }

    private static byte[] damaged(byte[] original, RandomGenerator random) {
        byte[] bytes = original.clone();
        for (int i = random.nextInt(1, 6); i > 0 && bytes.length > 1; i--) {
            int at = random.nextInt(bytes.length);
            int end = Math.min(bytes.length, at + random.nextInt(1, 40));
            switch (random.nextInt(4)) {
                case 0 -> bytes[at] = (byte) random.nextInt(256);
                case 1 -> bytes = Arrays.copyOf(bytes, at);
                case 2 -> bytes = joined(Arrays.copyOf(bytes, at), Arrays.copyOfRange(bytes, end, bytes.length));
                default -> bytes = joined(Arrays.copyOf(bytes, end), Arrays.copyOfRange(bytes, at, bytes.length));
            }
        }
        return bytes;
    }

    private static byte[] joined(byte[] a, byte[] b) {
        byte[] out = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, out, a.length, b.length);
        return out;
    }
}
