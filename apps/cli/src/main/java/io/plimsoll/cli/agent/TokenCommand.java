/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.cli.agent;

import io.plimsoll.cli.ExitCode;
import io.plimsoll.cli.Output;
import io.plimsoll.cli.ServerOptions;
import io.plimsoll.server.api.CampaignApi;
import io.plimsoll.server.client.PlimsollClient;
import java.net.URI;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code plimsoll agent token}. */
@Command(name = "token", description = "Make a token that lets one agent in, once.", mixinStandardHelpOptions = true)
final class TokenCommand implements Callable<Integer> {

    @Mixin
    private ServerOptions server = new ServerOptions();

    @Mixin
    private Output output = new Output();

    @Option(names = "--site", paramLabel = "NAME", required = true, description = "The site.")
    private String site = "";

    @Option(
            names = "--node",
            paramLabel = "NAME",
            description = "Only for this node; without it, for whichever node of the site comes with its serial.")
    private @Nullable String node;

    @Option(names = "--uses", paramLabel = "N", description = "How many agents it lets in (default: 1).")
    private @Nullable Integer uses;

    @Option(names = "--hours", paramLabel = "N", description = "How long it holds (default: 24).")
    private @Nullable Integer hours;

    @Override
    public Integer call() {
        try (PlimsollClient client = server.open()) {
            CampaignApi.AgentToken token = client.on(CampaignApi.AGENT_TOKEN)
                    .body(new CampaignApi.NewAgentToken(site, node, uses, hours))
                    .send();
            output.print(token, out -> {
                out.println("token    " + token.token());
                out.println("until    " + token.expiresAt());
                String host = URI.create(server.address()).getHost();
                out.println("on the node:  plimsoll agent run --server https://" + host + ":" + token.port()
                        + " --token " + token.token() + " --data DIR");
            });
            return ExitCode.FINE;
        }
    }
}
