/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.crew.project.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plimsoll.crew.project.Project;
import io.plimsoll.crew.project.Project.Link;
import io.plimsoll.model.BadInputException;
import java.io.IOException;
import java.io.StringReader;
import org.junit.jupiter.api.Test;

/** The same small project is read from PSPLIB's sections and from Patterson's numbers; what is wrong is told with its line. */
class PsplibReaderTest {

    static final String SM = """
            ************************************************************************
            file with basedata            : small.bas
            initial value random generator: 1
            ************************************************************************
            projects                      :  1
            jobs (incl. supersource/sink ):  5
            horizon                       :  9
            RESOURCES
              - renewable                 :  2   R
              - nonrenewable              :  0   N
              - doubly constrained        :  0   D
            ************************************************************************
            PROJECT INFORMATION:
            pronr.  #jobs rel.date duedate tardcost  MPM-Time
                1     3      0       9        1        9
            ************************************************************************
            PRECEDENCE RELATIONS:
            jobnr.    #modes  #successors   successors
               1        1          2           2   3
               2        1          1           4
               3        1          1           5
               4        1          1           5
               5        1          0
            ************************************************************************
            REQUESTS/DURATIONS:
            jobnr. mode duration  R 1  R 2
            ------------------------------------------------------------------------
              1      1     0       0    0
              2      1     3       2    1
              3      1     4       2    0
              4      1     2       1    1
              5      1     0       0    0
            ************************************************************************
            RESOURCEAVAILABILITIES:
              R 1  R 2
                3    1
            ************************************************************************
            """;

    static final String PATTERSON = "5 2\n3 1\n0 0 0 2 2 3\n3 2 1 1 4\n4 2 0 1 5\n2 1 1 1 5\n0 0 0 0\n";

    static Project read(String text) {
        try {
            return PsplibReader.read(new StringReader(text), "small");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void bothFormatsGiveTheSameProject() {
        assertThat(read(SM)).isEqualTo(read(PATTERSON));
        assertThat(read(SM).activities().get(1).links()).containsExactly(new Link(3, 3));
        assertThat(read(SM).resources().get(0).capacity()).isEqualTo(3);
    }

    @Test
    void aCircleIsNamed() {
        assertThatThrownBy(() -> read(PATTERSON.replace("2 1 1 1 5", "2 1 1 2 2 5")))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("4 -> 2 -> 4");
    }

    @Test
    void anImpossibleDemandIsToldWithItsLine() {
        assertThatThrownBy(() -> read(PATTERSON.replace("4 2 0 1 5", "4 9 0 1 5")))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("small:5")
                .hasMessageContaining("asks 9 of resource 1");
    }

    @Test
    void aFileThatIsCutOffSaysWhatIsMissing() {
        assertThatThrownBy(() -> read(PATTERSON.substring(0, 30)))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("cut off");
        assertThatThrownBy(() -> read("")).isInstanceOf(BadInputException.class);
        assertThatThrownBy(() -> read(SM.substring(0, SM.indexOf("REQUESTS"))))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("0 durations for 5 jobs");
    }

    @Test
    void severalModesAreRefused() {
        assertThatThrownBy(() -> read(
                        SM.replace("   2        1          1           4", "   2        3          1           4")))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("3 modes");
    }
}
