/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.server.statement;

import java.io.IOException;
import java.io.OutputStream;
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

/** Wrapped lines on pages of A4, in points. The same lines give the same bytes. */
public final class PdfLines implements AutoCloseable {

    private static final float LEFT = 50;
    private static final float TOP = 790;
    private static final float BOTTOM = 60;
    private static final float WIDTH = 495;

    private final PDFont plain = new PDType1Font(Standard14Fonts.FontName.HELVETICA);
    private final PDFont bold = new PDType1Font(Standard14Fonts.FontName.HELVETICA_BOLD);
    private final PDFont mono = new PDType1Font(Standard14Fonts.FontName.COURIER);
    private final PDDocument document = new PDDocument();
    private PDPageContentStream page;
    private float y = TOP;

    public PdfLines() throws IOException {
        document.setDocumentId(1L);
        page = open();
    }

    public void title(String text) throws IOException {
        put(bold, 20, LEFT, text);
    }

    public void head(String text) throws IOException {
        y -= 8;
        put(bold, 11, LEFT, text);
    }

    public void line(String text) throws IOException {
        put(plain, 9.5f, LEFT, text);
    }

    public void fact(String name, String text) throws IOException {
        room(13);
        show(bold, 9.5f, LEFT, y - 13, name);
        put(plain, 9.5f, LEFT + 110, text);
    }

    public void mono(String text) throws IOException {
        put(mono, 7.5f, LEFT, text);
    }

    public void newPage() throws IOException {
        page.close();
        page = open();
        y = TOP;
    }

    /** Writes the pages, each with its number and this line at the foot. */
    public void save(String foot, OutputStream out) throws IOException {
        page.close();
        int pages = document.getNumberOfPages();
        for (int i = 0; i < pages; i++) {
            page = new PDPageContentStream(document, document.getPage(i), AppendMode.APPEND, true);
            show(plain, 8, LEFT, 36, foot + "    page " + (i + 1) + " of " + pages);
            page.close();
        }
        document.save(out);
    }

    @Override
    public void close() throws IOException {
        document.close();
    }

    private PDPageContentStream open() throws IOException {
        PDPage fresh = new PDPage(PDRectangle.A4);
        document.addPage(fresh);
        return new PDPageContentStream(document, fresh);
    }

    private void room(float height) throws IOException {
        if (y - height < BOTTOM) {
            newPage();
        }
    }

    private void put(PDFont font, float size, float x, String text) throws IOException {
        for (String part : wrapped(font, size, LEFT + WIDTH - x, printable(text))) {
            room(size * 1.37f);
            y -= size * 1.37f;
            show(font, size, x, y, part);
        }
    }

    private void show(PDFont font, float size, float x, float at, String text) throws IOException {
        page.beginText();
        page.setFont(font, size);
        page.newLineAtOffset(x, at);
        page.showText(printable(text));
        page.endText();
    }

    private static List<String> wrapped(PDFont font, float size, float width, String text) throws IOException {
        List<String> out = new ArrayList<>();
        String rest = text;
        while (font.getStringWidth(rest) / 1000 * size > width) {
            int cut = rest.length() - 1;
            while (cut > 1 && font.getStringWidth(rest.substring(0, cut)) / 1000 * size > width) {
                cut--;
            }
            int blank = rest.lastIndexOf(' ', cut);
            int end = blank > 0 ? blank : cut;
            out.add(rest.substring(0, end));
            rest = rest.substring(end).stripLeading();
        }
        out.add(rest);
        return out;
    }

    /** The built-in fonts have Latin letters only; what they lack becomes a question mark. */
    private static String printable(String text) {
        StringBuilder out = new StringBuilder(text.length());
        text.codePoints()
                .forEach(c -> out.appendCodePoint((c >= ' ' && c <= '~') || (c >= 0xA1 && c <= 0xFF) ? c : '?'));
        return out.toString();
    }
}
