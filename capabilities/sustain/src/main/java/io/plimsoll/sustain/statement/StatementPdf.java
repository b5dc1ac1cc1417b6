/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.sustain.statement;

import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.Map;
import java.util.Objects;
import java.util.TimeZone;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;
import org.apache.pdfbox.pdmodel.PDDocumentNameDictionary;
import org.apache.pdfbox.pdmodel.PDEmbeddedFilesNameTreeNode;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDMetadata;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.common.filespecification.PDComplexFileSpecification;
import org.apache.pdfbox.pdmodel.common.filespecification.PDEmbeddedFile;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.apache.pdfbox.pdmodel.graphics.color.PDOutputIntent;
import org.jspecify.annotations.Nullable;

/**
 * A statement as PDF/A-3u (ISO 19005-3, so also 3b): text with its Unicode, fonts embedded, colours tied to sRGB, and the statement's JSON attached as the source
 * of the pages, so that a machine reads the very fields that a person sees.
 */
public final class StatementPdf implements AutoCloseable {

    private static final float MARGIN = 50;
    private static final float LEADING = 13;
    private static final String FONT = "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";

    private final PDDocument document = new PDDocument();
    private final PDFont font;
    private @Nullable PDPageContentStream page;
    private float y;

    private StatementPdf() throws IOException {
        try (InputStream in = Objects.requireNonNull(PDDocument.class.getResourceAsStream(FONT), FONT)) {
            font = PDType0Font.load(document, in, true);
        }
    }

    /**
     * The bytes of the file.
     *
     * @param json the statement for machines, attached as the source of the pages
     * @param now when the file is made
     */
    public static byte[] of(Statement s, byte[] json, Instant now) throws IOException {
        Instant at = now.truncatedTo(ChronoUnit.SECONDS);
        try (StatementPdf pdf = new StatementPdf()) {
            pdf.pages(s);
            pdf.describe(s.title() + ", " + s.site(), at);
            pdf.attach(json, at);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            pdf.document.save(out);
            return out.toByteArray();
        }
    }

    private void pages(Statement s) throws IOException {
        line(s.title(), 14, MARGIN);
        line(s.site() + (s.customer().isEmpty() ? "" : ", customer " + s.customer()) + ", " + s.period(), 10, MARGIN);
        line(
                s.state() + ", version " + s.version() + (s.due().isEmpty() ? "" : ", due " + s.due())
                        + (s.supersedes().isEmpty() ? "" : ", supersedes " + s.supersedes()),
                10,
                MARGIN);
        y -= LEADING;
        for (Field f : s.fields()) {
            String value = f.status() == Field.Status.PRESENT
                    ? f.value() + " " + f.unit()
                    : f.status().name();
            line(f.name() + " (" + f.id() + ", " + f.law() + "): " + value, 9, MARGIN);
            if (!f.source().isEmpty()) {
                line("from " + f.source() + (f.method().isEmpty() ? "" : "; " + f.method()), 7, MARGIN + 12);
            }
        }
        y -= LEADING;
        for (Check c : s.checks()) {
            line(c.verdict() + "  " + c.rule() + " (" + c.law() + ") " + c.says(), 9, MARGIN);
        }
        for (Statement.Step step : s.history()) {
            line(step.state() + " by " + step.by() + " at " + step.at() + " " + step.reason(), 9, MARGIN);
        }
        if (page != null) {
            page.close();
        }
    }

    private void line(String text, float size, float x) throws IOException {
        StringBuilder row = new StringBuilder();
        for (String word : printable(text).split(" ")) {
            if (!row.isEmpty() && width(row + " " + word, size) > PDRectangle.A4.getWidth() - MARGIN - x) {
                draw(row.toString(), size, x);
                row.setLength(0);
            }
            row.append(row.isEmpty() ? "" : " ").append(word);
        }
        draw(row.toString(), size, x);
    }

    private float width(String text, float size) throws IOException {
        return font.getStringWidth(text) / 1000 * size;
    }

