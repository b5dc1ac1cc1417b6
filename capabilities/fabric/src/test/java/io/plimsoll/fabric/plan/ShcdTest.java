/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.fabric.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plimsoll.fabric.FabricPlan;
import io.plimsoll.fabric.PlannedCable;
import io.plimsoll.fabric.PortRef;
import io.plimsoll.model.BadInputException;
import io.plimsoll.testkit.Seeds;
import io.plimsoll.testkit.SharedData;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.poi.xssf.usermodel.XSSFRow;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Test;

/** Real SHCD workbooks and their JSON, from Cray-HPE/canu (MIT). */
class ShcdTest {

    private static final String FULL = "fabric/shcd-Full_Architecture_Golden_Config_1.1.5";

    @Test
    void theWorkbookAndItsJsonDescribeTheSameSite() throws IOException {
        Set<String> workbook = ends(read(FULL + ".xlsx", ReadOptions.NONE).plan());
        Set<String> json = ends(read(FULL + ".json", ReadOptions.NONE).plan());

        assertThat(json).hasSize(96);
        assertThat(workbook).containsAll(json);
        // rows 45 to 48 of the workbook were added after the JSON was made: two edge switches under another name
        workbook.removeAll(json);
        assertThat(workbook)
                .containsExactly(
                        "sw-edge01:1 sw-spine-001:29",
                        "sw-edge01:2 sw-spine-002:29",
                        "sw-edge02:1 sw-spine-001:28",
                        "sw-edge02:2 sw-spine-002:28");
    }

    @Test
    void whatIsOddInTheWorkbookIsTold() throws IOException {
        List<LintNote> notes = read(FULL + ".xlsx", ReadOptions.NONE).notes();

        assertThat(notes).filteredOn(n -> n.rule().equals("leaves-the-plan")).hasSize(6);
        assertThat(notes)
                .filteredOn(n -> n.rule().equals("two-places"))
                .extracting(LintNote::where, LintNote::message)
                .contains(org.assertj.core.groups.Tuple.tuple(
                        "SWITCH_TO_SWITCH!K26", "sw-leaf-001 stands in x3000/U39 here and in x3000/U40 before"));
    }

    @Test
    void theSmallArchitectureImportsToo() throws IOException {
        FabricPlan plan = read("fabric/shcd-TDS_Architecture_Golden_Config_1.1.5.xlsx", ReadOptions.NONE)
                .plan();

        assertThat(plan.cables()).hasSizeGreaterThan(40);
        assertThat(PlanLinter.lint(plan)).noneMatch(n -> n.rule().equals("unknown-device"));
    }

    @Test
    void wrongCornersNameTheCellAndTheHeaderThatBelongsThere() {
        ReadOptions wrong = new ReadOptions(Optional.empty(), List.of("NON_COMPUTE_NODES"), List.of("K14:T52"));

        assertThatThrownBy(() -> read(FULL + ".xlsx", wrong))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("NON_COMPUTE_NODES!K14: saw 'Rack', expected the header Source");
    }

    @Test
    void cornersThatReachTooFarNameTheEmptyRow() {
        ReadOptions far = new ReadOptions(Optional.empty(), List.of("COMPUTE_NODES"), List.of("J14:T99"));

        assertThatThrownBy(() -> read(FULL + ".xlsx", far))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("COMPUTE_NODES!J28: saw nothing, expected a cable in every row down to T99");
    }

    @Test
    void aTabThatIsNotThereIsToldWithThoseThatAre() {
        ReadOptions none = new ReadOptions(Optional.empty(), List.of("COMPUTE_NODES "), List.of());

        assertThatThrownBy(() -> read(FULL + ".xlsx", none))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("'COMPUTE_NODES'")
                .hasMessageContaining("mind blanks");
    }

    @Test
    void aDamagedWorkbookIsReadOrRefusedAndNothingElse() throws IOException {
        byte[] good = workbook();
        Seeds.forAll(120, (random, seed) -> {
            byte[] bad = good.clone();
            for (int i = 0; i < 3; i++) {
                bad[4 + random.nextInt(bad.length - 4)] = (byte) random.nextInt(256);
            }
            byte[] cut = random.nextInt(3) == 0 ? Arrays.copyOf(bad, 4 + random.nextInt(bad.length - 4)) : bad;
            try {
                PlanReader.open(new ByteArrayInputStream(cut), "damaged.xlsx", ReadOptions.NONE);
            } catch (BadInputException e) {
                assertThat(e.problems()).isNotEmpty();
            }
        });
    }

    @Test
    void anEmptyPortNamesItsCell() throws IOException {
        byte[] bytes = workbook(new String[] {"n1", "x1", "u2", "", "", "", "leaf", "x1", "u40", "", "1"});

        assertThatThrownBy(() -> PlanReader.open(new ByteArrayInputStream(bytes), "own.xlsx", ReadOptions.NONE))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("own.xlsx CABLES!F2: saw nothing, expected a port");
    }

    private static byte[] workbook(String[]... more) throws IOException {
        try (XSSFWorkbook book = new XSSFWorkbook()) {
            XSSFSheet sheet = book.createSheet("CABLES");
            List<String[]> rows = new ArrayList<>();
            rows.add("Source,Rack,Location,Slot,,Port,Destination,Rack,Location,,Port".split(",", -1));
            rows.addAll(List.of(more));
            rows.add("n2,x1,u3,ocp,,1,leaf,x1,u40,,2".split(",", -1));
            for (int row = 0; row < rows.size(); row++) {
                XSSFRow cells = sheet.createRow(row);
                for (int column = 0; column < rows.get(row).length; column++) {
                    cells.createCell(column).setCellValue(rows.get(row)[column]);
                }
            }
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            book.write(out);
            return out.toByteArray();
        }
    }

    private static PlanReading read(String file, ReadOptions options) throws IOException {
        try (InputStream in = Files.newInputStream(SharedData.require(file))) {
            return PlanReader.open(in, file.substring(file.lastIndexOf('/') + 1), options);
        }
    }

    /** Both ends of each cable with the names that CANU gives, as it maps them: uan01 to uan001, pdu0 to pdu-x3000-000. */
    private static Set<String> ends(FabricPlan plan) {
        Set<String> ends = new TreeSet<>();
        for (PlannedCable cable : plan.cables()) {
            String a = name(cable.a());
            String b = name(cable.b());
            ends.add(a.compareTo(b) < 0 ? a + " " + b : b + " " + a);
        }
        return ends;
    }

    private static String name(PortRef end) {
        String device = end.device();
        if (device.matches("(uan|lm|cn|gateway)[0-9][0-9]")) {
            device = device.replaceFirst("([0-9]+)$", "0$1");
        }
        device = device.replaceFirst("^pdu([0-9])$", "pdu-x3000-00$1")
                .replaceFirst("^x3001pdu([0-9])$", "pdu-x3001-00$1")
                .replaceFirst("^(cmm|cec)([0-9])$", "$1-x3002-00$2");
        return device + ":" + end.port();
    }
}
