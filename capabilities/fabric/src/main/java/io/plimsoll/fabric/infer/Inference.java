/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.fabric.infer;

import io.plimsoll.fabric.CableId;
import io.plimsoll.fabric.DeviceKind;
import io.plimsoll.fabric.FabricPlan;
import io.plimsoll.fabric.ObservedFabric;
import io.plimsoll.fabric.ObservedFabric.ObservedLink;
import io.plimsoll.fabric.PlannedCable;
import io.plimsoll.fabric.PlannedDevice;
import io.plimsoll.fabric.PortRef;
import io.plimsoll.fabric.design.DesignRequest;
import io.plimsoll.fabric.design.FabricDesigner;
import io.plimsoll.fabric.design.Template;
import io.plimsoll.fabric.verify.Recognition;
import io.plimsoll.model.BadInputException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Proposes the wiring law that explains a dump best. For each template the sizes whose number of leaves is nearest to what was seen are
 * designed and compared; trailing nodes that are all dark are left out in a second try; then the plan takes over the dump's names.
 */
public final class Inference {

    private static final long GPUS_MAX = 1L << 20;

    private final ObservedFabric observed;
    private final long leaves;

    private Inference(ObservedFabric observed) {
        this.observed = observed;
        boolean[] leaf = new boolean[observed.devices().size()];
        for (ObservedLink link : observed.links()) {
            mark(leaf, link.a(), link.b());
            mark(leaf, link.b(), link.a());
        }
        long count = 0;
        for (boolean is : leaf) {
            count += is ? 1 : 0;
        }
        leaves = count;
    }

    private void mark(boolean[] leaf, int device, int peer) {
        boolean adapter = observed.devices().get(peer).kind() == DeviceKind.NODE;
        leaf[device] |= observed.devices().get(device).kind() == DeviceKind.SWITCH && adapter;
    }

    /** A designed law held against the dump. */
    private record Candidate(
            Template template, long gpus, Map<String, Long> parameters, FabricPlan plan, Recognition found) {

        double explained() {
            int all = found.linksSeen() + found.linksPlanned() - found.linksFit();
            return all == 0 ? 0 : (double) found.linksFit() / all;
        }
    }

    /** Proposals that explain at least one link, best first. The best takes over the names that the dump uses. */
    public static List<Proposal> infer(ObservedFabric observed, List<Template> templates) {
        Inference inference = new Inference(observed);
        List<Candidate> candidates = new ArrayList<>();
        for (Template template : templates) {
            for (long gpus : inference.sizes(template)) {
                inference.propose(template, gpus, Map.of()).ifPresent(candidates::add);
            }
        }
        for (Candidate candidate : List.copyOf(candidates)) {
            inference.withoutTrailingDarkNodes(candidate).ifPresent(candidates::add);
        }
        candidates.removeIf(c -> c.found().linksFit() == 0);
        candidates.sort(Comparator.comparingDouble(Candidate::explained)
                .reversed()
                .thenComparing(c -> c.template().name())
                .thenComparingLong(Candidate::gpus));
        List<Proposal> proposals = new ArrayList<>();
        for (Candidate candidate : candidates) {
            proposals.add(proposal(candidate, proposals.isEmpty()));
        }
        return proposals;
    }

    private static Proposal proposal(Candidate c, boolean best) {
        List<String> notes = new ArrayList<>();
        FabricPlan plan = best && !c.found().names().isEmpty() ? renamed(c.plan(), c.found(), notes) : c.plan();
        return new Proposal(
                c.template().name(),
                c.gpus(),
                c.parameters(),
                plan,
                c.found().linksSeen(),
                c.found().linksFit(),
                c.found().linksPlanned(),
                notes);
    }

    /** The largest sizes that have as many leaves as were seen, or the next more. */
    private Set<Long> sizes(Template template) {
        Set<Long> sizes = new LinkedHashSet<>();
        for (long wanted : new long[] {leaves, leaves + 1, leaves + 8}) {
            long low = 1;
            long high = GPUS_MAX;
            while (low < high) {
                long middle = (low + high + 1) / 2;
                if (leavesOf(template, middle).orElse(Long.MAX_VALUE) <= wanted) {
                    low = middle;
                } else {
                    high = middle - 1;
                }
            }
            below(template, low).ifPresent(sizes::add);
            above(template, low).ifPresent(sizes::add);
        }
        return sizes;
    }

    private Optional<Long> below(Template template, long gpus) {
        return FabricDesigner.nearestAllowed(template, DesignRequest.of(gpus)).stream()
                .filter(n -> n <= gpus)
                .findFirst();
    }

    private Optional<Long> above(Template template, long gpus) {
        return FabricDesigner.nearestAllowed(template, DesignRequest.of(gpus)).stream()
                .filter(n -> n > gpus)
                .findFirst();
    }

