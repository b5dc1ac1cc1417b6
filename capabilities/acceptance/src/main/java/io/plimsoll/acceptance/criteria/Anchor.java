/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.criteria;

import io.plimsoll.model.Sha256;

/**
 * The last signed set, against which new measurements are held.
 *
 * @param sha256 of its payload, so that the chain can be followed
 * @param signedBy the key that signed it; empty if nobody did
 */
public record Anchor(CriterionSet set, Sha256 sha256, String signedBy) {}
