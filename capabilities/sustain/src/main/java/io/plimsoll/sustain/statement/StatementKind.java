/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.sustain.statement;

/** Kinds of statements; the fields, limits and dates of each stand in {@link Forms}, for they change by the year. */
public enum StatementKind {
    /** Delegated Regulation (EU) 2024/1364. */
    EU,
    /** EnEfG section 13 and Annex 3. */
    ENEFG,
    /** EnEfG section 15: one customer. */
    CUSTOMER,
    /** Greenhouse gases by scope. */
    GHG,
    /** SASB TC-SI-130a. */
    SASB
}
