/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.slurm;

import io.plimsoll.acceptance.campaign.run.LaunchFailedException;
import io.plimsoll.acceptance.campaign.run.LaunchHandle;
import io.plimsoll.acceptance.campaign.run.LaunchState;
import io.plimsoll.acceptance.campaign.run.Launcher;
import io.plimsoll.acceptance.campaign.run.Leftover;
import io.plimsoll.acceptance.campaign.run.NodeLog;
import io.plimsoll.acceptance.campaign.run.TaskOrder;
import io.plimsoll.process.Commands;
import io.plimsoll.process.SafeWord;
import io.plimsoll.process.ShellText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Runs campaigns through Slurm: one {@code srun} a task, in a session of its own, so that it goes on when this process is
 * killed. Its outputs stand in the {@linkplain Workload spool}, where the next launcher finds them. Slurm knows a workload by
 * its name, {@code plimsoll/CAMPAIGN/TASK/ATTEMPT}.
 *
 * <p>A node that we drained is given back to a test that is ordered on it, and only to that: it goes into our reservation
 * first, then the drain is lifted. So a repaired node can be tested while nobody else gets it.
 */
public final class SlurmLauncher implements Launcher {

    private final SlurmConfig config;
    private final SlurmClient client;
    private final SlurmNodes nodes;

    public SlurmLauncher(SlurmConfig config, Clock clock) {
        this.config = config;
        this.client = new SlurmClient(config.conf());
        this.nodes = new SlurmNodes(client, config, clock);
    }

    @Override
    public String name() {
        return "slurm";
    }

    @Override
    public LaunchHandle start(TaskOrder order) throws InterruptedException {
        Workload workload = Workload.of(config.spool(), order.key());
        try {
            if (!workload.claimed()) {
                boolean reserved = ready(order.nodes());
                workload.prepare(order.key(), tool(order), order.nodes().size(), command(order, workload, reserved));
                Commands.detach(
                        List.of("/bin/sh", workload.script().toString()), client.environment(), workload.folder());
                workload.awaitClaim();
            }
            return new LaunchHandle(name(), order.key(), workload.slurmName());
        } catch (IOException e) {
            throw new LaunchFailedException("cannot write the spool folder " + workload.folder(), e);
        }
    }

    /** Whether the nodes are in our reservation; refuses where Slurm would let the workload wait for ever. */
    private boolean ready(List<String> wanted) throws InterruptedException {
        Map<String, SlurmNodes.State> states = new TreeMap<>();
        nodes.states(wanted).forEach(state -> states.put(state.name(), state));
        List<String> ours = new ArrayList<>();
        List<String> refused = new ArrayList<>();
        for (String node : wanted) {
            SlurmNodes.State state = states.get(node);
            if (state == null) {
                refused.add("Slurm knows no node '" + node + "'");
            } else if (state.down() || (state.drained() && !state.drainedByUs())) {
                refused.add(state.told());
            } else if (state.drainedByUs()) {
                ours.add(node);
            }
        }
        if (!ours.isEmpty() && config.reservation().isEmpty()) {
            refused.add("drained by Plimsoll, and not to be tested without a reservation: " + String.join(", ", ours));
        }
        if (!refused.isEmpty()) {
            throw new LaunchFailedException(String.join("; ", refused));
        }
        if (!ours.isEmpty()) {
            nodes.hold(ours);
            for (String node : ours) {
                nodes.undrain(node);
            }
        }
        boolean held = nodes.held(wanted);
        if (held) {
            nodes.hold(wanted); // prolongs it
        }
        return held;
    }

    private List<String> command(TaskOrder order, Workload workload, boolean reserved) {
        List<String> words = new ArrayList<>(List.of("srun"));
        words.add("--job-name=" + workload.slurmName());
        words.add("--comment=" + order.key() + " " + order.test());
        words.add("--nodes=" + order.nodes().size());
        words.add("--ntasks=" + order.nodes().size());
        words.add("--ntasks-per-node=1");
        words.add("--nodelist=" + String.join(",", order.nodes()));
        words.add("--exclusive");
        words.add("--mem=0");
        words.add("--label");
        words.add("--input=none");
        words.add("--wait=0");
        words.add("--kill-on-bad-exit=0");
        words.add("--chdir=/");
        words.add("--export=PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin,LC_ALL=C");
        // Slurm counts minutes; the node itself stops the test at its limit, this is the net below.
        words.add("--time=" + (order.limit().toMinutes() + 2));
        words.add("--immediate=" + Math.max(1, config.startWithin().toSeconds()));
        config.partition().ifPresent(partition -> words.add("--partition=" + partition));
        if (reserved) {
            words.add("--reservation=" + config.reservation().orElseThrow());
        }
        words.addAll(config.options());
        words.addAll(List.of("/bin/sh", "-c"));
        words.add(NodeFrames.script(ShellText.quote(tool(order)), order.limit(), exports(order)));
        return words;
    }

