/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.server.statement;

import io.plimsoll.acceptance.certificate.BlockStatement;
import io.plimsoll.acceptance.certificate.CertificateStatement;
import java.io.IOException;
import java.io.OutputStream;
import tools.jackson.databind.JsonNode;

/** A node's or a block's certificate as pages that a customer reads. */
public final class CertificatePdf {

    private CertificatePdf() {}

    /**
     * @param statement of a certificate that holds
     * @param sha256 of the signed file
     * @param keyId of the key that signed it
     */
    public static void write(JsonNode statement, String sha256, String keyId, OutputStream stream) throws IOException {
        JsonNode predicate = statement.path("predicate");
        boolean block = text(statement, "predicateType").equals(BlockStatement.PREDICATE_TYPE);
        try (PdfLines pdf = new PdfLines()) {
            if (block) {
                block(pdf, predicate);
            } else {
                node(pdf, statement, predicate.path(CertificateStatement.EXTENSION));
            }
            pdf.head("How to check it");
            pdf.line("The signed file counts, not this page. With the file and the site's public key:");
            pdf.mono("plimsoll certificate verify FILE --key site.pub.pem");
            pdf.line("Or with OpenSSL alone, after the DSSE pre-authentication encoding (docs/how-to/certificate.md):");
            pdf.mono("openssl pkeyutl -verify -rawin -pubin -inkey site.pub.pem -in signed.bin -sigfile signature.bin");
            pdf.fact("SHA-256 of the file", sha256);
            pdf.fact("Signed by key", keyId);
            pdf.newPage();
            if (block) {
                blockTable(pdf, predicate);
            } else {
                nodeTable(pdf, predicate.path(CertificateStatement.EXTENSION));
            }
            pdf.save("Certificate " + sha256.substring(0, 16), stream);
        }
    }

    private static void node(PdfLines pdf, JsonNode statement, JsonNode own) throws IOException {
        pdf.title("Certificate of node " + text(own, "node"));
        pdf.fact("Serial", text(own.path("fingerprint"), "nodeSerial"));
        pdf.fact("Site", text(own, "site"));
        pdf.fact("Result", text(statement.path("predicate"), "result"));
        life(pdf, own);
        pdf.fact("Test plan", plan(own.path("plan")));
        pdf.fact("Fingerprint", text(statement.path("subject").path(0).path("digest"), "sha256"));
        pdf.head("Waivers");
        boolean none = true;
        for (JsonNode test : own.path("tests")) {
            if (test.has("waiver")) {
                none = false;
                waiver(pdf, text(test, "test"), test.path("waiver"));
            }
        }
        if (none) {
            pdf.line("None.");
        }
    }

    private static void nodeTable(PdfLines pdf, JsonNode own) throws IOException {
        pdf.head("Every test");
        for (JsonNode test : own.path("tests")) {
            pdf.fact(
                    text(test, "verdict"),
                    text(test, "test") + ": " + text(test, "title") + " " + text(test, "reason"));
            for (JsonNode log : test.path("logSha256")) {
                pdf.mono("    raw log " + log.asString(""));
            }
            for (JsonNode run : test.path("runs")) {
                pdf.mono("    measured until " + text(run, "endedAt")
                        + (run.has("carriedFrom") ? ", carried over from " + text(run, "carriedFrom") : ""));
            }
        }
    }

    private static void block(PdfLines pdf, JsonNode predicate) throws IOException {
        JsonNode block = predicate.path("block");
        JsonNode counts = predicate.path("counts");
        pdf.title("Certificate of block " + text(block, "name"));
        pdf.fact("For", text(block, "customer"));
        pdf.fact("Site", text(block, "site"));
        pdf.fact("Result", text(predicate, "result"));
        life(pdf, predicate);
        pdf.fact(
                "Contents",
                counts.path("certified").asLong(0) + " of "
                        + counts.path("listed").asLong(0) + " nodes certified, "
                        + counts.path("gpus").asLong(0) + " GPUs, "
                        + counts.path("waivedNodes").asLong(0) + " nodes by a waiver, "
                        + counts.path("missing").asLong(0) + " missing, "
                        + counts.path("invalid").asLong(0) + " invalid");
        for (JsonNode plan : predicate.path("plans")) {
            pdf.fact("Test plan", plan(plan));
        }
        pdf.head("Exceptions: delivered without a certificate that holds");
        if (predicate.path("exceptions").isEmpty()) {
            pdf.line("None.");
        }
        for (JsonNode exempt : predicate.path("exceptions")) {
            pdf.fact(text(exempt, "node"), text(exempt, "seen") + "; " + text(exempt, "reason"));
        }
    }

    private static void blockTable(PdfLines pdf, JsonNode predicate) throws IOException {
        pdf.head("Every certified node");
        for (JsonNode node : predicate.path("nodes")) {
            pdf.fact(
                    text(node, "node"),
                    text(node, "worstVerdict") + ", serial " + text(node, "serial") + ", until "
                            + (node.has("validUntil") ? text(node, "validUntil") : "no end"));
            pdf.mono("    certificate " + text(node, "certificateSha256"));
            pdf.mono("    fingerprint " + text(node, "fingerprintSha256"));
            for (JsonNode waiver : node.path("waivers")) {
                waiver(pdf, text(waiver, "test"), waiver);
            }
        }
    }

    private static void life(PdfLines pdf, JsonNode own) throws IOException {
        pdf.fact("Issued", text(own, "issuedAt") + " by " + text(own, "operator"));
        pdf.fact("Valid until", own.has("validUntil") ? text(own, "validUntil") : "no end");
    }

    private static void waiver(PdfLines pdf, String test, JsonNode waiver) throws IOException {
        pdf.fact(
                "WAIVED " + test,
                "by " + text(waiver, "owner") + " until " + text(waiver, "expiresAt") + ": " + text(waiver, "reason"));
    }

    private static String plan(JsonNode plan) {
        return text(plan, "name") + " version " + plan.path("version").asLong(0) + ", " + text(plan, "sha256");
    }

    private static String text(JsonNode object, String field) {
        return object.path(field).asString("");
    }
}
