/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.twin.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.fabric.DeviceKind;
import io.plimsoll.fabric.FabricPlan;
import io.plimsoll.fabric.ObservedFabric;
import io.plimsoll.fabric.read.ObservedReader;
import io.plimsoll.twin.engine.Dice;
import io.plimsoll.twin.site.SitePlan;
import io.plimsoll.twin.truth.Layer;
import io.plimsoll.twin.truth.PhysicalSite;
import io.plimsoll.twin.truth.Rates;
import io.plimsoll.twin.truth.SiteShape;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DumpTextTest {

    private static final Instant NOON = Instant.parse("2026-11-05T12:00:00Z");

    @Test
    void theReaderFindsEveryCableOfAFaultlessSite() throws IOException {
        FabricPlan plan = SitePlan.of(1024);
        PhysicalSite site = built(plan, Rates.shipped().withoutFaults());

        ObservedFabric seen = read(DumpText.of(site, new Serials(site, new Dice(1)), NOON));

        assertThat(seen.links().stream().filter(l -> !aggregation(seen, l)))
                .hasSize(plan.cables().size());
        assertThat(seen.links()).allMatch(ObservedFabric.ObservedLink::bothEnds);
        assertThat(seen.devices().stream().filter(d -> d.kind() == DeviceKind.SWITCH))
                .hasSize(48);
        assertThat(seen.takenAt()).contains("Nov 5 12:00:00 2026");
    }

    @Test
    void whatIsDarkOrUnpluggedIsNotInTheDump() throws IOException {
        PhysicalSite site = built(SitePlan.of(512), Rates.shipped().withoutFaults());
        Serials serials = new Serials(site, new Dice(1));
        int before = read(DumpText.of(site, serials, NOON)).links().size();
        int node = IntStream.range(0, site.shape().deviceCount())
                .filter(site.shape()::isNode)
                .findFirst()
                .orElseThrow();
        site.setDark(node, true);
        site.pull(2 * site.shape().cableOfPort(site.shape().portCount() - 1));

        assertThat(read(DumpText.of(site, serials, NOON)).links()).hasSize(before - 8 - 1);
    }

    private static boolean aggregation(ObservedFabric fabric, ObservedFabric.ObservedLink link) {
        return fabric.devices().get(link.a()).kind() == DeviceKind.AGGREGATION
                || fabric.devices().get(link.b()).kind() == DeviceKind.AGGREGATION;
    }

    private static ObservedFabric read(byte[] dump) throws IOException {
        return ObservedReader.read(new ByteArrayInputStream(dump), "twin.ibnetdiscover", Optional.empty());
    }

    private static PhysicalSite built(FabricPlan plan, Rates rates) {
        PhysicalSite site = new PhysicalSite(new SiteShape(plan));
        List<Integer> all =
                IntStream.range(0, site.shape().deviceCount()).boxed().toList();
        all.forEach(site::powerOn);
        new Layer(site, rates, new Dice(1)).layAround(all);
        return site;
    }
}
