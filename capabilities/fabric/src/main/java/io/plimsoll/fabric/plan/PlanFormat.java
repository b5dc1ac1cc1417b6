/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.fabric.plan;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The formats that a cabling plan comes in. */
public enum PlanFormat {
    /** Ours, canonical: everything, one cable a line. */
    JSON("json", true, "plan.json"),
    /** Ours, for a spreadsheet: everything. */
    CSV("csv", true, "plan.csv"),
    /** NetBox's cable import and export. */
    NETBOX("netbox", true, "cables.netbox.csv"),
    /** The topology file of ibutils and ibdiagnet. */
    TOPO("topo", true, "fabric.topo"),
    /** Cumulus PTM's graph. */
    DOT("dot", true, "fabric.dot"),
    /** HPE's SHCD workbook. */
    SHCD_XLSX("shcd-xlsx", false, "shcd.xlsx"),
    /** HPE CANU's JSON of a SHCD ("paddle"). */
    SHCD_JSON("shcd-json", false, "paddle.json");

    private final String id;
    private final boolean writable;
    private final String fileName;

    PlanFormat(String id, boolean writable, String fileName) {
        this.id = id;
        this.writable = writable;
        this.fileName = fileName;
    }

    /** What a user types. */
    public String id() {
        return id;
    }

    public boolean writable() {
        return writable;
    }

    /** The name of such a file among the files of a design. */
    public String fileName() {
        return fileName;
    }

    public static Optional<PlanFormat> find(String id) {
        return Arrays.stream(values()).filter(f -> f.id.equals(id)).findFirst();
    }

    /** What can be written, for a help text. */
    public static List<String> writableIds() {
        return Arrays.stream(values()).filter(f -> f.writable).map(f -> f.id).toList();
    }
}
