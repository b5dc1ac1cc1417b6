/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.cli.accept;

import io.plimsoll.acceptance.plan.TestPlan;
import io.plimsoll.acceptance.plan.TestPlanReader;
import io.plimsoll.acceptance.plan.TestPlans;
import io.plimsoll.acceptance.price.DefectModel;
import io.plimsoll.acceptance.price.DefectModels;
import io.plimsoll.acceptance.price.Terms;
import io.plimsoll.acceptance.price.TermsReader;
import io.plimsoll.model.BadInputException;
import io.plimsoll.model.InputProblem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Test plans, rates and terms as they are named on the command line. */
final class PlanArgument {

    private PlanArgument() {}

    /** A shipped plan's name, or the file of a plan. */
    static TestPlan plan(String option, String name) throws IOException {
        Optional<TestPlan> shipped = TestPlans.shipped(name);
        if (shipped.isPresent()) {
            return shipped.get();
        }
        try (InputStream in = open(
                option,
                Path.of(name),
                "one of " + String.join(", ", TestPlans.names()) + ", or the file of a test plan")) {
            return TestPlanReader.read(in, name);
        }
    }

    /** The shipped shares, or those of a file. */
    static DefectModel rates(@Nullable Path file) throws IOException {
        if (file == null) {
            return DefectModels.shipped();
        }
        try (InputStream in = open("--rates", file, "a file of rates in JSON")) {
            return DefectModels.read(in, file.toString());
        }
    }

    static Terms terms(@Nullable Path file) throws IOException {
        if (file == null) {
            return Terms.NONE;
        }
        try (InputStream in = open("--contract", file, "a file of terms in JSON")) {
            return TermsReader.read(in, file.toString());
        }
    }

    private static InputStream open(String option, Path file, String expected) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new BadInputException(new InputProblem(option, 0, file.toString(), expected));
        }
        return Files.newInputStream(file);
    }
}
