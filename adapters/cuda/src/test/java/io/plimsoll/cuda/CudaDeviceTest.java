/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.cuda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plimsoll.gpu.Arithmetic;
import io.plimsoll.gpu.DeviceException;
import io.plimsoll.gpu.DeviceHealth;
import io.plimsoll.gpu.DeviceLinks;
import io.plimsoll.gpu.DeviceMemory;
import io.plimsoll.gpu.GemmKernel;
import io.plimsoll.gpu.Report;
import io.plimsoll.gpu.Work;
import io.plimsoll.gpu.gemm.GemmBench;
import io.plimsoll.gpu.gemm.Inputs;
import io.plimsoll.gpu.gemm.Located;
import io.plimsoll.gpu.suite.Figure;
import io.plimsoll.gpu.suite.SelfTest;
import io.plimsoll.gpu.suite.Suite;
import io.plimsoll.gpu.suite.TestOutcome;
import io.plimsoll.model.Verdict;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Against driver libraries that compute on the host: every call, argument and report goes through them as on a GPU. */
class CudaDeviceTest {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource(names = "FP4", mode = EnumSource.Mode.EXCLUDE)
    void productsThroughTheDriverAreRightAndAFlipIsLocatedToItsSm(Arithmetic arithmetic) throws Exception {
        try (CudaDevice device = CudaDevice.open(FakeDriver.build(folder), 0);
                GemmBench bench = new GemmBench(device, new Inputs(arithmetic, 256, 256, 64, 5))) {
            assertThat(SelfTest.flips(bench, 10, 1)).isEqualTo(new SelfTest.Tally(10, 10, 10, 1, 0));
        }
    }

    @Test
    void aFasterKernelIsTakenOnceItGaveTheKnownAnswers() throws Exception {
        try (CudaDevice device = CudaDevice.open(FakeDriver.build(folder), 0)) {
            GemmKernel bf16 = device.kernel(Arithmetic.BF16);
            assertThat(bf16.name()).isEqualTo("wgmma with TMA");
            assertThat(List.of(bf16.rows(), bf16.columns())).containsExactly(128, 256);
            assertThat(device.kernel(Arithmetic.FP8_E4M3).columns()).isEqualTo(128);
            assertThat(device.kernel(Arithmetic.FP64).name()).isEqualTo("mma.sync");
            assertThat(device.info().arithmetics())
                    .as("its matrix units have no FP4")
                    .doesNotContain(Arithmetic.FP4);
        }
    }

    @ParameterizedTest
    @EnumSource
    void onBlackwellProductsGoThroughTensorMemoryWhereItHasThem(Arithmetic arithmetic) throws Exception {
        try (CudaDevice device = CudaDevice.open(FakeDriver.build(folder, "-DMAJOR=10"), 0);
                GemmBench bench = new GemmBench(device, new Inputs(arithmetic, 256, 256, 64, 5))) {
            assertThat(SelfTest.flips(bench, 10, 1)).isEqualTo(new SelfTest.Tally(10, 10, 10, 1, 0));
            boolean none = arithmetic == Arithmetic.FP64 || arithmetic == Arithmetic.INT8;
            assertThat(device.kernel(arithmetic).name()).isEqualTo(none ? "mma.sync" : "tcgen05 with TMA");
        }
    }

    @Test
    void aFasterKernelThatAnswersWrongIsLeftAndAPassIsNotBelieved() throws Exception {
        TestOutcome outcome = gemm("-DWRONG90");
        assertThat(outcome.errors()).anyMatch(e -> e.contains("wgmma with TMA gave wrong results in its trial"));
        assertThat(outcome.notes()).contains("bf16 is computed by mma.sync");
        assertThat(outcome.verdict())
                .as("the device is wrong in the faster way, or our kernel is")
                .isEqualTo(Verdict.INCONCLUSIVE);
    }

