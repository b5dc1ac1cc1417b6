/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.plimsoll.oncall.vault.Contact;
import io.plimsoll.oncall.vault.ContactKind;
import io.plimsoll.oncall.vault.ContactVault;
import io.plimsoll.oncall.vault.VaultStore;
import io.plimsoll.testkit.SmsCentre;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Text messages against an SMS centre, and signed webhooks against an HTTP server, both on loopback. */
class RelayTest {

    private static final String NUMBER = "+4790012345";
    private static final Message MESSAGE =
            new Message("hall 2 is hot", "tide, page 7: hall 2 is hot", "http://plimsoll/api/answers/abc", "notice-7");

    private final List<AutoCloseable> open = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable c : open) {
            c.close();
        }
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Got(String path, Map<String, String> headers, byte[] body) {}

    /** Answers each request with the next status; with 200 once they are used up. */
    private final class Peer {
        private final Queue<Got> got = new ConcurrentLinkedQueue<>();
        private final HttpServer server;

        Peer(Integer... statuses) throws IOException {
            Queue<Integer> answers = new ConcurrentLinkedQueue<>(List.of(statuses));
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", exchange -> {
                Map<String, String> headers = new HashMap<>();
                exchange.getRequestHeaders()
                        .forEach((k, v) -> headers.put(k.toLowerCase(java.util.Locale.ROOT), v.getFirst()));
                got.add(new Got(
                        exchange.getRequestURI().getPath(),
                        headers,
                        exchange.getRequestBody().readAllBytes()));
                Integer status = answers.poll();
                exchange.sendResponseHeaders(status == null ? 200 : status, -1);
                exchange.close();
            });
            server.start();
            open.add(() -> server.stop(0));
        }

        String address() {
            return "http://127.0.0.1:" + server.getAddress().getPort() + "/alerts";
        }
    }

    /** Contacts of one person, in the order in which they were given. */
    private static final class Contacts implements VaultStore {
        private final Map<String, byte[]> keys = new HashMap<>();
        private final Map<String, Row> rows = new LinkedHashMap<>();
        private int drawn;
        private final ContactVault vault = new ContactVault(
                this,
                new ContactVault.KeyWrap() {
                    @Override
                    public byte[] wrap(byte[] key, String name) {
                        return key.clone();
                    }

                    @Override
                    public byte[] unwrap(byte[] wrapped, String name) {
                        return wrapped.clone();
                    }
                },
                count -> {
                    byte[] bytes = new byte[count];
                    java.util.Arrays.fill(bytes, (byte) ++drawn);
                    return bytes;
                });

        Contacts with(ContactKind kind, String value) {
            vault.add("ana", kind, "mine", value, Instant.EPOCH);
            return this;
        }

        Optional<Contact> opened(Row row) {
            return vault.open(row.handle());
        }

        Contact first() {
            return vault.open(rows.keySet().iterator().next()).orElseThrow();
        }

        @Override
        public Optional<byte[]> key(String person) {
            return Optional.ofNullable(keys.get(person));
        }

        @Override
        public void keepKey(String person, byte[] wrapped) {
            keys.putIfAbsent(person, wrapped);
        }

        @Override
        public void destroy(String person) {
            keys.remove(person);
        }

        @Override
        public void add(Row row) {
            rows.put(row.handle(), row);
        }

        @Override
        public void remove(String handle) {
            rows.remove(handle);
        }

        @Override
        public Optional<Row> find(String handle) {
            return Optional.ofNullable(rows.get(handle));
        }

        @Override
        public List<Row> of(String person) {
            return List.copyOf(rows.values());
        }
    }

    private SmppChannel smpp(SmsCentre centre) {
        open.add(centre);
        SmppChannel channel =
                new SmppChannel(new SmppChannel.Settings("127.0.0.1", centre.port(), "plimsoll", "secret", "PLIMSOLL"));
        open.addFirst(channel);
        return channel;
    }

    @Test
    void aWebhookIsSignedAndEveryAttemptHasTheSameKey() throws Exception {
        Peer peer = new Peer(503);
        Contact contact =
                new Contacts().with(ContactKind.WEBHOOK, peer.address()).first();
        try (WebhookChannel channel = new WebhookChannel(WebhookChannel.secret("s3cret"))) {
            assertThatThrownBy(() -> channel.send(contact, MESSAGE))
                    .isInstanceOfSatisfying(SendFailedException.class, e -> {
                        assertThat(e.lasting()).as("another attempt may help").isFalse();
                        assertThat(e).hasMessageContaining("503").hasNoCause();
                    });
            assertThat(channel.send(contact, MESSAGE)).isEqualTo("answered 200");
        }
        assertThat(peer.got).hasSize(2).allSatisfy(g -> {
            assertThat(g.path()).isEqualTo("/alerts");
            assertThat(g.headers()).containsEntry("idempotency-key", "notice-7");
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec("s3cret".getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            assertThat(g.headers())
                    .containsEntry("x-plimsoll-signature", HexFormat.of().formatHex(mac.doFinal(g.body())));
            assertThat(new String(g.body(), StandardCharsets.UTF_8))
                    .contains("hall 2 is hot")
                    .contains("/api/answers/abc");
        });
    }

    @Test
    void aReceiverThatIsGoneForGoodIsNotAskedAgain() throws Exception {
        Peer peer = new Peer(410, 429);
        Contact contact =
                new Contacts().with(ContactKind.WEBHOOK, peer.address()).first();
        try (WebhookChannel channel = new WebhookChannel(WebhookChannel.secret("x"))) {
            assertThatThrownBy(() -> channel.send(contact, MESSAGE))
                    .isInstanceOfSatisfying(
                            SendFailedException.class,
                            e -> assertThat(e.lasting()).isTrue());
            assertThatThrownBy(() -> channel.send(contact, MESSAGE))
                    .as("too many requests")
                    .isInstanceOfSatisfying(
                            SendFailedException.class,
                            e -> assertThat(e.lasting()).isFalse());
        }
    }

    @Test
    void aTextMessageReachesTheCentreWithItsLinkWhole() throws Exception {
        SmsCentre centre = new SmsCentre();
        Contact contact = new Contacts().with(ContactKind.SMS, "+47 900 12 345").first();
        String receipt = smpp(centre).send(contact, MESSAGE);
        assertThat(receipt).isEqualTo("1");
        SmsCentre.Taken taken = centre.taken().getFirst();
        assertThat(taken.to()).isEqualTo("4790012345");
        assertThat(taken.from()).as("the company, never a colleague").isEqualTo("PLIMSOLL");
        assertThat(taken.text()).isEqualTo("hall 2 is hot http://plimsoll/api/answers/abc");
        assertThat(taken.text().length()).isLessThanOrEqualTo(70);
        assertThat(taken.receiptAsked()).isTrue();
    }

    @Test
    void whatTheCentreSaysLaterIsHeardAndTheNumberInItIsLeftOut() throws Exception {
        SmsCentre centre = new SmsCentre();
        SmppChannel channel = smpp(centre);
        BlockingQueue<Receipt> heard = new LinkedBlockingQueue<>();
        channel.listen(heard::add);
        Contact contact = new Contacts().with(ContactKind.SMS, NUMBER).first();
        for (int i = 0; i < 2; i++) {
            channel.send(contact, MESSAGE);
        }
        centre.receipt(1, "ENROUTE");
        centre.receipt(2, "DELIVRD");
        centre.receipt(1, "UNDELIV");
        assertThat(heard.poll(10, TimeUnit.SECONDS)).isEqualTo(new Receipt(ContactKind.SMS, "2", true, "DELIVRD"));
        assertThat(heard.poll(10, TimeUnit.SECONDS)).isEqualTo(new Receipt(ContactKind.SMS, "1", false, "UNDELIV"));
    }

    @Test
    void aReceiptThatCouldNotBeKeptIsLeftWithTheCentre() throws Exception {
        SmsCentre centre = new SmsCentre();
        SmppChannel channel = smpp(centre);
        channel.listen(r -> {
            throw new IllegalStateException("the record is away");
        });
        channel.send(new Contacts().with(ContactKind.SMS, NUMBER).first(), MESSAGE);
        assertThatThrownBy(() -> centre.receipt(1, "DELIVRD")).hasMessageContaining("was not taken");
    }

    @Test
    void aLinkThatBrokeIsMadeAnewForTheNextMessage() throws Exception {
        SmsCentre centre = new SmsCentre();
        SmppChannel channel = smpp(centre);
        Contact contact = new Contacts().with(ContactKind.SMS, NUMBER).first();
        channel.send(contact, MESSAGE);
        centre.hangUp();
        channel.send(contact, MESSAGE);
        assertThat(centre.taken()).hasSize(2);
    }

    @Test
    void aCentreThatIsBusyIsAskedAgainAndANumberThatDoesNotExistIsNot() throws Exception {
        SmsCentre centre = new SmsCentre(SmsCentre.THROTTLED, SmsCentre.INVALID_DESTINATION);
        SmppChannel channel = smpp(centre);
        Contact contact = new Contacts().with(ContactKind.SMS, NUMBER).first();
        for (boolean lasting : new boolean[] {false, true}) {
            assertThatThrownBy(() -> channel.send(contact, MESSAGE))
                    .isInstanceOfSatisfying(SendFailedException.class, e -> {
                        assertThat(e.lasting()).isEqualTo(lasting);
                        assertThat(e.getMessage()).doesNotContain("90012345");
                        assertThat(e).hasNoCause();
                    });
        }
        assertThat(channel.send(contact, MESSAGE)).isEqualTo("1");
    }

    @Test
    void whatOneWayCannotTheNextDoesAndEachIsOpenedOnlyInItsTurn() throws Exception {
        SmsCentre centre = new SmsCentre(SmsCentre.INVALID_DESTINATION);
        Peer peer = new Peer();
        Contacts contacts = new Contacts()
                .with(ContactKind.MAIL, "ana@example.org")
                .with(ContactKind.SMS, NUMBER)
                .with(ContactKind.WEBHOOK, peer.address())
                .with(ContactKind.SMS, "+4790099999");
        List<ContactKind> opened = new ArrayList<>();
        try (WebhookChannel webhook = new WebhookChannel(WebhookChannel.secret("x"))) {
            Relay relay = new Relay(Map.of(ContactKind.SMS, smpp(centre), ContactKind.WEBHOOK, webhook));
            Relay.Outcome out = relay.send(contacts.of("ana"), MESSAGE, row -> {
                opened.add(row.kind());
                return contacts.opened(row);
            });
            assertThat(out.sent()).isTrue();
            assertThat(out.kind()).isEqualTo("WEBHOOK");
            assertThat(opened)
                    .as("mail has no provider, the last is not needed")
                    .containsExactly(ContactKind.SMS, ContactKind.WEBHOOK);
            assertThat(centre.taken()).isEmpty();
        }
    }

    @Test
    void aCentreThatIsNotThereSaysSoWithoutTheNumberAndMayBeTriedAgain() throws Exception {
        int port;
        try (SmsCentre centre = new SmsCentre()) {
            port = centre.port();
        }
        Contacts contacts = new Contacts().with(ContactKind.SMS, NUMBER);
        Relay relay = new Relay(Map.of(
                ContactKind.SMS,
                new SmppChannel(new SmppChannel.Settings("127.0.0.1", port, "plimsoll", "secret", "PLIMSOLL"))));
        Relay.Outcome out = relay.send(contacts.of("ana"), MESSAGE, contacts::opened);
        assertThat(out.sent()).isFalse();
        assertThat(out.retry()).isTrue();
        assertThat(out.says()).contains("could not be used").doesNotContain("90012345");
    }
}
