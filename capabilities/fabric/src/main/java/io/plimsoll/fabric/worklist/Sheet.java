/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.fabric.worklist;

import com.google.zxing.qrcode.encoder.ByteMatrix;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.PDPageContentStream.AppendMode;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;

/** Pages of A4 and the few strokes that a worklist needs. All measures in millimetres from the upper left corner. */
final class Sheet {

    static final float WIDTH = 210;
    static final float HEIGHT = 297;
    private static final float POINTS = 72f / 25.4f;

    final PDFont plain = new PDType1Font(Standard14Fonts.FontName.HELVETICA);
    final PDFont bold = new PDType1Font(Standard14Fonts.FontName.HELVETICA_BOLD);
    final PDFont mono = new PDType1Font(Standard14Fonts.FontName.COURIER_BOLD);

    private final PDDocument document;
    private PDPageContentStream page;

    Sheet(PDDocument document) throws IOException {
        this.document = document;
        this.page = open();
    }

    private PDPageContentStream open() throws IOException {
        PDPage fresh = new PDPage(PDRectangle.A4);
        document.addPage(fresh);
        return new PDPageContentStream(document, fresh);
    }

    void newPage() throws IOException {
        page.close();
        page = open();
    }

    void close() throws IOException {
        page.close();
    }

    /** Goes back over all pages, for what needs their number. */
    void eachPage(PageWork work) throws IOException {
        page.close();
        int pages = document.getNumberOfPages();
        for (int i = 0; i < pages; i++) {
            page = new PDPageContentStream(document, document.getPage(i), AppendMode.APPEND, true);
            work.on(i + 1, pages);
            if (i + 1 < pages) {
                page.close();
            }
        }
    }

    /** What is done on each page. */
    @FunctionalInterface
    interface PageWork {
        void on(int number, int of) throws IOException;
    }

    void text(float x, float y, PDFont font, float size, String text) throws IOException {
        page.beginText();
        page.setFont(font, size);
        page.newLineAtOffset(x * POINTS, (HEIGHT - y) * POINTS);
        page.showText(printable(text));
        page.endText();
    }

    /** Text whose right end is at x. */
    void textTo(float x, float y, PDFont font, float size, String text) throws IOException {
        text(x - width(font, size, text), y, font, size, text);
    }

    float width(PDFont font, float size, String text) throws IOException {
        return font.getStringWidth(printable(text)) / 1000 * size / POINTS;
    }

    /** The largest size up to {@code size} in which a text fits. */
    float fit(PDFont font, float size, float least, String text, float width) throws IOException {
        float fitting = size;
        while (fitting > least && width(font, fitting, text) > width) {
            fitting -= 0.5f;
        }
        return fitting;
    }

    /** Breaks a text at blanks, a word that is too long anywhere. */
    List<String> lines(PDFont font, float size, String text, float width) throws IOException {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : printable(text).split(" ")) {
            String rest = word;
            while (width(font, size, rest) > width && rest.length() > 1) {
                int cut = rest.length() - 1;
                while (cut > 1 && width(font, size, rest.substring(0, cut)) > width) {
                    cut--;
                }
                if (!line.isEmpty()) {
                    lines.add(line.toString());
                    line.setLength(0);
                }
                lines.add(rest.substring(0, cut));
                rest = rest.substring(cut);
            }
            if (!line.isEmpty() && width(font, size, line + " " + rest) > width) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(rest);
        }
        lines.add(line.toString());
        return lines;
    }

    void grey(float share) throws IOException {
        page.setNonStrokingColor(share);
        page.setStrokingColor(share);
    }

    void fill(float x, float y, float width, float height) throws IOException {
        page.addRect(x * POINTS, (HEIGHT - y - height) * POINTS, width * POINTS, height * POINTS);
        page.fill();
    }

    void frame(float x, float y, float width, float height, float thick) throws IOException {
        page.setLineWidth(thick * POINTS);
        page.addRect(x * POINTS, (HEIGHT - y - height) * POINTS, width * POINTS, height * POINTS);
        page.stroke();
    }

    void line(float x1, float y1, float x2, float y2, float thick) throws IOException {
        page.setLineWidth(thick * POINTS);
        page.moveTo(x1 * POINTS, (HEIGHT - y1) * POINTS);
        page.lineTo(x2 * POINTS, (HEIGHT - y2) * POINTS);
        page.stroke();
    }

    /** A QR code as vector squares, each row's runs in one stroke. */
    void code(float x, float y, float size, ByteMatrix modules) throws IOException {
        float module = size / modules.getWidth();
        for (int row = 0; row < modules.getHeight(); row++) {
            for (int from = 0; from < modules.getWidth(); from++) {
                int to = from;
                while (to < modules.getWidth() && modules.get(to, row) == 1) {
                    to++;
                }
                if (to > from) {
                    page.addRect(
                            (x + from * module) * POINTS,
                            (HEIGHT - y - (row + 1) * module) * POINTS,
                            (to - from) * module * POINTS,
                            module * POINTS);
                    from = to;
                }
            }
        }
        page.fill();
    }

    /** The built-in fonts have Latin letters only; what they lack becomes a question mark. */
    private static String printable(String text) {
        StringBuilder out = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            if ((c >= ' ' && c <= '~') || (c >= 0xA1 && c <= 0xFF)) {
                out.appendCodePoint(c);
            } else if (c == 0x2013 || c == 0x2014) {
                out.append('-');
            } else if (c == 0x2192) {
                out.append('>');
            } else {
                out.append(Character.isWhitespace(c) || c == 0xA0 ? ' ' : '?');
            }
        });
        return out.toString();
    }
}
