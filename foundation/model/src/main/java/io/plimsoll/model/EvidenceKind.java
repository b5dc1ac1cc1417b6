/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.model;

/** What a step along the line needs before it may be taken. One kind for each row of the line's table. */
public enum EvidenceKind {
    /** Goods-in record: the serials match the order line. */
    GOODS_IN,
    /** Rack position with the technician's sign-off. */
    RACK_SIGN_OFF,
    /** Cable verification of every port of the unit at the assurance level that the plan asks. */
    CABLE_VERIFICATION,
    /** A test plan and the hardware fingerprint it is run on. */
    TEST_START,
    /** A signed certificate. */
    CERTIFICATE,
    /** Named decision to hold the unit back as a hot spare, or to give it free again. */
    HOT_SPARE_DECISION,
    /** Allocation of the unit to a commitment for a span of time. */
    ALLOCATION,
    /** End of an allocation. */
    RELEASE,
    /** A fault with its raw line or sample; also a failed required test. */
    FAULT,
    /** A suspicion was looked into and cleared, with what was looked at. */
    CLEARANCE,
    /** A remediation decision to drain. */
    DRAIN_DECISION,
    /** An incident with its work order and the part taken from stock. */
    WORK_ORDER,
    /** What was replaced or reseated; names the tests that must be run again. */
    REPAIR_RECORD,
    /** Named decision to take the unit off the record for good. */
    RETIREMENT
}
