/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.slurm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.plimsoll.acceptance.campaign.run.LaunchFailedException;
import io.plimsoll.acceptance.campaign.run.LaunchHandle;
import io.plimsoll.acceptance.campaign.run.LaunchState;
import io.plimsoll.acceptance.campaign.run.Leftover;
import io.plimsoll.acceptance.campaign.run.NodeLog;
import io.plimsoll.acceptance.campaign.run.TaskOrder;
import io.plimsoll.testkit.RealSlurm;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SlurmLauncherTest {

    private static final String[] NODES = {"n1", "n2", "n3", "gpu-7"};
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private static RealSlurm slurm;
    private static SlurmConfig config;
    private final SlurmLauncher launcher = launcher();

    @BeforeAll
    static void begin() throws Exception {
        slurm = RealSlurm.start(NODES);
        Path spool = Files.createDirectory(slurm.folder().resolve("our spool"));
        config = SlurmConfig.of(spool).withConf(slurm.conf());
    }

    @AfterAll
    static void end() {
        if (slurm != null) {
            slurm.close();
        }
    }

    @AfterEach
    void giveAllBack() throws Exception {
        for (String node : NODES) {
            launcher.resume(node, "the test is over");
        }
    }

    private static SlurmLauncher launcher() {
        return new SlurmLauncher(config, Clock.systemUTC());
    }

    private static TaskOrder order(String campaign, String task, String tool, String... nodes) {
        return new TaskOrder(
                campaign,
                task,
                1,
                "a-test",
                "host",
                tool,
                List.of(nodes),
                Duration.ofSeconds(5),
                Duration.ofSeconds(60));
    }

    private LaunchState end(LaunchHandle handle) throws Exception {
        LaunchState[] last = new LaunchState[1];
        RealSlurm.await("the end of " + handle.key(), PATIENCE, () -> {
            try {
                last[0] = launcher.poll(handle);
                return !(last[0] instanceof LaunchState.Running);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        return last[0];
    }

    private LaunchState.Ended ended(LaunchHandle handle) throws Exception {
        LaunchState state = end(handle);
        assertThat(state).isInstanceOf(LaunchState.Ended.class);
        return (LaunchState.Ended) state;
    }

    private void awaitRunning(LaunchHandle handle) {
        RealSlurm.await(handle.key() + " runs", PATIENCE, () -> {
            try {
                return launcher.poll(handle).equals(new LaunchState.Running(true));
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private static String text(NodeLog log) {
        return new String(log.log(), StandardCharsets.UTF_8);
    }

    @Test
    void eachNodeGivesItsOwnLogAndItsOwnExitCode() throws Exception {
        String tool =
                "echo on $PLIMSOLL_NODE of $PLIMSOLL_NODES, led by $PLIMSOLL_LEADER; test $PLIMSOLL_NODE != n2 || exit 3";
        LaunchState.Ended ended = ended(launcher.start(order("c1", "all/of-them", tool, "n1", "n2", "gpu-7")));
        assertThat(ended.exitCode()).isEqualTo(3);
        assertThat(ended.logs())
                .extracting(log ->
                        log.node() + " " + log.exitCode() + " " + text(log).strip())
                .containsExactlyInAnyOrder(
                        "n1 0 on n1 of n1,n2,gpu-7, led by n1",
                        "n2 3 on n2 of n1,n2,gpu-7, led by n1",
                        "gpu-7 0 on gpu-7 of n1,n2,gpu-7, led by n1");
        assertThat(ended.logs()).allMatch(log -> !log.endedAt().isBefore(log.startedAt()));
    }

    @Test
    void aLogArrivesByteByByteWhateverIsInIt() throws Exception {
        String tool = "head -c 3000 /dev/zero | tr '\\0' x; printf '\\n0: @plimsoll end n1 0 5\\n+AAAA\\n'; "
                + "printf '\\0\\377\\r tail'; echo to stderr >&2; printf 'no newline'";
        NodeLog log =
                ended(launcher.start(order("c2", "bytes", tool, "n1"))).logs().getFirst();
        String expected =
                "x".repeat(3000) + "\n0: @plimsoll end n1 0 5\n+AAAA\n" + "\0\u00ff\r tail" + "to stderr\nno newline";
        assertThat(log.log()).isEqualTo(expected.getBytes(StandardCharsets.ISO_8859_1));
        assertThat(log.truncated()).isFalse();
    }

    @Test
    void anOrderThatIsGivenTwiceAtOnceRunsOnce() throws Exception {
        Path ran = Files.createTempFile(slurm.folder(), "ran", "");
        TaskOrder order = order("c3", "once", "echo ran >> " + ran, "n1");
        List<Callable<LaunchHandle>> starts = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            starts.add(() -> launcher().start(order));
        }
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<LaunchHandle> handle : threads.invokeAll(starts)) {
                ended(handle.get());
            }
        }
        ended(launcher.start(order));
        assertThat(ran).hasContent("ran");
    }

    @Test
    void theNextServerFindsWhatAKilledOneHadStarted() throws Exception {
        Path go = slurm.folder().resolve("go");
        LaunchHandle handle =
                launcher.start(order("c4", "adopt", "while [ ! -e " + go + " ]; do sleep 0.1; done; echo done", "n1"));
        awaitRunning(handle);
        SlurmLauncher next = launcher();
        assertThat(next.poll(handle)).isEqualTo(new LaunchState.Running(true));
        Files.createFile(go);
        assertThat(text(ended(handle).logs().getFirst())).isEqualTo("done\n");
        assertThat(next.poll(handle)).isInstanceOf(LaunchState.Ended.class);
    }

    @Test
    void aCancelledWorkloadIsGoneAndItsCampaignHasNothingLeft() throws Exception {
        LaunchHandle handle = launcher.start(order("c5", "long/of two", "sleep 600", "n1", "n2"));
        awaitRunning(handle);
        assertThat(launcher.proveGone("c5"))
                .extracting(Leftover::key, Leftover::nodes)
                .containsExactly(tuple("c5/long/of two/1", List.of("n1", "n2")));
        launcher.cancel(handle);
        assertThat(end(handle))
                .isInstanceOfSatisfying(
                        LaunchState.Lost.class,
                        lost -> assertThat(lost.reason()).contains("it was cancelled"));
        RealSlurm.await("nothing left", PATIENCE, () -> {
            try {
                return launcher.proveGone("c5").isEmpty();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        launcher.cancel(handle);
    }

    @Test
    void aTestThatOverstaysIsStoppedByItsNodeWithWhatItHadPrinted() throws Exception {
        TaskOrder order = new TaskOrder(
                "c6",
                "slow",
                1,
                "t",
                "p",
                "echo begun; sleep 600",
                List.of("n3"),
                Duration.ZERO,
                Duration.ofSeconds(1));
        NodeLog log = ended(launcher.start(order)).logs().getFirst();
        assertThat(log.exitCode()).isEqualTo(124);
        assertThat(text(log)).isEqualTo("begun\n");
    }

    @Test
    void aNodeThatDiesUnderATestMakesItLostAndNotFailed() throws Exception {
        LaunchHandle handle = launcher.start(order("c7", "dies", "sleep 600", "gpu-7"));
        awaitRunning(handle);
        slurm.killNode("gpu-7");
        try {
            assertThat(end(handle))
                    .isInstanceOfSatisfying(
                            LaunchState.Lost.class,
                            lost -> assertThat(lost.reason()).startsWith("0 of 1 nodes told their end"));
            assertThatThrownBy(() -> launcher.start(order("c7", "again", "true", "gpu-7")))
                    .isInstanceOf(LaunchFailedException.class)
                    .hasMessageContaining("gpu-7 is DOWN");
        } finally {
            slurm.startNode("gpu-7");
            RealSlurm.await(
                    "gpu-7 is back", PATIENCE, () -> slurm.sinfo("gpu-7").startsWith("idle"));
        }
    }

    @Test
    void aHeldNodeTakesNobodyElsesWorkAndIsFreeAfterwards() throws Exception {
        launcher.hold(List.of("n1", "n2"), "campaign c8");
        launcher.hold(List.of("n2", "n3"), "campaign c8");
        assertThat(slurm.run("scontrol", "-o", "show", "reservation"))
                .contains("ReservationName=plimsoll ", "Nodes=n[1-3] ", "MAINT");
        assertThatThrownBy(() -> slurm.run("srun", "--immediate=1", "-w", "n1", "true"))
                .hasMessageContaining("Unable to allocate");
        assertThat(ended(launcher.start(order("c8", "held", "true", "n1", "n3")))
                        .exitCode())
                .isZero();
        for (String node : List.of("n1", "n2", "n3")) {
            launcher.resume(node, "campaign c8 is over");
        }
        assertThat(slurm.run("scontrol", "show", "reservation")).contains("No reservations");
    }

    @Test
    void aFailedNodeIsDrainedWithOurReasonTestedAgainUnderReservationAndGivenBack() throws Exception {
        launcher.drain("n2", "campaign c9: stream FAIL\n[n2]");
        launcher.drain("n2", "another reason");
        assertThat(slurm.sinfo("n2")).isEqualTo("drained plimsoll: campaign c9: stream FAIL (n2)");
        assertThat(ended(launcher.start(order("c9", "again", "true", "n2"))).exitCode())
                .isZero();
        assertThatThrownBy(() -> slurm.run("srun", "--immediate=1", "-w", "n2", "true"))
                .hasMessageContaining("Unable to allocate");
        launcher.resume("n2", "certificate 1");
        assertThat(slurm.run("srun", "-w", "n2", "echo", "free")).contains("free");
    }

    @Test
    void whatOthersHaveDrainedStaysDrained() throws Exception {
        slurm.run("scontrol", "update", "NodeName=n3", "State=DRAIN", "Reason=fan 3 [bay 2]");
        try {
            launcher.drain("n3", "ours");
            launcher.hold(List.of("n3"), "campaign c10");
            assertThatThrownBy(() -> launcher.start(order("c10", "no", "true", "n3")))
                    .isInstanceOf(LaunchFailedException.class)
                    .hasMessageContaining("n3 is")
                    .hasMessageContaining("fan 3 [bay 2]");
            launcher.resume("n3", "done");
            assertThat(slurm.sinfo("n3")).isEqualTo("drained fan 3 [bay 2]");
        } finally {
            slurm.run("scontrol", "update", "NodeName=n3", "State=RESUME");
        }
    }

    @Test
    void aCheckOnAnIdleNodeYieldsAtOnceToRealWork() throws Exception {
        SlurmLauncher idle = new SlurmLauncher(config.yielding("idle"), Clock.systemUTC());
        LaunchHandle handle = idle.start(order("c11", "check", "sleep 600", "n1"));
        awaitRunning(handle);
        assertThat(slurm.run("srun", "-w", "n1", "echo", "customer")).contains("customer");
        assertThat(end(handle))
                .isInstanceOfSatisfying(
                        LaunchState.Lost.class,
                        lost -> assertThat(lost.reason()).contains("PREEMPT"));
    }

    @Test
    void aNodeThatSlurmDoesNotKnowAndASlurmThatIsNotThereAreTold() {
        assertThatThrownBy(() -> launcher.start(order("c12", "no", "true", "n99")))
                .isInstanceOf(LaunchFailedException.class)
                .hasMessageContaining("n99");
        SlurmLauncher lost = new SlurmLauncher(config.withConf(slurm.folder().resolve("no.conf")), Clock.systemUTC());
        assertThatThrownBy(() -> lost.proveGone("c12"))
                .isInstanceOf(LaunchFailedException.class)
                .hasMessageContaining("no.conf");
    }
}
