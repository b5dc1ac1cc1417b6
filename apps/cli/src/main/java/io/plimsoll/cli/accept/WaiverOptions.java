/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.cli.accept;

import io.plimsoll.acceptance.Waiver;
import io.plimsoll.acceptance.plan.TestPlan;
import io.plimsoll.acceptance.price.DefectModels;
import io.plimsoll.acceptance.price.Leak;
import io.plimsoll.model.BadInputException;
import io.plimsoll.model.InputProblem;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options with which a named owner lets a node through a test that it does not pass. */
final class WaiverOptions {

    @Option(names = "--waive", paramLabel = "TEST", description = "Let the node through this test. May be repeated.")
    private List<String> tests = new ArrayList<>();

    @Option(names = "--owner", paramLabel = "O", description = "Who answers for the waiver.")
    private String owner = "";

    @Option(names = "--reason", paramLabel = "R", description = "Why.")
    private String reason = "";

    @Option(
            names = "--expires",
            paramLabel = "D",
            description = "When it ends: 2026-12-31 (its start, UTC) or an instant.")
    private String expires = "";

    @Option(names = "--price", paramLabel = "CENTS", description = "What the skip is expected to cost, in cents.")
    private @Nullable Long price;

    /** The waivers for a node; every problem at once. */
    List<Waiver> waivers(TestPlan plan, String node, Instant now) {
        if (tests.isEmpty()) {
            return List.of();
        }
        List<InputProblem> problems = new ArrayList<>();
        for (String test : tests) {
            if (plan.test(test).isEmpty()) {
                problems.add(new InputProblem(
                        "--waive",
                        0,
                        test,
                        "one of "
                                + String.join(
                                        ", ",
                                        plan.tests().stream().map(t -> t.id()).toList())));
            }
        }
        required(problems, "--owner", owner, "the name of a person who answers for the waiver");
        required(problems, "--reason", reason, "why the test is let through");
        Instant until = until(problems, now);
        if (price != null && price < 0) {
            problems.add(new InputProblem("--price", 0, price.toString(), "cents, not negative"));
        }
        if (!problems.isEmpty()) {
            throw new BadInputException(problems);
        }
        OptionalLong cents = price == null ? OptionalLong.empty() : OptionalLong.of(price);
        return tests.stream()
                .map(t -> new Waiver(t, node, owner, reason, until, cents))
                .toList();
    }

    /** What a waiver that nobody has priced lets through, and how to get a price: none is never told as zero. */
    static String withoutPrice(TestPlan plan, Waiver waiver) {
        OptionalDouble bad = Leak.badAfter(plan, waiver.test(), false, DefectModels.shipped());
        String chance = bad.isPresent()
                ? String.format(Locale.ROOT, "a node without it is bad in %.2f %% of cases", 100 * bad.getAsDouble())
                : "no source says what going without it lets through";
        return "The waiver of " + waiver.test() + " has no price: " + chance
                + ". Maybe say --price CENTS; plimsoll accept" + " price --plan " + plan.name() + " --nodes 1 --skip "
                + waiver.test() + " --contract FILE offers one.";
    }

    private static void required(List<InputProblem> problems, String option, String value, String expected) {
        if (value.isBlank()) {
            problems.add(new InputProblem(option, 0, value, expected));
        }
    }

    private Instant until(List<InputProblem> problems, Instant now) {
        Instant until = Instant.MIN;
        try {
            until = expires.contains("T")
                    ? Instant.parse(expires)
                    : LocalDate.parse(expires).atStartOfDay(ZoneOffset.UTC).toInstant();
        } catch (DateTimeException e) {
            problems.add(new InputProblem("--expires", 0, expires, "a date such as 2026-12-31, or an instant"));
            return until;
        }
        if (!until.isAfter(now)) {
            problems.add(new InputProblem("--expires", 0, expires, "a time after now, " + now));
        }
        return until;
    }
}
