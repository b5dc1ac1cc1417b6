/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.fabric.design;

import io.plimsoll.fabric.DeviceKind;
import io.plimsoll.fabric.FabricPlan;
import io.plimsoll.fabric.Location;
import io.plimsoll.fabric.PlannedDevice;
import io.plimsoll.fabric.design.Law.DeviceGroup;
import io.plimsoll.fabric.design.Law.Loop;
import io.plimsoll.fabric.design.Law.Named;
import io.plimsoll.model.BadInputException;
import io.plimsoll.model.InputProblem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Carries out a template for a number of GPUs: every device with its place, every cable with ports, routed length, media,
 * labels, trunk, colour and order of laying. The whole scalable unit is designed even where nodes are fewer: what is not
 * populated stands in the plan as a reserved slot ({@link #RESERVED_SLOT}) with {@code RESERVED} cables, whose ports stay dark.
 */
public final class FabricDesigner {

    /** The model of a place that is wired for a node that is not ordered; its kind is OTHER and it holds no GPUs. */
    public static final String RESERVED_SLOT = "reserved-slot";

    private static final int DEVICES_MAX = 1_000_000;

    private FabricDesigner() {}

    /**
     * Designs a fabric.
     *
     * @throws BadInputException if the numbers do not fit the law; it names the nearest that do
     */
    public static FabricPlan design(Template template, DesignRequest request) {
        Law law = template.law();
        long[] slots = Sizing.solve(template, request);
        HallLayout layout = request.layout().orElseGet(() -> HallLayout.shipped(law.layout()));
        List<PlannedDevice> devices = new ArrayList<>();
        List<HallLayout.Place> places = new ArrayList<>();
        List<GroupRange> ranges = new ArrayList<>();
        try {
            for (DeviceGroup group : law.devices()) {
                ranges.add(devicesOf(group, slots, layout, devices, places, template));
            }
            CableLayer layer = new CableLayer(template, layout, devices, places, ranges);
            Map<String, String> parameters = new LinkedHashMap<>();
            parameters.put("gpus", Long.toString(request.gpus()));
            request.parameters().keySet().stream()
                    .sorted()
                    .forEach(key -> parameters.put(
                            key, String.valueOf(request.parameters().get(key))));
            return new FabricPlan(request.name(), template.name(), parameters, devices, layer.lay(slots));
        } catch (ArithmeticException e) {
            throw refused(template, "gpus=" + request.gpus(), "a law that can be computed: " + e.getMessage());
        }
    }

    /** The law's own counts (nodes, leaf, spine, core, cables) for a plan's parameters, computed without designing it. */
    public static Map<String, Long> counts(Template template, DesignRequest request) {
        long[] slots = Sizing.solve(template, request);
        Map<String, Long> counts = new LinkedHashMap<>();
        for (Named count : template.law().counts()) {
            counts.put(count.name(), count.value().eval(slots));
        }
        return counts;
    }

    /** The nearest sizes that fit: at most one below or equal and one above, ascending. */
    public static List<Long> nearestAllowed(Template template, DesignRequest request) {
        return Sizing.nearest(template, request);
    }

    /** How many port-to-port legs of a group of cables make one cable as it is ordered; 1 for almost all. */
    public static Map<String, Integer> legs(Template template) {
        Map<String, Integer> legs = new LinkedHashMap<>();
        template.law().cables().forEach(group -> legs.put(group.name(), group.legs()));
        return legs;
    }

    /** Where a group's devices begin in the plan, and the bounds of its loops. */
    record GroupRange(int first, List<Bounds> loops) {}

    /** A loop's first value and how many there are. */
    record Bounds(long from, long size) {}

    static BadInputException refused(Template template, String seen, String expected) {
        return new BadInputException(new InputProblem("template " + template.name(), 0, seen, expected));
    }

    private static GroupRange devicesOf(
            DeviceGroup group,
            long[] slots,
            HallLayout layout,
            List<PlannedDevice> devices,
            List<HallLayout.Place> places,
            Template template) {
        List<Loop> loops = group.loops();
        List<Bounds> bounds = new ArrayList<>();
        long total = 1;
        for (Loop loop : loops) {
            long from = loop.from().eval(slots);
            long size = Math.max(0, Math.addExact(Math.subtractExact(loop.to().eval(slots), from), 1));
            bounds.add(new Bounds(from, size));
            total = Math.multiplyExact(total, size);
        }
        if (total + devices.size() > DEVICES_MAX) {
            throw refused(template, total + " devices in group " + group.name(), "at most " + DEVICES_MAX);
        }
        GroupRange range = new GroupRange(devices.size(), bounds);
        for (long n = 0; n < total; n++) {
            long rest = n;
            for (int i = bounds.size() - 1; i >= 0; i--) {
                Bounds loop = bounds.get(i);
                slots[loops.get(i).slot()] = loop.from + rest % loop.size;
                rest /= loop.size;
            }
            HallLayout.Place place = place(group, slots, template);
            places.add(place);
            devices.add(device(group, slots, place, layout));
        }
        return range;
    }

    private static HallLayout.Place place(DeviceGroup group, long[] slots, Template template) {
        Law.Position position = group.position();
        long row = position.row().eval(slots);
        long rack = position.rack().eval(slots);
        slots[position.rowSlot()] = row;
        slots[position.rackSlot()] = rack;
        long unit = position.unit().eval(slots);
        if (row < 1 || row > 100_000 || rack < 1 || rack > 10_000 || unit < 1 || unit > 100) {
            throw refused(
                    template,
                    group.name() + " in row " + row + ", rack " + rack + ", unit " + unit,
                    "rows, racks and units that count from 1");
        }
        return new HallLayout.Place((int) row, (int) rack, (int) unit);
    }

    private static PlannedDevice device(DeviceGroup group, long[] slots, HallLayout.Place place, HallLayout layout) {
        boolean present = group.present().eval(slots) != 0;
        String row = TextPattern.letters(place.row());
        String rack = row + (place.rack() < 10 ? "0" : "") + place.rack();
        return new PlannedDevice(
                group.deviceName().print(slots),
                present ? group.kind() : DeviceKind.OTHER,
                present ? group.model() : RESERVED_SLOT,
                group.tier(),
                Math.toIntExact(group.scalableUnit().eval(slots)),
                Math.toIntExact(group.rail().eval(slots)),
                present ? Math.toIntExact(group.gpus().eval(slots)) : 0,
                new Location("H" + layout.hall(place.row()), row, rack, place.unit()));
    }
}
