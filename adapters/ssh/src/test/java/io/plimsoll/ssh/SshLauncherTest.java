/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plimsoll.acceptance.campaign.run.LaunchFailedException;
import io.plimsoll.acceptance.campaign.run.LaunchHandle;
import io.plimsoll.acceptance.campaign.run.LaunchState;
import io.plimsoll.acceptance.campaign.run.NodeLog;
import io.plimsoll.acceptance.campaign.run.TaskOrder;
import io.plimsoll.testkit.RealSlurm;
import io.plimsoll.testkit.RealSshd;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SshLauncherTest {

    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private static RealSshd ssh;
    private static SshConfig config;
    private final SshLauncher launcher = launcher();

    @BeforeAll
    static void begin() {
        ssh = RealSshd.start("n1", "n2");
        config = new SshConfig(
                ssh.folder().resolve("spool"),
                System.getProperty("user.name"),
                ssh.key(),
                ssh.knownHosts(),
                java.util.Optional.of(ssh.clientConfig()),
                Duration.ofSeconds(5),
                ssh.folder().resolve("on the node").toString(),
                SshConfig.DEFAULT_BUILT_IN);
    }

    @AfterAll
    static void end() {
        if (ssh != null) {
            ssh.close();
        }
    }

    private static SshLauncher launcher() {
        return new SshLauncher(config, Clock.systemUTC());
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

    private LaunchState poll(LaunchHandle handle) {
        try {
            return launcher.poll(handle);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private LaunchState end(LaunchHandle handle) {
        RealSlurm.await("the end of " + handle.key(), PATIENCE, () -> !(poll(handle) instanceof LaunchState.Running));
        return poll(handle);
    }

    private LaunchState.Ended ended(LaunchHandle handle) {
        LaunchState state = end(handle);
        assertThat(state).isInstanceOf(LaunchState.Ended.class);
        return (LaunchState.Ended) state;
    }

    private static String text(NodeLog log) {
        return new String(log.log(), StandardCharsets.ISO_8859_1);
    }

    @Test
    void aLogAndAnExitCodeComeBackByteByByte() throws Exception {
        Instant before = Instant.now().minusSeconds(1);
        String tool = "printf 'ended 0\\n\\0\\377 %s' \"$PLIMSOLL_NODE\"; echo to stderr >&2; exit 3";
        LaunchState.Ended ended = ended(launcher.start(order("c1", "a task/of 'mine'", tool, "n1")));
        assertThat(ended.exitCode()).isEqualTo(3);
        NodeLog log = ended.logs().getFirst();
        assertThat(text(log)).isEqualTo("ended 0\n\0\u00ff n1to stderr\n");
        assertThat(log.tool()).isEqualTo(tool);
        assertThat(log.startedAt()).isAfter(before);
        assertThat(log.endedAt())
                .isAfterOrEqualTo(log.startedAt())
                .isBefore(Instant.now().plusSeconds(1));
    }

    @Test
    void aPairTestRunsOnBothNodesAndEachKnowsItsRank() throws Exception {
        LaunchState.Ended ended = ended(launcher.start(
                order("c2", "pair", "echo $PLIMSOLL_RANK of $PLIMSOLL_NODES; test $PLIMSOLL_RANK = 0", "n1", "n2")));
        assertThat(ended.exitCode()).isEqualTo(1);
        assertThat(ended.logs())
                .extracting(log -> log.node() + ": " + text(log).strip())
                .containsExactly("n1: 0 of n1,n2", "n2: 1 of n1,n2");
    }

    @Test
    void anOrderThatIsGivenTwiceAtOnceRunsOnce() throws Exception {
        Path ran = Files.createTempFile(ssh.folder(), "ran", "");
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
        assertThat(ran).hasContent("ran");
    }

    @Test
    void aNodeOffTheNetworkTellsNothingAndItsTestGoesOn() throws Exception {
        Path go = ssh.folder().resolve("go");
        LaunchHandle handle = launcher.start(
                order("c4", "goes-on", "while [ ! -e " + go + " ]; do sleep 0.1; done; echo done", "n2"));
        assertThat(poll(handle)).isEqualTo(new LaunchState.Running(true));
        ssh.stopNode("n2");
        try {
            assertThatThrownBy(() -> launcher.poll(handle))
                    .isInstanceOf(LaunchFailedException.class)
                    .hasMessageContaining("n2 cannot be asked");
            assertThat(launcher.proveGone("c4"))
                    .singleElement()
                    .satisfies(left -> assertThat(left.why()).contains("nobody can say"));
            Files.createFile(go);
        } finally {
            ssh.startNode("n2");
        }
        assertThat(text(ended(handle).logs().getFirst())).isEqualTo("done\n");
        assertThat(launcher.proveGone("c4")).isEmpty();
    }

    @Test
    void aCancelledTestIsGoneWithAllThatItStarted() throws Exception {
        String tool = "setsid sleep 600 & trap '' TERM; while :; do sleep 1; done";
        LaunchHandle handle = launcher.start(order("c5", "stubborn", tool, "n1"));
        RealSlurm.await("its processes", PATIENCE, () -> left("c5") >= 3);
        launcher.cancel(handle);
        assertThat(launcher.proveGone("c5")).isEmpty();
        assertThat(end(handle))
                .isInstanceOfSatisfying(
                        LaunchState.Lost.class,
                        lost -> assertThat(lost.reason()).contains("cancelled"));
        launcher.cancel(handle);
    }

    private long left(String campaign) {
        try {
            return launcher.proveGone(campaign).size();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aTestThatOverstaysIsStoppedOnItsNode() throws Exception {
        TaskOrder order = new TaskOrder(
                "c6",
                "slow",
                1,
                "t",
                "p",
                "echo begun; sleep 600",
                List.of("n1"),
                Duration.ZERO,
                Duration.ofSeconds(1));
        NodeLog log = ended(launcher.start(order)).logs().getFirst();
        assertThat(log.exitCode()).isEqualTo(124);
        assertThat(text(log)).isEqualTo("begun\n");
    }

    @Test
    void aTestWhoseProcessIsGoneWithoutAnEndIsLost() throws Exception {
        LaunchHandle handle = launcher.start(order("c7", "killed", "echo $PPID; exec sleep 600", "n1"));
        RealSlurm.await("its processes", PATIENCE, () -> left("c7") >= 3);
        for (var leftover : launcher.proveGone("c7")) {
            long pid = Long.parseLong(leftover.why().split(" ")[1]);
            ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
        }
        assertThat(end(handle))
                .isInstanceOfSatisfying(
                        LaunchState.Lost.class,
                        lost -> assertThat(lost.reason()).contains("n1 is gone"));
    }

    @Test
    void aHostKeyThatIsNotKnownOrNotTheSameIsRefused() throws Exception {
        Path empty = Files.createFile(ssh.folder().resolve("empty_hosts"));
        Path wrong = Files.writeString(
                ssh.folder().resolve("wrong_hosts"),
                "n1 " + Files.readString(ssh.folder().resolve("n2_key.pub")));
        for (Path hosts : List.of(empty, wrong)) {
            SshLauncher strict = new SshLauncher(config.withKnownHosts(hosts), Clock.systemUTC());
            assertThatThrownBy(() -> strict.start(order("c8", "no", "true", "n1")))
                    .isInstanceOf(LaunchFailedException.class)
                    .hasMessageContaining("Host key verification failed");
            assertThat(Files.size(empty)).isZero();
        }
        assertThatThrownBy(() -> launcher.start(order("c8", "no", "true", "-oProxyCommand=x")))
                .hasMessageContaining("not a host name");
    }
}
