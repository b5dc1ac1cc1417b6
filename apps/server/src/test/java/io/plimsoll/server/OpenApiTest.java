/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.server.api.Api;
import io.plimsoll.server.api.Endpoint;
import io.plimsoll.server.http.OpenApi;
import io.plimsoll.testkit.SharedData;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class OpenApiTest {

    @Test
    void theCommittedOpenApiFileIsWhatTheTableSays() throws IOException {
        Path file = SharedData.repositoryRoot().resolve("docs/openapi.json");
        String written = OpenApi.write(Api.TABLE, Version.text());
        if (Boolean.getBoolean("plimsoll.openapi.write")) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, written);
        }
        String committed = Files.exists(file) ? Files.readString(file, StandardCharsets.UTF_8) : "";
        assertThat(committed.equals(written))
                .as("docs/openapi.json is older than the endpoint table; write it anew with:%n"
                        + "mvn -pl apps/server -am test -Dtest=OpenApiTest -Dsurefire.failIfNoSpecifiedTests=false"
                        + " -Dsurefire.argLine=-Dplimsoll.openapi.write=true%n"
                        + "and look at the difference before you commit it")
                .isTrue();
    }

    @Test
    void noTwoEndpointsHaveTheSameMethodAndPath() {
        assertThat(Api.TABLE.stream().map(Endpoint::toString)).doesNotHaveDuplicates();
    }

    @Test
    void everyEndpointSaysWhatItDoesInOneLine() {
        assertThat(Api.TABLE)
                .allSatisfy(e -> assertThat(e.summary()).isNotBlank().hasSizeLessThan(100));
    }
}
