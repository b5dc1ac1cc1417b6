/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.server.statement;

import io.plimsoll.capacity.statement.Statement;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;

/** A statement as pages that a customer reads. */
public final class StatementPdf {

    private StatementPdf() {}

    public static void write(Statement s, String sha256, OutputStream out) throws IOException {
        try (PdfLines pdf = new PdfLines()) {
            pdf.title("Availability statement");
            pdf.fact("Commitment", s.commitment());
            pdf.fact("Customer", s.customer());
            pdf.fact("Site", s.site());
            pdf.fact("Unit", s.unit());
            pdf.fact(
                    "Window",
                    s.window().from() + " to " + s.window().until() + " ("
                            + s.window().zone() + ")");
            pdf.fact("As of", s.window().asOf().toString());
            Statement.Verdict v = s.availability();
            pdf.fact(
                    v.met() ? "Kept" : "NOT KEPT",
                    v.measure() + " " + StatementWords.percent(v.availability()) + ", target "
                            + StatementWords.percent(v.target()));
            pdf.fact("Credit", StatementWords.credit(s));
            pdf.fact("Claim", StatementWords.claim(s.claim()));
            pdf.head("Availability, five ways from one log");
            for (Statement.Measured m : s.measures()) {
                pdf.fact(m.measure(), StatementWords.percent(m.availability()) + ": " + m.says());
            }
            pdf.head("Shortfalls");
            if (s.shortfalls().isEmpty()) {
                pdf.line("None: what was promised was deliverable at any time.");
            }
            for (Statement.Shortfall f : s.shortfalls()) {
                pdf.line(f.from() + " to " + f.until() + ": " + f.deliverable() + " of " + f.promised() + ", "
                        + f.missing() + " missing");
            }
            for (String note : s.notes()) {
                pdf.fact("Note", note);
            }
            pdf.head("How to check it");
            pdf.line(
                    "The signed file counts, not this page. With it, the ledger, the contract and the site's public key:");
            pdf.mono(
                    "plimsoll ledger verify --statement FILE --key site.pub.pem --ledger LEDGER --commitments CONTRACT");
            pdf.fact("SHA-256", sha256);
            pdf.fact("Ledger", s.sources().ledgerSha256());
            pdf.fact("Contract", s.sources().contractSha256());
            pdf.newPage();
            pdf.head("Every outage of a unit");
            if (s.outages().isEmpty()) {
                pdf.line("None.");
            }
            for (Statement.Down d : s.outages()) {
                pdf.line(String.format(
                        Locale.ROOT,
                        "%s  %s to %s  %s, %,d s of which %,d count%s; entry %d%s",
                        d.unit(),
                        d.from(),
                        d.until(),
                        d.state(),
                        d.seconds(),
                        d.countedSeconds(),
                        d.exclusion().map(x -> " (" + x + ")").orElse(""),
                        d.entry(),
                        d.cause().isEmpty() ? "" : ", " + d.cause()));
            }
            pdf.save("Statement " + sha256.substring(0, 16), out);
        }
    }
}
