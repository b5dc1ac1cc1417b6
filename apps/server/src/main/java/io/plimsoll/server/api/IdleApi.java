/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.server.api;

import static io.plimsoll.server.api.Permission.TEST;
import static io.plimsoll.server.api.Permission.VIEW;
import static io.plimsoll.server.api.Shape.json;
import static io.plimsoll.server.api.Shape.page;

import io.plimsoll.model.Verdict;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Checks on nodes that are fit and not in use; they give way at once. */
public final class IdleApi {

    private IdleApi() {}

    /**
     * @param everyHours how long a node is left alone after a check or its certificate; 0 for not at all
     * @param atOnce nodes that are checked side by side; 0 ends the checks
     */
    public record NewRule(String plan, int everyHours, int atOnce) {}

    public record Rule(String plan, int everyHours, int atOnce, String setBy, Instant setAt) {}

    public record Running(String node, String test, Instant since) {}

    /** @param rule null if nobody has set one */
    public record IdleView(@Nullable Rule rule, List<Running> running) {}

    public record IdleCheck(
            long id,
            String node,
            long certificate,
            String plan,
            String test,
            Instant startedAt,
            Instant endedAt,
            Verdict verdict,
            String reason) {}

    public static final Endpoint<Nothing, IdleView> IDLE = Endpoint.get(
            "/api/sites/{site}/idle-checks",
            "The rule for idle nodes, and what is tested now",
            VIEW,
            json(IdleView.class));
    public static final Endpoint<NewRule, IdleView> SET_IDLE = Endpoint.post(
            "/api/sites/{site}/idle-checks",
            "Say how idle nodes are checked",
            TEST,
            json(NewRule.class),
            json(IdleView.class));
    public static final Endpoint<Nothing, Page<IdleCheck>> CHECKS = Endpoint.get(
            "/api/sites/{site}/idle-checks/found",
            "What checks of idle nodes found, newest first",
            VIEW,
            page(IdleCheck.class),
            Query.LIMIT,
            Query.CURSOR);

    static final List<Endpoint<?, ?>> ALL = List.of(IDLE, SET_IDLE, CHECKS);
}
