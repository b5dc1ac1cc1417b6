/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.fabric.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.plimsoll.fabric.FabricPlan;
import io.plimsoll.fabric.design.DesignRequest;
import io.plimsoll.fabric.design.FabricDesigner;
import io.plimsoll.fabric.design.Templates;
import io.plimsoll.model.BadInputException;
import io.plimsoll.testkit.Seeds;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A bad plan is refused whole, with the place, what was seen and what was expected. */
class BadPlanTest {

    static Stream<Arguments> badPlans() {
        return Stream.of(
                Arguments.of("nothing", "", "plan:1: saw nothing, expected a cabling plan"),
                Arguments.of("a binary file", "\u0001\u0000\u0002", "saw 'a binary file'"),
                Arguments.of(
                        "prose", "Dear Sir or Madam\n", "plan:1: saw 'Dear Sir or Madam', expected a cabling plan"),
                Arguments.of("a dump", "#\n# Topology file: generated\n", "Maybe this is a dump of what is there"),
                Arguments.of("a cut JSON", "{\"plimsollPlan\":1,\n\"cables\":[{\"id\":\"C-1\",\"a\":{", "plan:2: saw"),
                Arguments.of("JSON of something else", "{\"a\":1}", "plan:1: saw 'no plimsollPlan'"),
                Arguments.of("a newer JSON", "{\"plimsollPlan\":2}", "expected plan version 1"),
                Arguments.of(
                        "a wrong number",
                        "a_device,a_port,b_device,b_port,length_dm\nn1,1,l1,1,two\n",
                        "plan:2: saw 'two', expected a whole number from 0 to 10000000 for length_dm"),
                Arguments.of(
                        "a mistyped column",
                        "a_device,a_port,b_device,b_port,lenght\nn1,1,l1,1,2\n",
                        "plan:1: saw 'lenght', expected one of the columns"),
                Arguments.of(
                        "a missing port",
                        "a_device,a_port,b_device,b_port\nn1,1,l1,1\nn2,,l1,2\n",
                        "plan:3: saw nothing, expected a port"),
                Arguments.of(
                        "a cable twice",
                        "a_device,a_port,b_device,b_port\nn1,1,l1,1\nn1,1,l1,1\n",
                        "it is also in line 2"),
                Arguments.of(
                        "an open quote",
                        "a_device,a_port,b_device,b_port\n\"n1,1,l1,1\n",
                        "expected a readable CSV row"),
                Arguments.of(
                        "a NetBox list that does not pair",
                        "side_a_device,side_a_name,side_b_device,side_b_name\nn1,\"1,2,3\",l1,\"1,2\"\n",
                        "plan:2: saw '3 terminations on side A and 2 on side B'"),
                Arguments.of(
                        "a NetBox unit of another world",
                        "side_a_device,side_a_name,side_b_device,side_b_name,length,length_unit\nn1,1,l1,1,3,cubit\n",
                        "saw '3 cubit', expected a length"),
                Arguments.of(
                        "a topo line without an arrow",
                        "QM9700 leaf\n    P1 -> DGX n1 mlx5_0/P1\n    P2 DGX n2 mlx5_0/P1\n",
                        "plan:3: saw 'P2 DGX n2 mlx5_0/P1', expected PORT -> TYPE NAME PORT"),
                Arguments.of(
                        "a topo system of two models",
                        "QM9700 leaf\n P1 -> DGX n1 mlx5_0/P1\n P2 -> HGX n1 mlx5_1/P1\n",
                        "plan:3: saw 'HGX n1', expected DGX n1"),
                Arguments.of("a dot without an end", "graph G {\n\"a\":\"1\" -- \"b\":\"2\";\n", "expected }"),
                Arguments.of(
                        "a dot edge without ports",
                        "graph G {\n\"a\" -- \"b\";\n}",
                        "plan:2: saw 'a: -- b:', expected a port at both ends"),
                Arguments.of("a damaged workbook", "PK\u0003\u0004rubbish", "expected a readable xlsx workbook"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badPlans")
    void theMessageNamesPlaceSeenAndExpected(String what, String content, String message) {
        assertThatThrownBy(() -> read(content.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining(message);
    }

    @Test
    void aHugeLineIsRefusedBeforeItFillsTheMemory() {
        byte[] huge = new byte[10_000_000];
        Arrays.fill(huge, (byte) 'x');
        System.arraycopy("a_device,a_port,b_device,b_port\n".getBytes(StandardCharsets.UTF_8), 0, huge, 0, 32);

        assertThatThrownBy(() -> read(huge))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("plan:2:")
                .hasMessageContaining("lines of at most 65536 bytes");
    }

    @Test
    void allFaultsAreToldAtOnceUpToTheLimit() {
        StringBuilder csv = new StringBuilder("a_device,a_port,b_device,b_port,length_dm\n");
        for (int i = 0; i < 200; i++) {
            csv.append("n").append(i).append(",1,l1,").append(i).append(",long\n");
        }

        BadInputException bad = catchThrowableOfType(
                BadInputException.class, () -> read(csv.toString().getBytes(StandardCharsets.UTF_8)));

        assertThat(bad.problems()).hasSize(BadInputException.PROBLEMS_MAX);
        assertThat(bad.problems().get(7).line()).isEqualTo(9);
    }

    @Test
    void whateverHappensToAFileNothingButARefusalComesOut() {
        FabricPlan plan = FabricDesigner.design(Templates.find("rail-k64").orElseThrow(), DesignRequest.of(16));
        List<PlanFormat> formats =
                Arrays.stream(PlanFormat.values()).filter(PlanFormat::writable).toList();
        Seeds.forAll(400, (random, seed) -> {
            PlanFormat format = formats.get((int) (seed % formats.size()));
            byte[] damaged = damage(written(plan, format), random);
            try {
                PlanReader.read(
                        new ByteArrayInputStream(damaged),
                        "plan",
                        random.nextBoolean() ? Optional.of(format) : Optional.empty());
            } catch (BadInputException e) {
                assertThat(e.problems()).isNotEmpty();
            }
        });
    }

    private static byte[] damage(byte[] good, RandomGenerator random) {
        byte[] bad = good.clone();
        int hits = 1 + random.nextInt(4);
        for (int i = 0; i < hits; i++) {
            int at = random.nextInt(bad.length);
            switch (random.nextInt(4)) {
                case 0 -> bad[at] = (byte) random.nextInt(256);
                case 1 -> bad = Arrays.copyOf(bad, Math.max(1, at));
                case 2 -> {
                    int length = Math.min(random.nextInt(64), bad.length - at);
                    System.arraycopy(bad, random.nextInt(bad.length - length + 1), bad, at, length);
                }
                default -> bad[at] = (byte) "\",{}[]\n:-> \t".charAt(random.nextInt(12));
            }
        }
        return bad;
    }

    private static byte[] written(FabricPlan plan, PlanFormat format) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PlanWriter.write(plan, format, out);
        return out.toByteArray();
    }

    private static FabricPlan read(byte[] content) throws IOException {
        return PlanReader.read(new ByteArrayInputStream(content), "plan", Optional.empty());
    }
}
