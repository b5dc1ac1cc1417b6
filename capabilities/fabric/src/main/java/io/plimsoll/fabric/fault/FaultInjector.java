/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.fabric.fault;

import io.plimsoll.fabric.DeviceKind;
import io.plimsoll.fabric.PlannedCable;
import io.plimsoll.fabric.PlannedDevice;
import io.plimsoll.fabric.PortRef;
import io.plimsoll.fabric.RepairOrder.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * Puts seeded random faults of every kind into a fabric and tells the truth about each. Faults keep apart, so that each has one right
 * answer: no port is in two faults, no two cables of one cage go dark by accident, and a device that goes dark has no other fault.
 */
public final class FaultInjector {

    private static final int ATTEMPTS_MAX = 1000;
    private static final int DARK_MAX = 3;

    private final BuiltFabric fabric;
    private final RandomGenerator random;
    private final List<PlannedCable> cables = new ArrayList<>();
    private final Map<String, List<PlannedCable>> byDevice = new HashMap<>();
    private final Map<String, PlannedDevice> devices = new HashMap<>();
    private final Set<PortRef> usedPorts = new HashSet<>();
    private final Set<String> usedCages = new HashSet<>();
    private final Set<String> usedDevices = new HashSet<>();
    private int darkDevices;
    private final List<InjectedFault> truth = new ArrayList<>();

    public FaultInjector(BuiltFabric fabric, RandomGenerator random) {
        this.fabric = fabric;
        this.random = random;
        fabric.plan().devices().forEach(d -> devices.put(d.name(), d));
        for (PlannedCable cable : fabric.plan().cables()) {
            if (cable.state() == PlannedCable.State.CONNECTED) {
                cables.add(cable);
                byDevice.computeIfAbsent(cable.a().device(), k -> new ArrayList<>())
                        .add(cable);
                byDevice.computeIfAbsent(cable.b().device(), k -> new ArrayList<>())
                        .add(cable);
            }
        }
    }

    /** The kinds that can be put in. */
    public static List<Kind> kinds() {
        return List.of(
                Kind.SWAPPED_PAIR,
                Kind.ROTATION,
                Kind.CROSSED_RAILS,
                Kind.NODE_SWAP_ON_RAIL,
                Kind.CROSSED_TWIN,
                Kind.DARK_SWITCH,
                Kind.DARK_NODE,
                Kind.DEAD_TWIN_MODULE,
                Kind.MISSING,
                Kind.EXTRA,
                Kind.MOVED_END,
                Kind.WRONG_SPEED,
                Kind.IDENTITY_GAP);
    }

    /** Puts in faults of random kinds until about that many cables are touched; returns the truth. */
    public List<InjectedFault> inject(int cablesMax) {
        int touched = 0;
        for (int attempt = 0; touched < cablesMax && attempt < cablesMax * 20; attempt++) {
            Kind kind = kinds().get(random.nextInt(kinds().size()));
            Optional<InjectedFault> fault = put(kind);
            if (fault.isPresent()) {
                truth.add(fault.get());
                touched += Math.max(1, fault.get().ends().size() / 2);
            }
        }
        return List.copyOf(truth);
    }

    /** Tries to put in one fault of the kind; empty if no place is left for it. */
    public Optional<InjectedFault> put(Kind kind) {
        for (int attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
            Optional<InjectedFault> fault = attempt(kind, any());
            if (fault.isPresent()) {
                return fault;
            }
        }
        return Optional.empty();
    }

    private PlannedCable any() {
        return cables.get(random.nextInt(cables.size()));
    }

    private Optional<InjectedFault> attempt(Kind kind, PlannedCable first) {
        return switch (kind) {
            case SWAPPED_PAIR -> swap(kind, first, any(), this::differentEverywhere);
            case CROSSED_RAILS -> swap(kind, first, other(first.a().device()), this::sameNodeOtherLeaf);
            case NODE_SWAP_ON_RAIL -> swap(kind, first, other(first.b().device()), this::sameLeafOtherNode);
            case CROSSED_TWIN -> swap(kind, first, other(first.a().device()), this::samePair);
            case ROTATION -> rotation(List.of(first, any(), any()));
            case DARK_SWITCH -> dark(kind, first.b().device(), DeviceKind.SWITCH);
            case DARK_NODE -> dark(kind, first.a().device(), DeviceKind.NODE);
            case DEAD_TWIN_MODULE -> deadTwin(first, other(first.a().device()));
            case MISSING -> missing(first);
            case EXTRA -> extra(first.b().device(), any().b().device());
            case MOVED_END -> movedEnd(first);
            case WRONG_SPEED -> wrongSpeed(first);
            case IDENTITY_GAP -> identityGap(first.a().device());
        };
    }

