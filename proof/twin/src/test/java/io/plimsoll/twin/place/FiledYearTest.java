/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.twin.place;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.plimsoll.acceptance.certificate.Dsse;
import io.plimsoll.acceptance.certificate.SiteKey;
import io.plimsoll.server.PlimsollServer;
import io.plimsoll.server.ServerConfig;
import io.plimsoll.server.api.AcceptanceApi;
import io.plimsoll.server.api.IdentityApi;
import io.plimsoll.server.api.PlaceApi;
import io.plimsoll.server.api.PlaceApi.StatementView;
import io.plimsoll.server.api.PlaceApi.YearView;
import io.plimsoll.server.api.Role;
import io.plimsoll.server.api.SitesApi;
import io.plimsoll.server.client.PlimsollClient;
import io.plimsoll.server.client.ServerRefusedException;
import io.plimsoll.sustain.statement.Field;
import io.plimsoll.sustain.statement.Statement.State;
import io.plimsoll.sustain.statement.StatementKind;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.flavours.PDFAFlavour;

/** A generated year goes from meters and certificates to a filed report and a customer's statement. */
class FiledYearTest {

    private static final String SITE = "gen-1";

    @TempDir
    private Path folder = Path.of("");

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static PlimsollClient user(PlimsollClient admin, URI at, String name) {
        admin.on(IdentityApi.CREATE_USER)
                .body(new IdentityApi.NewUser(name, List.of(Role.ENGINEER), "a good long password"))
                .send();
        String token = admin.on(IdentityApi.CREATE_TOKEN, name)
                .body(new IdentityApi.NewToken("test", null))
                .send()
                .token();
        return PlimsollClient.withToken(at, token);
    }

    private static void imported(PlimsollClient api, GeneratedYear year) {
        api.on(PlaceApi.SET_YEAR, SITE).bytes(bytes(year.document())).send();
        api.on(PlaceApi.ADD_READINGS, SITE, 2025).bytes(bytes(year.readings())).send();
        api.on(PlaceApi.ADD_CERTIFICATES, SITE)
                .bytes(bytes(year.certificates()))
                .send();
        api.on(PlaceApi.MATCH, SITE, 2025).body(PlaceApi.MatchAsk.of("NO1")).send();
    }

    private static StatementView filed(
            PlimsollClient one, PlimsollClient other, StatementKind kind, @Nullable String customer) {
        StatementView draft = one.on(PlaceApi.DRAFT, SITE)
                .body(new PlaceApi.NewStatement(2025, kind, customer))
                .send();
        assertThat(draft.fields().stream()
                        .filter(f -> f.status() == Field.Status.MISSING)
                        .map(Field::id))
                .isEmpty();
        long id = draft.item().id();
        one.on(PlaceApi.STEP, SITE, id)
                .body(new PlaceApi.NewStep(State.REVIEWED, null))
                .send();
        assertThatThrownBy(() -> one.on(PlaceApi.STEP, SITE, id)
                        .body(new PlaceApi.NewStep(State.FILED, null))
                        .send())
                .isInstanceOf(ServerRefusedException.class)
                .hasMessageContaining("someone else files it");
        return other.on(PlaceApi.STEP, SITE, id)
                .body(new PlaceApi.NewStep(State.FILED, null))
                .send();
    }

