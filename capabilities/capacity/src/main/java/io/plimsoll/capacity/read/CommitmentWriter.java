/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.capacity.read;

import io.plimsoll.capacity.Commitment;
import io.plimsoll.capacity.ContractUnit;
import io.plimsoll.capacity.Measurement;
import io.plimsoll.capacity.Money;
import io.plimsoll.capacity.Tranche;
import java.io.OutputStream;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Writes contract lines as the JSON that {@link CommitmentReader} reads back to the same records; the same lines give the same bytes. */
public final class CommitmentWriter {

    private static final JsonFactory JSON = new JsonFactory();

    private final JsonGenerator out;

    private CommitmentWriter(JsonGenerator out) {
        this.out = out;
    }

    /** Writes all of them; the stream stays open. */
    public static void write(List<Commitment> commitments, OutputStream stream) {
        try (JsonGenerator out = JSON.createGenerator(ObjectWriteContext.empty(), new Unclosed(stream))) {
            out.writeStartObject();
            out.writeArrayPropertyStart("commitments");
            commitments.forEach(new CommitmentWriter(out)::one);
            out.writeEndArray();
            out.writeEndObject();
        }
    }

    private static final class Unclosed extends java.io.FilterOutputStream {
        Unclosed(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws java.io.IOException {
            out.write(bytes, from, length);
        }

        @Override
        public void close() throws java.io.IOException {
            flush();
        }
    }

    private void one(Commitment c) {
        out.writeStartObject();
        out.writeStringProperty("id", c.id());
        out.writeStringProperty("customer", c.customer());
        out.writeStringProperty("site", c.place().site());
        out.writeBooleanProperty("dedicated", c.place().dedicated());
        out.writeStringProperty("unit", unit(c.promise().unit()));
        out.writeArrayPropertyStart("tranches");
        c.promise().tranches().forEach(this::tranche);
        out.writeEndArray();
        c.promise().acceptanceVersion().ifPresent(version -> {
            out.writeObjectPropertyStart("acceptance");
            out.writeStringProperty("plan", c.promise().acceptancePlan());
            out.writeNumberProperty("version", version);
            out.writeEndObject();
        });
        out.writeNumberProperty("hotSpares", c.promise().hotSpares());
        measurement(c.measurement());
        money(c.money());
        remedies(c.remedies());
        out.writeEndObject();
    }

    private static String unit(ContractUnit unit) {
        return switch (unit) {
            case ContractUnit.Gpu gpu -> "GPU";
            case ContractUnit.Node node -> "node";
            case ContractUnit.Rack rack -> "rack " + rack.k() + " of " + rack.n();
            case ContractUnit.Block block -> "block of " + block.nodes();
        };
    }

    private void tranche(Tranche t) {
        out.writeStartObject();
        out.writeNumberProperty("quantity", t.quantity());
        out.writeStringProperty("from", t.from().toString());
        t.until().ifPresent(u -> out.writeStringProperty("until", u.toString()));
        t.longStop().ifPresent(s -> out.writeStringProperty("longStop", s.toString()));
        out.writeEndObject();
    }

    private void measurement(Measurement m) {
        out.writeObjectPropertyStart("availability");
        out.writeStringProperty("target", m.target().toPlainString());
        out.writeStringProperty("measure", m.measure().name());
        out.writeStringProperty(
                "window",
                m.rollingDays().isPresent() ? "rolling " + m.rollingDays().getAsInt() + " days" : "calendar month");
        out.writeStringProperty("zone", m.zone().getId());
        m.topology().groups().ifPresent(g -> {
            out.writeObjectPropertyStart("kOfN");
            out.writeNumberProperty("k", g.k());
            out.writeNumberProperty("n", g.n());
            out.writeEndObject();
        });
        m.topology().blockNodes().ifPresent(b -> out.writeNumberProperty("blockNodes", b));
        out.writeEndObject();
        out.writeArrayPropertyStart("exclusions");
        for (Measurement.Exclusion x : m.exclusions()) {
            out.writeStartObject();
            out.writeStringProperty("kind", x.kind().name());
            x.unitMax().ifPresent(max -> out.writeNumberProperty("maxHours", max.toHours()));
            out.writeEndObject();
        }
        out.writeEndArray();
        out.writeObjectPropertyStart("evidence");
        out.writeStringProperty("rule", m.evidence().rule().name());
        out.writeStringProperty("clock", m.evidence().clock().name());
        out.writeNumberProperty("graceMinutes", m.evidence().grace().toMinutes());
        out.writeEndObject();
    }

    private void money(Money m) {
        m.price().ifPresent(p -> {
            out.writeObjectPropertyStart("price");
            out.writeNumberProperty("cents", p.cents());
            out.writeStringProperty("per", p.per().name().replace('_', ' ').toLowerCase(Locale.ROOT));
            out.writeEndObject();
        });
        out.writeStringProperty("currency", m.currency());
        out.writeObjectPropertyStart("credits");
        out.writeStringProperty("shape", m.ladder().shape().name());
        out.writeArrayPropertyStart("ladder");
        for (Money.Step step : m.ladder().steps()) {
            out.writeStartObject();
            out.writeStringProperty("below", step.below().toPlainString());
            out.writeStringProperty("credit", step.credit().toPlainString());
            out.writeEndObject();
        }
        out.writeEndArray();
        out.writeStringProperty("cap", m.cap().toPlainString());
        m.claimDays().ifPresent(d -> out.writeNumberProperty("claimDays", d));
        out.writeArrayPropertyStart("claims");
        for (Map.Entry<Instant, Instant> claim : new TreeMap<>(m.claims()).entrySet()) {
            out.writeStartObject();
            out.writeStringProperty("window", claim.getKey().toString());
            out.writeStringProperty("at", claim.getValue().toString());
            out.writeEndObject();
        }
        out.writeEndArray();
        out.writeEndObject();
    }

    private void remedies(Commitment.Remedies r) {
        r.delay().ifPresent(d -> {
            out.writeObjectPropertyStart("delay");
            out.writeStringProperty("remedy", d.kind().name());
            out.writeNumberProperty("centsPerUnitDay", d.centsPerUnitDay());
            d.daysMax().ifPresent(days -> out.writeNumberProperty("daysMax", days));
            out.writeEndObject();
        });
        r.termination().ifPresent(t -> {
            out.writeObjectPropertyStart("termination");
            out.writeNumberProperty("breaches", t.breaches());
            out.writeNumberProperty("months", t.months());
            out.writeEndObject();
        });
    }
}
