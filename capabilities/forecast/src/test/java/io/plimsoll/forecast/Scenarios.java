/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.forecast;

import io.plimsoll.forecast.scenario.Scenario;
import io.plimsoll.forecast.scenario.ScenarioReader;
import io.plimsoll.testkit.SharedData;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;

/** Scenarios for tests: from text, and those of the documents. */
public final class Scenarios {

    private Scenarios() {}

    public static Scenario of(String yaml) {
        return ScenarioReader.read(new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8)), "test.yaml");
    }

    public static Scenario documented(String name) throws IOException {
        try (InputStream in = Files.newInputStream(
                SharedData.repositoryRoot().resolve("docs/reference/forecast").resolve(name))) {
            return ScenarioReader.read(in, name);
        }
    }
}
