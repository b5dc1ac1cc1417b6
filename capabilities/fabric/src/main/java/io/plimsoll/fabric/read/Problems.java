/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.fabric.read;

import io.plimsoll.model.BadInputException;
import io.plimsoll.model.InputProblem;
import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong with one input, up to the limit, and refuses it in the end. */
final class Problems {

    private final String source;
    private final List<InputProblem> found = new ArrayList<>();

    Problems(String source) {
        this.source = source;
    }

    void add(long line, String seen, String expected, String maybe) {
        found.add(new InputProblem(source, line, seen, expected, maybe));
        if (found.size() >= BadInputException.PROBLEMS_MAX) {
            throw new BadInputException(found);
        }
    }

    boolean isEmpty() {
        return found.isEmpty();
    }

    void refuseIfAny() {
        if (!found.isEmpty()) {
            throw new BadInputException(found);
        }
    }

    BadInputException refusal(long line, String seen, String expected, String maybe) {
        found.add(new InputProblem(source, line, seen, expected, maybe));
        return new BadInputException(found);
    }
}
