/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.spares.read;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A spares document as rows, whatever its format was.
 *
 * @param settings plain name to text: name, method, objective and the targets
 * @param sites every site that may be named; empty if the document has no list of sites
 */
record Document(List<Row> rows, Map<String, String> settings, Set<String> sites) {}
