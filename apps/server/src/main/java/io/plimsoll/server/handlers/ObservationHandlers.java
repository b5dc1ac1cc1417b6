/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.server.handlers;

import io.plimsoll.fabric.FabricPlan;
import io.plimsoll.fabric.ObservedFabric;
import io.plimsoll.fabric.StandingPlan;
import io.plimsoll.fabric.Verification;
import io.plimsoll.fabric.read.ObservedFormat;
import io.plimsoll.fabric.read.ObservedReader;
import io.plimsoll.fabric.verify.Verifier;
import io.plimsoll.model.InputProblem;
import io.plimsoll.model.UnitState;
import io.plimsoll.postgres.Database;
import io.plimsoll.postgres.FloorView;
import io.plimsoll.postgres.ObservationResult;
import io.plimsoll.postgres.Site;
import io.plimsoll.postgres.Stamp;
import io.plimsoll.server.api.FabricApi;
import io.plimsoll.server.api.Query;
import io.plimsoll.server.api.RawBody;
import io.plimsoll.server.http.Call;
import io.plimsoll.server.http.Problem;
import io.plimsoll.server.http.Router;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** What discovery tools saw comes in, and each dump is verified against the site's plan at once. */
public final class ObservationHandlers {

    private final Database record;
    private final SitePlans plans;

    public ObservationHandlers(Database record, SitePlans plans) {
        this.record = record;
        this.plans = plans;
    }

    public void bind(Router router) {
        router.on(FabricApi.OBSERVE, this::observe);
    }

    private FabricApi.Observation observe(Call<RawBody> call) throws IOException {
        Site site = Scope.site(record, call);
        Stamp stamp = Scope.stamp(call, call.query(Query.EFFECTIVE_AT).orElse(null));
        FabricPlan plan = plans.require(site.name());
        byte[] dump = call.input().stream().readAllBytes();
        String source = call.query(FabricApi.SOURCE).orElse("dump");
        Optional<ObservedFormat> format =
                call.query(FabricApi.OBSERVED_FORMAT).map(ObservationHandlers::observedFormat);
        ObservedFabric observed = ObservedReader.read(new ByteArrayInputStream(dump), source, format);
        FabricPlan standing = StandingPlan.of(plan, installed(site), observed);
        Verification verification = Verifier.verify(standing, observed);
        ObservationResult done =
                record.fabric().observe(stamp, site.name(), source, observed.format(), dump, verification);
        return new FabricApi.Observation(
                done.verificationId(),
                verification.summary(),
                done.cabled(),
                done.uncabled(),
                new FabricApi.OrderCounts(done.ordersOpened(), done.ordersClosed(), done.ordersStillOpen()));
    }

    /** What the record says stands in its rack; the rest of the plan is not expected to show yet. */
    private Set<String> installed(Site site) {
        Set<String> names = new HashSet<>();
        for (FloorView.Device device :
                record.line().floor(site.name(), Optional.empty()).devices()) {
            if (device.state() != UnitState.PLANNED && device.state() != UnitState.RECEIVED) {
                names.add(device.name());
            }
        }
        return names;
    }

    private static ObservedFormat observedFormat(String id) {
        return Arrays.stream(ObservedFormat.values())
                .filter(f -> f.id().equals(id))
                .findFirst()
                .orElseThrow(() -> Problem.badInput(new InputProblem(
                        "query format",
                        0,
                        id,
                        "one of "
                                + Arrays.stream(ObservedFormat.values())
                                        .map(ObservedFormat::id)
                                        .toList())));
    }
}
