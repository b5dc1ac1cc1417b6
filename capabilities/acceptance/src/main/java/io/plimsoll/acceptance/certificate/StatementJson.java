/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.certificate;

import io.plimsoll.acceptance.Criterion;
import io.plimsoll.acceptance.Measurement;
import io.plimsoll.acceptance.Waiver;
import io.plimsoll.acceptance.judge.CriterionVerdict;
import io.plimsoll.acceptance.judge.MeasuredRun;
import io.plimsoll.acceptance.judge.TestVerdict;
import io.plimsoll.acceptance.plan.TestPlan;
import io.plimsoll.model.Verdict;
import java.util.function.Predicate;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The JSON of a statement, field by field; docs/how-to/certificate.md describes the same fields. */
final class StatementJson {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private StatementJson() {}

    static ObjectNode write(CertificateStatement statement) {
        ObjectNode root = JSON.createObjectNode();
        root.put("_type", CertificateStatement.STATEMENT_TYPE);
        ObjectNode subject = root.putArray("subject").addObject();
        subject.put("name", statement.fingerprint().nodeSerial());
        subject.putObject("digest")
                .put("sha256", statement.fingerprint().digest().hex());
        root.put("predicateType", CertificateStatement.PREDICATE_TYPE);
        ObjectNode predicate = root.putObject("predicate");
        TestPlan plan = statement.judgement().plan();
        boolean waived = statement.judgement().tests().stream().anyMatch(t -> t.verdict() == Verdict.WAIVED);
        predicate.put("result", waived ? "WARNED" : "PASSED");
        ObjectNode configuration = predicate.putArray("configuration").addObject();
        configuration.put("name", plan.name() + "@" + plan.version());
        configuration.putObject("digest").put("sha256", plan.digest().hex());
        names(predicate.putArray("passedTests"), statement, t -> t.verdict() == Verdict.PASS);
        names(predicate.putArray("warnedTests"), statement, t -> t.verdict() == Verdict.WAIVED);
        names(predicate.putArray("failedTests"), statement, t -> t.verdict() == Verdict.FAIL);
        extension(predicate.putObject(CertificateStatement.EXTENSION), statement);
        return root;
    }

    private static void names(ArrayNode out, CertificateStatement statement, Predicate<TestVerdict> which) {
        statement.judgement().tests().stream()
                .filter(which)
                .map(TestVerdict::test)
                .forEach(out::add);
    }

    private static void extension(ObjectNode out, CertificateStatement statement) {
        TestPlan plan = statement.judgement().plan();
        out.put("node", statement.node());
        out.put("site", statement.site());
        out.put("operator", statement.operator());
        out.put("issuedAt", statement.issuedAt().toString());
        statement.validUntil().ifPresent(at -> out.put("validUntil", at.toString()));
        out.set("fingerprint", JSON.valueToTree(statement.fingerprint()));
        out.set("software", JSON.valueToTree(statement.software()));
        ObjectNode planNode = out.putObject("plan");
        planNode.put("name", plan.name());
        planNode.put("version", plan.version());
        planNode.put("sha256", plan.digest().hex());
        ArrayNode required = planNode.putArray("requiredTests");
        plan.required().forEach(t -> required.add(t.id()));
        ArrayNode left = planNode.putArray("notApplicable");
        for (TestPlan.NotApplicable n : plan.notApplicable()) {
            left.addObject().put("test", n.test()).put("reason", n.condition());
        }
        ArrayNode tests = out.putArray("tests");
        statement.judgement().tests().forEach(t -> test(tests.addObject(), t));
    }

    private static void test(ObjectNode out, TestVerdict test) {
        out.put("test", test.test());
        out.put("title", test.title());
        out.put("required", test.required());
        out.put("verdict", test.verdict().name());
        out.put("withoutWaiver", test.withoutWaiver().name());
        out.put("tool", test.tool());
        out.put("reason", test.reason());
        ArrayNode logs = out.putArray("logSha256");
        test.logs().forEach(l -> logs.add(l.hex()));
        ArrayNode runs = out.putArray("runs");
        test.runs().forEach(r -> run(runs.addObject(), r));
        ArrayNode criteria = out.putArray("criteria");
        test.criteria().forEach(c -> criterion(criteria.addObject(), c));
        ArrayNode measurements = out.putArray("measurements");
        test.measurements().forEach(m -> measurement(measurements.addObject(), m));
        test.waiver().ifPresent(w -> waiver(out.putObject("waiver"), w));
    }

    private static void run(ObjectNode out, MeasuredRun run) {
        out.put("startedAt", run.startedAt().toString());
        out.put("endedAt", run.endedAt().toString());
        run.log().ifPresent(l -> out.put("logSha256", l.hex()));
        run.carriedFrom().ifPresent(from -> out.put("carriedFrom", from));
    }

    private static void criterion(ObjectNode out, CriterionVerdict judged) {
        Criterion criterion = judged.criterion();
        out.put("metric", criterion.metric());
        out.put("comparison", criterion.comparison().name());
        out.put("limit", criterion.limit());
        out.put("unit", criterion.unit());
        out.set("where", JSON.valueToTree(criterion.where()));
        out.put("source", criterion.source());
        out.put("verdict", judged.verdict().name());
        out.put("reason", judged.reason());
    }

    private static void measurement(ObjectNode out, Measurement measurement) {
        out.put("metric", measurement.metric());
        out.put("unit", measurement.unit());
        out.put("value", measurement.value());
        out.put("scope", measurement.scope());
        out.set("labels", JSON.valueToTree(measurement.labels()));
    }

    private static void waiver(ObjectNode out, Waiver waiver) {
        out.put("node", waiver.node());
        out.put("owner", waiver.owner());
        out.put("reason", waiver.reason());
        out.put("expiresAt", waiver.expiresAt().toString());
        if (waiver.priceCents().isPresent()) {
            out.put("priceCents", waiver.priceCents().getAsLong());
        }
    }
}
