/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.oncall.feed;

import io.plimsoll.oncall.schedule.Duty;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** Duties as iCalendar (RFC 5545), times in UTC. Carries roles and schedules, and a person's id only in that person's own feed. */
public final class CalendarFeed {

    private static final DateTimeFormatter UTC =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final int OCTETS_MAX = 75;

    private CalendarFeed() {}

    /**
     * @param duties what to show
     * @param own whether it is the person's own feed, which gets an alarm an hour before each duty
     * @param stamp when the plan was made
     * @param sequence of the plan; a higher one replaces a lower one
     */
    public static String text(String name, List<Duty> duties, boolean own, Instant stamp, long sequence) {
        StringBuilder out = new StringBuilder();
        line(out, "BEGIN:VCALENDAR");
        line(out, "VERSION:2.0");
        line(out, "PRODID:-//Plimsoll//on-call//EN");
        line(out, "CALSCALE:GREGORIAN");
        line(out, "X-WR-CALNAME:" + escape(name));
        for (Duty d : duties) {
            String what = d.people().isEmpty()
                    ? "GAP: nobody on call, " + d.schedule()
                    : own ? "You are on call: " + d.schedule() : "On call: @" + d.schedule();
            line(out, "BEGIN:VEVENT");
            line(out, "UID:" + escape(d.schedule()) + "-" + UTC.format(d.start()) + "@plimsoll");
            line(out, "DTSTAMP:" + UTC.format(stamp));
            line(out, "SEQUENCE:" + sequence);
            line(out, "DTSTART:" + UTC.format(d.start()));
            line(out, "DTEND:" + UTC.format(d.end()));
            line(out, "SUMMARY:" + escape(what));
            line(out, "TRANSP:TRANSPARENT");
            if (own) {
                line(out, "BEGIN:VALARM");
                line(out, "ACTION:DISPLAY");
                line(out, "DESCRIPTION:" + escape(what));
                line(out, "TRIGGER:-PT1H");
                line(out, "END:VALARM");
            }
            line(out, "END:VEVENT");
        }
        line(out, "END:VCALENDAR");
        return out.toString();
    }

    private static String escape(String text) {
        return text.replace("\\", "\\\\")
                .replace(";", "\\;")
                .replace(",", "\\,")
                .replace("\r", "")
                .replace("\n", "\\n");
    }

    /** Folded after 75 octets, never inside a character. */
    private static void line(StringBuilder out, String text) {
        int octets = 0;
        int i = 0;
        while (i < text.length()) {
            int c = text.codePointAt(i);
            int width = Character.toString(c).getBytes(StandardCharsets.UTF_8).length;
            if (octets + width > OCTETS_MAX) {
                out.append("\r\n ");
                octets = 1;
            }
            out.appendCodePoint(c);
            octets += width;
            i += Character.charCount(c);
        }
        out.append("\r\n");
    }
}
