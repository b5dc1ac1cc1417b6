/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.campaign.joint;

import io.plimsoll.acceptance.locate.Localisation;
import java.util.List;

/**
 * What the results so far come to.
 *
 * @param known the posteriors that it rests on
 * @param decided verdicts that are given now
 * @param asks tests to run before more can be decided; they share no node
 */
public record JointLook(Localisation known, List<JointVerdict> decided, List<JointAsk> asks) {
    public JointLook {
        decided = List.copyOf(decided);
        asks = List.copyOf(asks);
    }
}
