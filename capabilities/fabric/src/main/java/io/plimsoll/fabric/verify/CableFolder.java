/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.fabric.verify;

import io.plimsoll.fabric.Finding;
import io.plimsoll.fabric.RepairOrder.Kind;
import io.plimsoll.fabric.RepairOrder.Severity;
import io.plimsoll.fabric.verify.Difference.Component;
import io.plimsoll.fabric.verify.Repair.Step;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Folds cables that are there but in the wrong place: swaps, rotations, crossed rails, moved ends, and what is too much. */
final class CableFolder {

    private final Wiring wiring;
    private final PlanIndex plan;
    private final Findings findings;
    private final Corroboration corroboration;
    private @Nullable SiblingEvidence siblings;

    CableFolder(Wiring wiring, Findings findings) {
        this.wiring = wiring;
        this.plan = wiring.plan;
        this.findings = findings;
        this.corroboration = new Corroboration(wiring);
    }

    List<Draft> fold(List<Component> components) {
        List<Draft> drafts = new ArrayList<>();
        Map<Integer, List<Component>> crossedAtNode = new LinkedHashMap<>();
        Map<String, List<Component>> extraAt = new LinkedHashMap<>();
        for (Component c : components) {
            if (c.planned() == 0) {
                extraAt.computeIfAbsent(extraOwner(c), k -> new ArrayList<>()).add(c);
            } else if (kind(c) == Kind.CROSSED_RAILS) {
                crossedAtNode
                        .computeIfAbsent(nodes(c).first(), k -> new ArrayList<>())
                        .add(c);
            } else {
                drafts.add(draft(kind(c), List.of(c)));
            }
        }
        crossedAtNode.forEach((node, list) -> {
            if (list.size() >= 2 && 2 * list.size() == plan.portsOf(node).length) {
                drafts.add(draft(Kind.ROTATION, list));
            } else {
                list.forEach(c -> drafts.add(draft(Kind.CROSSED_RAILS, List.of(c))));
            }
        });
        extraAt.forEach((owner, list) -> drafts.add(extra(owner, list)));
        return drafts;
    }

    private SortedSet<Integer> devices(Component c, boolean switches) {
        SortedSet<Integer> out = new TreeSet<>();
        for (int port : c.ports()) {
            int device = wiring.deviceAt(port);
            if (device >= 0 && plan.isSwitch(device) == switches) {
                out.add(device);
            }
        }
        return out;
    }

    private SortedSet<Integer> nodes(Component c) {
        return devices(c, false);
    }

    private Kind kind(Component c) {
        if (!c.cycle()) {
            return Kind.MOVED_END;
        }
        if (c.planned() > 2) {
            return Kind.ROTATION;
        }
        int nodes = nodes(c).size();
        int switches = devices(c, true).size();
        if (nodes == 0 && switches == 2) {
            return Kind.CROSSED_TWIN;
        }
        if (nodes == 1 && switches == 2) {
            return Kind.CROSSED_RAILS;
        }
        return nodes == 2 && switches == 1 ? Kind.NODE_SWAP_ON_RAIL : Kind.SWAPPED_PAIR;
    }

    private Severity severity(Kind kind, List<Component> list) {
        return switch (kind) {
            case CROSSED_TWIN -> Severity.NOTE;
            case NODE_SWAP_ON_RAIL -> Severity.MEDIUM;
            case CROSSED_RAILS -> Severity.HIGH;
            default -> list.stream().anyMatch(c -> !nodes(c).isEmpty()) ? Severity.HIGH : Severity.MEDIUM;
        };
    }

    private Draft draft(Kind kind, List<Component> list) {
        List<Step> steps = new ArrayList<>();
        List<Finding> found = new ArrayList<>();
        List<String> proof = new ArrayList<>();
        for (Component c : list) {
            steps.addAll(Repair.of(c, wiring));
            found.addAll(findings.of(c));
            seen(c, proof);
        }
        for (Component c : list) {
            evidence(c, proof);
        }
        return new Draft(
                kind,
                severity(kind, list),
                steps,
                List.of(),
                found,
                proof.stream().distinct().toList(),
                wiring.deviceAt(steps.getFirst().to()),
                "");
    }

    private void seen(Component c, List<String> proof) {
        int[] p = c.ports();
        int steps = c.cycle() ? p.length : p.length - 1;
        for (int i = c.startsPlanned() ? 1 : 0; i < steps; i += 2) {
            int one = p[i];
            int other = p[(i + 1) % p.length];
            boolean oneIsSwitch = wiring.deviceAt(one) >= 0 && plan.isSwitch(wiring.deviceAt(one));
            proof.add(corroboration.seen(oneIsSwitch ? one : other));
        }
        for (int end : new int[] {p[0], p[p.length - 1]}) {
            if (!c.cycle() && wiring.peer[end] < 0) {
                proof.add(wiring.text(end) + " is dark.");
            }
        }
    }

    private void evidence(Component c, List<String> proof) {
        boolean adapters = false;
        for (int port : c.ports()) {
            adapters |= wiring.observedAt[port] >= 0 && wiring.identity.port[wiring.observedAt[port]] >= 0;
        }
        if (!adapters) {
            return;
        }
        if (siblings == null) {
            siblings = new SiblingEvidence(wiring);
        }
        for (int port : c.ports()) {
            corroboration.siblings(port, siblings, proof);
        }
        if (nodes(c).size() > 1) {
            nodes(c).forEach(node -> corroboration.others(node, proof));
        }
    }

    /** Who owns an extra cable: the host that the plan does not know, or the cable itself between known devices. */
    private String extraOwner(Component c) {
        for (int port : c.ports()) {
            if (wiring.deviceAt(port) < 0) {
                var device = wiring.seen.device(wiring.observedAt[port]);
                return "!" + Names.split(Names.ofSwitch(device.description())).host();
            }
        }
        return wiring.text(c.ports()[0]);
    }

    private Draft extra(String owner, List<Component> list) {
        List<Step> steps = new ArrayList<>();
        List<Finding> found = new ArrayList<>();
        List<String> proof = new ArrayList<>();
        for (Component c : list) {
            steps.addAll(Repair.of(c, wiring));
            found.addAll(findings.of(c));
            seen(c, proof);
        }
        boolean unknown = owner.startsWith("!");
        if (unknown) {
            proof.add("The plan has no device \"" + owner.substring(1) + "\": add it to the plan if it belongs here.");
        }
        int device = Math.max(
                wiring.deviceAt(list.getFirst().ports()[0]),
                wiring.deviceAt(list.getFirst().ports()[1]));
        return new Draft(
                Kind.EXTRA, unknown ? Severity.DATA : Severity.MEDIUM, steps, List.of(), found, proof, device, "");
    }
}
