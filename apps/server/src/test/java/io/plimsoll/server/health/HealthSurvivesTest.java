/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.server.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.health.Signal;
import io.plimsoll.health.engine.Decision;
import io.plimsoll.health.engine.Engine;
import io.plimsoll.health.engine.HealthState;
import io.plimsoll.health.engine.StateCodec;
import io.plimsoll.model.AssuranceLevel;
import io.plimsoll.postgres.Database;
import io.plimsoll.postgres.DatabaseConfig;
import io.plimsoll.postgres.HealthIncidentRow;
import io.plimsoll.postgres.HealthUndecided;
import io.plimsoll.postgres.Site;
import io.plimsoll.postgres.Stamp;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An engine that meets what it cannot decide on says so and goes on. */
class HealthSurvivesTest {

    @TempDir
    static Path folder;

    private static Database record;

    @BeforeAll
    static void open() {
        record = Database.open(DatabaseConfig.embedded(folder));
    }

    @AfterAll
    static void close() {
        record.close();
    }

    private static Site site(String name) {
        return record.sites()
                .create(
                        new Stamp("test", Instant.now()),
                        name,
                        "Test",
                        "Europe/Oslo",
                        false,
                        AssuranceLevel.IDENTITY_BOTH_ENDS);
    }

    /** An engine that fails on the lines of one process, as a rule with a fault of its own would. */
    private static UnaryOperator<EngineRun.Steps> failing(AtomicBoolean clockToo) {
        return engine -> new EngineRun.Steps() {
            @Override
            public HealthState clock(HealthState state, long now, Consumer<Decision> to) {
                if (clockToo.get() && state.nextDue() <= now) {
                    throw new IllegalStateException("this wait is over, and nobody knows why");
                }
                return engine.clock(state, now, to);
            }

            @Override
            public Engine.Stepped step(HealthState state, Signal signal) {
                if (signal.raw().contains("pid=666")) {
                    throw new ArithmeticException("a rate over no time");
                }
                return engine.step(state, signal);
            }
        };
    }

    private static void send(HealthSites sites, Site site, String lines) {
        try {
            sites.hear(
                    site,
                    new ByteArrayInputStream(lines.getBytes(StandardCharsets.UTF_8)),
                    Optional.empty(),
                    "",
                    "test");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        sites.of(site).settle();
    }

    private static String xid(String node, int code, String pid) {
        return Instant.now() + " " + node + " kernel: NVRM: Xid (PCI:0000:05:00): " + code + ", pid=" + pid
                + ", name=x, GPU has fallen off the bus.\n";
    }

    private static List<String> nodes(Site site) {
        return record.health().incidents(site.name(), false, Long.MAX_VALUE, 100).reversed().stream()
                .map(HealthIncidentRow::node)
                .toList();
    }

    private static byte[] bytes(HealthSite engine) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            StateCodec.write(engine.standing().state(), out);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return out.toByteArray();
    }

    @Test
    void aSignalThatCannotBeDecidedOnIsSetAsideWithItsErrorAndTheOthersAreDecided() {
        Site site = site("poison");
        byte[] state;
        try (HealthSites sites =
                new HealthSites(record, InstantSource.system(), List.of(), failing(new AtomicBoolean()))) {
            send(sites, site, xid("a", 79, "1") + xid("b", 79, "666") + xid("c", 79, "2"));
            send(sites, site, xid("d", 79, "3"));
            assertThat(nodes(site)).containsExactly("a", "c", "d");
            assertThat(sites.of(site).standing().stuck()).isEmpty();
            List<HealthUndecided> aside = record.health().undecided("poison", 0, 10);
            assertThat(aside).hasSize(1);
            assertThat(aside.getFirst().node()).isEqualTo("b");
            assertThat(aside.getFirst().error()).isEqualTo("ArithmeticException: a rate over no time");
            assertThat(record.health().undecided("poison")).isEqualTo(1);
            state = bytes(sites.of(site));
        }
        try (HealthSites mended = new HealthSites(record, InstantSource.fixed(Instant.EPOCH))) {
            long last = record.health().batches("poison", 0, 100).getLast().id();
            await(mended.of(site), last);
            assertThat(bytes(mended.of(site)))
                    .as("built anew, it passes over what was set aside")
                    .isEqualTo(state);
        }
        assertThat(nodes(site)).containsExactly("a", "c", "d");
    }

    private static void await(HealthSite engine, long batch) {
        Instant end = Instant.now().plusSeconds(20);
        while (engine.standing().done() < batch && Instant.now().isBefore(end)) {
            java.util.concurrent.locks.LockSupport.parkNanos(5_000_000);
        }
    }

    @Test
    void aWaitThatCannotBeJudgedDoesNotStopTheClock() {
        Site site = site("clock");
        AtomicBoolean broken = new AtomicBoolean();
        try (HealthSites sites = new HealthSites(record, InstantSource.system(), List.of(), failing(broken))) {
            String soon =
                    Instant.now().minusSeconds(3_600) + " a kernel: NVRM: Xid (PCI:0000:05:00): 43, pid=1, name=x\n";
            send(sites, site, soon);
            broken.set(true);
            send(sites, site, xid("b", 79, "1"));
            send(sites, site, xid("c", 79, "1"));
            assertThat(nodes(site)).contains("b", "c");
            assertThat(sites.of(site).standing().stuck()).isEmpty();
        }
    }

    @Test
    void aLineWithAZeroCharacterIsDecidedOnAsAnyOther() {
        Site site = site("zero");
        try (HealthSites sites = new HealthSites(record, InstantSource.system())) {
            send(sites, site, xid("a", 79, "1\0") + xid("b", 79, "2"));
            assertThat(nodes(site)).containsExactly("a", "b");
            assertThat(record.health().undecided("zero")).isZero();
        }
    }

    @Test
    void aRequestWhoseContentCannotBeReadAnyMoreIsToldAndPassedOver() {
        Site site = site("torn");
        try (HealthSites sites = new HealthSites(record, InstantSource.system())) {
            send(sites, site, xid("a", 79, "1"));
        }
        var kept = record.health().batches("torn", 0, 10).getFirst();
        record.health()
                .hear(
                        new Stamp("test", Instant.now()),
                        "torn",
                        List.of(new io.plimsoll.postgres.HealthBatch(
                                0,
                                kept.receivedAt(),
                                kept.clock(),
                                kept.format(),
                                kept.sentBy(),
                                kept.rules(),
                                kept.topology(),
                                3,
                                0,
                                new byte[] {1, 2, 3})));
        try (HealthSites sites = new HealthSites(record, InstantSource.system())) {
            send(sites, site, xid("b", 79, "1"));
            assertThat(nodes(site)).containsExactly("a", "b");
            assertThat(record.health().undecided("torn")).isEqualTo(3);
        }
    }
}
