/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.fabric.plan;

import io.plimsoll.model.InputProblems;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/** Splits Graphviz text into names and signs, each with its line. */
final class DotTokens {

    private static final int TOKENS_MAX = 40_000_000;

    private final InputProblems problems;
    private final List<Token> tokens = new ArrayList<>();

    /**
     * @param kind NAME for an identifier or string, SIGN for punctuation, END after the last
     */
    record Token(Kind kind, String text, long line) {
        enum Kind {
            NAME,
            QUOTED,
            SIGN,
            END
        }

        boolean isName() {
            return kind == Kind.NAME || kind == Kind.QUOTED;
        }

        boolean isEnd() {
            return kind == Kind.END;
        }

        boolean is(String word) {
            return kind != Kind.QUOTED && kind != Kind.END && text.equals(word);
        }
    }

    DotTokens(InputProblems problems) {
        this.problems = problems;
    }

    List<Token> read(InputStream in) throws IOException {
        PlanLines lines = new PlanLines(in, problems);
        boolean comment = false;
        for (String line = lines.next(); line != null; line = lines.next()) {
            if (line.startsWith("#")) {
                continue;
            }
            comment = line(line, lines.number(), comment);
            if (tokens.size() > TOKENS_MAX) {
                throw problems.with(lines.number(), tokens.size() + " words", "at most " + TOKENS_MAX, "");
            }
        }
        tokens.add(new Token(Token.Kind.END, "", Math.max(1, lines.number())));
        return tokens;
    }

    /** Splits one line; says whether it ends inside a comment. */
    private boolean line(String text, long line, boolean inComment) {
        boolean comment = inComment;
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (comment) {
                int end = text.indexOf("*/", at);
                if (end < 0) {
                    return true;
                }
                comment = false;
                at = end + 2;
            } else if (text.startsWith("/*", at)) {
                comment = true;
                at += 2;
            } else if (text.startsWith("//", at)) {
                return false;
            } else if (Character.isWhitespace(c)) {
                at++;
            } else if (c == '"') {
                at = quoted(text, at, line);
            } else if (text.startsWith("--", at) || text.startsWith("->", at)) {
                tokens.add(new Token(Token.Kind.SIGN, text.substring(at, at + 2), line));
                at += 2;
            } else if ("{}[];,:=".indexOf(c) >= 0) {
                tokens.add(new Token(Token.Kind.SIGN, String.valueOf(c), line));
                at++;
            } else {
                at = bare(text, at, line);
            }
        }
        return comment;
    }

    private int quoted(String text, int from, long line) {
        StringBuilder out = new StringBuilder();
        for (int at = from + 1; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '"') {
                tokens.add(new Token(Token.Kind.QUOTED, out.toString(), line));
                return at + 1;
            }
            if (c == '\\' && at + 1 < text.length() && (text.charAt(at + 1) == '"' || text.charAt(at + 1) == '\\')) {
                at++;
            }
            out.append(text.charAt(at));
        }
        throw problems.with(line, text.substring(from), "a closing quote in the same line", "");
    }

    private int bare(String text, int from, long line) {
        int at = from;
        while (at < text.length()
                && (Character.isLetterOrDigit(text.charAt(at)) || "_.".indexOf(text.charAt(at)) >= 0)) {
            at++;
        }
        if (at == from) {
            throw problems.with(line, text.substring(from), "a name, a quoted name or one of { } [ ] ; : = --", "");
        }
        tokens.add(new Token(Token.Kind.NAME, text.substring(from, at), line));
        return at;
    }
}
