/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.health.read;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes the prefix off a kernel's log line, whoever printed it: dmesg in its four forms, /dev/kmsg, pstore, journald in its
 * short forms, syslog by RFC 3164 and 5424, with and without octet counts. Prefixes nest, so it takes them off until none is
 * left.
 */
final class LogPrefix {

    private static final int NESTED_MAX = 8;

    private static final Pattern NO_HOST = Pattern.compile("(?!)");

    private static final Pattern UPTIME =
            Pattern.compile("^\\[\\s*(\\d{1,12}\\.\\d{1,9})\\]\\s?(?:\\[\\s*[TC]\\d+\\]\\s?)?");
    private static final Pattern DOTS = Pattern.compile("^\\[\\.\\.\\.\\]\\s?");
    private static final Pattern CTIME = Pattern.compile(
            "^\\[?[A-Z][a-z]{2} ([A-Z][a-z]{2}) ([ \\d]?\\d) (\\d\\d:\\d\\d:\\d\\d(?:\\.\\d{1,9})?) (\\d{4})\\]?\\s?");
    private static final Pattern DECODED = Pattern.compile(
            "^(?:kern|user|mail|daemon|auth|syslog|lpr|news|uucp|cron|authpriv|ftp|local[0-7])\\s*:(?:emerg|alert|crit|err|warn|notice|info|debug)\\s*:\\s*");
    private static final Pattern ISO = Pattern.compile(
            "^(\\d{4}-\\d\\d-\\d\\d[T ]\\d\\d:\\d\\d:\\d\\d(?:[.,]\\d{1,9})?(?:Z|[+-]\\d\\d:?\\d\\d)?)(?: UTC)?[ \\t]+");
    private static final Pattern FULL = Pattern.compile(
            "^[A-Z][a-z]{2} (\\d{4}-\\d\\d-\\d\\d) (\\d\\d:\\d\\d:\\d\\d(?:\\.\\d{1,9})?) ([A-Z]{2,5}|[+-]\\d\\d(?::?\\d\\d)?)[ \\t]+");
    private static final Pattern BSD = Pattern.compile(
            "^([A-Z][a-z]{2}) {1,2}(\\d{1,2}) (?:(\\d{4}) )?(\\d\\d:\\d\\d:\\d\\d(?:\\.\\d{1,9})?)(?: (\\d{4}))?[ \\t]+");
    private static final Pattern UNIX = Pattern.compile("^(\\d{9,11}\\.\\d{3,9})[ \\t]+");
    private static final Pattern PRIORITY = Pattern.compile("^(?:\\d{1,7} )?<(\\d{1,3})>");
    private static final Pattern RFC5424 =
            Pattern.compile("^1 (\\S{1,64}) (\\S{1,255}) (\\S{1,48}) (\\S{1,128}) (\\S{1,32}) ");
    private static final Pattern KMSG = Pattern.compile("^\\d{1,4},\\d{1,20},(\\d{1,18}),[^;]{0,64};");
    /** After a syslog time a host always stands; after dmesg's own times a driver's name may look like one. */
    private static final Pattern HOST =
            Pattern.compile("^([A-Za-z0-9_][A-Za-z0-9_.-]{0,253}) ([^\\s:\\[\\]]{1,64})(?:\\[\\d+\\])?:(?: |$)");

    private static final Pattern HOST_SURE = Pattern.compile(
            "^([A-Za-z0-9_][A-Za-z0-9_.-]{0,253}) (?:kernel|[^\\s:\\[\\]]{0,40}fabricmanager|[^\\s:\\[\\]]{1,64}(?=\\[\\d))(?:\\[\\d+\\])?:(?: |$)");

    private final ReadOptions options;
    private final SignalSink sink;
    private final List<Form> forms;

    /** One prefix: how it looks and what it tells. */
    private record Form(Pattern pattern, BiConsumer<Cut, Matcher> take) {}

    /** A line of which some prefixes have been taken off. */
    private static final class Cut {
        String rest;
        Optional<Instant> time = Optional.empty();
        OptionalDouble uptime = OptionalDouble.empty();
        String host = "";
        Pattern hostNext = NO_HOST;

        Cut(String rest) {
            this.rest = rest;
        }

        void at(Optional<Instant> when, Pattern hostAfter) {
            time = when;
            hostNext = hostAfter;
        }
    }

