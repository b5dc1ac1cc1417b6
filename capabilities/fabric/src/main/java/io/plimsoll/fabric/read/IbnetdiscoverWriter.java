/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.fabric.read;

import io.plimsoll.fabric.DeviceKind;
import io.plimsoll.fabric.ObservedFabric;
import io.plimsoll.fabric.ObservedFabric.ObservedDevice;
import io.plimsoll.fabric.ObservedFabric.ObservedLink;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Writes a fabric as {@code ibnetdiscover} prints it, so that a simulated site speaks the real format and a dump can be replayed in
 * {@code ibsim}. Devices need 16-digit GUIDs and ports need numbers.
 */
public final class IbnetdiscoverWriter {

    private static final int FLUSH_CHARS = 1 << 16;

    private final ObservedFabric fabric;
    private final OutputStream out;
    private final StringBuilder text = new StringBuilder(FLUSH_CHARS * 2);

    private IbnetdiscoverWriter(ObservedFabric fabric, OutputStream out) {
        this.fabric = fabric;
        this.out = out;
    }

    /** Writes switches first and then adapters, as the tool does; leaves the stream open. */
    public static void write(ObservedFabric fabric, OutputStream out) throws IOException {
        new IbnetdiscoverWriter(fabric, out).write();
    }

    /** One end of a link as its own device's block tells it. */
    private record End(int port, int peer, String peerPort, String speed) {}

    private void write() throws IOException {
        List<List<End>> ends = ends();
        text.append("#\n# Topology file: generated on ")
                .append(fabric.takenAt())
                .append("\n#\n");
        if (!fabric.devices().isEmpty()) {
            String guid = fabric.devices().getFirst().guid();
            text.append("# Initiated from node ")
                    .append(guid)
                    .append(" port ")
                    .append(guid)
                    .append('\n');
        }
        writeBlocks(ends, true);
        writeBlocks(ends, false);
        flush();
    }

    private List<List<End>> ends() {
        List<List<End>> ends = new ArrayList<>();
        for (int i = 0; i < fabric.devices().size(); i++) {
            ends.add(new ArrayList<>());
        }
        for (ObservedLink link : fabric.links()) {
            ends.get(link.a()).add(new End(Integer.parseInt(link.portA()), link.b(), link.portB(), link.speed()));
            if (link.bothEnds()) {
                ends.get(link.b()).add(new End(Integer.parseInt(link.portB()), link.a(), link.portA(), link.speed()));
            }
        }
        ends.forEach(list -> list.sort(Comparator.comparingInt(End::port)));
        return ends;
    }

    private void writeBlocks(List<List<End>> ends, boolean switches) throws IOException {
        for (int i = 0; i < fabric.devices().size(); i++) {
            ObservedDevice device = fabric.devices().get(i);
            if ((device.kind() == DeviceKind.SWITCH) == switches) {
                header(device, i + 1);
                for (End end : ends.get(i)) {
                    port(device, i + 1, end);
                }
            }
            if (text.length() > FLUSH_CHARS) {
                flush();
            }
        }
    }

    private void header(ObservedDevice device, int lid) {
        boolean isSwitch = device.kind() == DeviceKind.SWITCH;
        String system = device.systemGuid().isEmpty() ? device.guid() : device.systemGuid();
        text.append("\nvendid=0x2c9\ndevid=")
                .append(isSwitch ? "0xd2f2" : "0x1021")
                .append('\n');
        text.append("sysimgguid=0x").append(system).append('\n');
        if (isSwitch) {
            text.append("switchguid=0x")
                    .append(device.guid())
                    .append('(')
                    .append(device.guid())
                    .append(")\n");
            text.append("Switch\t")
                    .append(device.ports())
                    .append(" \"S-")
                    .append(device.guid())
                    .append("\"\t\t# \"");
            text.append(device.description())
                    .append("\" enhanced port 0 lid ")
                    .append(lid)
                    .append(" lmc 0\n");
        } else {
            text.append("caguid=0x").append(device.guid()).append('\n');
            text.append("Ca\t")
                    .append(device.ports())
                    .append(" \"H-")
                    .append(device.guid())
                    .append("\"\t\t# \"");
            text.append(device.description()).append("\"\n");
        }
    }

    private void port(ObservedDevice device, int lid, End end) {
        ObservedDevice peer = fabric.devices().get(end.peer());
        boolean peerIsSwitch = peer.kind() == DeviceKind.SWITCH;
        text.append('[').append(end.port()).append(']');
        if (device.kind() != DeviceKind.SWITCH) {
            text.append('(').append(device.guid()).append(") ");
        }
        text.append("\t\"")
                .append(peerIsSwitch ? 'S' : 'H')
                .append('-')
                .append(peer.guid())
                .append("\"[");
        text.append(end.peerPort()).append(']');
        if (!peerIsSwitch) {
            text.append('(').append(peer.guid()).append(") ");
        }
        text.append("\t\t# ");
        if (device.kind() != DeviceKind.SWITCH) {
            text.append("lid ").append(lid).append(" lmc 0 ");
        }
        text.append('"')
                .append(peer.description())
                .append("\" lid ")
                .append(end.peer() + 1)
                .append(' ');
        text.append(end.speed().isEmpty() ? "4xNDR" : end.speed()).append('\n');
    }

    private void flush() throws IOException {
        out.write(text.toString().getBytes(StandardCharsets.UTF_8));
        text.setLength(0);
    }
}
