/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.cli;

import io.plimsoll.model.BadInputException;
import io.plimsoll.model.InputProblem;
import io.plimsoll.server.client.PlimsollClient;
import java.net.URI;
import picocli.CommandLine.Option;

/** Which server a command talks to, and as whom. Mix it in with {@code @Mixin ServerOptions server}. */
public final class ServerOptions {

    @Option(
            names = "--server",
            paramLabel = "URL",
            description = "The server (default: PLIMSOLL_SERVER of the environment, else http://127.0.0.1:7460).")
    private String server = System.getenv().getOrDefault("PLIMSOLL_SERVER", "http://127.0.0.1:7460");

    @Option(
            names = "--api-token",
            paramLabel = "TOKEN",
            description = "A user's token for programs (default: PLIMSOLL_TOKEN of the environment).")
    private String token = System.getenv().getOrDefault("PLIMSOLL_TOKEN", "");

    public String address() {
        return server;
    }

    /** A client that is signed in by the token. */
    public PlimsollClient open() {
        if (token.isBlank()) {
            throw new BadInputException(new InputProblem(
                    "--api-token",
                    0,
                    "",
                    "a token of a user",
                    "make one on the page of users, then set PLIMSOLL_TOKEN"));
        }
        return PlimsollClient.withToken(URI.create(server), token);
    }
}
