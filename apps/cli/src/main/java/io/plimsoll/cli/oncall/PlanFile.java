/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.cli.oncall;

import io.plimsoll.model.BadInputException;
import io.plimsoll.model.InputProblem;
import io.plimsoll.oncall.read.PlanReader;
import io.plimsoll.oncall.schedule.OnCallPlan;
import io.plimsoll.oncall.schedule.Span;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/** What the commands of this noun read. */
final class PlanFile {

    private static final Duration WINDOW_MAX = Duration.ofDays(1_100);

    private PlanFile() {}

    static OnCallPlan read(Path file) throws IOException {
        return PlanReader.read(Files.readString(file), file.toString());
    }

    static Instant moment(String option, String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException e) {
            throw new BadInputException(
                    new InputProblem(option, 0, text, "a time with its offset, such as 2026-11-23T18:00+01:00"));
        }
    }

    /** From a moment, or now, to another, or so many days later. */
    static Span window(@Nullable String from, @Nullable String to, int days) {
        Instant start = from == null ? Instant.now() : moment("--from", from);
        Instant end = to == null ? start.plus(Duration.ofDays(days)) : moment("--to", to);
        if (!start.isBefore(end) || Duration.between(start, end).compareTo(WINDOW_MAX) > 0) {
            throw new BadInputException(new InputProblem(
                    "--to", 0, end.toString(), "a time after " + start + ", at most " + WINDOW_MAX.toDays() + " days"));
        }
        return new Span(start, end);
    }
}
