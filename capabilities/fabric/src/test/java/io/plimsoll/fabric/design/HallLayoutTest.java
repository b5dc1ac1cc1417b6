/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.fabric.design;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plimsoll.fabric.design.HallLayout.Place;
import io.plimsoll.model.BadInputException;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The way of a cable through the standard hall. */
class HallLayoutTest {

    private final HallLayout hall = HallLayout.standard();

    @Test
    void aCableInItsRackGoesStraightWithALoopAtEachEnd() {
        assertThat(hall.routeMm(new Place(1, 1, 1), new Place(1, 1, 11))).isEqualTo(444 + 2 * 150);
    }

    @Test
    void aCableToTheNextRackClimbsToTheTrayAndComesDown() {
        int up = 2700 - 150;
        assertThat(hall.routeMm(new Place(1, 1, 1), new Place(1, 2, 1))).isEqualTo(2 * up + 800 + 2 * 500);
    }

    @Test
    void aCableToAnotherRowGoesByTheNearestCrossTray() {
        int up = 2700 - 150;
        // from rack 7 to rack 8 of the next row: back to the cross tray at rack 6, and two racks on
        assertThat(hall.routeMm(new Place(1, 7, 1), new Place(2, 8, 1))).isEqualTo(2 * up + 3 * 800 + 3000 + 2 * 500);
        // from rack 5 to rack 8 a cross tray is on the way
        assertThat(hall.routeMm(new Place(1, 5, 1), new Place(2, 8, 1))).isEqualTo(2 * up + 3 * 800 + 3000 + 2 * 500);
    }

    @Test
    void theWallBetweenTwoHallsIsPartOfTheWay() {
        int inHall = hall.routeMm(new Place(23, 6, 1), new Place(24, 6, 1));
        assertThat(hall.routeMm(new Place(24, 6, 1), new Place(25, 6, 1))).isEqualTo(inHall + 4000);
    }

    @ParameterizedTest
    @CsvSource({
        "300,DAC,5",
        "2000,DAC,20",
        "2001,MMF-MPO12,30",
        "50000,MMF-MPO12,500",
        "50001,SMF-MPO12,600",
        "500001,'',5001"
    })
    void theFirstMediumThatReachesIsOrderedInTheNextLength(int route, String media, int length) {
        assertThat(hall.order(route)).isEqualTo(new HallLayout.Ordered(media, length));
    }

    @Test
    void aLayoutWithoutASourceOrWithAMistypedKeyIsRefused() {
        String yaml = "name: mine\nrackPitchMM: 800\nmedia: [{name: DAC, reachDm: 20, lengthsDm: [20]}]\n";

        assertThatThrownBy(() ->
                        HallLayout.read(new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8)), "mine.yaml"))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("mine.yaml:2: saw 'rackPitchMM'")
                .hasMessageContaining("expected a value for media[0].source")
                .hasMessageContaining("expected a value for rowPitchMm");
    }
}
