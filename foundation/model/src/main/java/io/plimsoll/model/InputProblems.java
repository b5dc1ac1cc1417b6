/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.model;

import java.util.ArrayList;
import java.util.List;

/**
 * Collects what is wrong with one input, so that a user sees all of it at once. Stops the reader by itself at
 * {@link BadInputException#PROBLEMS_MAX}.
 */
public final class InputProblems {

    private final String source;
    private final List<InputProblem> problems = new ArrayList<>();

    /**
     * @param source the input as the user named it
     */
    public InputProblems(String source) {
        this.source = source;
    }

    /** The input as the user named it. */
    public String source() {
        return source;
    }

    /**
     * @throws BadInputException when the limit is reached
     */
    public void add(long line, String seen, String expected) {
        add(line, seen, expected, "");
    }

    /**
     * @throws BadInputException when the limit is reached
     */
    public void add(long line, String seen, String expected, String maybe) {
        add(new InputProblem(source, line, seen, expected, maybe));
    }

    /**
     * @throws BadInputException when the limit is reached
     */
    public void add(InputProblem problem) {
        problems.add(problem);
        if (problems.size() >= BadInputException.PROBLEMS_MAX) {
            throw new BadInputException(problems);
        }
    }

    public boolean isEmpty() {
        return problems.isEmpty();
    }

    /**
     * @throws BadInputException if anything was wrong
     */
    public void refuseIfAny() {
        if (!problems.isEmpty()) {
            throw new BadInputException(problems);
        }
    }

    /** Everything collected so far and one more, as the exception to throw. */
    public BadInputException with(long line, String seen, String expected, String maybe) {
        List<InputProblem> all = new ArrayList<>(problems);
        all.add(new InputProblem(source, line, seen, expected, maybe));
        return new BadInputException(all);
    }
}
