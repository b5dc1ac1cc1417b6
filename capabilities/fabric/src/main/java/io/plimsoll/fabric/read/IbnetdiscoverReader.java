/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.fabric.read;

import io.plimsoll.fabric.DeviceKind;
import io.plimsoll.fabric.ObservedFabric;
import io.plimsoll.fabric.ObservedFabric.ObservedDevice;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The text of {@code ibnetdiscover}: blocks of {@code key=value} lines, a header ({@code Switch 65 "S-guid" # "description" ..}
 * or {@code Ca 1 "H-guid" ..}) and one line a port ({@code [1] "H-guid"[1](portguid) # "description" lid 7 4xNDR}).
 *
 * <p>Source: {@code ibnetdiscover.c} of infiniband-diags 44. Refused: a line outside this grammar, a last line that was cut off, a
 * GUID or port that appears twice, a peer without a block of its own (the dump was cut off; a switch's own aggregation node
 * is excepted, because sites trim it), and two ends that name different peers.
 */
final class IbnetdiscoverReader {

    private static final int PORTS_MAX = 4096;
    private static final String AGGREGATION = "Aggregation Node";
    private static final String TAKEN_AT = "Topology file: generated on ";

    private final ByteLines lines;
    private final String source;
    private final Problems problems;
    private final List<ObservedDevice> devices = new ArrayList<>();
    private final GuidIndex byGuid = new GuidIndex();
    private final HalfLinks halves = new HalfLinks();
    private final long[] portsSeen = new long[PORTS_MAX / 64 + 1];
    private final List<ObservedDevice> aggregationPeers = new ArrayList<>();
    private final SpeedNames speeds = new SpeedNames();

    private String takenAt = "";
    private String systemGuid = "";
    private int current = -1;
    private int currentPorts;
    private boolean currentIsSwitch;
    private boolean inBlock;

    private final LineCursor at = new LineCursor();

    IbnetdiscoverReader(InputStream in, String source) {
        this.lines = new ByteLines(in);
        this.source = source;
        this.problems = new Problems(source);
    }

    ObservedFabric read() throws IOException {
        while (lines.next()) {
            if (lines.tooLong()) {
                throw problems.refusal(
                        lines.number(),
                        lines.text(lines.from(), lines.from() + 200),
                        "lines of at most " + ByteLines.LINE_BYTES_MAX + " bytes",
                        "this is not the text of ibnetdiscover");
            }
            at.over(lines.bytes(), lines.from(), lines.to());
            readLine();
            if (!lines.terminated()) {
                problems.add(
                        lines.number(),
                        lines.text(),
                        "a line feed at the end of the last line",
                        "the dump was cut off: take it again");
            }
        }
        int ownBlocks = devices.size();
        addTrimmedAggregationNodes();
        problems.refuseIfAny();
        var links = halves.join(devices, byGuid, problems);
        problems.refuseIfAny();
        if (links.isEmpty()) {
            throw problems.refusal(
                    lines.number(),
                    ownBlocks + " device" + (ownBlocks == 1 ? "" : "s") + " and no link",
                    "at least one link between two devices",
                    ownBlocks == 0
                            ? "this is not the text of ibnetdiscover"
                            : "the port that ibnetdiscover ran on is down: run it on a node whose link is up");
        }
        return new ObservedFabric(source, ObservedFormat.IBNETDISCOVER.id(), takenAt, devices, links);
    }

    private void readLine() {
        int first = at.peek();
        if (first < 0) {
            inBlock = false;
        } else if (first == '[') {
            readPort();
        } else if (first == '#') {
            String text = lines.text();
            int found = text.indexOf(TAKEN_AT);
            if (found >= 0) {
                takenAt = text.substring(found + TAKEN_AT.length()).strip();
            }
        } else if (at.skip("sysimgguid=0x")) {
            systemGuid = Guids.text(at.hex());
            expectGood("sysimgguid=0x and 16 hexadecimal digits");
        } else if (at.startsWith("Switch")) {
            readHeader("Switch", 'S', true);
        } else if (at.startsWith("Ca")) {
            readHeader("Ca", 'H', false);
        } else if (at.startsWith("Rt")) {
            readHeader("Rt", 'R', false);
        } else if (!knownAndUnused()) {
            problems.add(
                    lines.number(),
                    lines.text(),
                    "a line of ibnetdiscover: Switch, Ca, [port], vendid=, devid=, sysimgguid=, switchguid=, caguid=, or #",
                    lines.number() <= 2 ? "this is another format" : "the file was damaged");
        }
    }

    private boolean knownAndUnused() {
        return at.startsWith("vendid=")
                || at.startsWith("devid=")
                || at.startsWith("switchguid=")
                || at.startsWith("caguid=")
                || at.startsWith("rtguid=")
                || at.startsWith("Chassis ")
                || at.startsWith("Non-Chassis Nodes");
    }

    private void expectGood(String expected) {
        if (at.failed()) {
            problems.add(lines.number(), lines.text(), expected, "");
        }
    }

    private void readHeader(String word, char letter, boolean isSwitch) {
        at.skip(word);
        at.blanks();
        int ports = at.number();
        at.blanks();
        long guid = at.id();
        at.blanks();
        at.expect('#');
        at.blanks();
        int from = at.openQuote();
        int to = at.lastQuote();
        inBlock = true;
        current = -1;
        if (at.failed() || to < from || ports < 0 || ports > PORTS_MAX || at.idLetter() != letter) {
            problems.add(
                    lines.number(),
                    lines.text(),
                    word + " PORTS \"" + letter + "-GUID\" # \"DESCRIPTION\"",
                    "the file was damaged");
            return;
        }
        String description = lines.text(from, to);
        int index = devices.size();
        int before = byGuid.put(guid, index);
        if (before >= 0) {
            problems.add(
                    lines.number(),
                    letter + "-" + Guids.text(guid) + " a second time",
                    "one block for each GUID; the first is on line "
                            + devices.get(before).line(),
                    "two dumps were joined into one file");
            return;
        }
        devices.add(new ObservedDevice(
                kindOf(isSwitch, letter, description),
                Guids.text(guid),
                systemGuid,
                description,
                ports,
                lines.number()));
        systemGuid = "";
        current = index;
        currentPorts = ports;
        currentIsSwitch = isSwitch;
        Arrays.fill(portsSeen, 0, ports / 64 + 1, 0L);
    }

    private static DeviceKind kindOf(boolean isSwitch, char letter, String description) {
        if (isSwitch) {
            return DeviceKind.SWITCH;
        }
        if (description.endsWith(AGGREGATION)) {
            return DeviceKind.AGGREGATION;
        }
        return letter == 'H' ? DeviceKind.NODE : DeviceKind.OTHER;
    }

    private void readPort() {
        if (!inBlock) {
            problems.add(lines.number(), lines.text(), "a Switch or Ca line before its ports", "");
            return;
        }
        at.expect('[');
        int port = at.number();
        at.expect(']');
        at.parenthesis();
        at.external();
        at.blanks();
        long peer = at.id();
        at.expect('[');
        int peerPort = at.number();
        at.expect(']');
        at.parenthesis();
        at.external();
        at.blanks();
        at.expect('#');
        int close = at.lastQuote();
        String speed = at.failed() ? "" : speeds.after(lines.bytes(), close + 1, lines.to());
        if (at.failed() || speed.isEmpty() || port > PORTS_MAX || peerPort > PORTS_MAX) {
            problems.add(
                    lines.number(),
                    lines.text(),
                    currentIsSwitch
                            ? "[PORT] \"PEER\"[PORT] # \"DESCRIPTION\" lid N WIDTHxSPEED"
                            : "[PORT](PORTGUID) \"PEER\"[PORT] # lid N lmc N \"DESCRIPTION\" lid N WIDTHxSPEED",
                    "the dump was cut off or damaged: take it again");
            return;
        }
        if (current < 0) {
            return;
        }
        if (port > currentPorts || port < 1) {
            problems.add(
                    lines.number(), "port " + port, "a port from 1 to " + currentPorts + ", as the header says", "");
            return;
        }
        long bit = 1L << (port & 63);
        if ((portsSeen[port >> 6] & bit) != 0) {
            problems.add(lines.number(), "port " + port + " a second time", "one line for each port", "");
            return;
        }
        portsSeen[port >> 6] |= bit;
        halves.add(current, port, peer, peerPort, speed, lines.number());
        if (currentIsSwitch && at.endsBefore(close, AGGREGATION)) {
            aggregationPeers.add(new ObservedDevice(
                    DeviceKind.AGGREGATION,
                    Guids.text(peer),
                    "",
                    "Mellanox Technologies " + AGGREGATION,
                    1,
                    lines.number()));
        }
    }

    /** Sites trim the blocks of aggregation nodes; their links still stand on their switches. */
    private void addTrimmedAggregationNodes() {
        for (ObservedDevice node : aggregationPeers) {
            if (byGuid.put(Long.parseUnsignedLong(node.guid(), 16), devices.size()) < 0) {
                devices.add(node);
            }
        }
    }
}
