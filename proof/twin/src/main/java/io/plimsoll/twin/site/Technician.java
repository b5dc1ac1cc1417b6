/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.twin.site;

import io.plimsoll.fabric.PortRef;
import io.plimsoll.twin.door.Doors;
import io.plimsoll.twin.truth.PhysicalSite;
import io.plimsoll.twin.truth.SiteShape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Carries out the moves of a repair order with its hands: knows labels and ports, nothing else. */
final class Technician {

    private final SiteShape shape;
    private final PhysicalSite truth;
    private final Map<String, Integer> portByLabel = new HashMap<>();

    Technician(PhysicalSite truth) {
        this.truth = truth;
        this.shape = truth.shape();
        for (int p = 0; p < shape.portCount(); p++) {
            portByLabel.put(shape.portRef(p).toString(), p);
        }
        for (int c = 0; c < shape.cableCount(); c++) {
            portByLabel.putIfAbsent(shape.cable(c).labelA(), shape.cableA(c));
            portByLabel.putIfAbsent(shape.cable(c).labelB(), shape.cableB(c));
        }
    }

    /** Carries out all moves; ends that change places are pulled first and plugged afterwards. */
    void carryOut(Doors.Order order) {
        List<int[]> plugs = new ArrayList<>();
        for (Doors.Move move : order.moves()) {
            int from = port(move.from());
            int to = port(move.to());
            switch (move.action()) {
                case "PLUG_OVER" -> {
                    if (from >= 0 && to >= 0 && truth.occupant(from) != PhysicalSite.NOWHERE) {
                        plugs.add(new int[] {truth.occupant(from), to});
                    }
                }
                case "CONNECT" -> connect(from, to);
                case "REMOVE" -> remove(from, to);
                default -> check(move.from(), move.to());
            }
        }
        for (int[] plug : plugs) {
            truth.pull(plug[0]);
        }
        for (int[] plug : plugs) {
            truth.plugInto(plug[0], plug[1]);
        }
    }

    /** Whether every device of the order stands and is on: nobody repairs what has not been racked. */
    boolean canReach(Doors.Order order) {
        for (Doors.Move move : order.moves()) {
            for (String label : new String[] {move.from(), move.to()}) {
                int device = device(label);
                if (device >= 0 && !truth.powered(device)) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Lays, reseats and cleans the cable between two ports, with a new module at each end. */
    private void connect(int from, int to) {
        if (from < 0 || to < 0) {
            return;
        }
        for (int port : new int[] {from, to}) {
            truth.setDeadPort(port, false);
            truth.setDark(shape.portDevice(port), false);
        }
        if (truth.peer(from) == to) {
            truth.setDirty(truth.occupant(from) >> 1, false);
            return;
        }
        int cable = shape.cableOfPort(from);
        boolean fromIsA = shape.cableA(cable) == from;
        truth.plugInto(2 * cable, fromIsA ? from : to);
        truth.plugInto(2 * cable + 1, fromIsA ? to : from);
        truth.setDirty(cable, false);
    }

    private void remove(int from, int to) {
        for (int port : new int[] {from, to}) {
            if (port >= 0 && truth.occupant(port) != PhysicalSite.NOWHERE) {
                truth.pull(truth.occupant(port));
            }
        }
    }

    /** Looks at a device or at both ends of a cable, and puts right what can be seen there: power, name, module, fibre. */
    private void check(String from, String to) {
        for (String label : new String[] {from, to}) {
            int device = device(label);
            if (device < 0) {
                continue;
            }
            int port = port(label);
            truth.setDark(device, false);
            truth.setNameless(device, false);
            for (int p : port >= 0 ? new int[] {port, shape.twin(port)} : shape.portsOf(device)) {
                if (p >= 0) {
                    reseat(p);
                }
            }
        }
    }

    private void reseat(int port) {
        truth.setDeadPort(port, false);
        int end = truth.occupant(port);
        if (end == PhysicalSite.NOWHERE) {
            int cable = shape.cableOfPort(port);
            int own = shape.cableA(cable) == port ? 2 * cable : 2 * cable + 1;
            int far = own % 2 == 0 ? shape.cableB(cable) : shape.cableA(cable);
            if (truth.plug(own) == PhysicalSite.NOWHERE) {
                truth.plugInto(own, port);
                truth.setDirty(cable, false);
                if (truth.plug(own ^ 1) == PhysicalSite.NOWHERE && truth.occupant(far) == PhysicalSite.NOWHERE) {
                    truth.plugInto(own ^ 1, far);
                }
            }
        } else {
            truth.setDirty(end >> 1, false);
            int far = truth.plug(end ^ 1);
            if (far != PhysicalSite.NOWHERE) {
                truth.setDeadPort(far, false);
            }
        }
    }

    private int port(String label) {
        Integer known = portByLabel.get(label);
        if (known != null) {
            return known;
        }
        int colon = label.lastIndexOf(':');
        return colon < 0 ? -1 : shape.port(new PortRef(label.substring(0, colon), label.substring(colon + 1)));
    }

    private int device(String label) {
        int port = port(label);
        if (port >= 0) {
            return shape.portDevice(port);
        }
        return shape.hasDevice(label) ? shape.deviceNamed(label) : -1;
    }
}
