/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.health.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plimsoll.health.Severity;
import io.plimsoll.health.Signal;
import io.plimsoll.health.rules.RuleSetReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class StateCodecTest {

    private static final Instant START = Instant.parse("2026-11-01T00:00:00Z");
    private static final String[][] CODES = {
        {"xid", "79", "FATAL"},
        {"xid", "48", "FATAL"},
        {"xid", "45", "WARNING"},
        {"xid", "163", "WARNING"},
        {"xid", "94", "WARNING"},
        {"mlx5", "LINK_DOWN", "WARNING"},
        {"mlx5", "LINK_UP", "INFO"},
        {"metric", "DCGM_FI_DEV_GPU_TEMP", "INFO"},
        {"remedy", "DONE", "INFO"},
        {"test", "PASS", "INFO"}
    };

    private static List<Signal> storm(long seed, int count) {
        Random random = new Random(seed);
        List<Signal> all = new ArrayList<>();
        Instant at = START;
        for (int i = 0; i < count; i++) {
            at = at.plusMillis(random.nextInt(90_000));
            String[] code = CODES[random.nextInt(CODES.length)];
            boolean node = code[0].equals("remedy") || code[0].equals("test");
            all.add(new Signal(
                    Optional.of(at),
                    "n" + random.nextInt(40),
                    node ? "" : "PCI:0000:0" + random.nextInt(8) + ":00",
                    code[0],
                    code[1],
                    code[1],
                    Severity.valueOf(code[2]),
                    code[1].equals("79") ? "RESTART_BM" : "RESET_GPU",
                    code[1] + " " + i,
                    Map.of("serial", "S" + random.nextInt(60), "value", "70")));
        }
        return all;
    }

    private static Topology topology() {
        List<Topology.Place> places = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            places.add(new Topology.Place("n" + i, 8, List.of("rack:r" + i / 8, "leaf:l" + i / 16), "t" + i / 20));
        }
        return Topology.of(places, Map.of("t0", 18));
    }

    private static byte[] bytes(HealthState state) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        StateCodec.write(state, out);
        return out.toByteArray();
    }

    @Test
    void anEngineThatWasStoppedAnywhereDecidesAsOneThatNeverWas() throws IOException {
        Engine engine = new Engine(topology(), RuleSetReader.SHIPPED);
        List<Signal> signals = storm(7, 3_000);
        Engine.Stepped whole = engine.run(HealthState.EMPTY, signals);
        assertThat(whole.decisions()).hasSizeGreaterThan(100);
        for (int cut : new int[] {0, 1, 700, 1_999, 2_999}) {
            Engine.Stepped first = engine.run(HealthState.EMPTY, signals.subList(0, cut));
            HealthState again = StateCodec.read(new ByteArrayInputStream(bytes(first.state())));
            assertThat(bytes(again)).isEqualTo(bytes(first.state()));
            Engine.Stepped second =
                    new Engine(topology(), RuleSetReader.SHIPPED).run(again, signals.subList(cut, 3_000));
            List<Decision> both = new ArrayList<>(first.decisions());
            both.addAll(second.decisions());
            assertThat(both).as("cut at " + cut).isEqualTo(whole.decisions());
            assertThat(bytes(second.state())).isEqualTo(bytes(whole.state()));
        }
    }

    @Test
    void aDamagedStateIsRefused() throws IOException {
        byte[] whole = bytes(new Engine(topology(), RuleSetReader.SHIPPED)
                .run(HealthState.EMPTY, storm(3, 50))
                .state());
        byte[] other = whole.clone();
        other[3] = 9;
        assertThatThrownBy(() -> StateCodec.read(new ByteArrayInputStream(other)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("version 9");
        assertThatThrownBy(() -> StateCodec.read(new ByteArrayInputStream(whole, 0, whole.length - 40)))
                .isInstanceOf(IOException.class);
    }
}
