/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.cli.accept;

import io.plimsoll.acceptance.Criterion;
import io.plimsoll.acceptance.plan.PlannedTest;
import io.plimsoll.acceptance.plan.TestPlan;
import io.plimsoll.acceptance.plan.TestPlans;
import io.plimsoll.cli.ExitCode;
import io.plimsoll.cli.Output;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code plimsoll accept plans}: the shipped test plans, or one plan, checked as a whole. */
@Command(
        name = "plans",
        description = "List the shipped test plans, or check and show one.",
        mixinStandardHelpOptions = true,
        footer = "A wrong plan: exit code 2, and every error with its file and line.")
final class PlansCommand implements Callable<Integer> {

    @Parameters(paramLabel = "NAME|FILE", arity = "0..1", description = "A shipped plan, or the file of one.")
    private @Nullable String name;

    @Mixin
    private Output output = new Output();

    record Item(String name, int version, String title, int tests, int required, String sha256) {}

    record Shown(String sha256, TestPlan plan) {}

    @Override
    public Integer call() throws Exception {
        if (name == null) {
            List<Item> items = TestPlans.shipped().stream()
                    .map(p -> new Item(
                            p.name(),
                            p.version(),
                            p.title(),
                            p.tests().size(),
                            p.required().size(),
                            p.digest().hex()))
                    .toList();
            output.print(
                    items,
                    out -> items.forEach(i -> out.printf(
                            Locale.ROOT,
                            "%-14s %2d tests, %2d required  %s%n",
                            i.name(),
                            i.tests(),
                            i.required(),
                            i.title())));
        } else {
            TestPlan plan = PlanArgument.plan("NAME|FILE", name);
            output.print(new Shown(plan.digest().hex(), plan), out -> text(plan, out));
        }
        return ExitCode.FINE;
    }

    private static void text(TestPlan plan, PrintWriter out) {
        out.println(plan.name() + " version " + plan.version() + ": " + plan.title());
        out.println("SHA-256 " + plan.digest().hex());
        for (PlannedTest test : plan.tests()) {
            out.println();
            out.println(test.id() + (test.required() ? " (required)" : "") + ": " + test.title());
            out.println("  " + (test.stage().isEmpty() ? "" : "stage " + test.stage() + ", ") + "scope "
                    + test.scope().name().toLowerCase(Locale.ROOT) + ", "
                    + test.duration().toSeconds() + " s"
                    + (test.needs().isEmpty() ? "" : ", needs " + String.join(", ", test.needs())));
            for (Criterion c : test.criteria()) {
                out.println(
                        "  " + c.text() + c.appliesWhen().map(w -> " for " + w).orElse("") + "  [" + c.source() + "]");
            }
            if (!test.unsourced().isEmpty()) {
                out.println("  no limit: " + test.unsourced());
            }
        }
    }
}
