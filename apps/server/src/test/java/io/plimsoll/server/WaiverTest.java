/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plimsoll.server.api.AcceptanceApi;
import io.plimsoll.server.api.AcceptanceApi.WaiverState;
import io.plimsoll.server.api.Role;
import io.plimsoll.server.api.SitesApi;
import io.plimsoll.server.client.PlimsollClient;
import io.plimsoll.server.client.ServerRefusedException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class WaiverTest {

    private static final String SITE = "waived";

    private final PlimsollClient api = TestServer.get().as(Role.ADMIN);

    private AcceptanceApi.NewWaiver waiver(long cents) {
        Instant until = Instant.now().plus(Duration.ofDays(3));
        return new AcceptanceApi.NewWaiver("nic-loopback", List.of(), "loopback plugs had run out", until, cents, null);
    }

    @Test
    void aSkipThatCostsNothingIsRefusedAndAWaiverSaysHowItStands() {
        api.on(SitesApi.CREATE_SITE)
                .body(new SitesApi.NewSite(SITE, "Test", "Europe/Oslo", false, null))
                .send();
        for (long cents : new long[] {0, -1}) {
            assertThatThrownBy(() -> api.on(AcceptanceApi.GRANT_WAIVER, SITE)
                            .body(waiver(cents))
                            .send())
                    .isInstanceOf(ServerRefusedException.class)
                    .hasMessageContaining("priceCents")
                    .hasMessageContaining("above 0");
        }
        assertThat(api.on(AcceptanceApi.WAIVERS, SITE).send().items()).isEmpty();

        AcceptanceApi.WaiverView granted =
                api.on(AcceptanceApi.GRANT_WAIVER, SITE).body(waiver(913_000)).send();
        assertThat(granted.state()).isEqualTo(WaiverState.HOLDS);
        AcceptanceApi.WaiverView ended = api.on(AcceptanceApi.REVOKE_WAIVER, SITE, granted.id())
                .body(new AcceptanceApi.WaiverEnd("the plugs have come", null))
                .send();
        assertThat(ended.state()).isEqualTo(WaiverState.REVOKED);
        assertThat(api.on(AcceptanceApi.WAIVERS, SITE).send().items())
                .singleElement()
                .satisfies(w -> assertThat(w.state()).isEqualTo(WaiverState.REVOKED));
    }
}
