/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.plimsoll.server.api.PriceApi;
import io.plimsoll.server.api.PriceApi.GivenNumber;
import io.plimsoll.server.api.Role;
import io.plimsoll.server.api.SitesApi;
import io.plimsoll.server.client.PlimsollClient;
import io.plimsoll.server.client.ServerRefusedException;
import java.util.List;
import org.junit.jupiter.api.Test;

class PriceTest {

    private final PlimsollClient api = TestServer.get().as(Role.ADMIN);

    @Test
    void aSkipHasAPriceAndAWaiverOfEachTestIsOfferedOne() {
        api.on(SitesApi.CREATE_SITE)
                .body(new SitesApi.NewSite("priced", "Test", "Europe/Oslo", false, null))
                .send();
        PriceApi.PriceTerms terms = new PriceApi.PriceTerms(
                new GivenNumber(0.2, "incidents"),
                new GivenNumber(30, "contract"),
                new GivenNumber(512, "contract"),
                new GivenNumber(0.5, "customer"),
                new GivenNumber(250, "contract"),
                null);
        PriceApi.PriceView view = api.on(PriceApi.PRICE, "priced")
                .body(new PriceApi.PriceRequest("quick", List.of("nic-loopback"), 2048, 100L, terms))
                .send();
        assertThat(view.expectedBadNodes()).isCloseTo(124, within(0.5));
        assertThat(view.creditsCents()).isPositive();
        PriceApi.PricedTest test = view.perTest().getFirst();
        assertThat(test.waiverCentsIfFailed()).isGreaterThan(test.waiverCentsIfNotRun());
        assertThat(test.waiverCentsIfNotRun()).isPositive();
    }

    @Test
    void whatIsNotGivenIsAskedForAndWhatIsUnknownIsRefused() {
        api.on(SitesApi.CREATE_SITE)
                .body(new SitesApi.NewSite("asked", "Test", "Europe/Oslo", false, null))
                .send();
        PriceApi.PriceView view = api.on(PriceApi.PRICE, "asked")
                .body(new PriceApi.PriceRequest("standard", List.of("pair-nccl"), 10, null, null))
                .send();
        assertThat(view.creditsCents()).isNull();
        assertThat(view.asked()).hasSize(5);
        assertThat(view.unpriced()).containsExactly("pair-nccl");
        assertThatThrownBy(() -> api.on(PriceApi.PRICE, "asked")
                        .body(new PriceApi.PriceRequest("standard", List.of("nope"), 0, null, null))
                        .send())
                .isInstanceOf(ServerRefusedException.class)
                .hasMessageContaining("nope");
    }
}
