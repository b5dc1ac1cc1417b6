/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.fabric.verify;

import io.plimsoll.fabric.Finding;
import io.plimsoll.fabric.Location;
import io.plimsoll.fabric.PlannedCable;
import io.plimsoll.fabric.RepairOrder;
import io.plimsoll.fabric.RepairOrder.Move;
import io.plimsoll.fabric.RepairOrder.Move.Action;
import io.plimsoll.fabric.verify.Repair.Step;
import java.util.ArrayList;
import java.util.List;

/** Puts a draft into the words that a technician reads. */
final class OrderWriter {

    private final Wiring wiring;

    OrderWriter(Wiring wiring) {
        this.wiring = wiring;
    }

    RepairOrder write(Draft draft) {
        List<String> ids = draft.findings().stream().map(Finding::id).sorted().toList();
        List<Move> moves = new ArrayList<>();
        if (!draft.check().isEmpty()) {
            moves.add(check(draft));
        }
        for (Step step : draft.steps()) {
            if (step.action() != Action.CHECK) {
                moves.add(move(step));
            }
        }
        return new RepairOrder(
                "R-" + Findings.id(draft.kind() + String.join(",", ids)),
                draft.kind(),
                draft.severity(),
                moves,
                ids,
                draft.proof(),
                location(draft));
    }

    private Move check(Draft draft) {
        if (!draft.steps().isEmpty()) {
            Step step = draft.steps().getFirst();
            return new Move(Action.CHECK, wiring.text(step.from()), wiring.text(step.to()), draft.check());
        }
        if (!draft.restored().isEmpty() && draft.kind() == RepairOrder.Kind.DEAD_TWIN_MODULE) {
            int port = draft.restored().getFirst();
            int own = wiring.deviceAt(port) == draft.device() ? port : wiring.expected(port);
            return new Move(Action.CHECK, wiring.text(own), wiring.text(wiring.expected(own)), draft.check());
        }
        String what = draft.device() >= 0
                ? wiring.plan.deviceAt(draft.device()).name()
                : draft.findings().getFirst().observed();
        return new Move(Action.CHECK, what, "", draft.check());
    }

    private Move move(Step step) {
        String from = wiring.text(step.from());
        String to = wiring.text(step.to());
        String text = switch (step.action()) {
            case PLUG_OVER ->
                "Move the plug that is in " + from + " (its other end is in " + wiring.text(wiring.peer[step.from()])
                        + ") to " + to + ".";
            case CONNECT ->
                "Lay, reseat or replace the cable between " + from + " and " + to + labels(step.from()) + ".";
            case REMOVE -> "Take out the cable between " + from + " and " + to + ".";
            case CHECK -> "Check " + from + ".";
        };
        return new Move(step.action(), from, to, text);
    }

    private String labels(int port) {
        if (port >= wiring.plan.ports) {
            return "";
        }
        PlannedCable cable = wiring.plan.cableAt(port);
        String media = cable.media().isEmpty() ? "" : ", " + cable.media();
        String length = cable.lengthDecimetres() == 0
                ? ""
                : ", " + cable.lengthDecimetres() / 10 + "." + cable.lengthDecimetres() % 10 + " m";
        return media + length;
    }

    private String location(Draft draft) {
        int device = draft.device();
        if (device < 0) {
            for (Step step : draft.steps()) {
                device = Math.max(device, Math.max(wiring.deviceAt(step.from()), wiring.deviceAt(step.to())));
            }
        }
        Location at =
                device < 0 ? Location.UNKNOWN : wiring.plan.deviceAt(device).location();
        return at.toString();
    }
}
