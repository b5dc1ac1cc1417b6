/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.server.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LaunchersTest {

    @TempDir
    Path dir;

    @Test
    void aServerHasTheLaunchersWhoseKeysAreSet() throws Exception {
        String file = Files.createFile(dir.resolve("a-file")).toString();
        LauncherSettings settings = LauncherSettings.NONE
                .with("slurm.partition", "gpu")
                .with("ssh.user", "ops")
                .with("ssh.key", file)
                .with("ssh.known-hosts", file)
                .with("kubernetes.namespace", "tests")
                .with("kubernetes.image", "registry.local/tests:1")
                .with("kubernetes.limits", "nvidia.com/gpu=8 rdma/hca=8");
        assertThat(settings.missing()).isEmpty();
        try (Launchers launchers = new Launchers(settings, dir)) {
            assertThat(launchers.byName()).containsOnlyKeys("slurm", "ssh", "kubernetes");
            launchers
                    .byName()
                    .forEach((name, launcher) -> assertThat(launcher.name()).isEqualTo(name));
        }
        try (Launchers none = new Launchers(LauncherSettings.NONE, dir)) {
            assertThat(none.byName()).isEmpty();
        }
    }

    @Test
    void whatALauncherNeedsBesideItsKeysIsTold() {
        assertThat(LauncherSettings.NONE.with("ssh.user", "ops").missing())
                .containsExactly("ssh.key", "ssh.known-hosts");
    }

    @Test
    void aWrongValueIsRefused() {
        for (String[] wrong : new String[][] {
            {"slurm.conf", "/no/such/file"},
            {"slurm.options", "gres=gpu:8"},
            {"slurm.start-within", "10m"},
            {"kubernetes.limits", "gpu"},
            {"kubernetes.privileged", "yes"},
            {"slurm.nothing", "x"}
        }) {
            assertThatThrownBy(() -> LauncherSettings.NONE.with(wrong[0], wrong[1]))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }
}
