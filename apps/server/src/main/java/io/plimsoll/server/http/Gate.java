/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.server.http;

import io.plimsoll.server.api.Permission;
import java.util.Optional;

/** Says who a caller is, and whether that caller may. */
public interface Gate {

    /**
     * @param cookie the session cookie's value
     * @param bearer the token of the Authorization header
     * @return nobody, where neither holds
     */
    Actor identify(Optional<String> cookie, Optional<String> bearer);

    boolean allows(Actor actor, Permission permission);
}
