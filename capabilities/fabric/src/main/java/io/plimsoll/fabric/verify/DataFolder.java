/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.fabric.verify;

import io.plimsoll.fabric.Finding;
import io.plimsoll.fabric.RepairOrder.Kind;
import io.plimsoll.fabric.RepairOrder.Move.Action;
import io.plimsoll.fabric.RepairOrder.Severity;
import io.plimsoll.fabric.verify.Identity.Gap;
import io.plimsoll.fabric.verify.Repair.Step;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Folds what is not a misplaced cable: links that run slower than planned, and devices that do not say who they are. */
final class DataFolder {

    private static final List<String> RATES = List.of("SDR", "DDR", "QDR", "FDR10", "FDR", "EDR", "HDR", "NDR", "XDR");

    private final Wiring wiring;
    private final PlanIndex plan;
    private final Findings findings;
    private final List<String> notes;

    DataFolder(Wiring wiring, Findings findings, List<String> notes) {
        this.wiring = wiring;
        this.plan = wiring.plan;
        this.findings = findings;
        this.notes = notes;
    }

    List<Draft> slowLinks() {
        List<Integer> slow = new ArrayList<>();
        Map<String, Integer> seenSpeeds = new HashMap<>();
        int links = 0;
        for (int p = 0; p < plan.ports; p++) {
            int far = plan.expected[p];
            if (far <= p || wiring.peer[p] != far) {
                continue;
            }
            String is = wiring.seen.link(wiring.linkAt[p]).speed();
            String planned = plan.cableAt(p).speed();
            links++;
            if (!is.isEmpty() && !planned.isEmpty() && !is.equals(planned) && slower(is, planned)) {
                slow.add(p);
                seenSpeeds.merge(is, 1, Integer::sum);
            }
        }
        if (links > 2 && slow.size() == links && seenSpeeds.size() == 1) {
            notes.add("Every link shows " + seenSpeeds.keySet().iterator().next()
                    + ", so the dump says nothing about speeds: they were not checked.");
            return List.of();
        }
        return slow.stream().map(this::slow).toList();
    }

    private Draft slow(int port) {
        int far = plan.expected[port];
        String is = wiring.seen.link(wiring.linkAt[port]).speed();
        String planned = plan.cableAt(port).speed();
        Finding finding = findings.of(Finding.Kind.WRONG_SPEED, plan.text(port), plan.text(far), planned, is);
        int line = wiring.line(port);
        String proof = (line > 0 ? "Line " + line + ": " : "") + plan.text(port) + " to " + plan.text(far) + " runs at "
                + is + "; the plan asks for " + planned + ".";
        return new Draft(
                Kind.WRONG_SPEED,
                Severity.QUALITY,
                List.of(new Step(Action.CHECK, port, far)),
                List.of(),
                List.of(finding),
                List.of(proof),
                plan.portDevice[port],
                "Reseat and clean both ends of the cable between " + plan.text(port) + " and " + plan.text(far)
                        + "; then replace it.");
    }

    /** Whether a width and rate such as {@code 4xHDR} is less than another; unknown words count as less when they differ. */
    static boolean slower(String is, String planned) {
        int x = is.indexOf('x');
        int y = planned.indexOf('x');
        if (x < 1 || y < 1) {
            return true;
        }
        int rateIs = RATES.indexOf(is.substring(x + 1));
        int ratePlanned = RATES.indexOf(planned.substring(y + 1));
        int widthIs = PlanIndex.number(is.substring(0, x));
        int widthPlanned = PlanIndex.number(planned.substring(0, y));
        return rateIs < 0 || ratePlanned < 0 || rateIs < ratePlanned || widthIs < widthPlanned;
    }

    List<Draft> identityGaps() {
        Map<String, List<Gap>> byOwner = new LinkedHashMap<>();
        for (Gap gap : wiring.identity.gaps) {
            byOwner.computeIfAbsent(owner(gap), k -> new ArrayList<>()).add(gap);
        }
        List<Draft> drafts = new ArrayList<>();
        byOwner.forEach((owner, gaps) -> drafts.add(gap(owner, gaps)));
        return drafts;
    }

    private String owner(Gap gap) {
        return gap.plannedDevice() >= 0
                ? plan.deviceAt(gap.plannedDevice()).name()
                : Names.split(gap.told().description()).host();
    }

    private Draft gap(String owner, List<Gap> gaps) {
        List<Finding> found = new ArrayList<>();
        List<String> proof = new ArrayList<>();
        for (Gap gap : gaps) {
            String who =
                    "\"" + gap.told().description() + "\", GUID " + gap.told().guid();
            found.add(findings.of(
                    Finding.Kind.IDENTITY_GAP,
                    gap.told().guid().isEmpty()
                            ? gap.told().description()
                            : gap.told().guid(),
                    gap.told().probably(),
                    gap.told().probably(),
                    gap.told().description()));
            proof.add((gap.told().line() > 0 ? "Line " + gap.told().line() + ": " : "") + who + ": "
                    + gap.told().proof() + ".");
        }
        int device = gaps.getFirst().plannedDevice();
        String check = device >= 0
                ? "Give " + owner + " its name (" + gaps.size() + " port" + (gaps.size() == 1 ? "" : "s")
                        + "), or correct the plan if another name was meant."
                : "Find out what \"" + owner + "\" is, name it, and add it to the plan if it belongs here.";
        return new Draft(Kind.IDENTITY_GAP, Severity.DATA, List.of(), List.of(), found, proof, device, check);
    }
}
