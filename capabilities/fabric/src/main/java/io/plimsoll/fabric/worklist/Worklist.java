/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.fabric.worklist;

import io.plimsoll.fabric.FabricPlan;
import io.plimsoll.fabric.Location;
import io.plimsoll.fabric.RepairOrder;
import io.plimsoll.fabric.RepairOrder.Move.Action;
import java.util.ArrayList;
import java.util.List;

/**
 * Repair orders in the order in which a technician walks to them, hall by hall. The same orders give the same walk on every
 * machine.
 *
 * @param plan the plan's name
 * @param stops one for each repair order
 * @param walkMetres the whole walk: from each hall's door (row 1, before the first rack) to the last rack
 */
public record Worklist(String plan, List<Stop> stops, int walkMetres) {

    public Worklist {
        stops = List.copyOf(stops);
    }

    /**
     * One repair order.
     *
     * @param number counted from 1 over the whole walk
     * @param location where the work begins; unknown if the plan does not say where the devices stand
     * @param walkMetres from the stop before to here, and between the racks of this order
     */
    public record Stop(
            int number,
            String order,
            RepairOrder.Kind kind,
            RepairOrder.Severity severity,
            Location location,
            int walkMetres,
            List<Task> tasks,
            List<String> proof) {
        public Stop {
            tasks = List.copyOf(tasks);
            proof = List.copyOf(proof);
        }
    }

    /**
     * One move of an order.
     *
     * @param number the move's number in its order, counted from 1
     * @param from where the hands begin
     * @param to where they end; an empty port for CHECK
     */
    public record Task(int number, Action action, End from, End to, String text) {}

    /**
     * An end of a move.
     *
     * @param port device and port as the plan names them; a device alone where the whole device is meant
     * @param label what is printed on the label there: rack, unit, port; the port's name if the plan has no place for it
     */
    public record End(String port, String label, Location location) {
        static final End NONE = new End("", "", Location.UNKNOWN);

        boolean isNone() {
            return port.isEmpty();
        }
    }

    /** Orders all repair orders into one walk for each hall. */
    public static Worklist of(FabricPlan plan, List<RepairOrder> orders) {
        return new WalkPlanner(plan).walk(orders);
    }

    /** The stops in a hall, or in one row of it, in the same order; an empty text means any. */
    public Worklist only(String hall, String row) {
        List<Stop> kept = new ArrayList<>();
        int metres = 0;
        for (Stop stop : stops) {
            boolean here = (hall.isEmpty() || stop.location.hall().equals(hall))
                    && (row.isEmpty() || stop.location.row().equals(row));
            if (here) {
                kept.add(stop);
                metres += stop.walkMetres;
            }
        }
        return new Worklist(plan, kept, metres);
    }
}
