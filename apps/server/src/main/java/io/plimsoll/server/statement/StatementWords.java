/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.server.statement;

import io.plimsoll.capacity.statement.Statement;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;

/** Credits, claims, money and shares as people read them. */
public final class StatementWords {

    private StatementWords() {}

    public static String credit(Statement s) {
        Statement.Owed c = s.credit();
        if (c.creditCents().isEmpty()) {
            return percent(c.share()) + " of an unknown fee";
        }
        return money(c.currency(), c.creditCents().get()) + ", " + percent(c.share()) + " of "
                + c.feeCents().map(f -> money(c.currency(), f)).orElse("an unknown fee")
                + (c.capped() ? ", held to the cap of " + percent(c.cap()) : "")
                + c.below().map(b -> ", below " + percent(b)).orElse("");
    }

    public static String claim(Statement.ClaimClock c) {
        String until = c.deadline().map(d -> " until " + d).orElse("");
        return switch (c.state()) {
            case "WINDOW_RUNS" -> "the window still runs";
            case "NOTHING_OWED" -> "nothing is owed";
            case "NO_CLAIM_NEEDED" -> "none needed, the credit is given";
            case "OPEN" -> "open" + until + ", " + c.secondsLeft() / 86_400 + " days left";
            case "CLAIMED" -> "claimed" + c.claimed().map(x -> " at " + x).orElse("");
            default -> "lapsed: nobody claimed" + until;
        };
    }

    public static String money(String currency, long cents) {
        return String.format(
                Locale.ROOT, "%s%,d.%02d", currency.isEmpty() ? "" : currency + " ", cents / 100, cents % 100);
    }

    public static String percent(BigDecimal share) {
        return share.movePointRight(2).stripTrailingZeros().toPlainString() + "%";
    }

    public static String percent(Optional<BigDecimal> share) {
        return share.map(StatementWords::percent).orElse("");
    }
}
