/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.siting.read;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The table beside a shapefile (dBASE III and its followers): a record for each shape. */
final class Dbf {

    private record Column(String name, char type, int at, int wide) {}

    private final byte[] bytes;
    private final Charset charset;
    private final List<Column> columns = new ArrayList<>();
    private final int first;
    private final int wide;
    private final int rows;

    /** @param cpg the code page as its file says, such as {@code UTF-8}; empty for UTF-8 where it fits and else Windows' */
    Dbf(byte[] bytes, String cpg) throws Unreadable {
        if (bytes.length < 33) {
            throw new Unreadable("its .dbf is cut off");
        }
        ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        this.bytes = bytes;
        this.first = in.getShort(8) & 0xFFFF;
        this.wide = in.getShort(10) & 0xFFFF;
        int told = in.getInt(4);
        this.charset = charset(cpg.strip());
        int at = 1;
        for (int d = 32; d + 32 <= bytes.length && d + 32 <= first && bytes[d] != 0x0D; d += 32) {
            int length = bytes[d + 16] & 0xFF;
            String name = new String(bytes, d, 11, StandardCharsets.ISO_8859_1);
            int end = name.indexOf('\0');
            columns.add(
                    new Column((end < 0 ? name : name.substring(0, end)).strip(), (char) bytes[d + 11], at, length));
            at += length;
        }
        if (first < 33 || wide < 1 || columns.isEmpty() || at > wide) {
            throw new Unreadable("its .dbf is not understood");
        }
        this.rows = (int) Math.min(Math.max(told, 0), (bytes.length - (long) first) / wide);
    }

    private static Charset charset(String cpg) {
        String name = cpg.matches("[0-9]{3,4}") ? "windows-" + cpg : cpg;
        try {
            return name.isEmpty() ? StandardCharsets.UTF_8 : Charset.forName(name.replace("ANSI ", "windows-"));
        } catch (IllegalArgumentException e) {
            return StandardCharsets.ISO_8859_1;
        }
    }

    int rows() {
        return rows;
    }

    /** A value for each column that says something. */
    ObjectNode row(int row) {
        ObjectNode out = JsonMapper.shared().createObjectNode();
        int start = first + row * wide;
        for (Column c : columns) {
            String text = text(start + c.at(), c.wide());
            if (text.isEmpty() || text.chars().allMatch(ch -> ch == '*')) {
                continue;
            }
            switch (c.type()) {
                case 'N', 'F' -> number(out, c.name(), text);
                case 'L' -> out.put(c.name(), text);
                default -> out.put(c.name(), text);
            }
        }
        return out;
    }

    private static void number(ObjectNode out, String name, String text) {
        try {
            out.put(name, Double.parseDouble(text));
        } catch (NumberFormatException e) {
            out.put(name, text);
        }
    }

    private String text(int at, int length) {
        String text = new String(bytes, at, length, charset);
        if (text.indexOf('\uFFFD') >= 0) {
            text = new String(bytes, at, length, StandardCharsets.ISO_8859_1);
        }
        return text.replace('\0', ' ').strip();
    }
}
