/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.ssh;

import io.plimsoll.acceptance.campaign.run.LaunchFailedException;
import io.plimsoll.acceptance.campaign.run.LaunchHandle;
import io.plimsoll.acceptance.campaign.run.LaunchState;
import io.plimsoll.acceptance.campaign.run.Launcher;
import io.plimsoll.acceptance.campaign.run.Leftover;
import io.plimsoll.acceptance.campaign.run.NodeLog;
import io.plimsoll.acceptance.campaign.run.TaskOrder;
import io.plimsoll.process.CommandResult;
import io.plimsoll.process.SafeWord;
import io.plimsoll.process.ShellText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/**
 * Runs campaigns over SSH. A node that gives no answer tells nothing about its test; a node that answers and has no trace of
 * the test's process has lost it. There is no scheduler from whom a node could be kept: holding, draining and giving back do
 * nothing here, the record alone says who may use it.
 */
public final class SshLauncher implements Launcher {

    private static final int ANSWER_BYTES_MAX = 1 << 20;

    private final SshConfig config;
    private final Clock clock;
    private final SshClient client;
    private final RemoteScripts scripts;

    public SshLauncher(SshConfig config, Clock clock) {
        this.config = config;
        this.clock = clock;
        this.client = new SshClient(config);
        this.scripts = new RemoteScripts(config.remoteFolder());
    }

    @Override
    public String name() {
        return "ssh";
    }

    /** What one node is asked. */
    @FunctionalInterface
    private interface Ask<T> {
        T of(String node) throws InterruptedException;
    }

    @Override
    public LaunchHandle start(TaskOrder order) throws InterruptedException {
        remember(order);
        LaunchHandle handle = new LaunchHandle(name(), order.key(), String.join(",", order.nodes()));
        String tool = order.commandLine(config.builtIn(), ShellText::quote);
        try {
            all(order.nodes(), node -> {
                CommandResult result = client.run(node, scripts.start(order, tool, node), ANSWER_BYTES_MAX);
                if (!result.text().strip().equals("started")) {
                    throw new LaunchFailedException(
                            node + " did not start it: " + result.text().strip());
                }
                return node;
            });
        } catch (LaunchFailedException e) {
            if (order.nodes().size() > 1) {
                throw new LaunchFailedException("not all nodes started it: " + e.getMessage(), e);
            }
            throw e;
        }
        return handle;
    }

    @Override
    public LaunchState poll(LaunchHandle handle) throws InterruptedException {
        List<Seen> seen = all(nodes(handle), node -> look(node, handle.key()));
        List<String> lost = seen.stream().flatMap(s -> s.lost().stream()).toList();
        if (!lost.isEmpty()) {
            return new LaunchState.Lost(String.join("; ", lost));
        }
        if (seen.stream().anyMatch(s -> s.log().isEmpty())) {
            return new LaunchState.Running(true);
        }
        List<NodeLog> logs = seen.stream().flatMap(s -> s.log().stream()).toList();
        int code = logs.stream()
                .mapToInt(NodeLog::exitCode)
                .filter(c -> c != 0)
                .findFirst()
                .orElse(0);
        return new LaunchState.Ended(code, logs);
    }

    /** What was seen on one node: a reason why it is lost, or a log, or neither while it runs. */
    private record Seen(List<String> lost, List<NodeLog> log) {}

    private Seen look(String node, String key) throws InterruptedException {
        CommandResult result = client.run(node, scripts.poll(key, node), NodeLog.BYTES_MAX + (1 << 16));
        byte[] out = result.out();
        int newline = 0;
        while (newline < out.length && out[newline] != '\n') {
            newline++;
        }
        String[] words = new String(out, 0, newline, StandardCharsets.UTF_8).split(" ");
        return switch (words[0]) {
            case "running" -> new Seen(List.of(), List.of());
            case "gone" ->
                new Seen(
                        List.of("its process on " + node + " is gone and told no end; maybe the node restarted"),
                        List.of());
            case "cancelled" -> new Seen(List.of("it was cancelled on " + node), List.of());
            case "absent" -> new Seen(List.of(node + " knows nothing of it"), List.of());
            case "ended" ->
                new Seen(
                        List.of(),
                        List.of(log(
                                node,
                                key,
                                words,
                                Arrays.copyOfRange(out, Math.min(out.length, newline + 1), out.length))));
            default -> throw new LaunchFailedException(node + " gave an answer that is not ours: " + words[0]);
        };
    }

