/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.locate.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.plimsoll.acceptance.locate.Observation;
import io.plimsoll.acceptance.locate.Topology;
import io.plimsoll.model.BadInputException;
import io.plimsoll.model.InputProblem;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ObservationReaderTest {

    private static final String CSV = """
            # round 2 of rack 7
            round,a,b,metric,value,limit,verdict
            1,n1,n2,busbw,391.5,370,
            1,n3,n4,busbw,201,370,FAIL
            2,n1,n3,,,,PASS
            2,n2,n4,,,,ERROR
            """;

    private static final String JSON = """
            {"model": {"bad": 0.03, "source": "last site"}, "observations": [
              {"round": 1, "nodes": ["n1", "n2"], "metric": "busbw", "value": 391.5, "limit": 370},
              {"round": 1, "nodes": ["n3", "n4"], "metric": "busbw", "value": 201, "limit": 370, "verdict": "FAIL"},
              {"round": 2, "nodes": ["n1", "n3"], "verdict": "PASS"},
              {"round": 2, "nodes": ["n2", "n4"], "verdict": "ERROR"}]}
            """;

    @Test
    void csvAndJsonSayTheSame() throws IOException {
        LocateInput csv = read(CSV, Optional.empty());
        LocateInput json = read(JSON, Optional.empty());
        assertThat(csv.observations()).isEqualTo(json.observations()).hasSize(3);
        assertThat(csv.observations()).extracting(Observation::passed).containsExactly(true, false, true);
        assertThat(json.rates()).containsEntry("bad", 0.03);
        assertThat(json.ratesSource()).isEqualTo("last site");
    }

    @Test
    void aTestThatBrokeIsToldAndIsNoEvidence() throws IOException {
        assertThat(read(CSV, Optional.empty()).noEvidence()).containsExactly("line 6: n2 n4 is ERROR");
    }

    @Test
    void everythingThatIsWrongIsToldAtOnce() {
        String text = """
                round,a,b,value,limit,verdict
                1,n1,n2,391,370,
                1,n2,n1,391,370,
                1,n3,n3,391,370,
                1,n1,zz,-4,370,
                x,n1,n3,,370,
                2,n1,n4,390,370,FAIL
                2,n2,n3,390
                2,n2,n3,390,370,MAYBE
                """;
        Topology four = Topology.flat(List.of("n1", "n2", "n3", "n4"));
        BadInputException bad = catchThrowableOfType(BadInputException.class, () -> read(text, Optional.of(four)));
        assertThat(bad.problems())
                .extracting(InputProblem::line, InputProblem::expected)
                .contains(
                        org.assertj.core.groups.Tuple.tuple(3L, "each test of a round once"),
                        org.assertj.core.groups.Tuple.tuple(4L, "each node once in a test"),
                        org.assertj.core.groups.Tuple.tuple(5L, "a node of the topology"),
                        org.assertj.core.groups.Tuple.tuple(5L, "a number of at least 0"),
                        org.assertj.core.groups.Tuple.tuple(6L, "a whole number"),
                        org.assertj.core.groups.Tuple.tuple(7L, "a verdict that the value bears out"),
                        org.assertj.core.groups.Tuple.tuple(8L, "6 cells, as the header has"),
                        org.assertj.core.groups.Tuple.tuple(9L, "PASS, FAIL, ERROR or NOT_RUN"));
        assertThat(bad.problems()).anyMatch(p -> p.line() == 6 && p.seen().equals("no result"));
    }

    @Test
    void whatIsNoJsonAndWhatIsEmptyIsRefusedWithItsPlace() {
        for (String text : List.of("", "{", "{}", "{\"observations\": 3}", "a,b", "colour,taste\n1,2", "[]")) {
            assertThat(catchThrowableOfType(BadInputException.class, () -> read(text, Optional.empty())))
                    .as("%s", text)
                    .isNotNull();
        }
    }

    @Test
    void aRowOfOneRailSpeaksOfThatRailOnly() throws IOException {
        Topology rails = Topology.regular(4, 2, 2, 2, 2);
        LocateInput in = read("round,a,b,rail,verdict\n1,node-0000,node-0002,1,PASS\n", Optional.of(rails));
        assertThat(in.observations().getFirst().via())
                .extracting(p -> p.name())
                .contains("node-0000/nic-1", "node-0002/nic-1", "leaf-000/spine-00")
                .doesNotContain("node-0000/nic-0");
    }

    private static LocateInput read(String text, Optional<Topology> topology) throws IOException {
        return ObservationReader.read(
                new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), "results", topology);
    }
}
