/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.siting.flood;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A zone code means what its map's authority says, and the worst of code, subtype and flag counts. */
class ZoneCodesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "A||ONE_PERCENT",
                "AE||ONE_PERCENT",
                "AH||ONE_PERCENT",
                "AO||ONE_PERCENT",
                "AR||ONE_PERCENT",
                "A99||ONE_PERCENT",
                "A1-30||ONE_PERCENT",
                "A17||ONE_PERCENT",
                "AR/AE||ONE_PERCENT",
                "Zone AE||ONE_PERCENT",
                "V||COASTAL",
                "VE|COASTAL FLOODPLAIN|COASTAL",
                "V12||COASTAL",
                "AE|FLOODWAY|FLOODWAY",
                "AE|ADMINISTRATIVE FLOODWAY|FLOODWAY",
                "AE (Regulatory Floodway)||FLOODWAY",
                "AE|FLOODWAY FRINGE|ONE_PERCENT",
                "X|0.2 PCT ANNUAL CHANCE FLOOD HAZARD|TWO_TENTHS",
                "X|1 PCT DEPTH LESS THAN 1 FOOT|TWO_TENTHS",
                "X|0500|TWO_TENTHS",
                "X500||TWO_TENTHS",
                "X Shaded||TWO_TENTHS",
                "X (Shaded)||TWO_TENTHS",
                "X (unshaded)||MINIMAL",
                "B||TWO_TENTHS",
                "C||MINIMAL",
                "X|AREA OF MINIMAL FLOOD HAZARD|MINIMAL",
                "X|AREA WITH REDUCED FLOOD RISK DUE TO LEVEE|LEVEE",
                "X PROTECTED BY LEVEE||LEVEE",
                "X||SHADE_NOT_TOLD",
                "D||UNDETERMINED",
                "AREA NOT INCLUDED||NOT_INCLUDED",
                "OPEN WATER||OPEN_WATER",
                "HQ10||FREQUENT",
                "HQ100||ONE_PERCENT",
                "HQextrem||TWO_TENTHS",
                "HQhäufig||FREQUENT",
                "ZUERS 4||FREQUENT",
                "GK3||ONE_PERCENT",
                "ZÜRS GK 2||TWO_TENTHS",
                "ZUERS 1||MINIMAL",
                "T200||TWO_TENTHS",
                "Flood Zone 3||ONE_PERCENT",
                "purple||UNCLASSED"
            })
    void codesOfEveryPublishedMapAreRead(String code, String subtype, FloodClass meaning) {
        assertThat(ZoneCodes.read(code, subtype == null ? "" : subtype, "", Optional.empty())
                        .meaning())
                .isEqualTo(meaning);
    }

    @Test
    void aZoneXInsideTheSpecialFloodHazardAreaCountsAsTheWorseAndIsTold() {
        FloodZone zone = ZoneCodes.read("X", "", "", Optional.of(true));
        assertThat(zone.meaning()).isEqualTo(FloodClass.ONE_PERCENT);
        assertThat(zone.note()).contains("the worse counts");
    }
}
