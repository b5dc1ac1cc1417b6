/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.server.handlers;

import io.plimsoll.model.InputProblem;
import io.plimsoll.model.Sha256;
import io.plimsoll.postgres.Agents;
import io.plimsoll.postgres.Database;
import io.plimsoll.server.agents.AgentDoors;
import io.plimsoll.server.api.CampaignApi;
import io.plimsoll.server.api.Page;
import io.plimsoll.server.campaign.AgentDesk;
import io.plimsoll.server.http.Call;
import io.plimsoll.server.http.Problem;
import io.plimsoll.server.http.Router;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** Agents: let in by a token, and seen. */
public final class AgentHandlers {

    private static final int HOURS = 24;
    private static final int HOURS_MAX = 24 * 90;
    private static final int USES_MAX = 100_000;

    private final Database record;
    private final AgentDoors doors;
    private final AgentDesk desk;
    private final SecureRandom random;

    public AgentHandlers(Database record, AgentDoors doors, AgentDesk desk, SecureRandom random) {
        this.record = record;
        this.doors = doors;
        this.desk = desk;
        this.random = random;
    }

    public void bind(Router router) {
        router.on(CampaignApi.AGENT_TOKEN, this::token);
        router.on(CampaignApi.AGENTS, this::agents);
    }

    private CampaignApi.AgentToken token(Call<CampaignApi.NewAgentToken> call) {
        CampaignApi.NewAgentToken input = call.input();
        if (record.sites().find(input.site()).isEmpty()) {
            throw Problem.badInput(new InputProblem("body /site", 0, input.site(), "a site of this record"));
        }
        int hours = input.hours() == null ? HOURS : input.hours();
        int uses = input.uses() == null ? 1 : input.uses();
        if (hours < 1 || hours > HOURS_MAX || uses < 1 || uses > USES_MAX) {
            throw Problem.badInput(new InputProblem(
                    "body",
                    0,
                    uses + " uses in " + hours + " hours",
                    "1 to " + USES_MAX + " uses in 1 to " + HOURS_MAX + " hours"));
        }
        byte[] bytes = new byte[24];
        random.nextBytes(bytes);
        // The pin is part of the secret's text, so a token that was changed on the way opens nothing.
        String secret = "pla_" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes) + "." + doors.pin();
        Instant until = call.now().plus(Duration.ofHours(hours));
        record.agents()
                .allow(
                        Scope.stamp(call),
                        input.site(),
                        Optional.ofNullable(input.node()),
                        Sha256.of(secret),
                        uses,
                        until);
        return new CampaignApi.AgentToken(secret, until, doors.port());
    }

    private Page<CampaignApi.AgentView> agents(Call<?> call) {
        List<CampaignApi.AgentView> all =
                record.agents().list().stream().map(this::view).toList();
        return Paging.byKey(all, a -> a.site() + "/" + a.node(), call);
    }

    private CampaignApi.AgentView view(Agents.AgentRow row) {
        Optional<AgentDesk.Seen> seen = desk.seen(row.site(), row.node());
        return new CampaignApi.AgentView(
                row.site(),
                row.node(),
                row.serial(),
                row.enrolledAt(),
                seen.map(AgentDesk.Seen::at).orElse(null),
                seen.map(AgentDesk.Seen::skewMillis).orElse(null));
    }
}
