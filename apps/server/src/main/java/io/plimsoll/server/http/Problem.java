/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.server.http;

import io.plimsoll.model.InputProblem;
import java.util.List;

/** A refusal, told as RFC 9457 problem details. */
public final class Problem extends RuntimeException {

    private final int status;
    private final String type;
    private final String title;
    private final List<InputProblem> problems;

    /**
     * @param type a stable word for programs, for example {@code not-found}
     * @param title what went wrong, the same for every occurrence of the type
     * @param detail what went wrong this time
     */
    public Problem(int status, String type, String title, String detail, List<InputProblem> problems) {
        super(detail, null, false, false);
        this.status = status;
        this.type = type;
        this.title = title;
        this.problems = List.copyOf(problems);
    }

    public static Problem badInput(List<InputProblem> problems) {
        return new Problem(400, "bad-input", "The input was refused; nothing of it was kept", "", problems);
    }

    public static Problem badInput(InputProblem problem) {
        return badInput(List.of(problem));
    }

    public static Problem notFound(String what) {
        return new Problem(404, "not-found", "There is no such thing", what, List.of());
    }

    public static Problem conflict(String detail) {
        return new Problem(409, "conflict", "The record stands against it", detail, List.of());
    }

    public static Problem unauthenticated() {
        return new Problem(401, "sign-in", "Sign in first", "", List.of());
    }

    public static Problem forbidden(String detail) {
        return new Problem(403, "forbidden", "Your roles do not allow this", detail, List.of());
    }

    public static Problem tooLarge(long limit) {
        return new Problem(
                413, "too-large", "The body is too large", "at most " + limit + " bytes are read here", List.of());
    }

    public int status() {
        return status;
    }

    /** The problem as it travels. */
    public Details details() {
        return new Details("urn:plimsoll:problem:" + type, title, status, detail(), problems);
    }

    private String detail() {
        String message = getMessage();
        return message == null ? "" : message;
    }

    /** RFC 9457 problem details, with what is wrong with the input. */
    public record Details(String type, String title, int status, String detail, List<InputProblem> problems) {}
}
