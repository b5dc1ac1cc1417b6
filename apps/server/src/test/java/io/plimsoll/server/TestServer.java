/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.server;

import io.plimsoll.server.api.IdentityApi;
import io.plimsoll.server.api.Role;
import io.plimsoll.server.client.PlimsollClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** One real server on its embedded PostgreSQL for all tests of this room. Tests take sites of their own names. */
final class TestServer {

    static final String PASSWORD = "a good long password";

    private static final TestServer ONE = new TestServer();

    final PlimsollServer server;
    final URI address;
    private final Map<Role, PlimsollClient> clients = new EnumMap<>(Role.class);

    private TestServer() {
        try {
            Path folder = Files.createTempDirectory("plimsoll-server-test-");
            this.server = PlimsollServer.start(ServerConfig.of(folder).withPort(0));
            this.address = URI.create(server.address());
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                server.close();
                delete(folder);
            }));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String once = server.oneTimePassword().orElseThrow();
        try (PlimsollClient first = PlimsollClient.signIn(address, "admin", once)) {
            first.on(IdentityApi.PASSWORD)
                    .body(new IdentityApi.PasswordChange(once, PASSWORD))
                    .send();
            for (Role role : Role.values()) {
                clients.put(role, user(first, role));
            }
        }
    }

    private PlimsollClient user(PlimsollClient admin, Role role) {
        String name = "test-" + role.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        admin.on(IdentityApi.CREATE_USER)
                .body(new IdentityApi.NewUser(name, List.of(role), PASSWORD))
                .send();
        String token = admin.on(IdentityApi.CREATE_TOKEN, name)
                .body(new IdentityApi.NewToken("test", null))
                .send()
                .token();
        return PlimsollClient.withToken(address, token);
    }

    static TestServer get() {
        return ONE;
    }

    PlimsollClient as(Role role) {
        PlimsollClient client = clients.get(role);
        if (client == null) {
            throw new IllegalStateException("no user has the role " + role);
        }
        return client;
    }

    static void delete(Path folder) {
        try (var walk = Files.walk(folder)) {
            for (Path path : walk.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            // a temporary folder that stays behind harms nobody
        }
    }
}