    /** How many leaves the law has at the largest allowed size up to so many GPUs; empty beyond its sizes. */
    private Optional<Long> leavesOf(Template template, long gpus) {
        Optional<Long> size = below(template, gpus);
        if (size.isEmpty()) {
            return Optional.of(0L);
        }
        try {
            return Optional.ofNullable(FabricDesigner.counts(template, DesignRequest.of(size.get()))
                    .get("leaf"));
        } catch (BadInputException e) {
            return Optional.empty();
        }
    }

    private Optional<Candidate> propose(Template template, long gpus, Map<String, Long> parameters) {
        try {
            DesignRequest request = new DesignRequest("inferred", gpus, parameters, Optional.empty());
            FabricPlan plan = FabricDesigner.design(template, request);
            return Optional.of(new Candidate(template, gpus, parameters, plan, Recognition.of(plan, observed)));
        } catch (BadInputException e) {
            return Optional.empty();
        }
    }

    private Optional<Candidate> withoutTrailingDarkNodes(Candidate c) {
        Set<String> dark = Set.copyOf(c.found().dark());
        List<PlannedDevice> nodes = c.plan().devices().stream()
                .filter(d -> d.kind() == DeviceKind.NODE)
                .toList();
        long gpus = c.gpus();
        for (int i = nodes.size() - 1; i >= 0 && dark.contains(nodes.get(i).name()); i--) {
            gpus -= nodes.get(i).gpus();
        }
        return gpus == c.gpus() || gpus <= 0 ? Optional.empty() : propose(c.template(), gpus, c.parameters());
    }

    /** The same plan with the names that the dump uses; who says nothing is named by analogy. */
    private static FabricPlan renamed(FabricPlan plan, Recognition found, List<String> notes) {
        Map<String, String> names = new HashMap<>(found.names());
        NamingLaw law = new NamingLaw(found.names());
        int byAnalogy = 0;
        for (PlannedDevice device : plan.devices()) {
            if (!names.containsKey(device.name())) {
                Optional<String> name = law.nameOf(device.name());
                if (name.isPresent()) {
                    names.put(device.name(), name.get());
                    byAnalogy++;
                }
            }
        }
        Map<String, String> adapters = adapterNames(found);
        Set<String> unique = new LinkedHashSet<>();
        plan.devices().forEach(d -> unique.add(names.getOrDefault(d.name(), d.name())));
        boolean clash = unique.size() < plan.devices().size()
                || Set.copyOf(adapters.values()).size() < adapters.size();
        if (clash) {
            notes.add("The dump's names are not unique, so the plan keeps its own.");
            return plan;
        }
        notes.add(found.names().size() + " devices took over the names that the dump uses"
                + (byAnalogy > 0
                        ? "; " + byAnalogy + " that say nothing were named by analogy with their neighbours."
                        : "."));
        List<PlannedDevice> devices = plan.devices().stream()
                .map(d -> new PlannedDevice(
                        names.getOrDefault(d.name(), d.name()),
                        d.kind(),
                        d.model(),
                        d.tier(),
                        d.scalableUnit(),
                        d.rail(),
                        d.gpus(),
                        d.location()))
                .toList();
        List<PlannedCable> cables =
                plan.cables().stream().map(c -> renamed(c, names, adapters)).toList();
        return new FabricPlan(plan.name(), plan.template(), plan.parameters(), devices, cables);
    }

    /** For each adapter name of the plan the one that the dump uses most. */
    private static Map<String, String> adapterNames(Recognition found) {
        Map<String, Map<String, Integer>> votes = new HashMap<>();
        found.adapters()
                .forEach((port, name) ->
                        votes.computeIfAbsent(port.port(), k -> new HashMap<>()).merge(name, 1, Integer::sum));
        Map<String, String> out = new HashMap<>();
        votes.forEach((port, names) -> names.entrySet().stream()
                .max(Map.Entry.<String, Integer>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                .ifPresent(most -> out.put(port, most.getKey())));
        return out;
    }

    private static PlannedCable renamed(PlannedCable c, Map<String, String> names, Map<String, String> adapters) {
        PortRef a = new PortRef(
                names.getOrDefault(c.a().device(), c.a().device()), adapters.getOrDefault(c.a().port(), c.a().port()));
        PortRef b = new PortRef(
                names.getOrDefault(c.b().device(), c.b().device()), adapters.getOrDefault(c.b().port(), c.b().port()));
        return new PlannedCable(
                CableId.of(a, b),
                a,
                b,
                c.state(),
                c.lengthDecimetres(),
                c.media(),
                c.speed(),
                a.toString(),
                b.toString(),
                c.colour(),
                c.bundle(),
                c.installOrder());
    }
}
