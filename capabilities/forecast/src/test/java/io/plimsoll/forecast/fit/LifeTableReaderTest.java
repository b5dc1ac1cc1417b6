/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.forecast.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.plimsoll.model.BadInputException;
import io.plimsoll.model.InputProblem;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A table of lifetimes is read whole or refused with every wrong line. */
class LifeTableReaderTest {

    private static LifeTable read(String csv) throws Exception {
        return LifeTableReader.read(new ByteArrayInputStream(csv.getBytes(StandardCharsets.UTF_8)), "life.csv");
    }

    private static List<InputProblem> problems(String csv) {
        BadInputException e = catchThrowableOfType(BadInputException.class, () -> read(csv));
        assertThat(e).as("refused").isNotNull();
        return e.problems();
    }

    @Test
    void everyWrongLineIsToldAtOnce() {
        List<InputProblem> found = problems("time,event,entry\n-5,1,\n10,maybe,\n10,1,20\nx,0,\n7,1,\n0,1,\n");
        assertThat(found).extracting(InputProblem::line).containsExactly(2L, 3L, 4L, 5L, 7L);
        assertThat(found.getFirst().maybe()).contains("sign");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "an interval that runs backwards | time,event,left,right;,,9,3 | left at or before right",
                "a censored unit with an end | time,event,left,right;,0,3,9 | no right",
                "an entry within the interval | time,event,left,right,entry;,1,3,9,5 | entry",
                "no time at all | time,event;,1 | a time",
                "no event | time,event;5, | event",
                "no such column | moment,event;5,1 | time",
                "half a unit | time,event,count;5,1,0.5 | whole number",
                "an infinite time | time,event;Infinity,1 | number"
            })
    void wrongLinesAreRefused(String what, String csv, String expected) {
        assertThat(problems(csv.replace(';', '\n')))
                .first()
                .satisfies(p -> assertThat(p.expected()).contains(expected));
    }

    @Test
    void anEmptyFileIsRefused() {
        assertThat(problems("")).hasSize(1);
        assertThat(problems("time,event\n")).hasSize(1);
    }

    @Test
    void manyWaysToWriteTheSameAreRead() throws Exception {
        List<Lifetime> expected = List.of(Lifetime.failed(5, 0, 1), Lifetime.alive(9, 2, 3));
        assertThat(read("time,event,entry,count\n5,1,,\n9,0,2,3\n").rows()).isEqualTo(expected);
        assertThat(read("\uFEFFHours;Status;Start;Freq\n5;Failed;0;1\n9;Censored;2;3\n")
                        .rows())
                .isEqualTo(expected);
        assertThat(read("left,right,entry,count\n5,5,0,1\n9,NA,2,3\n").rows()).isEqualTo(expected);
        assertThat(read("time\tevent\tentry\tcount\n5\ttrue\t\t1\n9\tfalse\t2\t3\n")
                        .rows())
                .isEqualTo(expected);
    }

    @Test
    void columnsThatMeanNothingHereAreNamed() throws Exception {
        assertThat(read("time,event,colour\n5,1,red\n").notes()).containsExactly("columns that are not read: colour");
    }
}
