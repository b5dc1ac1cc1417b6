/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.spares.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plimsoll.model.BadInputException;
import io.plimsoll.spares.Evaluation.Place;
import io.plimsoll.spares.Examples;
import io.plimsoll.testkit.Seeds;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** A wrong input is refused whole, and everything that is wrong is told at once. */
class BadInputTest {

    @Test
    void aRateWithoutASourceIsRefusedWithAdvice() {
        assertThatThrownBy(() -> Examples.read("part,site,cost,demand,repair_time\nA,s,5,1/day,1 day\n"))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("source")
                .hasMessageContaining("Maybe see 'plimsoll spares priors'");
    }

    @Test
    void allProblemsOfADocumentComeAtOnce() {
        assertThatThrownBy(() -> Examples.read("""
                                part,site,cost_cents,demand,repair_time,source,min_stock
                                A,x,0,NaN/day,3,textbook,-2
                                B,x,5,4,1 day,textbook,
                                B,x,5,4/day,1 day,textbook,
                                """)).isInstanceOfSatisfying(BadInputException.class, e -> {
            assertThat(e.problems()).hasSizeGreaterThanOrEqualTo(6);
            assertThat(e.getMessage())
                    .contains("costCents", "NaN/day", "repairTime", "minStock", "each part once", "4/year");
        });
    }

    @Test
    void unknownSitesDuplicatedPartsAndUnknownFieldsAreNamed() {
        assertThatThrownBy(() -> Examples.read("""
                                {"sites": ["hall-1"], "source": "s", "costCents": 1, "repairTime": "1 day", "demand": "1/day",
                                 "parts": [{"part": "A", "sites": ["hall-2"]}, {"part": "A", "sites": ["hall-1"]},
                                           {"part": "B", "repairTiem": "2 days"}]}
                                """))
                .hasMessageContaining("hall-2")
                .hasMessageContaining("write 'hall-1'")
                .hasMessageContaining("is the same")
                .hasMessageContaining("write 'repairTime'");
    }

    @Test
    void emptyAndForeignDocumentsAreRefused() {
        for (String text :
                new String[] {"", "{}", "[]", "{\"parts\": []}", "part,site\n", "{\"a\": 1,", "\u0000\u0001"}) {
            assertThatThrownBy(() -> Examples.read(text)).as(text).isInstanceOf(BadInputException.class);
        }
    }

    @Test
    void aPriorWithoutAConfirmedFigureMustBeGivenByTheUser() {
        String line = "part,site,cost,prior,systems,repair_time\nF,s,5,%s,100,1 day\n";
        assertThatThrownBy(() -> Examples.read(line.formatted("fan"))).hasMessageContaining("of your own");
        assertThat(Examples.read(line.formatted("nic")).parts().getFirst().source())
                .contains("Llama 3");
    }

    @Test
    void levelsOfUnknownPlacesOrBelowZeroAreRefused() {
        assertThatThrownBy(() -> levels("part,site,stock\nA,site,-1\nZ,site,2\nB,site,1\nB,site,1\n"))
                .hasMessageContaining("'-1'")
                .hasMessageContaining("Z at site")
                .hasMessageContaining("once");
    }

    @Test
    void levelsMayBeTheOutputOfAPlan() throws Exception {
        assertThat(levels("{\"levels\": [{\"part\": \"A\", \"site\": \"site\", \"stock\": 3}]}"))
                .containsEntry(new Place("A", "site"), 3);
    }

    private static java.util.Map<Place, Integer> levels(String text) throws java.io.IOException {
        return LevelsReader.read(
                new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)),
                "levels",
                Examples.read(Examples.TWO_ITEMS));
    }

    @Test
    void damagedDocumentsAreReadOrRefusedButNeverBreakTheReader() {
        Seeds.forAll(400, (random, seed) -> {
            String good = seed % 2 == 0 ? Examples.SHERBROOKE : Examples.TWO_ITEMS;
            StringBuilder bad = new StringBuilder(good);
            for (int i = 0; i < 1 + random.nextInt(4); i++) {
                int at = random.nextInt(bad.length());
                switch (random.nextInt(3)) {
                    case 0 -> bad.deleteCharAt(at);
                    case 1 -> bad.setCharAt(at, (char) (32 + random.nextInt(95)));
                    default -> bad.insert(at, (char) (32 + random.nextInt(95)));
                }
            }
            try {
                Examples.read(bad.toString());
            } catch (BadInputException e) {
                assertThat(e.problems()).isNotEmpty();
            }
        });
    }
}
