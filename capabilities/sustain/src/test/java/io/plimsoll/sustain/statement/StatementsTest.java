/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.sustain.statement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plimsoll.sustain.kpi.KpiInput;
import io.plimsoll.sustain.kpi.SiteDocument;
import io.plimsoll.sustain.kpi.SiteDocumentReader;
import io.plimsoll.sustain.kpi.SiteYear;
import io.plimsoll.sustain.statement.Statement.State;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A statement has every field that its act asks for, says what is missing, and is filed only by its steps. */
class StatementsTest {

    private static final Instant NOW = Instant.parse("2026-02-01T09:00:00Z");

    private static String site(String start, double edc) {
        return """
                {"site": "Oslo", "year": 2025,
                 "identity": {"name": "Oslo 1", "owner": "O", "operator": "P", "lau": "NO-0301", "operationStart": "%s"},
                 "facility": {"pditKW": 20900},
                 "totals": {"EDC": %s, "EDC-BG": 10, "EIT": 1000, "WIN": 300, "EREUSE": 60, "ERES-GOO": 600, "ERES-PPA": 0,
                            "ERES-OS": 0},
                 "ghg": {"scope1": 3, "gridFactor": {"value": 0.1, "source": "a pack"},
                         "residualFactor": {"value": 0.5, "source": "AIB"},
                         "gpusInstalled": [{"model": "H100", "count": 16384}]},
                 "customers": [{"name": "A", "itKWh": 600, "source": "meters of A"}, {"name": "B", "itKWh": 300}]}
                """.formatted(start, edc);
    }

    private record Site(SiteDocument document, SiteYear year) {}

