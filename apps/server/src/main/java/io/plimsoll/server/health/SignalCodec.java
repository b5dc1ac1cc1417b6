/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.server.health;

import io.plimsoll.health.Signal;
import io.plimsoll.server.http.Json;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** Signals as they are kept: a JSON list, gzipped. */
final class SignalCodec {

    private SignalCodec() {}

    static byte[] write(List<Signal> signals) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(Json.MAPPER.writeValueAsBytes(signals));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    static List<Signal> read(byte[] content) {
        if (content.length == 0) {
            return List.of();
        }
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(content))) {
            return List.of(Json.MAPPER.readValue(in.readAllBytes(), Signal[].class));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
