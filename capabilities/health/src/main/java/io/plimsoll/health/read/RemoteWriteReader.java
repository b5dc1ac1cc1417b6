/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.health.read;

import io.plimsoll.health.sample.RemoteWrite;
import io.plimsoll.health.sample.SampleSink;
import io.plimsoll.model.BadInputException;
import io.plimsoll.model.InputProblem;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One body of a Prometheus remote-write request, 1.0 or 2.0, packed or not. */
final class RemoteWriteReader implements SignalReader {

    static final int BODY_BYTES_MAX = 64 << 20;

    @Override
    public String format() {
        return "remote-write";
    }

    @Override
    public List<String> aliases() {
        return List.of(
                "remote-write-1",
                "remote-write-2",
                "remote-write-1.0",
                "remote-write-2.0",
                "remotewrite",
                "prometheus-remote-write",
                "rw");
    }

    @Override
    public boolean looksLike(Head head) {
        return head.has("__name__")
                && head.text().chars().limit(4_096).anyMatch(c -> c < 9 || (c > 13 && c < 32) || c > 126);
    }

    @Override
    public void read(InputStream in, SignalSink sink) throws IOException {
        byte[] body = in.readNBytes(BODY_BYTES_MAX + 1);
        if (body.length > BODY_BYTES_MAX) {
            throw new BadInputException(new InputProblem(sink.source(), 0, "over 64 MiB", "one remote-write body"));
        }
        Into into = new Into(new MetricSignals(sink), sink);
        RemoteWrite.Decoded decoded = new RemoteWrite().decode(body, body.length, into);
        if (decoded.version() == 0) {
            throw new BadInputException(new InputProblem(
                    sink.source(), 0, body.length + " bytes", "a remote-write body: Snappy block format, protobuf"));
        }
        if (decoded.broken()) {
            sink.warn(0, "the body is damaged after " + decoded.samples() + " samples; what came before was read");
        }
        if (decoded.histograms() > 0) {
            sink.warn(0, decoded.histograms() + " native histograms or exemplars were passed over");
        }
    }

    /** Series of this body and their samples as signals. */
    private record Into(
            MetricSignals signals, SignalSink sink, Map<Long, Integer> handles, List<Map<String, String>> series)
            implements SampleSink {

        Into(MetricSignals signals, SignalSink sink) {
            this(signals, sink, new java.util.HashMap<>(), new ArrayList<>());
        }

        @Override
        public int known(long key, long check) {
            return handles.getOrDefault(key ^ check, UNKNOWN);
        }

        @Override
        public int add(long key, long check, List<String> labels) {
            Map<String, String> map = new LinkedHashMap<>();
            for (int i = 0; i + 1 < labels.size(); i += 2) {
                map.put(labels.get(i), labels.get(i + 1));
            }
            if (!map.containsKey("__name__")) {
                sink.warnOnce("a series without a name");
            }
            series.add(map);
            handles.put(key ^ check, series.size() - 1);
            return series.size() - 1;
        }

        @Override
        public void sample(int handle, double value, long millis) {
            Map<String, String> labels = series.get(handle);
            sink.looked(1);
            boolean sane = Math.abs(millis) < 1L << 52;
            signals.sample(
                    handle + 1L,
                    labels.getOrDefault("__name__", ""),
                    labels,
                    value,
                    sane ? Optional.of(Instant.ofEpochMilli(millis)) : Optional.empty());
        }
    }
}
