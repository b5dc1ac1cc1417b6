/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.fabric.plan;

import io.plimsoll.fabric.DeviceKind;
import io.plimsoll.fabric.Location;
import io.plimsoll.fabric.PlannedDevice;
import io.plimsoll.fabric.PortRef;
import io.plimsoll.model.InputProblems;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the topology file of ibutils and ibdiagnet (manual page ibdm-topo-file): a section is {@code TYPE NAME}, then one
 * connection a line, {@code P2 -4x-100G-> TYPE NAME mlx5_0/P1}, to an empty line. A connection may stand at one of its ends
 * or at both. {@code P7} is port 7 of a switch, {@code mlx5_0/P1} is port mlx5_0 of a node.
 */
final class TopoReader {

    private static final Pattern CONNECTION =
            Pattern.compile("\\s*(\\S+)\\s+-(?:([0-9]+x)-([0-9.]+G?)-)?>\\s+(\\S+)\\s+(\\S+)\\s+(\\S+)(?:\\s.*)?");
    private static final Pattern SECTION = Pattern.compile("(\\S+)\\s+(\\S+)(?:\\s+CFG:.*)?");
    private static final Pattern SWITCH_PORT = Pattern.compile("P([0-9]{1,4})");
    private static final Pattern NODE_PORT = Pattern.compile("([^/]+)/P1");

    /** Speed of one lane as ibdiagnet writes it, and the name of the generation. */
    private static final Map<String, String> LANES = Map.of(
            "2.5", "SDR", "5", "DDR", "10", "QDR", "14", "FDR", "25", "EDR", "50", "HDR", "100", "NDR", "200", "XDR");

    private final PlanBuilder builder;
    private final InputProblems problems;
    private final Map<String, String> models = new HashMap<>();
    private final Map<String, Long> sections = new HashMap<>();

    TopoReader(PlanBuilder builder) {
        this.builder = builder;
        this.problems = builder.problems();
    }

    static boolean isConnection(String line) {
        return CONNECTION.matcher(line).matches();
    }

    static String lane(String generation) {
        return LANES.entrySet().stream()
                .filter(e -> e.getValue().equals(generation))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse("");
    }

    void read(InputStream in) throws IOException {
        PlanLines lines = new PlanLines(in, problems);
        String section = "";
        for (String line = lines.next(); line != null; line = lines.next()) {
            String text = line.strip();
            if (text.isEmpty()) {
                section = "";
            } else if (section.isEmpty() && !text.startsWith("#")) {
                section = section(text, lines.number());
            } else if (!text.startsWith("#")) {
                connection(section, line, lines.number());
            }
        }
    }

    private String section(String text, long line) {
        Matcher m = SECTION.matcher(text);
        if (!m.matches()) {
            problems.add(line, text, "a system: TYPE NAME");
            model(text, "", line);
            return text;
        }
        Long before = sections.putIfAbsent(m.group(2), line);
        if (before != null) {
            problems.add(line, text, "each system once; it is also in line " + before);
        }
        model(m.group(2), m.group(1), line);
        return m.group(2);
    }

    private void connection(String section, String text, long line) {
        Matcher m = CONNECTION.matcher(text);
        if (!m.matches()) {
            problems.add(
                    line,
                    text.strip(),
                    "PORT -> TYPE NAME PORT or PORT -4x-100G-> TYPE NAME PORT",
                    "an empty line is missing before the next system");
            return;
        }
        model(m.group(5), m.group(4), line);
        PortRef a = new PortRef(section, port(section, m.group(1)));
        PortRef b = new PortRef(m.group(5), port(m.group(5), m.group(6)));
        if (builder.addOnce(a, b)) {
            builder.add(PlanBuilder.cable(a, b, speed(m.group(2), m.group(3), line)), line);
        }
    }

    private String speed(
            @org.jspecify.annotations.Nullable String width,
            @org.jspecify.annotations.Nullable String lane,
            long line) {
        if (width == null || lane == null) {
            return "";
        }
        String generation = LANES.get(lane.replace("G", ""));
        if (generation == null) {
            problems.add(
                    line,
                    lane,
                    "the speed of one lane, one of "
                            + LANES.keySet().stream().sorted().toList());
            return "";
        }
        return width + generation;
    }

    private void model(String device, String model, long line) {
        String before = models.putIfAbsent(device, model);
        if (before == null) {
            builder.know(new PlannedDevice(device, DeviceKind.OTHER, model, 0, 0, 0, 0, Location.UNKNOWN));
        } else if (!before.equals(model)) {
            problems.add(line, model + " " + device, before + " " + device + ", as said before");
        }
    }

    private String port(String device, String text) {
        Matcher number = SWITCH_PORT.matcher(text);
        if (number.matches()) {
            kind(device, DeviceKind.SWITCH);
            return number.group(1);
        }
        kind(device, DeviceKind.NODE);
        Matcher adapter = NODE_PORT.matcher(text);
        return adapter.matches() ? adapter.group(1) : text;
    }

    private void kind(String device, DeviceKind kind) {
        PlannedDevice known = builder.device(device);
        if (known.kind() != kind) {
            builder.know(new PlannedDevice(device, kind, known.model(), 0, 0, 0, 0, Location.UNKNOWN));
        }
    }

    /** The models that were read, for tests. */
    List<String> models() {
        return models.values().stream().distinct().sorted().toList();
    }
}
