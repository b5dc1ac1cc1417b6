/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.fabric.plan;

import io.plimsoll.fabric.DeviceKind;
import io.plimsoll.fabric.Location;
import io.plimsoll.fabric.PlannedDevice;
import io.plimsoll.fabric.PortRef;
import io.plimsoll.model.InputProblem;
import io.plimsoll.model.InputProblems;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.DataFormatter;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.ss.util.CellReference;

/** One tab of a SHCD workbook; every fault names its cell. */
final class ShcdSheet {

    private static final List<String> HEADER =
            List.of("Source", "Rack", "Location", "Slot", "", "Port", "Destination", "Rack", "Location", "", "Port");
    private static final int HEADER_ROWS_MAX = 200;

    private static final int SOURCE = 0;
    private static final int SLOT = 3;
    private static final int PORT = 5;
    private static final int DESTINATION = 6;
    private static final int FAR_PORT = 10;

    private final PlanBuilder builder;
    private final InputProblems problems;
    private final Sheet sheet;
    private final int left;
    private final int top;
    private final Optional<CellReference> end;
    private final DataFormatter formatter = new DataFormatter(Locale.ROOT);

    ShcdSheet(PlanBuilder builder, Sheet sheet, CellReference corner, Optional<CellReference> end) {
        this.builder = builder;
        this.problems = builder.problems();
        this.sheet = sheet;
        this.left = corner.getCol();
        this.top = corner.getRow();
        this.end = end;
    }

    /** The cell of the word Source that stands to the left of the word Rack. */
    static Optional<CellReference> findHeader(Sheet sheet) {
        DataFormatter formatter = new DataFormatter(Locale.ROOT);
        for (Row row : sheet) {
            if (row.getRowNum() > HEADER_ROWS_MAX) {
                break;
            }
            for (Cell cell : row) {
                if (formatter.formatCellValue(cell).strip().equals("Source")) {
                    return Optional.of(new CellReference(row.getRowNum(), cell.getColumnIndex()));
                }
            }
        }
        return Optional.empty();
    }

    void read() {
        if (!header()) {
            return;
        }
        int last = end.map(CellReference::getRow).orElse(sheet.getLastRowNum());
        if (end.isPresent() && end.get().getCol() < left + FAR_PORT) {
            problem(top, FAR_PORT, end.get().formatAsString(), "the lower right corner in this column or to its right");
            return;
        }
        for (int row = top + 1; row <= last; row++) {
            if (text(row, SOURCE).isEmpty() && text(row, DESTINATION).isEmpty()) {
                if (end.isPresent()) {
                    problem(
                            row,
                            SOURCE,
                            "",
                            "a cable in every row down to " + end.get().formatAsString());
                    return;
                }
                break;
            }
            cable(row);
        }
    }

    private boolean header() {
        boolean good = true;
        for (int i = 0; i < HEADER.size(); i++) {
            String seen = text(top, i);
            if (!seen.equals(HEADER.get(i))) {
                problem(top, i, seen, HEADER.get(i).isEmpty() ? "an empty cell" : "the header " + HEADER.get(i));
                good = false;
            }
        }
        return good;
    }

    private void cable(int row) {
        String near = text(row, SOURCE);
        String far = text(row, DESTINATION);
        String nearPort = text(row, PORT);
        String farPort = text(row, FAR_PORT);
        if (missing(row)) {
            return;
        }
        if (farPort.equals("0")) {
            builder.note(
                    "leaves-the-plan", cell(row, DESTINATION), near + " goes to " + far + " port 0 and was left out");
            return;
        }
        String slot = text(row, SLOT);
        boolean noSlot = slot.isEmpty() || slot.equals("-");
        PortRef a = new PortRef(near, noSlot ? nearPort : slot + ":" + nearPort);
        PortRef b = new PortRef(far, farPort);
        device(row, SOURCE, near);
        device(row, DESTINATION, far);
        if (builder.addOnce(a, b)) {
            builder.add(PlanBuilder.cable(a, b, ""), row + 1L);
        } else {
            problem(row, SOURCE, a + " to " + b, "each cable once");
        }
    }

    /** A workbook repeats a device's place in every row; the first is kept, others are told. */
    private void device(int row, int column, String name) {
        Location at = new Location("", "", text(row, column + 1), ShcdJsonReader.rackUnit(text(row, column + 2)));
        if (!builder.has(name)) {
            DeviceKind kind = name.startsWith("sw-") ? DeviceKind.SWITCH : DeviceKind.OTHER;
            builder.know(new PlannedDevice(name, kind, "", 0, 0, 0, 0, at));
        } else if (!builder.device(name).location().equals(at)) {
            builder.warning(
                    "two-places",
                    cell(row, column + 1),
                    name + " stands in " + at + " here and in "
                            + builder.device(name).location() + " before");
        }
    }

    private boolean missing(int row) {
        boolean missing = false;
        for (int column : List.of(SOURCE, PORT, DESTINATION, FAR_PORT)) {
            if (text(row, column).isEmpty()) {
                problem(row, column, "", column == PORT || column == FAR_PORT ? "a port" : "a device");
                missing = true;
            }
        }
        return missing;
    }

    private void problem(int row, int column, String seen, String expected) {
        problems.add(new InputProblem(problems.source() + " " + cell(row, column), 0, seen, expected));
    }

    private String cell(int row, int column) {
        return sheet.getSheetName() + "!" + new CellReference(row, left + column).formatAsString(false);
    }

    private String text(int row, int column) {
        Row at = sheet.getRow(row);
        Cell cell = at == null ? null : at.getCell(left + column);
        return cell == null ? "" : formatter.formatCellValue(cell).strip();
    }
}
