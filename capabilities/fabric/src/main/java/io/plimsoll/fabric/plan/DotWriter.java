/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.fabric.plan;

import io.plimsoll.fabric.FabricPlan;
import io.plimsoll.fabric.PlannedCable;
import java.io.IOException;
import java.io.Writer;

/** Writes PTM's topology graph. Carries the ends only; reserved cables are left out, because PTM would report them down. */
final class DotWriter {

    private DotWriter() {}

    static void write(FabricPlan plan, Writer out) throws IOException {
        out.write("graph " + quote(plan.name()) + " {\n");
        for (PlannedCable cable : plan.cables()) {
            if (cable.state() == PlannedCable.State.CONNECTED) {
                out.write("  " + quote(cable.a().device()) + ":"
                        + quote(cable.a().port()) + " -- " + quote(cable.b().device()) + ":"
                        + quote(cable.b().port()) + ";\n");
            }
        }
        out.write("}\n");
    }

    private static String quote(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
