/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.bench;

import io.plimsoll.siting.flood.FloodGrid;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.CoordinateXY;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.prep.PreparedGeometry;
import org.locationtech.jts.geom.prep.PreparedGeometryFactory;
import org.locationtech.jts.index.strtree.STRtree;

/** Times which flood areas a footprint touches, by our grid and by JTS with a tree of boxes, and compares with JTS asked of every area. */
final class FloodBench {

    private static final int ROUNDS = 3;
    private static final double COUNTY_DEGREES = 1;
    private static final ThreadMXBean CLOCK = ManagementFactory.getThreadMXBean();
    private static final GeometryFactory GEO = new GeometryFactory();

    private FloodBench() {}

    /**
     * @param corners of all areas together
     * @param gridPerSecond footprints, all threads together, best of the rounds
     * @param onePerSecond footprints on one thread
     * @param onePerProcessorSecond footprints a second of processor time of that thread, which a busy machine does not stretch
     * @param treePerSecond JTS: STRtree and prepared geometries, all threads
     * @param compared footprints that were also asked of every area without an index
     * @param equal of them with the same answer
     * @param touches areas touched in one round, so that no answer is thrown away
     */
    record Result(
            Machine machine,
            int areas,
            long corners,
            int footprints,
            int threads,
            double buildMillis,
            double gridPerSecond,
            double onePerSecond,
            double onePerProcessorSecond,
            double treePerSecond,
            double ratio,
            long touches,
            int compared,
            int equal) {}

    static Result run(int areas, int footprints, int compared) {
        SplittableRandom random = new SplittableRandom(8);
        List<PreparedGeometry> shapes = new ArrayList<>();
        long corners = 0;
        for (int i = 0; i < areas; i++) {
            Geometry area = area(random, COUNTY_DEGREES / Math.sqrt(areas));
            corners += area.getNumPoints();
            shapes.add(PreparedGeometryFactory.prepare(area));
        }
        double[][] rings = new double[footprints][];
        for (int i = 0; i < footprints; i++) {
            rings[i] = footprint(random);
        }
        int threads = Runtime.getRuntime().availableProcessors();
        long start = System.nanoTime();
        FloodGrid grid = new FloodGrid(shapes);
        double build = (System.nanoTime() - start) / 1e6;
        double one = 0;
        double processor = 0;
        double all = 0;
        long touches = 0;
        for (int round = 0; round < ROUNDS; round++) {
            start = System.nanoTime();
            long before = CLOCK.getCurrentThreadCpuTime();
            touches = grid(grid, rings, 0, footprints);
            processor = Math.max(processor, footprints / ((CLOCK.getCurrentThreadCpuTime() - before) / 1e9));
            one = Math.max(one, footprints / ((System.nanoTime() - start) / 1e9));
            start = System.nanoTime();
            AtomicLong sum = new AtomicLong();
            IntStream.range(0, threads)
                    .parallel()
                    .forEach(t -> sum.addAndGet(
                            grid(grid, rings, part(footprints, t, threads), part(footprints, t + 1, threads))));
            all = Math.max(all, footprints / ((System.nanoTime() - start) / 1e9));
            if (sum.get() != touches) {
                throw new IllegalStateException("answers depend on the number of threads");
            }
        }
        double tree = tree(shapes, rings, Math.min(footprints, 200_000), threads);
        int same = equal(grid, shapes, rings, compared);
        return new Result(
                Machine.here(),
                areas,
                corners,
                footprints,
                threads,
                build,
                all,
                one,
                processor,
                tree,
                all / tree,
                touches,
                compared,
                same);
    }

    private static int part(int all, int index, int parts) {
        return (int) ((long) all * index / parts);
    }

    private static long grid(FloodGrid grid, double[][] rings, int from, int to) {
        FloodGrid.Query query = grid.query();
        long touches = 0;
        for (int i = from; i < to; i++) {
            touches += query.touch(rings[i]);
        }
        return touches;
    }

