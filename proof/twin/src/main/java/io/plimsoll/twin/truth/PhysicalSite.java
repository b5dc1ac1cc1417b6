/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.twin.truth;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;

/**
 * What really stands and hangs in the halls, whatever the record says: which things are there, which port each cable end
 * is plugged into, what is broken. Nothing here knows of the server.
 *
 * <p>Devices, ports and cables are indices into {@link SiteShape}. A cable end is {@code 2 * cable} for the end that
 * belongs into the plan's port a and {@code 2 * cable + 1} for the other. Invariant: {@code plug[end] == port} exactly
 * if {@code occupant[port] == end}.
 */
public final class PhysicalSite {

    /** No port, no cable end. */
    public static final int NOWHERE = -1;

    /** GPUs and NICs of a node that have their own serial, at most. */
    public static final int PARTS_MAX = 8;

    final SiteShape shape;
    final boolean[] present;
    final boolean[] powered;
    final boolean[] dark;
    final boolean[] nameless;
    final Defect[] defect;
    final byte[] defectPart;
    final byte[] trayNumber;
    final byte[] partNumber;
    final int[] plug;
    final int[] occupant;
    final boolean[] dirty;
    final boolean[] deadPort;

    public PhysicalSite(SiteShape shape) {
        this.shape = shape;
        int devices = shape.deviceCount();
        this.present = new boolean[devices];
        this.powered = new boolean[devices];
        this.dark = new boolean[devices];
        this.nameless = new boolean[devices];
        this.defect = new Defect[devices];
        Arrays.fill(defect, Defect.NONE);
        this.defectPart = new byte[devices];
        this.trayNumber = new byte[devices];
        this.partNumber = new byte[devices * 2 * PARTS_MAX];
        this.plug = new int[shape.cableCount() * 2];
        this.occupant = new int[shape.portCount()];
        this.dirty = new boolean[shape.cableCount()];
        this.deadPort = new boolean[shape.portCount()];
        Arrays.fill(plug, NOWHERE);
        Arrays.fill(occupant, NOWHERE);
    }

    public SiteShape shape() {
        return shape;
    }

    /** Whether the device has passed the dock. */
    public boolean present(int device) {
        return present[device];
    }

    public void arrive(int device) {
        present[device] = true;
    }

    /** Whether the device stands in its rack and has been switched on. */
    public boolean powered(int device) {
        return powered[device];
    }

    public void powerOn(int device) {
        powered[device] = true;
    }

    /** Whether a device that should run does not. */
    public boolean dark(int device) {
        return dark[device];
    }

    public void setDark(int device, boolean isDark) {
        dark[device] = isDark;
    }

    /** Whether the node's adapters call themselves by their default name. */
    public boolean nameless(int device) {
        return nameless[device];
    }

    public void setNameless(int device, boolean isNameless) {
        nameless[device] = isNameless;
    }

    public Defect defect(int device) {
        return defect[device];
    }

    /** Which GPU or NIC of the node has the defect, counted from 0. */
    public int defectPart(int device) {
        return defectPart[device];
    }

    public void setDefect(int device, Defect kind, int part) {
        defect[device] = kind;
        defectPart[device] = (byte) part;
    }

    /** Counts the trays that have stood at this place, from 0. */
    public int trayNumber(int device) {
        return trayNumber[device];
    }

    /** The dock sent a tray back: the next one has another serial. */
    public void nextTray(int device) {
        trayNumber[device]++;
    }

    /** Counts the GPUs that have been in a slot, from 0. */
    public int gpuNumber(int device, int slot) {
        return partNumber[device * 2 * PARTS_MAX + slot];
    }

    /** Counts the NICs that have been in a slot, from 0. */
    public int nicNumber(int device, int slot) {
        return partNumber[device * 2 * PARTS_MAX + PARTS_MAX + slot];
    }

    public void swapGpu(int device, int slot) {
        partNumber[device * 2 * PARTS_MAX + slot]++;
    }

    public void swapNic(int device, int slot) {
        partNumber[device * 2 * PARTS_MAX + PARTS_MAX + slot]++;
    }

