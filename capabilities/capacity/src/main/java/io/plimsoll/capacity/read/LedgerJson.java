/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.capacity.read;

import io.plimsoll.capacity.ledger.Entry;
import io.plimsoll.capacity.ledger.Unit;
import java.io.OutputStream;
import java.time.Instant;
import tools.jackson.core.JsonEncoding;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;

/** Writes a ledger as a JSON list, one object an entry, with the names of the CSV columns; fields that say nothing are left out. */
public final class LedgerJson implements AutoCloseable {

    private final JsonGenerator json;

    /**
     * @param out closed by the caller
     */
    public LedgerJson(OutputStream out) {
        json = JsonFactory.builder()
                .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
                .build()
                .createGenerator(ObjectWriteContext.empty(), out, JsonEncoding.UTF8);
        json.writeStartArray();
    }

    public void write(Entry e) {
        json.writeRaw('\n');
        json.writeStartObject();
        json.writeNumberProperty(Column.ID.key(), e.id());
        if (!e.isReversal()) {
            json.writeStringProperty(
                    Column.EFFECTIVE_AT.key(), Instant.ofEpochSecond(e.at()).toString());
        }
        json.writeStringProperty(
                Column.RECORDED_AT.key(),
                Instant.ofEpochSecond(
                                Math.floorDiv(e.recordedMicros(), 1_000_000L),
                                Math.floorMod(e.recordedMicros(), 1_000_000L) * 1_000)
                        .toString());
        text(Column.UNIT, e.unit());
        e.from().ifPresent(s -> text(Column.FROM, s.name()));
        e.to().ifPresent(s -> text(Column.TO, s.name()));
        e.opening().ifPresent(this::opening);
        switch (e.allocation()) {
            case Entry.Allocation.Same same -> {}
            case Entry.Allocation.Ended ended -> text(Column.COMMITMENT, "-");
            case Entry.Allocation.To serves -> text(Column.COMMITMENT, serves.commitment());
        }
        e.exclusion().ifPresent(x -> text(Column.EXCLUSION, x.name()));
        if (e.noticeAt() != Entry.NONE) {
            text(Column.NOTICE_AT, Instant.ofEpochSecond(e.noticeAt()).toString());
        }
        if (e.isReversal()) {
            json.writeNumberProperty(Column.REVERSES.key(), e.reverses());
        }
        text(Column.EVIDENCE, e.words().evidence());
        text(Column.CAUSE, e.words().cause());
        text(Column.ACTOR, e.words().actor());
        json.writeEndObject();
    }

    private void opening(Unit unit) {
        text(Column.CLASS, unit.unitClass().name());
        json.writeNumberProperty(Column.GPUS.key(), unit.gpus());
        text(Column.SITE, unit.site());
        text(Column.RACK, unit.rack());
        if (unit.slot() >= 0) {
            json.writeNumberProperty(Column.SLOT.key(), unit.slot());
        }
    }

    private void text(Column column, String value) {
        if (!value.isEmpty()) {
            json.writeStringProperty(column.key(), value);
        }
    }

    @Override
    public void close() {
        json.writeRaw('\n');
        json.writeEndArray();
        json.close();
    }
}