    @SuppressWarnings("unchecked")
    private static double tree(List<PreparedGeometry> shapes, double[][] rings, int count, int threads) {
        STRtree tree = new STRtree();
        shapes.forEach(s -> tree.insert(s.getGeometry().getEnvelopeInternal(), s));
        tree.build();
        Geometry[] footprints =
                Arrays.stream(rings).limit(count).map(FloodBench::polygon).toArray(Geometry[]::new);
        double best = 0;
        for (int round = 0; round < ROUNDS; round++) {
            long start = System.nanoTime();
            AtomicLong touches = new AtomicLong();
            IntStream.range(0, threads).parallel().forEach(t -> {
                long own = 0;
                for (int i = part(count, t, threads); i < part(count, t + 1, threads); i++) {
                    for (PreparedGeometry shape :
                            (List<PreparedGeometry>) tree.query(footprints[i].getEnvelopeInternal())) {
                        own += shape.intersects(footprints[i]) ? 1 : 0;
                    }
                }
                touches.addAndGet(own);
            });
            best = Math.max(best, count / ((System.nanoTime() - start) / 1e9));
        }
        return best;
    }

    private static int equal(FloodGrid grid, List<PreparedGeometry> shapes, double[][] rings, int compared) {
        FloodGrid.Query query = grid.query();
        int equal = 0;
        for (int i = 0; i < Math.min(compared, rings.length); i++) {
            Geometry footprint = polygon(rings[i]);
            BitSet asked = new BitSet();
            for (int s = 0; s < shapes.size(); s++) {
                asked.set(s, shapes.get(s).getGeometry().intersects(footprint));
            }
            BitSet found = new BitSet();
            int count = query.touch(rings[i]);
            for (int f = 0; f < count; f++) {
                found.set(query.found(f));
            }
            equal += asked.equals(found) ? 1 : 0;
        }
        return equal;
    }

    /** A ragged area around a middle, such as a flood plain's; neighbours overlap. */
    private static Geometry area(SplittableRandom random, double size) {
        double x = random.nextDouble() * COUNTY_DEGREES;
        double y = random.nextDouble() * COUNTY_DEGREES;
        int corners = 40 + random.nextInt(120);
        Coordinate[] ring = new Coordinate[corners + 1];
        double stretch = 0.5 + random.nextDouble();
        for (int i = 0; i < corners; i++) {
            double angle = 2 * Math.PI * i / corners;
            double radius = size * (0.4 + 0.4 * random.nextDouble());
            ring[i] = new CoordinateXY(x + stretch * radius * Math.cos(angle), y + radius * Math.sin(angle) / stretch);
        }
        ring[corners] = ring[0];
        return GEO.createPolygon(ring);
    }

    /** A turned rectangle with sides of 30 to 200 m. */
    private static double[] footprint(SplittableRandom random) {
        double x = random.nextDouble() * COUNTY_DEGREES;
        double y = random.nextDouble() * COUNTY_DEGREES;
        double wide = (15 + 85 * random.nextDouble()) / 111_000;
        double high = (15 + 85 * random.nextDouble()) / 111_000;
        double turn = Math.PI * random.nextDouble();
        double cos = Math.cos(turn);
        double sin = Math.sin(turn);
        double[] out = new double[10];
        int[][] signs = {{-1, -1}, {1, -1}, {1, 1}, {-1, 1}, {-1, -1}};
        for (int i = 0; i < signs.length; i++) {
            double dx = signs[i][0] * wide;
            double dy = signs[i][1] * high;
            out[2 * i] = x + cos * dx - sin * dy;
            out[2 * i + 1] = y + sin * dx + cos * dy;
        }
        out[8] = out[0];
        out[9] = out[1];
        return out;
    }

    private static Geometry polygon(double[] ring) {
        Coordinate[] out = new Coordinate[ring.length / 2];
        for (int i = 0; i < out.length; i++) {
            out[i] = new CoordinateXY(ring[2 * i], ring[2 * i + 1]);
        }
        return GEO.createPolygon(out);
    }
}
