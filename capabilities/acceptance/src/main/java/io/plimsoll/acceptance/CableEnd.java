/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance;

/**
 * What one port of the node is plugged into, as the far end named itself.
 *
 * @param port the node's own port, for example {@code mlx5_0/1}
 * @param peerDevice the far device's name or GUID
 * @param peerPort the far port
 * @param cableSerial the cable's serial from its EEPROM; empty if it could not be read
 */
public record CableEnd(String port, String peerDevice, String peerPort, String cableSerial) {}
