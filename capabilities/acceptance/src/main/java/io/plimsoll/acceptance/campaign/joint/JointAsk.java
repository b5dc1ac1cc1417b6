/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.campaign.joint;

import java.util.List;

/**
 * A run of a test that nobody had planned, and that would decide something.
 *
 * @param round the round that it belongs to
 * @param why in words
 * @param bits expected drop of entropy; 0 where it is not weighed
 */
public record JointAsk(String test, List<String> nodes, int round, String why, double bits) {
    public JointAsk {
        nodes = List.copyOf(nodes);
    }
}
