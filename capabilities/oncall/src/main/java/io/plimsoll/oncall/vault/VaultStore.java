/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.oncall.vault;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Where sealed contacts lie: a port. Nothing that passes here can be read without the key file. */
public interface VaultStore {

    /**
     * @param label what its owner calls it
     * @param sealed nonce, ciphertext and tag
     */
    @SuppressWarnings("ArrayRecordComponent") // compared by handle only
    record Row(String handle, String person, ContactKind kind, String label, byte[] sealed, Instant addedAt) {}

    /** A person's wrapped key; empty if there is none, or it was destroyed. */
    Optional<byte[]> key(String person);

    /** Keeps the first key that is set; what lies there afterwards is what {@link #key} gives. */
    void keepKey(String person, byte[] wrapped);

    /** Destroys a person's key and rows: what was sealed with it stays sealed for ever, in backups too. */
    void destroy(String person);

    void add(Row row);

    void remove(String handle);

    Optional<Row> find(String handle);

    List<Row> of(String person);
}
