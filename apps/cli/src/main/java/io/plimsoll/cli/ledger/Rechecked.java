/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.cli.ledger;

import io.plimsoll.capacity.ledger.Chains;
import io.plimsoll.capacity.ledger.Entry;
import io.plimsoll.capacity.read.LedgerReader;
import io.plimsoll.capacity.read.LedgerWriter;
import io.plimsoll.model.BadInputException;
import io.plimsoll.model.InputProblem;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads a ledger file while holding each row against its hash. */
final class Rechecked {

    private Rechecked() {}

    /**
     * Copies a ledger row by row.
     *
     * @return whether the file carries hashes
     * @throws BadInputException naming the first row that does not continue the chain
     */
    static boolean copy(Path ledger, Chains chains, LedgerWriter writer) throws IOException {
        boolean[] hashed = {false};
        try (InputStream in = new BufferedInputStream(Files.newInputStream(ledger), 1 << 16)) {
            LedgerReader.read(in, ledger.toString(), 1, Entry.NONE, (entry, hash) -> {
                chains.take(entry);
                String own = writer.write(entry);
                if ((hashed[0] && hash.isEmpty()) || (!hash.isEmpty() && !hash.equals(own))) {
                    throw new BadInputException(new InputProblem(
                            ledger.toString(),
                            entry.line(),
                            "hash " + (hash.isEmpty() ? "missing" : hash),
                            own + ", which continues the chain",
                            "this row or one before it was changed, removed or moved"));
                }
                hashed[0] |= !hash.isEmpty();
            });
        }
        return hashed[0];
    }
}
