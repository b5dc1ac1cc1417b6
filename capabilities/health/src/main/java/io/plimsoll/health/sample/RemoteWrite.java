/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.health.sample;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;

/**
 * Decodes Prometheus remote-write 1.0 and 2.0 bodies (prometheus.io/docs/specs): Snappy, then protobuf. The version is told by
 * the fields: 1.0 has field 1, 2.0 has a symbol table in field 4 and series in field 5. Not for use by two threads at a time.
 */
public final class RemoteWrite {

    /** The value with which Prometheus says that a series has ended. */
    public static final long STALE_BITS = 0x7ff0000000000002L;

    private static final int LABELS_MAX = 512;

    private final Snappy snappy = new Snappy();
    private final Wire wire = new Wire();
    private final Wire inner = new Wire();
    private int[] symbolFrom = new int[256];
    private int[] symbolTo = new int[256];
    private long[] symbolHash = new long[256];
    private int symbols;
    private final int[] labelFrom = new int[LABELS_MAX * 2];
    private final int[] labelTo = new int[LABELS_MAX * 2];
    private int labels;
    private long key;
    private long check;

    /**
     * What a body held.
     *
     * @param version 1 or 2; 0 if it is no remote-write body
     * @param broken whether it ends within a message or has a wrong one; what came before has been given
     */
    public record Decoded(int version, long series, long samples, long histograms, boolean broken) {}

    /** Decodes a body as it comes over HTTP; one that is not packed is taken as it is. */
    public Decoded decode(byte[] body, int length, SampleSink sink) {
        OptionalInt unpacked = snappy.decode(body, length);
        if (unpacked.isPresent() && version(snappy.output(), unpacked.getAsInt()) > 0) {
            return unpacked(snappy.output(), unpacked.getAsInt(), sink);
        }
        return version(body, length) > 0 ? unpacked(body, length, sink) : new Decoded(0, 0, 0, 0, true);
    }

    /** 1 or 2 by the first field, 0 for neither. */
    private static int version(byte[] bytes, int length) {
        int tag = length == 0 ? 0 : bytes[0] & 0xff;
        return tag == 0x0a || tag == 0x1a ? 1 : tag == 0x22 || tag == 0x2a ? 2 : 0;
    }

    private Decoded unpacked(byte[] bytes, int length, SampleSink sink) {
        int version = version(bytes, length);
        symbols = 0;
        long[] counts = new long[3];
        wire.reset(bytes, 0, length);
        while (wire.more()) {
            int tag = (int) wire.varint();
            int field = tag >>> 3;
            boolean delimited = (tag & 7) == 2;
            if (delimited && field == (version == 1 ? 1 : 5)) {
                int stop = wire.length();
                if (wire.broken() || !series(bytes, wire.at(), stop, version, sink, counts)) {
                    return new Decoded(version, counts[0], counts[1], counts[2], true);
                }
                wire.to(stop);
            } else if (delimited && version == 2 && field == 4) {
                int stop = wire.length();
                symbol(bytes, wire.at(), stop);
                wire.to(stop);
            } else {
                wire.skip(tag & 7);
            }
        }
        return new Decoded(version, counts[0], counts[1], counts[2], wire.broken());
    }

    private void symbol(byte[] bytes, int from, int to) {
        if (symbols == symbolFrom.length) {
            symbolFrom = Arrays.copyOf(symbolFrom, symbols * 2);
            symbolTo = Arrays.copyOf(symbolTo, symbols * 2);
            symbolHash = Arrays.copyOf(symbolHash, symbols * 2);
        }
        symbolFrom[symbols] = from;
        symbolTo[symbols] = to;
        symbolHash[symbols++] = Wire.hash(bytes, from, to);
    }