    private PlannedCable other(String device) {
        List<PlannedCable> at = byDevice.getOrDefault(device, cables);
        return at.get(random.nextInt(at.size()));
    }

    private interface Shape {
        boolean fits(PlannedCable one, PlannedCable other);
    }

    private boolean isNode(PortRef end) {
        return device(end).kind() == DeviceKind.NODE;
    }

    private PlannedDevice device(PortRef end) {
        PlannedDevice device = devices.get(end.device());
        if (device == null) {
            throw new IllegalStateException(end + " is at no device of the plan");
        }
        return device;
    }

    private boolean differentEverywhere(PlannedCable one, PlannedCable other) {
        return Set.of(one.a().device(), one.b().device()).stream()
                .noneMatch(
                        d -> d.equals(other.a().device()) || d.equals(other.b().device()));
    }

    private boolean sameNodeOtherLeaf(PlannedCable one, PlannedCable other) {
        return isNode(one.a())
                && one.a().device().equals(other.a().device())
                && !one.b().device().equals(other.b().device());
    }

    private boolean sameLeafOtherNode(PlannedCable one, PlannedCable other) {
        return isNode(one.a())
                && isNode(other.a())
                && one.b().device().equals(other.b().device())
                && !one.a().device().equals(other.a().device());
    }

    private boolean samePair(PlannedCable one, PlannedCable other) {
        return !isNode(one.a())
                && one.a().device().equals(other.a().device())
                && one.b().device().equals(other.b().device());
    }

    private Optional<InjectedFault> swap(Kind kind, PlannedCable one, PlannedCable other, Shape shape) {
        if (one.id().equals(other.id()) || !shape.fits(one, other) || !free(List.of(one, other))) {
            return Optional.empty();
        }
        fabric.swapEnds(one.b(), other.b());
        return fault(kind, List.of(one, other), 2);
    }

    private Optional<InjectedFault> rotation(List<PlannedCable> three) {
        Set<String> ids = new HashSet<>();
        Set<String> touched = new HashSet<>();
        for (PlannedCable c : three) {
            ids.add(c.id());
            touched.add(c.a().device());
        }
        if (ids.size() < 3 || touched.size() < 3 || !free(three)) {
            return Optional.empty();
        }
        fabric.swapEnds(three.get(0).b(), three.get(1).b());
        fabric.swapEnds(three.get(1).b(), three.get(2).b());
        return fault(Kind.ROTATION, three, 3);
    }

    private Optional<InjectedFault> dark(Kind kind, String device, DeviceKind wanted) {
        List<PlannedCable> all = byDevice.getOrDefault(device, List.of());
        PlannedDevice dark = devices.get(device);
        // Also a port that the plan does not use can be in a fault: a link to it would show the device alive.
        boolean fits = dark != null
                && dark.kind() == wanted
                && all.size() >= 2
                && free(all)
                && usedPorts.stream().noneMatch(p -> p.device().equals(device));
        if (!fits || darkDevices >= DARK_MAX) {
            return Optional.empty();
        }
        darkDevices++;
        all.forEach(c -> fabric.pull(c.a()));
        return fault(kind, all, 1);
    }

    private Optional<InjectedFault> deadTwin(PlannedCable one, PlannedCable other) {
        boolean fits = !one.id().equals(other.id())
                && samePair(one, other)
                && cage(one.a()).equals(cage(other.a()))
                && cage(one.b()).equals(cage(other.b()))
                && free(List.of(one, other));
        if (!fits) {
            return Optional.empty();
        }
        fabric.pull(one.a());
        fabric.pull(other.a());
        return fault(Kind.DEAD_TWIN_MODULE, List.of(one, other), 1);
    }