    private static Site read(String json) {
        SiteDocument d = SiteDocumentReader.read(json, "site.json").getFirst();
        try {
            return new Site(d, KpiInput.year(d, name -> "", "site.json"));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Statement draft(StatementKind kind, String json) {
        Site s = read(json);
        return Statements.draft(kind, s.document(), s.year(), Redaction.AUTHORITY);
    }

    private static Field field(Statement s, String id) {
        return s.fields().stream().filter(f -> f.id().equals(id)).findFirst().orElseThrow();
    }

    private static String verdict(Statement s, String rule) {
        return s.checks().stream()
                .filter(c -> c.rule().startsWith(rule))
                .findFirst()
                .orElseThrow()
                .verdict();
    }

    @Test
    void theEuReportHasItsSymbolsAndNamesWhatIsMissing() {
        Statement s = draft(StatementKind.EU, site("2020-05", 1200));
        assertThat(s.fields())
                .extracting(Field::id)
                .contains(
                        "LAU", "PDIT", "SDC", "SCR", "EDC", "EDC-BG", "EIT", "CBtG", "WIN", "WIN-POT", "EREUSE", "TWH")
                .contains(
                        "CDD",
                        "ERES-TOT",
                        "ERES-GOO",
                        "ERES-PPA",
                        "ERES-OS",
                        "CSERV",
                        "CSTOR",
                        "BIN",
                        "BOUT",
                        "PUE",
                        "REF");
        assertThat(field(s, "PUE").value()).isEqualTo("1.2");
        assertThat(field(s, "REF").value()).isEqualTo("0.5");
        assertThat(field(s, "size-class").value()).isEqualTo("> 10 MW");
        assertThat(field(s, "WIN-POT").status()).isEqualTo(Field.Status.MISSING);
        assertThat(field(s, "CBtG").status()).isEqualTo(Field.Status.NOT_GIVEN);
        assertThat(s.due()).isEqualTo("2026-05-15");
        assertThat(s.complete()).isFalse();
    }

    @Test
    void limitsOfTheEnefgHoldFromTheirDates() {
        Statement old = draft(StatementKind.ENEFG, site("2020-05", 1400));
        assertThat(verdict(old, "PUE at most 1.5")).isEqualTo("MET");
        assertThat(verdict(old, "PUE at most 1.3")).isEqualTo("NOT_YET");
        assertThat(verdict(old, "renewable electricity 50 %")).isEqualTo("NOT_MET");
        assertThat(old.due()).isEqualTo("2026-03-31");
        String later = site("2026-08", 1250).replace("\"year\": 2025", "\"year\": 2029");
        Statement fresh = draft(StatementKind.ENEFG, later);
        assertThat(verdict(fresh, "PUE at most 1.2")).isEqualTo("NOT_MET");
        assertThat(verdict(fresh, "ERF at least 10 %")).isEqualTo("NOT_MET");
        assertThat(verdict(draft(StatementKind.ENEFG, later.replace("2026-08", "2028-07")), "ERF at least 20 %"))
                .isEqualTo("NOT_YET");
    }

    @Test
    void heatReuseIsWaivedOnlyOnAGroundOfTheLawWithEvidence() {
        String site = site("2026-08", 1250).replace("\"year\": 2025", "\"year\": 2029");
        String why = "\"facility\": {\"heatReuseWaiver\": %s,";
        String said = site.replace("\"facility\": {", why.formatted("\"nobody wants it\""));
        assertThat(verdict(draft(StatementKind.ENEFG, said), "ERF at least 10 %"))
                .isEqualTo("NOT_MET");
        String ground = "{\"ground\": \"OFFER_NOT_TAKEN\", \"evidence\": \"offer of 2028-01-10 to the heat grid\"}";
        String held = site.replace("\"facility\": {", why.formatted(ground));
        assertThat(verdict(draft(StatementKind.ENEFG, held), "ERF at least 10 %"))
                .isEqualTo("WAIVED");
        assertThat(verdict(draft(StatementKind.ENEFG, site("", 1250)), "limits by the start"))
                .isEqualTo("UNKNOWN");
    }

    @Test
    void anotherYearsFormIsDataAndNoCode() {
        String next = """
                {"forms": [{"id": "eu-2024-1364", "version": "2027", "kind": "EU", "fromYear": 2025, "due": "04-30", "title": "next",
                  "source": "an amendment", "limits": [{"rule": "PUE at most 1.1", "quantity": "PUE", "most": 1.1, "from": "2025-01-01", "law": "x"}],
                  "fields": [{"id": "EDC", "name": "energy", "unit": "kWh", "from": "sym:EDC", "law": "x", "level": "AUTHORITY"}]}]}
                """;
        Site s = read(site("2020-05", 1200));
        Forms forms = Forms.shipped().with(next, "next.json");
        Statement own = Statements.draft(StatementKind.EU, s.document(), s.year(), Redaction.AUTHORITY, forms);
        assertThat(own.fields()).hasSize(1);
        assertThat(own.form()).isEqualTo("eu-2024-1364/2027");
        assertThat(own.due()).isEqualTo("2026-04-30");
        assertThat(verdict(own, "PUE at most 1.1")).isEqualTo("NOT_MET");
        assertThat(draft(StatementKind.EU, site("2020-05", 1200)).form()).isEqualTo("eu-2024-1364/2024");
        assertThatThrownBy(() ->
                        Forms.shipped().with(next.replace("sym:EDC", "sym:EDX").replace("an amendment", ""), "f.json"))
                .isInstanceOfSatisfying(
                        io.plimsoll.model.BadInputException.class,
                        e -> assertThat(e.problems()).hasSize(2));
    }

    @Test
    void aValueThatTheActDoesNotKnowIsMissingAndSaysWhichItKnows() {
        String odd = site("2020-05", 1200).replace("\"identity\": {", "\"identity\": {\"structure\": \"shed\",");
        Field f = field(draft(StatementKind.EU, odd), "structure");
        assertThat(f.status()).isEqualTo(Field.Status.MISSING);
        assertThat(f.source()).contains("'shed' is none of [structure, group of structures]");
    }

    @Test
    void aLowerReaderSeesAVerdictWithoutTheFiguresBehindIt() {
        Site s = read(site("2020-05", 1200));
        Statement own =
                Statements.customers(s.document(), s.year(), Redaction.CUSTOMER).getFirst();
        assertThat(own.checks()).singleElement().satisfies(c -> {
            assertThat(c.verdict()).isEqualTo("MET");
            assertThat(c.limit()).as("the energy of all customers together").isEmpty();
        });
    }

    @Test
    void customersGetTheirPartAndTogetherNoMoreThanThereIs() {
        Site s = read(site("2020-05", 1200));
        List<Statement> all = Statements.customers(s.document(), s.year(), Redaction.CUSTOMER);
        assertThat(all).hasSize(2);
        assertThat(field(all.getFirst(), "overhead").value()).isEqualTo("120");
        assertThat(field(all.getFirst(), "energy").value()).isEqualTo("720");
        assertThat(verdict(all.getFirst(), "customers together")).isEqualTo("MET");
    }

    @Test
    void ghgShowsBothScopesTwoAndTheIntervalOfGpus() {
        Statement s = draft(StatementKind.GHG, site("2020-05", 1200));
        assertThat(field(s, "scope2-location").value()).isEqualTo("0.12");
        assertThat(field(s, "scope2-market").value()).isEqualTo("0.3");
        assertThat(Double.parseDouble(field(s, "scope3-2-high").value())
                        / Double.parseDouble(field(s, "scope3-2-low").value()))
                .isBetween(3.4, 3.6);
    }

    @Test
    void waterOfThePowerPlantsAndTheFuelChainAreToldOnlyWithASource() {
        String both = site("2020-05", 1200)
                .replace(
                        "\"ghg\": {",
                        "\"water\": {\"gridFactor\": {\"value\": 1.947, \"source\": \"WRI 2020, DEU\"}}, \"ghg\": {\"upstreamFactor\": {\"value\": 0.05, \"source\": \"a pack\"},");
        assertThat(read(both).year().kpis())
                .filteredOn(
                        v -> v.quantity().startsWith("WATER") || v.quantity().startsWith("UPSTREAM"))
                .extracting(v -> v.quantity() + " " + Math.round(v.value().orElseThrow() * 1000) / 1000.0)
                .containsExactly(
                        "WATER-DIRECT 300.0", "WATER-INDIRECT 2.336", "WATER-ALL 302.336", "UPSTREAM-TONNES 0.06");
        Site without = read(both.replace(", \"source\": \"WRI 2020, DEU\"", ""));
        assertThat(without.year().kpis()).noneMatch(v -> v.quantity().equals("WATER-INDIRECT"));
        assertThat(without.year().notes()).anyMatch(n -> n.contains("/water/gridFactor"));
    }

    @Test
    void aPublicReaderSeesRatiosOnly() {
        Site s = read(site("2020-05", 1200));
        Statement open = Statements.draft(StatementKind.EU, s.document(), s.year(), Redaction.PUBLIC);
        assertThat(field(open, "EDC").status()).isEqualTo(Field.Status.WITHHELD);
        assertThat(field(open, "EDC").value()).isEmpty();
        assertThat(field(open, "LAU").value()).isEmpty();
        assertThat(field(open, "PUE").value()).isEqualTo("1.2");
    }

    @Test
    void itIsReviewedThenFiledThenRestatedAndNothingElse() {
        Statement draft = draft(StatementKind.CUSTOMER, site("2020-05", 1200));
        assertThatThrownBy(() -> draft.moved(State.FILED, "Ann", NOW, ""))
                .hasMessageContaining("DRAFT cannot become FILED");
        Statement eu = draft(StatementKind.EU, site("2020-05", 1200)).moved(State.REVIEWED, "Ann", NOW, "");
        assertThatThrownBy(() -> eu.moved(State.FILED, "Bob", NOW, "")).hasMessageContaining("WIN-POT");
        Site s = read(site("2020-05", 1200));
        Statement customer = Statements.customers(s.document(), s.year(), Redaction.AUTHORITY)
                .getFirst();
        assertThatThrownBy(() -> customer.moved(State.REVIEWED, "Ann", NOW, "").moved(State.FILED, "ann ", NOW, ""))
                .hasMessageContaining("someone else files it");
        Statement filed = customer.moved(State.REVIEWED, "Ann", NOW, "").moved(State.FILED, "Bob", NOW, "");
        assertThatThrownBy(() -> filed.moved(State.DRAFT, "Ann", NOW, "")).isInstanceOf(IllegalStateException.class);
        Statement next = Statements.restating(filed, customer);
        assertThat(next.supersedes()).isEqualTo(filed.id());
        assertThat(next.id()).endsWith("/v2");
        assertThat(filed.moved(State.RESTATED, "Bob", NOW, "meter 7 was replaced")
                        .history())
                .hasSize(3);
    }

    @Test
    void csvHasOneLineAField() {
        Statement s = draft(StatementKind.SASB, site("2020-05", 1200));
        assertThat(s.csv().lines()).hasSize(1 + s.fields().size());
        assertThat(s.csv()).contains("130a.1-energy").contains("4.32");
    }
}
