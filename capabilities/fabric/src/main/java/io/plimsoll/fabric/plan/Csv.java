/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.fabric.plan;

import java.io.IOException;
import java.io.Writer;

/** Writes CSV rows: comma, line feed, quotes only where needed. */
final class Csv {

    private Csv() {}

    static void row(Writer out, Object... cells) throws IOException {
        for (int i = 0; i < cells.length; i++) {
            if (i > 0) {
                out.write(',');
            }
            cell(out, cells[i].toString());
        }
        out.write('\n');
    }

    private static void cell(Writer out, String text) throws IOException {
        boolean quote = false;
        for (int i = 0; i < text.length() && !quote; i++) {
            char c = text.charAt(i);
            quote = c == ',' || c == '"' || c == '\n' || c == '\r';
        }
        out.write(quote ? '"' + text.replace("\"", "\"\"") + '"' : text);
    }
}
