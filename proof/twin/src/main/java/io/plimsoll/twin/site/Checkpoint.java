/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.twin.site;

import io.plimsoll.twin.door.Doors;
import io.plimsoll.twin.engine.Event;
import io.plimsoll.twin.truth.SiteShape;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;

/**
 * One small file that holds the whole state of a site. Written beside the old one, forced to the disk and then renamed over
 * it, so that whatever kills the process leaves either the old state or the new one.
 */
public final class Checkpoint {

    private static final int MAGIC = 0x504c_5457;
    private static final int VERSION = 2;
    private static final int COUNT_MAX = 10_000_000;

    private final Path file;

    public Checkpoint(Path file) {
        this.file = file;
    }

    /** Writes the state. */
    public void save(SiteState state) {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        try {
            try (OutputStream raw = Files.newOutputStream(fresh)) {
                CheckedOutputStream checked =
                        new CheckedOutputStream(new BufferedOutputStream(raw, 1 << 16), new CRC32C());
                DataOutputStream out = new DataOutputStream(checked);
                write(state, out);
                out.writeLong(checked.getChecksum().getValue());
                out.flush();
            }
            try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep the site's state in " + file, e);
        }
    }

    /**
     * Reads the state back; empty if there is none yet.
     *
     * @throws UncheckedIOException if the file is not a state of this site; it is never half read
     */
    public Optional<SiteState> load(SiteShape shape) {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try (InputStream raw = Files.newInputStream(file)) {
            CheckedInputStream checked = new CheckedInputStream(new BufferedInputStream(raw, 1 << 16), new CRC32C());
            DataInputStream in = new DataInputStream(checked);
            SiteState state = read(shape, in);
            long expected = checked.getChecksum().getValue();
            if (in.readLong() != expected) {
                throw new IOException("saw a wrong checksum, expected a whole state file");
            }
            return Optional.of(state);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the site's state in " + file, e);
        }
    }

    private static void write(SiteState s, DataOutputStream out) throws IOException {
        out.writeInt(MAGIC);
        out.writeInt(VERSION);
        s.truth.write(out);
        out.writeLong(s.now);
        out.writeInt(s.ordersTaken);
        out.writeInt(s.certificates);
        out.writeInt(s.faults);
        out.writeBoolean(s.begun);
        for (int d = 0; d < s.work.length; d++) {
            out.writeUTF(s.work[d].name());
            out.writeInt(s.runs[d]);
            out.writeUTF(s.runId[d]);
            out.writeUTF(s.blocking[d]);
            out.writeBoolean(s.waived[d]);
            out.writeBoolean(s.out[d]);
        }
        out.writeInt(s.technicianFreeAt.length);
        for (long free : s.technicianFreeAt) {
            out.writeLong(free);
        }
        List<Event> events = s.queue.events();
        out.writeLong(s.queue.planned());
        out.writeInt(events.size());
        for (Event e : events) {
            out.writeLong(e.at());
            out.writeLong(e.order());
            out.writeUTF(e.kind().name());
            out.writeInt(e.a());
            out.writeInt(e.b());
        }
        out.writeInt(s.orders.size());
        for (var entry : s.orders.entrySet()) {
            out.writeInt(entry.getKey());
            writeOrder(entry.getValue(), out);
        }
        out.writeInt(s.waivers.size());
        for (SiteWaiver waiver : s.waivers.values()) {
            writeWaiver(waiver, out);
        }
        out.writeInt(s.outbox.size());
        for (Tell tell : s.outbox) {
            writeTell(tell, out);
        }
    }

    private static SiteState read(SiteShape shape, DataInputStream in) throws IOException {
        if (in.readInt() != MAGIC || in.readInt() != VERSION) {
            throw new IOException("saw another kind of file, expected a simulated site's state of version " + VERSION);
        }
        SiteState s = SimulatedSite.newState(shape);
        s.truth.read(in);
        s.now = in.readLong();
        s.ordersTaken = in.readInt();
        s.certificates = in.readInt();
        s.faults = in.readInt();
        s.begun = in.readBoolean();
        for (int d = 0; d < s.work.length; d++) {
            s.work[d] = NodeWork.valueOf(in.readUTF());
            s.runs[d] = in.readInt();
            s.runId[d] = in.readUTF();
            s.blocking[d] = in.readUTF();
            s.waived[d] = in.readBoolean();
            s.out[d] = in.readBoolean();
        }
        int technicians = in.readInt();
        if (technicians != s.technicianFreeAt.length) {
            throw new IOException("saw " + technicians + " technicians, expected " + s.technicianFreeAt.length);
        }
        for (int i = 0; i < technicians; i++) {
            s.technicianFreeAt[i] = in.readLong();
        }
        long planned = in.readLong();
        List<Event> events = new ArrayList<>();
        for (int n = count(in); n > 0; n--) {
            events.add(new Event(
                    in.readLong(), in.readLong(), Event.Kind.valueOf(in.readUTF()), in.readInt(), in.readInt()));
        }
        s.queue.restore(events, planned);
        for (int n = count(in); n > 0; n--) {
            s.orders.put(in.readInt(), readOrder(in));
        }
        for (int n = count(in); n > 0; n--) {
            s.waivers.put(s.waivers.size(), readWaiver(in));
        }
        for (int n = count(in); n > 0; n--) {
            s.outbox.add(readTell(in));
        }
        return s;
    }

    private static int count(DataInputStream in) throws IOException {
        int count = in.readInt();
        if (count < 0 || count > COUNT_MAX) {
            throw new IOException("saw a count of " + count + ", expected 0 to " + COUNT_MAX);
        }
        return count;
    }