    @Test
    void aFasterKernelThatTheDriverDoesNotTakeIsToldAndTheOneForAllComputes() throws Exception {
        TestOutcome outcome = gemm("-DREFUSE90");
        assertThat(outcome.verdict()).isEqualTo(Verdict.PASS);
        assertThat(outcome.notes())
                .anyMatch(n -> n.startsWith("bf16: the kernel by wgmma with TMA was not taken"))
                .contains("bf16 is computed by mma.sync");
    }

    private TestOutcome gemm(String flag) throws Exception {
        return GpuProcess.run(
                        FakeDriver.build(folder, flag), 0, List.of(Suite.Test.GEMM), Duration.ofMillis(10), 7, LIMIT)
                .outcomes()
                .getFirst();
    }

    @Test
    void theWholeSuiteRunsInAChildProcessAndPasses() throws Exception {
        GpuProcess.Result result = GpuProcess.run(
                FakeDriver.build(folder),
                0,
                List.of(Suite.Test.MEMORY, Suite.Test.BANDWIDTH, Suite.Test.PIPES, Suite.Test.PULSE),
                Duration.ofMillis(100),
                7,
                LIMIT);
        assertThat(result.outcomes()).hasSize(4).allMatch(o -> o.verdict() == Verdict.PASS, "passes");
        assertThat(result.device().orElseThrow().name()).isEqualTo("Fake GPU");
        assertThat(result.device().orElseThrow().identity()).endsWith("serial 1650000000001");
    }

    @Test
    void bytesGoThroughPinnedMemoryInAllQueuesAndToEachPeer() throws Exception {
        TestOutcome outcome = bandwidth("-DGPUS=2");
        assertThat(outcome.errors()).isEmpty();
        assertThat(outcome.verdict()).isEqualTo(Verdict.PASS);
        assertThat(outcome.measurements())
                .extracting(Figure::metric)
                .contains("host_to_device", "device_to_host", "host_both_ways", "host_all_engines", "pcie_lanes");
        assertThat(outcome.measurements())
                .filteredOn(f -> f.scope().equals("gpu:0-1"))
                .extracting(Figure::metric)
                .containsExactly("peer_write", "peer_read");
    }

    @Test
    void sensorsAreSampledWhileLoadStepsRun() throws Exception {
        try (CudaDevice device = CudaDevice.open(FakeDriver.build(folder), 0);
                DeviceMemory report = device.allocate(Report.SUMS_AT)) {
            AtomicInteger looks = new AtomicInteger();
            device.run(new Work.Pulse(1_000_000, 0.5, 10_000_000, report), looks::incrementAndGet);
            assertThat(looks.get()).isGreaterThan(1);
        }
    }

