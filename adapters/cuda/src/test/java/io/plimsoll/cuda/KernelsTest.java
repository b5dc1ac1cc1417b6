/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.cuda;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KernelsTest {

    private static final List<String> MODULES = List.of("memory", "pipes", "gemm", "gemm_fp8");
    /** Modules for one architecture alone. */
    private static final Map<String, String> ALONE = Map.of("gemm_sm90", "sm_90a", "gemm_sm100", "sm_100f");

    @Test
    void theCommittedPtxIsWhatTheSourcesGive(@TempDir Path folder) throws Exception {
        Assumptions.assumeTrue(
                Tools.find("nvcc") && Tools.run(List.of("nvcc", "--version")).contains("release 13.0"),
                "SKIPPED: nvcc 13.0 is not here; the committed PTX is NOT held against its sources");
        Tools.run(List.of("kernels/build", folder.toString()));
        for (String module :
                Stream.concat(MODULES.stream(), ALONE.keySet().stream()).toList()) {
            assertThat(Files.readString(folder.resolve(module + ".ptx")))
                    .as(module + ": run adapters/cuda/kernels/build")
                    .isEqualTo(new String(CudaDevice.ptx(module), StandardCharsets.UTF_8));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"sm_80", "sm_90", "sm_90a", "sm_100"})
    void theAssemblerTakesEachModuleForTheArchitecture(String architecture, @TempDir Path folder) throws Exception {
        Assumptions.assumeTrue(Tools.find("ptxas"), "SKIPPED: ptxas is not here; the PTX is NOT assembled");
        for (String module : MODULES) {
            if (module.equals("gemm_fp8") && architecture.equals("sm_80")) {
                continue; // FP8 begins with compute capability 8.9
            }
            taken(module, architecture, folder);
        }
    }

    @Test
    void theAssemblerTakesKernelsForOneArchitectureAndKeepsTheirMatrixUnitsBusy(@TempDir Path folder) throws Exception {
        Assumptions.assumeTrue(Tools.find("ptxas"), "SKIPPED: ptxas is not here; the PTX is NOT assembled");
        for (Map.Entry<String, String> module : ALONE.entrySet()) {
            assertThat(taken(module.getKey(), module.getValue(), folder))
                    .as("instructions of the matrix unit that wait for each other are told as a loss")
                    .doesNotContain("Performance Loss");
        }
    }

    private static String taken(String module, String architecture, Path folder) throws Exception {
        Path ptx = Files.write(folder.resolve(module + ".ptx"), CudaDevice.ptx(module));
        String said = Tools.run(List.of(
                "ptxas",
                "-v",
                "-arch=" + architecture,
                ptx.toString(),
                "-o",
                folder.resolve("out").toString()));
        assertThat(said).contains("Used ").doesNotContainPattern("[1-9][0-9]* bytes spill");
        return said;
    }

    @Test
    void eachModuleAsksForTheOldestDriverThatKnowsItsInstructions() {
        assertThat(new String(CudaDevice.ptx("gemm"), StandardCharsets.UTF_8))
                .contains(".version 7.0")
                .contains(".target sm_80");
        assertThat(new String(CudaDevice.ptx("gemm_fp8"), StandardCharsets.UTF_8))
                .contains(".version 8.4")
                .contains(".target sm_89");
        assertThat(new String(CudaDevice.ptx("gemm_sm90"), StandardCharsets.UTF_8))
                .contains(".version 8.0")
                .contains(".target sm_90a");
        assertThat(new String(CudaDevice.ptx("gemm_sm100"), StandardCharsets.UTF_8))
                .contains(".version 8.8")
                .contains(".target sm_100f");
    }
}