    private static void writeOrder(Doors.Order order, DataOutputStream out) throws IOException {
        out.writeUTF(order.id());
        out.writeUTF(order.kind());
        out.writeUTF(order.location());
        out.writeInt(order.moves().size());
        for (Doors.Move move : order.moves()) {
            out.writeUTF(move.action());
            out.writeUTF(move.from());
            out.writeUTF(move.to());
            out.writeBoolean(move.done());
        }
    }

    private static Doors.Order readOrder(DataInputStream in) throws IOException {
        String id = in.readUTF();
        String kind = in.readUTF();
        String location = in.readUTF();
        List<Doors.Move> moves = new ArrayList<>();
        for (int n = count(in); n > 0; n--) {
            moves.add(new Doors.Move(in.readUTF(), in.readUTF(), in.readUTF(), in.readBoolean()));
        }
        return new Doors.Order(id, kind, location, moves);
    }

    private static void writeWaiver(SiteWaiver waiver, DataOutputStream out) throws IOException {
        out.writeUTF(waiver.id());
        out.writeUTF(waiver.test());
        out.writeLong(waiver.until());
        out.writeInt(waiver.nodes().size());
        for (int node : waiver.nodes()) {
            out.writeInt(node);
        }
    }

    private static SiteWaiver readWaiver(DataInputStream in) throws IOException {
        String id = in.readUTF();
        String test = in.readUTF();
        long until = in.readLong();
        List<Integer> nodes = new ArrayList<>();
        for (int n = count(in); n > 0; n--) {
            nodes.add(in.readInt());
        }
        return new SiteWaiver(id, test, nodes, until);
    }

    private static void writeTell(Tell tell, DataOutputStream out) throws IOException {
        out.writeUTF(tell.getClass().getSimpleName());
        out.writeLong(tell.at());
        switch (tell) {
            case Tell.Goods t -> {
                out.writeUTF(t.name());
                out.writeInt(t.crates().size());
                for (Doors.Crate crate : t.crates()) {
                    writeCrate(crate, out);
                }
            }
            case Tell.SignedOff t -> {
                out.writeUTF(t.name());
                out.writeInt(t.devices().size());
                for (int device : t.devices()) {
                    out.writeInt(device);
                }
            }
            case Tell.Looked ignored -> {}
            case Tell.Repaired t -> out.writeInt(t.order());
            case Tell.TestsBegan t -> out.writeInt(t.node());
            case Tell.TestsEnded t -> out.writeInt(t.node());
            case Tell.Waived t -> out.writeInt(t.waiver());
            case Tell.WaiverEnded t -> out.writeInt(t.waiver());
            case Tell.TakenOut t -> {
                out.writeInt(t.node());
                out.writeInt(t.waiver());
            }
            case Tell.BroughtBack t -> {
                out.writeInt(t.node());
                out.writeBoolean(t.part().isPresent());
                if (t.part().isPresent()) {
                    out.writeUTF(t.part().get().kind());
                    out.writeUTF(t.part().get().oldSerial());
                    out.writeUTF(t.part().get().newSerial());
                }
            }
        }
    }

    private static Tell readTell(DataInputStream in) throws IOException {
        String kind = in.readUTF();
        long at = in.readLong();
        return switch (kind) {
            case "Goods" -> {
                String name = in.readUTF();
                List<Doors.Crate> crates = new ArrayList<>();
                for (int n = count(in); n > 0; n--) {
                    crates.add(readCrate(in));
                }
                yield new Tell.Goods(at, name, crates);
            }
            case "SignedOff" -> {
                String name = in.readUTF();
                List<Integer> devices = new ArrayList<>();
                for (int n = count(in); n > 0; n--) {
                    devices.add(in.readInt());
                }
                yield new Tell.SignedOff(at, name, devices);
            }
            case "Looked" -> new Tell.Looked(at);
            case "Repaired" -> new Tell.Repaired(at, in.readInt());
            case "TestsBegan" -> new Tell.TestsBegan(at, in.readInt());
            case "TestsEnded" -> new Tell.TestsEnded(at, in.readInt());
            case "Waived" -> new Tell.Waived(at, in.readInt());
            case "WaiverEnded" -> new Tell.WaiverEnded(at, in.readInt());
            case "TakenOut" -> new Tell.TakenOut(at, in.readInt(), in.readInt());
            case "BroughtBack" ->
                new Tell.BroughtBack(
                        at,
                        in.readInt(),
                        in.readBoolean()
                                ? Optional.of(new Doors.Swapped(in.readUTF(), in.readUTF(), in.readUTF()))
                                : Optional.empty());
            default -> throw new IOException("saw '" + kind + "', expected something to tell");
        };
    }

    private static void writeCrate(Doors.Crate crate, DataOutputStream out) throws IOException {
        out.writeUTF(crate.orderLine());
        out.writeUTF(crate.model());
        out.writeUTF(crate.serial());
        out.writeUTF(crate.device());
        out.writeInt(crate.gpuSerials().size());
        for (String serial : crate.gpuSerials()) {
            out.writeUTF(serial);
        }
    }

    private static Doors.Crate readCrate(DataInputStream in) throws IOException {
        String orderLine = in.readUTF();
        String model = in.readUTF();
        String serial = in.readUTF();
        String device = in.readUTF();
        List<String> gpus = new ArrayList<>();
        for (int n = count(in); n > 0; n--) {
            gpus.add(in.readUTF());
        }
        return new Doors.Crate(orderLine, model, serial, gpus, device);
    }
}
