/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.postgres;

import java.util.List;

/**
 * A certificate with its bytes.
 *
 * @param dsse the signed envelope, as the exact bytes that were issued
 * @param units names of the units it covers
 * @param actor who issued it
 */
@SuppressWarnings("ArrayRecordComponent") // bytes are carried, never compared
public record CertificateFile(CertificateRow row, byte[] dsse, List<String> units, String actor, long journalSeq) {}
