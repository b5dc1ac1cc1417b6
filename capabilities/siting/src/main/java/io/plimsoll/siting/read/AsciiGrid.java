/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.siting.read;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.StreamTokenizer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.DoubleToIntFunction;
import org.locationtech.jts.densify.Densifier;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.CoordinateSequence;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.util.GeometryTransformer;
import org.locationtech.jts.operation.union.UnaryUnionOp;

/**
 * Reads an ESRI ASCII grid, such as depths of a flood, and gathers the cells of each class into areas. Only one row is held at
 * a time; cells without data belong to no class.
 */
final class AsciiGrid {

    private static final long CELLS_MAX = 400_000_000L;
    private static final int STRIPES_MAX = 2_000_000;
    private static final GeometryFactory GEO = new GeometryFactory();
    /** So many cells of an edge are straight on the ellipsoid to within centimetres. */
    private static final int STRAIGHT_CELLS = 50;

    private final Map<Integer, List<Stripe>> done = new TreeMap<>();
    private final StreamTokenizer in;
    private double most = Double.NEGATIVE_INFINITY;
    private int stripes;

    private AsciiGrid(Reader text) {
        in = new StreamTokenizer(text);
        in.resetSyntax();
        in.whitespaceChars(0, ' ');
        in.wordChars('!', 255);
    }

    /** Cells of one class beside each other, over the rows that have just the same. */
    private static final class Stripe {
        private final int from;
        private final int to;
        private final int top;
        private int bottom;

        Stripe(int from, int to, int row) {
            this.from = from;
            this.to = to;
            this.top = row;
            this.bottom = row;
        }
    }

    /**
     * @param areas by class, in longitude and latitude
     * @param most the highest value
     */
    record Read(Map<Integer, Geometry> areas, double most) {}

    /** @param classOf the class of a cell's value; 0 for none */
    static Read read(InputStream stream, Projection projection, DoubleToIntFunction classOf) throws Unreadable {
        try {
            AsciiGrid grid = new AsciiGrid(new InputStreamReader(stream, StandardCharsets.ISO_8859_1));
            Map<String, Double> header = new HashMap<>();
            String first = grid.header(header);
            Frame frame = frame(header);
            grid.rows(first, frame, classOf);
            return new Read(grid.areas(frame, projection), grid.most);
        } catch (IOException e) {
            throw new Unreadable("it cannot be read: " + e.getMessage());
        }
    }

    private String word() throws IOException, Unreadable {
        if (in.nextToken() != StreamTokenizer.TT_WORD || in.sval == null) {
            throw new Unreadable("it is cut off");
        }
        return in.sval;
    }

    /** Reads names and values up to the first cell, which it gives back. */
    private String header(Map<String, Double> header) throws IOException, Unreadable {
        String word = word();
        while (word.matches("[A-Za-z_]+") && !word.equalsIgnoreCase("nan")) {
            header.put(word.toLowerCase(Locale.ROOT), number(word()));
            word = word();
        }
        return word;
    }

    /**
     * Where the cells lie.
     *
     * @param cell its side, in the units of the map
     * @param none the value of a cell without data; NaN if there is none
     */
    private record Frame(int columns, int rows, double west, double south, double cell, double none) {
        double north() {
            return south + rows * cell;
        }
    }

    private static Frame frame(Map<String, Double> header) throws Unreadable {
        double columns = told(header, "ncols");
        double rows = told(header, "nrows");
        double cell = told(header, "cellsize");
        if (columns < 1 || rows < 1 || !(cell > 0) || columns * rows > CELLS_MAX) {
            throw new Unreadable("its header tells no grid of at most 400 million cells");
        }
        double west =
                header.containsKey("xllcorner") ? told(header, "xllcorner") : told(header, "xllcenter") - cell / 2;
        double south =
                header.containsKey("yllcorner") ? told(header, "yllcorner") : told(header, "yllcenter") - cell / 2;
        return new Frame((int) columns, (int) rows, west, south, cell, header.getOrDefault("nodata_value", Double.NaN));
    }

    private static double told(Map<String, Double> header, String name) throws Unreadable {
        Double value = header.get(name);
        if (value == null) {
            throw new Unreadable("its header has no " + name);
        }
        return value;
    }

    private static double number(String word) throws Unreadable {
        try {
            return Double.parseDouble(word.replace(',', '.'));
        } catch (NumberFormatException e) {
            throw new Unreadable("'" + word + "' stands where a number is expected");
        }
    }

    private void rows(String first, Frame frame, DoubleToIntFunction classOf) throws IOException, Unreadable {
        Map<Long, Stripe> open = new HashMap<>();
        for (int row = 0; row < frame.rows(); row++) {
            Map<Long, Stripe> next = new HashMap<>();
            int from = 0;
            int before = 0;
            for (int column = 0; column <= frame.columns(); column++) {
                int here = 0;
                if (column < frame.columns()) {
                    double value = number(row == 0 && column == 0 ? first : word());
                    boolean told = value != frame.none() && !Double.isNaN(value);
                    here = told ? classOf.applyAsInt(value) : 0;
                    most = told ? Math.max(most, value) : most;
                }
                if (here != before) {
                    if (before != 0) {
                        stripe(before, from, column, row, open, next);
                    }
                    from = column;
                    before = here;
                }
            }
            open = next;
        }
    }

    private void stripe(int of, int from, int to, int row, Map<Long, Stripe> open, Map<Long, Stripe> next)
            throws Unreadable {
        long key = ((long) of << 48) ^ ((long) from << 24) ^ to;
        Stripe stripe = open.get(key);
        if (stripe == null) {
            if (++stripes > STRIPES_MAX) {
                throw new Unreadable("its areas are too ragged");
            }
            stripe = new Stripe(from, to, row);
            done.computeIfAbsent(of, k -> new ArrayList<>()).add(stripe);
        }
        stripe.bottom = row;
        next.put(key, stripe);
    }

    private Map<Integer, Geometry> areas(Frame f, Projection projection) throws Unreadable {
        double cell = f.cell();
        Coordinate corner = projection.toDegrees(f.west() + f.columns() * cell, f.north());
        if (!(Math.abs(corner.x) <= 180 && Math.abs(corner.y) <= 90)) {
            throw new Unreadable(
                    "its coordinates are no degrees and no .prj says what they are; convert it to EPSG:4326");
        }
        Map<Integer, Geometry> out = new TreeMap<>();
        done.forEach((of, all) -> {
            List<Geometry> boxes = all.stream()
                    .map(s -> GEO.toGeometry(new Envelope(
                            f.west() + s.from * cell,
                            f.west() + s.to * cell,
                            f.north() - (s.bottom + 1) * cell,
                            f.north() - s.top * cell)))
                    .toList();
            Geometry area = UnaryUnionOp.union(boxes);
            out.put(of, projection instanceof Projection.Degrees ? area : placed(area, cell, projection));
        });
        return out;
    }

    private static Geometry placed(Geometry area, double cell, Projection projection) {
        return new GeometryTransformer() {
            @Override
            protected CoordinateSequence transformCoordinates(CoordinateSequence from, Geometry parent) {
                Coordinate[] to = new Coordinate[from.size()];
                for (int i = 0; i < to.length; i++) {
                    to[i] = projection.toDegrees(from.getX(i), from.getY(i));
                }
                return createCoordinateSequence(to);
            }
        }.transform(Densifier.densify(area, STRAIGHT_CELLS * cell));
    }
}
