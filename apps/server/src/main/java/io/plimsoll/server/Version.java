/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.server;

/** Which build this is. */
public final class Version {

    private Version() {}

    /** The version of the jar, or of the checkout where it runs from classes. */
    public static String text() {
        String fromJar = Version.class.getPackage().getImplementationVersion();
        return fromJar == null ? "0.1.0-SNAPSHOT" : fromJar;
    }
}
