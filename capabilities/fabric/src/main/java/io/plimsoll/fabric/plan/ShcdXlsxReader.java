/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.fabric.plan;

import io.plimsoll.model.BadInputException;
import io.plimsoll.model.InputProblems;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.ss.util.CellReference;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;

/**
 * Reads HPE's SHCD workbook: on each tab a header row Source, Rack, Location, Slot, (blank), Port, Destination, Rack,
 * Location, (blank), Port, and a cable a row below it. Tabs without a header are skipped unless the user named them.
 */
final class ShcdXlsxReader {

    private static final int FILE_BYTES_MAX = 32 << 20;
    private static final long UNPACKED_BYTES_MAX = 256L << 20;

    private final PlanBuilder builder;
    private final InputProblems problems;
    private final ReadOptions options;

    ShcdXlsxReader(PlanBuilder builder, ReadOptions options) {
        this.builder = builder;
        this.problems = builder.problems();
        this.options = options;
    }

    void read(InputStream in) throws IOException {
        byte[] bytes = in.readNBytes(FILE_BYTES_MAX + 1);
        if (bytes.length > FILE_BYTES_MAX) {
            throw problems.with(0, "more than " + FILE_BYTES_MAX + " bytes", "a workbook of at most 32 MiB", "");
        }
        refuseBomb(bytes);
        try (XSSFWorkbook book = new XSSFWorkbook(new ByteArrayInputStream(bytes))) {
            builder.name(problems.source());
            sheets(book);
        } catch (BadInputException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            // POI throws many kinds for a damaged file; none of them is the user's business
            throw problems.with(
                    0, String.valueOf(e.getMessage()), "a readable xlsx workbook", "the file is damaged or cut off");
        }
    }

    /** Unpacks once without keeping anything, so that a small file cannot become a huge one later. */
    private void refuseBomb(byte[] bytes) {
        byte[] buffer = new byte[1 << 16];
        long total = 0;
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                for (int n = zip.read(buffer); n >= 0; n = zip.read(buffer)) {
                    total += n;
                    if (total > UNPACKED_BYTES_MAX) {
                        throw problems.with(
                                0, "more than " + UNPACKED_BYTES_MAX + " bytes when unpacked", "a workbook", "");
                    }
                }
            }
        } catch (IOException | IllegalArgumentException e) {
            throw problems.with(
                    0, String.valueOf(e.getMessage()), "a readable xlsx workbook", "the file is damaged or cut off");
        }
        if (total == 0) {
            throw problems.with(0, "no content", "a readable xlsx workbook", "the file is damaged or cut off");
        }
    }

    private void sheets(XSSFWorkbook book) {
        if (!options.corners().isEmpty()
                && options.corners().size() != options.tabs().size()) {
            throw problems.with(
                    0,
                    options.corners().size() + " corners for " + options.tabs().size() + " tabs",
                    "a pair of corners such as J14:T42 for each tab",
                    "");
        }
        if (options.tabs().isEmpty()) {
            int found = 0;
            for (Sheet sheet : book) {
                Optional<CellReference> corner = ShcdSheet.findHeader(sheet);
                if (corner.isPresent()) {
                    found++;
                    new ShcdSheet(builder, sheet, corner.get(), Optional.empty()).read();
                }
            }
            if (found == 0) {
                problems.add(0, book.getNumberOfSheets() + " tabs", "a tab with a header row that begins with Source");
            }
            return;
        }
        for (int i = 0; i < options.tabs().size(); i++) {
            tab(
                    book,
                    options.tabs().get(i),
                    options.corners().isEmpty() ? "" : options.corners().get(i));
        }
    }

    private void tab(XSSFWorkbook book, String name, String corners) {
        Sheet sheet = book.getSheet(name);
        if (sheet == null) {
            StringBuilder names = new StringBuilder();
            book.forEach(s -> names.append(names.isEmpty() ? "" : ", ")
                    .append("'")
                    .append(s.getSheetName())
                    .append("'"));
            problems.add(0, name, "one of the tabs " + names, "mind blanks at the end of a tab's name");
            return;
        }
        if (corners.isEmpty()) {
            Optional<CellReference> corner = ShcdSheet.findHeader(sheet);
            if (corner.isEmpty()) {
                problems.add(0, "tab " + name, "a header row that begins with Source");
                return;
            }
            new ShcdSheet(builder, sheet, corner.get(), Optional.empty()).read();
            return;
        }
        String[] both = corners.split(":");
        if (both.length != 2
                || !both[0].matches("[A-Z]{1,3}[1-9][0-9]{0,5}")
                || !both[1].matches("[A-Z]{1,3}[1-9][0-9]{0,5}")) {
            problems.add(0, corners, "two corners such as J14:T42");
            return;
        }
        new ShcdSheet(builder, sheet, new CellReference(both[0]), Optional.of(new CellReference(both[1]))).read();
    }
}
