/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.health.read;

import io.plimsoll.model.BadInputException;
import io.plimsoll.model.InputProblem;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** All formats in which signals come, and which of them an input is. */
public final class SignalReaders {

    /** In the order in which they are tried: the surer sign first. */
    private static final List<SignalReader> READERS = List.of(new FabricManagerReader(), new KernelLogReader());

    private static final String GZIP = "\u001f\u008b";

    private static final int HEAD_BYTES = 1 << 16;

    private SignalReaders() {}

    /** The names of all formats. */
    public static List<String> formats() {
        return READERS.stream().map(SignalReader::format).sorted().toList();
    }

    /**
     * Reads one input.
     *
     * @param source as the user named it
     * @param format its format or an alias of it; empty to find out
     * @throws BadInputException if the format is unknown or cannot be found out, or the input is another thing altogether
     */
    public static SignalReading read(InputStream in, String source, Optional<String> format, ReadOptions options)
            throws IOException {
        BufferedInputStream bytes = new BufferedInputStream(in, HEAD_BYTES);
        Optional<SignalReader> named = format.map(f -> named(f, source));
        SignalReader.Head head = head(bytes);
        if (head.text().startsWith(GZIP)) {
            return unpacked(bytes, source, named, options);
        }
        return read(bytes, head, source, named, options);
    }

    private static SignalReading unpacked(
            InputStream bytes, String source, Optional<SignalReader> named, ReadOptions options) throws IOException {
        try (GZIPInputStream unzipped = new GZIPInputStream(bytes)) {
            BufferedInputStream inner = new BufferedInputStream(unzipped, HEAD_BYTES);
            return read(inner, head(inner), source, named, options);
        } catch (ZipException | EOFException e) {
            throw new BadInputException(new InputProblem(source, 0, "a damaged gzip file", "a whole one"));
        }
    }

    private static SignalReading read(
            InputStream bytes, SignalReader.Head head, String source, Optional<SignalReader> named, ReadOptions options)
            throws IOException {
        SignalReader reader = named.orElseGet(() -> found(head, source));
        SignalSink sink = new SignalSink(options, source);
        reader.read(bytes, sink);
        return sink.reading(reader.format());
    }

    private static SignalReader.Head head(BufferedInputStream in) throws IOException {
        in.mark(HEAD_BYTES);
        byte[] bytes = in.readNBytes(HEAD_BYTES);
        in.reset();
        return new SignalReader.Head(new String(bytes, StandardCharsets.ISO_8859_1));
    }

    private static SignalReader found(SignalReader.Head head, String source) {
        return READERS.stream()
                .filter(r -> r.looksLike(head))
                .findFirst()
                .orElseThrow(() -> new BadInputException(new InputProblem(
                        source,
                        1,
                        head.firstLine(),
                        "a log, metrics or an event of a known format",
                        "name it with --format: " + String.join(", ", formats()))));
    }

    private static SignalReader named(String format, String source) {
        String name = format.strip().toLowerCase(Locale.ROOT).replace('_', '-');
        List<String> known = new ArrayList<>();
        for (SignalReader reader : READERS) {
            if (reader.format().equals(name) || reader.aliases().contains(name)) {
                return reader;
            }
            known.add(reader.format());
        }
        known.sort(null);
        throw new BadInputException(
                new InputProblem(source, 0, "--format " + format, "one of " + String.join(", ", known)));
    }
}
