/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.fabric.design;

import io.plimsoll.model.InputProblems;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The hall that cables are routed through: racks stand in rows, a cable climbs to the tray above its row, follows it, changes
 * rows at a cross tray, and comes down. All lengths in millimetres; each number's source stands beside it in the YAML file.
 *
 * @param rackPitchMm from one rack's middle to the next one's
 * @param rowPitchMm from one row's middle to the next one's, aisle included
 * @param rowsPerHall how many rows a hall takes before the next hall begins
 * @param hallGapMm what a wall between two halls adds
 * @param crossTrayEveryRacks a tray crosses the rows after this many racks
 * @param trayMm height of the tray above the floor
 * @param firstUnitMm height of rack unit 1 above the floor
 * @param slackMm service loop at each end of a cable that leaves its rack
 * @param slackInRackMm service loop at each end of a cable that stays in its rack
 * @param bundleSize the most cables laid as one trunk between two racks
 * @param media what is ordered for which routed length, shortest reach first
 */
public record HallLayout(
        String name,
        int rackPitchMm,
        int rowPitchMm,
        int rowsPerHall,
        int hallGapMm,
        int crossTrayEveryRacks,
        int trayMm,
        int firstUnitMm,
        int slackMm,
        int slackInRackMm,
        int bundleSize,
        List<Media> media) {

    private static final int RACK_UNIT_HUNDREDTHS_MM = 4445;

    public HallLayout {
        media = List.copyOf(media);
    }

    /**
     * One kind of cable.
     *
     * @param reachDm the longest that works
     * @param lengthsDm the lengths that are sold, ascending
     */
    public record Media(String name, int reachDm, List<Integer> lengthsDm) {
        public Media {
            lengthsDm = List.copyOf(lengthsDm);
        }
    }

    /** A cable as it is ordered; {@code media} is empty where nothing reaches that far. */
    public record Ordered(String media, int lengthDm) {}

    /** A place in the site: row and rack count from 1 over the whole site, so that rack names are unique in it. */
    record Place(int row, int rack, int unit) {}

    /** The hall of a row, counted from 1. */
    int hall(int row) {
        return (row - 1) / rowsPerHall + 1;
    }

    /** The way of a cable through the trays, in millimetres. */
    int routeMm(Place a, Place b) {
        int heightA = heightMm(a.unit);
        int heightB = heightMm(b.unit);
        if (a.row == b.row && a.rack == b.rack) {
            return Math.abs(heightA - heightB) + 2 * slackInRackMm;
        }
        int vertical = Math.max(0, trayMm - heightA) + Math.max(0, trayMm - heightB);
        int along = a.row == b.row ? Math.abs(a.rack - b.rack) : racksOverCrossTray(a.rack, b.rack);
        int across = Math.abs(rowMm(a.row) - rowMm(b.row));
        return vertical + along * rackPitchMm + across + 2 * slackMm;
    }

    /** What to order for a routed length: the first medium that reaches, in the next length that is sold. */
    public Ordered order(int routeMm) {
        int need = Math.ceilDiv(routeMm, 100);
        for (Media medium : media) {
            for (int length : medium.lengthsDm) {
                if (length >= need && length <= medium.reachDm) {
                    return new Ordered(medium.name, length);
                }
            }
        }
        return new Ordered("", need);
    }

    private int heightMm(int unit) {
        return firstUnitMm + Math.max(0, unit - 1) * RACK_UNIT_HUNDREDTHS_MM / 100;
    }

    private int rowMm(int row) {
        return (row - 1) * rowPitchMm + (hall(row) - 1) * hallGapMm;
    }

    /** Racks walked along both rows when the change of row happens at the best cross tray. */
    private int racksOverCrossTray(int a, int b) {
        int low = Math.min(a, b);
        int high = Math.max(a, b);
        int before = low / crossTrayEveryRacks * crossTrayEveryRacks;
        int after = Math.ceilDiv(low, crossTrayEveryRacks) * crossTrayEveryRacks;
        if (after <= high) {
            return high - low;
        }
        return Math.min(low - before + high - before, after - low + after - high);
    }

    /** The layout that comes with Plimsoll. */
    public static HallLayout standard() {
        return shipped("standard-hall");
    }

    static HallLayout shipped(String name) {
        String resource = "/io/plimsoll/fabric/layouts/" + name + ".yaml";
        try (InputStream in = HallLayout.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalArgumentException("no layout named " + name);
            }
            return read(in, name + ".yaml");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads a layout.
     *
     * @throws io.plimsoll.model.BadInputException if it is not one
     */
    public static HallLayout read(InputStream in, String source) {
        InputProblems problems = new InputProblems(source);
        Yaml root = Yaml.read(in, problems);
        List<Media> media = new ArrayList<>();
        for (Yaml entry : root.get("media").list) {
            int reach = entry.get("reachDm").integer(1, 1, 1_000_000, problems);
            List<Integer> lengths = new ArrayList<>();
            for (Yaml length : entry.get("lengthsDm").list) {
                lengths.add(length.integer(1, 1, 1_000_000, problems));
            }
            media.add(new Media(
                    entry.get("name").required(problems),
                    reach,
                    lengths.stream().sorted().toList()));
            entry.get("source").required(problems);
            entry.refuseUnknownKeys(problems);
        }
        if (media.isEmpty()) {
            problems.add(root.line, "", "at least one entry under media");
        }
        HallLayout layout = new HallLayout(
                root.get("name").required(problems),
                millimetres(root, "rackPitchMm", problems),
                millimetres(root, "rowPitchMm", problems),
                root.get("rowsPerHall").integer(1, 1, 10_000, problems),
                millimetres(root, "hallGapMm", problems),
                root.get("crossTrayEveryRacks").integer(1, 1, 1_000, problems),
                millimetres(root, "trayMm", problems),
                millimetres(root, "firstUnitMm", problems),
                millimetres(root, "slackMm", problems),
                millimetres(root, "slackInRackMm", problems),
                root.get("bundleSize").integer(1, 1, 10_000, problems),
                media);
        root.get("source").required(problems);
        root.refuseUnknownKeys(problems);
        problems.refuseIfAny();
        return layout;
    }

    private static int millimetres(Yaml root, String key, InputProblems problems) {
        root.get(key).required(problems);
        return root.get(key).integer(0, 0, 1_000_000, problems);
    }
}
