/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.plimsoll.model.InputProblem;
import io.plimsoll.server.api.LengthMax;
import io.plimsoll.server.api.Role;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RecordReaderTest {

    record Inner(String serial, int slot) {}

    record Input(
            String name,
            List<Inner> items,
            @Nullable Instant at,
            @Nullable Role role,
            @LengthMax(3) @Nullable String code) {}

    private static Input read(String json) {
        return RecordReader.read(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)), Input.class);
    }

    private static List<InputProblem> problems(String json) {
        Problem problem = catchThrowableOfType(Problem.class, () -> read(json));
        assertThat(problem).as("refused: %s", json).isNotNull();
        return problem.details().problems();
    }

    @Test
    void aWholeInputIsReadIntoItsRecord() {
        Input input = read("""
                {"name":"n1","items":[{"serial":"s","slot":3}],"at":"2026-01-01T00:00:00Z","role":"ADMIN"}""");
        assertThat(input)
                .isEqualTo(new Input(
                        "n1", List.of(new Inner("s", 3)), Instant.parse("2026-01-01T00:00:00Z"), Role.ADMIN, null));
    }

    @Test
    void everythingThatIsWrongIsToldAtOnceWithItsPlace() {
        List<InputProblem> problems = problems("""
                {"items":[{"serial":7,"slot":"x"},{"slot":1}],"at":"yesterday","role":"ADMNI","code":"long","nmae":"n"}""");
        assertThat(problems.stream().map(InputProblem::source))
                .containsExactly(
                        "body /name",
                        "body /items/0/serial",
                        "body /items/0/slot",
                        "body /items/1/serial",
                        "body /at",
                        "body /role",
                        "body /code",
                        "body /nmae");
    }

    @Test
    void aMisspeltKeyIsToldWithTheOneThatWasMeant() {
        assertThat(problems("{\"nmae\":\"n\",\"items\":[]}").getLast().maybe()).isEqualTo("'name' was meant");
    }

    @Test
    void brokenJsonIsToldWithItsLine() {
        assertThat(problems("{\n\"name\": oops}").getFirst().line()).isEqualTo(2);
    }

    @Test
    void atMostFiftyProblemsAreTold() {
        String items = "{\"slot\":0},".repeat(100);
        assertThat(problems("{\"name\":\"n\",\"items\":[" + items + "{}]}")).hasSize(50);
    }

    @Test
    void scalarsWhereObjectsBelongAreRefused() {
        for (String json : List.of("", "null", "7", "[]", "\"x\"", "{\"name\":[],\"items\":{}}")) {
            assertThat(problems(json)).isNotEmpty();
        }
    }

    @Test
    void anUnknownQueryWordIsAnsweredWithTheNearestOne() {
        assertThat(Closest.to("limt", Map.of("limit", 1, "cursor", 2).keySet())).contains("limit");
        assertThat(Closest.to("elephant", Map.of("limit", 1).keySet())).isEmpty();
    }
}
