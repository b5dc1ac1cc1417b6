/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.read;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.plimsoll.acceptance.Measurement;
import io.plimsoll.acceptance.Reading;
import io.plimsoll.acceptance.plan.TestPlanReader;
import io.plimsoll.acceptance.plan.TestPlans;
import io.plimsoll.model.BadInputException;
import io.plimsoll.testkit.Seeds;
import io.plimsoll.testkit.SharedData;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whatever bytes come, a reader gives a reading of finite numbers or refuses; it never breaks. */
class HostileLogsTest {

    @Test
    void aLogWithRandomDamageIsReadOrRefused() {
        List<String> formats = ToolReaders.formats();
        Seeds.forAll(1_200, (random, seed) -> {
            List<String> all =
                    Stream.concat(Logs.ALL.stream(), MoreLogs.ALL.stream()).toList();
            String log = all.get(random.nextInt(all.size()));
            byte[] bytes = damaged(log.getBytes(StandardCharsets.UTF_8), random);
            check(bytes, Optional.empty());
            check(bytes, Optional.of(formats.get(random.nextInt(formats.size()))));
        });
    }

    @Test
    void aRealLogWithRandomDamageIsReadOrRefused() throws Exception {
        List<byte[]> logs = new ArrayList<>();
        try (Stream<Path> files = Files.list(SharedData.require("acceptance"))) {
            for (Path file : files.sorted().filter(f -> sizeOf(f) < 20_000).toList()) {
                logs.add(Files.readAllBytes(file));
            }
        }
        Seeds.forAll(300, (random, seed) -> {
            byte[] bytes = damaged(logs.get(random.nextInt(logs.size())), random);
            check(bytes, Optional.empty());
        });
    }

    private static long sizeOf(Path file) {
        return file.toFile().length();
    }

    @Test
    void aPlanWithRandomDamageIsReadOrRefused() throws Exception {
        byte[] plan;
        try (InputStream in = TestPlans.class.getResourceAsStream("node-bringup.yaml")) {
            plan = java.util.Objects.requireNonNull(in).readAllBytes();
        }
        Seeds.forAll(300, (random, seed) -> {
            try {
                TestPlanReader.read(new ByteArrayInputStream(damaged(plan, random)), "plan.yaml");
            } catch (BadInputException e) {
                assertThat(e.problems()).isNotEmpty();
            }
        });
    }

    @FuzzTest(maxDuration = "30s")
    void anyBytesAreReadOrRefused(byte[] bytes) throws IOException {
        readAll(bytes);
    }

    private static void readAll(byte[] bytes) throws IOException {
        check(bytes, Optional.empty());
        for (String format : ToolReaders.formats()) {
            check(bytes, Optional.of(format));
        }
    }

    private static void check(byte[] bytes, Optional<String> format) throws IOException {
        try {
            Reading reading = ToolReaders.read(new ByteArrayInputStream(bytes), "fuzz.log", format);
            assertThat(reading.measurements()).allMatch((Measurement m) -> Double.isFinite(m.value()));
        } catch (BadInputException e) {
            assertThat(e.problems()).isNotEmpty();
        }
    }

    /** Flips, cuts, doubles or inserts a few pieces. */
    private static byte[] damaged(byte[] original, RandomGenerator random) {
        byte[] bytes = original;
        for (int i = random.nextInt(1, 6); i > 0 && bytes.length > 1; i--) {
            int at = random.nextInt(bytes.length);
            int length = Math.min(bytes.length - at, random.nextInt(1, 60));
            bytes = switch (random.nextInt(5)) {
                case 0 -> {
                    byte[] copy = bytes.clone();
                    copy[at] = (byte) random.nextInt(256);
                    yield copy;
                }
                case 1 -> Arrays.copyOf(bytes, at);
                case 2 -> joined(Arrays.copyOf(bytes, at), Arrays.copyOfRange(bytes, at + length, bytes.length));
                case 3 -> joined(Arrays.copyOf(bytes, at + length), Arrays.copyOfRange(bytes, at, bytes.length));
                default ->
                    joined(
                            joined(
                                    Arrays.copyOf(bytes, at),
                                    "-99999999999999999999e99 ".getBytes(StandardCharsets.UTF_8)),
                            Arrays.copyOfRange(bytes, at, bytes.length));
            };
        }
        return bytes;
    }

    private static byte[] joined(byte[] a, byte[] b) {
        byte[] out = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, out, a.length, b.length);
        return out;
    }
}
