/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.twin.site;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.fabric.FabricPlan;
import io.plimsoll.fabric.RepairOrder;
import io.plimsoll.model.Sha256;
import io.plimsoll.twin.engine.VirtualClock;
import io.plimsoll.twin.truth.Rates;
import io.plimsoll.twin.truth.SiteShape;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimulatedSiteTest {

    private static final VirtualClock CLOCK = new VirtualClock(Instant.parse("2026-11-01T00:00:00Z"));
    private static final long DAY = 86_400;
    private static final FabricPlan PLAN = SitePlan.of(512);

    @Test
    void theSameSeedGivesTheSameEventsWhateverTheNumberOfThreads() {
        String alone = fingerprint(7, 1);
        assertThat(fingerprint(7, 8)).isEqualTo(alone);
        assertThat(fingerprint(8, 1)).isNotEqualTo(alone);
    }

    @Test
    void aSiteWithoutFaultsComesUpWithoutARepairOrder() {
        Run run = new Run(1, 2, Rates.shipped().withoutFaults());
        run.site.runUntil(4 * DAY);

        assertThat(run.record.state.values().stream().filter("ACCEPTED"::equals))
                .hasSize(64);
        assertThat(run.lines).noneMatch(l -> l.startsWith("FINDING"));
        assertThat(run.site.state().certificates()).isEqualTo(64);
    }

    @Test
    void aSiteWithFaultsComesUpAfterRepairs() {
        Run run = new Run(3, 2, manyFaults());
        run.site.runUntil(20 * DAY);

        assertThat(run.record.state.values().stream().filter("ACCEPTED"::equals))
                .hasSize(64);
        assertThat(run.record.kinds)
                .contains(
                        RepairOrder.Kind.MISSING,
                        RepairOrder.Kind.NODE_SWAP_ON_RAIL,
                        RepairOrder.Kind.CROSSED_RAILS,
                        RepairOrder.Kind.ROTATION,
                        RepairOrder.Kind.DARK_NODE,
                        RepairOrder.Kind.IDENTITY_GAP,
                        RepairOrder.Kind.WRONG_SPEED);
    }

    private static Rates manyFaults() {
        return Rates.shipped()
                .with("cable.unseated", 0.01)
                .with("cable.node-swap", 0.01)
                .with("cable.crossed-rails", 0.01)
                .with("cable.rotation", 0.005)
                .with("cable.crossed-twin", 0.01)
                .with("cable.spine-swap", 0.01)
                .with("module.dead", 0.01)
                .with("node.dark", 0.1);
    }

    @Test
    void aRestartFromACheckpointAtAnySliceTellsTheRecordTheSame(@TempDir Path dir) {
        Run whole = new Run(5, 1, Rates.shipped());
        whole.site.runUntil(2 * DAY);

        Run broken = new Run(5, 1, Rates.shipped(), new Checkpoint(dir.resolve("state")));
        for (long day = 1; day <= 8; day++) {
            broken.site.runUntil(day * DAY / 4);
            broken.restart();
        }
        assertThat(broken.record.state).isEqualTo(whole.record.state);
        assertThat(new java.util.LinkedHashSet<>(broken.record.calls)
                        .stream().filter(c -> !c.startsWith("tick")).toList())
                .isEqualTo(whole.record.calls.stream()
                        .filter(c -> !c.startsWith("tick"))
                        .toList());
    }

    @Test
    void aWaiverEndsByItselfAndItsNodesComeBackAfterARepairAlsoOverRestarts(@TempDir Path dir) {
        Rates rates = manyWrongGpus();
        Run whole = new Run(5, 1, rates);
        whole.site.runUntil(8 * DAY);
        Run broken = new Run(5, 1, rates, new Checkpoint(dir.resolve("state")));
        for (long part = 1; part <= 16; part++) {
            broken.site.runUntil(part * DAY / 2);
            broken.restart();
        }

        assertThat(waiverLines(whole)).anyMatch(l -> l.contains("waiver 1 for gpu-burn ended: 24 GPUs no longer fit"));
        assertThat(waiverLines(broken)).isEqualTo(waiverLines(whole));
        assertThat(broken.record.state).isEqualTo(whole.record.state);
        assertThat(whole.record.calls.stream().filter(c -> c.startsWith("bring back")))
                .hasSize(3);
        SiteState state = whole.site.state();
        assertThat(state.waivers().getFirst().nodes())
                .hasSize(3)
                .allMatch(n -> state.work(n) == NodeWork.ACCEPTED && !state.waived[n]);
    }

    private static Rates manyWrongGpus() {
        return Rates.shipped()
                .with("defect.node", 0.3)
                .with("defect.seen", 1)
                .with("defect.kind.nic", 0)
                .with("defect.kind.copy", 0)
                .with("defect.kind.collective", 0);
    }

    private static List<String> waiverLines(Run run) {
        return run.lines.stream().filter(l -> l.startsWith("WAIVER")).distinct().toList();
    }

    private static String fingerprint(long seed, int threads) {
        Run run = new Run(seed, threads, Rates.shipped());
        run.site.runUntil(3 * DAY);
        List<String> calls = new ArrayList<>(run.record.calls);
        calls.sort(null);
        return Sha256.of(String.join("\n", calls) + String.join("\n", run.lines))
                .hex();
    }

    /** A site with its record in memory. */
    private static final class Run {
        final RecordInMemory record = new RecordInMemory(PLAN);
        final List<String> lines = new ArrayList<>();
        private final long seed;
        private final Rates rates;
        private final ExecutorService threads;
        private final java.util.Optional<Checkpoint> checkpoint;
        SimulatedSite site;

        Run(long seed, int threads, Rates rates) {
            this(seed, threads, rates, java.util.Optional.empty());
        }

        Run(long seed, int threads, Rates rates, Checkpoint checkpoint) {
            this(seed, threads, rates, java.util.Optional.of(checkpoint));
        }

        private Run(long seed, int threads, Rates rates, java.util.Optional<Checkpoint> checkpoint) {
            this.seed = seed;
            this.rates = rates;
            this.checkpoint = checkpoint;
            this.threads =
                    Executors.newFixedThreadPool(threads, Thread.ofVirtual().factory());
            this.site = site(SimulatedSite.newState(new SiteShape(PLAN)));
        }

        /** Forgets what is in memory and goes on from the last checkpoint, as after a kill. */
        void restart() {
            site = site(checkpoint.orElseThrow().load(new SiteShape(PLAN)).orElseThrow());
            site.recover();
        }

        private SimulatedSite site(SiteState state) {
            return new SimulatedSite(
                    state,
                    SimulatedSite.Setting.of(PLAN, rates, seed, CLOCK, state.truth()),
                    record,
                    (at, kind, text) -> lines.add(kind + " " + VirtualClock.day(at) + " " + text),
                    s -> checkpoint.ifPresent(c -> c.save(s)),
                    threads);
        }
    }
}
