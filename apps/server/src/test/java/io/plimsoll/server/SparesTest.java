/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plimsoll.server.api.Role;
import io.plimsoll.server.api.SitesApi;
import io.plimsoll.server.api.SparesApi;
import io.plimsoll.server.api.SparesApi.Shelf;
import io.plimsoll.server.api.SparesApi.SparesView;
import io.plimsoll.server.api.SparesApi.WhatIf;
import io.plimsoll.server.client.PlimsollClient;
import io.plimsoll.server.client.ServerRefusedException;
import io.plimsoll.spares.stock.StockNeed.Standing;
import io.plimsoll.spares.stock.StockStep;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SparesTest {

    private final PlimsollClient api = TestServer.get().as(Role.ADMIN);

    private static byte[] plan(String site, String source) {
        return """
                {"name": "hall one", "target": {"availability": 0.9995}, "sites": [{"name": "%s", "systems": 512}],
                 "parts": [{"part": "nic", "costCents": 180000, "perSystem": 8, "ratePerPosition": "0.0029/year",
                            %s "repairTime": "14 days"},
                           {"part": "psu", "costCents": 90000, "perSystem": 6, "demand": "9/year",
                            "source": "work orders of 2026", "repairTime": "21 days"}]}
                """.formatted(site, source).getBytes(StandardCharsets.UTF_8);
    }

    private void site(String name) {
        api.on(SitesApi.CREATE_SITE)
                .body(new SitesApi.NewSite(name, "Test", "Europe/Oslo", false, null))
                .send();
    }

    private void move(String site, String part, StockStep step, int quantity, @Nullable String reason) {
        api.on(SparesApi.MOVE, site)
                .body(new SparesApi.NewMove(part, site, step, null, quantity, "PO-7", reason, null))
                .send();
    }

    private static Shelf shelf(SparesView view, String part) {
        return view.shelves().stream()
                .filter(s -> s.part().equals(part))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aPlanSaysWhatToOrderAndADeliverySettlesIt() {
        site("shelved");
        SparesView view = api.on(SparesApi.SET_PLAN, "shelved")
                .bytes(plan("shelved", "\"source\": \"Llama 3 report\","))
                .send();
        Shelf nic = shelf(view, "nic");
        assertThat(nic.standing()).isEqualTo(Standing.EMPTY);
        assertThat(nic.level()).isPositive();
        assertThat(nic.toOrder()).isEqualTo(nic.level());
        assertThat(nic.source()).isEqualTo("Llama 3 report");
        assertThat(view.toOrderCents()).isPositive();
        move("shelved", "nic", StockStep.ORDERED, nic.toOrder(), null);
        move("shelved", "nic", StockStep.RECEIVED, nic.toOrder(), null);
        Shelf after = shelf(api.on(SparesApi.SPARES, "shelved").send(), "nic");
        assertThat(after.standing()).isEqualTo(Standing.ENOUGH);
        assertThat(after.toOrder()).isZero();
        move("shelved", "nic", StockStep.FITTED, 1, null);
        assertThat(shelf(api.on(SparesApi.SPARES, "shelved").send(), "nic").toOrder())
                .isEqualTo(1);
        assertThat(api.on(SparesApi.MOVES, "shelved").send().items())
                .extracting(SparesApi.MoveView::step)
                .containsExactly(StockStep.FITTED, StockStep.RECEIVED, StockStep.ORDERED);
    }

    @Test
    void aHigherTargetAsksForMoreAndChangesNothing() {
        site("what-if");
        SparesView before = api.on(SparesApi.SET_PLAN, "what-if")
                .bytes(plan("what-if", "\"source\": \"Llama 3 report\","))
                .send();
        SparesApi.WhatIfView higher = api.on(SparesApi.WHAT_IF, "what-if")
                .body(new WhatIf(null, 0.99999, null, null))
                .send();
        assertThat(higher.outcome().availability()).isGreaterThanOrEqualTo(0.99999);
        assertThat(higher.outcome().costCents())
                .isGreaterThan(java.util.Objects.requireNonNull(before.plan())
                        .outcome()
                        .costCents());
        assertThat(higher.levels().stream()
                        .mapToInt(SparesApi.WhatIfLevel::change)
                        .sum())
                .isPositive();
        assertThat(api.on(SparesApi.SPARES, "what-if").send()).isEqualTo(before);
        assertThatThrownBy(() -> api.on(SparesApi.WHAT_IF, "what-if")
                        .body(new WhatIf(100L, 0.9, null, null))
                        .send())
                .isInstanceOf(ServerRefusedException.class)
                .hasMessageContaining("exactly one");
    }

    @Test
    void aRateWithoutASourceIsRefusedAndTheOldPlanStays() {
        site("sourced");
        assertThatThrownBy(() -> api.on(SparesApi.SET_PLAN, "sourced")
                        .bytes(plan("sourced", ""))
                        .send())
                .isInstanceOf(ServerRefusedException.class)
                .hasMessageContaining("source");
        assertThat(api.on(SparesApi.SPARES, "sourced").send().plan()).isNull();
    }

    @Test
    void aCountNeedsAReasonAndAnEmptyShelfGivesNothing() {
        site("counted");
        assertThatThrownBy(() -> move("counted", "nic", StockStep.COUNTED_MORE, 2, " "))
                .isInstanceOf(ServerRefusedException.class)
                .hasMessageContaining("reason");
        assertThatThrownBy(() -> move("counted", "nic", StockStep.FITTED, 1, null))
                .isInstanceOf(ServerRefusedException.class)
                .hasMessageContaining("counted has 0 of nic on hand");
        move("counted", "nic", StockStep.COUNTED_MORE, 2, "counted on Monday");
        assertThat(shelf(api.on(SparesApi.SPARES, "counted").send(), "nic").standing())
                .isEqualTo(Standing.UNPLANNED);
    }
}
