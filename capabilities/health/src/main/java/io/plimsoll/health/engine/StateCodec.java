/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.health.engine;

import io.plimsoll.health.engine.HealthState.Account;
import io.plimsoll.health.engine.HealthState.Child;
import io.plimsoll.health.engine.HealthState.Counts;
import io.plimsoll.health.engine.HealthState.Domain;
import io.plimsoll.health.engine.HealthState.NodeMemory;
import io.plimsoll.health.engine.HealthState.Part;
import io.plimsoll.health.engine.HealthState.Past;
import io.plimsoll.health.engine.HealthState.Unit;
import io.plimsoll.health.rules.Remedy;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Writes a state and reads it again: the engine that goes on from what was read decides as the one that was never stopped. The
 * same state gives the same bytes. The first number is the form's version; another version is refused, and the reader starts
 * from the beginning of the signals instead.
 */
public final class StateCodec {

    private static final int VERSION = 1;
    private static final int MOST = 50_000_000;

    private StateCodec() {}

    /** Reads one value. */
    private interface Reading<T> {
        T read() throws IOException;
    }

    /** Writes one value. */
    private interface Writing<T> {
        void write(T value) throws IOException;
    }

    /** Writes the state; the stream stays open. */
    public static void write(HealthState s, OutputStream to) throws IOException {
        DataOutputStream out = new DataOutputStream(to);
        out.writeInt(VERSION);
        out.writeLong(s.now);
        out.writeLong(s.sequence);
        Counts c = s.counts;
        for (long n : new long[] {
            c.signals(), c.faults(), c.duplicates(), c.suppressed(), c.refused(), c.late(), c.ahead(), c.untimed()
        }) {
            out.writeLong(n);
        }
        map(out, s.units, u -> unit(out, u));
        map(out, s.nodes, n -> node(out, n));
        map(out, s.domains, d -> {
            list(out, d.children(), child -> {
                text(out, child.unit());
                out.writeLong(child.at());
                text(out, child.code());
                text(out, child.incident());
            });
            text(out, d.incident());
        });
        map(out, s.incidents, i -> incident(out, i));
        map(out, s.accounts, a -> {
            texts(out, new TreeSet<>(a.nodes()));
            longs(out, a.grants());
            out.writeLong(a.tripped());
            text(out, a.trial());
        });
        map(out, s.parts, p -> texts(out, p.places()));
        map(out, s.due, waits -> texts(out, waits));
        out.flush();
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws IOException if it is of another version, ends early or is damaged
     */
    public static HealthState read(InputStream from) throws IOException {
        DataInputStream in = new DataInputStream(from);
        int version = in.readInt();
        if (version != VERSION) {
            throw new IOException("a state of version " + version + ", expected " + VERSION);
        }
        long now = in.readLong();
        long sequence = in.readLong();
        Counts counts = new Counts(
                in.readLong(),
                in.readLong(),
                in.readLong(),
                in.readLong(),
                in.readLong(),
                in.readLong(),
                in.readLong(),
                in.readLong());
        return new HealthState(
                map(in, () -> unit(in)),
                map(in, () -> node(in)),
                map(in, () -> domain(in)),
                map(in, () -> incident(in)),
                map(in, () -> new Account(Set.copyOf(texts(in)), longs(in), in.readLong(), text(in))),
                map(in, () -> new Part(texts(in))),
                map(in, () -> texts(in)),
                counts,
                now,
                sequence);
    }

    private static void unit(DataOutputStream out, Unit u) throws IOException {
        out.writeInt(u.rules());
        longs(out, u.seen());
        list(out, u.memory(), m -> memory(out, m));
        text(out, u.incident());
        out.writeLong(u.lastFault());
        text(out, u.code());
        longs(out, u.codes());
    }

    private static Unit unit(DataInputStream in) throws IOException {
        int rules = in.readInt();
        Longs seen = longs(in);
        Object[] memory = new Object[size(in)];
        for (int i = 0; i < memory.length; i++) {
            memory(in, memory, i);
        }
        return new Unit(rules, seen, Arrays.asList(memory), text(in), in.readLong(), text(in), longs(in));
    }

    /** A detector's slot: nothing, cleared, times, since when, or a running past. */
    private static void memory(DataOutputStream out, @org.jspecify.annotations.Nullable Object m) throws IOException {
        switch (m) {
            case null -> out.writeByte(0);
            case Longs times -> {
                out.writeByte(2);
                longs(out, times);
            }
            case Judge.Since since -> {
                out.writeByte(3);
                out.writeLong(since.at());
                out.writeBoolean(since.told());
            }
            case Judge.Past past -> {
                out.writeByte(4);
                out.writeDouble(past.mean());
                out.writeDouble(past.variance());
                out.writeInt(past.count());
            }
            default -> out.writeByte(1);
        }
    }

    private static void memory(DataInputStream in, Object[] slots, int i) throws IOException {
        switch (in.readByte()) {
            case 0 -> {}
            case 1 -> slots[i] = "";
            case 2 -> slots[i] = longs(in);
            case 3 -> slots[i] = new Judge.Since(in.readLong(), in.readBoolean());
            case 4 -> slots[i] = new Judge.Past(in.readDouble(), in.readDouble(), in.readInt());
            default -> throw new IOException("a damaged state");
        }
    }

    private static void node(DataOutputStream out, NodeMemory n) throws IOException {
        out.writeLong(n.lastSeen());
        out.writeLong(n.minute());
        out.writeInt(n.sent());
        text(out, n.cordonedBy());
        texts(out, new TreeSet<>(n.acting()));
        out.writeLong(n.freed());
        list(out, n.history(), p -> {
            out.writeLong(p.at());
            text(out, p.cause());
        });
        text(out, n.boot());
    }

    private static NodeMemory node(DataInputStream in) throws IOException {
        return new NodeMemory(
                in.readLong(),
                in.readLong(),
                in.readInt(),
                text(in),
                Set.copyOf(texts(in)),
                in.readLong(),
                list(in, () -> new Past(in.readLong(), text(in))),
                text(in));
    }

    private static Domain domain(DataInputStream in) throws IOException {
        return new Domain(list(in, () -> new Child(text(in), in.readLong(), text(in), text(in))), text(in));
    }

    private static void incident(DataOutputStream out, Incident i) throws IOException {
        text(out, i.id());
        out.writeLong(i.opened());
        out.writeLong(i.last());
        for (String t : new String[] {i.place(), i.node(), i.entity(), i.code(), i.cause(), i.rule()}) {
            text(out, t);
        }
        text(out, i.phase().name());
        text(out, i.step().map(Enum::name).orElse(""));
        texts(out, i.children());
        out.writeInt(i.faults());
        text(out, i.blame());
        text(out, i.approvedBy());
    }

    private static Incident incident(DataInputStream in) throws IOException {
        return new Incident(
                text(in),
                in.readLong(),
                in.readLong(),
                text(in),
                text(in),
                text(in),
                text(in),
                text(in),
                text(in),
                Incident.Phase.valueOf(text(in)),
                Optional.of(text(in)).filter(t -> !t.isEmpty()).map(Remedy::valueOf),
                texts(in),
                in.readInt(),
                text(in),
                text(in));
    }

    private static <V> void map(DataOutputStream out, Trie<V> trie, Writing<V> value) throws IOException {
        List<String> keys = new ArrayList<>(trie.size());
        List<V> values = new ArrayList<>(trie.size());
        trie.each((k, v) -> {
            keys.add(k);
            values.add(v);
        });
        out.writeInt(keys.size());
        for (int i = 0; i < keys.size(); i++) {
            text(out, keys.get(i));
            value.write(values.get(i));
        }
    }

    private static <V> Trie<V> map(DataInputStream in, Reading<V> value) throws IOException {
        Trie<V> trie = Trie.empty();
        int size = size(in);
        for (int i = 0; i < size; i++) {
            trie = trie.put(text(in), value.read());
        }
        return trie;
    }

    private static <T> void list(DataOutputStream out, Collection<T> all, Writing<T> one) throws IOException {
        out.writeInt(all.size());
        for (T t : all) {
            one.write(t);
        }
    }

    private static <T> List<T> list(DataInputStream in, Reading<T> one) throws IOException {
        int size = size(in);
        List<T> all = new ArrayList<>(Math.min(size, 1_024));
        for (int i = 0; i < size; i++) {
            all.add(one.read());
        }
        return List.copyOf(all);
    }

    private static void texts(DataOutputStream out, Collection<String> all) throws IOException {
        list(out, all, t -> text(out, t));
    }

    private static List<String> texts(DataInputStream in) throws IOException {
        return list(in, () -> text(in));
    }

    private static void longs(DataOutputStream out, Longs all) throws IOException {
        out.writeInt(all.size());
        for (int i = 0; i < all.size(); i++) {
            out.writeLong(all.get(i));
        }
    }

    private static Longs longs(DataInputStream in) throws IOException {
        long[] all = new long[size(in)];
        for (int i = 0; i < all.length; i++) {
            all[i] = in.readLong();
        }
        return all.length == 0 ? Longs.NONE : Longs.of(all);
    }

    private static void text(DataOutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static String text(DataInputStream in) throws IOException {
        int size = size(in);
        byte[] bytes = in.readNBytes(size);
        if (bytes.length < size) {
            throw new IOException("a state that ends early");
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static int size(DataInputStream in) throws IOException {
        int size = in.readInt();
        if (size < 0 || size > MOST) {
            throw new IOException("a damaged state");
        }
        return size;
    }
}
