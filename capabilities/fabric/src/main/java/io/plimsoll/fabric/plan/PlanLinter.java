/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.fabric.plan;

import io.plimsoll.fabric.FabricPlan;
import io.plimsoll.fabric.PlannedCable;
import io.plimsoll.fabric.PlannedDevice;
import io.plimsoll.fabric.PortRef;
import io.plimsoll.fabric.design.Template;
import io.plimsoll.fabric.design.Templates;
import io.plimsoll.fabric.plan.LintNote.Severity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Says whether a plan makes sense, whoever made it. Rules: {@code double-port}, {@code double-label}, {@code self-loop},
 * {@code unknown-device}, {@code double-device}, {@code two-in-one-place}, {@code no-cable}, {@code length-media},
 * {@code speed-mismatch}, {@code rail-mix}, {@code split-bundle}, {@code count-law}.
 */
public final class PlanLinter {

    /** The most notes of one rule; what is beyond is counted in one more note. */
    public static final int NOTES_OF_RULE_MAX = 50;

    private final FabricPlan plan;
    private final Map<String, PlannedDevice> devices = new HashMap<>();
    private final Map<String, List<LintNote>> notes = new TreeMap<>();
    private final Map<String, Integer> beyond = new HashMap<>();

    private PlanLinter(FabricPlan plan) {
        this.plan = plan;
    }

    /** Lints a plan, against its template's law if it was made from a shipped one. FATAL notes come first. */
    public static List<LintNote> lint(FabricPlan plan) {
        return lint(plan, Templates.find(plan.template()));
    }

    /** Lints a plan against the given law. */
    public static List<LintNote> lint(FabricPlan plan, Optional<Template> template) {
        PlanLinter linter = new PlanLinter(plan);
        linter.devices();
        linter.cables();
        linter.speeds();
        linter.rails();
        template.ifPresent(t -> CountLaw.check(plan, t, linter::add));
        return linter.result();
    }

    private List<LintNote> result() {
        List<LintNote> all = new ArrayList<>();
        notes.values().forEach(all::addAll);
        beyond.forEach((rule, count) -> all.add(new LintNote(
                notes.getOrDefault(rule, List.of()).getFirst().severity(),
                rule,
                "plan",
                count + " more of the same kind")));
        all.sort(Comparator.comparing(LintNote::severity).thenComparing(LintNote::rule));
        return all;
    }

    private void add(Severity severity, String rule, String where, String message) {
        List<LintNote> same = notes.computeIfAbsent(rule, r -> new ArrayList<>());
        if (same.size() < NOTES_OF_RULE_MAX) {
            same.add(new LintNote(severity, rule, where, message));
        } else {
            beyond.merge(rule, 1, Integer::sum);
        }
    }

    private void devices() {
        Map<String, String> places = new HashMap<>();
        for (PlannedDevice device : plan.devices()) {
            if (devices.putIfAbsent(device.name(), device) != null) {
                add(Severity.FATAL, "double-device", device.name(), "the plan has this device twice");
            }
            if (!device.location().rack().isEmpty() && device.location().rackUnit() > 0) {
                String before = places.putIfAbsent(device.location().toString(), device.name());
                if (before != null) {
                    add(
                            Severity.WARNING,
                            "two-in-one-place",
                            device.name(),
                            "stands in " + device.location() + ", where " + before + " stands");
                }
            }
        }
    }

    private void cables() {
        Map<PortRef, String> ports = new HashMap<>();
        Map<String, String> labels = new HashMap<>();
        Map<String, String> bundles = new HashMap<>();
        Set<String> used = new HashSet<>();
        for (PlannedCable cable : plan.cables()) {
            if (cable.a().device().equals(cable.b().device())) {
                add(Severity.FATAL, "self-loop", cable.id(), "joins " + cable.a() + " to its own device");
            }
            for (PortRef end : List.of(cable.a(), cable.b())) {
                used.add(end.device());
                if (!devices.containsKey(end.device())) {
                    add(
                            Severity.FATAL,
                            "unknown-device",
                            cable.id(),
                            end.device() + " is not among the plan's devices");
                }
                String before = ports.putIfAbsent(end, cable.id());
                if (before != null) {
                    add(
                            Severity.FATAL,
                            "double-port",
                            end.toString(),
                            "is taken by " + before + " and by " + cable.id());
                }
            }
            label(cable, labels);
            length(cable);
            bundle(cable, bundles);
        }
        for (PlannedDevice device : plan.devices()) {
            if (!used.contains(device.name())) {
                add(Severity.NOTE, "no-cable", device.name(), "no cable goes to it");
            }
        }
    }

    private void label(PlannedCable cable, Map<String, String> labels) {
        if (cable.labelA().isEmpty() || cable.labelA().equals(cable.labelB())) {
            return;
        }
        String before = labels.putIfAbsent(cable.labelA(), cable.id());
        if (before != null) {
            add(
                    Severity.WARNING,
                    "double-label",
                    cable.id(),
                    "carries the label '" + cable.labelA() + "' of " + before);
        }
    }

