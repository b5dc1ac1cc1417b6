/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.siting.read;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.algorithm.Orientation;
import org.locationtech.jts.algorithm.PointLocation;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Location;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads a shapefile (ESRI's technical description of July 1998): points, lines and polygons, flat or with heights, in degrees or a
 * projection that its {@code .prj} tells. Shells run clockwise, holes the other way; a hole belongs to the smallest shell around it.
 */
final class Shapefile {

    private static final int CODE = 9994;
    private static final int HEADER = 100;

    private final ByteBuffer in;
    private final Projection projection;
    private final @Nullable Dbf table;

    private Shapefile(byte[] bytes, Projection projection, @Nullable Dbf table) {
        this.in = ByteBuffer.wrap(bytes);
        this.projection = projection;
        this.table = table;
    }

    /** How many shapes it has. */
    static int read(byte[] bytes, @Nullable Dbf table, Projection projection, Consumer<GeoJsonReader.Feature> sink)
            throws Unreadable {
        if (bytes.length < HEADER || ByteBuffer.wrap(bytes).getInt(0) != CODE) {
            throw new Unreadable("it does not begin as a shapefile does");
        }
        try {
            return new Shapefile(bytes, projection, table).records(sink);
        } catch (BufferUnderflowException | IndexOutOfBoundsException | NegativeArraySizeException e) {
            throw new Unreadable("it is cut off or broken");
        }
    }

    private int records(Consumer<GeoJsonReader.Feature> sink) throws Unreadable {
        int at = HEADER;
        int index = 0;
        while (at + 12 <= in.limit()) {
            in.order(ByteOrder.BIG_ENDIAN);
            int length = 2 * in.getInt(at + 4);
            if (length < 4 || at + 8 + (long) length > in.limit()) {
                throw new Unreadable("it is cut off or broken");
            }
            in.order(ByteOrder.LITTLE_ENDIAN).position(at + 8);
            Optional<RawShape> shape = shape(in.getInt(), length);
            ObjectNode row = table != null && index < table.rows()
                    ? table.row(index)
                    : JsonMapper.shared().createObjectNode();
            sink.accept(new GeoJsonReader.Feature(shape, row, index + 1, index, true));
            index++;
            at += 8 + length;
        }
        return index;
    }

    private Optional<RawShape> shape(int type, int length) throws Unreadable {
        return switch (type) {
            case 0 -> Optional.empty();
            case 1, 11, 21 -> Optional.of(new RawShape("Point", position(), List.of()));
            case 8, 18, 28 -> {
                in.position(in.position() + 32);
                int points = count(length, 16);
                List<double[]> all = new ArrayList<>(points);
                for (int i = 0; i < points; i++) {
                    all.add(position());
                }
                yield Optional.of(new RawShape("MultiPoint", all, List.of()));
            }
            case 3, 13, 23 -> Optional.of(new RawShape("MultiLineString", parts(length), List.of()));
            case 5, 15, 25 -> Optional.of(new RawShape("MultiPolygon", polygons(parts(length)), List.of()));
            default -> throw new Unreadable("shapes of type " + type + " are not read");
        };
    }

    private double[] position() throws Unreadable {
        double x = in.getDouble();
        double y = in.getDouble();
        Coordinate c = projection.toDegrees(x, y);
        if (!(Math.abs(c.x) <= 180 && Math.abs(c.y) <= 90)) {
            throw new Unreadable(
                    "its coordinates are no degrees and no .prj says what they are; convert it to EPSG:4326");
        }
        return new double[] {c.x, c.y};
    }

    private int count(int length, int size) throws Unreadable {
        int count = in.getInt();
        if (count < 0 || (long) count * size > length) {
            throw new Unreadable("it is cut off or broken");
        }
        return count;
    }

    private List<List<double[]>> parts(int length) throws Unreadable {
        in.position(in.position() + 32);
        int parts = count(length, 4);
        int points = count(length, 16);
        int[] start = new int[parts + 1];
        for (int i = 0; i < parts; i++) {
            start[i] = in.getInt();
        }
        start[parts] = points;
        List<List<double[]>> out = new ArrayList<>(parts);
        for (int p = 0; p < parts; p++) {
            List<double[]> part = new ArrayList<>();
            for (int i = start[p]; i < start[p + 1]; i++) {
                part.add(position());
            }
            if (!part.isEmpty()) {
                out.add(part);
            }
        }
        return out;
    }

    private static final class Shell {
        private final Coordinate[] ring;
        private final Envelope box = new Envelope();
        private final List<List<double[]>> rings = new ArrayList<>();

        Shell(List<double[]> positions, Coordinate[] ring) {
            this.ring = ring;
            rings.add(positions);
            for (Coordinate c : ring) {
                box.expandToInclude(c);
            }
        }

        boolean holds(Coordinate[] hole) {
            for (Coordinate c : hole) {
                int place = box.contains(c) ? PointLocation.locateInRing(c, ring) : Location.EXTERIOR;
                if (place != Location.BOUNDARY) {
                    return place == Location.INTERIOR;
                }
            }
            return true;
        }
    }

    private static List<List<List<double[]>>> polygons(List<List<double[]>> rings) {
        List<Shell> shells = new ArrayList<>();
        List<List<double[]>> holes = new ArrayList<>();
        for (List<double[]> ring : rings) {
            Coordinate[] corners = corners(ring);
            boolean hole = corners.length >= 4 && Orientation.isCCWArea(corners);
            if (hole) {
                holes.add(ring);
            } else {
                shells.add(new Shell(ring, corners));
            }
        }
        for (List<double[]> hole : holes) {
            Coordinate[] corners = corners(hole);
            Optional<Shell> around = shells.stream()
                    .filter(s -> s.holds(corners))
                    .min(java.util.Comparator.comparingDouble(s -> s.box.getArea()));
            around.ifPresentOrElse(s -> s.rings.add(hole), () -> shells.add(new Shell(hole, corners)));
        }
        return shells.stream().map(s -> s.rings).toList();
    }

    private static Coordinate[] corners(List<double[]> ring) {
        boolean open = ring.getFirst()[0] != ring.getLast()[0] || ring.getFirst()[1] != ring.getLast()[1];
        Coordinate[] out = new Coordinate[ring.size() + (open ? 1 : 0)];
        for (int i = 0; i < out.length; i++) {
            double[] p = ring.get(i % ring.size());
            out[i] = new org.locationtech.jts.geom.CoordinateXY(p[0], p[1]);
        }
        return out;
    }
}
