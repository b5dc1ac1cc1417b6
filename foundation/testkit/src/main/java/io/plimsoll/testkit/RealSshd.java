/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * Real OpenSSH servers on this host, one a node name, each on a free loopback port with a host key of its own, for the user
 * who runs the test. Everything is in one temporary folder and killed at {@link #close()}.
 */
public final class RealSshd implements AutoCloseable {

    private static final Path SSHD = Path.of("/usr/sbin/sshd");

    private final Path folder;
    private final Map<String, Integer> ports = new LinkedHashMap<>();
    private final Map<String, Process> daemons = new LinkedHashMap<>();
    private final Thread hook = new Thread(this::stop);

    private RealSshd(Path folder) {
        this.folder = folder;
    }

    /** Starts a server for each node; without OpenSSH the test is skipped, loudly. */
    public static RealSshd start(String... nodes) {
        Assumptions.assumeTrue(
                Files.isExecutable(SSHD), () -> "SKIPPED: sshd is not on this machine; install openssh-server");
        try {
            RealSshd ssh = new RealSshd(Files.createTempDirectory("sshd"));
            Runtime.getRuntime().addShutdownHook(ssh.hook);
            ssh.begin(List.of(nodes));
            return ssh;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The private key that opens every node. */
    public Path key() {
        return folder.resolve("user_key");
    }

    /** The host keys of all nodes, by their names. */
    public Path knownHosts() {
        return folder.resolve("known_hosts");
    }

    /** An {@code ssh_config} that says where the nodes are. */
    public Path clientConfig() {
        return folder.resolve("ssh_config");
    }

    /** The folder, for scratch files beside it. */
    public Path folder() {
        return folder;
    }

    /** Takes a node off the network: its server is killed, what it had started goes on. */
    public void stopNode(String node) {
        Process daemon = daemons.remove(node);
        if (daemon != null) {
            daemon.descendants().forEach(RealSshd::killSession);
            daemon.destroyForcibly().onExit().orTimeout(10, TimeUnit.SECONDS).join();
        }
    }

    private static void killSession(ProcessHandle process) {
        if (process.info().command().orElse("").contains("sshd")) {
            process.destroyForcibly();
        }
    }

    /** Brings a node back. */
    public void startNode(String node) throws IOException {
        Path conf = folder.resolve(node + ".conf");
        int port = Objects.requireNonNull(ports.get(node));
        Files.writeString(conf, """
                Port %d
                ListenAddress 127.0.0.1
                HostKey %s
                AuthorizedKeysFile %s
                PidFile none
                StrictModes no
                UsePAM no
                PasswordAuthentication no
                KbdInteractiveAuthentication no
                PermitRootLogin prohibit-password
                MaxStartups 100
                """.formatted(port, folder.resolve(node + "_key"), folder.resolve("user_key.pub")));
        if (System.getProperty("user.name").equals("root")) {
            Files.createDirectories(Path.of("/run/sshd")); // where sshd as root confines itself
        }
        daemons.put(
                node,
                new ProcessBuilder(SSHD.toString(), "-D", "-e", "-f", conf.toString())
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(
                                folder.resolve(node + ".log").toFile()))
                        .start());
        RealSlurm.await("sshd of " + node, Duration.ofSeconds(20), () -> answers(port));
    }

    private static boolean answers(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private void begin(List<String> nodes) throws IOException, InterruptedException {
        keygen(key());
        StringBuilder config = new StringBuilder();
        StringBuilder known = new StringBuilder();
        for (String node : nodes) {
            try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                ports.put(node, free.getLocalPort());
            }
            keygen(folder.resolve(node + "_key"));
            known.append(node).append(' ').append(Files.readString(folder.resolve(node + "_key.pub")));
            config.append("Host %s%n  HostName 127.0.0.1%n  Port %d%n  HostKeyAlias %s%n"
                    .formatted(node, ports.get(node), node));
        }
        Files.writeString(clientConfig(), config);
        Files.writeString(knownHosts(), known);
        for (String node : nodes) {
            startNode(node);
        }
    }

    private static void keygen(Path file) throws IOException, InterruptedException {
        Process process = new ProcessBuilder("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", file.toString())
                .inheritIO()
                .start();
        if (!process.waitFor(20, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new IOException("ssh-keygen failed for " + file);
        }
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

    private void stop() {
        List.copyOf(daemons.keySet()).forEach(this::stopNode);
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