    LogPrefix(ReadOptions options, SignalSink sink) {
        this.options = options;
        this.sink = sink;
        this.forms = List.of(
                new Form(UPTIME, (cut, m) -> {
                    cut.uptime = OptionalDouble.of(Double.parseDouble(m.group(1)));
                    cut.hostNext = cut.host.isEmpty() ? HOST_SURE : NO_HOST;
                }),
                new Form(DOTS, (cut, m) -> cut.hostNext = NO_HOST),
                new Form(
                        CTIME,
                        (cut, m) -> cut.at(
                                calendar(m.group(4), m.group(1), m.group(2), m.group(3)),
                                m.group().startsWith("[") ? NO_HOST : HOST_SURE)),
                new Form(PRIORITY, (cut, m) -> cut.hostNext = NO_HOST),
                new Form(RFC5424, (cut, m) -> {
                    cut.at(zoned(m.group(1)), NO_HOST);
                    cut.host = m.group(2).equals("-") ? "" : m.group(2);
                    cut.rest = cut.rest.substring(structuredEnd(cut.rest));
                }),
                new Form(KMSG, (cut, m) -> {
                    cut.uptime = OptionalDouble.of(Long.parseLong(m.group(1)) / 1e6);
                    cut.hostNext = NO_HOST;
                }),
                new Form(ISO, (cut, m) -> cut.at(zoned(m.group(1)), HOST_SURE)),
                new Form(UNIX, (cut, m) -> cut.at(Times.epochSeconds(Double.parseDouble(m.group(1))), HOST_SURE)),
                new Form(FULL, (cut, m) -> cut.at(full(m.group(1), m.group(2), m.group(3)), HOST_SURE)),
                new Form(BSD, (cut, m) -> cut.at(bsd(m), HOST)),
                new Form(DECODED, (cut, m) -> cut.hostNext = NO_HOST));
    }

    /**
     * @param uptime seconds since boot, if the line tells them
     * @param host empty if the line names none
     * @param message what is left
     */
    record Line(Optional<Instant> time, OptionalDouble uptime, String host, String message) {}

    Line parse(String line) {
        Cut cut = new Cut(line.startsWith("\uFEFF") ? line.substring(1) : line);
        int nested = 0;
        while (nested < NESTED_MAX && (prefix(cut) || host(cut))) {
            nested++;
        }
        return new Line(cut.time, cut.uptime, cut.host, cut.rest);
    }

    private boolean prefix(Cut cut) {
        for (Form form : forms) {
            Matcher m = form.pattern.matcher(cut.rest);
            if (m.lookingAt()) {
                cut.rest = cut.rest.substring(m.end());
                form.take.accept(cut, m);
                return true;
            }
        }
        return false;
    }

    private static boolean host(Cut cut) {
        Matcher m = cut.hostNext.matcher(cut.rest);
        if (!m.lookingAt()) {
            return false;
        }
        cut.host = m.group(1);
        cut.hostNext = NO_HOST;
        cut.rest = cut.rest.substring(m.end());
        return true;
    }

    private Optional<Instant> bsd(Matcher m) {
        int month = Times.month(m.group(1));
        int day = Integer.parseInt(m.group(2));
        String year = m.group(3) != null ? m.group(3) : m.group(5);
        if (month == 0) {
            return Optional.empty();
        }
        if (year != null) {
            return Times.of(Integer.parseInt(year), month, day, m.group(4), zone());
        }
        if (options.received().isEmpty()) {
            sink.warnOnce("timestamps without a year: no time; say when the log was taken (--received)");
            return Optional.empty();
        }
        sink.warnOnce("timestamps without a year: each taken as the latest that is not over a day after "
                + options.received().get());
        return Times.yearless(month, day, m.group(4), zone(), options.received().get());
    }

    private Optional<Instant> full(String date, String clock, String zone) {
        if (zone.equals("UTC") || zone.equals("GMT")) {
            return Times.iso(date + "T" + clock + "Z", zone());
        }
        if (zone.startsWith("+") || zone.startsWith("-")) {
            return Times.iso(date + "T" + clock + zone, zone());
        }
        sink.warnOnce("times in " + zone + ", which names no one offset: taken as " + zone());
        return Times.iso(date + "T" + clock, zone());
    }

    private Optional<Instant> calendar(String year, String month, String day, String clock) {
        int m = Times.month(month);
        return m == 0
                ? Optional.empty()
                : Times.of(Integer.parseInt(year), m, Integer.parseInt(day.strip()), clock, zone());
    }

    private Optional<Instant> zoned(String text) {
        return Times.iso(text, zone());
    }

    private ZoneId zone() {
        return options.zone();
    }

    /** Where the message starts after RFC 5424's structured data, which is {@code -} or bracketed elements with quotes. */
    private static int structuredEnd(String text) {
        if (text.startsWith("-")) {
            return skipSpace(text, 1);
        }
        int at = 0;
        while (at < text.length() && text.charAt(at) == '[') {
            boolean quoted = false;
            while (at < text.length() && (quoted || text.charAt(at) != ']')) {
                if (text.charAt(at) == '\\') {
                    at++;
                } else if (text.charAt(at) == '"') {
                    quoted = !quoted;
                }
                at++;
            }
            at = Math.min(text.length(), at + 1);
        }
        return skipSpace(text, at);
    }

    private static int skipSpace(String text, int at) {
        int end = at < text.length() && text.charAt(at) == ' ' ? at + 1 : at;
        return end < text.length() && text.charAt(end) == '\uFEFF' ? end + 1 : end;
    }
}
