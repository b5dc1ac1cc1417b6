/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.fabric.verify;

import io.plimsoll.fabric.Finding;
import io.plimsoll.fabric.verify.Difference.Component;
import io.plimsoll.model.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Puts differences into findings whose ids stay the same while the same thing is wrong. */
final class Findings {

    private static final int ID_DIGITS = 10;

    private final Wiring wiring;

    Findings(Wiring wiring) {
        this.wiring = wiring;
    }

    /** One finding for each planned cable of the component, one for each cable that is there and touches no planned one. */
    List<Finding> of(Component component) {
        int[] p = component.ports();
        List<Finding> out = new ArrayList<>();
        int steps = component.cycle() ? p.length : p.length - 1;
        for (int i = component.startsPlanned() ? 0 : 1; i < steps; i += 2) {
            out.add(planned(p[i], p[(i + 1) % p.length]));
        }
        if (component.planned() == 0) {
            out.add(extra(p[0], p[1]));
        }
        return out;
    }

    private Finding planned(int a, int b) {
        boolean dark = wiring.peer[a] < 0 && wiring.peer[b] < 0;
        Finding.Kind kind = dark ? Finding.Kind.MISSING : Finding.Kind.WRONG_PEER;
        String observed = dark ? "" : seen(a) + "; " + seen(b);
        return of(kind, wiring.text(a), wiring.text(b), wiring.text(a) + " to " + wiring.text(b), observed);
    }

    private String seen(int port) {
        return wiring.peer[port] < 0
                ? wiring.text(port) + " dark"
                : wiring.text(port) + " to " + wiring.text(wiring.peer[port]) + at(port);
    }

    private String at(int port) {
        int line = wiring.line(port);
        return line > 0 ? " (line " + line + ")" : "";
    }

    private Finding extra(int a, int b) {
        return of(
                Finding.Kind.EXTRA,
                wiring.text(a),
                wiring.text(b),
                "",
                wiring.text(a) + " to " + wiring.text(b) + at(a));
    }

    Finding of(Finding.Kind kind, String a, String b, String expected, String observed) {
        return new Finding("F-" + id(kind + "\t" + a + "\t" + b), kind, a, b, expected, observed);
    }

    static String id(String text) {
        return Sha256.of(text.getBytes(StandardCharsets.UTF_8)).hex().substring(0, ID_DIGITS);
    }
}
