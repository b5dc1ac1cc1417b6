/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.cuda;

import io.plimsoll.gpu.DeviceHealth;
import io.plimsoll.gpu.DeviceInfo;
import io.plimsoll.gpu.DeviceLinks;
import io.plimsoll.gpu.suite.Figure;
import io.plimsoll.gpu.suite.TestOutcome;
import io.plimsoll.gpu.suite.UnitAccount;
import io.plimsoll.model.Verdict;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** What the child says, one line a fact, cells parted by tabs; and what the parent makes of it. */
final class ChildLines {

    static final String END = "end";

    private final List<TestOutcome> outcomes = new ArrayList<>();
    private final List<Figure> figures = new ArrayList<>();
    private final List<String> errors = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private final List<UnitAccount> units = new ArrayList<>();
    private Optional<DeviceInfo> device = Optional.empty();
    private DeviceHealth health = DeviceHealth.UNKNOWN;
    private Optional<String> broke = Optional.empty();
    private String state = "starting";
    private boolean ended;
    private long works;
    private long steps;

    static String state(String text) {
        return line("state", text);
    }

    static String broke(String text) {
        return line("broke", text);
    }

    static String device(DeviceInfo d, DeviceHealth h) {
        return line(
                "device",
                d.index(),
                d.name(),
                d.identity(),
                d.slots(),
                d.memory(),
                d.memoryFree(),
                d.driver(),
                d.architecture(),
                d.tile(),
                told(h.watts()),
                told(h.wattsLimit()),
                told(h.celsius()),
                told(h.smMegahertz()),
                told(h.memoryMegahertz()),
                told(h.eccUncorrected()),
                told(h.eccCorrected()),
                told(h.remappedRows()),
                told(h.remapPending()),
                String.join(",", h.throttleReasons()),
                h.recovery(),
                told(h.links().pcieGeneration()),
                told(h.links().pcieGenerationMax()),
                told(h.links().pcieWidth()),
                told(h.links().pcieWidthMax()),
                told(h.links().pcieReplays()),
                told(h.links().nvlinksActive()),
                told(h.links().nvlinksInactive()),
                told(h.links().nvlinkErrors()));
    }

    /** @param works how many the device has done so far */
    static String beat(long works) {
        return line("beat", works);
    }

    /** All lines of one outcome, the line that completes it last. */
    static String outcome(TestOutcome o) {
        StringBuilder all = new StringBuilder();
        o.measurements()
                .forEach(f -> all.append(line("figure", f.metric(), f.value(), f.unit(), f.scope()))
                        .append('\n'));
        o.errors().forEach(e -> all.append(line("error", e)).append('\n'));
        o.notes().forEach(n -> all.append(line("note", n)).append('\n'));
        o.units()
                .forEach(u -> all.append(line("unit", u.test(), u.unit(), u.pieces(), u.wrong(), u.rate()))
                        .append('\n'));
        return all.append(line("outcome", o.test(), o.verdict(), o.seconds()))
                .append('\n')
                .toString();
    }

    /** Takes one line; a line of another kind is what a library printed, and is passed over. */
    void take(String line) {
        String[] c = line.split("\t", -1);
        steps += c[0].equals("beat") ? 0 : 1;
        switch (c[0]) {
            case "state" -> state = c[1];
            case "beat" -> works = Long.parseLong(c[1]);
            case "broke" -> broke = Optional.of(c[1]);
            case "device" -> device(c);
            case "figure" -> figures.add(new Figure(c[1], Double.parseDouble(c[2]), c[3], c[4]));
            case "error" -> errors.add(c[1]);
            case "note" -> notes.add(c[1]);
            case "unit" ->
                units.add(new UnitAccount(
                        c[1],
                        Integer.parseInt(c[2]),
                        Long.parseLong(c[3]),
                        Long.parseLong(c[4]),
                        Double.parseDouble(c[5])));
            case "outcome" -> {
                outcomes.add(new TestOutcome(
                        c[1], Verdict.valueOf(c[2]), Double.parseDouble(c[3]), figures, errors, notes, units));
                figures.clear();
                errors.clear();
                notes.clear();
                units.clear();
            }
            case END -> ended = true;
            default -> {
                // not ours
            }
        }
    }

    private void device(String[] c) {
        device = Optional.of(new DeviceInfo(
                Integer.parseInt(c[1]),
                c[2],
                c[3],
                true,
                Integer.parseInt(c[4]),
                Long.parseLong(c[5]),
                Long.parseLong(c[6]),
                c[7],
                c[8],
                EnumSet.noneOf(io.plimsoll.gpu.Arithmetic.class),
                Integer.parseInt(c[9])));
        health = new DeviceHealth(
                real(c[10]),
                real(c[11]),
                real(c[12]),
                real(c[13]),
                real(c[14]),
                whole(c[15]),
                whole(c[16]),
                whole(c[17]),
                whole(c[18]),
                c[19].isEmpty() ? List.of() : List.of(c[19].split(",")),
                c[20],
                new DeviceLinks(
                        whole(c[21]),
                        whole(c[22]),
                        whole(c[23]),
                        whole(c[24]),
                        whole(c[25]),
                        whole(c[26]),
                        whole(c[27]),
                        whole(c[28])));
    }

    /** How often the device came forward: each work that it did, and each step that was told. */
    long progress() {
        return works + steps;
    }

    Optional<DeviceInfo> deviceTold() {
        return device;
    }

    DeviceHealth healthTold() {
        return health;
    }

    List<TestOutcome> outcomes() {
        return List.copyOf(outcomes);
    }

    Optional<String> broken() {
        return broke;
    }

    String lastState() {
        return state;
    }

    boolean ended() {
        return ended;
    }

    private static String line(Object... cells) {
        StringBuilder all = new StringBuilder();
        for (Object cell : cells) {
            all.append(all.isEmpty() ? "" : "\t").append(String.valueOf(cell).replaceAll("\\p{Cntrl}", " "));
        }
        return all.toString();
    }

    private static String told(OptionalDouble value) {
        return value.isPresent() ? Double.toString(value.getAsDouble()) : "";
    }

    private static String told(OptionalLong value) {
        return value.isPresent() ? Long.toString(value.getAsLong()) : "";
    }

    private static OptionalDouble real(String text) {
        return text.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(Double.parseDouble(text));
    }

    private static OptionalLong whole(String text) {
        return text.isEmpty() ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(text));
    }
}
