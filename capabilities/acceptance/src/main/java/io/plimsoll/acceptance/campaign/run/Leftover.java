/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.campaign.run;

import java.util.List;

/**
 * A workload that may still be there.
 *
 * @param key the order's {@link TaskOrder#key()}
 * @param nodes where it runs, as far as known
 * @param why what makes us think so, for example {@code squeue says COMPLETING}
 */
public record Leftover(String key, List<String> nodes, String why) {
    public Leftover {
        nodes = List.copyOf(nodes);
    }
}
