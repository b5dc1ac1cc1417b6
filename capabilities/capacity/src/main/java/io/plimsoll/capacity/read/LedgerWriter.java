/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.capacity.read;

import io.plimsoll.capacity.ledger.Entry;
import io.plimsoll.capacity.ledger.Unit;
import io.plimsoll.model.UnitClass;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;

/**
 * Writes a ledger as CSV, one row an entry. Each row ends with the SHA-256 of the hash before it, a newline and the row's own
 * text, so that no row can be changed, removed or put elsewhere unseen.
 */
public final class LedgerWriter {

    /** The hash before the first row. */
    public static final String START = "0".repeat(64);

    private final OutputStream out;
    private final StringBuilder row = new StringBuilder(256);
    private final MessageDigest digest;
    private String last = START;

    /**
     * @param out buffered by the caller, who also closes it
     */
    public LedgerWriter(OutputStream out) throws IOException {
        this.out = out;
        try {
            this.digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
        StringBuilder header = new StringBuilder();
        for (Column column : Column.values()) {
            header.append(header.isEmpty() ? "" : ",").append(column.key());
        }
        out.write(header.append('\n').toString().getBytes(StandardCharsets.UTF_8));
    }

    /** Writes one row and gives its hash. */
    public String write(Entry entry) throws IOException {
        text(entry);
        String hash = hash(row);
        row.append(',').append(hash).append('\n');
        out.write(row.toString().getBytes(StandardCharsets.UTF_8));
        last = hash;
        return hash;
    }

    /** The hash that the row of this entry must have after what was written; writes nothing. */
    public String expected(Entry entry) {
        text(entry);
        return hash(row);
    }

    /** The last row's hash. */
    public String last() {
        return last;
    }

    private String hash(CharSequence text) {
        digest.update((last + "\n").getBytes(StandardCharsets.US_ASCII));
        digest.update(text.toString().getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(digest.digest());
    }

    private void text(Entry e) {
        row.setLength(0);
        row.append(e.id()).append(',');
        if (!e.isReversal()) {
            second(e.at());
        }
        row.append(',');
        micros(e.recordedMicros());
        row.append(',');
        quoted(e.unit());
        row.append(',');
        e.from().ifPresent(s -> row.append(s.name()));
        row.append(',');
        e.to().ifPresent(s -> row.append(s.name()));
        row.append(',');
        if (e.opening().isPresent()) {
            Unit unit = e.opening().get();
            row.append(unit.unitClass().name()).append(',');
            row.append(unit.unitClass() == UnitClass.SWITCH ? "" : unit.gpus()).append(',');
            quoted(unit.site());
            row.append(',');
            quoted(unit.rack());
            row.append(',').append(unit.slot() < 0 ? "" : unit.slot());
        } else {
            row.append(",,,,");
        }
        row.append(',');
        quoted(
                switch (e.allocation()) {
                    case Entry.Allocation.Same same -> "";
                    case Entry.Allocation.Ended ended -> "-";
                    case Entry.Allocation.To serves -> serves.commitment();
                });
        row.append(',');
        e.exclusion().ifPresent(x -> row.append(x.name()));
        row.append(',');
        if (e.noticeAt() != Entry.NONE) {
            second(e.noticeAt());
        }
        row.append(',');
        if (e.isReversal()) {
            row.append(e.reverses());
        }
        row.append(',');
        quoted(e.words().evidence());
        row.append(',');
        quoted(e.words().cause());
        row.append(',');
        quoted(e.words().actor());
    }

    private void second(long second) {
        row.append(Instant.ofEpochSecond(second));
    }

    private void micros(long micros) {
        row.append(Instant.ofEpochSecond(Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1_000));
    }

    private void quoted(String text) {
        boolean plain = true;
        for (int i = 0; i < text.length() && plain; i++) {
            char c = text.charAt(i);
            plain = c != ',' && c != '"' && c != '\n' && c != '\r' && c != '#';
        }
        if (plain) {
            row.append(text);
        } else {
            row.append('"').append(text.replace("\"", "\"\"")).append('"');
        }
    }
}