    private Optional<InjectedFault> missing(PlannedCable cable) {
        if (!free(List.of(cable))) {
            return Optional.empty();
        }
        fabric.pull(cable.a());
        return fault(Kind.MISSING, List.of(cable), 1);
    }

    /** A cable between two ports that the plan does not use. */
    private Optional<InjectedFault> extra(String one, String other) {
        PortRef a = spare(one);
        PortRef b = spare(other);
        if (one.equals(other)
                || usedDevices.contains(one)
                || usedDevices.contains(other)
                || fabric.isJoined(a)
                || fabric.isJoined(b)) {
            return Optional.empty();
        }
        fabric.join(a, b);
        usedPorts.add(a);
        usedPorts.add(b);
        return Optional.of(new InjectedFault(Kind.EXTRA, Set.of(a, b), 1));
    }

    private Optional<InjectedFault> movedEnd(PlannedCable cable) {
        PortRef to = spare(cable.b().device());
        if (!free(List.of(cable)) || fabric.isJoined(to)) {
            return Optional.empty();
        }
        fabric.moveEnd(cable.b(), to);
        usedPorts.add(to);
        return fault(Kind.MOVED_END, List.of(cable), 1);
    }

    private Optional<InjectedFault> wrongSpeed(PlannedCable cable) {
        if (!free(List.of(cable))) {
            return Optional.empty();
        }
        fabric.slow(cable.a(), "2xNDR");
        return fault(Kind.WRONG_SPEED, List.of(cable), 1);
    }

    private Optional<InjectedFault> identityGap(String node) {
        List<PlannedCable> all = byDevice.getOrDefault(node, List.of());
        PlannedDevice device = devices.get(node);
        if (device == null || device.kind() != DeviceKind.NODE || !free(all)) {
            return Optional.empty();
        }
        fabric.forgetName(node);
        Set<PortRef> ends = new LinkedHashSet<>();
        all.forEach(c -> ends.add(c.a().device().equals(node) ? c.a() : c.b()));
        all.forEach(this::use);
        return Optional.of(new InjectedFault(Kind.IDENTITY_GAP, ends, 1));
    }

    /** A port beyond those that switches of 64 ports number; the discovery tool numbers it all the same. */
    private static PortRef spare(String device) {
        return new PortRef(device, "65");
    }

    /** Whether no cable, nor its neighbour in the same cage, is in another fault. */
    private boolean free(List<PlannedCable> wanted) {
        for (PlannedCable c : wanted) {
            boolean taken = usedPorts.contains(c.a())
                    || usedPorts.contains(c.b())
                    || usedDevices.contains(c.a().device())
                    || usedDevices.contains(c.b().device())
                    || usedCages.contains(cage(c.a()))
                    || usedCages.contains(cage(c.b()));
            if (taken) {
                return false;
            }
        }
        return true;
    }

    private Optional<InjectedFault> fault(Kind kind, List<PlannedCable> touched, int moves) {
        Set<PortRef> ends = new LinkedHashSet<>();
        for (PlannedCable c : touched) {
            ends.add(c.a());
            ends.add(c.b());
            use(c);
        }
        if (kind == Kind.DARK_NODE || kind == Kind.DARK_SWITCH) {
            PlannedCable c = touched.getFirst();
            usedDevices.add(kind == Kind.DARK_NODE ? c.a().device() : common(touched));
        }
        return Optional.of(new InjectedFault(kind, ends, moves));
    }

    private static String common(List<PlannedCable> touched) {
        Set<String> left = new HashSet<>(
                Set.of(touched.get(0).a().device(), touched.get(0).b().device()));
        touched.forEach(c -> left.retainAll(Set.of(c.a().device(), c.b().device())));
        return left.iterator().next();
    }

    private void use(PlannedCable c) {
        usedPorts.add(c.a());
        usedPorts.add(c.b());
        usedCages.add(cage(c.a()));
        usedCages.add(cage(c.b()));
    }

    /** The twin cage of a numbered port: 2m-1 and 2m share one. A named port is a cage of its own. */
    private static String cage(PortRef end) {
        boolean numbered = end.port().chars().allMatch(ch -> ch >= '0' && ch <= '9')
                && !end.port().isEmpty();
        return end.device() + "/" + (numbered ? "cage " + (Integer.parseInt(end.port()) + 1) / 2 : end.port());
    }
}
