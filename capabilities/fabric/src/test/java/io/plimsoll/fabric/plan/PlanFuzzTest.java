/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.fabric.plan;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.plimsoll.fabric.design.HallLayout;
import io.plimsoll.fabric.design.Templates;
import io.plimsoll.fabric.worklist.RepairOrderReader;
import io.plimsoll.model.BadInputException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Optional;

/**
 * Whatever bytes come, a reader gives a plan or refuses. In a normal test run each replays its small corpus; with
 * {@code JAZZER_FUZZ=1} and one test named, it searches.
 */
class PlanFuzzTest {

    @FuzzTest(maxDuration = "60s")
    void json(byte[] data) throws IOException {
        read(data, PlanFormat.JSON);
    }

    @FuzzTest(maxDuration = "60s")
    void csv(byte[] data) throws IOException {
        read(data, PlanFormat.CSV);
    }

    @FuzzTest(maxDuration = "60s")
    void netbox(byte[] data) throws IOException {
        read(data, PlanFormat.NETBOX);
    }

    @FuzzTest(maxDuration = "60s")
    void topo(byte[] data) throws IOException {
        read(data, PlanFormat.TOPO);
    }

    @FuzzTest(maxDuration = "60s")
    void dot(byte[] data) throws IOException {
        read(data, PlanFormat.DOT);
    }

    @FuzzTest(maxDuration = "60s")
    void shcdXlsx(byte[] data) throws IOException {
        read(data, PlanFormat.SHCD_XLSX);
    }

    @FuzzTest(maxDuration = "60s")
    void shcdJson(byte[] data) throws IOException {
        read(data, PlanFormat.SHCD_JSON);
    }

    @FuzzTest(maxDuration = "60s")
    void recognised(byte[] data) throws IOException {
        try {
            PlanReader.read(new ByteArrayInputStream(data), "plan", Optional.empty());
        } catch (BadInputException e) {
            // a refusal is right
        }
    }

    @FuzzTest(maxDuration = "60s")
    void templateLayoutAndOrders(byte[] data) {
        refused(() -> Templates.read(new ByteArrayInputStream(data), "template"));
        refused(() -> HallLayout.read(new ByteArrayInputStream(data), "layout"));
        refused(() -> RepairOrderReader.read(new ByteArrayInputStream(data), "orders"));
    }

    private static void refused(Runnable reader) {
        try {
            reader.run();
        } catch (BadInputException e) {
            // a refusal is right
        }
    }

    private static void read(byte[] data, PlanFormat format) throws IOException {
        try {
            PlanLinter.lint(PlanReader.read(new ByteArrayInputStream(data), "plan", Optional.of(format)));
        } catch (BadInputException e) {
            // a refusal is right
        }
    }
}
