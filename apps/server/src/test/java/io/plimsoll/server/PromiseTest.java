/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plimsoll.acceptance.CanonicalJson;
import io.plimsoll.acceptance.certificate.Dsse;
import io.plimsoll.capacity.Commitment;
import io.plimsoll.capacity.ledger.Log;
import io.plimsoll.capacity.ledger.Timelines;
import io.plimsoll.capacity.read.CommitmentReader;
import io.plimsoll.capacity.read.LedgerReader;
import io.plimsoll.capacity.statement.Statement;
import io.plimsoll.capacity.statement.Statements;
import io.plimsoll.capacity.statement.Windows;
import io.plimsoll.model.Sha256;
import io.plimsoll.server.api.ForecastApi;
import io.plimsoll.server.api.PromiseApi;
import io.plimsoll.server.api.PromiseApi.PromiseView;
import io.plimsoll.server.api.Query;
import io.plimsoll.server.api.RatesApi;
import io.plimsoll.server.api.Role;
import io.plimsoll.server.api.SitesApi;
import io.plimsoll.server.api.SparesApi;
import io.plimsoll.server.client.PlimsollClient;
import io.plimsoll.server.client.ServerRefusedException;
import io.plimsoll.server.http.Json;
import io.plimsoll.server.statement.SignedStatement;
import io.plimsoll.spares.stock.StockStep;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class PromiseTest {

    private final PlimsollClient api = TestServer.get().as(Role.ADMIN);
    private final PlimsollClient manager = TestServer.get().as(Role.CAPACITY_MANAGER);
    private final Instant start = Instant.now().minus(Duration.ofDays(5)).truncatedTo(ChronoUnit.SECONDS);

    /** A site whose first nodes are accepted, four days ago. */
    private void site(String site, int accepted) {
        SmallSiteLife life = new SmallSiteLife(api, start);
        if (accepted == 0) {
            life.planned(site);
        } else {
            life.upToAccepted(site, accepted);
        }
    }

    private byte[] contract(String id, int nodes) {
        Instant from = start.plus(Duration.ofDays(1));
        return """
                commitments:
                  - id: %s
                    customer: Acme
                    unit: node
                    tranches: [{quantity: %d, from: %s, until: %s}]
                    availability: {target: 99%%, measure: timeMet}
                    price: {cents: 1000000, per: unit month}
                    currency: USD
                    credits: {ladder: [{below: 99%%, credit: 10%%}], claimDays: 30}
                """.formatted(id, nodes, from, from.plus(Duration.ofDays(365))).getBytes(StandardCharsets.UTF_8);
    }

    private PromiseApi.Nodes nodes(int... which) {
        List<String> names = new ArrayList<>();
        for (int n : which) {
            names.add(SmallSite.node(n));
        }
        return new PromiseApi.Nodes(names, "moved", start.plus(Duration.ofDays(1)));
    }

    @Test
    void threePromisedAndTwoThereIsAShortfallThatBothSidesComputeFromTheSameFiles() throws IOException {
        String site = "promised";
        site(site, 2);
        PromiseApi.Promises listed =
                manager.on(PromiseApi.AGREE, site).bytes(contract("acme", 3)).send();
        assertThat(listed.items()).hasSize(1);
        assertThat(manager.on(PromiseApi.ALLOCATE, site, "acme")
                        .body(nodes(0, 1))
                        .send()
                        .units())
                .isEqualTo(18);
        PromiseView view = api.on(PromiseApi.COMMITMENT, site, "acme").send();
        assertThat(view.now().promised()).isEqualTo(3);
        assertThat(view.now().deliverable()).isEqualTo(2);
        assertThat(view.now().shortfall()).isEqualTo(1);
        assertThat(view.now().met()).isFalse();
        assertThat(view.measures()).hasSize(5);
        assertThat(view.days()).anySatisfy(d -> assertThat(d.least()).isEqualTo(2));
        assertThat(view.shortfalls()).isNotEmpty();
        assertThat(api.on(SitesApi.SITE, site).send().gpus()).containsEntry(io.plimsoll.model.UnitState.SERVING, 16);
        bothSidesCompute(site);
    }

    private void bothSidesCompute(String site) throws IOException {
        byte[] signed = api.on(PromiseApi.STATEMENT_SIGNED, site, "acme").download();
        assertThat(api.on(PromiseApi.VERIFY_STATEMENT, site).bytes(signed).send())
                .isEqualTo(new PromiseApi.StatementCheck(true, true, true, List.of()));
        JsonNode then =
                Json.MAPPER.readTree(Dsse.read(signed, "signed").payload()).path("predicate");
        Instant knownAt = Instant.parse(then.path("window").path("knownAt").asString());
        byte[] ledger = api.on(PromiseApi.LEDGER_FILE, site, "acme")
                .with(PromiseApi.KNOWN_AT, knownAt)
                .download();
        byte[] contract = api.on(PromiseApi.CONTRACT, site, "acme")
                .with(PromiseApi.KNOWN_AT, knownAt)
                .download();
        Log log = LedgerReader.log(new ByteArrayInputStream(ledger), "ledger.csv");
        Commitment terms = CommitmentReader.read(new ByteArrayInputStream(contract), "contract.json")
                .getFirst();
        Statement now = new Statements(
                        Timelines.of(log, Statements.micros(knownAt)),
                        terms,
                        Instant.parse(then.path("window").path("asOf").asString()),
                        Optional.of(knownAt))
                .of(
                        new Windows(
                                Instant.parse(then.path("window").path("from").asString()),
                                Instant.parse(then.path("window").path("until").asString())),
                        new Statement.Sources(
                                Sha256.of(ledger).hex(),
                                Sha256.of(contract).hex(),
                                log.size(),
                                log.idOf(log.size() - 1)));
        assertThat(CanonicalJson.write(SignedStatement.predicate(now))).isEqualTo(CanonicalJson.write(then));
        byte[] forged = new String(signed, StandardCharsets.UTF_8)
                .replaceFirst("\"sig\": ?\"..", "\"sig\":\"AA")
                .getBytes(StandardCharsets.UTF_8);
        assertThat(api.on(PromiseApi.VERIFY_STATEMENT, site)
                        .bytes(forged)
                        .send()
                        .signature())
                .isFalse();
        assertThat(api.on(PromiseApi.STATEMENT_PDF, site, "acme").download()).startsWith('%', 'P', 'D', 'F');
    }

    @Test
    void aNodeServesOneCommitmentAndCanBeGivenToAnotherOnlyAfterItsRelease() {
        String site = "served-once";
        site(site, 1);
        manager.on(PromiseApi.AGREE, site).bytes(contract("one", 1)).send();
        manager.on(PromiseApi.AGREE, site).bytes(contract("two", 1)).send();
        manager.on(PromiseApi.ALLOCATE, site, "one").body(nodes(0)).send();
        assertThatThrownBy(() -> manager.on(PromiseApi.ALLOCATE, site, "two")
                        .body(nodes(0))
                        .send())
                .isInstanceOf(ServerRefusedException.class);
        PromiseApi.Nodes later =
                new PromiseApi.Nodes(List.of(SmallSite.node(0)), "customer two waits", start.plus(Duration.ofDays(2)));
        manager.on(PromiseApi.RELEASE, site).body(later).send();
        manager.on(PromiseApi.ALLOCATE, site, "two").body(later).send();
        assertThat(api.on(PromiseApi.PROMISES, site).send().items())
                .extracting(PromiseApi.Promise::name, PromiseApi.Promise::deliverable)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("one", 0), org.assertj.core.groups.Tuple.tuple("two", 1));
        assertThat(api.on(PromiseApi.PROMISES, site)
                        .with(Query.AT, start.plus(Duration.ofHours(30)))
                        .send()
                        .items())
                .extracting(PromiseApi.Promise::deliverable)
                .containsExactly(1, 0);
    }

    @Test
    void aContractThatIsWrongChangesNothingAndSaysEverythingThatIsWrong() {
        String site = "refused-contract";
        site(site, 0);
        String text = new String(contract("acme", 2), StandardCharsets.UTF_8);
        byte[] wrong = (text.replace("target: 99%", "target: 120%")
                        + text.substring(text.indexOf("  - id"))
                                .replace("id: acme", "id: other")
                                .replace("quantity: 2", "quantity: 0"))
                .getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> manager.on(PromiseApi.AGREE, site).bytes(wrong).send())
                .hasMessageContaining("target")
                .hasMessageContaining("quantity");
        assertThat(api.on(PromiseApi.PROMISES, site).send().items()).isEmpty();
        manager.on(PromiseApi.AGREE, site).bytes(contract("acme", 2)).send();
        assertThat(manager.on(PromiseApi.AMEND, site, "acme")
                        .with(PromiseApi.REASON, "addendum 1")
                        .bytes(contract("acme", 4))
                        .send()
                        .now()
                        .promised())
                .isEqualTo(4);
    }

    private static final String RATES = """
            horizonDays: 90
            parts: [{part: board, stock: 50, resupply: 14 days exponential, source: RMA terms}]
            crews: [{crew: hall 1, technicians: 2}]
            failures: [{kind: board, perNodeDay: 0.02, part: board, crew: hall 1, repair: 6 hours exponential, %s}]
            """;

    private ForecastApi.ForecastView forecast(
            String site, @Nullable String rates, ForecastApi.@Nullable Change change) {
        return api.on(ForecastApi.FORECAST, site)
                .body(new ForecastApi.ForecastRequest(rates, 300, 7L, true, change))
                .send();
    }

    @Test
    void aPromiseThatAMissingPartWouldBreakIsSaidToBreakAndPartsOnTheShelfKeepIt() {
        String site = "forecast-site";
        site(site, 2);
        manager.on(PromiseApi.AGREE, site)
                .bytes(new String(contract("acme", 2), StandardCharsets.UTF_8)
                        .replace("99%", "90%")
                        .getBytes(StandardCharsets.UTF_8))
                .send();
        manager.on(PromiseApi.ALLOCATE, site, "acme").body(nodes(0, 1)).send();
        stock(site, StockStep.COUNTED_MORE, 1);
        stock(site, StockStep.COUNTED_LESS, 1);
        String rates = RATES.formatted("source: our log");
        ForecastApi.ForecastView now =
                forecast(site, rates, new ForecastApi.Change(null, "board", 5, null, null, null));
        assertThat(now.now().parts().getFirst().stock())
                .as("the record's shelf, not the parameters'")
                .isZero();
        double without = now.now().promises().getFirst().probability();
        double with = java.util.Objects.requireNonNull(now.tried())
                .promises()
                .getFirst()
                .probability();
        assertThat(without).isLessThan(0.5);
        assertThat(with).isGreaterThan(without + 0.3);
        assertThat(now.helps()).extracting(ForecastApi.Helps::change).contains("ONE_MORE_PART");
        assertThat(now.sources()).extracting(ForecastApi.Source::source).contains("our log", "RMA terms");
        stock(site, StockStep.COUNTED_MORE, 5);
        assertThat(forecast(site, rates, null).now().promises().getFirst().probability())
                .as("the same futures with the same parts")
                .isEqualTo(with);
        ForecastApi.ForecastView skipped = forecast(
                site,
                rates,
                new ForecastApi.Change(
                        null,
                        null,
                        null,
                        null,
                        null,
                        new ForecastApi.Skip("host-quick", List.of("memory-patterns"), "board", 20, "a guess")));
        assertThat(skipped.kinds()).containsExactly("board");
        assertThat(java.util.Objects.requireNonNull(skipped.leak()).skipped()).containsExactly("memory-patterns");
        assertThat(skipped.leak().badNodes())
                .isBetween(skipped.leak().low(), skipped.leak().high());
        assertThat(skipped.sources())
                .anySatisfy(s -> assertThat(s.source()).contains("price of skipping memory-patterns"));
    }

    private void stock(String site, StockStep step, int quantity) {
        api.on(SparesApi.MOVE, site)
                .body(new SparesApi.NewMove("board", site, step, null, quantity, "", "counted", null))
                .send();
    }

    @Test
    void aRateWithoutASourceIsRefused() {
        String site = "forecast-refused";
        site(site, 1);
        manager.on(PromiseApi.AGREE, site).bytes(contract("acme", 1)).send();
        assertThatThrownBy(() -> forecast(site, RATES.formatted("uncertainty: 0.1"), null))
                .hasMessageContaining("source");
        assertThatThrownBy(() -> forecast(site, RATES.formatted("source: x") + "fleet: []", null))
                .hasMessageContaining("fleet");
    }

    @Test
    void ratesGoOnTheRecordWithTheirSourcesAndTheForecastReckonsWithThoseInForce() {
        String site = "rates-on-record";
        site(site, 2);
        manager.on(PromiseApi.AGREE, site).bytes(contract("acme", 2)).send();
        manager.on(PromiseApi.ALLOCATE, site, "acme").body(nodes(0, 1)).send();
        assertThatThrownBy(() -> forecast(site, null, null)).hasMessageContaining("no rates on the record");
        assertThatThrownBy(() -> rates(site, RATES.formatted("uncertainty: 0.1")))
                .hasMessageContaining("source");
        assertThat(api.on(RatesApi.RATES, site).send().inForce())
                .as("what was refused left nothing")
                .isNull();

        String first = RATES.formatted("source: our log");
        rates(site, first);
        RatesApi.RatesView now = rates(site, first.replace("perNodeDay: 0.02", "perNodeDay: 0.03"));
        assertThat(now.history()).extracting(RatesApi.RateSet::version).containsExactly(1, 0);
        assertThat(now.rates())
                .extracting(r ->
                        r.what() + " of " + r.source() + " since " + r.since().version())
                .containsExactly("board of our log since 1", "board of RMA terms since 0");
        assertThat(now.rates())
                .extracting(RatesApi.Rate::says)
                .first()
                .isEqualTo("10.95 a node-year; repair 6 hours exponential");
        assertThat(now.published()).anySatisfy(p -> assertThat(p.ratePerYear()).isNull());
        assertThat(new String(api.on(RatesApi.RATES_FILE, site).download(), StandardCharsets.UTF_8))
                .contains("perNodeDay: 0.03");

        ForecastApi.ForecastView asked = forecast(site, null, null);
        assertThat(asked.rates())
                .isEqualTo(java.util.Objects.requireNonNull(now.inForce()).id());
        ForecastApi.Probability acme = asked.now().promises().getFirst();
        assertThat(acme.weeks()).hasSize(12).allSatisfy(w -> {
            assertThat(w.promised()).isEqualTo(2);
            assertThat(List.of(w.lowest(), w.likelyLow(), w.median(), w.likelyHigh(), w.highest()))
                    .isSorted();
            assertThat(w.probability()).isBetween(w.low(), w.high());
        });
        ForecastApi.ForecastView given = forecast(site, first.replace("0.02", "0.03"), null);
        assertThat(given.rates()).isNull();
        assertThat(given.now().promises().getFirst().worstWindow())
                .as("the same futures as with the very same rates in the question")
                .isEqualTo(acme.worstWindow());
    }

    private RatesApi.RatesView rates(String site, String document) {
        return manager.on(RatesApi.SET_RATES, site)
                .with(RatesApi.REASON, "our own count")
                .bytes(document.getBytes(StandardCharsets.UTF_8))
                .send();
    }
}
