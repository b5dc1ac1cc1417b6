/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.fabric;

import java.util.List;

/**
 * What a discovery tool saw: devices and the links between their ports, each with the line it was read from. Raw: nothing
 * is matched to a plan here.
 *
 * @param source the file or feed it was read from, as the user named it
 * @param format for example {@code ibnetdiscover}, {@code lldp-json}, {@code netq}
 * @param takenAt when the tool says it looked, as it prints it; empty if it does not say
 * @param devices in the order of the dump; a link names them by index
 * @param links each link once, whichever end was read first
 */
public record ObservedFabric(
        String source, String format, String takenAt, List<ObservedDevice> devices, List<ObservedLink> links) {

    public ObservedFabric {
        devices = List.copyOf(devices);
        links = List.copyOf(links);
    }

    /**
     * A switch, or one network adapter of a node.
     *
     * @param guid the device's hardware identity as printed: a GUID, a chassis id; empty if the tool gives none
     * @param systemGuid what the adapters or ASICs of one board share; empty if unknown
     * @param description what the device calls itself, for example {@code a08-p1-dgx-04-c01 mlx5_5}
     * @param ports how many ports it says it has; 0 if unknown
     * @param line the line of the dump, counted from 1
     */
    public record ObservedDevice(
            DeviceKind kind, String guid, String systemGuid, String description, int ports, int line) {}

    /**
     * A link that is up.
     *
     * @param a index into {@link ObservedFabric#devices}
     * @param portA the port as printed
     * @param speed width and speed as printed, for example {@code 4xNDR}; empty if unknown
     * @param bothEnds whether both ends reported the link; one end alone is weaker evidence
     * @param line the line of the dump where it was first read, counted from 1
     */
    public record ObservedLink(int a, String portA, int b, String portB, String speed, boolean bothEnds, int line) {}
}