    private void draw(String text, float size, float x) throws IOException {
        PDPageContentStream at = page;
        if (at == null || y < MARGIN) {
            if (at != null) {
                at.close();
            }
            PDPage next = new PDPage(PDRectangle.A4);
            document.addPage(next);
            at = new PDPageContentStream(document, next);
            page = at;
            y = PDRectangle.A4.getHeight() - MARGIN;
        }
        at.beginText();
        at.setFont(font, size);
        at.newLineAtOffset(x, y);
        at.showText(text);
        at.endText();
        y -= Math.max(LEADING * size / 10, size + 2);
    }

    /** What the font has no letter for becomes a question mark: no page may fail for a name. */
    private String printable(String text) {
        StringBuilder out = new StringBuilder();
        text.codePoints().forEach(c -> {
            String letter = Character.isISOControl(c) ? " " : Character.toString(c);
            try {
                font.encode(letter);
                out.append(letter);
            } catch (IOException | IllegalArgumentException e) {
                out.append('?');
            }
        });
        return out.toString();
    }

    private void describe(String title, Instant at) throws IOException {
        PDDocumentInformation info = document.getDocumentInformation();
        info.setTitle(title);
        info.setProducer("Plimsoll");
        info.setCreationDate(calendar(at));
        info.setModificationDate(calendar(at));
        String time = DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(at.atOffset(ZoneOffset.UTC));
        String xmp = """
                <?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?>
                <x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
                <rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
                <pdfaid:part>3</pdfaid:part><pdfaid:conformance>U</pdfaid:conformance></rdf:Description>
                <rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title><rdf:Alt>
                <rdf:li xml:lang="x-default">%s</rdf:li></rdf:Alt></dc:title></rdf:Description>
                <rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/">
                <xmp:CreateDate>%s</xmp:CreateDate><xmp:ModifyDate>%s</xmp:ModifyDate></rdf:Description>
                <rdf:Description rdf:about="" xmlns:pdf="http://ns.adobe.com/pdf/1.3/">
                <pdf:Producer>Plimsoll</pdf:Producer></rdf:Description>
                </rdf:RDF></x:xmpmeta>
                <?xpacket end="w"?>""".formatted(escaped(title), time, time);
        PDMetadata metadata = new PDMetadata(document);
        metadata.importXMPMetadata(xmp.getBytes(StandardCharsets.UTF_8));
        document.getDocumentCatalog().setMetadata(metadata);
        byte[] profile = ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData();
        PDOutputIntent intent = new PDOutputIntent(document, new ByteArrayInputStream(profile));
        intent.setInfo("sRGB IEC61966-2.1");
        intent.setOutputCondition("sRGB IEC61966-2.1");
        intent.setOutputConditionIdentifier("sRGB IEC61966-2.1");
        intent.setRegistryName("http://www.color.org");
        document.getDocumentCatalog().addOutputIntent(intent);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private void attach(byte[] json, Instant at) throws IOException {
        PDEmbeddedFile file = new PDEmbeddedFile(document, new ByteArrayInputStream(json), COSName.FLATE_DECODE);
        file.setSubtype("application/json");
        file.setSize(json.length);
        file.setCreationDate(calendar(at));
        file.setModDate(calendar(at));
        PDComplexFileSpecification spec = new PDComplexFileSpecification();
        spec.setFile("statement.json");
        spec.setFileUnicode("statement.json");
        spec.setFileDescription("the fields of this statement");
        spec.setEmbeddedFile(file);
        spec.setEmbeddedFileUnicode(file);
        spec.getCOSObject().setItem(COSName.getPDFName("AFRelationship"), COSName.getPDFName("Source"));
        PDEmbeddedFilesNameTreeNode tree = new PDEmbeddedFilesNameTreeNode();
        tree.setNames(Map.of("statement.json", spec));
        PDDocumentNameDictionary names = new PDDocumentNameDictionary(document.getDocumentCatalog());
        names.setEmbeddedFiles(tree);
        document.getDocumentCatalog().setNames(names);
        COSArray associated = new COSArray();
        associated.add(spec.getCOSObject());
        document.getDocumentCatalog().getCOSObject().setItem(COSName.getPDFName("AF"), associated);
    }

    private static Calendar calendar(Instant at) {
        Calendar c = new GregorianCalendar(TimeZone.getTimeZone("UTC"), java.util.Locale.ROOT);
        c.setTimeInMillis(at.toEpochMilli());
        return c;
    }

    @Override
    public void close() throws IOException {
        document.close();
    }
}
