/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.gpu.suite;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.gpu.Device;
import io.plimsoll.gpu.DeviceHealth;
import io.plimsoll.gpu.DeviceInfo;
import io.plimsoll.gpu.DeviceLinks;
import io.plimsoll.gpu.TestDevices;
import io.plimsoll.gpu.fault.Fault;
import io.plimsoll.gpu.fault.FaultyDevice;
import io.plimsoll.gpu.suite.Suite.Test;
import io.plimsoll.model.Verdict;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SuiteTest {

    private static List<TestOutcome> run(Device device, Test... tests) {
        return Suite.run(device, List.of(tests), 20_000_000, 7, Interlock.DEFAULT, t -> {});
    }

    @org.junit.jupiter.api.Test
    void theWholeSuitePassesOnASoundDeviceAndMeasuresWhatThePlansName() {
        List<TestOutcome> outcomes = run(TestDevices.cpu(), Test.values());
        assertThat(outcomes).allMatch(o -> o.verdict() == Verdict.PASS, "passes");
        assertThat(outcomes.stream().flatMap(o -> o.measurements().stream()).map(Figure::metric))
                .contains(
                        "gemm_bf16_rate",
                        "gemm_fp8_rate",
                        "gemm_tf32_rate",
                        "gemm_fp64_rate",
                        "gemm_errors",
                        "gemm_detector_caught",
                        "gpu_memory_errors",
                        "gpu_memory_read",
                        "host_to_device",
                        "host_both_ways",
                        "pipe_errors",
                        "pulse_errors");
        assertThat(Suite.worst(outcomes)).isEqualTo(Verdict.PASS);
    }

    static Stream<Fault> memoryFaults() {
        return Stream.of(
                new Fault.StuckBit(1000, 17, true),
                new Fault.StuckBit(1000, 63, false),
                new Fault.Alias(5000, 905),
                new Fault.Fading(77, 3),
                new Fault.Disturbed(4321, 40, 100_000));
    }

    @ParameterizedTest
    @MethodSource("memoryFaults")
    void eachKindOfMemoryFaultIsCaughtAtItsWord(Fault fault) {
        TestOutcome outcome =
                run(new FaultyDevice(TestDevices.cpu(), fault), Test.MEMORY).getFirst();
        assertThat(outcome.verdict()).isEqualTo(Verdict.FAIL);
        long word = switch (fault) {
            case Fault.StuckBit s -> s.word();
            case Fault.Alias a -> a.lands();
            case Fault.Fading f -> f.word();
            case Fault.Disturbed d -> d.word();
            default -> -1;
        };
        assertThat(outcome.errors()).allMatch(e -> e.contains(" word " + word + " "));
    }

    @org.junit.jupiter.api.Test
    void aGpuThatDoesNotTellItsPowerIsNotGivenLoadSteps() {
        DeviceInfo gpu = new DeviceInfo(0, "GPU", "GPU-1", true, 1, 1, 1, "580", "sm_90", Set.of(), 128);
        assertThat(Interlock.DEFAULT.refusal(gpu, DeviceHealth.UNKNOWN)).isPresent();
        assertThat(Interlock.DEFAULT.refusal(gpu, health(500, 700, 60))).isEmpty();
        assertThat(Interlock.DEFAULT.refusal(gpu, health(760, 700, 60)))
                .hasValueSatisfying(r -> assertThat(r).contains("760"));
        assertThat(Interlock.DEFAULT.refusal(gpu, health(500, 700, 93))).isPresent();
    }

    @org.junit.jupiter.api.Test
    void aFaultySmIsNamedInTheGemmTest() {
        TestOutcome outcome = run(new FaultyDevice(TestDevices.cpu(), new Fault.BadSlot(2, 1L << 20)), Test.GEMM)
                .getFirst();
        assertThat(outcome.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(outcome.units().stream().filter(u -> u.wrong() > 0).map(UnitAccount::unit))
                .isNotEmpty()
                .allMatch(u -> u == 2);
    }

    @org.junit.jupiter.api.Test
    void aDeviceWhoseSelfTestDidNotPassHasNoPassInWhateverOrderItsTestsAreAsked() {
        Device wrong = new FaultyDevice(TestDevices.cpu(), new Fault.Repeatable(3, 5, 1L << 22));
        List<TestOutcome> outcomes = run(wrong, Test.MEMORY, Test.SELF_TEST);
        assertThat(outcomes).extracting(TestOutcome::test).containsExactly("self-test", "memory");
        assertThat(outcomes.getFirst().verdict()).isNotEqualTo(Verdict.PASS);
        assertThat(outcomes.getLast().verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(outcomes.getLast().errors()).anyMatch(e -> e.contains("self-test did not pass"));
        assertThat(run(TestDevices.cpu(), Test.MEMORY, Test.SELF_TEST)).allMatch(o -> o.verdict() == Verdict.PASS);
    }

    private static DeviceHealth health(double watts, double limit, double celsius) {
        return new DeviceHealth(
                OptionalDouble.of(watts),
                OptionalDouble.of(limit),
                OptionalDouble.of(celsius),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                List.of(),
                "",
                DeviceLinks.UNKNOWN);
    }
}
