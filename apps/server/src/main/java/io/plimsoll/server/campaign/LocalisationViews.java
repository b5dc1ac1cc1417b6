/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.server.campaign;

import io.plimsoll.acceptance.campaign.joint.JointTests;
import io.plimsoll.acceptance.campaign.run.CampaignState;
import io.plimsoll.acceptance.campaign.run.TaskStatus;
import io.plimsoll.acceptance.locate.Localisation;
import io.plimsoll.acceptance.locate.NextTest;
import io.plimsoll.acceptance.locate.PartPosterior;
import io.plimsoll.acceptance.plan.PlannedTest;
import io.plimsoll.acceptance.plan.TestScope;
import io.plimsoll.model.Verdict;
import io.plimsoll.postgres.CampaignRow;
import io.plimsoll.server.api.CampaignApi;
import io.plimsoll.server.http.Problem;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What a campaign's tests of pairs say, as the localisation page shows it. */
public final class LocalisationViews {

    private static final int PARTS_MAX = 5_000;
    private static final int NEXT_MAX = 200;

    private LocalisationViews() {}

    /** @throws Problem if the campaign has no such test of pairs */
    public static CampaignApi.LocalisationView view(
            CampaignEngine engine, CampaignRow row, Optional<String> asked, Instant now) {
        CampaignFile file = engine.file(row);
        JointDesk desk = engine.joint(row, file);
        List<PlannedTest> pairs =
                desk.tests().stream().filter(t -> t.scope() == TestScope.PAIR).toList();
        if (pairs.isEmpty()) {
            throw Problem.notFound("a test of pairs in campaign " + row.name());
        }
        PlannedTest test = asked.isPresent()
                ? pairs.stream()
                        .filter(t -> t.id().equals(asked.get()))
                        .findFirst()
                        .orElseThrow(() -> Problem.notFound("a test of pairs '" + asked.get() + "'"))
                : pairs.reversed().stream()
                        .filter(t -> !desk.results(t.id()).isEmpty())
                        .findFirst()
                        .orElse(pairs.getFirst());
        return view(desk, engine.state(row, file), test, pairs, now);
    }

    private static CampaignApi.LocalisationView view(
            JointDesk desk, CampaignState state, PlannedTest test, List<PlannedTest> pairs, Instant now) {
        Localisation known = desk.localisation(test.id());
        List<PartPosterior> parts = known.parts();
        Set<String> open = known.topology().nodes().stream()
                .map(n -> n.name())
                .filter(n -> waits(state, CampaignFile.decisionTask(test.id(), n)))
                .collect(Collectors.toSet());
        double minutes = Math.max(1, test.duration().toSeconds()) / 60.0;
        return new CampaignApi.LocalisationView(
                now,
                test.id(),
                pairs.stream().map(PlannedTest::id).toList(),
                known.rounds(),
                desk.results(test.id()).size(),
                parts.stream().limit(PARTS_MAX).map(LocalisationViews::part).toList(),
                parts.size(),
                JointTests.next(known, open, minutes).stream()
                        .limit(NEXT_MAX)
                        .map(LocalisationViews::next)
                        .toList(),
                known.condemned().stream().map(LocalisationViews::part).toList(),
                known.topology().nodes().stream()
                        .map(n -> n.name())
                        .filter(n -> known.decision(n) != Verdict.PASS && known.decision(n) != Verdict.FAIL)
                        .toList(),
                known.thresholds().condemnAbove(),
                known.thresholds().clearBelow(),
                known.model().source());
    }

    private static boolean waits(CampaignState state, String task) {
        return state.model().task(task).isPresent() && state.task(task).status() == TaskStatus.WAITING;
    }

    private static CampaignApi.PartView part(PartPosterior p) {
        return new CampaignApi.PartView(
                p.kind(),
                p.name(),
                p.probability(),
                p.decision(),
                p.alternatives(),
                p.togetherProbability(),
                p.evidence().stream()
                        .map(e -> new CampaignApi.PartEvidence(
                                e.nodes(),
                                e.passed(),
                                e.value().orElse(null),
                                e.limit().orElse(null),
                                e.round(),
                                e.bits()))
                        .toList());
    }

    private static CampaignApi.NextView next(NextTest t) {
        return new CampaignApi.NextView(t.nodes(), t.why(), t.bits(), t.minutes());
    }
}
