/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.sustain.check;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Years as tables print them: {@code 2023}, {@code FY23}, {@code 2022/23}, {@code 31.12.2023}, {@code 2023 (restated)}. */
final class Years {

    private static final String NAMES =
            "(?:FY|CY|GJ|BJ|financial year|fiscal year|year|jahr|geschäftsjahr|berichtsjahr|as of|stand|per)?\\s*";
    private static final Pattern FIRST =
            Pattern.compile("(?i)" + NAMES + "((?:19|20)[0-9]{2})(?![0-9]).*|(?:FY|GJ)\\s*'?([0-9]{2})(?![0-9]).*");
    private static final Pattern DAY = Pattern.compile("(?i).*[0-9]{1,2}[./][0-9]{1,2}[./]((?:19|20)[0-9]{2})");
    private static final Pattern ALONE = Pattern.compile(
            "(?i)" + NAMES
                    + "(?:19|20)[0-9]{2}(?:\\s*[/–-]\\s*[0-9]{2,4})?|(?:FY|GJ)\\s*'?[0-9]{2}|[0-9]{1,2}[./][0-9]{1,2}[./](?:19|20)[0-9]{2}");
    private static final Pattern WITHIN = Pattern.compile(
            "(?i)(?<![0-9])(?:FY|CY|GJ)?\\s?'?((?:19|20)[0-9]{2})(?:/[0-9]{2,4})?(?![0-9])|\\b(?:FY|GJ)\\s?'?([0-9]{2})\\b");

    private Years() {}

    /** 0 if the cell is no year or several. */
    static int of(String text) {
        String plain = Cells.signsOff(text).text();
        Matcher m = FIRST.matcher(plain);
        if (m.matches() && within(plain) > 0) {
            return m.group(1) != null ? Integer.parseInt(m.group(1)) : 2000 + Integer.parseInt(m.group(2));
        }
        Matcher day = DAY.matcher(plain);
        return day.matches() ? Integer.parseInt(day.group(1)) : 0;
    }

    /** Whether a cell is a year and nothing else. */
    static boolean alone(String text) {
        return ALONE.matcher(Cells.numberOff(Cells.signsOff(text).text()).text())
                .matches();
    }

    /** The only year within a heading or title, 0 if there is none or several. */
    static int within(String text) {
        Matcher m = WITHIN.matcher(text);
        int found = 0;
        while (m.find()) {
            int year = m.group(1) != null ? Integer.parseInt(m.group(1)) : 2000 + Integer.parseInt(m.group(2));
            if (found != 0 && found != year) {
                return 0;
            }
            found = year;
        }
        return found;
    }

    static String without(String text) {
        return Cells.clean(
                WITHIN.matcher(text).replaceAll(" ").replaceAll("\\(\\s*\\)|_+$|^[\\s,:;_-]+|[\\s,:;-]+$", " "));
    }
}