    private String tool(TaskOrder order) {
        return order.commandLine(config.builtIn(), ShellText::quote);
    }

    private static String exports(TaskOrder order) {
        return order.environment().entrySet().stream()
                .map(word -> word.getKey() + "=" + ShellText.quote(word.getValue()))
                .collect(Collectors.joining(" ", "export ", ""));
    }

    @Override
    public LaunchState poll(LaunchHandle handle) throws InterruptedException {
        Workload workload = Workload.of(config.spool(), handle.key());
        try {
            if (workload.lost().isPresent()) {
                return new LaunchState.Lost(workload.lost().get());
            }
            boolean alive = workload.alive();
            if (workload.exitCode().isPresent()) {
                return ended(workload, workload.exitCode().getAsInt());
            }
            if (alive) {
                if (workload.cancelled()) {
                    cancelInSlurm(workload); // it may have come into the queue after the first cancel
                }
                return new LaunchState.Running(workload.hasOutput());
            }
            cancelInSlurm(workload);
            return workload.lose(
                    workload.claimed()
                            ? "srun on this host is gone and told no end"
                            : "this host's spool knows no such workload: " + workload.folder());
        } catch (IOException e) {
            throw new LaunchFailedException("cannot read the spool folder " + workload.folder(), e);
        }
    }

    private LaunchState ended(Workload workload, int srunCode) throws IOException {
        List<NodeLog> logs = NodeFrames.read(workload.out(), workload.tool(), workload.claimedAt(), workload.endedAt());
        int asked = workload.nodeCount();
        if (logs.size() < asked) {
            String cause = workload.cancelled() ? "it was cancelled" : workload.lastWords(srunCode);
            return workload.lose(logs.size() + " of " + asked + " nodes told their end: " + cause);
        }
        int code = logs.stream()
                .mapToInt(NodeLog::exitCode)
                .filter(c -> c != 0)
                .findFirst()
                .orElse(0);
        return new LaunchState.Ended(code, logs);
    }

    @Override
    public void cancel(LaunchHandle handle) throws InterruptedException {
        Workload workload = Workload.of(config.spool(), handle.key());
        try {
            workload.markCancelled();
        } catch (IOException e) {
            throw new LaunchFailedException("cannot write the spool folder " + workload.folder(), e);
        }
        cancelInSlurm(workload);
    }

    private void cancelInSlurm(Workload workload) throws InterruptedException {
        client.ask("scancel", "--quiet", "--name=" + workload.slurmName());
    }

    @Override
    public List<Leftover> proveGone(String campaign) throws InterruptedException {
        List<Leftover> left = new ArrayList<>();
        Set<String> told = new HashSet<>();
        String prefix = Workload.NAME + SafeWord.of(campaign) + "/";
        try {
            for (String line :
                    client.ask("squeue", "-h", "-a", "-o", "%i|%T|%N|%j").split("\n")) {
                String[] parts = line.split("\\|", 4);
                if (parts.length == 4 && parts[3].startsWith(prefix)) {
                    String key = Workload.named(config.spool(), parts[3]).key();
                    told.add(key);
                    left.add(new Leftover(key, hostnames(parts[2]), "squeue says " + parts[1] + " of " + parts[0]));
                }
            }
            for (Workload workload : Workload.all(config.spool(), campaign)) {
                if (workload.alive() && told.add(workload.key())) {
                    left.add(new Leftover(workload.key(), List.of(), "its srun on this host still runs"));
                }
            }
        } catch (IOException | UncheckedIOException e) {
            throw new LaunchFailedException("cannot read the spool folder " + config.spool(), e);
        }
        return left;
    }

    private List<String> hostnames(String list) throws InterruptedException {
        return list.isBlank()
                ? List.of()
                : List.of(client.ask("scontrol", "show", "hostnames", list)
                        .strip()
                        .split("\n"));
    }

    /** Reserves the nodes: nobody's new work comes onto them, what runs there may end. */
    @Override
    public void hold(List<String> wanted, String reason) throws InterruptedException {
        nodes.hold(wanted);
    }

    /** Drains the node with a reason that begins with {@code plimsoll:}; a drain of somebody else's stays as it is. */
    @Override
    public void drain(String node, String reason) throws InterruptedException {
        nodes.drain(node, reason);
        nodes.letGo(node);
    }

    /** Lifts our own drain and our own reservation. A drain that others have set stays. */
    @Override
    public void resume(String node, String reason) throws InterruptedException {
        nodes.undrain(node);
        nodes.letGo(node);
    }

    /** How long a start waits for its script to be at work. */
    static final Duration CLAIM_LIMIT = Duration.ofSeconds(20);
}
