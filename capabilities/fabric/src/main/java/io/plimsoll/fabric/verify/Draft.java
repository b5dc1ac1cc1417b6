/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.fabric.verify;

import io.plimsoll.fabric.Finding;
import io.plimsoll.fabric.RepairOrder;
import io.plimsoll.fabric.verify.Repair.Step;
import java.util.List;

/**
 * A repair order before it is put into words.
 *
 * @param steps the moves, over ports; empty where there is only something to check
 * @param restored one port of each planned cable that comes up when the check is done
 * @param device the planned device that the order is about, or -1
 * @param check what to look at, in words; empty where the steps say it all
 */
record Draft(
        RepairOrder.Kind kind,
        RepairOrder.Severity severity,
        List<Step> steps,
        List<Integer> restored,
        List<Finding> findings,
        List<String> proof,
        int device,
        String check) {}
