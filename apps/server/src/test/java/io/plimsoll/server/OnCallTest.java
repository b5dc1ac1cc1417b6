/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.plimsoll.oncall.escalate.PageState;
import io.plimsoll.oncall.vault.ContactKind;
import io.plimsoll.server.api.Api;
import io.plimsoll.server.api.Endpoint;
import io.plimsoll.server.api.IdentityApi;
import io.plimsoll.server.api.JournalApi;
import io.plimsoll.server.api.OnCallApi;
import io.plimsoll.server.api.OnCallApi.NewContact;
import io.plimsoll.server.api.Role;
import io.plimsoll.server.api.SitesApi;
import io.plimsoll.server.client.PlimsollClient;
import io.plimsoll.server.client.ServerRefusedException;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** A page over real SMTP on loopback, and no number or address anywhere else afterwards. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class OnCallTest {

    private static final String PLAN = """
            name: ops
            zone: Europe/Oslo
            people: [first, second]
            schedules:
              - {id: primary, layers: [{every: week, start: "2026-01-05T09:00", people: [first]}]}
            policies:
              - {id: default, repeats: 3, steps: [{page: "schedule:primary", wait: 2s}, {page: "person:second", wait: 1h}]}
            """;

    /** Six spellings of one number, and the mail addresses that are paged. */
    private static final List<String> SPELLINGS = List.of(
            "+4798761234",
            "004798761234",
            "+47 987 61 234",
            "(+47) 987-61-234",
            "tel:+47-987-61-234",
            "+47.987.61.234");

    private static final List<String> CANARIES = List.of("98761234", "canaryfirst@", "canarysecond@");

    private static final GreenMail MAIL = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

    @SuppressWarnings("JdkObsolete") // written by many threads
    private static final StringBuffer LOG = new StringBuffer();

    private static final Map<String, PlimsollClient> BY = new TreeMap<>();
    private static PlimsollServer server;
    private static Path folder;

    private static final Handler LISTENER = new Handler() {
        @Override
        public void publish(LogRecord r) {
            LOG.append(r.getMessage()).append('\n');
            if (r.getThrown() != null) {
                java.io.StringWriter out = new java.io.StringWriter();
                r.getThrown().printStackTrace(new java.io.PrintWriter(out));
                LOG.append(out);
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeAll
    static void start() throws Exception {
        Logger.getLogger("").addHandler(LISTENER);
        MAIL.start();
        folder = Files.createTempDirectory("plimsoll-oncall-test-");
        Files.writeString(
                folder.resolve("relay.conf"),
                "smtp.host = 127.0.0.1\nsmtp.port = " + MAIL.getSmtp().getPort()
                        + "\nsmtp.from = pager@example.org\nsmtp.starttls = false\n");
        server = PlimsollServer.start(ServerConfig.of(folder).withPort(0));
        URI address = URI.create(server.address());
        String once = server.oneTimePassword().orElseThrow();
        PlimsollClient admin = PlimsollClient.signIn(address, "admin", once);
        admin.on(IdentityApi.PASSWORD)
                .body(new IdentityApi.PasswordChange(once, TestServer.PASSWORD))
                .send();
        BY.put("admin", admin);
        for (Role role : Role.values()) {
            user(admin, role.name().toLowerCase(java.util.Locale.ROOT), role);
        }
        user(admin, "first", Role.ENGINEER);
        user(admin, "second", Role.ENGINEER);
        admin.on(SitesApi.CREATE_SITE)
                .body(new SitesApi.NewSite("tide", "Test", "Europe/Oslo", false, null))
                .send();
        admin.on(OnCallApi.SET_PLAN, "tide")
                .bytes(PLAN.getBytes(StandardCharsets.UTF_8))
                .send();
        for (String person : List.of("first", "second")) {
            of(person)
                    .on(OnCallApi.ADD_CONTACT)
                    .body(new NewContact(ContactKind.MAIL, "work mail", "canary-" + person + "@example.org"))
                    .send();
        }
        for (String spelling : SPELLINGS) {
            of("first")
                    .on(OnCallApi.ADD_CONTACT)
                    .body(new NewContact(ContactKind.SMS, "phone", spelling))
                    .send();
        }
    }

    private static void user(PlimsollClient admin, String name, Role role) {
        if (name.equals("admin")) {
            return;
        }
        admin.on(IdentityApi.CREATE_USER)
                .body(new IdentityApi.NewUser(name, List.of(role), TestServer.PASSWORD))
                .send();
        BY.put(
                name,
                PlimsollClient.withToken(
                        URI.create(server.address()),
                        admin.on(IdentityApi.CREATE_TOKEN, name)
                                .body(new IdentityApi.NewToken("test", null))
                                .send()
                                .token()));
    }

    @AfterAll
    static void stop() {
        Logger.getLogger("").removeHandler(LISTENER);
        BY.values().forEach(PlimsollClient::close);
        server.close();
        MAIL.stop();
        TestServer.delete(folder);
    }

    private static PlimsollClient of(String user) {
        return java.util.Objects.requireNonNull(BY.get(user));
    }

    private static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!condition.getAsBoolean() && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        assertThat(condition.getAsBoolean()).isTrue();
    }

    private static String alert(String status) {
        return """
                {"version": "4", "groupKey": "{}:{alertname=x}", "status": "%s", "commonLabels": {"alertname": "x"},
                 "commonAnnotations": {"summary": "hall 2 is hot, ring +47 987 61 234"},
                 "alerts": [{"status": "%s", "labels": {"alertname": "x"}, "startsAt": "2026-11-23T10:00:00Z", "fingerprint": "f1"}]}
                """.formatted(status, status);
    }

    private static OnCallApi.Taken send(String status) {
        return of("engineer")
                .on(OnCallApi.ALERTS, "tide")
                .bytes(alert(status).getBytes(StandardCharsets.UTF_8))
                .send();
    }

    private static OnCallApi.PageView newest() {
        return of("viewer").on(OnCallApi.PAGES, "tide").send().items().getFirst();
    }

    @Test
    @Order(1)
    void aPageReachesTheSecondPersonBecauseTheFirstDidNotAnswer() throws Exception {
        assertThat(send("firing").opened()).isEqualTo(1);
        assertThat(send("firing").joined()).as("a repeat pages nobody again").isEqualTo(1);
        assertThat(MAIL.waitForIncomingEmail(20_000, 2)).isTrue();
        var mails = MAIL.getReceivedMessages();
        assertThat(mails).hasSize(2);
        assertThat(mails[0].getAllRecipients()[0]).hasToString("canary-first@example.org");
        assertThat(mails[1].getAllRecipients()[0]).hasToString("canary-second@example.org");
        assertThat(mails[0].getSubject()).isEqualTo("hall 2 is hot, ring [number removed]");
        Matcher link = Pattern.compile("/api/answers/([\\w-]+)")
                .matcher(mails[1].getContent().toString());
        assertThat(link.find()).isTrue();
        try (PlimsollClient nobody = PlimsollClient.anonymous(URI.create(server.address()))) {
            nobody.on(OnCallApi.ANSWER_FORM, link.group(1)).download();
            assertThat(newest().status()).as("opening a link answers nothing").isEqualTo(PageState.Status.PAGING);
            nobody.on(OnCallApi.ANSWER, link.group(1)).send();
        }
        assertThat(newest().status()).isEqualTo(PageState.Status.ACKNOWLEDGED);
        assertThat(newest().acknowledgedBy()).isEqualTo("second");
        assertThat(send("resolved").closed()).isEqualTo(1);
        await(() -> MAIL.getReceivedMessages().length >= 4);
        List<OnCallApi.Happened> events =
                of("viewer").on(OnCallApi.DETAIL, "tide", newest().id()).send().events();
        assertThat(events)
                .extracting(OnCallApi.Happened::kind)
                .contains("raised", "paged", "timer", "acknowledged", "resolved", "notice sent");
    }

    @Test
    @Order(2)
    void everyUseOfAContactIsToldToItsOwnerAndToNobodyElse() {
        OnCallApi.Contacts mine = of("first").on(OnCallApi.CONTACTS).send();
        assertThat(mine.contacts()).hasSize(7);
        assertThat(mine.uses()).isNotEmpty().allMatch(u -> u.purpose().startsWith("page "));
        assertThat(of("admin").on(OnCallApi.CONTACTS).send().contacts()).isEmpty();
    }

    @Test
    @Order(3)
    void aWrongContactIsRefusedWithoutRepeatingIt() {
        for (String bad : List.of("98761234", "+47 987 61 234 ext 9")) {
            assertThatThrownBy(() -> of("first")
                            .on(OnCallApi.ADD_CONTACT)
                            .body(new NewContact(ContactKind.SMS, "phone", bad))
                            .send())
                    .isInstanceOfSatisfying(
                            ServerRefusedException.class,
                            e -> assertThat(e.details().toString()).doesNotContain("987"));
        }
        assertThatThrownBy(() -> of("first")
                        .on(OnCallApi.ADD_CONTACT)
                        .body(new NewContact(ContactKind.SMS, "ring 987 61 234", "+4798761234"))
                        .send())
                .isInstanceOfSatisfying(
                        ServerRefusedException.class,
                        e -> assertThat(e.details().toString()).doesNotContain("987"));
        assertThatThrownBy(() -> of("admin")
                        .on(OnCallApi.SET_PLAN, "tide")
                        .bytes((PLAN + "# ring +47 987 61 234\n").getBytes(StandardCharsets.UTF_8))
                        .send())
                .isInstanceOfSatisfying(
                        ServerRefusedException.class,
                        e -> assertThat(e.details().toString()).doesNotContain("987 61"));
    }

    @Test
    @Order(4)
    void noEndpointGivesAContactToAnyRole() {
        List<String> leaks = new ArrayList<>();
        for (Endpoint<?, ?> endpoint : Api.TABLE) {
            if (endpoint.equals(JournalApi.EVENTS)
                    || endpoint.equals(IdentityApi.LOGOUT)
                    || endpoint.equals(OnCallApi.ERASE)
                    || endpoint.equals(OnCallApi.ERASE_MINE)) {
                continue;
            }
            BY.forEach((user, client) -> {
                String answer = answer(client, endpoint);
                CANARIES.stream()
                        .filter(c -> bare(answer).contains(c))
                        .forEach(c -> leaks.add(endpoint + " told " + user + " " + c));
            });
        }
        assertThat(leaks).isEmpty();
    }

    private static <I, O> String answer(PlimsollClient client, Endpoint<I, O> endpoint) {
        Object[] path = endpoint.pathParameters().stream()
                .map(p -> switch (p) {
                    case "site" -> "tide";
                    case "page" -> "1";
                    case "user" -> "first";
                    default -> "98761234".length() + "";
                })
                .toArray();
        try {
            return new String(
                    client.on(endpoint, path).bytes(new byte[] {'{', '}'}).download(), StandardCharsets.UTF_8);
        } catch (ServerRefusedException e) {
            return e.details().toString();
        }
    }

    /** Blanks and punctuation apart, so that every spelling is one. */
    private static String bare(String text) {
        return text.replaceAll("[^\\p{L}\\p{Nd}@\n]", "");
    }

    @Test
    @Order(5)
    void theDatabaseHoldsNoContactInTheClearNeitherInTheVaultNorElsewhere() throws Exception {
        ByteArrayOutputStream dump = new ByteArrayOutputStream();
        int tables = 0;
        try (Connection c =
                DriverManager.getConnection(server.record().url() + "?user=plimsoll&password=" + password())) {
            try (ResultSet r = c.createStatement()
                    .executeQuery(
                            "select schemaname, tablename from pg_tables where schemaname in ('public', 'vault')")) {
                while (r.next()) {
                    tables++;
                    String name = "\"" + r.getString(1) + "\".\"" + r.getString(2) + "\"";
                    try (ResultSet rows = c.createStatement().executeQuery("select t::text from " + name + " t")) {
                        while (rows.next()) {
                            dump.write(rows.getString(1).getBytes(StandardCharsets.UTF_8));
                            dump.write('\n');
                        }
                    }
                }
            }
        }
        assertThat(tables).isGreaterThan(30);
        String text = dump.toString(StandardCharsets.UTF_8);
        assertThat(text).contains("ch_").contains("hall 2 is hot");
        assertThat(bare(text))
                .doesNotContain("98761234")
                .doesNotContain("canaryfirst@")
                .doesNotContain("canarysecond@");
        String hex = java.util.HexFormat.of().formatHex("98761234".getBytes(StandardCharsets.UTF_8));
        assertThat(text).doesNotContain(hex);
    }

    private static String password() throws Exception {
        try (var files = Files.walk(folder)) {
            Path found = files.filter(f -> f.getFileName().toString().equals("password"))
                    .findFirst()
                    .orElseThrow();
            return Files.readString(found).strip();
        }
    }

    @Test
    @Order(6)
    void noLogLineHoldsAContact() {
        assertThat(bare(LOG.toString())).doesNotContain("98761234").doesNotContain("canaryfirst@");
    }

    @Test
    @Order(7)
    void aPersonWhoseKeyIsDestroyedIsUnreachableAndTheNextIsPagedAtOnce() {
        of("admin").on(OnCallApi.ERASE, "first").send();
        assertThat(of("first").on(OnCallApi.CONTACTS).send().contacts()).isEmpty();
        int before = MAIL.getReceivedMessages().length;
        OnCallApi.PageView page = of("engineer")
                .on(OnCallApi.RAISE, "tide")
                .body(new OnCallApi.NewPage("by hand", ""))
                .send();
        await(() -> MAIL.getReceivedMessages().length > before);
        List<OnCallApi.Happened> events =
                of("viewer").on(OnCallApi.DETAIL, "tide", page.id()).send().events();
        assertThat(events).anyMatch(e -> e.kind().equals("shout") && e.says().contains("no way to first worked"));
        assertThat(of("viewer").on(OnCallApi.PULSE).send().alive()).isTrue();
    }
}
