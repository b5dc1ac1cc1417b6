/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.sustain.ledger;

import io.plimsoll.sustain.ledger.EnergyCertificate.Origin;
import io.plimsoll.sustain.ledger.LedgerException.Rule;
import io.plimsoll.sustain.ledger.Slice.State;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * The book of energy certificates: issue, transfer, retire, expire. What it holds after every act:
 *
 * <ul>
 *   <li>the slices of a certificate cover its range exactly, without overlap;
 *   <li>a watt-hour is issued once, has one owner, and is retired at most once;
 *   <li>what is retired or expired never moves again.
 * </ul>
 *
 * An act that would break one is refused whole.
 */
public final class CertificateLedger {

    private final Map<String, EnergyCertificate> certificates = new LinkedHashMap<>();
    private final Map<String, NavigableMap<Long, Slice>> slices = new HashMap<>();
    private final Map<String, NavigableMap<Long, EnergyCertificate>> byDevice = new HashMap<>();

    /**
     * @param mostWatts what the device can make; zero where nobody has said
     * @throws LedgerException if the range is empty, overlaps another one of its device, or is more than it can make
     */
    public void issue(EnergyCertificate c, String owner, double mostWatts) {
        if (c.last() < c.first() || !c.to().isAfter(c.from()) || certificates.containsKey(c.id())) {
            throw new LedgerException(
                    certificates.containsKey(c.id()) ? Rule.OVERLAP : Rule.QUANTITY,
                    "certificate " + c.id() + " with serials " + c.first() + " to " + c.last());
        }
        double hours = (c.to().getEpochSecond() - c.from().getEpochSecond()) / 3600.0;
        if (mostWatts > 0 && c.quantityWh() > mostWatts * hours * 1.001) {
            throw new LedgerException(
                    Rule.QUANTITY, c.quantityWh() + " Wh in " + hours + " h from a device of " + mostWatts + " W");
        }
        NavigableMap<Long, EnergyCertificate> device = byDevice.computeIfAbsent(c.device(), k -> new TreeMap<>());
        Map.Entry<Long, EnergyCertificate> before = device.floorEntry(c.last());
        if (before != null && before.getValue().last() >= c.first()) {
            throw new LedgerException(
                    Rule.OVERLAP,
                    "serials " + c.first() + " to " + c.last() + " of " + c.id() + " overlap "
                            + before.getValue().id()
                            + ", which has " + before.getValue().first() + " to "
                            + before.getValue().last() + " of device "
                            + c.device());
        }
        device.put(c.first(), c);
        certificates.put(c.id(), c);
        NavigableMap<Long, Slice> own = new TreeMap<>();
        own.put(c.first(), new Slice(c.id(), c.first(), c.last(), owner, State.ACTIVE, ""));
        slices.put(c.id(), own);
    }

    /**
     * Gives a range of serials to another owner.
     *
     * @throws LedgerException if any watt-hour of it is not the giver's, or not active
     */
    public void transfer(String certificate, long first, long last, String from, String to) {
        check(certificate, first, last, from);
        put(certificate, first, last, to, State.ACTIVE, "");
    }

    /**
     * Retires a range of serials for a claim, such as {@code "Oslo 2025-03-01T14:00Z"}. It is never undone.
     *
     * @throws LedgerException if any watt-hour of it is not the owner's, not active, or expired at {@code at}
     */
    public void retire(String certificate, long first, long last, String owner, String claim, Instant at) {
        EnergyCertificate c = find(certificate);
        if (at.isAfter(c.expires())) {
            throw new LedgerException(Rule.EXPIRED, certificate + " expired at " + c.expires());
        }
        check(certificate, first, last, owner);
        put(certificate, first, last, owner, State.RETIRED, claim);
    }

    /** Marks what was not retired before its expiry; returns how many watt-hours that are. */
    public long expire(Instant now) {
        long all = 0;
        for (EnergyCertificate c : certificates.values()) {
            if (now.isAfter(c.expires())) {
                for (Slice s : List.copyOf(of(c.id()))) {
                    if (s.state() == State.ACTIVE) {
                        put(c.id(), s.first(), s.last(), s.owner(), State.EXPIRED, "");
                        all += s.quantityWh();
                    }
                }
            }
        }
        return all;
    }

    public EnergyCertificate find(String certificate) {
        EnergyCertificate c = certificates.get(certificate);
        if (c == null) {
            throw new LedgerException(Rule.UNKNOWN, certificate);
        }
        return c;
    }

    public Collection<EnergyCertificate> certificates() {
        return List.copyOf(certificates.values());
    }

    /** Slices of a certificate by their serials. */
    public List<Slice> of(String certificate) {
        return List.copyOf(slices.getOrDefault(certificate, new TreeMap<>()).values());
    }

    /** Watt-hours that an owner has in a state. */
    public long balanceWh(String owner, State state) {
        long all = 0;
        for (NavigableMap<Long, Slice> own : slices.values()) {
            for (Slice s : own.values()) {
                if (s.owner().equals(owner) && s.state() == state) {
                    all += s.quantityWh();
                }
            }
        }
        return all;
    }

    /**
     * Renewable energy that the EU act lets an owner count: certificates bought on their own count once retired; energy under
     * an agreement or made on site counts less what its certificates say was not retired by the owner.
     *
     * @param delivered watt-hours delivered under agreements, or made on site
     */
    public long countedWh(String owner, Origin origin, long delivered) {
        long retired = 0;
        for (EnergyCertificate c : certificates.values()) {
            if (c.origin() == origin) {
                for (Slice s : of(c.id())) {
                    retired += s.state() == State.RETIRED && s.owner().equals(owner) ? s.quantityWh() : 0;
                }
            }
        }
        return origin == Origin.GOO ? retired : Math.min(delivered, retired);
    }

    private void check(String certificate, long first, long last, String owner) {
        EnergyCertificate c = find(certificate);
        if (first > last || first < c.first() || last > c.last()) {
            throw new LedgerException(
                    Rule.QUANTITY, "serials " + first + " to " + last + " are not within " + certificate);
        }
        for (Slice s : touching(certificate, first, last)) {
            if (!s.owner().equals(owner)) {
                throw new LedgerException(Rule.NOT_OWNED, s.first() + " to " + s.last() + " belong to " + s.owner());
            }
            if (s.state() != State.ACTIVE) {
                throw new LedgerException(
                        Rule.NOT_ACTIVE,
                        s.first() + " to " + s.last() + " are " + s.state() + " for '" + s.claim() + "'");
            }
        }
    }

    private List<Slice> touching(String certificate, long first, long last) {
        NavigableMap<Long, Slice> own = slices.getOrDefault(certificate, new TreeMap<>());
        Long start = own.floorKey(first);
        return new ArrayList<>(
                own.subMap(start == null ? first : start, true, last, true).values());
    }

    private void put(String certificate, long first, long last, String owner, State state, String claim) {
        NavigableMap<Long, Slice> own = slices.getOrDefault(certificate, new TreeMap<>());
        for (Slice s : touching(certificate, first, last)) {
            own.remove(s.first());
            if (s.first() < first) {
                own.put(s.first(), new Slice(certificate, s.first(), first - 1, s.owner(), s.state(), s.claim()));
            }
            if (s.last() > last) {
                own.put(last + 1, new Slice(certificate, last + 1, s.last(), s.owner(), s.state(), s.claim()));
            }
        }
        own.put(first, new Slice(certificate, first, last, owner, state, claim));
    }
}
