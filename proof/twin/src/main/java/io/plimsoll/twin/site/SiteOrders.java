/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.twin.site;

/** Under which order lines the site's devices were bought: one for each model. */
public final class SiteOrders {

    private SiteOrders() {}

    /** The order line of a model. */
    public static String line(String model) {
        return "PO-2026/" + model;
    }
}
