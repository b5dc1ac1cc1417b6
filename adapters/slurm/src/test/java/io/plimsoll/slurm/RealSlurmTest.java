/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.slurm;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.testkit.RealSlurm;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class RealSlurmTest {

    @Test
    void aRealClusterRunsOnThisHostAndLeavesNothing() throws Exception {
        Path folder;
        try (RealSlurm slurm = RealSlurm.start("n1", "n2")) {
            folder = slurm.folder();
            assertThat(slurm.run("srun", "-N2", "--label", "sh", "-c", "echo on $SLURMD_NODENAME"))
                    .contains("0: on n1", "1: on n2");
        }
        assertThat(Files.exists(folder)).isFalse();
    }
}
