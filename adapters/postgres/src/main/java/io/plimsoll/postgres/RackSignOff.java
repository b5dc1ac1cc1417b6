/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.postgres;

import java.util.List;

/**
 * A technician's word that a device stands in its rack.
 *
 * @param device a node or a switch
 * @param rack where it stands; must be what the plan says, empty to take the plan's
 */
public record RackSignOff(String device, String rack, int rackUnit, String technician) {

    public record Refused(String device, String reason) {}

    /** Refused sign-offs change nothing; all others are INSTALLED. */
    public record Result(int installed, List<Refused> refused) {}
}
