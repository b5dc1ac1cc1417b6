/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.read;

import io.plimsoll.acceptance.Reading;
import io.plimsoll.model.BadInputException;
import io.plimsoll.model.InputProblem;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Every reader that there is, by name or by what the log looks like. */
public final class ToolReaders {

    private static final int HEAD_BYTES = 1 << 16;

    /** Most particular first: the first that recognises a log reads it. */
    private static final List<ToolReader> ALL = List.of(
            new TestLogReader(),
            new MndiagReader(),
            new DcgmDiagReader(),
            new InspectorReader(),
            new RasReader(),
            new SuperBenchReader(),
            new NvbandwidthReader(),
            new CudaBandwidthReader(),
            new GpuCopyReader(),
            new GpuStreamReader(),
            new GpcnetReader(),
            new HplReader(),
            new GpuBurnReader(),
            new StreamReader(),
            new NcclTestsReader(),
            new PerftestReader(),
            new FioReader(),
            new LimitFileReader("nhc-conf", "Azure NHC conf, as limits"),
            new LimitFileReader("dcgm-skus", "DCGM diag-skus YAML, as limits"),
            new LimitFileReader("superbench-rules", "SuperBench rules YAML, as limits"),
            new LimitFileReader("superbench-baseline", "SuperBench baseline JSON, as limits"));

    private ToolReaders() {}

    public static List<ToolReader> all() {
        return ALL;
    }

    public static List<String> formats() {
        return ALL.stream().map(ToolReader::format).sorted().toList();
    }

    public static Optional<ToolReader> of(String format) {
        return ALL.stream().filter(r -> r.format().equals(format)).findFirst();
    }

    /**
     * Reads a log in the given format, or in the one that its beginning shows.
     *
     * @throws BadInputException if the format is unknown or the log cannot be read
     */
    public static Reading read(InputStream in, String source, Optional<String> format) throws IOException {
        BufferedInputStream buffered = new BufferedInputStream(in, HEAD_BYTES);
        if (format.isPresent()) {
            return of(format.get())
                    .orElseThrow(() -> new BadInputException(new InputProblem(
                            source, 0, format.get(), "one of the formats " + String.join(", ", formats()))))
                    .read(buffered, source);
        }
        buffered.mark(HEAD_BYTES);
        String head = new String(buffered.readNBytes(HEAD_BYTES - 1), StandardCharsets.UTF_8);
        buffered.reset();
        ToolReader reader = ALL.stream()
                .filter(r -> r.recognises(head))
                .findFirst()
                .orElseThrow(() -> new BadInputException(new InputProblem(
                        source,
                        1,
                        head.lines().findFirst().orElse(""),
                        "one of these logs: "
                                + ALL.stream().map(ToolReader::describes).collect(Collectors.joining("; ")),
                        "name the format, if the tool's header was cut away.")));
        return reader.read(buffered, source);
    }
}
