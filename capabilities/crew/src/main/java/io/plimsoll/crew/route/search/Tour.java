/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.crew.route.search;

import java.util.Arrays;

/**
 * One technician's stops with what an insertion costs in constant time. A stretch of stops is (D, E, L): its duration, and the
 * earliest and latest start at which it takes no longer (Vidal et al. 2013, with waiting at the end of no stretch). Four families are
 * kept: from home to each stop, from each stop home, and the same two with the best call at the depot in them.
 */
final class Tour {

    static final double NEVER = 1e15;

    private final Ground ground;
    final int technician;
    private final int home;
    int[] stops;
    int length;
    double cost;
    int version;

    /** How many stops can be served before something has to be fetched; {@code length} if nothing lacks. */
    int lack;

    private boolean depotKnown;
    private long[] used;
    private double[] headD;
    private double[] headE;
    private double[] headL;
    private double[] tailD;
    private double[] tailE;
    private double[] tailL;
    private double[] headDepotD;
    private double[] headDepotE;
    private double[] headDepotL;
    private int[] headDepotLast;
    private double[] tailDepotD;
    private double[] tailDepotE;
    private double[] tailDepotL;
    private int[] tailDepotAt;

    /** Of the last concatenation. */
    private double d;

    private double e;
    private double l;

    /** Of the last search for an insertion. */
    int foundAt;

    Tour(Ground ground, int technician) {
        this.ground = ground;
        this.technician = technician;
        this.home = ground.requests + technician;
        grow(16);
        rebuild();
    }

    private void grow(int room) {
        stops = stops == null ? new int[room] : Arrays.copyOf(stops, room);
        used = new long[room + 1];
        headD = new double[room + 1];
        headE = new double[room + 1];
        headL = new double[room + 1];
        tailD = new double[room + 1];
        tailE = new double[room + 1];
        tailL = new double[room + 1];
        headDepotD = new double[room + 1];
        headDepotE = new double[room + 1];
        headDepotL = new double[room + 1];
        headDepotLast = new int[room + 1];
        tailDepotD = new double[room + 1];
        tailDepotE = new double[room + 1];
        tailDepotL = new double[room + 1];
        tailDepotAt = new int[room + 1];
    }

    /** Takes over another's stops; call {@link #rebuild} after. */
    void copyStops(Tour other) {
        if (stops.length < other.length + 1) {
            grow(other.stops.length);
        }
        System.arraycopy(other.stops, 0, stops, 0, other.length);
        length = other.length;
        cost = other.cost;
    }

    void insert(int request, int at) {
        if (length + 1 > stops.length) {
            grow(stops.length * 2);
        }
        System.arraycopy(stops, at, stops, at + 1, length - at);
        stops[at] = request;
        length++;
    }

    void removeAt(int at, int count) {
        System.arraycopy(stops, at + count, stops, at, length - at - count);
        length -= count;
    }

    /** (d1, e1, l1) that ends at {@code last}, then the node {@code next}; the result is in d, e, l. */
    private void append(double d1, double e1, double l1, int last, int next) {
        double delta = d1 + ground.travel[last * ground.nodes + next];
        double opens = ground.opens[next];
        double closes = ground.closes[next];
        if (d1 >= NEVER || e1 + delta > closes) {
            d = NEVER;
            return;
        }
        double wait = Math.max(opens - delta - l1, 0);
        d = delta + ground.service[next] + wait;
        e = Math.max(opens - delta, e1) - wait;
        l = Math.min(closes - delta, l1);
    }

    /** The node {@code first}, then (d2, e2, l2) that begins at {@code next}. */
    private void prepend(int first, int next, double d2, double e2, double l2) {
        double delta = ground.service[first] + ground.travel[first * ground.nodes + next];
        double opens = ground.opens[first];
        double closes = ground.closes[first];
        if (d2 >= NEVER || opens + delta > l2) {
            d = NEVER;
            return;
        }
        double wait = Math.max(e2 - delta - closes, 0);
        d = delta + d2 + wait;
        e = Math.max(e2 - delta, opens) - wait;
        l = Math.min(l2 - delta, closes);
    }

    /** The duration of two stretches, one after the other. */
    private static double join(double d1, double e1, double l1, double way, double d2, double e2, double l2) {
        double delta = d1 + way;
        if (d1 >= NEVER || d2 >= NEVER || e1 + delta > l2) {
            return NEVER;
        }
        return delta + d2 + Math.max(e2 - delta - l1, 0);
    }

    /** Computes everything anew after the stops changed. */
    void rebuild() {
        int n = length;
        depotKnown = false;
        lack = n;
        headD[0] = 0;
        headE[0] = ground.opens[home];
        headL[0] = ground.closes[home];
        int last = home;
        long sum = 0;
        for (int i = 0; i < n; i++) {
            int r = stops[i];
            append(headD[i], headE[i], headL[i], last, r);
            headD[i + 1] = d;
            headE[i + 1] = e;
            headL[i + 1] = l;
            last = r;
            used[i] = sum;
            sum += ground.uses[r];
            if (lack == n && (ground.lacksTool[technician * ground.requests + r] || !ground.enough(technician, sum))) {
                lack = i;
            }
        }
        used[n] = sum;
        tailD[n] = 0;
        tailE[n] = ground.opens[home];
        tailL[n] = ground.closes[home];
        int next = home;
        for (int i = n - 1; i >= 0; i--) {
            prepend(stops[i], next, tailD[i + 1], tailE[i + 1], tailL[i + 1]);
            tailD[i] = d;
            tailE[i] = e;
            tailL[i] = l;
            next = stops[i];
        }
        if (n == 0) {
            cost = 0;
        } else if (lack == n) {
            cost = join(0, headE[0], headL[0], ground.travel[home * ground.nodes + next], tailD[0], tailE[0], tailL[0]);
        } else {
            double best = NEVER;
            for (int p = 0; p <= lack; p++) {
                best = Math.min(best, withDepot(p));
            }
            cost = best;
        }
    }

