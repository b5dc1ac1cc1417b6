/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.acceptance.plan.PlannedTest;
import io.plimsoll.acceptance.plan.TestPlan;
import io.plimsoll.acceptance.plan.TestPlans;
import io.plimsoll.model.AssuranceLevel;
import io.plimsoll.server.api.AcceptanceApi;
import io.plimsoll.server.api.FabricApi;
import io.plimsoll.server.api.LineApi;
import io.plimsoll.server.api.Query;
import io.plimsoll.server.api.SitesApi;
import io.plimsoll.server.client.PlimsollClient;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What people and tools send for a {@link SmallSite}, from its plan to certificates. */
final class SmallSiteLife {

    private final PlimsollClient api;
    private final Instant start;

    SmallSiteLife(PlimsollClient api, Instant start) {
        this.api = api;
        this.start = start;
    }

    /** Planned and ordered. */
    void planned(String site) {
        api.on(SitesApi.CREATE_SITE)
                .body(new SitesApi.NewSite(site, "Test", "Europe/Oslo", false, AssuranceLevel.IDENTITY_BOTH_ENDS))
                .send();
        FabricApi.ImportedPlan plan = api.on(FabricApi.IMPORT_PLAN, site)
                .with(Query.EFFECTIVE_AT, start)
                .bytes(SmallSite.planFile())
                .send();
        assertThat(plan.created()).isEqualTo(new FabricApi.Created(4, 32, 2, 32, 2));
        api.on(LineApi.ORDER, site)
                .body(new LineApi.OrderLines(
                        List.of(
                                new LineApi.OrderLine("PO-1/1", "DGX-H100", 4, "maker"),
                                new LineApi.OrderLine("PO-1/2", "QM9700", 2, "maker")),
                        start))
                .send();
    }

    /** Planned, ordered, delivered and in the racks. */
    void upToInstalled(String site) {
        planned(site);
        LineApi.GoodsInResult in = api.on(LineApi.GOODS_IN, site)
                .body(new LineApi.GoodsInList(SmallSite.crates(), start.plusSeconds(3600)))
                .send();
        assertThat(in.refused()).isEmpty();
        assertThat(in.received()).isEqualTo(6);
        LineApi.SignOffResult racked = api.on(LineApi.RACK_SIGN_OFFS, site)
                .body(new LineApi.SignOffList(SmallSite.signOffs(), start.plusSeconds(7200)))
                .send();
        assertThat(racked.refused()).isEmpty();
        assertThat(racked.installed()).isEqualTo(6);
    }

    FabricApi.Observation observe(String site, boolean swapped, Instant at) {
        return api.on(FabricApi.OBSERVE, site)
                .with(FabricApi.SOURCE, "ibnetdiscover.txt")
                .with(Query.EFFECTIVE_AT, at)
                .bytes(SmallSite.dump(swapped))
                .send();
    }

    /**
     * A run of host-quick.
     *
     * @param bad the tests that fail
     * @param at when; null for now
     */
    AcceptanceApi.Finished run(String site, int node, Collection<String> bad, @Nullable Instant at) {
        long run = api.on(AcceptanceApi.START_RUN, site, SmallSite.node(node))
                .body(new AcceptanceApi.NewRun("host-quick", SmallSite.fingerprint(node), at))
                .send()
                .runId();
        TestPlan plan = TestPlans.shipped("host-quick").orElseThrow().appliedTo(SmallSite.fingerprint(node));
        Instant began = at == null ? Instant.now().minusSeconds(10) : at;
        List<AcceptanceApi.Result> results = new ArrayList<>();
        for (PlannedTest test : plan.required()) {
            if (test.reader().equals("plimsoll")) {
                results.add(SmallSite.result(plan, test, !bad.contains(test.id()), began));
            }
        }
        AcceptanceApi.ResultsAnswer judged = api.on(AcceptanceApi.ADD_RESULTS, run)
                .body(new AcceptanceApi.Results(results))
                .send();
        assertThat(judged.tests()).hasSameSizeAs(results);
        return api.on(AcceptanceApi.FINISH_RUN, run)
                .body(new AcceptanceApi.Finish(at == null ? null : at.plusSeconds(600), null))
                .send();
    }

    /** The first nodes accepted, in five and a half hours from the start. */
    void upToAccepted(String site, int nodes) {
        upToInstalled(site);
        observe(site, false, start.plusSeconds(9_000));
        Instant tested = start.plusSeconds(20_000);
        waiveTheRest(site, tested, Instant.now().plus(Duration.ofDays(30)));
        for (int n = 0; n < nodes; n++) {
            assertThat(run(site, n, List.of(), tested).blocking()).isEmpty();
        }
    }

    /** The tests whose logs this test cannot make stand in the way; they are waived by name. */
    void waiveTheRest(String site, Instant at, Instant until) {
        for (PlannedTest test : TestPlans.shipped("host-quick").orElseThrow().required()) {
            if (!test.reader().equals("plimsoll") || test.criteria().isEmpty()) {
                api.on(AcceptanceApi.GRANT_WAIVER, site)
                        .body(new AcceptanceApi.NewWaiver(test.id(), List.of(), "measured elsewhere", until, 1_000, at))
                        .send();
            }
        }
    }
}
