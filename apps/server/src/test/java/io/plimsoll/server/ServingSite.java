/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.server;

import io.plimsoll.server.api.AcceptanceApi;
import io.plimsoll.server.api.PromiseApi;
import io.plimsoll.server.client.PlimsollClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** A {@link SmallSite} whose first nodes were tested and serve a customer, and how its nodes are tested again. */
final class ServingSite {

    private final PlimsollClient api;
    private final String site;
    private final SmallSiteLife life;
    private final Instant start = Instant.now().minus(Duration.ofDays(5)).truncatedTo(ChronoUnit.SECONDS);

    ServingSite(PlimsollClient api, String site) {
        this.api = api;
        this.site = site;
        this.life = new SmallSiteLife(api, start);
    }

    /** Nodes of which {@code serving} serve Acme, which was promised {@code promised}. */
    ServingSite make(int serving, int promised) {
        life.upToAccepted(site, serving);
        List<String> names =
                IntStream.range(0, serving).mapToObj(SmallSite::node).toList();
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
        life.observe(site, false, at);
    }

    /** A run of host-quick now, in which these tests fail. */
    AcceptanceApi.Finished testNow(int node, Set<String> bad) {
        return life.run(site, node, bad, null);
    }
}
