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
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** All formats in which signals come, and which of them an input is. */
public final class SignalReaders {

    /** In the order in which they are tried: the surer sign first. */
    private static final List<Supplier<SignalReader>> READERS = List.of(
            FaultTraceReader::new,
            OtlpReader::new,
            KubernetesReader::new,
            AlertmanagerReader::new,
            OwnReader::new,
            NvSentinelReader::new,
            RedfishReader::new,
            GpudReader::new,
            SlurmReader::new,
            RemoteWriteReader::new,
            OpenMetricsReader::new,
            FabricManagerReader::new,
            KernelLogReader::new);

    private static final List<String> INFINIBAND =
            List.of(InfinibandReader.FORMAT, "ib", "ib-sysfs", "infiniband-sysfs", "sysfs", "infiniband-counters");

    private static final String GZIP = "\u001f\u008b";

    private static final int HEAD_BYTES = 1 << 16;

    private SignalReaders() {}

    /** The names of all formats. */
    public static List<String> formats() {
        List<String> names =
                new ArrayList<>(READERS.stream().map(r -> r.get().format()).toList());
        names.add(InfinibandReader.FORMAT);
        return names.stream().sorted().toList();
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
        check(format, source);
        BufferedInputStream bytes = new BufferedInputStream(in, HEAD_BYTES);
        SignalReader.Head head = head(bytes);
        if (!head.text().startsWith(GZIP)) {
            return read(bytes, head, source, format, options);
        }
        try (GZIPInputStream unzipped = new GZIPInputStream(bytes)) {
            BufferedInputStream inner = new BufferedInputStream(unzipped, HEAD_BYTES);
            return read(inner, head(inner), source, format, options);
        } catch (ZipException | EOFException e) {
            throw new BadInputException(new InputProblem(source, 0, "a damaged gzip file", "a whole one"));
        }
    }

    /** Files of a folder, given one by one. */
    public interface Files {
        void each(Consumer<TreeFile> file) throws IOException;
    }

    /**
     * Reads a folder or an archive: a node's {@code /sys/class/infiniband}, or a dump of a Redfish tree.
     *
     * @throws BadInputException if the format is none of these two
     */
    public static SignalReading read(Files files, String source, Optional<String> format, ReadOptions options)
            throws IOException {
        check(format, source);
        SignalSink sink = new SignalSink(options, source);
        InfinibandReader ports = new InfinibandReader(sink);
        RedfishReader redfish = new RedfishReader();
        boolean[] found = new boolean[2];
        files.each(file -> {
            if (InfinibandReader.concerns(file.path())) {
                found[0] = true;
                ports.file(file);
            } else if (file.path().contains("redfish/v1")) {
                found[1] = true;
                redfish.file(file.path(), file.text(), sink);
            }
        });
        if (found[0]
                || (!found[1]
                        && format.map(SignalReaders::plain)
                                .filter(INFINIBAND::contains)
                                .isPresent())) {
            ports.end();
            return sink.reading(InfinibandReader.FORMAT);
        }
        if (found[1]) {
            return sink.reading(redfish.format());
        }
        throw new BadInputException(new InputProblem(
                source, 0, "a folder or archive", "/sys/class/infiniband of a node, or a dump of redfish/v1"));
    }

    private static SignalReading read(
            InputStream bytes, SignalReader.Head head, String source, Optional<String> format, ReadOptions options)
            throws IOException {
        if (Archives.zip(head)) {
            return read((Files) file -> Archives.zip(bytes, source, file), source, format, options);
        }
        if (Archives.tar(head)) {
            return read((Files) file -> Archives.tar(bytes, source, file), source, format, options);
        }
        SignalReader reader = format.map(f -> named(f, source)).orElseGet(() -> found(head, source));
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
                .map(Supplier::get)
                .filter(r -> r.looksLike(head))
                .findFirst()
                .orElseThrow(() -> new BadInputException(new InputProblem(
                        source,
                        1,
                        head.firstLine(),
                        "a log, metrics or an event of a known format",
                        "name it with --format: " + String.join(", ", formats()))));
    }

    private static void check(Optional<String> format, String source) {
        format.filter(f -> !INFINIBAND.contains(plain(f))).ifPresent(f -> named(f, source));
    }

    private static String plain(String format) {
        return format.strip().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static SignalReader named(String format, String source) {
        String name = plain(format);
        for (Supplier<SignalReader> maker : READERS) {
            SignalReader reader = maker.get();
            if (reader.format().equals(name) || reader.aliases().contains(name)) {
                return reader;
            }
        }
        if (INFINIBAND.contains(name)) {
            throw new BadInputException(
                    new InputProblem(source, 0, "a plain file", "a zip or a folder of /sys/class/infiniband"));
        }
        throw new BadInputException(
                new InputProblem(source, 0, "--format " + format, "one of " + String.join(", ", formats())));
    }
}
