/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.twin.site;

import io.plimsoll.twin.door.Doors;
import io.plimsoll.twin.engine.Event.Kind;
import io.plimsoll.twin.engine.VirtualClock;
import io.plimsoll.twin.truth.Rates;
import io.plimsoll.twin.truth.SiteShape;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Tells the record what people do about a waiver, and tells the terminal what the record makes of it. */
final class WaiverDesk {

    private static final int SECONDS_OF_A_DAY = 86_400;

    private final SiteState state;
    private final SimulatedSite.Setting setting;
    private final SiteShape shape;
    private final Doors doors;
    private final SiteLog log;

    WaiverDesk(SiteState state, SimulatedSite.Setting setting, Doors doors, SiteLog log) {
        this.state = state;
        this.setting = setting;
        this.shape = setting.shape();
        this.doors = doors;
        this.log = log;
    }

    private Instant instant(long at) {
        return setting.clock().instant(at);
    }

    /** Grants the waiver at the price that the record asks; the nodes take the next free test slots as they are. */
    void waived(Tell.Waived tell) {
        SiteWaiver waiver = state.waivers.get(tell.waiver());
        if (waiver == null) {
            return;
        }
        Optional<Doors.Granted> granted = doors.waive(wish(waiver), instant(tell.at()));
        if (granted.isEmpty()) {
            log.line(
                    tell.at(),
                    SiteLog.Kind.WAIVER,
                    "none granted: the record knows no price for letting " + waiver.test() + " through");
            return;
        }
        state.waivers.put(tell.waiver(), waiver.grantedAs(granted.get().id()));
        for (int node : waiver.nodes()) {
            state.work[node] = NodeWork.WAITING;
        }
        state.queue.plan(waiver.until(), Kind.WAIVER_ENDS, tell.waiver(), 0);
        log.line(
                tell.at(),
                SiteLog.Kind.WAIVER,
                String.format(
                        Locale.ROOT,
                        "waiver %s granted by %s: lets %s through on %s until %s, at a price of %.2f",
                        granted.get().id(),
                        granted.get().owner(),
                        waiver.test(),
                        names(waiver.nodes()),
                        VirtualClock.day(waiver.until()),
                        granted.get().priceCents() / 100.0));
    }

    private Doors.WaiverWish wish(SiteWaiver waiver) {
        Rates rates = setting.rates();
        Rates.Rate length = rates.rate("time.waiver");
        return new Doors.WaiverWish(
                waiver.test(),
                waiver.nodes().stream().map(n -> shape.device(n).name()).toList(),
                "needed for the hand-over; to be repaired as soon as parts are here",
                instant(waiver.until()),
                List.of(
                        term("failuresPerBadNodeDay", rates.rate("waiver.failures-per-bad-node-day")),
                        new Doors.PriceTerm("days", length.value() / SECONDS_OF_A_DAY, "as long as the waiver holds"),
                        term("jobGpus", rates.rate("waiver.job-gpus")),
                        term("restartHours", rates.rate("waiver.restart-hours")),
                        term("creditCentsPerGpuHour", rates.rate("waiver.credit-cents"))));
    }

    private static Doors.PriceTerm term(String name, Rates.Rate rate) {
        return new Doors.PriceTerm(name, rate.value(), rate.source());
    }

    /** Nothing is told to the record, for nothing was done; it is only asked what is fit now. */
    void ended(Tell.WaiverEnded tell) {
        SiteWaiver waiver = state.waivers.get(tell.waiver());
        if (waiver == null) {
            return;
        }
        int gpus = waiver.nodes().stream()
                .filter(n -> state.waived[n] && state.work[n] == NodeWork.ACCEPTED)
                .mapToInt(n -> shape.device(n).gpus())
                .sum();
        log.line(
                tell.at(),
                SiteLog.Kind.WAIVER,
                "waiver %s for %s ended: %d GPUs no longer fit, %d still are"
                        .formatted(waiver.id(), waiver.test(), gpus, doors.fitGpus(instant(tell.at()))));
    }

    /** Told as of the slice's end: by then the record may have called the node SUSPECT by itself. */
    void takenOut(Tell.TakenOut tell) {
        SiteWaiver waiver = state.waivers.get(tell.waiver());
        String name = shape.device(tell.node()).name();
        String why = waiver == null
                ? "its certificate no longer holds"
                : "waiver " + waiver.id() + " for " + waiver.test() + " has ended";
        doors.takeOut(name, why, workOrder(tell.node()), instant(state.now));
        log.line(tell.at(), SiteLog.Kind.WAIVER, name + " goes to repair: " + why);
    }

    void broughtBack(Tell.BroughtBack tell) {
        String name = shape.device(tell.node()).name();
        doors.bringBack(name, tell.part(), workOrder(tell.node()), instant(tell.at()));
        log.line(
                tell.at(),
                SiteLog.Kind.REPAIR,
                name + " repaired"
                        + tell.part().map(p -> " (another " + p.kind() + ")").orElse("")
                        + ", waits for its cables and its tests");
    }

    /** A node has one order for each run that led to it. */
    private String workOrder(int node) {
        return "WO-" + shape.device(node).name() + "-" + state.runs[node];
    }

    private String names(List<Integer> nodes) {
        return nodes.stream().map(n -> shape.device(n).name()).collect(Collectors.joining(", "));
    }
}
