/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.fabric.verify;

import io.plimsoll.fabric.DeviceKind;
import io.plimsoll.fabric.FabricPlan;
import io.plimsoll.fabric.Finding;
import io.plimsoll.fabric.ObservedFabric;
import io.plimsoll.fabric.PlannedCable;
import io.plimsoll.fabric.RepairOrder;
import io.plimsoll.fabric.Verification;
import io.plimsoll.fabric.Verification.Summary;
import io.plimsoll.fabric.verify.Difference.Component;
import io.plimsoll.fabric.verify.Identity.Gap;
import io.plimsoll.fabric.verify.Identity.How;
import io.plimsoll.model.AssuranceLevel;
import io.plimsoll.model.BadInputException;
import io.plimsoll.model.InputProblem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Compares a plan with what was seen: findings, repair orders with proof, and how well each cable was checked. */
public final class Verifier {

    private static final String RESERVED = "not due: kept dark by the plan, or a device at one end is not racked yet";
    private static final String OUT_OF_SCOPE = "not in the dump's scope: it shows nothing of this part of the plan";

    private final PlanIndex plan;
    private final Wiring wiring;
    /** What is to be expected at each port as far as the dump can tell. */
    private final int[] expected;

    private Verifier(PlanIndex plan, Wiring wiring) {
        this.plan = plan;
        this.wiring = wiring;
        this.expected = Scope.expected(plan, wiring);
    }

    /**
     * Verifies what was seen against the plan.
     *
     * @throws BadInputException if nothing of the dump can be found in the plan: they are of two sites
     */
    public static Verification verify(FabricPlan plan, ObservedFabric observed) {
        PlanIndex index = new PlanIndex(plan);
        ObservedIndex seen = new ObservedIndex(observed);
        Identity identity = new Identifier(index, seen).identify();
        Wiring wiring = new Wiring(index, seen, identity);
        refuseAnotherSite(plan, observed, wiring);
        return new Verifier(index, wiring).verify();
    }

    private static void refuseAnotherSite(FabricPlan plan, ObservedFabric observed, Wiring wiring) {
        for (int o = 0; o < wiring.seen.devices; o++) {
            if (wiring.identity.known(o)) {
                return;
            }
        }
        throw new BadInputException(new InputProblem(
                observed.source(),
                observed.devices().getFirst().line(),
                observed.devices().getFirst().description(),
                "devices of the plan " + plan.name() + ", such as "
                        + (plan.devices().isEmpty()
                                ? "none"
                                : plan.devices().getLast().name()),
                "the plan is for another site: nothing of the dump fits it, neither by name nor by wiring"));
    }

    private Verification verify() {
        List<Component> dark = new ArrayList<>();
        List<Component> misplaced = new ArrayList<>();
        for (Component c : Difference.of(expected, wiring.peer, wiring.ports)) {
            (c.seen() == 0 ? dark : misplaced).add(c);
        }
        Findings findings = new Findings(wiring);
        List<String> notes = new ArrayList<>(wiring.identity.notes);
        DataFolder data = new DataFolder(wiring, findings, notes);
        List<Draft> drafts = new ArrayList<>(new DarkFolder(wiring, findings, expected).fold(dark));
        drafts.addAll(new CableFolder(wiring, findings).fold(misplaced));
        drafts.addAll(data.slowLinks());
        drafts.addAll(data.identityGaps());
        int left = new Simulation(wiring, expected).left(drafts);
        return assemble(drafts, notes, left);
    }

