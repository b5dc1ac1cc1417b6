/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.campaign;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** What would make a plan fit its deadline: each piece of advice was tried by planning with it. */
public final class DeadlineAdvice {

    private static final int STEPS = 12;

    private DeadlineAdvice() {}

    /** One sentence each; empty if everything fits. */
    public static List<String> of(CampaignRequest request, CampaignPlan plan) {
        if (plan.notFitting().isEmpty()) {
            return List.of();
        }
        List<String> out = new ArrayList<>();
        Tried whole = tried(request, request.limits(), request.nodeCap());
        request.deadline()
                .filter(whole.end()::isAfter)
                .ifPresent(d -> out.add("A deadline of " + whole.end()
                        + " would fit " + (whole.refused() ? "all that the other limits allow" : "everything") + ", "
                        + Fitting.hours(Duration.between(d, whole.end())) + " later."));
        Tried free = tried(request, PowerLimits.NONE, Integer.MAX_VALUE);
        if (!fits(request, free)) {
            out.add(
                    "More power or a higher node cap alone would not be enough: without any limit the last test ends at "
                            + free.end() + ".");
            return out;
        }
        hall(request).ifPresent(out::add);
        if (fits(request, tried(request, request.limits(), Integer.MAX_VALUE))) {
            out.add("Without a cap on nodes everything would fit.");
        }
        return out;
    }

    /** What came of planning everything with other limits. */
    private record Tried(Instant end, boolean refused) {}

    private static boolean fits(CampaignRequest request, Tried tried) {
        return !tried.refused() && request.deadline().stream().noneMatch(tried.end()::isAfter);
    }

    private static Optional<String> hall(CampaignRequest request) {
        if (request.limits().hallWatts().isEmpty()) {
            return Optional.empty();
        }
        long low = request.limits().hallWatts().getAsLong();
        long high = request.nodes().stream().mapToLong(CampaignNode::nodeWatts).sum();
        if (high <= low || !fits(request, tried(request, hall(request, high), request.nodeCap()))) {
            return Optional.empty();
        }
        for (int i = 0; i < STEPS; i++) {
            long middle = low + (high - low) / 2;
            if (fits(request, tried(request, hall(request, middle), request.nodeCap()))) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return Optional.of("A hall limit of " + high + " W would fit everything.");
    }

    private static PowerLimits hall(CampaignRequest request, long watts) {
        return new PowerLimits(
                OptionalLong.of(watts),
                request.limits().rackWatts(),
                request.limits().rampWattsPerMinute());
    }

    private static Tried tried(CampaignRequest request, PowerLimits limits, int nodeCap) {
        CampaignRequest other = with(request, limits, nodeCap);
        Drafts.Laid laid = Drafts.of(other, PowerCheck.of(other), Set.of());
        return new Tried(
                request.start().plusSeconds(Timetable.of(other, laid.drafts()).end()),
                !laid.notFitting().isEmpty());
    }

    private static CampaignRequest with(CampaignRequest request, PowerLimits limits, int nodeCap) {
        return new CampaignRequest(
                request.name(),
                request.plan(),
                request.nodes(),
                limits,
                Optional.empty(),
                request.start(),
                nodeCap,
                request.seed(),
                request.parent());
    }
}
