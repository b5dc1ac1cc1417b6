/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.twin.truth;

import io.plimsoll.twin.engine.Dice;
import io.plimsoll.twin.engine.Dice.For;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** Lays cables the way people do: nearly always right. Which mistake is made where depends on the seed only. */
public final class Layer {

    private final SiteShape shape;
    private final PhysicalSite site;
    private final Rates rates;
    private final Dice dice;

    public Layer(PhysicalSite site, Rates rates, Dice dice) {
        this.shape = site.shape();
        this.site = site;
        this.rates = rates;
        this.dice = dice;
    }

    /** Lays all cables whose two devices stand and which do not lie yet; tells which, in install order. */
    public List<Integer> layAround(List<Integer> devices) {
        Set<Integer> fresh = new HashSet<>();
        List<Integer> laid = new ArrayList<>();
        for (int device : devices) {
            for (int port : shape.portsOf(device)) {
                int cable = shape.cableOfPort(port);
                if (!site.laid(cable) && bothStand(cable) && fresh.add(cable)) {
                    laid.add(cable);
                }
            }
        }
        laid.sort((x, y) -> {
            int c = Integer.compare(
                    shape.cable(x).installOrder(), shape.cable(y).installOrder());
            return c != 0 ? c : Integer.compare(x, y);
        });
        for (int cable : laid) {
            site.plugInto(2 * cable, shape.cableA(cable));
            site.plugInto(2 * cable + 1, shape.cableB(cable));
        }
        Set<Integer> touched = new HashSet<>();
        for (int cable : laid) {
            mistake(cable, c -> fresh.contains(c) && !touched.contains(c), touched);
        }
        for (int cable : laid) {
            quality(cable);
        }
        return laid;
    }

    private boolean bothStand(int cable) {
        return site.powered(shape.portDevice(shape.cableA(cable)))
                && site.powered(shape.portDevice(shape.cableB(cable)));
    }

    private void mistake(int cable, IntPredicate free, Set<Integer> touched) {
        if (!free.test(cable)) {
            return;
        }
        double u = dice.uniform(For.MISCABLE, cable, 0);
        boolean nodeCable = nodePort(cable) >= 0;
        String[] kinds = nodeCable
                ? new String[] {"cable.node-swap", "cable.crossed-rails", "cable.rotation", "cable.unseated"}
                : new String[] {"cable.crossed-twin", "cable.spine-swap", "cable.unseated"};
        for (String kind : kinds) {
            double rate = rates.of(kind);
            if (u < rate) {
                make(kind, cable, free, touched);
                return;
            }
            u -= rate;
        }
    }

    private void make(String kind, int cable, IntPredicate free, Set<Integer> touched) {
        int high = highPort(cable);
        int low = lowPort(cable);
        IntPredicate other = c -> c != cable && free.test(c);
        switch (kind) {
            case "cable.node-swap" -> pick(cable, high, other).ifPresent(c -> rotate(touched, high, cable, c));
            case "cable.crossed-rails" ->
                pick(cable, nodePort(cable), other).ifPresent(c -> rotate(touched, nodePort(cable), cable, c));
            case "cable.rotation" ->
                pick(cable, high, other)
                        .ifPresent(c -> pick(cable + 7, high, d -> d != c && other.test(d))
                                .ifPresent(d -> rotate(touched, high, cable, c, d)));
            case "cable.crossed-twin" -> {
                int twin = shape.twin(low);
                if (twin >= 0 && other.test(shape.cableOfPort(twin))) {
                    rotate(touched, low, cable, shape.cableOfPort(twin));
                }
            }
            case "cable.spine-swap" -> pick(cable, high, other).ifPresent(c -> rotate(touched, high, cable, c));
            default -> {
                site.pull(endIn(cable, high));
                touched.add(cable);
            }
        }
    }

    /** Another cable that should end at the same device as the given port does. */
    private OptionalInt pick(long salt, int port, IntPredicate free) {
        int[] candidates = IntStream.of(shape.portsOf(shape.portDevice(port)))
                .map(shape::cableOfPort)
                .filter(free)
                .toArray();
        return candidates.length == 0
                ? OptionalInt.empty()
                : OptionalInt.of(candidates[dice.below(candidates.length, For.MISCABLE_PARTNER, salt, 0)]);
    }

    /** Plugs the ends that the cables have at the device of {@code port} one place on, the last into the first. */
    private void rotate(Set<Integer> touched, int port, int... cables) {
        int device = shape.portDevice(port);
        int[] ports = new int[cables.length];
        for (int i = 0; i < cables.length; i++) {
            ports[i] = shape.portDevice(shape.cableA(cables[i])) == device
                    ? shape.cableA(cables[i])
                    : shape.cableB(cables[i]);
        }
        for (int i = 0; i < cables.length; i++) {
            int end = shape.cableA(cables[i]) == ports[i] ? 2 * cables[i] : 2 * cables[i] + 1;
            site.plugInto(end, ports[(i + 1) % ports.length]);
            touched.add(cables[i]);
        }
    }

    private void quality(int cable) {
        if (dice.hits(rates.of("cable.dirty"), For.CABLE_DIRTY, cable, 0)) {
            site.setDirty(cable, true);
        }
        int low = lowPort(cable);
        for (int port : new int[] {low, highPort(cable)}) {
            int twin = shape.twin(port);
            if (twin > port && dice.hits(rates.of("module.dead"), For.MODULE_DEAD, port, 0)) {
                site.setDeadPort(port, true);
                site.setDeadPort(twin, true);
            }
        }
    }

    private int endIn(int cable, int port) {
        return shape.cableA(cable) == port ? 2 * cable : 2 * cable + 1;
    }

    private int nodePort(int cable) {
        int low = lowPort(cable);
        return shape.isSwitch(shape.portDevice(low)) ? PhysicalSite.NOWHERE : low;
    }

    /** The planned port at the device of the lower tier. */
    private int lowPort(int cable) {
        return aIsLow(cable) ? shape.cableA(cable) : shape.cableB(cable);
    }

    private int highPort(int cable) {
        return aIsLow(cable) ? shape.cableB(cable) : shape.cableA(cable);
    }

    private boolean aIsLow(int cable) {
        return shape.device(shape.portDevice(shape.cableA(cable))).tier()
                <= shape.device(shape.portDevice(shape.cableB(cable))).tier();
    }
}
