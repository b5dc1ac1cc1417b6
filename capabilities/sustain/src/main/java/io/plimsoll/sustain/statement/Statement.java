/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.sustain.statement;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A statement and where it stands on its way: draft, reviewed, filed, and restated by a later one.
 *
 * @param id of kind, site, period and version
 * @param form form that it is on, with its version; empty where it was drafted before forms had names
 * @param customer whose statement it is; empty for a site's
 * @param due last day to file it; empty where there is none
 * @param supersedes id of the statement that it restates; empty for none
 */
public record Statement(
        String id,
        StatementKind kind,
        @Nullable String form,
        String title,
        String site,
        String customer,
        String period,
        String due,
        int version,
        State state,
        String supersedes,
        Redaction redaction,
        List<Field> fields,
        List<Check> checks,
        List<Step> history) {

    /** Where a statement stands. */
    public enum State {
        DRAFT,
        REVIEWED,
        FILED,
        RESTATED;

        /** The table of steps: draft to reviewed to filed to restated, and from reviewed back to draft. */
        boolean mayBecome(State next) {
            return switch (this) {
                case DRAFT -> next == REVIEWED;
                case REVIEWED -> next == FILED || next == DRAFT;
                case FILED -> next == RESTATED;
                case RESTATED -> false;
            };
        }
    }

    /** Who moved it, when. */
    public record Step(State state, String by, Instant at, String reason) {}

    /** Whether every required field is there. */
    public boolean complete() {
        return fields.stream().noneMatch(f -> f.status() == Field.Status.MISSING);
    }

    /**
     * The statement in its next state.
     *
     * @throws IllegalStateException if there is no such step, if a field is missing for filing, or if the reviewer files
     */
    public Statement moved(State next, String by, Instant at, String reason) {
        if (!state.mayBecome(next)) {
            throw new IllegalStateException("a statement that is " + state + " cannot become " + next);
        }
        if (by.isBlank() || (next == State.RESTATED && reason.isBlank())) {
            throw new IllegalStateException(next + " needs who" + (next == State.RESTATED ? " and why" : ""));
        }
        if (next == State.FILED
                && !history.isEmpty()
                && history.getLast().by().strip().equalsIgnoreCase(by.strip())) {
            throw new IllegalStateException(by + " reviewed the statement; someone else files it");
        }
        if (next == State.FILED && !complete()) {
            throw new IllegalStateException("required fields are missing: "
                    + fields.stream()
                            .filter(f -> f.status() == Field.Status.MISSING)
                            .map(Field::id)
                            .toList());
        }
        List<Step> steps = new ArrayList<>(history);
        steps.add(new Step(next, by, at, reason));
        return new Statement(
                id,
                kind,
                form,
                title,
                site,
                customer,
                period,
                due,
                version,
                next,
                supersedes,
                redaction,
                fields,
                checks,
                steps);
    }

    /** The same for a reader of a lower level: what it may not see is withheld, in fields and in checks. */
    public Statement shownTo(Redaction reader) {
        List<Field> shown = fields.stream().map(f -> f.shownTo(reader)).toList();
        List<Check> held = checks.stream().map(c -> c.shownTo(reader)).toList();
        return new Statement(
                id,
                kind,
                form,
                title,
                site,
                customer,
                period,
                due,
                version,
                state,
                supersedes,
                reader,
                shown,
                held,
                history);
    }

    /** One line a field, for spreadsheets. */
    public String csv() {
        StringBuilder out = new StringBuilder("statement,version,state,id,name,value,unit,status,law,method,source\n");
        for (Field f : fields) {
            out.append(String.join(
                            ",",
                            List.of(
                                    quoted(id),
                                    Integer.toString(version),
                                    state.name(),
                                    quoted(f.id()),
                                    quoted(f.name()),
                                    quoted(f.value()),
                                    quoted(f.unit()),
                                    f.status().name(),
                                    quoted(f.law()),
                                    quoted(f.method()),
                                    quoted(f.source()))))
                    .append('\n');
        }
        return out.toString();
    }

    private static String quoted(String text) {
        String safe = text.matches("^[=+@-].*") && !text.matches("-?[0-9.eE+-]+") ? "'" + text : text;
        return safe.matches("(?s).*[,\"\n\r].*") ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
    }
}
