/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.cli.ledger;

import io.plimsoll.capacity.read.LedgerReader;
import java.io.IOException;
import java.io.InputStream;
import picocli.CommandLine.Option;

/** What kind of file is imported. */
final class SourceFormat {

    /** What a file holds. */
    enum Kind {
        /** Rows of a ledger, CSV or JSON. */
        LEDGER
    }

    @Option(
            names = "--format",
            description = "What the file holds: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private Kind kind = Kind.LEDGER;

    void read(InputStream in, String source, long firstId, long recorded, LedgerReader.Sink sink) throws IOException {
        switch (kind) {
            case LEDGER -> LedgerReader.read(in, source, firstId, recorded, sink);
        }
    }
}
