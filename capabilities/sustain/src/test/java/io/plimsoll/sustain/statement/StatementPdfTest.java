/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.sustain.statement;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.sustain.kpi.KpiInput;
import io.plimsoll.sustain.kpi.SiteDocument;
import io.plimsoll.sustain.kpi.SiteDocumentReader;
import io.plimsoll.sustain.kpi.SiteYear;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.ValidationResult;

/** What is filed passes veraPDF, the reference checker of PDF/A. */
class StatementPdfTest {

    private static final String SITE = """
            {"site": "Ås & <Søn>, \u96ea", "year": 2025,
             "identity": {"name": "Oslo 1", "owner": "O\\u0007", "operator": "P", "lau": "NO-0301", "operationStart": "2020-05"},
             "facility": {"pditKW": 20900},
             "totals": {"EDC": 1200, "EDC-BG": 10, "EIT": 1000, "WIN": 300, "EREUSE": 60, "ERES-GOO": 600},
             "customers": [{"name": "Kunde \u00c5", "itKWh": 600, "source": "meters of it"}]}
            """;

    private static List<String> problems(byte[] pdf, PDFAFlavour flavour) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        try (PDFAParser parser = Foundries.defaultInstance().createParser(new ByteArrayInputStream(pdf), flavour);
                var validator = Foundries.defaultInstance().createValidator(flavour, false)) {
            ValidationResult result = validator.validate(parser);
            List<String> out = new ArrayList<>();
            result.getTestAssertions().forEach(a -> out.add(a.getRuleId().getClause() + " " + a.getMessage()));
            assertThat(result.getTotalAssertions()).isGreaterThan(100);
            assertThat(result.isCompliant()).isEqualTo(out.isEmpty());
            return out;
        }
    }

    private static List<Statement> statements() throws Exception {
        SiteDocument d = SiteDocumentReader.read(SITE, "site.json").getFirst();
        SiteYear year = KpiInput.year(d, name -> "", "site.json");
        List<Statement> out = new ArrayList<>(Statements.customers(d, year, Redaction.CUSTOMER));
        for (StatementKind kind : StatementKind.values()) {
            if (kind != StatementKind.CUSTOMER) {
                out.add(Statements.draft(kind, d, year, Redaction.AUTHORITY));
            }
        }
        return out;
    }

    @Test
    void everyKindOfStatementIsPdfA3WithUnicode() throws Exception {
        for (Statement s : statements()) {
            byte[] pdf = StatementPdf.of(
                    s, "{\"a\":1}".getBytes(StandardCharsets.UTF_8), Instant.parse("2026-02-01T09:00:00Z"));
            assertThat(problems(pdf, PDFAFlavour.PDFA_3_U)).as(s.id()).isEmpty();
        }
    }

    @Test
    void theCheckerFindsAPageWithoutItsColours() throws Exception {
        byte[] pdf = StatementPdf.of(statements().getFirst(), new byte[] {'1'}, Instant.EPOCH);
        String text = new String(pdf, StandardCharsets.ISO_8859_1).replace("/OutputIntents", "/OutputIntentz");
        assertThat(problems(text.getBytes(StandardCharsets.ISO_8859_1), PDFAFlavour.PDFA_3_U))
                .isNotEmpty();
    }
}
