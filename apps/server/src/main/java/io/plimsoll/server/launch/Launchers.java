/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.server.launch;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.plimsoll.acceptance.campaign.run.Launcher;
import io.plimsoll.kubernetes.KubernetesConfig;
import io.plimsoll.kubernetes.KubernetesLauncher;
import io.plimsoll.slurm.SlurmConfig;
import io.plimsoll.slurm.SlurmDrain;
import io.plimsoll.slurm.SlurmLauncher;
import io.plimsoll.ssh.SshConfig;
import io.plimsoll.ssh.SshLauncher;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The launchers that this server's settings ask for, by name. Closing it ends their connections, not their workloads. */
public final class Launchers implements AutoCloseable {

    private final Map<String, Launcher> byName = new LinkedHashMap<>();
    private final List<Cordon> cordons = new ArrayList<>();
    private Optional<KubernetesClient> kubernetes = Optional.empty();

    /** @param dataDir gets {@code spool/}, where launchers find again what an earlier server had started */
    public Launchers(LauncherSettings settings, Path dataDir) {
        Path spool = dataDir.toAbsolutePath().resolve("spool");
        if (settings.has("slurm")) {
            SlurmConfig slurm = slurm(settings, spool.resolve("slurm"));
            add(new SlurmLauncher(slurm, Clock.systemUTC()));
            cordons.add(cordon(new SlurmDrain(slurm, Clock.systemUTC())));
        }
        if (settings.has("ssh")) {
            add(new SshLauncher(ssh(settings, spool.resolve("ssh")), Clock.systemUTC()));
        }
        if (settings.has("kubernetes")) {
            KubernetesClient client = client(settings);
            kubernetes = Optional.of(client);
            add(new KubernetesLauncher(client, kubernetes(settings)));
        }
    }

    /** By {@link Launcher#name()}. */
    public Map<String, Launcher> byName() {
        return Map.copyOf(byName);
    }

    /** What can be told to give a node no work. */
    public List<Cordon> cordons() {
        return List.copyOf(cordons);
    }

    private static Cordon cordon(SlurmDrain slurm) {
        return new Cordon() {
            @Override
            public String name() {
                return "slurm";
            }

            @Override
            public Map<String, String> drained(String purpose) throws InterruptedException {
                return slurm.drained(purpose);
            }

            @Override
            public boolean drain(String node, String purpose, String why) throws InterruptedException {
                return slurm.drain(node, purpose, why);
            }

            @Override
            public boolean resume(String node, String purpose) throws InterruptedException {
                return slurm.resume(node, purpose);
            }
        };
    }

    @Override
    public void close() {
        kubernetes.ifPresent(KubernetesClient::close);
    }

    private void add(Launcher launcher) {
        byName.put(launcher.name(), launcher);
    }

    private static SlurmConfig slurm(LauncherSettings s, Path spool) {
        SlurmConfig usual = SlurmConfig.of(spool);
        return new SlurmConfig(
                spool,
                s.path("slurm.conf"),
                s.get("slurm.partition"),
                s.get("slurm.reservation").or(usual::reservation),
                s.get("slurm.hold-for").map(Duration::parse).orElse(usual.holdFor()),
                s.get("slurm.start-within").map(Duration::parse).orElse(usual.startWithin()),
                s.get("slurm.built-in").orElse(usual.builtIn()),
                s.words("slurm.options"));
    }

    private static SshConfig ssh(LauncherSettings s, Path spool) {
        SshConfig usual = SshConfig.of(
                spool, s.require("ssh.user"), Path.of(s.require("ssh.key")), Path.of(s.require("ssh.known-hosts")));
        return new SshConfig(
                spool,
                usual.user(),
                usual.key(),
                usual.knownHosts(),
                s.path("ssh.config"),
                usual.connectWithin(),
                s.get("ssh.folder").orElse(usual.remoteFolder()),
                s.get("ssh.built-in").orElse(usual.builtIn()));
    }

    private static KubernetesConfig kubernetes(LauncherSettings s) {
        KubernetesConfig usual = KubernetesConfig.of(s.require("kubernetes.namespace"), s.require("kubernetes.image"));
        Map<String, String> limits = new TreeMap<>();
        for (String limit : s.words("kubernetes.limits")) {
            limits.put(limit.substring(0, limit.indexOf('=')), limit.substring(limit.indexOf('=') + 1));
        }
        return new KubernetesConfig(
                usual.namespace(),
                usual.image(),
                s.get("kubernetes.service-account"),
                limits,
                s.get("kubernetes.host-network").map(Boolean::parseBoolean).orElse(usual.hostNetwork()),
                s.get("kubernetes.privileged").map(Boolean::parseBoolean).orElse(usual.privileged()),
                s.get("kubernetes.start-within").map(Duration::parse).orElse(usual.startWithin()),
                usual.keepFor(),
                s.get("kubernetes.built-in").orElse(usual.builtIn()));
    }

    private static KubernetesClient client(LauncherSettings s) {
        KubernetesClientBuilder builder = new KubernetesClientBuilder();
        s.path("kubernetes.kubeconfig").ifPresent(file -> builder.withConfig(Config.fromKubeconfig(file.toFile())));
        return builder.build();
    }
}