    /** The node's clock tells how long ago it was; ours tells when. */
    private NodeLog log(String node, String key, String[] words, byte[] bytes) {
        if (words.length != 5) {
            throw new LaunchFailedException(node + " gave an answer that is not ours: " + String.join(" ", words));
        }
        Instant now = clock.instant();
        long nodeNow = Long.parseLong(words[4]);
        Instant begin = now.minus(Duration.ofMillis(nodeNow - Long.parseLong(words[2])));
        Instant end = now.minus(Duration.ofMillis(nodeNow - Long.parseLong(words[3])));
        boolean truncated = bytes.length > NodeLog.BYTES_MAX;
        byte[] kept = truncated ? Arrays.copyOf(bytes, NodeLog.BYTES_MAX) : bytes;
        return new NodeLog(node, tool(key), begin, end, Integer.parseInt(words[1]), kept, truncated);
    }

    @Override
    public void cancel(LaunchHandle handle) throws InterruptedException {
        all(nodes(handle), node -> client.run(node, scripts.cancel(handle.key(), node), ANSWER_BYTES_MAX));
    }

    @Override
    public List<Leftover> proveGone(String campaign) throws InterruptedException {
        if (!campaign.matches("[A-Za-z0-9._-]+")) {
            throw new IllegalArgumentException("not a campaign's id: " + campaign);
        }
        List<Remembered> started = remembered(campaign);
        Set<String> nodes = new TreeSet<>();
        started.forEach(s -> nodes.addAll(s.nodes()));
        return all(nodes, node -> left(node, started)).stream()
                .flatMap(List::stream)
                .toList();
    }

    private List<Leftover> left(String node, List<Remembered> started) throws InterruptedException {
        String answer;
        try {
            answer = client.run(node, scripts.leftovers(started.getFirst().campaign()), ANSWER_BYTES_MAX)
                    .text();
        } catch (LaunchFailedException e) {
            return started.stream()
                    .filter(s -> s.nodes().contains(node))
                    .map(s -> new Leftover(s.key(), List.of(node), "nobody can say: " + e.getMessage()))
                    .toList();
        }
        List<Leftover> left = new ArrayList<>();
        for (String line : answer.lines().filter(l -> !l.equals("asked")).toList()) {
            String[] words = line.split("\t", 3);
            if (words.length == 3) {
                left.add(new Leftover(words[2], List.of(node), "process " + words[0] + " " + words[1]));
            }
        }
        return left;
    }

    /** Does nothing: there is no scheduler to keep the nodes from. */
    @Override
    public void hold(List<String> nodes, String reason) {}

    /** Does nothing: there is no scheduler to take the node from. */
    @Override
    public void drain(String node, String reason) {}

    /** Does nothing. */
    @Override
    public void resume(String node, String reason) {}

    private static List<String> nodes(LaunchHandle handle) {
        return List.of(handle.reference().split(","));
    }

    /** Asks nodes at the same time; the first refusal is thrown when all have answered. */
    private static <T> List<T> all(Collection<String> nodes, Ask<T> ask) throws InterruptedException {
        List<T> answers = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<T>> asked = new ArrayList<>();
            for (String node : nodes) {
                asked.add(threads.submit(() -> ask.of(node)));
            }
            for (Future<T> answer : asked) {
                answers.add(answer.get());
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof LaunchFailedException failed) {
                throw failed;
            }
            throw new IllegalStateException(e.getCause());
        }
        return answers;
    }

    /** What the spool keeps of a workload: its key, its nodes and its command, in a line each. */
    private record Remembered(String key, List<String> nodes, String tool) {

        static Remembered read(Path file) throws IOException {
            String[] lines = Files.readString(file).split("\n", 3);
            return new Remembered(lines[0], List.of(lines[1].split(",")), lines[2]);
        }

        String campaign() {
            return key.substring(0, key.indexOf('/'));
        }
    }

    /** Written before a node hears of the workload, so that no start is forgotten. */
    private void remember(TaskOrder order) {
        Path file = file(order.key());
        try {
            Files.createDirectories(file.getParent());
            if (!Files.exists(file)) {
                Path fresh = Files.createTempFile(config.spool(), "new", "");
                Files.writeString(fresh, order.key() + "\n" + String.join(",", order.nodes()) + "\n" + order.tool());
                Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
            }
        } catch (IOException e) {
            throw new LaunchFailedException("cannot write the spool file " + file, e);
        }
    }

    private Path file(String key) {
        return config.spool()
                .resolve(SafeWord.of(key.substring(0, key.indexOf('/'))))
                .resolve(SafeWord.of(key));
    }

    private String tool(String key) {
        try {
            return Files.exists(file(key)) ? Remembered.read(file(key)).tool() : "unknown";
        } catch (IOException e) {
            throw new LaunchFailedException("cannot read the spool file " + file(key), e);
        }
    }

    private List<Remembered> remembered(String campaign) {
        Path folder = config.spool().resolve(SafeWord.of(campaign));
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        List<Remembered> all = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                all.add(Remembered.read(file));
            }
        } catch (IOException e) {
            throw new LaunchFailedException("cannot read the spool folder " + folder, e);
        }
        return all;
    }
}
