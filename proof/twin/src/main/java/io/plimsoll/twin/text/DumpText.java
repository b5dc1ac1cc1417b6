/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.twin.text;

import io.plimsoll.fabric.PlannedCable;
import io.plimsoll.twin.truth.PhysicalSite;
import io.plimsoll.twin.truth.SiteShape;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * What {@code ibnetdiscover} (infiniband-diags 44) prints when it walks the truth: only what is lit and linked is seen, and
 * each device says of itself what it believes.
 */
public final class DumpText {

    private static final DateTimeFormatter WHEN =
            DateTimeFormatter.ofPattern("EEE MMM d HH:mm:ss yyyy", Locale.ENGLISH);
    private static final String DEFAULT_NAME = "MT4129 ConnectX7   Mellanox Technologies";
    private static final String AGGREGATION = "Mellanox Technologies Aggregation Node";
    private static final int BYTES_A_PORT = 190;

    private final PhysicalSite site;
    private final SiteShape shape;
    private final Serials serials;
    private final StringBuilder out;

    private DumpText(PhysicalSite site, Serials serials) {
        this.site = site;
        this.shape = site.shape();
        this.serials = serials;
        this.out = new StringBuilder(shape.portCount() * BYTES_A_PORT + 1024);
    }

    /** The dump of the whole fabric as it hangs now; empty of devices before anything is linked. */
    public static byte[] of(PhysicalSite site, Serials serials, Instant takenAt) {
        DumpText text = new DumpText(site, serials);
        text.header(takenAt);
        for (int d = 0; d < text.shape.deviceCount(); d++) {
            if (text.shape.isSwitch(d) && text.linked(d)) {
                text.switchBlock(d);
            }
        }
        for (int d = 0; d < text.shape.deviceCount(); d++) {
            if (!text.shape.isSwitch(d)) {
                text.nodeBlocks(d);
            } else if (text.linked(d)) {
                text.aggregationBlock(d);
            }
        }
        return text.out.toString().getBytes(StandardCharsets.UTF_8);
    }

    private void header(Instant takenAt) {
        out.append("#\n# Topology file: generated on ")
                .append(WHEN.format(takenAt.atOffset(ZoneOffset.UTC)))
                .append("\n#\n# Initiated from node e09d730300000001 port e09d730300000001\n");
    }

    private boolean linked(int device) {
        for (int port : shape.portsOf(device)) {
            if (site.peer(port) != PhysicalSite.NOWHERE) {
                return true;
            }
        }
        return false;
    }

    private void switchBlock(int device) {
        long guid = Serials.switchGuid(device);
        out.append("\nvendid=0x2c9\ndevid=0xd2f2\nsysimgguid=0x");
        hex(guid).append("\nswitchguid=0x");
        hex(guid).append('(');
        hex(guid).append(")\nSwitch\t65 \"S-");
        hex(guid).append("\"\t\t# \"");
        switchName(device).append("\" enhanced port 0 lid ").append(lid(device)).append(" lmc 0\n");
        for (int port : shape.portsOf(device)) {
            int peer = site.peer(port);
            if (peer != PhysicalSite.NOWHERE) {
                switchLine(port, peer);
            }
        }
        out.append("[65]\t\"H-");
        hex(guid + 0x10).append("\"[1](");
        hex(guid + 0x10).append(") \t\t# \"").append(AGGREGATION).append("\" lid ");
        out.append(lid(device) + shape.deviceCount()).append(" 4xNDR\n");
    }

    private void switchLine(int port, int peer) {
        int far = shape.portDevice(peer);
        out.append('[').append(shape.portNumber(port)).append("]\t\"");
        if (shape.isSwitch(far)) {
            out.append("S-");
            hex(Serials.switchGuid(far))
                    .append("\"[")
                    .append(shape.portNumber(peer))
                    .append("]\t\t# \"");
            switchName(far);
        } else {
            long guid = hca(peer);
            out.append("H-");
            hex(guid).append("\"[1](");
            hex(guid).append(") \t\t# \"").append(hcaName(peer));
        }
        out.append("\" lid ")
                .append(portLid(peer))
                .append(' ')
                .append(speed(port))
                .append('\n');
    }

    private void nodeBlocks(int device) {
        for (int port : shape.portsOf(device)) {
            int peer = site.peer(port);
            if (peer == PhysicalSite.NOWHERE) {
                continue;
            }
            long guid = hca(port);
            caHead(guid, 0x1021, hcaName(port));
            out.append("[1](");
            hex(guid).append(") \t\"");
            int far = shape.portDevice(peer);
            if (shape.isSwitch(far)) {
                out.append("S-");
                hex(Serials.switchGuid(far)).append("\"[").append(shape.portNumber(peer));
            } else {
                out.append("H-");
                hex(hca(peer)).append("\"[1");
            }
            out.append("]\t\t# lid ").append(portLid(port)).append(" lmc 0 \"");
            if (shape.isSwitch(far)) {
                switchName(far);
            } else {
                out.append(hcaName(peer));
            }
            out.append("\" lid ")
                    .append(portLid(peer))
                    .append(' ')
                    .append(speed(port))
                    .append('\n');
        }
    }

    private void aggregationBlock(int device) {
        long guid = Serials.switchGuid(device) + 0x10;
        caHead(guid, 0xd2f4, AGGREGATION);
        out.append("[1](");
        hex(guid).append(") \t\"S-");
        hex(Serials.switchGuid(device)).append("\"[65]\t\t# lid ");
        out.append(lid(device) + shape.deviceCount()).append(" lmc 0 \"");
        switchName(device).append("\" lid ").append(lid(device)).append(" 4xNDR\n");
    }

    private void caHead(long guid, int deviceId, String name) {
        out.append("\nvendid=0x2c9\ndevid=0x")
                .append(Integer.toHexString(deviceId))
                .append("\nsysimgguid=0x");
        hex(guid).append("\ncaguid=0x");
        hex(guid).append("\nCa\t1 \"H-");
        hex(guid).append("\"\t\t# \"").append(name).append("\"\n");
    }

    private StringBuilder switchName(int device) {
        return out.append("MF0;")
                .append(shape.device(device).name())
                .append(":M")
                .append(shape.device(device).model())
                .append("/U1");
    }

    private String hcaName(int port) {
        int device = shape.portDevice(port);
        return site.nameless(device)
                ? DEFAULT_NAME
                : shape.device(device).name() + " " + shape.portRef(port).port();
    }

    private long hca(int port) {
        return serials.hcaGuid(shape.portDevice(port), shape.portNumber(port) - 1);
    }

    private String speed(int port) {
        if (site.slow(port) || site.slow(site.peer(port))) {
            return "4xHDR";
        }
        PlannedCable cable = shape.cable(site.occupant(port) >> 1);
        return cable.speed().isEmpty() ? "4xNDR" : cable.speed();
    }

    private static int lid(int device) {
        return device + 1;
    }

    private int portLid(int port) {
        int device = shape.portDevice(port);
        return shape.isSwitch(device)
                ? lid(device)
                : 2 * shape.deviceCount() + device * PhysicalSite.PARTS_MAX + shape.portNumber(port);
    }

    private StringBuilder hex(long value) {
        for (int shift = 60; shift >= 0; shift -= 4) {
            out.append(Character.forDigit((int) (value >>> shift) & 15, 16));
        }
        return out;
    }
}
