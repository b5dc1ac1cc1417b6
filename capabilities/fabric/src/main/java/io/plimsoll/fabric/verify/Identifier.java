/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.fabric.verify;

import io.plimsoll.fabric.DeviceKind;
import io.plimsoll.fabric.ObservedFabric.ObservedDevice;
import io.plimsoll.fabric.Verification.IdentityGap;
import io.plimsoll.fabric.verify.Identity.Gap;
import io.plimsoll.fabric.verify.Identity.How;
import java.util.Arrays;

/** Says who every observed device is: names first, then wiring for switches and what names lie, then adapters one by one. */
final class Identifier {

    /** A switch with fewer than this share of links as its name asks for is suspected to carry another's name. */
    private static final double FITS_SHARE_MIN = 0.25;

    private static final int LINKS_TO_SUSPECT_MIN = 4;

    private final PlanIndex plan;
    private final ObservedIndex seen;
    private final Identity identity;

    Identifier(PlanIndex plan, ObservedIndex seen) {
        this.plan = plan;
        this.seen = seen;
        this.identity = new Identity(seen.devices);
    }

    Identity identify() {
        byName();
        switchesByWiring();
        new AdapterIdentifier(plan, seen, identity).identify();
        return identity;
    }

    /** Names that the plan has. A name that two devices carry counts for neither. */
    private void byName() {
        int[] deviceBy = filled(plan.devices);
        int[] portBy = filled(plan.ports);
        for (int o = 0; o < seen.devices; o++) {
            ObservedDevice device = seen.device(o);
            if (device.kind() == DeviceKind.AGGREGATION) {
                continue;
            }
            boolean isSwitch = device.kind() == DeviceKind.SWITCH;
            String name = isSwitch ? Names.ofSwitch(device.description()) : device.description();
            int whole = plan.device(name);
            if (whole >= 0) {
                claim(deviceBy, whole, o, identity.device);
            } else if (!isSwitch) {
                Names.HostAndAdapter who = Names.split(name);
                int host = plan.device(who.host());
                int port = host < 0 ? -1 : adapterPort(host, who.adapter());
                if (port >= 0) {
                    claim(portBy, port, o, identity.port);
                }
            }
        }
        for (int o = 0; o < seen.devices; o++) {
            if (identity.known(o)) {
                identity.how[o] = How.NAME;
            }
        }
    }

    private int adapterPort(int host, String adapter) {
        int port = plan.port(host, adapter);
        if (port < 0) {
            String other = Names.otherAdapterName(adapter);
            port = other.isEmpty() ? -1 : plan.port(host, other);
        }
        return port;
    }

    private void claim(int[] by, int what, int o, int[] target) {
        if (by[what] == -1) {
            by[what] = o;
            target[o] = what;
            return;
        }
        if (by[what] >= 0) {
            gap(by[what], -1, "another device carries the same name");
            target[by[what]] = -1;
            by[what] = -2;
        }
        gap(o, -1, "another device carries the same name");
    }

    private void gap(int o, int plannedDevice, String proof) {
        ObservedDevice device = seen.device(o);
        String probably = plannedDevice < 0 ? "" : plan.deviceAt(plannedDevice).name();
        identity.gaps.add(new Gap(
                o,
                plannedDevice,
                new IdentityGap(device.guid(), device.description(), probably, proof, device.line())));
    }

    private void switchesByWiring() {
        int[] fixed = new int[seen.devices];
        boolean allFixed = true;
        for (int o = 0; o < seen.devices; o++) {
            boolean isSwitch = seen.kind(o) == DeviceKind.SWITCH;
            fixed[o] = isSwitch && identity.device[o] >= 0 && !suspect(o) ? identity.device[o] : -1;
            allFixed &= !isSwitch || fixed[o] >= 0 || seen.degree(o) == 0;
        }
        if (allFixed) {
            return;
        }
        int[] match = new SwitchRefinement(plan, seen, fixed).match();
        int foreign = 0;
        for (int o = 0; o < seen.devices; o++) {
            if (fixed[o] >= 0 || match[o] < 0) {
                continue;
            }
            foreign += renamed(o, match[o]) ? 1 : 0;
        }
        if (foreign > 0) {
            identity.notes.add(foreign
                    + " switches carry names that the plan does not have; they were identified by their wiring.");
        }
    }

    /** Takes over what the wiring says about one switch; true if its name is merely foreign to the plan. */
    private boolean renamed(int o, int planned) {
        String name = Names.ofSwitch(seen.device(o).description());
        int before = identity.device[o];
        if (before == planned) {
            return false;
        }
        if (before >= 0) {
            identity.is(o, planned, How.WIRING);
            gap(
                    o,
                    planned,
                    "calls itself " + name + ", but is wired as "
                            + plan.deviceAt(planned).name() + " on most of its " + seen.degree(o) + " links");
            return false;
        }
        boolean nothing = Names.saysNothing(name);
        identity.is(o, planned, nothing ? How.WIRING : How.FOREIGN_NAME);
        if (nothing) {
            gap(
                    o,
                    planned,
                    "wired as " + plan.deviceAt(planned).name() + " on most of its " + seen.degree(o) + " links");
        }
        return !nothing;
    }

    private boolean suspect(int o) {
        int links = 0;
        int fits = 0;
        for (int i = 0; i < seen.degree(o); i++) {
            int link = seen.linkOf(o, i);
            int peer = seen.peer(link, o);
            int here = plan.port(identity.device[o], seen.port(link, o));
            int far = here < 0 ? -1 : plan.expected[here];
            if (identity.port[peer] >= 0) {
                links++;
                fits += far == identity.port[peer] ? 1 : 0;
            } else if (identity.device[peer] >= 0) {
                links++;
                fits += far >= 0 && far == plan.port(identity.device[peer], seen.peerPort(link, o)) ? 1 : 0;
            }
        }
        return links >= LINKS_TO_SUSPECT_MIN && fits < links * FITS_SHARE_MIN;
    }

    private static int[] filled(int length) {
        int[] out = new int[length];
        Arrays.fill(out, -1);
        return out;
    }
}