    private Verification assemble(List<Draft> drafts, List<String> notes, int left) {
        OrderWriter writer = new OrderWriter(wiring);
        List<RepairOrder> orders = new ArrayList<>();
        List<Finding> findings = new ArrayList<>();
        Map<Integer, String> reasons = new HashMap<>();
        for (Draft draft : drafts) {
            orders.add(writer.write(draft));
            findings.addAll(draft.findings());
            for (int port : draft.restored()) {
                reasons.put(plan.cableOf[port], reason(draft));
            }
        }
        orders.sort(Comparator.comparing(RepairOrder::severity)
                .reversed()
                .thenComparing(RepairOrder::kind)
                .thenComparing(RepairOrder::location)
                .thenComparing(RepairOrder::id));
        findings.sort(Comparator.comparing(Finding::id));
        Assured assured = assure(reasons);
        int nodes = (int) plan.plan.devices().stream()
                .filter(d -> d.kind() == DeviceKind.NODE || d.kind() == DeviceKind.SWITCH)
                .count();
        Summary summary = new Summary(
                nodes,
                plan.plan.cables().size(),
                plan.plan.cables().size() - assured.byLevel().getOrDefault(AssuranceLevel.UNCHECKED, 0),
                assured.byLevel(),
                findings.size(),
                orders.size(),
                assured.notVerified(),
                left,
                notes);
        return new Verification(
                summary,
                orders,
                findings,
                wiring.identity.gaps.stream().map(Gap::told).toList(),
                assured.levels());
    }

    private static String reason(Draft draft) {
        return switch (draft.kind()) {
            case DARK_SWITCH -> "dark: the switch shows no link at all";
            case DARK_NODE -> "dark: the node shows no link at all";
            case DEAD_TWIN_MODULE -> "dark: both legs of a twin module";
            default -> "dark: both ends show no link";
        };
    }

    private record Assured(
            Map<String, AssuranceLevel> levels,
            Map<AssuranceLevel, Integer> byLevel,
            Map<String, Integer> notVerified) {}

    private Assured assure(Map<Integer, String> reasons) {
        Map<String, AssuranceLevel> levels =
                HashMap.newHashMap(plan.plan.cables().size());
        Map<AssuranceLevel, Integer> byLevel = new EnumMap<>(AssuranceLevel.class);
        for (AssuranceLevel level : AssuranceLevel.values()) {
            byLevel.put(level, 0);
        }
        Map<String, Integer> notVerified = new TreeMap<>();
        for (int p = 0; p < plan.ports; p += 2) {
            PlannedCable cable = plan.cableAt(p);
            AssuranceLevel level = AssuranceLevel.UNCHECKED;
            if (plan.expected[p] < 0) {
                notVerified.merge(RESERVED, 1, Integer::sum);
            } else if (wiring.peer[p] == plan.expected[p]) {
                level = level(p, plan.expected[p]);
            } else if (expected[p] < 0) {
                notVerified.merge(OUT_OF_SCOPE, 1, Integer::sum);
            } else {
                notVerified.merge(whyNot(p, reasons), 1, Integer::sum);
            }
            levels.put(cable.id(), level);
            byLevel.merge(level, 1, Integer::sum);
        }
        return new Assured(levels, byLevel, notVerified);
    }

    private String whyNot(int port, Map<Integer, String> reasons) {
        String known = reasons.get(plan.cableOf[port]);
        if (known != null) {
            return known;
        }
        boolean dark = wiring.peer[port] < 0 && wiring.peer[plan.expected[port]] < 0;
        return dark ? "dark: both ends show no link" : "joined to another port than planned";
    }

    private AssuranceLevel level(int a, int b) {
        How one = wiring.identity.how[wiring.observedAt[a]];
        How other = wiring.identity.how[wiring.observedAt[b]];
        boolean bothNamed = one == How.NAME && other == How.NAME;
        if (bothNamed && wiring.seen.link(wiring.linkAt[a]).bothEnds()) {
            return AssuranceLevel.IDENTITY_BOTH_ENDS;
        }
        if (one == How.NAME || other == How.NAME || (one == How.FOREIGN_NAME && other == How.FOREIGN_NAME)) {
            return AssuranceLevel.IDENTITY_ONE_END;
        }
        return one == How.SIBLINGS || other == How.SIBLINGS ? AssuranceLevel.MAC : AssuranceLevel.LINK_ONLY;
    }
}
