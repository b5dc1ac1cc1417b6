/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.read;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What mpirun, srun, pdsh, kubectl, journald and loggers write before a tool's own line: {@code [1,0]<stdout>:}, {@code 0: },
 * {@code node-7: }, time stamps. A host name is only taken off where nearly every line of the log's head begins with one,
 * because many tools print {@code word: value} themselves.
 */
final class LogPrefix {

    private static final int ROUNDS = 4;
    private static final int HOSTS_MAX = 512;

    private static final Pattern COLOUR = Pattern.compile("\u001b(?:\\[[0-9;?]{0,20}[A-Za-z]|[()][A-Z0-9])");

    /** Each is tried at the start of what is left of a line. Only text that no tool prints by itself. */
    private static final List<Pattern> KNOWN = List.of(
            Pattern.compile("^(?:[A-Z][a-z]{2} [A-Z][a-z]{2} [ \\d]\\d \\d\\d:\\d\\d:\\d\\d(?: [A-Z]{2,5})? \\d{4})?"
                    + "\\[[\\w.@-]{0,80}\\d{1,6},\\d{1,6}\\]<std(?:out|err|diag)> ?: ?"),
            Pattern.compile("^\\[[\\w.-]{1,80}:\\d{1,8}\\] (?=#|\\s*\\d)"),
            Pattern.compile("^\\s{0,6}\\d{1,6}: "),
            Pattern.compile("^\\[\\d{1,6}\\] (?!NCCL)"),
            Pattern.compile("^\\[?\\d{4}[-/]\\d\\d[-/]\\d\\d[T ]\\d\\d:\\d\\d:\\d\\d(?:[.,]\\d{1,9})?"
                    + "(?: ?Z| ?UTC| ?[+-]\\d\\d:?\\d\\d)?\\]?:? ?"),
            Pattern.compile("^\\[?\\d\\d:\\d\\d:\\d\\d(?:[.,]\\d{1,9})?\\]? "),
            Pattern.compile("^\\[\\d{4}-\\d\\d-\\d\\d[^\\]]{0,80}\\](?:\\[[^\\]]{1,80}\\]){0,3}:? ?"),
            Pattern.compile(
                    "^[A-Z][a-z]{2} [ \\d]\\d \\d\\d:\\d\\d:\\d\\d [\\w.-]{1,80} [\\w./@-]{1,80}(?:\\[\\d{1,8}\\])?: ?"),
            Pattern.compile("^\\[pod/[^\\]]{1,200}\\] ?"),
            Pattern.compile("^(?:std(?:out|err)) [FP] "),
            Pattern.compile("^(?:INFO|DEBUG)(?:\\s*[:|-]\\s*|\\s+)(?=\\S)"));

    private static final Pattern HOST = Pattern.compile("^([A-Za-z][\\w.-]{0,80}|\\d{1,3}(?:\\.\\d{1,3}){3}): ?");

    private final boolean hosts;

    private LogPrefix(boolean hosts) {
        this.hosts = hosts;
    }

    /** Learns from the first lines whether every line begins with a host's name. */
    static LogPrefix of(String head) {
        int all = 0;
        int matching = 0;
        Set<String> names = new HashSet<>();
        int end = head.lastIndexOf('\n');
        for (String line : (end < 0 ? head : head.substring(0, end)).split("[\r\n]+", 2000)) {
            if (line.isBlank()) {
                continue;
            }
            all++;
            Matcher host = HOST.matcher(line);
            if (host.find()) {
                matching++;
                names.add(host.group(1));
            }
        }
        return new LogPrefix(all >= 5 && matching >= all * 0.95 && names.size() <= Math.min(HOSTS_MAX, all / 5 + 1));
    }

    static String withoutColour(String text) {
        return COLOUR.matcher(text).replaceAll("");
    }

    String strip(String line) {
        String text = line;
        if (hosts) {
            text = HOST.matcher(text).replaceFirst("");
        }
        for (int round = 0; round < ROUNDS && mayHavePrefix(text); round++) {
            String before = text;
            for (Pattern known : KNOWN) {
                Matcher m = known.matcher(text);
                if (m.find()) {
                    text = text.substring(m.end());
                    break;
                }
            }
            if (text.length() == before.length()) {
                return text;
            }
        }
        return text;
    }

    /** Most lines have none; a look at one character spares them the patterns. */
    private static boolean mayHavePrefix(String text) {
        for (int i = 0; i < Math.min(text.length(), 8); i++) {
            char c = text.charAt(i);
            if (c != ' ') {
                return c == '['
                        || (c >= '0' && c <= '9' && text.indexOf(':') > 0)
                        || (c >= 'A' && c <= 'Z' && text.length() > 5 && text.indexOf(' ') > 0)
                        || c == 's';
            }
        }
        return false;
    }
}
