/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.read;

import io.plimsoll.acceptance.Reading;
import io.plimsoll.acceptance.TestResult;
import io.plimsoll.acceptance.plan.PlannedTest;
import io.plimsoll.model.BadInputException;
import io.plimsoll.model.InputProblem;
import io.plimsoll.model.Sha256;
import io.plimsoll.model.Verdict;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Turns one run's raw log and exit code into a result: hashed, read, and strict about tools that broke. */
public final class RunLog {

    private RunLog() {}

    /** The result of a run of {@code test} that wrote {@code log} and ended with {@code exitCode}. */
    public static TestResult result(
            PlannedTest test, String tool, Instant startedAt, Instant endedAt, byte[] log, int exitCode) {
        Sha256 sha256 = Sha256.of(log);
        try {
            Reading reading =
                    ToolReaders.read(new ByteArrayInputStream(log), test.id() + ".log", Optional.of(test.reader()));
            return TestResult.completed(test.id(), tool, startedAt, endedAt, withExitCode(reading, exitCode), sha256);
        } catch (BadInputException e) {
            String why =
                    e.problems().stream().findFirst().map(InputProblem::message).orElse("its log cannot be read");
            String reason = exitCode == 0 ? why : "exit code " + exitCode + "; " + why;
            return TestResult.broke(test.id(), tool, startedAt, endedAt, reason, Optional.of(sha256));
        } catch (IOException e) {
            throw new UncheckedIOException("an array in memory cannot fail to be read", e);
        }
    }

    /** A tool that ends with an error code and whose log shows none contradicts itself. */
    private static Reading withExitCode(Reading reading, int exitCode) {
        boolean complains =
                reading.verdicts().stream().anyMatch(v -> v.verdict() == Verdict.FAIL || v.verdict() == Verdict.ERROR);
        if (exitCode == 0 || complains) {
            return reading;
        }
        List<String> contradictions = new ArrayList<>(reading.contradictions());
        contradictions.add("the tool ended with exit code " + exitCode + " and its log shows no error");
        return new Reading(
                reading.format(),
                reading.tool(),
                reading.measurements(),
                reading.verdicts(),
                reading.warnings(),
                contradictions);
    }
}
