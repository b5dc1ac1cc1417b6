/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plimsoll.acceptance.Comparison;
import io.plimsoll.acceptance.limits.SuperBenchDiagnosis.Diagnosis;
import io.plimsoll.acceptance.limits.SuperBenchDiagnosis.NodeDiagnosis;
import io.plimsoll.model.BadInputException;
import io.plimsoll.testkit.Seeds;
import io.plimsoll.testkit.SharedData;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Limits of others, with what is weak about them; SuperBench's rules judged as SuperBench judges. */
class FixedLimitsTest {

    private static FixedLimits shared(String file) throws Exception {
        try (InputStream in = Files.newInputStream(SharedData.require("acceptance/" + file))) {
            return FixedLimitFiles.read(in, file);
        }
    }

    private static FixedLimits text(String text) throws Exception {
        return FixedLimitFiles.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), "f");
    }

    @Test
    void theSkuFileIsReadWithItsKnownWeaknesses() throws Exception {
        FixedLimits limits = shared("dcgm-diag-skus.yaml");
        assertThat(limits.limits().stream().map(FixedLimit::subject).distinct()).hasSize(138);
        FixedLimit h100 = one(limits, "H100 80GB HBM3 (2330)", "memory_bandwidth.minimum_bandwidth");
        assertThat(h100.value()).isEqualTo(1_905_000);
        assertThat(h100.flags()).singleElement().asString().contains("75 %", "2540000", "25 %");
        FixedLimit h200 = one(limits, "H200 (2335)", "memory_bandwidth.minimum_bandwidth");
        assertThat(h200.value()).isEqualTo(2333);
        assertThat(h200.line()).isEqualTo(3554);
        assertThat(h200.flags()).anyMatch(f -> f.startsWith("unit slip"));
        assertThat(limits.limits().stream().filter(l -> l.flags().stream().anyMatch(f -> f.startsWith("unit slip"))))
                .hasSize(1);
        assertThat(one(limits, "H100 80GB HBM3 (2330)", "pcie.h2d_d2h_single_pinned.min_pci_generation")
                        .flags())
                .anyMatch(f -> f.contains("Gen3"));
        assertThat(one(limits, "H100 80GB HBM3 (2330)", "pcie.min_bandwidth").flags())
                .anyMatch(f -> f.contains("default is 0"));
        assertThat(one(limits, "H100 80GB HBM3 (2330)", "sm_stress.target_stress")
                        .flags())
                .anyMatch(f -> f.contains("FP32 only"));
        assertThat(one(limits, "H100 80GB HBM3 (2330)", "diagnostic.gflops_tolerance_pcnt")
                        .flags())
                .anyMatch(f -> f.contains("tolerance 0"));
    }

    private static FixedLimit one(FixedLimits limits, String subject, String name) {
        return limits.limits().stream()
                .filter(l -> l.subject().equals(subject) && l.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void anNhcConfIsReadAndACommentAsksForNothing() throws Exception {
        FixedLimits limits = text("""
                 * || check_gpu_count 8
                 * || check_cuda_bw 52
                 # * || check_hw_swap 0kB
                 * || check_gpu_xid
                 * || check_gpu_ecc 20000000 10000
                 * || check_nccl_allreduce 460.0 3 /opt/topo.xml 16G
                 * || check_ib_bw_gdr 375 nd96isr_v5
                 * || check_ib_link_flapping
                """);
        assertThat(limits.format()).isEqualTo("nhc-conf");
        assertThat(limits.limits())
                .anyMatch(l -> l.metric().equals("host_to_device_memcpy_ce")
                        && l.value() == 52
                        && l.comparison() == Comparison.AT_LEAST
                        && l.line() == 2)
                .anyMatch(l ->
                        l.metric().equals("ib_write_bw_average") && l.unit().equals("Gbit/s"))
                .anyMatch(l ->
                        l.metric().equals("busbw_max") && l.flags().toString().contains("any one of 3"))
                .anyMatch(l -> l.metric().equals("ecc_corrected") && !l.flags().isEmpty());
        assertThat(limits.checks()).contains("check_gpu_xid", "check_ib_link_flapping");
        assertThat(limits.checks()).noneMatch(c -> c.contains("swap"));
    }

    @Test
    void theDiagnosisIsTheOneThatSuperBenchPublishes() throws Exception {
        Diagnosis diagnosis = diagnose(
                Files.readString(SharedData.require("acceptance/superbench-test_results.jsonl")),
                Files.readString(SharedData.require("acceptance/superbench-test_rules.yaml")));
        assertThat(diagnosis.defective()).containsExactly("sb-validation-01", "sb-validation-03");
        assertThat(diagnosis.accepted()).containsExactly("sb-validation-02");
        NodeDiagnosis first = diagnosis.nodes().getFirst();
        assertThat(first.categories()).containsExactly("KernelLaunch");
        assertThat(first.details())
                .containsExactly(
                        "kernel-launch/event_overhead:0(B/L: 0.0060 VAL: 0.1000 VAR: 1577.85% Rule:lambda x:x>0.05)");
        NodeDiagnosis third = diagnosis.nodes().getLast();
        assertThat(third.categories()).containsExactly("FailedTest");
        assertThat(third.details())
                .hasSize(17)
                .contains("mem-bw/H2D_Mem_BW:0_miss", "mem-bw/return_code(VAL: 1.0000 Rule:lambda x:x>0)");
        assertThat(third.verdict()).isEqualTo("ERROR");
    }

    private static Diagnosis diagnose(String results, String rules) throws Exception {
        return SuperBenchDiagnosis.diagnose(
                SuperBenchResults.read(new ByteArrayInputStream(results.getBytes(StandardCharsets.UTF_8)), "results"),
                SuperBenchRules.read(rules, "rules"),
                SuperBenchBaseline.read(
                        Files.readString(SharedData.require("acceptance/superbench-test_baseline.json")), "baseline"));
    }

    @Test
    void rulesThatCombineCountTheOthersAndAFailureCheckHearsWhatNeverRan() throws Exception {
        String rules = """
                superbench:
                  rules:
                    slow:
                      function: variance
                      criteria: "lambda x:x<-0.5"
                      categories: Mem
                      store: true
                      metrics: [mem-bw/H2D_Mem_BW]
                    both:
                      function: multi_rules
                      criteria: 'lambda label:True if label["slow"]>=1 else False'
                      categories: Both
                    ran:
                      function: failure_check
                      criteria: "lambda x: x != 0"
                      categories: Failed
                      metrics: [mem-bw/return_code, other/return_code]
                """;
        String results = """
                {"node": "a", "mem-bw/H2D_Mem_BW:0": 1.0, "mem-bw/return_code": 0}
                {"node": "b", "mem-bw/H2D_Mem_BW:0": 25.0, "mem-bw/return_code": 0}
                """;
        Diagnosis diagnosis = diagnose(results, rules);
        assertThat(diagnosis.nodes().getFirst().categories()).containsExactly("Both", "Failed");
        assertThat(diagnosis.nodes().getLast().details()).containsExactly("other/return_code_miss");
    }

    @Test
    void aNodeWithoutResultsIsAcceptedThereAndNotHere() throws Exception {
        String rules = """
                superbench:
                  rules:
                    r:
                      function: variance
                      criteria: "lambda x:x<-0.05"
                      categories: Mem
                      metrics: ["mem-bw/H2D_Mem_BW:\\\\d+"]
                """;
        Diagnosis diagnosis = diagnose("""
                {"node": "a", "mem-bw/H2D_Mem_BW:0": 25.6}
                {"node": "b", "x/y": 1}
                """, rules);
        assertThat(diagnosis.defective()).isEmpty();
        assertThat(diagnosis.notPassedByUs()).containsExactly("b");
    }

    @Test
    void aConditionIsReadAndNothingIsExecuted() {
        assertThat(Expression.parse("lambda x:x>0.05", "f", 1).holds(0.06)).isTrue();
        assertThat(Expression.parse("lambda x: x < -0.05 or x >= 2*3 and not x == 7", "f", 1)
                        .holds(7))
                .isFalse();
        assertThat(Expression.parse("-1 < x <= 1", "f", 1).holds(1)).isTrue();
        assertThat(Expression.parse("abs(x) > 1e-3", "f", 1).holds(-0.5)).isTrue();
        assertThat(Expression.parse("1/x > 0", "f", 1).holds(0)).isFalse();
        for (String bad : List.of(
                "lambda x:__import__('os').system('id')",
                "x.__class__ > 1",
                "lambda x: x > 0 if",
                "open('f') > 1",
                "x > y",
                "x",
                "x ** 9 > 1",
                "(".repeat(100) + "x>1" + ")".repeat(100),
                "[i for i in x] > 1",
                "x > 1; x",
                "",
                "0x10 > x")) {
            assertThatThrownBy(() -> Expression.parse(bad, "rules.yaml", 7))
                    .as(bad)
                    .isInstanceOf(BadInputException.class)
                    .hasMessageContaining("rules.yaml:7");
        }
    }

    @Test
    void anyTextIsAConditionOrRefused() {
        String letters = "x><=!+-*/%()[]\"'0123456789.e andornotifelse:lambda,";
        Seeds.forAll(3_000, (random, seed) -> {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(40); i > 0; i--) {
                text.append(letters.charAt(random.nextInt(letters.length())));
            }
            try {
                Expression.parse(text.toString(), "f", 1).holds(random.nextDouble());
            } catch (BadInputException e) {
                assertThat(e.problems()).isNotEmpty();
            } catch (IllegalArgumentException e) {
                assertThat(e).hasMessage("a number has no entries");
            }
        });
    }

    @Test
    void rulesTellEveryProblemAtOnce() {
        assertThatThrownBy(() -> SuperBenchRules.read("""
                superbench:
                  rules:
                    a: {function: abb, criteria: "x>1", categories: C, metrics: [m/n]}
                    b: {function: value, criteria: "os.system(1)", categories: C, metrics: [m/n]}
                    c: {function: multi_rules, criteria: 'lambda l:l["nowhere"]>1', categories: C}
                """, "rules.yaml"))
                .isInstanceOfSatisfying(
                        BadInputException.class, e -> assertThat(e.problems()).hasSizeGreaterThanOrEqualTo(3));
    }

    @Test
    void aRuleThatStandsTwiceIsRefusedAtItsSecondLineAndNeverSilentlyReplaced() {
        assertThatThrownBy(() -> SuperBenchRules.read("""
                superbench:
                  rules:
                    a: {function: value, criteria: "x>1", categories: C, metrics: [m/n]}
                    a: {function: value, criteria: "x>9", categories: C, metrics: [m/n]}
                """, "rules.yaml"))
                .isInstanceOfSatisfying(
                        BadInputException.class,
                        e -> assertThat(e.problems()).singleElement().satisfies(p -> {
                            assertThat(p.line()).isEqualTo(4);
                            assertThat(p.seen()).isEqualTo("a");
                        }));
    }
}
