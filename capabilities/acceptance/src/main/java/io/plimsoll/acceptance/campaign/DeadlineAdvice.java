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
        if (request.deadline().isEmpty() || plan.notFitting().isEmpty()) {
            return List.of();
        }
        CampaignPlan whole = CampaignPlanner.plan(with(request, request.limits(), request.nodeCap()));
        Instant deadline = request.deadline().get();
        if (!whole.predictedEnd().isAfter(deadline)) {
            return List.of();
        }
        List<String> out = new ArrayList<>();
        out.add("A deadline of " + whole.predictedEnd() + " would fit everything, "
                + Fitting.hours(Duration.between(deadline, whole.predictedEnd())) + " later.");
        if (ends(request, PowerLimits.NONE, Integer.MAX_VALUE).isAfter(deadline)) {
            out.add(
                    "More power or a higher node cap alone would not be enough: without any limit the last test ends at "
                            + ends(request, PowerLimits.NONE, Integer.MAX_VALUE) + ".");
            return out;
        }
        hall(request, deadline).ifPresent(out::add);
        if (!ends(request, request.limits(), Integer.MAX_VALUE).isAfter(deadline)) {
            out.add("Without a cap on nodes everything would fit.");
        }
        return out;
    }

    private static Optional<String> hall(CampaignRequest request, Instant deadline) {
        if (request.limits().hallWatts().isEmpty()) {
            return Optional.empty();
        }
        long low = request.limits().hallWatts().getAsLong();
        long high = request.nodes().stream().mapToLong(CampaignNode::nodeWatts).sum();
        if (high <= low || ends(request, hall(request, high), request.nodeCap()).isAfter(deadline)) {
            return Optional.empty();
        }
        for (int i = 0; i < STEPS; i++) {
            long middle = low + (high - low) / 2;
            if (ends(request, hall(request, middle), request.nodeCap()).isAfter(deadline)) {
                low = middle;
            } else {
                high = middle;
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

    private static Instant ends(CampaignRequest request, PowerLimits limits, int nodeCap) {
        CampaignRequest tried = with(request, limits, nodeCap);
        PowerCheck power = PowerCheck.of(tried);
        Drafts.Laid laid = Drafts.of(tried, power, Set.of());
        return request.start().plusSeconds(Timetable.of(tried, laid.drafts()).end());
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
