/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.fabric.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.model.BadInputException;
import io.plimsoll.testkit.Seeds;
import io.plimsoll.testkit.SharedData;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** A damaged dump is refused in words or read whole; it never ends in another exception. */
final class DumpMutationTest {

    private static final List<String> FILES = List.of(
            "fabric/superbench.ibnetdiscover", "fabric/netq-topology-graph.json", "fabric/single-hca.ibnetdiscover");

    @Test
    void mutatedDumpsAreReadOrRefused() throws IOException {
        for (String file : FILES) {
            byte[] original = Files.readAllBytes(SharedData.require(file));
            Seeds.forAll(300, (random, seed) -> readOrRefuse(mutated(original, random)));
        }
    }

    private static byte[] mutated(byte[] original, RandomGenerator random) {
        byte[] bytes = original.clone();
        int changes = 1 + random.nextInt(8);
        for (int i = 0; i < changes; i++) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(4)) {
                case 0 -> bytes[at] = (byte) random.nextInt(256);
                case 1 -> bytes = Arrays.copyOf(bytes, Math.max(1, at));
                case 2 -> bytes[at] = bytes[random.nextInt(bytes.length)];
                default -> {
                    int length = Math.min(200, Math.min(bytes.length - at, bytes.length));
                    System.arraycopy(bytes, at, bytes, random.nextInt(bytes.length - length + 1), length);
                }
            }
        }
        return bytes;
    }

    static void readOrRefuse(byte[] bytes) throws IOException {
        try {
            assertThat(ObservedReader.read(new ByteArrayInputStream(bytes), "dump", Optional.empty())
                            .links())
                    .isNotEmpty();
        } catch (BadInputException e) {
            assertThat(e.problems())
                    .isNotEmpty()
                    .allMatch(p -> p.source().equals("dump") && !p.expected().isEmpty());
        }
    }

    @Test
    void neighboursInBothShapesOfLldpctlAreReadAlike() throws IOException {
        String collapsed = """
                {"lldp": {"interface": {"eth0": {"via": "LLDP", "chassis": {"leaf1": {"id": {"type": "mac", "value": "aa:bb"},
                  "capability": [{"type": "Bridge", "enabled": true}]}}, "port": {"id": {"type": "ifname", "value": "swp1"}}}}}}
                """;
        String arrays = """
                {"lldp": [{"interface": [{"name": "eth0", "chassis": [{"id": [{"type": "mac", "value": "aa:bb"}],
                  "name": [{"value": "leaf1"}], "capability": [{"type": "Bridge", "enabled": true}]}],
                  "port": [{"id": [{"type": "ifname", "value": "swp1"}]}]}]}]}
                """;
        for (String text : List.of(collapsed, arrays)) {
            var fabric = ObservedReader.read(
                    new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), "dir/n1.json", Optional.empty());
            assertThat(fabric.devices()).extracting("description").containsExactly("n1", "leaf1");
            assertThat(fabric.links())
                    .singleElement()
                    .matches(l -> l.portA().equals("eth0") && l.portB().equals("swp1"));
        }
    }

    @Test
    void readsANetqGraph() throws IOException {
        try (var in = Files.newInputStream(SharedData.require("fabric/netq-topology-graph.json"))) {
            var fabric = ObservedReader.read(in, "netq.json", Optional.empty());
            assertThat(fabric.format()).isEqualTo("netq");
            assertThat(fabric.links()).hasSizeGreaterThan(10);
        }
    }
}
