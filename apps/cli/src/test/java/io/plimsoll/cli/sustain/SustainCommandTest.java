/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.cli.sustain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.plimsoll.cli.ExitCode;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.common.filespecification.PDComplexFileSpecification;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code plimsoll sustain} prints stable keys and says by its exit code whether something was found. */
class SustainCommandTest {

    @TempDir
    private Path folder = Path.of("");

    private final StringWriter out = new StringWriter();

    private int run(String... args) {
        CommandLine line = new CommandLine(new SustainCommand());
        line.setOut(new PrintWriter(out, true));
        return line.execute(args);
    }

    private JsonNode json() {
        return JsonMapper.shared().readTree(out.toString());
    }

    private String file(String name, String text) throws Exception {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    @Test
    void checkFlagsWhatDoesNotClose() throws Exception {
        String csv = file("index.csv", "site,year,energyMWh\nA,2023,100\nB,2023,50\nTotal,2023,175\n");
        assertThat(run("check", "--input", csv, "--json")).isEqualTo(ExitCode.FOUND);
        JsonNode flag = json().at("/flags/0");
        assertThat(flag.propertyNames())
                .contains("rule", "site", "year", "value", "expected", "why", "effect", "severity");
        assertThat(flag.at("/rule").asString()).isEqualTo("TOTAL_NOT_SUM");
        assertThat(flag.at("/expected").asDouble()).isEqualTo(150);
    }

    @Test
    void kpiGivesEachValueWithItsMethodAndFleetsBothWays() throws Exception {
        String csv = file("sites.csv", "site,year,EDC,PUE\nA,2025,100,1.1\nB,2025,20,1.5\n");
        assertThat(run("kpi", "--input", csv, "--json")).isEqualTo(ExitCode.FINE);
        assertThat(json().at("/averages/0/edcWeighted").asDouble()).isCloseTo(1.1667, within(5e-5));
        assertThat(json().at("/averages/0/ratioOfSums").asDouble()).isCloseTo(1.1512, within(5e-5));
    }

    @Test
    void matchClaimsEachWattHourOnce() throws Exception {
        String csv = file("hours.csv", """
                kind,zone,time,mwh
                load,DE,2025-01-01T00:00:00Z,2
                load,DE,2025-01-01T01:00:00Z,2
                certificate,DE,2025-01-01T00:00:00Z,3
                """);
        assertThat(run("match", "--input", csv, "--json")).isEqualTo(ExitCode.FINE);
        assertThat(json().at("/score").asDouble()).isEqualTo(0.5);
        assertThat(json().at("/annualScore").asDouble()).isEqualTo(0.75);
        assertThat(json().at("/claims/0/wh").asLong()).isEqualTo(2_000_000);
    }

    @Test
    void aStatementIsDraftedReviewedAndPrintedWithItsJsonInside() throws Exception {
        String site = file("site.json", """
                {"site": "Oslo & more", "year": 2025, "totals": {"EDC": 1200, "EIT": 1000, "ERES-GOO": 600},
                 "customers": [{"name": "A", "itKWh": 600, "source": "meters"}]}
                """);
        String pdf = folder.resolve("a.pdf").toString();
        assertThat(run("statement", "--input", site, "--kind", "CUSTOMER", "--pdf", pdf, "--json"))
                .isEqualTo(ExitCode.FINE);
        String draft = file("draft.json", out.toString());
        try (PDDocument document = Loader.loadPDF(folder.resolve("a.pdf").toFile())) {
            PDComplexFileSpecification inside = Objects.requireNonNull(document.getDocumentCatalog()
                    .getNames()
                    .getEmbeddedFiles()
                    .getNames()
                    .get("statement.json"));
            assertThat(JsonMapper.shared()
                            .readTree(inside.getEmbeddedFileUnicode().toByteArray()))
                    .isEqualTo(json().at("/statements/0"));
            assertThat(new String(document.getDocumentCatalog().getMetadata().toByteArray(), StandardCharsets.UTF_8))
                    .contains("<pdfaid:part>3</pdfaid:part>")
                    .contains("Oslo &amp; more");
            assertThat(document.getDocumentCatalog().getOutputIntents()).hasSize(1);
            for (COSName font : document.getPage(0).getResources().getFontNames()) {
                assertThat(document.getPage(0).getResources().getFont(font).isEmbedded())
                        .isTrue();
            }
        }
        out.getBuffer().setLength(0);
        assertThat(run("statement", "--input", draft, "--to", "REVIEWED", "--by", "Ann", "--json"))
                .isEqualTo(ExitCode.FINE);
        assertThat(json().at("/statements/0/state").asString()).isEqualTo("REVIEWED");
        onlyWhatIsFiledIsSignedAndThatByAnother(file("reviewed.json", out.toString()));
        assertThat(run("statement", "--input", site, "--kind", "EU")).isEqualTo(ExitCode.FOUND);
    }

    private void onlyWhatIsFiledIsSignedAndThatByAnother(String reviewed) throws Exception {
        Path file = folder.resolve("filed.dsse.json");
        String signed = file.toString();
        String key = folder.resolve("key.pem").toString();
        assertThat(run(
                        "statement",
                        "--input",
                        reviewed,
                        "--to",
                        "DRAFT",
                        "--by",
                        "Bob",
                        "--sign",
                        signed,
                        "--key",
                        key))
                .as("a draft is never signed")
                .isNotEqualTo(ExitCode.FINE);
        assertThat(run("statement", "--input", reviewed, "--to", "FILED", "--by", "Ann"))
                .as("who reviewed does not file")
                .isNotEqualTo(ExitCode.FINE);
        assertThat(run(
                        "statement",
                        "--input",
                        reviewed,
                        "--to",
                        "FILED",
                        "--by",
                        "Bob",
                        "--sign",
                        signed,
                        "--key",
                        key))
                .isEqualTo(ExitCode.FINE);
        String pub = folder.resolve("site.pub.pem").toString();
        out.getBuffer().setLength(0);
        assertThat(run("verify", "--input", signed, "--key", pub, "--json")).isEqualTo(ExitCode.FINE);
        assertThat(json().path("holds").asBoolean()).isTrue();
        Files.writeString(file, Files.readString(file).replaceFirst("\"sig\":\"..", "\"sig\":\"AA"));
        assertThat(run("verify", "--input", signed, "--key", pub)).isEqualTo(ExitCode.FOUND);
    }
}
