/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.fabric.plan;

import io.plimsoll.fabric.FabricPlan;
import io.plimsoll.fabric.PlannedCable;
import io.plimsoll.fabric.PlannedDevice;
import io.plimsoll.fabric.PortRef;
import java.io.Writer;
import java.util.Map;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamWriteFeature;

/** Writes our own JSON: keys in a fixed order, one device or cable a line, so that a change is one line of a diff. */
final class JsonPlanWriter {

    private JsonPlanWriter() {}

    static void write(FabricPlan plan, Writer out) {
        try (JsonGenerator json = JsonPlanReader.MAPPER
                .writer()
                .without(StreamWriteFeature.AUTO_CLOSE_TARGET)
                .createGenerator(out)) {
            json.writeStartObject();
            json.writeNumberProperty("plimsollPlan", JsonPlanReader.VERSION);
            json.writeStringProperty("name", plan.name());
            json.writeStringProperty("template", plan.template());
            json.writeName("parameters");
            json.writeStartObject();
            for (Map.Entry<String, String> parameter : plan.parameters().entrySet()) {
                json.writeStringProperty(parameter.getKey(), parameter.getValue());
            }
            json.writeEndObject();
            json.writeName("devices");
            json.writeStartArray();
            for (PlannedDevice device : plan.devices()) {
                json.writeRaw('\n');
                device(json, device);
            }
            json.writeEndArray();
            json.writeName("cables");
            json.writeStartArray();
            for (PlannedCable cable : plan.cables()) {
                json.writeRaw('\n');
                cable(json, cable);
            }
            json.writeEndArray();
            json.writeEndObject();
            json.writeRaw('\n');
        }
    }

    private static void device(JsonGenerator json, PlannedDevice device) {
        json.writeStartObject();
        json.writeStringProperty("name", device.name());
        json.writeStringProperty("kind", device.kind().name());
        json.writeStringProperty("model", device.model());
        json.writeNumberProperty("tier", device.tier());
        json.writeNumberProperty("scalableUnit", device.scalableUnit());
        json.writeNumberProperty("rail", device.rail());
        json.writeNumberProperty("gpus", device.gpus());
        json.writeStringProperty("hall", device.location().hall());
        json.writeStringProperty("row", device.location().row());
        json.writeStringProperty("rack", device.location().rack());
        json.writeNumberProperty("rackUnit", device.location().rackUnit());
        json.writeEndObject();
    }

    private static void cable(JsonGenerator json, PlannedCable cable) {
        json.writeStartObject();
        json.writeStringProperty("id", cable.id());
        end(json, "a", cable.a());
        end(json, "b", cable.b());
        json.writeStringProperty("state", cable.state().name());
        json.writeNumberProperty("lengthDecimetres", cable.lengthDecimetres());
        json.writeStringProperty("media", cable.media());
        json.writeStringProperty("speed", cable.speed());
        json.writeStringProperty("labelA", cable.labelA());
        json.writeStringProperty("labelB", cable.labelB());
        json.writeStringProperty("colour", cable.colour());
        json.writeStringProperty("bundle", cable.bundle());
        json.writeNumberProperty("installOrder", cable.installOrder());
        json.writeEndObject();
    }

    private static void end(JsonGenerator json, String key, PortRef end) {
        json.writeName(key);
        json.writeStartObject();
        json.writeStringProperty("device", end.device());
        json.writeStringProperty("port", end.port());
        json.writeEndObject();
    }
}
