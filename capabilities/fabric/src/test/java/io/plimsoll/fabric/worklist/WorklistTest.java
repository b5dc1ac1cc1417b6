/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.fabric.worklist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.LuminanceSource;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.Result;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.multi.GenericMultipleBarcodeReader;
import com.google.zxing.qrcode.QRCodeReader;
import io.plimsoll.fabric.FabricPlan;
import io.plimsoll.fabric.PlannedCable;
import io.plimsoll.fabric.RepairOrder;
import io.plimsoll.fabric.RepairOrder.Move;
import io.plimsoll.fabric.design.DesignRequest;
import io.plimsoll.fabric.design.FabricDesigner;
import io.plimsoll.fabric.design.Templates;
import io.plimsoll.model.BadInputException;
import io.plimsoll.testkit.Seeds;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;

class WorklistTest {

    private static final FabricPlan PLAN =
            FabricDesigner.design(Templates.find("rail-k64").orElseThrow(), DesignRequest.of(2048));

    @Test
    void everyOrderIsVisitedOnceAndTheWalkIsNoLongerThanTheOrdersAsTheyCame() {
        Seeds.forAll(20, (random, seed) -> {
            List<RepairOrder> orders = orders(random, 5 + random.nextInt(60));

            Worklist list = Worklist.of(PLAN, orders);

            assertThat(list.stops())
                    .extracting(Worklist.Stop::order)
                    .containsExactlyInAnyOrderElementsOf(
                            orders.stream().map(RepairOrder::id).toList());
            assertThat(list.stops()).extracting(Worklist.Stop::number).isSorted();
            assertThat(list.stops().stream().mapToInt(Worklist.Stop::walkMetres).sum())
                    .isEqualTo(list.walkMetres());
            assertThat(list.walkMetres()).isLessThanOrEqualTo(asTheyCame(orders));
        });
    }

    @Test
    void theSameOrdersInAnyOrderGiveTheSameWalk() {
        Seeds.forAll(5, (random, seed) -> {
            List<RepairOrder> orders = orders(random, 40);
            List<RepairOrder> shuffled = new ArrayList<>(orders);
            Collections.shuffle(shuffled, new Random(seed));

            assertThat(Worklist.of(PLAN, shuffled)).isEqualTo(Worklist.of(PLAN, orders));
        });
    }

    @Test
    void aWalkGoesRoundTheNearerEndOfARow() {
        List<RepairOrder> orders = List.of(
                check("R-1", "su001-n01"),
                check("R-2", "su003-n01"),
                check("R-3", "su001-n09"),
                check("R-4", "su003-n09"));

        Worklist list = Worklist.of(PLAN, orders);

        assertThat(list.stops()).extracting(s -> s.location().rack()).containsExactly("A01", "A03", "C01", "C03");
    }

    @Test
    void labelsAreThoseOnTheCablesAndPlacesThoseOfThePlan() {
        PlannedCable cable = PLAN.cables().getFirst();
        RepairOrder order = new RepairOrder(
                "R-1",
                RepairOrder.Kind.MISSING,
                RepairOrder.Severity.HIGH,
                List.of(new Move(
                        Move.Action.CONNECT, cable.a().toString(), cable.b().toString(), "")),
                List.of(),
                List.of(),
                "");

        Worklist.Task task =
                Worklist.of(PLAN, List.of(order)).stops().getFirst().tasks().getFirst();

        assertThat(task.from().label() + " > " + task.to().label()).isEqualTo(cable.labelA());
        assertThat(task.to().location().rack()).isEqualTo("A05");
    }

