/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.fabric.worklist;

import io.plimsoll.fabric.RepairOrder.Move.Action;
import io.plimsoll.fabric.worklist.Worklist.End;
import io.plimsoll.fabric.worklist.Worklist.Stop;
import io.plimsoll.fabric.worklist.Worklist.Task;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.pdfbox.pdmodel.PDDocument;

/**
 * A worklist on A4 for the cold aisle: black on white, labels large enough for a head torch at arm's length, a box to tick
 * and a QR code for each end of each move. The same list gives the same bytes.
 */
public final class WorklistPdf {

    private static final float MARGIN = 12;
    private static final float TOP = 26;
    private static final float BOTTOM = Sheet.HEIGHT - 14;
    private static final float BAND = 13;
    private static final float TASK = 40;
    private static final float CODE = 26;
    /** White around a code, at least four modules, or a scanner does not find it. */
    private static final float QUIET = 4;

    private static final float LINE = 3.8f;
    private static final float PROOF_SIZE = 8.5f;
    private static final int PROOF_LINES_MAX = 6;

    private final Sheet sheet;
    private final Worklist list;
    private float y = TOP;

    private WorklistPdf(Sheet sheet, Worklist list) {
        this.sheet = sheet;
        this.list = list;
    }

    /** Writes the list; does not close the stream. */
    public static void write(Worklist list, OutputStream out) throws IOException {
        try (PDDocument document = new PDDocument()) {
            document.setDocumentId(1L);
            Sheet sheet = new Sheet(document);
            WorklistPdf pdf = new WorklistPdf(sheet, list);
            for (Stop stop : list.stops()) {
                pdf.stop(stop);
            }
            if (list.stops().isEmpty()) {
                sheet.text(MARGIN, TOP + 10, sheet.bold, 16, "Nothing to do.");
            }
            sheet.eachPage(pdf::furniture);
            sheet.close();
            document.save(out);
        }
    }

    private void furniture(int number, int of) throws IOException {
        sheet.grey(0);
        sheet.text(MARGIN, 15, sheet.bold, 15, "Worklist");
        sheet.text(MARGIN + 26, 15, sheet.plain, 11, "fabric " + list.plan());
        int moves = list.stops().stream().mapToInt(s -> s.tasks().size()).sum();
        sheet.textTo(
                Sheet.WIDTH - MARGIN,
                15,
                sheet.plain,
                11,
                list.stops().size() + " orders, " + moves + " moves, " + list.walkMetres() + " m to walk");
        sheet.line(MARGIN, 19, Sheet.WIDTH - MARGIN, 19, 0.5f);
        sheet.text(
                MARGIN,
                Sheet.HEIGHT - 7,
                sheet.plain,
                8,
                "Tick the box when the plug has clicked. Scan A and B to close a move. An order closes when the next look at the fabric agrees.");
        sheet.textTo(Sheet.WIDTH - MARGIN, Sheet.HEIGHT - 7, sheet.bold, 10, number + " / " + of);
    }

    private void stop(Stop stop) throws IOException {
        List<String> proof = proof(stop);
        float head = BAND + 3 + proof.size() * LINE + 2;
        if (y > TOP && y + head + TASK > BOTTOM) {
            next();
        }
        band(stop, "");
        for (String line : proof) {
            y += LINE;
            sheet.text(MARGIN + 2, y, sheet.plain, PROOF_SIZE, line);
        }
        y += 3;
        for (Task task : stop.tasks()) {
            if (y + TASK > BOTTOM) {
                next();
                band(stop, " (continued)");
                y += 3;
            }
            task(stop, task);
        }
        y += 6;
    }

    private void next() throws IOException {
        sheet.newPage();
        y = TOP;
    }

    private List<String> proof(Stop stop) throws IOException {
        List<String> lines = new ArrayList<>();
        for (String proof : stop.proof()) {
            lines.addAll(sheet.lines(sheet.plain, PROOF_SIZE, proof, Sheet.WIDTH - 2 * MARGIN - 4));
        }
        if (lines.size() > PROOF_LINES_MAX) {
            int left = lines.size() - PROOF_LINES_MAX + 1;
            lines.subList(PROOF_LINES_MAX - 1, lines.size()).clear();
            lines.add("... and " + left + " more lines of proof in the record");
        }
        return lines;
    }

