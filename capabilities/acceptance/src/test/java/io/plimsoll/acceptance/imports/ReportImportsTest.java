/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plimsoll.model.BadInputException;
import io.plimsoll.model.Sha256;
import io.plimsoll.model.Verdict;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Reports of others are heard with their hash, never as a measurement of ours. */
class ReportImportsTest {

    private static ReportImport read(String text) throws Exception {
        return ReportImports.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), "report");
    }

    @Test
    void aCertificationOfCreNamesNodesAndIsNotBoundToHardware() throws Exception {
        String text = """
                {"schemaVersion": "v1", "reportID": "r1", "source": {"clusterID": "c1", "name": "cert"},
                 "report": {"name": "cert", "totalNodes": 4, "result": "PASSED", "failedNodes": ["n2"],
                  "excludedNodes": ["n3"], "exclusionReason": "cordoned",
                  "categories": [{"domain": "communication", "variant": "nccl-all-reduce", "status": "Succeeded"}],
                  "nodeResults": [{"name": "n1", "group": "g", "status": "Passed"},
                                  {"name": "n2", "group": "g", "status": "Passed"}]}}
                """;
        ReportImport report = read(text);
        assertThat(report.system()).isEqualTo("cre");
        assertThat(report.name()).isEqualTo("c1/cert");
        assertThat(report.sha256()).isEqualTo(Sha256.of(text));
        assertThat(report.hardwareBound()).isFalse();
        assertThat(report.statements())
                .anyMatch(s -> s.node().equals("n1") && s.verdict() == Verdict.PASS)
                .anyMatch(s -> s.node().equals("n2") && s.verdict() == Verdict.INCONCLUSIVE)
                .anyMatch(s -> s.node().equals("n3") && s.verdict() == Verdict.NOT_RUN);
        assertThat(report.warnings()).anyMatch(w -> w.contains("counts 4 nodes and names 3"));
    }

    @Test
    void aBaselineRunOfGlimmerJudgedNothing() throws Exception {
        String text = """
                {"version": "burnin.glimmer.ai/v1alpha1", "baseline": true, "deliveryId": "d", "reason": "RunPhaseChanged",
                 "run": {"namespace": "local", "name": "n1", "uid": "u"}, "phase": "Passed",
                 "fingerprint": {"n1": "kernel=6.8"},
                 "results": [{"name": "gemm", "kind": "compute", "phase": "Passed", "nodes": ["n1"]},
                             {"name": "net", "kind": "net", "phase": "Error", "nodes": ["n1"], "message": "no peer"}]}
                """;
        ReportImport report = read(text);
        assertThat(report.hardwareBound()).isTrue();
        assertThat(report.statements())
                .extracting(ReportImport.Statement::verdict)
                .containsExactly(Verdict.INCONCLUSIVE, Verdict.ERROR);
    }

    @Test
    void junitXmlIsReadWithoutFollowingEntities() throws Exception {
        ReportImport report = read("<testsuites><testsuite name='rvs' hostname='head'>"
                + "<testcase classname='a' name='ok'/><testcase classname='a' name='bad'><failure message='slow'/></testcase>"
                + "<testcase classname='a' name='no'><skipped/></testcase></testsuite></testsuites>");
        assertThat(report.statements())
                .extracting(ReportImport.Statement::verdict)
                .containsExactly(Verdict.PASS, Verdict.FAIL, Verdict.NOT_RUN);
        assertThatThrownBy(
                        () -> read("<!DOCTYPE a [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><testsuite>&e;</testsuite>"))
                .isInstanceOf(BadInputException.class);
    }

    @Test
    void whatIsNoReportIsRefused() {
        for (String text : new String[] {"", "{}", "[]", "{\"a\":", "<a>", "<a/>", "hello"}) {
            assertThatThrownBy(() -> read(text)).as(text).isInstanceOf(BadInputException.class);
        }
    }
}