    @Test
    void thePdfSaysEveryLabelAndItsCodesAreReadByAScanner() throws Exception {
        List<RepairOrder> orders = orders(Seeds.random(7), 12);
        Worklist list = Worklist.of(PLAN, orders);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        WorklistPdf.write(list, out);
        ByteArrayOutputStream again = new ByteArrayOutputStream();
        WorklistPdf.write(list, again);

        assertThat(again.toByteArray()).isEqualTo(out.toByteArray());
        List<String> codes = new ArrayList<>();
        String text;
        try (PDDocument document = Loader.loadPDF(out.toByteArray())) {
            text = new PDFTextStripper().getText(document);
            for (int page = 0; page < document.getNumberOfPages(); page++) {
                codes.addAll(codes(new PDFRenderer(document).renderImageWithDPI(page, 150)));
            }
        }
        for (Worklist.Stop stop : list.stops()) {
            for (Worklist.Task task : stop.tasks()) {
                assertThat(text).contains(task.from().label());
                assertThat(codes)
                        .contains(QrLabel.text(
                                stop.order(), task.number(), true, task.from().label()));
            }
        }
    }

    @Test
    void theCsvHasARowForEachMove() throws Exception {
        List<RepairOrder> orders = orders(Seeds.random(3), 9);
        StringWriter out = new StringWriter();

        WorklistCsv.write(Worklist.of(PLAN, orders), out);

        assertThat(out.toString().lines())
                .hasSize(1 + orders.stream().mapToInt(o -> o.moves().size()).sum());
    }

    @Test
    void ordersThatCannotBeReadAreRefusedWithTheirLine() {
        String json =
                "{\"summary\":{},\n\"repairOrders\":[\n{\"id\":\"R-1\",\"kind\":\"BROKEN\",\"severity\":\"HIGH\",\"moves\":[]}]}";

        assertThatThrownBy(() -> RepairOrderReader.read(
                        new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)), "v.json"))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("v.json:3: saw 'kind BROKEN', expected one of [SWAPPED_PAIR");
    }

    private static List<String> codes(BufferedImage image) throws Exception {
        int[] pixels = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
        LuminanceSource source = new RGBLuminanceSource(image.getWidth(), image.getHeight(), pixels);
        List<String> texts = new ArrayList<>();
        for (Result result : new GenericMultipleBarcodeReader(new QRCodeReader())
                .decodeMultiple(new BinaryBitmap(new HybridBinarizer(source)))) {
            texts.add(result.getText());
        }
        return texts;
    }

    private static int asTheyCame(List<RepairOrder> orders) {
        int metres = 0;
        String before = "";
        Places places = new Places(PLAN);
        for (RepairOrder order : orders) {
            for (Move move : order.moves()) {
                for (String end : List.of(move.from(), move.to())) {
                    if (!end.isEmpty()) {
                        metres += before.isEmpty()
                                ? places.fromDoor(places.end(end).location())
                                : places.metres(
                                        places.end(before).location(),
                                        places.end(end).location());
                        before = end;
                    }
                }
            }
        }
        return metres;
    }

    private static RepairOrder check(String id, String device) {
        return new RepairOrder(
                id,
                RepairOrder.Kind.DARK_NODE,
                RepairOrder.Severity.CRITICAL,
                List.of(new Move(Move.Action.CHECK, device, "", "Is it powered?")),
                List.of(),
                List.of(),
                "");
    }

    private static List<RepairOrder> orders(RandomGenerator random, int count) {
        List<RepairOrder> orders = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            PlannedCable one = PLAN.cables().get(random.nextInt(PLAN.cables().size()));
            PlannedCable two = PLAN.cables().get(random.nextInt(PLAN.cables().size()));
            String id = "R-" + Integer.toHexString(0x1000_0000 + i);
            orders.add(
                    i % 3 == 0
                            ? check(id, one.a().device())
                            : new RepairOrder(
                                    id,
                                    RepairOrder.Kind.SWAPPED_PAIR,
                                    RepairOrder.Severity.HIGH,
                                    List.of(
                                            new Move(
                                                    Move.Action.PLUG_OVER,
                                                    one.b().toString(),
                                                    two.b().toString(),
                                                    "Move it."),
                                            new Move(
                                                    Move.Action.PLUG_OVER,
                                                    two.b().toString(),
                                                    one.b().toString(),
                                                    "Move it back.")),
                                    List.of("F-1"),
                                    List.of("Line 17 of the dump shows " + one.a() + " at " + two.b() + "."),
                                    ""));
        }
        return orders;
    }
}
