/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.fabric.plan;

import io.plimsoll.fabric.DeviceKind;
import io.plimsoll.fabric.PortRef;
import io.plimsoll.model.InputProblems;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads PTM's topology graph: {@code graph G { "leaf1":"swp1" -- "spine1":"swp3" }}. Attributes are skipped, subgraphs are
 * flattened. The grammar is Graphviz's, without HTML names.
 */
final class DotReader {

    private final PlanBuilder builder;
    private final InputProblems problems;
    private List<DotTokens.Token> tokens = List.of();
    private int at;

    DotReader(PlanBuilder builder) {
        this.builder = builder;
        this.problems = builder.problems();
    }

    void read(InputStream in) throws IOException {
        tokens = new DotTokens(problems).read(in);
        at = 0;
        if (peek().is("strict")) {
            at++;
        }
        if (!peek().is("graph") && !peek().is("digraph")) {
            throw expected("graph");
        }
        at++;
        if (peek().isName()) {
            builder.name(next().text());
        }
        if (!peek().is("{")) {
            throw expected("{");
        }
        at++;
        int depth = 1;
        while (depth > 0) {
            DotTokens.Token token = peek();
            if (token.isEnd()) {
                throw expected("}");
            }
            if (token.is("{") || token.is("}")) {
                depth += token.is("{") ? 1 : -1;
                at++;
            } else {
                statement();
            }
        }
        if (!peek().isEnd()) {
            problems.add(peek().line(), peek().text(), "nothing after the graph");
        }
    }

    private void statement() {
        DotTokens.Token token = next();
        if (token.is(";") || token.is(",")) {
            return;
        }
        if (token.is("subgraph")) {
            if (peek().isName()) {
                at++;
            }
            return;
        }
        if (!token.isName()) {
            at--;
            throw expected("a node or an edge");
        }
        if (peek().is("=")) {
            at += 2;
            return;
        }
        at--;
        List<PortRef> ends = new ArrayList<>();
        List<DotTokens.Token> tokensOfEnds = new ArrayList<>();
        do {
            tokensOfEnds.add(peek());
            ends.add(end());
        } while (edge());
        attributes();
        if (ends.size() == 1) {
            if (!List.of("node", "edge", "graph").contains(ends.getFirst().device())) {
                builder.mention(ends.getFirst().device(), DeviceKind.OTHER);
            }
            return;
        }
        for (int i = 1; i < ends.size(); i++) {
            cable(ends.get(i - 1), ends.get(i), tokensOfEnds.get(i - 1).line());
        }
    }

    private boolean edge() {
        if (peek().is("--") || peek().is("->")) {
            at++;
            return true;
        }
        return false;
    }

    private void cable(PortRef a, PortRef b, long line) {
        if (a.port().isEmpty() || b.port().isEmpty()) {
            problems.add(line, a + " -- " + b, "a port at both ends: \"leaf1\":\"swp1\" -- \"spine1\":\"swp3\"");
            return;
        }
        builder.mention(a.device(), DeviceKind.OTHER);
        builder.mention(b.device(), DeviceKind.OTHER);
        if (builder.addOnce(a, b)) {
            builder.add(PlanBuilder.cable(a, b, ""), line);
        }
    }

    private PortRef end() {
        DotTokens.Token device = next();
        if (!device.isName()) {
            at--;
            throw expected("a node's name");
        }
        if (!peek().is(":")) {
            return new PortRef(device.text(), "");
        }
        at++;
        DotTokens.Token port = next();
        if (!port.isName()) {
            at--;
            throw expected("a port's name");
        }
        return new PortRef(device.text(), port.text());
    }

    private void attributes() {
        while (peek().is("[")) {
            while (!peek().is("]")) {
                if (peek().isEnd()) {
                    throw expected("]");
                }
                at++;
            }
            at++;
        }
    }

    private DotTokens.Token peek() {
        return tokens.get(Math.min(at, tokens.size() - 1));
    }

    private DotTokens.Token next() {
        DotTokens.Token token = peek();
        at++;
        return token;
    }

    private io.plimsoll.model.BadInputException expected(String what) {
        DotTokens.Token token = peek();
        return problems.with(token.line(), token.isEnd() ? "the end of the file" : token.text(), what, "");
    }
}
