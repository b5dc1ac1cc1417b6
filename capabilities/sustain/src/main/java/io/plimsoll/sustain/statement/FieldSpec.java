/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.sustain.statement;

/**
 * A field that a law or standard asks for.
 *
 * @param from where its value comes from: a JSON pointer into the site's document, {@code sym:EDC}, {@code kpi:PUE} or
 *     {@code calc:...}
 * @param law where it is asked for
 * @param required whether the statement is incomplete without it
 * @param level who may see it
 */
record FieldSpec(String id, String name, String unit, String from, String law, boolean required, Redaction level) {}
