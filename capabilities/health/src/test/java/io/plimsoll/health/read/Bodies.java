/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.health.read;

import io.plimsoll.health.sample.Snappy;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;

/** Writes remote-write and OTLP bodies by their specifications, field by field. */
final class Bodies {

    private Bodies() {}

    /** One series: name, value, name, value; and its samples. */
    record Series(List<String> labels, double value, long millis) {}

    private static void varint(ByteArrayOutputStream out, long value) {
        long left = value;
        while ((left & ~0x7fL) != 0) {
            out.write((int) ((left & 0x7f) | 0x80));
            left >>>= 7;
        }
        out.write((int) left);
    }

    private static void field(ByteArrayOutputStream out, int number, byte[] bytes) {
        varint(out, (number << 3) | 2);
        varint(out, bytes.length);
        out.writeBytes(bytes);
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] sample(Series s) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(0x09);
        fixed(out, Double.doubleToRawLongBits(s.value()));
        out.write(0x10);
        varint(out, s.millis());
        return out.toByteArray();
    }

    private static void fixed(ByteArrayOutputStream out, long bits) {
        out.writeBytes(ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(bits)
                .array());
    }

    static byte[] one(List<Series> all) {
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        for (Series s : all) {
            ByteArrayOutputStream series = new ByteArrayOutputStream();
            for (int i = 0; i < s.labels().size(); i += 2) {
                ByteArrayOutputStream label = new ByteArrayOutputStream();
                field(label, 1, text(s.labels().get(i)));
                field(label, 2, text(s.labels().get(i + 1)));
                field(series, 1, label.toByteArray());
            }
            field(series, 2, sample(s));
            field(request, 1, series.toByteArray());
        }
        return Snappy.literal(request.toByteArray());
    }

    static byte[] two(List<Series> all) {
        LinkedHashSet<String> symbols = new LinkedHashSet<>(List.of(""));
        all.forEach(s -> symbols.addAll(s.labels()));
        List<String> table = List.copyOf(symbols);
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        table.forEach(symbol -> field(request, 4, text(symbol)));
        for (Series s : all) {
            ByteArrayOutputStream references = new ByteArrayOutputStream();
            s.labels().forEach(label -> varint(references, table.indexOf(label)));
            ByteArrayOutputStream series = new ByteArrayOutputStream();
            field(series, 1, references.toByteArray());
            field(series, 2, sample(s));
            field(request, 5, series.toByteArray());
        }
        return Snappy.literal(request.toByteArray());
    }

    private static byte[] pair(String key, String value) {
        ByteArrayOutputStream any = new ByteArrayOutputStream();
        field(any, 1, text(value));
        ByteArrayOutputStream pair = new ByteArrayOutputStream();
        field(pair, 1, text(key));
        field(pair, 2, any.toByteArray());
        return pair.toByteArray();
    }

    static byte[] otlp(String node, String metric, String gpu, double value, long nanos) {
        ByteArrayOutputStream point = new ByteArrayOutputStream();
        field(point, 7, pair("gpu", gpu));
        point.write((3 << 3) | 1);
        fixed(point, nanos);
        point.write((4 << 3) | 1);
        fixed(point, Double.doubleToRawLongBits(value));
        ByteArrayOutputStream gauge = new ByteArrayOutputStream();
        field(gauge, 1, point.toByteArray());
        ByteArrayOutputStream m = new ByteArrayOutputStream();
        field(m, 1, text(metric));
        field(m, 5, gauge.toByteArray());
        ByteArrayOutputStream scope = new ByteArrayOutputStream();
        field(scope, 2, m.toByteArray());
        ByteArrayOutputStream metrics = new ByteArrayOutputStream();
        ByteArrayOutputStream attributes = new ByteArrayOutputStream();
        field(attributes, 1, pair("host.name", node));
        field(metrics, 1, attributes.toByteArray());
        field(metrics, 2, scope.toByteArray());
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        field(all, 1, metrics.toByteArray());
        return all.toByteArray();
    }
}