    private static boolean isPdfA3(byte[] pdf) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        try (PDFAParser parser =
                        Foundries.defaultInstance().createParser(new ByteArrayInputStream(pdf), PDFAFlavour.PDFA_3_U);
                var validator = Foundries.defaultInstance().createValidator(PDFAFlavour.PDFA_3_U, false)) {
            return validator.validate(parser).isCompliant();
        }
    }

    private static double kpi(YearView y, String name, String category) {
        return y.kpis().stream()
                .filter(f -> f.quantity().equals(name) && f.category().equals(category) && f.value() != null)
                .findFirst()
                .map(PlaceApi.Figure::value)
                .orElseThrow();
    }

    @Test
    void aGeneratedYearBecomesAFiledReportAndACustomersStatement() throws Exception {
        GeneratedYear year = GeneratedYear.of(SITE, 2025, 7);
        try (PlimsollServer server =
                PlimsollServer.start(ServerConfig.of(folder).withPort(0))) {
            URI at = URI.create(server.address());
            String once = server.oneTimePassword().orElseThrow();
            try (PlimsollClient admin = PlimsollClient.signIn(at, "admin", once)) {
                admin.on(IdentityApi.PASSWORD)
                        .body(new IdentityApi.PasswordChange(once, "a good long password"))
                        .send();
                admin.on(SitesApi.CREATE_SITE)
                        .body(new SitesApi.NewSite(SITE, "Generated", "Europe/Oslo", false, null))
                        .send();
                PlimsollClient ana = user(admin, at, "ana");
                PlimsollClient ben = user(admin, at, "ben");
                imported(ana, year);
                figuresHold(ana, year);
                everyStatementIsSigned(ana, ben);
            }
        }
    }

    private static void figuresHold(PlimsollClient ana, GeneratedYear year) {
        YearView y = ana.on(PlaceApi.YEAR, SITE, 2025).send();
        assertThat(kpi(y, "PUE", "1")).isCloseTo(year.siteKWh() / year.itKWh(), within(0.002));
        assertThat(y.events()).extracting(PlaceApi.EventItem::kind).contains("COUNTER_RESET", "METER_REPLACED", "GAP");
        assertThat(y.months()).hasSize(12);
        assertThat(y.hourlyScore()).isBetween(0.5, 0.95);
        assertThat(y.certificates().retiredWattHours())
                .isLessThan(y.certificates().wattHours());
        assertThat(ana.on(PlaceApi.MATCH, SITE, 2025)
                        .body(PlaceApi.MatchAsk.of("NO1"))
                        .send()
                        .claims())
                .as("nothing is retired twice")
                .isZero();
        assertThatThrownBy(() -> ana.on(PlaceApi.ADD_READINGS, SITE, 2025)
                        .bytes(bytes(year.readings()))
                        .send())
                .isInstanceOf(ServerRefusedException.class)
                .hasMessageContaining("the very same file");
        assertThatThrownBy(() -> ana.on(PlaceApi.ADD_READINGS, SITE, 2025)
                        .bytes(bytes("meter,time,value,unit\ngrid,2025-01-01T00:00:00Z,1,bushels\n"))
                        .send())
                .isInstanceOf(ServerRefusedException.class)
                .hasMessageContaining("bushels");
        assertThat(ana.on(PlaceApi.YEAR, SITE, 2025).send().files()).hasSize(2);
    }

    private static void everyStatementIsSigned(PlimsollClient ana, PlimsollClient ben) throws Exception {
        String pem = new String(ana.on(AcceptanceApi.SITE_KEY, SITE).download(), StandardCharsets.US_ASCII);
        for (StatementView s :
                List.of(filed(ana, ben, StatementKind.EU, null), filed(ana, ben, StatementKind.CUSTOMER, "Tenant A"))) {
            assertThat(s.item().state()).isEqualTo(State.FILED);
            long id = s.item().id();
            assertThat(isPdfA3(ana.on(PlaceApi.STATEMENT_PDF, SITE, id).download()))
                    .isTrue();
            Dsse envelope =
                    Dsse.readStrict(ana.on(PlaceApi.STATEMENT_SIGNED, SITE, id).download(), "dsse");
            assertThat(envelope.signedBy(SiteKey.publicKeyFromPem(pem, "key"))).isTrue();
            assertThat(new String(envelope.payload(), StandardCharsets.UTF_8)).contains("\"sha256\"", "ben");
            StatementView open = ana.on(PlaceApi.STATEMENT, SITE, id)
                    .with(PlaceApi.READER, "PUBLIC")
                    .send();
            assertThat(open.fields()).anyMatch(f -> f.status() == Field.Status.WITHHELD);
        }
    }
}
