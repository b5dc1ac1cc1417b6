/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.server.api;

import static io.plimsoll.server.api.Permission.*;
import static io.plimsoll.server.api.Shape.json;
import static io.plimsoll.server.api.Shape.nothing;
import static io.plimsoll.server.api.Shape.page;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Signing in, users, tokens. */
public final class IdentityApi {

    private IdentityApi() {}

    public record Login(String user, String password) {}

    public record Me(String user, List<Role> roles, boolean mustChangePassword, String version) {}

    public record PasswordChange(
            @JsonProperty("old") String oldPassword,
            @JsonProperty("new") String newPassword) {}

    public record User(String name, List<Role> roles, boolean mustChangePassword) {}

    /** @param password left out, the server makes a one-time password that must be changed at the first login */
    public record NewUser(
            String name, List<Role> roles, @Nullable String password) {}

    public record CreatedUser(
            String name, List<Role> roles, @Nullable String oneTimePassword) {}

    public record NewRoles(List<Role> roles) {}

    /** @param expiresAt left out, it holds for 90 days */
    public record NewToken(String title, @Nullable Instant expiresAt) {}

    /** @param token shown this once; the server keeps its hash only */
    public record CreatedToken(String title, String token, Instant expiresAt) {}

    public static final Endpoint<Login, Me> LOGIN =
            Endpoint.post("/api/login", "Sign in; sets the session cookie", PUBLIC, json(Login.class), json(Me.class));
    public static final Endpoint<Nothing, Nothing> LOGOUT =
            Endpoint.post("/api/logout", "Sign out; ends the session", SIGNED_IN, nothing(), nothing());
    public static final Endpoint<Nothing, Me> ME =
            Endpoint.get("/api/me", "Who I am and which roles I have", SIGNED_IN, json(Me.class));
    public static final Endpoint<PasswordChange, Me> PASSWORD = Endpoint.post(
            "/api/me/password",
            "Change my password; ends my other sessions",
            SIGNED_IN,
            json(PasswordChange.class),
            json(Me.class));
    public static final Endpoint<Nothing, Page<User>> USERS =
            Endpoint.get("/api/users", "All users", ADMINISTER, page(User.class), Query.LIMIT, Query.CURSOR);
    public static final Endpoint<NewUser, CreatedUser> CREATE_USER =
            Endpoint.post("/api/users", "Add a user", ADMINISTER, json(NewUser.class), json(CreatedUser.class));
    public static final Endpoint<NewRoles, User> SET_ROLES = Endpoint.put(
            "/api/users/{name}/roles", "Set a user's roles", ADMINISTER, json(NewRoles.class), json(User.class));
    public static final Endpoint<NewToken, CreatedToken> CREATE_TOKEN = Endpoint.post(
            "/api/users/{name}/tokens",
            "Make a bearer token for a user",
            ADMINISTER,
            json(NewToken.class),
            json(CreatedToken.class));

    static final List<Endpoint<?, ?>> ALL =
            List.of(LOGIN, LOGOUT, ME, PASSWORD, USERS, CREATE_USER, SET_ROLES, CREATE_TOKEN);
}
