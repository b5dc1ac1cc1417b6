/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.crew.law;

import java.util.List;

/** What a rule is about, with the names of its parameters. */
public enum RuleKind {
    /** {@code hours} of rest in a row in each 24 hours from the start of work. */
    DAILY_REST(Sort.LIMIT, "hours"),
    /** {@code hours} of rest in a row between the end of a shift and the next start. */
    REST_AFTER(Sort.LIMIT, "hours"),
    /** {@code hours} of rest in a row in each week. */
    WEEKLY_REST(Sort.LIMIT, "hours"),
    /** At most {@code hours} of work in 24 hours from the first start after {@code restHours} off. */
    DAY_MAX(Sort.LIMIT, "hours", "restHours"),
    /** At most {@code hours} a week on average over {@code weeks}. */
    WEEK_AVERAGE(Sort.LIMIT, "hours", "weeks"),
    /** {@code minutes} of breaks in parts of {@code sectionMinutes} when a shift's work is above {@code afterHours}. */
    BREAK(Sort.BREAK, "afterHours", "minutes", "sectionMinutes"),
    /** At most {@code hours} in a row without a break of {@code sectionMinutes}. */
    STRETCH(Sort.BREAK, "hours", "sectionMinutes"),
    /** A break of {@code minutes} that begins before {@code byHours} of work, when the shift is above {@code overHours}. */
    MEAL(Sort.BREAK, "byHours", "minutes", "overHours"),
    /** At most {@code hours} of driving after {@code restHours} off. */
    DRIVE_MAX(Sort.LIMIT, "hours", "restHours"),
    /** No driving later than {@code hours} after the first start after {@code restHours} off. */
    DRIVE_WINDOW(Sort.LIMIT, "hours", "restHours"),
    /** No driving after {@code hours} of work in {@code days}. */
    DRIVE_ROLLING(Sort.LIMIT, "hours", "days"),
    /** At most {@code hours} in a shift with more than {@code nightHours} in the night. */
    NIGHT_MAX(Sort.LIMIT, "hours", "restHours", "nightFrom", "nightTo", "nightHours"),
    /** At most {@code days} night shifts in a row. */
    NIGHTS_IN_ROW(Sort.LIMIT, "days", "restHours", "nightFrom", "nightTo", "nightHours"),
    /** {@code hours} of rest after {@code days} or more night shifts in a row. */
    REST_AFTER_NIGHTS(Sort.LIMIT, "hours", "days", "restHours", "nightFrom", "nightTo", "nightHours"),
    /** At most {@code days} with work in a week. */
    DAYS_IN_WEEK(Sort.LIMIT, "days"),
    /** At most {@code days} with work in a row. */
    DAYS_IN_ROW(Sort.LIMIT, "days"),
    /** {@code rate} times the pay above {@code hours} a week. */
    PAY_WEEK(Sort.PAY, "hours", "rate"),
    /** {@code rate} times the pay above {@code hours} a day. */
    PAY_DAY(Sort.PAY, "hours", "rate");

    /** Whether more work is forbidden, needs a break first, or costs more. */
    public enum Sort {
        LIMIT,
        BREAK,
        PAY
    }

    private final Sort sort;
    private final String numbers;

    RuleKind(Sort sort, String... numbers) {
        this.sort = sort;
        this.numbers = String.join(",", numbers);
    }

    public Sort sort() {
        return sort;
    }

    /** Names of the parameters, all of which a rule has to give. */
    public List<String> numbers() {
        return List.of(numbers.split(",", -1));
    }

    boolean aboutDriving() {
        return this == DRIVE_MAX || this == DRIVE_WINDOW || this == DRIVE_ROLLING;
    }
}
