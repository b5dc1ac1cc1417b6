/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.plimsoll.oncall.escalate.PageState;
import io.plimsoll.oncall.vault.ContactKind;
import io.plimsoll.postgres.Database;
import io.plimsoll.postgres.DatabaseConfig;
import io.plimsoll.server.api.IdentityApi;
import io.plimsoll.server.api.OnCallApi;
import io.plimsoll.server.api.OnCallApi.NewContact;
import io.plimsoll.server.api.Role;
import io.plimsoll.server.api.SitesApi;
import io.plimsoll.server.client.PlimsollClient;
import io.plimsoll.testkit.SmsCentre;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.postgresql.PGConnection;

/**
 * From an alert to whoever takes it, over a mail server and an SMS centre that speak the real protocols on loopback, with the main schema
 * searched for the numbers afterwards.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PageOverRealPeersTest {

    private static final String PLAN = """
            name: ops
            zone: Europe/Oslo
            people: [anna, bo, chi]
            schedules:
              - {id: primary, layers: [{every: week, start: "2026-01-05T09:00", people: [anna]}]}
            policies:
              - {id: default, steps: [{page: "schedule:primary", wait: 2s}, {page: "person:bo", wait: 1h}]}
              - {id: chi, steps: [{page: "person:chi", wait: 1h}]}
            """;

    /** Numbers that Ofcom keeps free for plays and tests; addresses of a domain that is reserved for examples. */
    private static final Map<String, String> NUMBER =
            Map.of("anna", "+447700900101", "bo", "+447700900102", "chi", "+447700900103");

    private static final Map<String, PlimsollClient> BY = new TreeMap<>();
    private static Optional<RealPostgres> real = Optional.empty();
    private static GreenMail mail;
    private static SmsCentre centre;
    private static PlimsollServer server;
    private static Path folder;

    @BeforeAll
    static void start() throws Exception {
        mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        mail.start();
        centre = new SmsCentre();
        folder = Files.createTempDirectory("plimsoll-peers-test-");
        Files.writeString(
                folder.resolve("relay.conf"), """
                smtp.host = 127.0.0.1
                smtp.port = %d
                smtp.from = pager@example.org
                smtp.starttls = false
                smpp.host = 127.0.0.1
                smpp.port = %d
                smpp.system-id = plimsoll
                smpp.password = secret
                smpp.source = PLIMSOLL
                """.formatted(mail.getSmtp().getPort(), centre.port()));
        real = RealPostgres.start();
        ServerConfig config = ServerConfig.of(folder).withPort(0).withDbUrl(real.map(RealPostgres::url));
        if (real.isPresent()) {
            Database.open(DatabaseConfig.external(real.get().url())).close();
            real.get().setVaultApart();
        }
        server = PlimsollServer.start(config.withVaultDbUrl(real.map(r -> r.url("plimsoll_vault"))));
        URI address = URI.create(server.address());
        String once = server.oneTimePassword().orElseThrow();
        PlimsollClient admin = PlimsollClient.signIn(address, "admin", once);
        BY.put("admin", admin);
        admin.on(IdentityApi.PASSWORD)
                .body(new IdentityApi.PasswordChange(once, TestServer.PASSWORD))
                .send();
        for (String name : NUMBER.keySet()) {
            admin.on(IdentityApi.CREATE_USER)
                    .body(new IdentityApi.NewUser(name, List.of(Role.ENGINEER), TestServer.PASSWORD))
                    .send();
            BY.put(name, PlimsollClient.signIn(address, name, TestServer.PASSWORD));
        }
        admin.on(SitesApi.CREATE_SITE)
                .body(new SitesApi.NewSite("tide", "Test", "Europe/Oslo", false, null))
                .send();
        admin.on(OnCallApi.SET_PLAN, "tide")
                .bytes(PLAN.getBytes(StandardCharsets.UTF_8))
                .send();
        give("anna", ContactKind.MAIL, "anna.canary@example.org");
        give("bo", ContactKind.MAIL, "bo.canary@example.org");
        give("bo", ContactKind.SMS, number("bo"));
        give("chi", ContactKind.SMS, number("chi"));
        give("chi", ContactKind.MAIL, "chi.canary@example.org");
    }

    private static String number(String person) {
        return Objects.requireNonNull(NUMBER.get(person));
    }

    private static void give(String person, ContactKind kind, String value) {
        of(person)
                .on(OnCallApi.ADD_CONTACT)
                .body(new NewContact(kind, kind == ContactKind.SMS ? "phone" : "work mail", value))
                .send();
    }

    @AfterAll
    static void stop() throws IOException {
        BY.values().forEach(PlimsollClient::close);
        server.close();
        centre.close();
        mail.stop();
        if (real.isPresent()) {
            real.get().close();
        }
        TestServer.delete(folder);
    }

    private static PlimsollClient of(String user) {
        return Objects.requireNonNull(BY.get(user));
    }

    private static void await(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!condition.getAsBoolean() && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        assertThat(condition.getAsBoolean()).as(what).isTrue();
    }

    private static OnCallApi.PageDetail detail(long page) {
        return of("anna").on(OnCallApi.DETAIL, "tide", page).send();
    }

    private static boolean happened(long page, String kind, String who, String says) {
        return detail(page).events().stream()
                .anyMatch(e ->
                        e.kind().equals(kind) && e.who().equals(who) && e.says().contains(says));
    }

    private static long raise(String title, String policy) {
        return of("anna")
                .on(OnCallApi.RAISE, "tide")
                .body(new OnCallApi.NewPage(title, policy))
                .send()
                .id();
    }

    private static List<SmsCentre.Taken> textsTo(String person) {
        return centre.taken().stream()
                .filter(t -> t.to().equals(number(person).substring(1)))
                .toList();
    }

    @Test
    @Order(1)
    void aTextMessageThatTheCentreCouldNotDeliverGoesOutOverTheNextWayAtOnce() throws Exception {
        long page = raise("pump 3 vibrates", "chi");
        await("the text message", () -> textsTo("chi").size() == 1);
        await("its row", () -> happened(page, "notice sent", "chi", "SMS"));
        centre.receipt(centre.taken().size(), "UNDELIV");
        await("the mail", () -> mail.getReceivedMessages().length == 1);
        assertThat(mail.getReceivedMessages()[0].getAllRecipients()[0]).hasToString("chi.canary@example.org");
        await("the mail's row", () -> happened(page, "notice sent", "chi", "MAIL"));
        assertThat(happened(page, "notice undelivered", "chi", "UNDELIV")).isTrue();
        assertThat(textsTo("chi")).as("not over the way that failed").hasSize(1);
        of("chi")
                .on(OnCallApi.SAY, "tide", page)
                .body(new OnCallApi.Said(OnCallApi.Word.RESOLVE))
                .send();
    }

    @Test
    @Order(2)
    void aPageReachesASecondPersonBecauseTheFirstDidNotAnswer() throws Exception {
        int mails = mail.getReceivedMessages().length;
        byte[] alert = """
                {"version": "4", "groupKey": "{}:{alertname=hot}", "status": "firing", "commonLabels": {"alertname": "hot"},
                 "commonAnnotations": {"summary": "hall 2 is hot"},
                 "alerts": [{"status": "firing", "labels": {"alertname": "hot"}, "startsAt": "2026-11-23T10:00:00Z", "fingerprint": "f1"}]}
                """.getBytes(StandardCharsets.UTF_8);
        of("anna").on(OnCallApi.ALERTS, "tide").bytes(alert).send();
        long page =
                of("anna").on(OnCallApi.PAGES, "tide").send().items().getFirst().id();
        await("anna's mail", () -> mail.getReceivedMessages().length == mails + 1);
        assertThat(mail.getReceivedMessages()[mails].getAllRecipients()[0]).hasToString("anna.canary@example.org");
        // She does not answer. Meanwhile the mail server goes away, so the second person's first way fails.
        mail.stop();
        await("bo's text message", () -> textsTo("bo").size() == 1);
        SmsCentre.Taken text = textsTo("bo").getFirst();
        assertThat(text.from()).as("the company, never a colleague").isEqualTo("PLIMSOLL");
        await("its row", () -> happened(page, "notice sent", "bo", "SMS"));
        centre.receipt(centre.taken().size(), "DELIVRD");
        await("the receipt", () -> happened(page, "notice delivered", "bo", "SMS: DELIVRD"));
        Matcher link = Pattern.compile("/api/answers/([\\w-]+)").matcher(text.text());
        assertThat(link.find()).as(text.text()).isTrue();
        try (PlimsollClient nobody = PlimsollClient.anonymous(URI.create(server.address()))) {
            nobody.on(OnCallApi.ANSWER, link.group(1)).send();
        }
        OnCallApi.PageView taken = detail(page).page();
        assertThat(taken.status()).isEqualTo(PageState.Status.ACKNOWLEDGED);
        assertThat(taken.acknowledgedBy()).isEqualTo("bo");
        assertThat(detail(page).events())
                .extracting(e -> e.kind() + " " + e.who())
                .containsSubsequence(
                        "raised ",
                        "paged anna",
                        "notice sent anna",
                        "timer ",
                        "paged bo",
                        "notice sent bo",
                        "notice delivered bo",
                        "acknowledged bo");
    }

    /** {@code pg_dump} where it is installed; else the same rows through PostgreSQL's own COPY. */
    private static String dump() throws Exception {
        if (real.isPresent()) {
            return real.get().dump("--schema=public");
        }
        String password = Files.readString(folder.resolve("password")).strip();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (var c = DriverManager.getConnection(server.record().url() + "?user=plimsoll&password=" + password);
                var sql = c.createStatement();
                ResultSet tables = sql.executeQuery("select tablename from pg_tables where schemaname = 'public'")) {
            while (tables.next()) {
                c.unwrap(PGConnection.class)
                        .getCopyAPI()
                        .copyOut("copy public.\"" + tables.getString(1) + "\" to stdout", out);
            }
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    @Order(3)
    void theMainSchemaHoldsNoNumberAndNoAddressAfterwards() throws Exception {
        String dump = dump();
        assertThat(dump)
                .as("it is the record of just now")
                .contains("hall 2 is hot", "pump 3 vibrates", "contact.used", "notice.delivered", "notice.undelivered");
        String bare = dump.replaceAll("[ ().+\\-/]", "");
        for (String person : NUMBER.keySet()) {
            String digits = number(person).substring(3);
            assertThat(bare).as(person).doesNotContain(digits).doesNotContain(person + "canary@");
            assertThat(dump)
                    .doesNotContain(HexFormat.of().formatHex(digits.getBytes(StandardCharsets.UTF_8)))
                    .doesNotContain(person + ".canary");
        }
    }
}
