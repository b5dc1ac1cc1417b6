/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.oncall.vault;

import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes numbers and mail addresses out of text that others will see. Dates, times, addresses of hosts and serials stay. */
public final class ChatGuard {

    private static final Pattern NUMBER = Pattern.compile(
            "(?<![\\p{L}\\p{Nd}_])(?<!\\p{L}[-.])(?:tel:)?[(]?(?:\\+|00)?[(]?\\p{Nd}(?:[\\s.()\\-/\u00a0\u2010-\u2015]{0,3}\\p{Nd}){6,16}(?![\\p{L}\\p{Nd}_])");
    private static final Pattern MAIL =
            Pattern.compile("[\\p{L}\\p{Nd}._%+-]{1,64}@[\\p{L}\\p{Nd}-]+(?:\\.[\\p{L}\\p{Nd}-]+)+");
    private static final Pattern HARMLESS = Pattern.compile(
            "\\p{Nd}{4}-\\p{Nd}{2}-\\p{Nd}{2}([ T]\\p{Nd}{2})?|\\p{Nd}{1,3}(\\.\\p{Nd}{1,3}){3}|\\p{Nd}{1,2}\\.\\p{Nd}{1,2}\\.\\p{Nd}{4}");

    /** @param found how many were taken out */
    public record Redacted(String text, int found) {}

    private ChatGuard() {}

    public static Redacted redact(String text) {
        int[] found = {0};
        String without = NUMBER.matcher(text).replaceAll((MatchResult m) -> {
            if (HARMLESS.matcher(m.group().strip()).matches()) {
                return Matcher.quoteReplacement(m.group());
            }
            found[0]++;
            return "[number removed]";
        });
        String clean = MAIL.matcher(without).replaceAll(m -> {
            found[0]++;
            return "[address removed]";
        });
        return new Redacted(clean, found[0]);
    }
}
