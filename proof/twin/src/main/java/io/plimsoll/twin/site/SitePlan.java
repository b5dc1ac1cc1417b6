/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.twin.site;

import io.plimsoll.fabric.DeviceKind;
import io.plimsoll.fabric.FabricPlan;
import io.plimsoll.fabric.PlannedDevice;
import io.plimsoll.fabric.design.DesignRequest;
import io.plimsoll.fabric.design.FabricDesigner;
import io.plimsoll.fabric.design.Templates;
import java.util.List;

/**
 * The plan that a simulated site is built to: the rail-optimised fabric of the design templates, with nodes of a model for
 * which public sources state what its tests should reach.
 */
public final class SitePlan {

    /** The nodes of the site. */
    public static final String NODE_MODEL = "DGX-H200";

    private SitePlan() {}

    /**
     * A site of so many GPUs.
     *
     * @throws io.plimsoll.model.BadInputException if the template has no fabric of this size
     */
    public static FabricPlan of(long gpus) {
        FabricPlan plan = FabricDesigner.design(Templates.find("rail-k64").orElseThrow(), DesignRequest.of(gpus));
        List<PlannedDevice> devices =
                plan.devices().stream().map(SitePlan::withModel).toList();
        return new FabricPlan(plan.name(), plan.template(), plan.parameters(), devices, plan.cables());
    }

    private static PlannedDevice withModel(PlannedDevice d) {
        if (d.kind() != DeviceKind.NODE) {
            return d;
        }
        return new PlannedDevice(
                d.name(), d.kind(), NODE_MODEL, d.tier(), d.scalableUnit(), d.rail(), d.gpus(), d.location());
    }
}