    /** The port that a cable end is plugged into, or {@link #NOWHERE}. */
    public int plug(int end) {
        return plug[end];
    }

    /** The cable end that is in a port, or {@link #NOWHERE}. */
    public int occupant(int port) {
        return occupant[port];
    }

    /** Whether the cable lies in its tray, plugged or not. */
    public boolean laid(int cable) {
        return plug[2 * cable] != NOWHERE || plug[2 * cable + 1] != NOWHERE;
    }

    /** Pulls a cable end out of its port, if it is in one. */
    public void pull(int end) {
        if (plug[end] != NOWHERE) {
            occupant[plug[end]] = NOWHERE;
            plug[end] = NOWHERE;
        }
    }

    /** Plugs a cable end into a port; what was in the port before hangs loose afterwards. */
    public void plugInto(int end, int port) {
        pull(end);
        if (occupant[port] != NOWHERE) {
            pull(occupant[port]);
        }
        plug[end] = port;
        occupant[port] = end;
    }

    public boolean dirty(int cable) {
        return dirty[cable];
    }

    public void setDirty(int cable, boolean isDirty) {
        dirty[cable] = isDirty;
    }

    public boolean deadPort(int port) {
        return deadPort[port];
    }

    public void setDeadPort(int port, boolean isDead) {
        deadPort[port] = isDead;
    }

    /** The port at the other end of the link that is up at this port, or {@link #NOWHERE}. */
    public int peer(int port) {
        int end = occupant[port];
        if (end == NOWHERE || !lit(port)) {
            return NOWHERE;
        }
        int far = plug[end ^ 1];
        return far != NOWHERE && lit(far) ? far : NOWHERE;
    }

    /** Whether the link at this port runs slower than it should. */
    public boolean slow(int port) {
        int end = occupant[port];
        return end != NOWHERE && dirty[end >> 1];
    }

    /** Writes the whole truth, in a fixed order. */
    public void write(DataOutputStream out) throws IOException {
        out.writeInt(present.length);
        out.writeInt(plug.length);
        for (int d = 0; d < present.length; d++) {
            int flags = (present[d] ? 1 : 0) | (powered[d] ? 2 : 0) | (dark[d] ? 4 : 0) | (nameless[d] ? 8 : 0);
            out.writeByte(flags);
            out.writeUTF(defect[d].name());
            out.writeByte(defectPart[d]);
            out.writeByte(trayNumber[d]);
        }
        out.write(partNumber);
        for (int end : plug) {
            out.writeInt(end);
        }
        for (boolean isDirty : dirty) {
            out.writeBoolean(isDirty);
        }
        for (boolean isDead : deadPort) {
            out.writeBoolean(isDead);
        }
    }

    /** Reads what {@link #write} wrote for a site of the same shape. */
    public void read(DataInputStream in) throws IOException {
        int devices = in.readInt();
        int ends = in.readInt();
        if (devices != present.length || ends != plug.length) {
            throw new IOException("saw a site of %d devices and %d cable ends, expected %d and %d"
                    .formatted(devices, ends, present.length, plug.length));
        }
        for (int d = 0; d < present.length; d++) {
            int flags = in.readByte();
            present[d] = (flags & 1) != 0;
            powered[d] = (flags & 2) != 0;
            dark[d] = (flags & 4) != 0;
            nameless[d] = (flags & 8) != 0;
            defect[d] = Defect.valueOf(in.readUTF());
            defectPart[d] = in.readByte();
            trayNumber[d] = in.readByte();
        }
        in.readFully(partNumber);
        Arrays.fill(occupant, NOWHERE);
        for (int end = 0; end < plug.length; end++) {
            plug[end] = in.readInt();
            if (plug[end] != NOWHERE) {
                occupant[plug[end]] = end;
            }
        }
        for (int c = 0; c < dirty.length; c++) {
            dirty[c] = in.readBoolean();
        }
        for (int p = 0; p < deadPort.length; p++) {
            deadPort[p] = in.readBoolean();
        }
    }

    private boolean lit(int port) {
        int device = shape.portDevice(port);
        return powered[device] && !dark[device] && !deadPort[port];
    }
}
