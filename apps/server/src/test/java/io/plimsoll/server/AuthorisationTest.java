/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.plimsoll.server.api.Api;
import io.plimsoll.server.api.Endpoint;
import io.plimsoll.server.api.IdentityApi;
import io.plimsoll.server.api.JournalApi;
import io.plimsoll.server.api.Permission;
import io.plimsoll.server.api.Role;
import io.plimsoll.server.client.PlimsollClient;
import io.plimsoll.server.client.ServerRefusedException;
import io.plimsoll.server.identity.RoleTable;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AuthorisationTest {

    private final TestServer server = TestServer.get();

    @Test
    void everyEndpointLetsInExactlyTheRolesThatTheTableNames() {
        RoleTable table = RoleTable.shipped();
        List<String> wrong = new ArrayList<>();
        for (Endpoint<?, ?> endpoint : Api.TABLE) {
            if (endpoint.equals(JournalApi.EVENTS) || endpoint.equals(IdentityApi.LOGOUT)) {
                continue;
            }
            for (Role role : Role.values()) {
                int status = status(server.as(role), endpoint);
                boolean letIn = status != 401 && status != 403;
                boolean expected = table.allows(List.of(role), endpoint.permission());
                if (endpoint.equals(IdentityApi.LOGIN)) {
                    expected = letIn;
                }
                if (letIn != expected) {
                    wrong.add(endpoint + " as " + role + " answered " + status);
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void withoutSigningInOnlyPublicEndpointsAnswer() {
        try (PlimsollClient nobody = PlimsollClient.anonymous(server.address)) {
            for (Endpoint<?, ?> endpoint : Api.TABLE) {
                if (endpoint.permission() != Permission.PUBLIC) {
                    assertThat(status(nobody, endpoint)).as("%s", endpoint).isEqualTo(401);
                }
            }
        }
        try (PlimsollClient forged = PlimsollClient.withToken(server.address, "plt_forged")) {
            assertThat(status(forged, IdentityApi.ME)).isEqualTo(401);
        }
    }

    private static <I, O> int status(PlimsollClient client, Endpoint<I, O> endpoint) {
        Object[] path =
                endpoint.pathParameters().stream().map(p -> "nothing-like-it").toArray();
        try {
            client.on(endpoint, path).bytes(new byte[] {'{', '}'}).download();
            return 200;
        } catch (ServerRefusedException e) {
            return e.status();
        }
    }

    @Test
    void aWrongNameAndAWrongPasswordAreAnsweredAlike() {
        ServerRefusedException name = refusedLogin("no-such-user", TestServer.PASSWORD);
        ServerRefusedException password = refusedLogin("test-viewer", "wrong wrong wrong");
        assertThat(name.details()).isEqualTo(password.details());
        assertThat(name.status()).isEqualTo(401);
    }

    private ServerRefusedException refusedLogin(String user, String password) {
        return catchThrowableOfType(
                ServerRefusedException.class, () -> PlimsollClient.signIn(server.address, user, password));
    }

    @Test
    void anOneTimePasswordOpensNothingButItsOwnChange() {
        String once = java.util.Objects.requireNonNull(server.as(Role.ADMIN)
                .on(IdentityApi.CREATE_USER)
                .body(new IdentityApi.NewUser("newcomer", List.of(Role.ADMIN), null))
                .send()
                .oneTimePassword());
        try (PlimsollClient client = PlimsollClient.signIn(server.address, "newcomer", once)) {
            assertThat(client.on(IdentityApi.ME).send().mustChangePassword()).isTrue();
            assertThat(status(client, IdentityApi.USERS)).isEqualTo(403);
            client.on(IdentityApi.PASSWORD)
                    .body(new IdentityApi.PasswordChange(once, "my very own password"))
                    .send();
            assertThat(client.on(IdentityApi.USERS).send().items()).isNotEmpty();
            client.on(IdentityApi.LOGOUT).send();
            assertThat(status(client, IdentityApi.ME)).isEqualTo(401);
        }
    }

    @Test
    void aWriteWithACookieNeedsTheHeaderThatNoOtherSiteCanSend() throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<String> login = http.send(
                    HttpRequest.newBuilder(URI.create(server.address + "/api/login"))
                            .POST(HttpRequest.BodyPublishers.ofString(
                                    "{\"user\":\"test-admin\",\"password\":\"" + TestServer.PASSWORD + "\"}"))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            String cookie = login.headers().firstValue("Set-Cookie").orElseThrow();
            assertThat(cookie).contains("HttpOnly").contains("SameSite=Strict").contains("Path=/");
            HttpResponse<String> write = http.send(
                    HttpRequest.newBuilder(URI.create(server.address + "/api/journal/verify"))
                            .header("Cookie", cookie.substring(0, cookie.indexOf(';')))
                            .POST(HttpRequest.BodyPublishers.noBody())
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(write.statusCode()).isEqualTo(403);
            assertThat(write.body()).contains("X-Plimsoll");
            assertThat(write.headers().firstValue("Content-Security-Policy").orElse(""))
                    .contains("default-src 'self'")
                    .doesNotContain("unsafe");
        }
    }

    @Test
    void anUnknownQueryParameterIsRefusedWithTheOneThatWasMeant() throws IOException, InterruptedException {
        String token = server.as(Role.ADMIN)
                .on(IdentityApi.CREATE_TOKEN, "test-viewer")
                .body(new IdentityApi.NewToken("query", null))
                .send()
                .token();
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = http.send(
                    HttpRequest.newBuilder(URI.create(server.address + "/api/sites?limt=3&cursor="))
                            .header("Authorization", "Bearer " + token)
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.body()).contains("'limit' was meant");
            assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
        }
    }
}
