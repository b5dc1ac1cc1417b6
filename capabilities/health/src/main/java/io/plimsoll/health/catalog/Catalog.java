/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.health.catalog;

import io.plimsoll.health.data.DataTree;
import io.plimsoll.model.BadInputException;
import io.plimsoll.model.InputProblems;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The codes of one language with their meaning and action. The shipped ones carry NVIDIA's own actions with source and
 * version; a fleet may lay lines of its own over them.
 *
 * @param name {@code xid} or {@code sxid}
 */
public record Catalog(String name, String version, String source, Map<Integer, Entry> entries) {

    /** NVIDIA's catalogue of XIDs, 1 to 172. */
    public static final Catalog XID = shipped("xid.yaml");

    /** NVIDIA's list of NVSwitch SXids. */
    public static final Catalog SXID = shipped("sxid.yaml");

    private static final int CODE_MAX = 1_000_000;

    /**
     * @param official the mnemonic as the catalogue prints it
     * @param fatality for SXids: NON_FATAL, FATAL, ALWAYS_FATAL or HOST; else empty
     * @param immediate what the catalogue asks for at once; {@code UNSPECIFIED} where it says nothing
     * @param investigatory what it asks for after that
     * @param ours what Plimsoll does where that differs or is more exact; else empty
     * @param because why
     */
    public record Entry(
            int code,
            String mnemonic,
            String official,
            String meaning,
            String fatality,
            String immediate,
            String investigatory,
            String ours,
            String because) {

        /** What Plimsoll does: ours, or the catalogue's immediate action. */
        public String decided() {
            return ours.isEmpty() ? immediate : ours;
        }
    }

    public Catalog {
        entries = Map.copyOf(entries);
    }

    public Optional<Entry> entry(int code) {
        return Optional.ofNullable(entries.get(code));
    }

    /** In order of the codes. */
    public List<Entry> sorted() {
        return List.copyOf(new TreeMap<>(entries).values());
    }

    /** This catalogue with the lines of {@code over} in place of its own. */
    public Catalog with(Catalog over) {
        Map<Integer, Entry> all = new TreeMap<>(entries);
        all.putAll(over.entries);
        return new Catalog(name, version + " + " + over.version, source + "; " + over.source, all);
    }

    static Catalog shipped(String file) {
        return read(resource(file), file);
    }

    static String resource(String file) {
        try (InputStream in = Catalog.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("not among the resources: " + file);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads a catalogue in the form of the shipped ones.
     *
     * @throws BadInputException if a line has no code, no mnemonic, no action, or stands twice
     */
    public static Catalog read(String yaml, String source) {
        DataTree root = DataTree.yaml(yaml, source);
        InputProblems problems = new InputProblems(source);
        Map<Integer, Entry> entries = new TreeMap<>();
        if (root.at("entries").list().isEmpty()) {
            problems.add(
                    root.line(), "", "a list of entries", "write entries: - {code: 79, mnemonic: ..., immediate: ...}");
        }
        for (DataTree line : root.at("entries").list()) {
            double code = line.at("code").number().orElse(-1);
            String immediate = line.text("immediate");
            if (code < 0 || code > CODE_MAX || code != Math.rint(code)) {
                problems.add(line.line(), line.text("code"), "a whole code, 0 to " + CODE_MAX);
            } else if (immediate.isEmpty()) {
                problems.add(line.line(), "code " + (int) code, "an immediate action");
            } else if (entries.put((int) code, entry(line, (int) code)) != null) {
                problems.add(line.line(), "code " + (int) code, "each code once");
            }
        }
        problems.refuseIfAny();
        return new Catalog(root.text("catalog"), root.text("version"), root.text("source"), entries);
    }

    private static Entry entry(DataTree line, int code) {
        String mnemonic = line.text("mnemonic");
        String official = line.text("official");
        return new Entry(
                code,
                mnemonic,
                official.isEmpty() ? mnemonic : official,
                line.text("meaning"),
                line.text("class"),
                line.text("immediate"),
                line.text("investigatory"),
                line.text("ours"),
                line.text("because"));
    }
}
