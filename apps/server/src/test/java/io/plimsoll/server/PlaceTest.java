/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.plimsoll.server.api.PlaceApi;
import io.plimsoll.server.api.PlaceApi.MatchAsk;
import io.plimsoll.server.api.PlaceApi.MatchDone;
import io.plimsoll.server.api.PlaceApi.StorageAsk;
import io.plimsoll.server.api.PlaceApi.ZoneAsk;
import io.plimsoll.server.api.Role;
import io.plimsoll.server.api.SitesApi;
import io.plimsoll.server.client.PlimsollClient;
import io.plimsoll.server.client.ServerRefusedException;
import io.plimsoll.sustain.statement.Field;
import io.plimsoll.sustain.statement.Statement.State;
import io.plimsoll.sustain.statement.StatementKind;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class PlaceTest {

    private final PlimsollClient api = TestServer.get().as(Role.ADMIN);

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private void site(String name) {
        api.on(SitesApi.CREATE_SITE)
                .body(new SitesApi.NewSite(name, "Test", "Europe/Oslo", false, null))
                .send();
    }

    private static String year(String site, String day) {
        return """
                {"site": "%s", "from": "%sT00:00:00Z", "to": "%sT04:00:00Z", "totals": {"ERES-PPA": {"value": 0, "source": "none"}},
                 "meters": [{"id": "north", "point": "UTILITY", "zone": "NO1"}, {"id": "south", "point": "UTILITY", "zone": "NO2"},
                            {"id": "ups", "point": "UPS"}],
                 "customers": [{"name": "A", "itKWh": 2, "source": "meters"}, {"name": "B", "itKWh": 3, "source": "meters"}]}
                """.formatted(site, day, day);
    }

    private static String readings(String day) {
        StringBuilder out = new StringBuilder("meter,time,value,unit\n");
        for (int h = 0; h <= 4; h++) {
            for (String meter : new String[] {"north", "south", "ups"}) {
                out.append(meter)
                        .append(',')
                        .append(day)
                        .append("T0")
                        .append(h)
                        .append(":00:00Z,")
                        .append(h * 2)
                        .append(",kWh\n");
            }
        }
        return out.toString();
    }

    private static String certificate(String id, String zone, String day, int hour, int wh) {
        return "%s,d-%s,%s,%sT0%d:00:00Z,2030-01-01T00:00:00Z,1,%d\n".formatted(id, id, zone, day, hour, wh);
    }

    private void imported(String site, String day) {
        site(site);
        api.on(PlaceApi.SET_YEAR, site).bytes(bytes(year(site, day))).send();
        api.on(PlaceApi.ADD_READINGS, site, Integer.parseInt(day.substring(0, 4)))
                .bytes(bytes(readings(day)))
                .send();
    }

    @Test
    void eachZoneIsMatchedWithItsOwnCertificatesAndStorageCarriesWhatIsLeft() {
        String site = "zones";
        String day = "2025-03-01";
        imported(site, day);
        String head = "id,device,zone,time,expires,first,last\n";
        api.on(PlaceApi.ADD_CERTIFICATES, site)
                .bytes(bytes(head
                        + certificate("z1", "NO1", day, 0, 6000)
                        + certificate("z2", "NO2", day, 1, 2000)
                        + certificate("z3", "SE3", day, 1, 9000)))
                .send();
        assertThatThrownBy(() -> api.on(PlaceApi.ADD_CERTIFICATES, site)
                        .bytes(bytes(head + "z4,d4,NO1,2025-03-01T00:00:00Z,,1,5\n"))
                        .send())
                .isInstanceOf(ServerRefusedException.class)
                .hasMessageContaining("expires");
        MatchAsk ask = new MatchAsk(
                java.util.List.of(new ZoneAsk("NO1", new StorageAsk(0.01, 0.0025, 0.5)), new ZoneAsk("NO2", null)));
        MatchDone done = api.on(PlaceApi.MATCH, site, 2025).body(ask).send();
        // NO1: 2 kWh in its hour; 2.5 kWh stored at 2.5 kW, of which half comes back in the next hour
        assertThat(done.zones().get(0).coveredWattHours()).isEqualTo(2000 + 1250);
        assertThat(done.zones().get(0).lostWattHours()).isEqualTo(1250);
        assertThat(done.zones().get(1).coveredWattHours()).isEqualTo(2000);
        assertThat(done.hourlyScore()).isCloseTo(5250 / 16000.0, within(1e-9));
        assertThat(api.on(PlaceApi.MATCH, site, 2025)
                        .body(MatchAsk.of("SE3"))
                        .send()
                        .claims())
                .as("no load stands in that zone")
                .isZero();
        assertThat(api.on(PlaceApi.YEAR, site, 2025).send().certificates().retiredWattHours())
                .isEqualTo(2000 + 2500 + 2000);
    }

    @Test
    void aYearIsShownFromItsKeptHoursAndFollowsEveryNewFile() {
        String site = "kept";
        imported(site, "2025-03-01");
        PlaceApi.YearView first = api.on(PlaceApi.YEAR, site, 2025).send();
        assertThat(first.loadKWh()).containsExactly(4.0, 4.0, 4.0, 4.0);
        api.on(PlaceApi.SET_YEAR, site).bytes(bytes(year(site, "2026-03-01"))).send();
        String more = readings("2026-03-01").replace("ups,2026-03-01T04:00:00Z,8", "ups,2026-03-01T04:00:00Z,9");
        assertThat(api.on(PlaceApi.ADD_READINGS, site, 2026)
                        .bytes(bytes(more))
                        .send()
                        .loadKWh())
                .hasSize(4);
        PlaceApi.YearView again = api.on(PlaceApi.YEAR, site, 2025).send();
        assertThat(again.loadKWh()).isEqualTo(first.loadKWh());
        assertThat(again.meters()).isEqualTo(first.meters());
        assertThat(again.events()).isEqualTo(first.events());
    }

    @Test
    void statementsAreDraftedOnTheOperatorsOwnFormAndNameIt() {
        String site = "forms";
        imported(site, "2025-03-01");
        String own = """
                {"forms": [{"id": "eu-2024-1364", "version": "%s", "kind": "EU", "fromYear": 2025, "due": "04-30", "title": "%s",
                  "source": "an amendment", "fields": [
                  {"id": "EDC", "name": "energy", "unit": "kWh", "from": "sym:EDC", "law": "x", "level": "AUTHORITY"}]}]}
                """;
        assertThat(api.on(PlaceApi.FORMS, site).send().forms()).allMatch(f -> f.file() == null);
        PlaceApi.FormsView added = api.on(PlaceApi.ADD_FORMS, site)
                .bytes(bytes(own.formatted("2026", "next")))
                .send();
        assertThat(added.forms().getFirst().form()).isEqualTo("eu-2024-1364/2026");
        assertThat(added.forms().getFirst().file()).isNotNull();
        PlaceApi.StatementView drafted = api.on(PlaceApi.DRAFT, site)
                .body(new PlaceApi.NewStatement(2025, StatementKind.EU, null))
                .send();
        assertThat(drafted.item().title()).isEqualTo("next");
        assertThat(drafted.fields()).extracting(Field::id).containsExactly("EDC");
        assertThat(drafted.item().due()).isEqualTo("2026-04-30");
        api.on(PlaceApi.ADD_FORMS, site)
                .bytes(bytes(own.formatted("2027", "newest")))
                .send();
        assertThat(api.on(PlaceApi.DRAFT, site)
                        .body(new PlaceApi.NewStatement(2025, StatementKind.EU, null))
                        .send()
                        .item()
                        .title())
                .isEqualTo("newest");
        refused(site, own.formatted("2027", "another text"), "another version");
        refused(site, own.formatted("2024", "as if shipped"), "no other form has");
        refused(site, own.formatted("2028", "x").replace("an amendment", ""), "a rule without a source is no rule");
        refused(site, "{}", "at least one form");
        assertThat(api.on(PlaceApi.FORMS, site).send().forms())
                .hasSize(added.forms().size() + 1);
    }

    private void refused(String site, String forms, String why) {
        assertThatThrownBy(() ->
                        api.on(PlaceApi.ADD_FORMS, site).bytes(bytes(forms)).send())
                .isInstanceOf(ServerRefusedException.class)
                .hasMessageContaining(why);
    }

    @Test
    void aTenantSeesWhatIsFiledForItAndNothingOfAnother() {
        String site = "tenants";
        imported(site, "2025-03-01");
        PlimsollClient tenant = TestServer.get().as(Role.TENANT);
        String login = "test-tenant";
        long own = filed(site, "A");
        long other = filed(site, "B");
        assertThat(tenant.on(PlaceApi.OWN_STATEMENTS).send().statements()).isEmpty();
        api.on(PlaceApi.CUSTOMER_USER, site)
                .body(new PlaceApi.CustomerUser("A", login))
                .send();
        assertThat(tenant.on(PlaceApi.OWN_STATEMENTS).send().statements())
                .singleElement()
                .satisfies(s -> assertThat(s.id()).isEqualTo(own));
        PlaceApi.OwnStatementView view = tenant.on(PlaceApi.OWN_STATEMENT, own).send();
        assertThat(view.fields())
                .filteredOn(f -> f.id().equals("it-energy"))
                .singleElement()
                .satisfies(f -> {
                    assertThat(f.status()).isEqualTo(Field.Status.PRESENT);
                    assertThat(f.value()).isEqualTo("2");
                });
        assertThat(view.checks()).allSatisfy(c -> assertThat(c.limit()).isEmpty());
        assertThat(tenant.on(PlaceApi.OWN_STATEMENT_PDF, own).download()).startsWith(bytes("%PDF"));
        assertThat(new String(tenant.on(PlaceApi.OWN_STATEMENT_SIGNED, own).download(), StandardCharsets.UTF_8))
                .contains("payload");
        assertThatThrownBy(() -> tenant.on(PlaceApi.OWN_STATEMENT, other).send())
                .isInstanceOf(ServerRefusedException.class)
                .hasMessageContaining("404");
        assertThatThrownBy(() -> tenant.on(PlaceApi.STATEMENT, site, own).send())
                .isInstanceOf(ServerRefusedException.class)
                .hasMessageContaining("403");
        assertThatThrownBy(() -> api.on(PlaceApi.CUSTOMER_USER, site)
                        .body(new PlaceApi.CustomerUser("A", "admin"))
                        .send())
                .hasMessageContaining("no tenant");
    }

    private long filed(String site, String customer) {
        PlimsollClient engineer = TestServer.get().as(Role.ENGINEER);
        long id = engineer.on(PlaceApi.DRAFT, site)
                .body(new PlaceApi.NewStatement(2025, StatementKind.CUSTOMER, customer))
                .send()
                .item()
                .id();
        engineer.on(PlaceApi.STEP, site, id)
                .body(new PlaceApi.NewStep(State.REVIEWED, null))
                .send();
        api.on(PlaceApi.STEP, site, id)
                .body(new PlaceApi.NewStep(State.FILED, null))
                .send();
        return id;
    }

    @Test
    void groundIsJudgedFromWhatIsSentAndTheVerdictKeepsItsInput() {
        String site = "ground";
        site(site);
        String body = """
                {"name": "halls", "profile": "nfip-minimum",
                 "buildings": {"type": "FeatureCollection", "features": [{"type": "Feature", "geometry": {"type": "Point", "coordinates": [-90.5, 38.5]},
                   "properties": {"name": "Hall 1", "equipment_ft": 608.44, "floor_ft": 613, "bfe_ft": 609.4}},
                  {"type": "Feature", "geometry": {"type": "Point", "coordinates": [-90.5, 38.5]},
                   "properties": {"name": "Hall 2", "equipment_ft": 613, "floor_ft": 613, "datum": "NGVD29", "bfe_ft": 609.4, "bfe_datum": "NAVD88"}}]},
                 "layers": [{"name": "zones", "geojson": {"type": "Feature", "properties": {"FLD_ZONE": "AE", "SFHA_TF": "T"},
                   "geometry": {"type": "Polygon", "coordinates": [[[-90.6, 38.4], [-90.4, 38.4], [-90.4, 38.6], [-90.6, 38.6], [-90.6, 38.4]]]}}}]}
                """;
        PlaceApi.VerdictItem v =
                api.on(PlaceApi.ASSESS, site).bytes(bytes(body)).send();
        assertThat(v.verdict()).isEqualTo("NOT_CLEARED");
        assertThat(v.result().at("/buildings/0/reasons/0/says").asString())
                .startsWith("equipment 0.96 ft below base flood elevation");
        assertThat(v.result().at("/buildings/1/verdict").asString()).isEqualTo("UNKNOWN");
        assertThat(api.on(PlaceApi.SITING, site).send().verdicts()).hasSize(1);
        assertThat(api.on(PlaceApi.FILE, site, v.file()).download()).isEqualTo(bytes(body));
        assertThat(new String(api.on(PlaceApi.SITING_MAP, site, v.id()).download(), StandardCharsets.UTF_8))
                .contains("<svg", "Hall 1");
        assertThatThrownBy(() -> api.on(PlaceApi.ASSESS, site)
                        .bytes(bytes(body.replace("nfip-minimum", "lucky")))
                        .send())
                .isInstanceOf(ServerRefusedException.class)
                .hasMessageContaining("nfip-minimum");
    }
}
