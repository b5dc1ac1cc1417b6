/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/**
 * A real Slurm cluster on this host, in a folder of its own: one munged, one slurmctld, one slurmd a node, on free loopback
 * ports, without systemd, dbus, cgroups or accounting. All of it is killed at {@link #close()}, and by a shutdown hook.
 *
 * <p>Nodes have a partition {@code main} and a low one {@code idle}, whose workloads are cancelled as soon as {@code main}
 * wants the node.
 */
public final class RealSlurm implements AutoCloseable {

    private static final List<String> NEEDED = List.of("slurmctld", "slurmd", "srun", "scontrol", "munged");
    private static final Duration PATIENCE = Duration.ofSeconds(40);
    /** Seconds of silence after which slurmctld takes a node for dead. */
    private static final int SLURMD_TIMEOUT_S = 5;

    private final Path folder;
    private final Map<String, Integer> ports = new LinkedHashMap<>();
    private final Map<String, Process> daemons = new LinkedHashMap<>();
    private final Thread hook = new Thread(this::stop);

    private RealSlurm(Path folder) {
        this.folder = folder;
    }

    /** Starts a cluster with these nodes and waits until all of them are idle. Without Slurm the test is skipped, loudly. */
    public static RealSlurm start(String... nodes) {
        for (String tool : NEEDED) {
            Assumptions.assumeTrue(
                    find(tool) != null,
                    () -> "SKIPPED: " + tool + " is not on this machine; install slurmctld slurmd slurm-client munge");
        }
        try {
            RealSlurm slurm = new RealSlurm(Files.createTempDirectory("slurm"));
            Runtime.getRuntime().addShutdownHook(slurm.hook);
            try {
                slurm.begin(List.of(nodes));
                return slurm;
            } catch (IOException | RuntimeException e) {
                String logs = slurm.logs();
                slurm.close();
                throw new IllegalStateException("no Slurm cluster came up\n" + logs, e);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What {@code SLURM_CONF} must be for a client of this cluster. */
    public Path conf() {
        return folder.resolve("slurm.conf");
    }

    /** The folder of the cluster, for scratch files beside it. */
    public Path folder() {
        return folder;
    }

    /** Runs a Slurm client, as an operator would, and gives what it printed; refuses if it failed. */
    public String run(String... command) {
        try {
            Path out = Files.createTempFile(folder, "client", ".out");
            ProcessBuilder builder = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(out.toFile())
                    .redirectInput(Path.of("/dev/null").toFile());
            builder.environment().put("SLURM_CONF", conf().toString());
            Process process = builder.start();
            boolean ended = process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            String said = Files.readString(out);
            Files.delete(out);
            if (!ended || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new IllegalStateException(String.join(" ", command) + " failed: " + said);
            }
            return said;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The node's state and reason as {@code sinfo} tells them, for example {@code drained plimsoll: c1 ...}. */
    public String sinfo(String node) {
        return run("sinfo", "-h", "-p", "main", "-n", node, "-o", "%T %E").strip();
    }

    /** Takes a node's power: its daemon and all that it runs are killed at once. */
    public void killNode(String node) {
        Process daemon = daemons.remove(node);
        if (daemon != null) {
            daemon.destroyForcibly();
        }
        String log = logOf(node).toString();
        for (ProcessHandle step : holders(log)) {
            step.descendants().forEach(ProcessHandle::destroyForcibly);
            step.destroyForcibly();
        }
    }

    /** Gives a node its power back. */
    public void startNode(String node) throws IOException {
        daemons.put(node, daemon(node, "slurmd", "-D", "-N", node));
    }

    /** Waits for something to be so. */
    public static void await(String what, Duration limit, BooleanSupplier condition) {
        Instant end = Instant.now().plus(limit);
        while (!condition.getAsBoolean()) {
            if (Instant.now().isAfter(end)) {
                throw new IllegalStateException("still not so after " + limit + ": " + what);
            }
            LockSupport.parkNanos(100_000_000);
        }
    }

    private void begin(List<String> nodes) throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        for (String part : List.of("state", "spool", "log", "munge")) {
            Files.createDirectory(folder.resolve(part));
        }
        startMunge();
        List<Integer> free = freePorts(nodes.size() + 1);
        for (int i = 0; i < nodes.size(); i++) {
            ports.put(nodes.get(i), free.get(i));
        }
        Files.writeString(conf(), configuration(free.getLast()));
        daemons.put("slurmctld", daemon("slurmctld", "slurmctld", "-D"));
        for (String node : nodes) {
            startNode(node);
        }
        await("all nodes idle", PATIENCE, () -> {
            try {
                return run("sinfo", "-h", "-N", "-p", "main", "-o", "%T")
                                .lines()
                                .filter("idle"::equals)
                                .count()
                        == nodes.size();
            } catch (IllegalStateException notYet) {
                return false;
            }
        });
    }

    private void startMunge() throws IOException {
        Path munge = folder.resolve("munge");
        byte[] key = new byte[128];
        new SecureRandom().nextBytes(key);
        Path keyFile = Files.write(munge.resolve("key"), key);
        Files.setPosixFilePermissions(keyFile, PosixFilePermissions.fromString("rw-------"));
        daemons.put(
                "munged",
                daemon(
                        "munged",
                        "munged",
                        "--foreground",
                        "--force",
                        "--key-file=" + keyFile,
                        "--socket=" + munge.resolve("socket"),
                        "--pid-file=" + munge.resolve("pid"),
                        "--seed-file=" + munge.resolve("seed"),
                        "--log-file=" + munge.resolve("log")));
        await("munge's socket", PATIENCE, () -> Files.exists(munge.resolve("socket")));
    }

    private String configuration(int controllerPort) throws IOException {
        String host = Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
        String user = System.getProperty("user.name");
        String settings = """
                ClusterName=plimsolltest
                SlurmctldHost=%1$s(127.0.0.1)
                SlurmctldPort=%2$d
                SlurmUser=%3$s
                SlurmdUser=%3$s
                AuthType=auth/munge
                CredType=cred/munge
                AuthInfo=socket=%4$s/munge/socket
                StateSaveLocation=%4$s/state
                SlurmdSpoolDir=%4$s/spool/%%n
                SlurmctldPidFile=%4$s/slurmctld.pid
                SlurmdPidFile=%4$s/slurmd-%%n.pid
                SlurmctldLogFile=%4$s/log/slurmctld.log
                SlurmdLogFile=%4$s/log/slurmd-%%n.log
                ProctrackType=proctrack/linuxproc
                TaskPlugin=task/none
                JobAcctGatherType=jobacct_gather/none
                AccountingStorageType=accounting_storage/none
                MpiDefault=none
                SwitchType=switch/none
                ReturnToService=1
                SelectType=select/linear
                SchedulerType=sched/backfill
                SchedulerParameters=sched_min_interval=100000,sched_interval=1,bf_interval=1
                SlurmdTimeout=%5$d
                SlurmdParameters=config_overrides
                KillWait=2
                PreemptType=preempt/partition_prio
                PreemptMode=CANCEL
                """.formatted(host, controllerPort, user, folder, SLURMD_TIMEOUT_S);
        StringBuilder whole = new StringBuilder(settings);
        ports.forEach((node, port) -> whole.append(
                "NodeName=%s NodeHostname=%s NodeAddr=127.0.0.1 Port=%d CPUs=2%n".formatted(node, host, port)));
        whole.append("PartitionName=main Nodes=ALL Default=YES MaxTime=INFINITE State=UP PriorityTier=10\n");
        whole.append("PartitionName=idle Nodes=ALL MaxTime=INFINITE State=UP PriorityTier=1 PreemptMode=CANCEL\n");
        return whole.toString();
    }

    private Process daemon(String name, String tool, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(String.valueOf(find(tool)));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("log").resolve(name + ".out").toFile()));
        builder.environment().put("SLURM_CONF", conf().toString());
        return builder.start();
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            return; // the hook is at work
        }
        stop();
    }

    /** Kills every daemon, then whatever still has a file of the cluster open: the steps that slurmd had started. */
    private void stop() {
        List<Process> running = new ArrayList<>(daemons.values());
        daemons.clear();
        running.forEach(Process::destroyForcibly);
        for (Process process : running) {
            process.onExit().orTimeout(10, TimeUnit.SECONDS).join();
        }
        for (ProcessHandle step : holders(folder + "/")) {
            step.descendants().forEach(ProcessHandle::destroyForcibly);
            step.destroyForcibly();
        }
        try (Stream<Path> all = Files.walk(folder)) {
            all.sorted(Comparator.reverseOrder()).forEach(RealSlurm::deleteQuietly);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void deleteQuietly(Path path) {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            // a process in its last breath may still have written here; the folder is a temporary one
        }
    }

    /** Processes, except this one, that have a file open whose name begins so. */
    private static List<ProcessHandle> holders(String prefix) {
        return ProcessHandle.allProcesses()
                .filter(p -> p.pid() != ProcessHandle.current().pid())
                .filter(p -> hasOpen(p, prefix))
                .toList();
    }

    private static boolean hasOpen(ProcessHandle process, String prefix) {
        try (Stream<Path> files = Files.list(Path.of("/proc/" + process.pid() + "/fd"))) {
            return files.anyMatch(fd -> target(fd).startsWith(prefix));
        } catch (IOException | UncheckedIOException e) {
            return false; // not ours, or gone
        }
    }

    private static String target(Path link) {
        try {
            return Files.exists(link, LinkOption.NOFOLLOW_LINKS)
                    ? Files.readSymbolicLink(link).toString()
                    : "";
        } catch (IOException e) {
            return "";
        }
    }

    private Path logOf(String node) {
        return folder.resolve("log").resolve("slurmd-" + node + ".log");
    }

    /** The end of every log, for the message of a test that failed. */
    public String logs() {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.list(folder.resolve("log"))) {
            for (Path file : files.sorted().toList()) {
                String text = Files.readString(file, StandardCharsets.ISO_8859_1);
                all.append("== ").append(file.getFileName()).append('\n');
                all.append(text.substring(Math.max(0, text.length() - 2000)));
            }
        } catch (IOException e) {
            all.append(e);
        }
        return all.toString();
    }

    private static List<Integer> freePorts(int count) throws IOException {
        List<ServerSocket> held = new ArrayList<>();
        try {
            for (int i = 0; i < count; i++) {
                held.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
            }
            return held.stream().map(ServerSocket::getLocalPort).toList();
        } finally {
            for (ServerSocket socket : held) {
                socket.close();
            }
        }
    }

    private static @Nullable Path find(String tool) {
        for (String folder : List.of("/usr/bin", "/usr/sbin", "/usr/local/bin", "/usr/local/sbin", "/bin", "/sbin")) {
            Path candidate = Path.of(folder, tool);
            if (Files.isExecutable(candidate)) {
                return candidate;
            }
        }
        return null;
    }
}
