/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.postgres;

import io.plimsoll.capacity.Commitment;

/**
 * A contract line to be put on the record.
 *
 * @param terms as read from the document; its place names this site or none
 * @param document byte for byte as it was sent
 */
@SuppressWarnings("ArrayRecordComponent") // a document is handed on, never compared
public record NewContract(Commitment terms, byte[] document) {}
