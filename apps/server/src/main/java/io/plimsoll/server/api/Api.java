/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.server.api;

import java.util.List;
import java.util.stream.Stream;

/** The whole endpoint table. */
public final class Api {

    public static final List<Endpoint<?, ?>> TABLE = Stream.of(
                    IdentityApi.ALL,
                    SitesApi.ALL,
                    LineApi.ALL,
                    FabricApi.ALL,
                    AcceptanceApi.ALL,
                    BlockApi.ALL,
                    PriceApi.ALL,
                    CampaignApi.ALL,
                    IdleApi.ALL,
                    CriteriaApi.ALL,
                    SparesApi.ALL,
                    OnCallApi.ALL,
                    OnCallPeopleApi.ALL,
                    PromiseApi.ALL,
                    ForecastApi.ALL,
                    RatesApi.ALL,
                    PlaceApi.ALL,
                    HealthApi.ALL,
                    BlockersApi.ALL,
                    JournalApi.ALL)
            .<Endpoint<?, ?>>flatMap(List::stream)
            .toList();

    private Api() {}
}