    private void length(PlannedCable cable) {
        int reach = MediaReach.decimetres(cable.media());
        if (reach > 0 && cable.lengthDecimetres() > reach) {
            add(
                    Severity.WARNING,
                    "length-media",
                    cable.id(),
                    metres(cable.lengthDecimetres()) + " of " + cable.media() + ", which reaches " + metres(reach));
        }
        if (cable.media().isEmpty() && cable.lengthDecimetres() > MediaReach.longest()) {
            add(
                    Severity.WARNING,
                    "length-media",
                    cable.id(),
                    "nothing that is known reaches " + metres(cable.lengthDecimetres()));
        }
    }

    private static String metres(int decimetres) {
        return decimetres / 10 + "." + decimetres % 10 + " m";
    }

    private void bundle(PlannedCable cable, Map<String, String> bundles) {
        PlannedDevice a = devices.get(cable.a().device());
        PlannedDevice b = devices.get(cable.b().device());
        if (cable.bundle().isEmpty() || a == null || b == null) {
            return;
        }
        String racks = a.location().rack() + " to " + b.location().rack();
        String before = bundles.putIfAbsent(cable.bundle(), racks);
        if (before != null && !before.equals(racks)) {
            add(
                    Severity.WARNING,
                    "split-bundle",
                    cable.id(),
                    "goes " + racks + " in the trunk " + cable.bundle() + ", which goes " + before);
        }
    }

    /** Cables between the same two models are of one speed; the odd ones out are told. */
    private void speeds() {
        Map<String, Map<String, Integer>> speeds = new HashMap<>();
        for (PlannedCable cable : plan.cables()) {
            if (!cable.speed().isEmpty()) {
                speeds.computeIfAbsent(models(cable), k -> new TreeMap<>()).merge(cable.speed(), 1, Integer::sum);
            }
        }
        for (PlannedCable cable : plan.cables()) {
            Map<String, Integer> same = speeds.getOrDefault(models(cable), Map.of());
            if (cable.speed().isEmpty() || same.size() < 2 || models(cable).isBlank()) {
                continue;
            }
            Map.Entry<String, Integer> most =
                    same.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow();
            if (!cable.speed().equals(most.getKey()) && same.getOrDefault(cable.speed(), 0) < most.getValue()) {
                add(
                        Severity.WARNING,
                        "speed-mismatch",
                        cable.id(),
                        "is planned at " + cable.speed() + "; " + most.getValue() + " others between " + models(cable)
                                + " are at " + most.getKey());
            }
        }
    }

    private String models(PlannedCable cable) {
        PlannedDevice a = devices.get(cable.a().device());
        PlannedDevice b = devices.get(cable.b().device());
        return a == null || b == null || a.model().isEmpty() || b.model().isEmpty()
                ? ""
                : a.model() + " and " + b.model();
    }

    /** On a rail-optimised fabric the same port of every node in a unit goes to a leaf of the same rail. */
    private void rails() {
        Map<String, Map<Integer, Integer>> rails = new HashMap<>();
        for (PlannedCable cable : plan.cables()) {
            int rail = rail(cable);
            if (rail > 0) {
                rails.computeIfAbsent(portOfUnit(cable), k -> new TreeMap<>()).merge(rail, 1, Integer::sum);
            }
        }
        for (PlannedCable cable : plan.cables()) {
            int rail = rail(cable);
            Map<Integer, Integer> same = rail == 0 ? Map.of() : rails.getOrDefault(portOfUnit(cable), Map.of());
            if (same.size() < 2) {
                continue;
            }
            Map.Entry<Integer, Integer> most =
                    same.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow();
            if (rail != most.getKey()) {
                add(
                        Severity.WARNING,
                        "rail-mix",
                        cable.id(),
                        nodeEnd(cable) + " goes to rail " + rail + "; the same port of other nodes goes to rail "
                                + most.getKey());
            }
        }
    }

    private String portOfUnit(PlannedCable cable) {
        PortRef end = nodeEnd(cable);
        PlannedDevice node = devices.get(end.device());
        return (node == null ? 0 : node.scalableUnit()) + ":" + end.port();
    }

    private PortRef nodeEnd(PlannedCable cable) {
        PlannedDevice a = devices.get(cable.a().device());
        return a != null && a.tier() == 0 ? cable.a() : cable.b();
    }

    /** The rail of the leaf at a node's cable; 0 for every other cable. */
    private int rail(PlannedCable cable) {
        PlannedDevice a = devices.get(cable.a().device());
        PlannedDevice b = devices.get(cable.b().device());
        if (a == null || b == null) {
            return 0;
        }
        PlannedDevice node = a.gpus() > 0 ? a : b;
        PlannedDevice leaf = a.gpus() > 0 ? b : a;
        return node.gpus() > 0 && leaf.tier() == 1 ? leaf.rail() : 0;
    }
}
