/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.sustain.ledger;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Matches load with certificates of the same hour and zone, then with what storage carried from earlier hours. Within an hour,
 * certificates are used in the order in which they are handed in, so that those that expire first should come first.
 *
 * <p>Storage takes what an hour leaves over and gives it back, less its loss, when supply is short: greedy, which is best for
 * the matched sum where loss is the only price, since energy is kept until the first hour that wants it.
 */
public final class HourlyMatcher {

    /**
     * Certificates in columns, since there are hundreds of thousands.
     *
     * @param hour hour of the period in which each was made, from 0; outside the period it matches nothing
     * @param zone index of its zone
     * @param wh its quantity
     */
    @SuppressWarnings("ArrayRecordComponent") // hundreds of thousands; never compared
    public record Supply(int[] hour, int[] zone, long[] wh) {}

    /**
     * A battery in one zone.
     *
     * @param efficiency what comes out of what went in, round trip
     */
    public record Storage(long capacityWh, long powerWh, double efficiency) {
        /** No battery. */
        public static final Storage NONE = new Storage(0, 0, 1);
    }

    /**
     * A claim on part of a certificate.
     *
     * @param hour hour of the load that it covers
     * @param lost watt-hours of it that storage lost on the way; they are used up as well
     */
    public record Claim(int certificate, int zone, int hour, long wh, long lost) {}

    /**
     * @param matched watt-hours by zone and hour that were covered
     * @param claims which certificate covers which hour
     * @param unused watt-hours left of each certificate
     */
    @SuppressWarnings("ArrayRecordComponent") // thousands of hours; never compared
    public record Match(long[][] load, long[][] matched, List<Claim> claims, long[] unused) {

        /** Hourly score of one zone, or of all for -1. */
        public double score(int zone) {
            double all = 0;
            double covered = 0;
            for (int z = 0; z < load.length; z++) {
                if (zone < 0 || zone == z) {
                    all += Arrays.stream(load[z]).asDoubleStream().sum();
                    covered += Arrays.stream(matched[z]).asDoubleStream().sum();
                }
            }
            return all == 0 ? 1 : covered / all;
        }
    }

    private final long[][] load;
    private final Supply supply;
    private final long[] left;
    private final List<Claim> claims = new ArrayList<>();
    private final long[][] matched;

    private HourlyMatcher(long[][] load, Supply supply) {
        this.load = load;
        this.supply = supply;
        this.left = supply.wh().clone();
        this.matched = new long[load.length][];
        Arrays.setAll(matched, z -> new long[load[z].length]);
    }

    /**
     * @param load watt-hours by zone and hour
     * @param storage one a zone; empty for none
     */
    public static Match match(long[][] load, Supply supply, List<Storage> storage) {
        HourlyMatcher m = new HourlyMatcher(load, supply);
        int hours = load.length == 0 ? 0 : load[0].length;
        int[] start = new int[load.length * hours + 1];
        int[] order = m.byPlace(hours, start);
        for (int z = 0; z < load.length; z++) {
            Storage s = storage.isEmpty() ? Storage.NONE : storage.get(z);
            m.zone(z, hours, order, start, s);
        }
        return new Match(load, m.matched, m.claims, m.left);
    }

    /** Certificates sorted by zone and hour in one counting pass; {@code start} gets where each place begins. */
    private int[] byPlace(int hours, int[] start) {
        int n = supply.hour().length;
        for (int i = 0; i < n; i++) {
            int place = place(i, hours);
            if (place >= 0) {
                start[place + 1]++;
            }
        }
        for (int p = 1; p < start.length; p++) {
            start[p] += start[p - 1];
        }
        int[] next = start.clone();
        int[] order = new int[start[start.length - 1]];
        for (int i = 0; i < n; i++) {
            int place = place(i, hours);
            if (place >= 0) {
                order[next[place]++] = i;
            }
        }
        return order;
    }

    private int place(int i, int hours) {
        int h = supply.hour()[i];
        int z = supply.zone()[i];
        return h < 0 || h >= hours || z < 0 || z >= load.length ? -1 : z * hours + h;
    }

    private void zone(int z, int hours, int[] order, int[] start, Storage storage) {
        StoredQueue queue = new StoredQueue();
        for (int h = 0; h < hours; h++) {
            long open = load[z][h];
            int place = z * hours + h;
            for (int k = start[place]; k < start[place + 1] && open > 0; k++) {
                int c = order[k];
                long used = Math.min(left[c], open);
                if (used > 0) {
                    left[c] -= used;
                    open -= used;
                    claims.add(new Claim(c, z, h, used, 0));
                }
            }
            matched[z][h] = load[z][h] - open;
            if (storage.capacityWh() > 0) {
                if (open > 0) {
                    discharge(queue, storage, z, h, open);
                } else {
                    charge(queue, storage, order, start[place], start[place + 1]);
                }
            }
        }
        queue.giveBack(left);
    }

    private void charge(StoredQueue queue, Storage storage, int[] order, int from, int to) {
        long room = Math.min(storage.powerWh(), storage.capacityWh() - queue.sum());
        for (int k = from; k < to && room > 0; k++) {
            long taken = Math.min(left[order[k]], room);
            if (taken > 0) {
                left[order[k]] -= taken;
                room -= taken;
                queue.add(order[k], taken);
            }
        }
    }

    private void discharge(StoredQueue queue, Storage storage, int z, int h, long wanted) {
        long open = Math.min(wanted, storage.powerWh());
        while (open > 0 && !queue.isEmpty()) {
            long stored = queue.firstWh();
            long needed = (long) Math.ceil(open / storage.efficiency());
            long taken = Math.min(stored, needed);
            long delivered = Math.min((long) Math.floor(taken * storage.efficiency()), open);
            int c = queue.take(taken);
            if (delivered > 0) {
                claims.add(new Claim(c, z, h, delivered, taken - delivered));
                matched[z][h] += delivered;
                open -= delivered;
            } else {
                left[c] += taken; // too little to give a whole watt-hour
            }
        }
    }

    /** What is in the battery, oldest first. */
    private static final class StoredQueue {

        private final java.util.ArrayDeque<long[]> parts = new java.util.ArrayDeque<>();
        private long sum;

        long sum() {
            return sum;
        }

        boolean isEmpty() {
            return parts.isEmpty();
        }

        long firstWh() {
            return parts.getFirst()[1];
        }

        void add(int certificate, long wh) {
            parts.addLast(new long[] {certificate, wh});
            sum += wh;
        }

        int take(long wh) {
            long[] first = parts.getFirst();
            first[1] -= wh;
            sum -= wh;
            if (first[1] == 0) {
                parts.removeFirst();
            }
            return (int) first[0];
        }

        /** What no hour wanted was not used. */
        void giveBack(long[] left) {
            parts.forEach(p -> left[(int) p[0]] += p[1]);
        }
    }
}
