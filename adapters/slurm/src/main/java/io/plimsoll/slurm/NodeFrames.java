/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.slurm;

import io.plimsoll.acceptance.campaign.run.NodeLog;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What comes back from the nodes of one {@code srun --label}. Each node frames what its test prints and sends it in Base64, so
 * that the log arrives byte by byte as it was printed: Slurm breaks long lines, and a log may hold anything, also what looks
 * like a frame. The frame carries the exit code, as srun's own says nothing about a node that died.
 */
final class NodeFrames {

    private static final Pattern LABELLED = Pattern.compile("\\s*(\\d+): (.*)");
    private static final Pattern BEGIN = Pattern.compile("@plimsoll begin (\\S+) (\\d+)");
    private static final Pattern END = Pattern.compile("@plimsoll end (\\S+) (\\d+) (\\d+)");

    private NodeFrames() {}

    /** The script that a node runs; the tool is a POSIX shell's command line, already quoted into one word. */
    static String script(String quotedTool, Duration limit, String exports) {
        return """
                exec 4>&1
                n=${SLURMD_NODENAME:-$(hostname -s)}
                %s
                export PLIMSOLL_NODE="$n" PLIMSOLL_RANK="${SLURM_PROCID:-0}"
                printf '@plimsoll begin %%s %%s\\n' "$n" "$(date +%%s%%3N)"
                rc=$({ { timeout -k 10 %d /bin/sh -c %s 2>&1 </dev/null; echo $? >&3; } | { head -c %d; cat >/dev/null; } | base64 | sed 's/^/+/' >&4; } 3>&1)
                printf '@plimsoll end %%s %%s %%s\\n' "$n" "$rc" "$(date +%%s%%3N)"
                exit "$rc"
                """.formatted(exports, Math.max(1, limit.toSeconds()), quotedTool, NodeLog.BYTES_MAX + 1L);
    }

    /** What one node has sent so far. */
    private static final class Sent {
        private String node = "";
        private long beginMillis;
        private long endMillis = -1;
        private int exitCode = -1;
        private final ByteArrayOutputStream log = new ByteArrayOutputStream();
    }

    /**
     * The logs of the nodes that told their end, in the order of the nodes' ranks.
     *
     * @param from when this host started the whole, and to when it saw the end: a node whose clock says otherwise is set right
     */
    static List<NodeLog> read(Path out, String tool, Instant from, Instant to) throws IOException {
        Map<Integer, Sent> ranks = new TreeMap<>();
        try (BufferedReader reader = Files.newBufferedReader(out, StandardCharsets.ISO_8859_1)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                Matcher labelled = LABELLED.matcher(line);
                if (labelled.matches()) {
                    take(ranks.computeIfAbsent(Integer.valueOf(labelled.group(1)), r -> new Sent()), labelled.group(2));
                }
            }
        }
        List<NodeLog> logs = new ArrayList<>();
        for (Sent sent : ranks.values()) {
            if (sent.endMillis >= 0) {
                logs.add(log(sent, tool, from, to));
            }
        }
        return logs;
    }

    private static void take(Sent sent, String text) {
        Matcher begin = BEGIN.matcher(text);
        Matcher end = END.matcher(text);
        if (begin.matches()) {
            sent.node = begin.group(1);
            sent.beginMillis = Long.parseLong(begin.group(2));
        } else if (end.matches()) {
            sent.exitCode = Integer.parseInt(end.group(2));
            sent.endMillis = Long.parseLong(end.group(3));
        } else if (text.startsWith("+")) {
            sent.log.writeBytes(Base64.getDecoder().decode(text.substring(1).strip()));
        }
    }

    private static NodeLog log(Sent sent, String tool, Instant from, Instant to) {
        Instant begin = Instant.ofEpochMilli(sent.beginMillis);
        Instant end = Instant.ofEpochMilli(sent.endMillis);
        if (begin.isBefore(from.minusSeconds(1)) || end.isAfter(to.plusSeconds(1))) {
            Duration took = Duration.between(begin, end);
            end = to;
            begin = to.minus(took);
        }
        byte[] bytes = sent.log.toByteArray();
        boolean truncated = bytes.length > NodeLog.BYTES_MAX;
        byte[] kept = truncated ? Arrays.copyOf(bytes, NodeLog.BYTES_MAX) : bytes;
        return new NodeLog(sent.node, tool, begin, end, sent.exitCode, kept, truncated);
    }
}
