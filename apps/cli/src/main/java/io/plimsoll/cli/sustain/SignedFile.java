/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.cli.sustain;

/** What is inside the envelope of a filed statement; the server writes the same. */
final class SignedFile {

    static final String PAYLOAD = "application/vnd.plimsoll.statement+json";

    private SignedFile() {}
}
