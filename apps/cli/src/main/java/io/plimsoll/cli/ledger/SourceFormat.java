/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.cli.ledger;

import io.plimsoll.capacity.read.BreakFix;
import io.plimsoll.capacity.read.FaultTrace;
import io.plimsoll.capacity.read.LedgerReader;
import io.plimsoll.model.BadInputException;
import io.plimsoll.model.InputProblem;
import java.io.IOException;
import java.io.InputStream;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What kind of file is imported, and what such a file does not say by itself. */
final class SourceFormat {

    /** What a file holds. */
    enum Kind {
        /** Rows of a ledger, CSV or JSON. */
        LEDGER,
        /** Break-fix events with the fields of BFX02. */
        BFX02,
        /** StepFun's InfiniteHBD fault trace. */
        INFINITEHBD
    }

    @Option(
            names = "--format",
            description =
                    "What the file holds: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE} (CSV or JSON rows).")
    private Kind kind = Kind.LEDGER;

    @Option(names = "--gpus", paramLabel = "N", description = "BFX02, INFINITEHBD: GPUs of each node that is opened.")
    private @Nullable Integer gpus;

    @Option(names = "--nodes", paramLabel = "N", description = "INFINITEHBD: nodes in all, with those that never fail.")
    private @Nullable Integer nodes;

    @Option(names = "--start", paramLabel = "INSTANT", description = "INFINITEHBD: the instant of day zero.")
    private @Nullable String start;

    @Option(
            names = "--nodes-per-rack",
            paramLabel = "N",
            description = "INFINITEHBD: put nodes into racks of so many, by name. Default: no racks.")
    private int nodesPerRack;

    /**
     * @param known units that the ledger has before
     */
    void read(InputStream in, String source, Set<String> known, long firstId, long recorded, LedgerReader.Sink sink)
            throws IOException {
        switch (kind) {
            case LEDGER -> LedgerReader.read(in, source, firstId, recorded, sink);
            case BFX02 -> {
                OptionalInt each = gpus == null ? OptionalInt.empty() : OptionalInt.of(gpus);
                BreakFix.read(in, source, known, each, firstId, sink);
            }
            case INFINITEHBD -> {
                Integer all = nodes;
                Integer each = gpus;
                String zero = start;
                if (all == null || each == null || zero == null || all < 1 || each < 1) {
                    throw new BadInputException(new InputProblem(
                            source, 0, "", "--nodes, --gpus and --start, which the trace does not say"));
                }
                FaultTrace.read(
                        in,
                        source,
                        new FaultTrace.Frame(
                                LedgerInput.instant("--start", zero), all, each, Math.max(0, nodesPerRack)),
                        firstId,
                        sink);
            }
        }
    }
}