    /** The black band: stop number, rack and unit in large type, then what happened and how bad it is. */
    private void band(Stop stop, String more) throws IOException {
        float right = Sheet.WIDTH - MARGIN;
        sheet.grey(0);
        sheet.fill(MARGIN, y, right - MARGIN, BAND);
        sheet.grey(1);
        sheet.text(MARGIN + 3, y + 9.3f, sheet.bold, 22, Integer.toString(stop.number()));
        float x = MARGIN + 7 + sheet.width(sheet.bold, 22, Integer.toString(stop.number()));
        String place = place(stop);
        sheet.text(x, y + 9.3f, sheet.bold, sheet.fit(sheet.bold, 22, 9, place, 70), place);
        String kind = words(stop.kind()) + more;
        sheet.textTo(right - 3, y + 5.6f, sheet.bold, sheet.fit(sheet.bold, 12, 8, kind, 80), kind);
        sheet.textTo(
                right - 3,
                y + 10.8f,
                sheet.plain,
                10,
                words(stop.severity()) + "   " + stop.order() + "   walk " + stop.walkMetres() + " m");
        sheet.grey(0);
        y += BAND + 1;
    }

    private static String place(Stop stop) {
        if (stop.location().rack().isEmpty()) {
            return "place unknown";
        }
        String unit = stop.location().rackUnit() > 0 ? "  U" + stop.location().rackUnit() : "";
        String hall = stop.location().hall().isEmpty() ? "" : stop.location().hall() + "  ";
        return hall + stop.location().rack() + unit;
    }

    private static String words(Enum<?> value) {
        String text = value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }

    private void task(Stop stop, Task task) throws IOException {
        float right = Sheet.WIDTH - MARGIN;
        sheet.frame(MARGIN, y, right - MARGIN, TASK, 0.35f);
        sheet.frame(MARGIN + 3, y + 3, 9, 9, 0.8f);
        sheet.text(MARGIN + 3.5f, y + 17, sheet.plain, 9, "move " + task.number());
        boolean two = !task.to().isNone();
        float codes = two ? 2 * CODE + 3 * QUIET : CODE + 2 * QUIET;
        float x = MARGIN + 17;
        float width = right - codes - x - 1;
        sheet.text(x, y + 6.5f, sheet.bold, 13, action(task.action()));
        end(x, y + 15, width, two ? "A" : "", task.from());
        if (two) {
            end(x, y + 26, width, "B", task.to());
        }
        float textAt = y + (two ? 35 : 26);
        List<String> text = sheet.lines(sheet.plain, 8, task.text(), width);
        for (int i = 0; i < Math.min(two ? 2 : 4, text.size()); i++) {
            sheet.text(x, textAt + i * 3.3f, sheet.plain, 8, text.get(i));
        }
        code(right - codes + QUIET, stop, task, true);
        if (two) {
            code(right - CODE - QUIET, stop, task, false);
        }
        y += TASK;
    }

    private static String action(Action action) {
        return switch (action) {
            case PLUG_OVER -> "Move the plug from A to B";
            case CONNECT -> "Connect A and B";
            case REMOVE -> "Take out the cable A to B";
            case CHECK -> "Check";
        };
    }

    private void end(float x, float baseline, float width, String letter, End end) throws IOException {
        float indent = letter.isEmpty() ? 0 : 7;
        if (!letter.isEmpty()) {
            sheet.text(x, baseline, sheet.plain, 13, letter);
        }
        String label = end.label().isEmpty() ? end.port() : end.label();
        float size = sheet.fit(sheet.mono, 19, 8, label, width - indent);
        List<String> lines = sheet.lines(sheet.mono, size, label, width - indent);
        sheet.text(x + indent, baseline, sheet.mono, size, lines.getFirst());
        if (!label.equals(end.port())) {
            sheet.text(
                    x + indent,
                    baseline + 4,
                    sheet.plain,
                    sheet.fit(sheet.plain, 9, 5, end.port(), width - indent),
                    end.port());
        }
    }

    private void code(float x, Stop stop, Task task, boolean from) throws IOException {
        End end = from ? task.from() : task.to();
        String label = end.label().isEmpty() ? end.port() : end.label();
        sheet.code(x, y + QUIET, CODE, QrLabel.modules(QrLabel.text(stop.order(), task.number(), from, label)));
        sheet.text(x, y + QUIET + CODE + 6, sheet.bold, 12, task.to().isNone() ? "scan" : from ? "A" : "B");
    }
}
