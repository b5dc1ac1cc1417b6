/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.server.api;

/** What a user is to a site's operator. What each may do is in {@code roles.csv}. */
public enum Role {
    VIEWER,
    TECHNICIAN,
    ENGINEER,
    CAPACITY_MANAGER,
    COORDINATOR,
    AUDITOR,
    /** A customer; sees its own commitments and certificates only. */
    TENANT,
    ADMIN
}
