/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.server.http;

import io.plimsoll.server.api.Role;
import java.util.Set;

/**
 * Who is asking.
 *
 * @param name the user's name; empty for nobody
 * @param byCookie whether a browser's cookie says so, and not a token; such writes need the header against forgery
 * @param credential hash of the cookie or token, to end the session by
 */
public record Actor(String name, Set<Role> roles, boolean mustChangePassword, boolean byCookie, String credential) {

    public static final Actor NOBODY = new Actor("", Set.of(), false, false, "");

    public Actor {
        roles = Set.copyOf(roles);
    }

    public boolean signedIn() {
        return !name.isEmpty();
    }
}
