/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.server.client;

import io.plimsoll.model.InputProblem;
import io.plimsoll.server.http.Problem;
import java.util.stream.Collectors;

/** The server refused a call; carries its problem details. */
public final class ServerRefusedException extends RuntimeException {

    private final Problem.Details details;

    ServerRefusedException(Problem.Details details) {
        super(text(details));
        this.details = details;
    }

    public int status() {
        return details.status();
    }

    /** The stable word for programs, for example {@code not-found}. */
    public String type() {
        return details.type().substring(details.type().lastIndexOf(':') + 1);
    }

    public Problem.Details details() {
        return details;
    }

    private static String text(Problem.Details d) {
        String detail = d.detail().isEmpty() ? "" : ": " + d.detail();
        String problems =
                d.problems().stream().map(InputProblem::message).collect(Collectors.joining(System.lineSeparator()));
        return d.status() + " " + d.title() + detail + (problems.isEmpty() ? "" : System.lineSeparator() + problems);
    }
}
