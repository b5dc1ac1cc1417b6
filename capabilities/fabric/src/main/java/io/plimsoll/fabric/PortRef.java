/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.fabric;

/**
 * One port of one device.
 *
 * @param device the device's name in the plan: a node or a switch
 * @param port what the hardware prints: {@code 17} on a switch, {@code mlx5_3} or {@code HCA-2} on a node
 */
public record PortRef(String device, String port) implements Comparable<PortRef> {

    @Override
    public int compareTo(PortRef o) {
        int c = device.compareTo(o.device);
        if (c != 0) {
            return c;
        }
        c = Integer.compare(port.length(), o.port.length());
        return c != 0 ? c : port.compareTo(o.port);
    }

    /** {@code leaf-03:17}. */
    @Override
    public String toString() {
        return device + ":" + port;
    }
}
