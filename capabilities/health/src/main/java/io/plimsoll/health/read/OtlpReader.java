/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.health.read;

import io.plimsoll.health.data.DataTree;
import io.plimsoll.health.sample.Wire;
import io.plimsoll.model.BadInputException;
import io.plimsoll.model.InputProblem;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** OTLP/HTTP metrics, the body of POST /v1/metrics, in JSON or protobuf. Gauges and sums become samples. */
final class OtlpReader extends JsonReader {

    @Override
    public String format() {
        return "otlp";
    }

    @Override
    public List<String> aliases() {
        return List.of("otlp-json", "otlp-http", "otlp-metrics", "otlp-protobuf", "opentelemetry");
    }

    @Override
    public boolean looksLike(Head head) {
        return head.json() && (head.has("\"resourceMetrics\"") || head.has("\"resource_metrics\""));
    }

    @Override
    String expected() {
        return "OTLP metrics with resourceMetrics";
    }

    @Override
    public void read(InputStream in, SignalSink sink) throws IOException {
        byte[] body = in.readNBytes(RemoteWriteReader.BODY_BYTES_MAX);
        if (body.length > 0
                && body[0] == 0x0a
                && !new String(body, 0, Math.min(64, body.length), java.nio.charset.StandardCharsets.UTF_8)
                        .stripLeading()
                        .startsWith("{")) {
            Binary binary = new Binary(body, sink);
            if (!binary.read()) {
                throw new BadInputException(
                        new InputProblem(sink.source(), 0, body.length + " bytes", "OTLP metrics as protobuf"));
            }
            return;
        }
        super.read(new ByteArrayInputStream(body), sink);
    }

    @Override
    boolean document(long line, DataTree root, SignalSink sink) {
        if (!root.has("resourceMetrics") && !root.has("resource_metrics")) {
            return false;
        }
        MetricSignals signals = new MetricSignals(sink);
        for (DataTree resource : root.any("resourceMetrics", "resource_metrics").list()) {
            Map<String, String> common = attributes(resource.at("resource").at("attributes"));
            for (DataTree scope : resource.any("scopeMetrics", "scope_metrics", "instrumentationLibraryMetrics")
                    .list()) {
                scope.at("metrics").list().forEach(metric -> metric(metric, common, signals, sink));
            }
        }
        return true;
    }

    private static void metric(DataTree metric, Map<String, String> common, MetricSignals signals, SignalSink sink) {
        String name = metric.text("name");
        boolean any = false;
        for (String form : List.of("gauge", "sum")) {
            for (DataTree point :
                    metric.at(form).any("dataPoints", "data_points").list()) {
                any = true;
                sink.looked(1);
                OptionalDouble value =
                        point.any("asDouble", "as_double", "asInt", "as_int").number();
                if (value.isEmpty()) {
                    sink.warn(point.line(), name + ": a point without a number");
                    continue;
                }
                Map<String, String> labels = new LinkedHashMap<>(common);
                labels.putAll(attributes(point.at("attributes")));
                signals.sample(
                        point.line(),
                        name,
                        labels,
                        value.getAsDouble(),
                        Times.epochNanos(
                                point.any("timeUnixNano", "time_unix_nano").text()));
            }
        }
        if (!any && !metric.has("gauge") && !metric.has("sum")) {
            sink.warnOnce(name + ": histograms and summaries are passed over");
        }
    }

    private static Map<String, String> attributes(DataTree list) {
        Map<String, String> labels = new LinkedHashMap<>();
        for (DataTree pair : list.list()) {
            DataTree value = pair.at("value");
            labels.put(
                    pair.text("key"),
                    value.any("stringValue", "intValue", "doubleValue", "boolValue", "string_value", "int_value")
                            .text());
        }
        return labels;
    }

    /** The protobuf form. */
    private static final class Binary {
        private final byte[] body;
        private final SignalSink sink;
        private final MetricSignals signals;