    private int before(int at) {
        return at == 0 ? home : stops[at - 1];
    }

    private int at(int at) {
        return at == length ? home : stops[at];
    }

    /** The duration with the call at the depot before the stop at {@code p}; leaves the head with the depot in d, e, l. */
    private double withDepot(int p) {
        append(headD[p], headE[p], headL[p], before(p), ground.depot);
        if (d >= NEVER) {
            return NEVER;
        }
        return join(d, e, l, ground.travel[ground.depot * ground.nodes + at(p)], tailD[p], tailE[p], tailL[p]);
    }

    /** Where the call at the depot is best, which may be anywhere until something lacks; -1 if it is not needed. */
    int depotBefore() {
        if (lack == length) {
            return -1;
        }
        int at = 0;
        double best = NEVER;
        for (int p = 0; p <= lack; p++) {
            double c = withDepot(p);
            if (c < best) {
                best = c;
                at = p;
            }
        }
        return at;
    }

    private void depotFamilies() {
        depotKnown = true;
        double best = Double.MAX_VALUE;
        for (int q = 0; q <= length; q++) {
            double here = q <= lack ? withDepot(q) : Double.MAX_VALUE;
            if (here < best) {
                best = here;
                headDepotLast[q] = ground.depot;
            } else {
                append(headDepotD[q - 1], headDepotE[q - 1], headDepotL[q - 1], headDepotLast[q - 1], stops[q - 1]);
                headDepotLast[q] = stops[q - 1];
            }
            headDepotD[q] = d;
            headDepotE[q] = e;
            headDepotL[q] = l;
        }
        best = Double.MAX_VALUE;
        for (int q = lack; q >= 0; q--) {
            double here = withDepot(q);
            if (here < best) {
                best = here;
                prepend(ground.depot, at(q), tailD[q], tailE[q], tailL[q]);
                tailDepotAt[q] = q;
            } else {
                int next = tailDepotAt[q + 1] == q + 1 ? ground.depot : stops[q + 1];
                prepend(stops[q], next, tailDepotD[q + 1], tailDepotE[q + 1], tailDepotL[q + 1]);
                tailDepotAt[q] = tailDepotAt[q + 1];
            }
            tailDepotD[q] = d;
            tailDepotE[q] = e;
            tailDepotL[q] = l;
        }
    }

    /** What the cheapest insertion of a request adds; where is in {@link #foundAt}. {@link #NEVER} if there is none. */
    double cheapest(int r) {
        boolean lacks = ground.lacksTool[technician * ground.requests + r];
        if (!lacks && lack == length && ground.enough(technician, used[length] + ground.uses[r])) {
            return plain(r);
        }
        if (!depotKnown) {
            depotFamilies();
        }
        int limit = -1;
        if (!lacks) {
            limit = lack;
            while (limit >= 0 && !ground.enough(technician, used[limit] + ground.uses[r])) {
                limit--;
            }
        }
        double best = NEVER;
        for (int q = 0; q <= length; q++) {
            append(headDepotD[q], headDepotE[q], headDepotL[q], headDepotLast[q], r);
            if (d < NEVER) {
                double c = join(d, e, l, ground.travel[r * ground.nodes + at(q)], tailD[q], tailE[q], tailL[q]);
                if (c < best) {
                    best = c;
                    foundAt = q;
                }
            }
            if (q <= limit && tailDepotAt[q] <= limit) {
                append(headD[q], headE[q], headL[q], before(q), r);
                int next = tailDepotAt[q] == q ? ground.depot : stops[q];
                double c = join(
                        d, e, l, ground.travel[r * ground.nodes + next], tailDepotD[q], tailDepotE[q], tailDepotL[q]);
                if (c < best) {
                    best = c;
                    foundAt = q;
                }
            }
        }
        return best >= NEVER ? NEVER : best - cost;
    }

    private double plain(int r) {
        double best = NEVER;
        int last = home;
        for (int q = 0; q <= length; q++) {
            append(headD[q], headE[q], headL[q], last, r);
            int next = q == length ? home : stops[q];
            if (d < NEVER) {
                double c = join(d, e, l, ground.travel[r * ground.nodes + next], tailD[q], tailE[q], tailL[q]);
                if (c < best) {
                    best = c;
                    foundAt = q;
                }
            }
            last = next;
        }
        return best >= NEVER ? NEVER : best - cost;
    }

    /** The latest time to leave home without a longer day. */
    double departs() {
        int depot = depotBefore();
        double dd = 0;
        double ee = ground.opens[home];
        double ll = ground.closes[home];
        int last = home;
        for (int i = 0; i <= length; i++) {
            if (i == depot) {
                append(dd, ee, ll, last, ground.depot);
                dd = d;
                ee = e;
                ll = l;
                last = ground.depot;
            }
            int next = at(i);
            append(dd, ee, ll, last, next);
            dd = d;
            ee = e;
            ll = l;
            last = next;
        }
        return ll;
    }
}
