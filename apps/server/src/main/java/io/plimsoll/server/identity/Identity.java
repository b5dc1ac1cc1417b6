/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.server.identity;

import io.plimsoll.model.InputProblem;
import io.plimsoll.model.Sha256;
import io.plimsoll.postgres.Stamp;
import io.plimsoll.postgres.UserRow;
import io.plimsoll.postgres.Users;
import io.plimsoll.server.api.IdentityApi.CreatedToken;
import io.plimsoll.server.api.IdentityApi.CreatedUser;
import io.plimsoll.server.api.IdentityApi.Me;
import io.plimsoll.server.api.IdentityApi.NewToken;
import io.plimsoll.server.api.IdentityApi.NewUser;
import io.plimsoll.server.api.IdentityApi.PasswordChange;
import io.plimsoll.server.api.IdentityApi.User;
import io.plimsoll.server.api.Permission;
import io.plimsoll.server.api.Role;
import io.plimsoll.server.http.Actor;
import io.plimsoll.server.http.Call;
import io.plimsoll.server.http.Gate;
import io.plimsoll.server.http.Problem;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Users, sessions and tokens, as the endpoints see them. */
public final class Identity implements Gate {

    public static final String FIRST_ADMIN = "admin";

    private static final Duration TOKEN_DEFAULT = Duration.ofDays(90);
    private static final Duration TOKEN_MAX = Duration.ofDays(400);
    private static final int PASSWORD_LENGTH_MIN = 12;
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._@-]{0,63}");
    private static final String TOKEN_PREFIX = "plt_";

    private final Users users;
    private final RoleTable roles;
    private final InstantSource clock;
    private final Duration sessionLength;
    private final String version;
    private final Passwords passwords;
    private final Secrets secrets;
    private final LoginThrottle throttle = new LoginThrottle();

    public Identity(
            Users users,
            RoleTable roles,
            InstantSource clock,
            Duration sessionLength,
            String version,
            SecureRandom random) {
        this.users = users;
        this.roles = roles;
        this.clock = clock;
        this.sessionLength = sessionLength;
        this.version = version;
        this.passwords = new Passwords(random);
        this.secrets = new Secrets(random);
    }

    /** Makes the first admin in an empty record, and gives its one-time password; empty where there are users. */
    public Optional<String> firstStart() {
        if (!users.list().isEmpty()) {
            return Optional.empty();
        }
        String password = secrets.oneTimePassword();
        users.create(
                new Stamp("server:first-start", clock.instant()),
                FIRST_ADMIN,
                List.of(Role.ADMIN.name()),
                passwords.hash(password),
                true);
        return Optional.of(password);
    }

    @Override
    public Actor identify(Optional<String> cookie, Optional<String> bearer) {
        Instant now = clock.instant();
        if (bearer.isPresent()) {
            Sha256 hash = Secrets.hash(bearer.get());
            return users.byToken(hash, now).map(u -> actor(u, false, hash)).orElse(Actor.NOBODY);
        }
        if (cookie.isPresent()) {
            Sha256 hash = Secrets.hash(cookie.get());
            return users.bySession(hash, now).map(u -> actor(u, true, hash)).orElse(Actor.NOBODY);
        }
        return Actor.NOBODY;
    }

    @Override
    public boolean allows(Actor actor, Permission permission) {
        return roles.allows(actor.roles(), permission);
    }

    /** Signs in. A wrong name and a wrong password give the same answer in the same time. */
    public Me login(Call<io.plimsoll.server.api.IdentityApi.Login> call) {
        String name = call.input().user();
        Optional<Duration> wait = throttle.wait(name, call.address(), call.now());
        if (wait.isPresent()) {
            throw new Problem(
                    429,
                    "too-many-logins",
                    "Too many wrong logins",
                    "Try again in " + (wait.get().toSeconds() + 1) + " s.",
                    List.of());
        }
        Optional<UserRow> user = users.find(name);
        String password = call.input().password();
        boolean right = user.isPresent()
                ? passwords.matches(password, user.get().passwordHash())
                : passwords.matchesNobody(password);
        if (!right || user.isEmpty()) {
            throttle.failed(name, call.address(), call.now());
            throw new Problem(401, "wrong-login", "The name or the password is wrong", "", List.of());
        }
        throttle.succeeded(name, call.address());
        openSession(call, name);
        return me(user.get());
    }

    private void openSession(Call<?> call, String name) {
        String secret = secrets.make("");
        users.openSession(
                new Stamp(name, call.now()),
                name,
                Secrets.hash(secret),
                call.now().plus(sessionLength));
        call.setSessionCookie(secret, sessionLength);
    }

    public void logout(Call<?> call) {
        if (call.actor().byCookie()) {
            users.closeSession(
                    new Stamp(call.actor().name(), call.now()),
                    new Sha256(call.actor().credential()));
        }
        call.setSessionCookie("", Duration.ZERO);
    }

    public Me me(Call<?> call) {
        return me(require(call.actor().name()));
    }

    /** Changes the caller's own password; all other sessions end, this one goes on under a new cookie. */
    public Me changePassword(Call<PasswordChange> call) {
        UserRow user = require(call.actor().name());
        PasswordChange change = call.input();
        Optional<Duration> wait = throttle.wait(user.name(), call.address(), call.now());
        if (wait.isPresent() || !passwords.matches(change.oldPassword(), user.passwordHash())) {
            throttle.failed(user.name(), call.address(), call.now());
            throw Problem.badInput(new InputProblem("body /old", 0, "", "your present password"));
        }
        List<InputProblem> problems = new ArrayList<>();
        checkPassword(user.name(), change.newPassword(), "body /new", problems);
        if (change.newPassword().equals(change.oldPassword())) {
            problems.add(new InputProblem("body /new", 0, "", "another password than the old one"));
        }
        if (!problems.isEmpty()) {
            throw Problem.badInput(problems);
        }
        users.setPassword(new Stamp(user.name(), call.now()), user.name(), passwords.hash(change.newPassword()), false);
        if (call.actor().byCookie()) {
            openSession(call, user.name());
        }
        return me(require(user.name()));
    }

    public List<User> list() {
        return users.list().stream().map(Identity::view).toList();
    }

    public CreatedUser create(Call<NewUser> call) {
        NewUser input = call.input();
        List<InputProblem> problems = new ArrayList<>();
        if (!NAME.matcher(input.name()).matches()) {
            problems.add(new InputProblem(
                    "body /name", 0, input.name(), "lower-case letters, digits, and . _ @ -, at most 64"));
        }
        checkRoles(input.roles(), problems);
        String password = input.password();
        boolean oneTime = password == null;
        String chosen = password == null ? secrets.oneTimePassword() : password;
        checkPassword(input.name(), chosen, "body /password", problems);
        if (!problems.isEmpty()) {
            throw Problem.badInput(problems);
        }
        if (users.find(input.name()).isPresent()) {
            throw Problem.conflict("There is a user '" + input.name() + "' already.");
        }
        users.create(stamp(call), input.name(), names(input.roles()), passwords.hash(chosen), oneTime);
        return new CreatedUser(input.name(), input.roles(), oneTime ? chosen : null);
    }

    public User setRoles(Call<?> call, String name, List<Role> wanted) {
        UserRow user = require(name);
        List<InputProblem> problems = new ArrayList<>();
        checkRoles(wanted, problems);
        if (!problems.isEmpty()) {
            throw Problem.badInput(problems);
        }
        boolean otherAdmin = users.list().stream()
                .anyMatch(u -> !u.name().equals(name) && u.roles().contains(Role.ADMIN.name()));
        if (!wanted.contains(Role.ADMIN) && !otherAdmin) {
            throw Problem.conflict("'" + name + "' is the last admin.");
        }
        users.setRoles(stamp(call), user.name(), names(wanted));
        return view(require(name));
    }

    public CreatedToken createToken(Call<NewToken> call, String name) {
        require(name);
        NewToken input = call.input();
        Instant said = input.expiresAt();
        Instant expiresAt = said == null ? call.now().plus(TOKEN_DEFAULT) : said;
        if (!expiresAt.isAfter(call.now()) || expiresAt.isAfter(call.now().plus(TOKEN_MAX))) {
            throw Problem.badInput(new InputProblem(
                    "body /expiresAt", 0, expiresAt.toString(), "a time to come, at most 400 days ahead"));
        }
        String token = secrets.make(TOKEN_PREFIX);
        users.addToken(stamp(call), name, input.title(), Secrets.hash(token), Optional.of(expiresAt));
        return new CreatedToken(input.title(), token, expiresAt);
    }

    private UserRow require(String name) {
        return users.find(name).orElseThrow(() -> Problem.notFound("user " + name));
    }

    private static Stamp stamp(Call<?> call) {
        return new Stamp(call.actor().name(), call.now());
    }

    private Me me(UserRow user) {
        return new Me(user.name(), view(user).roles(), user.mustChangePassword(), version);
    }

    private static User view(UserRow user) {
        return new User(
                user.name(), user.roles().stream().map(Role::valueOf).sorted().toList(), user.mustChangePassword());
    }

    private static Actor actor(UserRow user, boolean byCookie, Sha256 credential) {
        Set<Role> roles = user.roles().stream().map(Role::valueOf).collect(Collectors.toUnmodifiableSet());
        return new Actor(user.name(), roles, user.mustChangePassword(), byCookie, credential.hex());
    }

    private static List<String> names(List<Role> roles) {
        return roles.stream().distinct().map(Role::name).toList();
    }

    private static void checkRoles(List<Role> roles, List<InputProblem> problems) {
        if (roles.isEmpty()) {
            problems.add(new InputProblem("body /roles", 0, "", "at least one role"));
        }
        if (roles.contains(Role.TENANT) && roles.stream().anyMatch(r -> r != Role.TENANT)) {
            problems.add(new InputProblem("body /roles", 0, roles.toString(), "TENANT alone; a customer is not staff"));
        }
    }

    private static void checkPassword(String user, String password, String at, List<InputProblem> problems) {
        int length = password.codePointCount(0, password.length());
        if (length < PASSWORD_LENGTH_MIN || length > 200) {
            problems.add(new InputProblem(at, 0, length + " characters", "12 to 200 characters"));
        }
        if (password.equalsIgnoreCase(user)) {
            problems.add(new InputProblem(at, 0, "the user's name", "something else"));
        }
    }
}
