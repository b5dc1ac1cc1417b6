/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.postgres;

import io.plimsoll.model.EvidenceKind;
import io.plimsoll.model.Sha256;
import java.util.List;

/**
 * A piece of evidence as it was kept.
 *
 * @param sha256 of the payload's UTF-8 bytes
 * @param payload JSON
 * @param units names of the units it covers; GPUs as {@code node/gpu3}
 */
public record Evidence(
        long id,
        String site,
        EvidenceKind kind,
        String summary,
        Sha256 sha256,
        long journalSeq,
        String payload,
        List<String> units) {}
