/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.postgres;

import io.plimsoll.model.Sha256;

/** What the import of a plan put on the record. */
public record PlanImport(
        long planId, Sha256 sha256, int nodes, int gpus, int switches, int cables, int racks, long journalSeq) {}
