/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.model;

import java.util.List;
import java.util.stream.Collectors;

/** An input was refused as a whole; nothing of it was kept. Carries every problem found, up to the reader's limit. */
public final class BadInputException extends RuntimeException {

    /** How many problems a reader collects before it stops. */
    public static final int PROBLEMS_MAX = 50;

    private final List<InputProblem> problems;

    public BadInputException(List<InputProblem> problems) {
        super(problems.stream().map(InputProblem::message).collect(Collectors.joining(System.lineSeparator())));
        if (problems.isEmpty()) {
            throw new IllegalArgumentException("a refused input has at least one problem");
        }
        this.problems = List.copyOf(problems);
    }

    public BadInputException(InputProblem problem) {
        this(List.of(problem));
    }

    public List<InputProblem> problems() {
        return problems;
    }
}