        Binary(byte[] body, SignalSink sink) {
            this.body = body;
            this.sink = sink;
            this.signals = new MetricSignals(sink);
        }

        private interface Field {
            void take(Wire wire, int field, int type);
        }

        /** Gives each field to {@code taker}, which must move the cursor on or leave it to be skipped. */
        private boolean each(int from, int to, Field taker) {
            Wire wire = new Wire();
            wire.reset(body, from, to);
            while (wire.more()) {
                int tag = (int) wire.varint();
                int before = wire.at();
                taker.take(wire, tag >>> 3, tag & 7);
                if (wire.at() == before) {
                    wire.skip(tag & 7);
                }
            }
            return !wire.broken();
        }

        boolean read() {
            return each(0, body.length, (wire, field, type) -> {
                if (field == 1 && type == 2) {
                    int stop = wire.length();
                    resource(wire.at(), stop);
                    wire.to(stop);
                }
            });
        }

        private void resource(int from, int to) {
            Map<String, String> common = new LinkedHashMap<>();
            each(from, to, (wire, field, type) -> {
                if (type == 2 && field <= 2) {
                    int stop = wire.length();
                    if (field == 1) {
                        each(wire.at(), stop, (inner, f, t) -> pair(inner, f == 1 && t == 2, common));
                    } else {
                        scope(wire.at(), stop, common);
                    }
                    wire.to(stop);
                }
            });
        }

        private void scope(int from, int to, Map<String, String> common) {
            each(from, to, (wire, field, type) -> {
                if (field == 2 && type == 2) {
                    int stop = wire.length();
                    metric(wire.at(), stop, common);
                    wire.to(stop);
                }
            });
        }

        private void metric(int from, int to, Map<String, String> common) {
            String[] name = {""};
            each(from, to, (wire, field, type) -> {
                if (field == 1 && type == 2) {
                    name[0] = wire.text();
                } else if ((field == 5 || field == 7) && type == 2) {
                    int stop = wire.length();
                    each(wire.at(), stop, (inner, f, t) -> {
                        if (f == 1 && t == 2) {
                            int end = inner.length();
                            point(inner.at(), end, name[0], common);
                            inner.to(end);
                        }
                    });
                    wire.to(stop);
                }
            });
        }

        private void point(int from, int to, String name, Map<String, String> common) {
            Map<String, String> labels = new LinkedHashMap<>(common);
            long[] nanos = {0};
            double[] value = {Double.NaN};
            boolean sound = each(from, to, (wire, field, type) -> {
                if (field == 7) {
                    pair(wire, type == 2, labels);
                } else if (field == 3 && type == 1) {
                    nanos[0] = wire.fixed64();
                } else if (field == 4 && type == 1) {
                    value[0] = wire.real();
                } else if (field == 6 && type == 1) {
                    value[0] = wire.fixed64();
                }
            });
            sink.looked(1);
            if (sound && !Double.isNaN(value[0])) {
                Optional<Instant> time =
                        nanos[0] > 0 ? Optional.of(Instant.ofEpochSecond(0, nanos[0])) : Optional.empty();
                signals.sample(0, name, labels, value[0], time);
            }
        }

        private void pair(Wire wire, boolean here, Map<String, String> labels) {
            if (!here) {
                return;
            }
            int stop = wire.length();
            String[] pair = {"", ""};
            each(wire.at(), stop, (inner, field, type) -> {
                if (field == 1 && type == 2) {
                    pair[0] = inner.text();
                } else if (field == 2 && type == 2) {
                    int end = inner.length();
                    each(inner.at(), end, (any, f, t) -> {
                        if (f == 1 && t == 2) {
                            pair[1] = any.text();
                        } else if (t == 0) {
                            pair[1] = Long.toString(any.varint());
                        }
                    });
                    inner.to(end);
                }
            });
            labels.put(pair[0], pair[1]);
            wire.to(stop);
        }
    }
}
