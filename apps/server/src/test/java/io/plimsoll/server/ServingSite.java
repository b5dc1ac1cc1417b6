/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.server;

import io.plimsoll.acceptance.plan.PlannedTest;
import io.plimsoll.acceptance.plan.TestPlan;
import io.plimsoll.acceptance.plan.TestPlans;
import io.plimsoll.server.api.AcceptanceApi;
import io.plimsoll.server.api.FabricApi;
import io.plimsoll.server.api.LineApi;
import io.plimsoll.server.api.PromiseApi;
import io.plimsoll.server.api.Query;
import io.plimsoll.server.api.SitesApi;
import io.plimsoll.server.client.PlimsollClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A {@link SmallSite} whose first nodes were tested and serve a customer, and how its nodes are tested again. */
final class ServingSite {

    private final PlimsollClient api;
    private final String site;
    private final Instant start = Instant.now().minus(Duration.ofDays(5)).truncatedTo(ChronoUnit.SECONDS);

    ServingSite(PlimsollClient api, String site) {
        this.api = api;
        this.site = site;
    }

    /** Nodes of which {@code serving} serve Acme, which was promised {@code promised}. */
    ServingSite make(int serving, int promised) {
        api.on(SitesApi.CREATE_SITE)
                .body(new SitesApi.NewSite(site, "Test", "Europe/Oslo", false, null))
                .send();
        api.on(FabricApi.IMPORT_PLAN, site)
                .with(Query.EFFECTIVE_AT, start)
                .bytes(SmallSite.planFile())
                .send();
        api.on(LineApi.ORDER, site)
                .body(new LineApi.OrderLines(
                        List.of(
                                new LineApi.OrderLine("PO-1/1", "DGX-H100", 4, "maker"),
                                new LineApi.OrderLine("PO-1/2", "QM9700", 2, "maker")),
                        start))
                .send();
        api.on(LineApi.GOODS_IN, site)
                .body(new LineApi.GoodsInList(SmallSite.crates(), start.plusSeconds(3600)))
                .send();
        api.on(LineApi.RACK_SIGN_OFFS, site)
                .body(new LineApi.SignOffList(SmallSite.signOffs(), start.plusSeconds(7200)))
                .send();
        observe(start.plusSeconds(9_000));
        Instant tested = start.plusSeconds(20_000);
        for (PlannedTest test : TestPlans.shipped("host-quick").orElseThrow().required()) {
            if (!test.reader().equals("plimsoll") || test.criteria().isEmpty()) {
                Instant until = Instant.now().plus(Duration.ofDays(30));
                api.on(AcceptanceApi.GRANT_WAIVER, site)
                        .body(new AcceptanceApi.NewWaiver(test.id(), List.of(), "elsewhere", until, 1_000, tested))
                        .send();
            }
        }
        List<String> names = new ArrayList<>();
        for (int n = 0; n < serving; n++) {
            test(n, Set.of(), tested);
            names.add(SmallSite.node(n));
        }
        if (promised > 0) {
            api.on(PromiseApi.AGREE, site).bytes(contract(promised)).send();
            api.on(PromiseApi.ALLOCATE, site, "acme")
                    .body(new PromiseApi.Nodes(names, "begin", start.plus(Duration.ofDays(1))))
                    .send();
        }
        return this;
    }

    private byte[] contract(int nodes) {
        Instant from = start.plus(Duration.ofDays(1));
        return """
                commitments:
                  - id: acme
                    customer: Acme
                    unit: node
                    tranches: [{quantity: %d, from: %s, until: %s}]
                    availability: {target: 99%%, measure: timeMet}
                    price: {cents: 1000000, per: unit month}
                    currency: USD
                    credits: {ladder: [{below: 99%%, credit: 10%%}], claimDays: 30}
                """.formatted(nodes, from, from.plus(Duration.ofDays(365))).getBytes(StandardCharsets.UTF_8);
    }

    /** The fabric as planned, looked at then. */
    void observe(Instant at) {
        api.on(FabricApi.OBSERVE, site)
                .with(FabricApi.SOURCE, "ibnetdiscover.txt")
                .with(Query.EFFECTIVE_AT, at)
                .bytes(SmallSite.dump(false))
                .send();
    }

    /** A run of host-quick now, in which these tests fail. */
    AcceptanceApi.Finished testNow(int node, Set<String> bad) {
        return test(node, bad, null);
    }

    private AcceptanceApi.Finished test(int node, Set<String> bad, @org.jspecify.annotations.Nullable Instant at) {
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
        api.on(AcceptanceApi.ADD_RESULTS, run)
                .body(new AcceptanceApi.Results(results))
                .send();
        return api.on(AcceptanceApi.FINISH_RUN, run)
                .body(new AcceptanceApi.Finish(at == null ? null : at.plusSeconds(600), null))
                .send();
    }
}
