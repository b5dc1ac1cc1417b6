/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.cli.campaign;

import io.plimsoll.server.api.CampaignApi;
import java.io.PrintWriter;

/** A campaign in words. */
final class CampaignText {

    private CampaignText() {}

    static void print(CampaignApi.CampaignView c, PrintWriter out) {
        out.println((c.id() == 0 ? "dry run" : "campaign " + c.id()) + "  " + c.name() + "  " + c.status() + "  plan "
                + c.plan() + " through " + c.launcher());
        out.println("tasks    " + c.tasks().done() + " of " + c.tasks().total() + " done, "
                + c.tasks().running() + " running, " + c.tasks().waiting() + " waiting, "
                + c.tasks().stopped() + " will not run");
        out.println(
                "nodes    " + c.nodes().accepted() + " accepted, " + c.nodes().failed() + " failed, "
                        + c.nodes().undecided() + " undecided, " + c.nodes().notRun() + " not run");
        out.println("power    " + c.power().nowWatts() + " W now, " + c.power().peakWatts()
                + " W at the peak of the plan"
                + (c.power().limitWatts() == null ? "" : ", limit " + c.power().limitWatts() + " W"));
        out.println("ends     " + c.predictedEnd() + (c.deadline() == null ? "" : ", deadline " + c.deadline()));
        c.notFitting()
                .forEach(n -> out.println("does not fit: " + n.test() + (n.required() ? " (required)" : "") + " on "
                        + n.nodes() + " nodes: " + n.reason()));
    }
}