    private boolean series(byte[] bytes, int from, int to, int version, SampleSink sink, long[] counts) {
        labels = 0;
        key = 0x243f6a8885a308d3L;
        check = 0x13198a2e03707344L;
        int handle = SampleSink.UNKNOWN;
        boolean found = false;
        inner.reset(bytes, from, to);
        while (inner.more()) {
            int tag = (int) inner.varint();
            int field = tag >>> 3;
            if (field == 1 && (tag & 7) == 2) {
                int stop = inner.length();
                if (version == 1) {
                    label(bytes, stop);
                } else {
                    references(stop);
                }
                inner.to(stop);
            } else if (field == 2 && (tag & 7) == 2) {
                int stop = inner.length();
                if (!found) {
                    handle = handle(bytes, sink);
                    found = true;
                    counts[0]++;
                }
                sample(stop, handle, sink);
                counts[1]++;
                inner.to(stop);
            } else {
                counts[2] += (field == (version == 1 ? 4 : 3)) ? 1 : 0;
                inner.skip(tag & 7);
            }
        }
        return !inner.broken();
    }

    /** One label of version 1: field 1 the name, field 2 the value. */
    private void label(byte[] bytes, int stop) {
        int before = inner.narrow(stop);
        long nameHash = 0;
        long valueHash = 0;
        boolean room = labels < LABELS_MAX;
        while (inner.more()) {
            int tag = (int) inner.varint();
            if ((tag & 7) != 2) {
                inner.skip(tag & 7);
                continue;
            }
            int end = inner.length();
            int slot = labels * 2 + ((tag >>> 3) == 1 ? 0 : 1);
            if (room) {
                labelFrom[slot] = inner.at();
                labelTo[slot] = end;
            }
            if ((tag >>> 3) == 1) {
                nameHash = Wire.hash(bytes, inner.at(), end);
            } else {
                valueHash = Wire.hash(bytes, inner.at(), end);
            }
            inner.to(end);
        }
        inner.widen(before);
        mix(nameHash, valueHash);
        labels += room ? 1 : 0;
    }

    /** The labels of version 2: packed references into the symbol table. */
    private void references(int stop) {
        int before = inner.narrow(stop);
        while (inner.more()) {
            long name = inner.varint();
            long value = inner.varint();
            if (inner.broken() || name < 0 || name >= symbols || value < 0 || value >= symbols) {
                break;
            }
            if (labels < LABELS_MAX) {
                labelFrom[labels * 2] = symbolFrom[(int) name];
                labelTo[labels * 2] = symbolTo[(int) name];
                labelFrom[labels * 2 + 1] = symbolFrom[(int) value];
                labelTo[labels * 2 + 1] = symbolTo[(int) value];
                labels++;
            }
            mix(symbolHash[(int) name], symbolHash[(int) value]);
        }
        inner.widen(before);
    }

    private void mix(long name, long value) {
        key = (key ^ name) * 0xff51afd7ed558ccdL;
        key = (key ^ (key >>> 31) ^ value) * 0x9e3779b97f4a7c15L;
        check = ((Long.rotateLeft(check, 23) + name) * 0xc2b2ae3d27d4eb4fL) ^ value;
        check ^= check >>> 33;
    }

    private int handle(byte[] bytes, SampleSink sink) {
        int handle = sink.known(key, check);
        if (handle != SampleSink.UNKNOWN) {
            return handle;
        }
        List<String> texts = new ArrayList<>(labels * 2);
        for (int i = 0; i < labels * 2; i++) {
            texts.add(new String(bytes, labelFrom[i], labelTo[i] - labelFrom[i], StandardCharsets.UTF_8));
        }
        return sink.add(key, check, texts);
    }

    private void sample(int stop, int handle, SampleSink sink) {
        int before = inner.narrow(stop);
        double value = 0;
        long millis = 0;
        while (inner.more()) {
            int tag = (int) inner.varint();
            if (tag == 0x09) {
                value = inner.real();
            } else if (tag == 0x10) {
                millis = inner.varint();
            } else {
                inner.skip(tag & 7);
            }
        }
        inner.widen(before);
        if (handle >= 0 && !inner.broken()) {
            sink.sample(handle, value, millis);
        }
    }
}
