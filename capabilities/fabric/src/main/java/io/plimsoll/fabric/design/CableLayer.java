/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.fabric.design;

import io.plimsoll.fabric.CableId;
import io.plimsoll.fabric.Location;
import io.plimsoll.fabric.PlannedCable;
import io.plimsoll.fabric.PlannedDevice;
import io.plimsoll.fabric.PortRef;
import io.plimsoll.fabric.design.FabricDesigner.GroupRange;
import io.plimsoll.fabric.design.Law.CableGroup;
import io.plimsoll.fabric.design.Law.End;
import io.plimsoll.fabric.design.Law.Loop;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Lays a template's cables: expands the loops, routes each cable, gathers cables between the same two racks into trunks, and
 * numbers them in the order of laying: tier by tier, within a tier by wave (a scalable unit as a rule), within a wave trunk
 * by trunk.
 */
final class CableLayer {

    private static final int CABLES_MAX = 4_000_000;

    private final Template template;
    private final HallLayout layout;
    private final List<PlannedDevice> devices;
    private final List<HallLayout.Place> places;
    private final List<GroupRange> ranges;
    private final String[] labelStart;
    private final int[] rackOf;
    private final List<String> rackNames = new ArrayList<>();
    private final List<Leg> legs = new ArrayList<>();
    private final Map<Long, HallLayout.Ordered> ordered = new HashMap<>();

    /** A cable before it has its trunk and its number. */
    private record Leg(
            CableGroup group, int a, String portA, int b, String portB, boolean present, String colour, long wave) {}

    CableLayer(
            Template template,
            HallLayout layout,
            List<PlannedDevice> devices,
            List<HallLayout.Place> places,
            List<GroupRange> ranges) {
        this.template = template;
        this.layout = layout;
        this.devices = devices;
        this.places = places;
        this.ranges = ranges;
        this.labelStart = new String[devices.size()];
        this.rackOf = new int[devices.size()];
        Map<String, Integer> racks = new HashMap<>();
        for (int i = 0; i < labelStart.length; i++) {
            Location at = devices.get(i).location();
            labelStart[i] = at.rack() + "-U" + at.rackUnit() + "-";
            Integer rack = racks.putIfAbsent(at.rack(), racks.size());
            if (rack == null) {
                rackNames.add(at.rack());
            }
            rackOf[i] = rack == null ? racks.size() - 1 : rack;
        }
    }

    List<PlannedCable> lay(long[] slots) {
        List<PlannedCable> cables = new ArrayList<>();
        for (CableGroup group : template.law().cables()) {
            legs.clear();
            expand(group, 0, slots);
            if (legs.size() + cables.size() > CABLES_MAX) {
                throw FabricDesigner.refused(template, "group " + group.name(), "at most " + CABLES_MAX + " cables");
            }
            number(cables);
        }
        return cables;
    }

    private void expand(CableGroup group, int depth, long[] slots) {
        if (depth == group.loops().size()) {
            legs.add(leg(group, slots));
            if (legs.size() > CABLES_MAX) {
                throw FabricDesigner.refused(template, "group " + group.name(), "at most " + CABLES_MAX + " cables");
            }
            return;
        }
        Loop loop = group.loops().get(depth);
        long to = loop.to().eval(slots);
        for (long i = loop.from().eval(slots); i <= to; i++) {
            slots[loop.slot()] = i;
            expand(group, depth + 1, slots);
        }
    }

    private Leg leg(CableGroup group, long[] slots) {
        int a = device(group, group.a(), slots);
        int b = device(group, group.b(), slots);
        List<String> colours = group.colours();
        String colour = colours.isEmpty()
                ? ""
                : colours.get((int) Math.floorMod(group.colourBy().eval(slots) - 1, (long) colours.size()));
        boolean present = group.present().eval(slots) != 0 && !reserved(a) && !reserved(b);
        return new Leg(
                group,
                a,
                group.a().port().print(slots),
                b,
                group.b().port().print(slots),
                present,
                colour,
                group.wave().eval(slots));
    }

    private boolean reserved(int device) {
        return devices.get(device).model().equals(FabricDesigner.RESERVED_SLOT);
    }

    private int device(CableGroup group, End end, long[] slots) {
        GroupRange range = ranges.get(end.group());
        long index = 0;
        for (int i = 0; i < range.loops().size(); i++) {
            FabricDesigner.Bounds loop = range.loops().get(i);
            long at = end.at().get(i).eval(slots) - loop.from();
            if (at < 0 || at >= loop.size()) {
                throw FabricDesigner.refused(
                        template,
                        "cable group " + group.name() + " names "
                                + template.law().devices().get(end.group()).name() + " number "
                                + (at + loop.from()) + " in its loop " + (i + 1),
                        "a number from " + loop.from() + " to " + (loop.from() + loop.size() - 1));
            }
            index = index * loop.size() + at;
        }
        return range.first() + (int) index;
    }

    /** Sorts the group's legs into the order of laying, and gives each its trunk and number. */
    private void number(List<PlannedCable> cables) {
        Leg[] order = legs.toArray(Leg[]::new);
        Arrays.sort(order, (x, y) -> {
            int c = Long.compare(x.wave, y.wave);
            return c != 0 ? c : Long.compare(trunk(x), trunk(y));
        });
        Map<Long, Integer> trunks = new HashMap<>();
        String bundle = "";
        int inBundle = 0;
        for (int i = 0; i < order.length; i++) {
            Leg leg = order[i];
            boolean sameTrunk = i > 0 && order[i - 1].wave == leg.wave && trunk(order[i - 1]) == trunk(leg);
            inBundle = sameTrunk && inBundle < layout.bundleSize() ? inBundle + 1 : 1;
            if (rackOf[leg.a] == rackOf[leg.b]) {
                bundle = "";
            } else if (inBundle == 1) {
                bundle = "T-" + rackNames.get(rackOf[leg.a]) + "-" + rackNames.get(rackOf[leg.b]) + "-"
                        + trunks.merge(trunk(leg), 1, Integer::sum);
            }
            cables.add(cable(leg, bundle, cables.size() + 1));
        }
    }

    /** Racks of both ends as one number. */
    private long trunk(Leg leg) {
        return (long) rackOf[leg.a] << 32 | rackOf[leg.b];
    }

    private PlannedCable cable(Leg leg, String bundle, int installOrder) {
        PortRef a = new PortRef(devices.get(leg.a).name(), leg.portA);
        PortRef b = new PortRef(devices.get(leg.b).name(), leg.portB);
        long route = layout.routeMm(places.get(leg.a), places.get(leg.b));
        HallLayout.Ordered order = ordered.computeIfAbsent(route, r -> layout.order(Math.toIntExact(r)));
        String near = labelStart[leg.a].concat(leg.portA);
        String far = labelStart[leg.b].concat(leg.portB);
        return new PlannedCable(
                CableId.of(a, b),
                a,
                b,
                leg.present ? PlannedCable.State.CONNECTED : PlannedCable.State.RESERVED,
                order.lengthDm(),
                order.media(),
                leg.group.speed(),
                near + " > " + far,
                far + " > " + near,
                leg.colour,
                bundle,
                installOrder);
    }
}
