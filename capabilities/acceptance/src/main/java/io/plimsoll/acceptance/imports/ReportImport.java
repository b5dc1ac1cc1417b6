/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.imports;

import io.plimsoll.model.Sha256;
import io.plimsoll.model.Verdict;
import java.util.List;

/**
 * Another system's report.
 *
 * @param system {@code cre}, {@code glimmer} or {@code junit}
 * @param name the run or certification as the report names it
 * @param sha256 of the report's bytes as they were handed in
 * @param assurance always {@link #ASSURANCE}
 * @param hardwareBound whether the report names the hardware beyond a node's name
 * @param statements what it says, one a node and test
 * @param warnings what a person should know before relying on it
 */
public record ReportImport(
        String system,
        String name,
        Sha256 sha256,
        String assurance,
        boolean hardwareBound,
        List<Statement> statements,
        List<String> warnings) {

    /** Told by another system, not measured here: below any test of ours, never enough for a certificate. */
    public static final String ASSURANCE = "told-by-another-system";

    /**
     * What the report says of one node in one test.
     *
     * @param node empty where the report names none
     * @param said the report's own word
     * @param verdict in our words
     */
    public record Statement(String node, String test, String said, Verdict verdict, String reason) {}

    public ReportImport {
        statements = List.copyOf(statements);
        warnings = List.copyOf(warnings);
    }
}
