/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.server.handlers;

import io.plimsoll.server.api.IdentityApi;
import io.plimsoll.server.api.Nothing;
import io.plimsoll.server.http.Router;
import io.plimsoll.server.identity.Identity;

/** Signing in, users, tokens. */
public final class IdentityHandlers {

    private IdentityHandlers() {}

    public static void bind(Router router, Identity identity) {
        router.on(IdentityApi.LOGIN, identity::login);
        router.on(IdentityApi.LOGOUT, call -> {
            identity.logout(call);
            return Nothing.NOTHING;
        });
        router.on(IdentityApi.ME, identity::me);
        router.on(IdentityApi.PASSWORD, identity::changePassword);
        router.on(IdentityApi.USERS, call -> Paging.byKey(identity.list(), IdentityApi.User::name, call));
        router.on(IdentityApi.CREATE_USER, identity::create);
        router.on(
                IdentityApi.SET_ROLES,
                call -> identity.setRoles(call, call.path("name"), call.input().roles()));
        router.on(IdentityApi.CREATE_TOKEN, call -> identity.createToken(call, call.path("name")));
    }
}