    @Test
    void aBitThatIsLostOnTheWayToAPeerIsSeen() throws Exception {
        TestOutcome outcome = bandwidth("-DGPUS=2", "-DPEER_WRONG");
        assertThat(outcome.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(outcome.errors()).singleElement().asString().startsWith("copy to device 1 and back");
    }

    @Test
    void aBitThatIsLostOnTheWayFromTheHostIsSeenInEachWayOfSending() throws Exception {
        TestOutcome outcome = bandwidth("-DLINK_WRONG");
        assertThat(outcome.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(outcome.errors())
                .extracting(e -> e.substring(0, e.indexOf(':')))
                .containsExactly("one way", "2 queues at once", "3 queues at once");
    }

    private TestOutcome bandwidth(String... flags) throws Exception {
        return suite(Suite.Test.BANDWIDTH, flags);
    }

    private TestOutcome suite(Suite.Test test, String... flags) throws Exception {
        return GpuProcess.run(FakeDriver.build(folder, flags), 0, List.of(test), Duration.ofMillis(50), 7, LIMIT)
                .outcomes()
                .getFirst();
    }

    @Test
    void theCacheThatAllSmsShareIsMarchedThroughByItself() throws Exception {
        assertThat(suite(Suite.Test.MEMORY).measurements())
                .filteredOn(f -> f.metric().equals("gpu_cache_words_compared"))
                .singleElement()
                .matches(f -> f.value() > 0, "words");
    }

    @Test
    void aWrongResultIsNamedWithItsTileAndSm() throws Exception {
        try (CudaDevice device = CudaDevice.open(FakeDriver.build(folder, "-DWRONG"), 0);
                GemmBench bench = new GemmBench(device, new Inputs(Arithmetic.BF16, 256, 256, 64, 5))) {
            Located.Element e = bench.round().located().elements().getFirst();
            assertThat(List.of(e.row(), e.column(), e.tile(), e.slot(), e.unit()))
                    .containsExactly(17, 33, 0, 0, 100);
        }
    }

    @Test
    void aGpuThatHangsIsGivenUpWithItsLastState() throws Exception {
        TestOutcome outcome = child(Duration.ofSeconds(6), "-DHANG");
        assertThat(outcome.verdict()).isEqualTo(Verdict.ERROR);
        assertThat(outcome.errors().getFirst()).contains("no answer within 6 s").contains("last state: pipes");
    }

    @Test
    void aGpuThatComesNoFurtherIsGivenUpBeforeItsTimeIsOver() throws Exception {
        TestOutcome outcome = GpuProcess.run(
                        FakeDriver.build(folder, "-DHANG"),
                        0,
                        List.of(Suite.Test.PIPES),
                        Duration.ofSeconds(60),
                        7,
                        LIMIT,
                        Duration.ofSeconds(3))
                .outcomes()
                .getFirst();
        assertThat(outcome.verdict()).isEqualTo(Verdict.ERROR);
        assertThat(outcome.errors().getFirst()).contains("no answer within 3 s").contains("last state: pipes");
    }

    @Test
    void anErrorOfTheDriverDuringATestFailsIt() throws Exception {
        TestOutcome outcome = child(LIMIT, "-DXID=79");
        assertThat(outcome.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(outcome.errors()).containsExactly("the driver reported XID 79 during this test");
    }

    @Test
    void anErrorThatAProgramCanCauseAsWellDecidesNothing() throws Exception {
        assertThat(child(LIMIT, "-DXID=31").verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    }

    @Test
    void aGpuThatTakesItsProcessAlongIsAnErrorHere() throws Exception {
        TestOutcome outcome = child(LIMIT, "-DDIE");
        assertThat(outcome.verdict()).isEqualTo(Verdict.ERROR);
        assertThat(outcome.errors().getFirst()).contains("died with exit code").contains("last state: pipes");
    }

    @Test
    void kernelsThatADriverDoesNotTakeAreToldWithItsCompilersLog() throws Exception {
        TestOutcome outcome = child(LIMIT, "-DREFUSE");
        assertThat(outcome.verdict()).isEqualTo(Verdict.ERROR);
        assertThat(outcome.errors().getFirst())
                .contains("CUDA_ERROR_UNSUPPORTED_PTX_VERSION")
                .contains("Unsupported .version 99.9");
    }

    @Test
    void aDriverThatLacksAFunctionIsNamedAndAnOldNvmlTellsLess() throws Exception {
        try (CudaDevice device = CudaDevice.open(FakeDriver.build(folder, "-DOLD"), 0)) {
            assertThatThrownBy(() -> device.allocate(64))
                    .isInstanceOf(DeviceException.class)
                    .hasMessageContaining("has no cuMemAlloc_v2");
            assertThat(device.health().remappedRows()).isEmpty();
            assertThat(device.health().links()).isEqualTo(DeviceLinks.UNKNOWN);
            assertThat(device.health().recovery()).isEmpty();
            assertThat(device.driverErrors()).isEmpty();
            assertThat(device.health().throttleReasons()).containsExactly("hardware thermal slowdown");
        }
    }

    @Test
    void sensorsAndCountersAreReadFromNvml() throws Exception {
        try (CudaDevice device = CudaDevice.open(FakeDriver.build(folder), 0)) {
            DeviceHealth h = device.health();
            assertThat(h.watts()).hasValue(412.5);
            assertThat(h.wattsLimit()).hasValue(700);
            assertThat(h.celsius()).hasValue(61);
            assertThat(h.smMegahertz()).hasValue(1755);
            assertThat(h.eccUncorrected()).hasValue(2);
            assertThat(h.remappedRows()).hasValue(4);
            assertThat(h.remapPending()).hasValue(1);
            assertThat(h.throttleReasons()).containsExactly("software power cap");
            assertThat(h.eccCorrected()).hasValue(17);
            assertThat(h.recovery()).isEqualTo("reset the GPU");
            DeviceLinks links = h.links();
            assertThat(links.pcieGeneration()).hasValue(4);
            assertThat(links.pcieGenerationMax()).hasValue(5);
            assertThat(links.pcieWidth()).hasValue(16);
            assertThat(links.pcieReplays()).hasValue(7);
            assertThat(links.nvlinksActive()).hasValue(17);
            assertThat(links.nvlinksInactive()).hasValue(1);
            assertThat(links.nvlinkErrors()).hasValue(5);
        }
    }

    @Test
    void aHostWithoutADriverHasNoGpuRatherThanAnError() {
        assertThat(CudaDevice.count(new DriverLibraries("libcuda-is-not-here.so", "no")))
                .isEmpty();
    }

    @Test
    void theSizeOfTheDriversUuidIsThatOfItsHeader() throws Exception {
        Path header = Path.of("/usr/local/cuda/include/cuda.h");
        Assumptions.assumeTrue(Files.exists(header) && Tools.find("gcc"), "cuda.h is not here");
        Path source = Files.writeString(
                folder.resolve("size.c"),
                "#include <stddef.h>\n#include <cuda.h>\n_Static_assert(sizeof(CUDA_RESOURCE_DESC) == "
                        + CudaDriver.RESOURCE_DESC_BYTES
                        + " && offsetof(CUDA_RESOURCE_DESC, res.linear.devPtr) == 8"
                        + " && offsetof(CUDA_RESOURCE_DESC, res.linear.format) == 16"
                        + " && offsetof(CUDA_RESOURCE_DESC, res.linear.numChannels) == 20"
                        + " && offsetof(CUDA_RESOURCE_DESC, res.linear.sizeInBytes) == 24"
                        + " && CU_RESOURCE_TYPE_LINEAR == 2 && CU_AD_FORMAT_UNSIGNED_INT32 == 3"
                        + " && CU_TRSF_READ_AS_INTEGER == 1 && offsetof(CUDA_TEXTURE_DESC, flags) == 16"
                        + " && CUDA_ERROR_NOT_READY == 600 && CUDA_ERROR_PEER_ACCESS_ALREADY_ENABLED == 704"
                        + " && sizeof(CUDA_TEXTURE_DESC) == " + CudaDriver.TEXTURE_DESC_BYTES
                        + ", \"textures\");\n_Static_assert(sizeof(CUuuid) == " + CudaDriver.UUID_BYTES
                        + " && sizeof(CUtensorMap) == " + CudaDriver.TENSOR_MAP_BYTES
                        + " && sizeof(CUdeviceptr) == 8 && sizeof(CUdevice) == 4 && sizeof(CUjit_option) == 4, \"sizes\");\n");
        Tools.run(List.of(
                "gcc",
                "-I/usr/local/cuda/include",
                "-c",
                source.toString(),
                "-o",
                folder.resolve("size.o").toString()));
    }

    private TestOutcome child(Duration limit, String flag) throws Exception {
        return GpuProcess.run(
                        FakeDriver.build(folder, flag), 0, List.of(Suite.Test.PIPES), Duration.ofMillis(10), 7, limit)
                .outcomes()
                .getFirst();
    }
}
