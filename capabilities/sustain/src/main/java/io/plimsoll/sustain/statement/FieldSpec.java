/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.sustain.statement;

import java.util.List;

/**
 * A field that a law or standard asks for.
 *
 * @param from where its value comes from, the first of these that has one: JSON pointers into the site's document, {@code sym:EDC},
 *     {@code kpi:PUE}, {@code class:size} or {@code calc:...}
 * @param law where it is asked for
 * @param required whether the statement is incomplete without it
 * @param onlyIf asked for only where the document says so; empty for always
 * @param oneOf the values that the law knows; empty for any
 * @param level who may see it
 */
record FieldSpec(
        String id,
        String name,
        String unit,
        List<String> from,
        String law,
        boolean required,
        String onlyIf,
        List<String> oneOf,
        Redaction level) {}
