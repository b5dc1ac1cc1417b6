/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.relay;

import io.plimsoll.oncall.vault.Contact;
import io.plimsoll.oncall.vault.ContactKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsmpp.InvalidResponseException;
import org.jsmpp.PDUException;
import org.jsmpp.bean.AlertNotification;
import org.jsmpp.bean.Alphabet;
import org.jsmpp.bean.BindType;
import org.jsmpp.bean.DataSm;
import org.jsmpp.bean.DeliverSm;
import org.jsmpp.bean.ESMClass;
import org.jsmpp.bean.GeneralDataCoding;
import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.RegisteredDelivery;
import org.jsmpp.bean.SMSCDeliveryReceipt;
import org.jsmpp.bean.TypeOfNumber;
import org.jsmpp.extra.NegativeResponseException;
import org.jsmpp.extra.ProcessRequestException;
import org.jsmpp.extra.ResponseTimeoutException;
import org.jsmpp.extra.SessionState;
import org.jsmpp.session.BindParameter;
import org.jsmpp.session.DataSmResult;
import org.jsmpp.session.MessageReceiverListener;
import org.jsmpp.session.SMPPSession;
import org.jsmpp.session.Session;
import org.jspecify.annotations.Nullable;

/**
 * Text messages through one's own link to an SMS centre (SMPP 3.4), which stays up so that the centre can say later what became of them. The
 * centre is asked every half minute whether it is still there; a link that broke is made anew for the next message.
 */
public final class SmppChannel implements Channel {

    private static final int PATIENCE_MS = 10_000;
    private static final int ENQUIRE_MS = 30_000;
    private static final int TRY_LATER = 0x64; // ESME_RX_T_APPN: the centre gives the receipt again
    private static final Pattern RECEIPT =
            Pattern.compile("\\bid:(\\S{1,64}) .*\\bstat:([A-Z]{1,8})\\b", Pattern.DOTALL);
    private static final Set<String> NEVER = Set.of("EXPIRED", "DELETED", "UNDELIV", "REJECTD");
    private static final int UNITS_MAX = 70;

    /** @param source what the receiver sees as the sender: the company, never a colleague */
    public record Settings(String host, int port, String systemId, String password, String source) {
        @Override
        public String toString() {
            return "smpp " + host + ":" + port;
        }
    }

    private final Settings settings;
    private final ReentrantLock door = new ReentrantLock();
    private final Semaphore broken = new Semaphore(0);
    private volatile Receipt.Keeper keeper = r -> {};
    private @Nullable SMPPSession link;
    private volatile @Nullable Thread watch;

    public SmppChannel(Settings settings) {
        this.settings = settings;
    }

    @Override
    public String send(Contact to, Message message) throws SendFailedException {
        boolean old = link() != null;
        try {
            return submit(to, message);
        } catch (NegativeResponseException e) {
            throw new SendFailedException(
                    "the SMS centre answered " + e.getCommandStatus(), e.getCommandStatus() == 0x0B);
        } catch (IOException | PDUException | InvalidResponseException | ResponseTimeoutException e) {
            hangUp();
            if (old) {
                return send(to, message); // it was the link that broke since the last message
            }
            throw new SendFailedException("the SMS centre could not be used", false);
        }
    }

    private String submit(Contact to, Message message)
            throws PDUException, ResponseTimeoutException, InvalidResponseException, NegativeResponseException,
                    IOException {
        return bound().submitShortMessage(
                        "",
                        TypeOfNumber.ALPHANUMERIC,
                        NumberingPlanIndicator.UNKNOWN,
                        settings.source(),
                        TypeOfNumber.INTERNATIONAL,
                        NumberingPlanIndicator.ISDN,
                        to.expose().replace("+", ""),
                        new ESMClass(),
                        (byte) 0,
                        (byte) 1,
                        null,
                        null,
                        new RegisteredDelivery(SMSCDeliveryReceipt.SUCCESS_FAILURE),
                        (byte) 0,
                        new GeneralDataCoding(Alphabet.ALPHA_UCS2),
                        (byte) 0,
                        text(message).getBytes(StandardCharsets.UTF_16BE))
                .getMessageId();
    }

    private @Nullable SMPPSession link() {
        door.lock();
        try {
            return link != null && link.getSessionState().isBound() ? link : null;
        } finally {
            door.unlock();
        }
    }

    /** The link, made if there is none. */
    private SMPPSession bound() throws IOException {
        door.lock();
        try {
            SMPPSession known = link();
            if (known != null) {
                return known;
            }
            SMPPSession session = new SMPPSession();
            session.setTransactionTimer(PATIENCE_MS);
            session.setEnquireLinkTimer(ENQUIRE_MS);
            session.setMessageReceiverListener(new Ear());
            session.addSessionStateListener((now, before, source) -> {
                if (now == SessionState.CLOSED) {
                    broken.release();
                }
            });
            boolean up = false;
            try {
                session.connectAndBind(
                        settings.host(),
                        settings.port(),
                        new BindParameter(
                                BindType.BIND_TRX,
                                settings.systemId(),
                                settings.password(),
                                "",
                                TypeOfNumber.UNKNOWN,
                                NumberingPlanIndicator.UNKNOWN,
                                null),
                        PATIENCE_MS);
                up = true;
            } finally {
                if (!up) {
                    session.unbindAndClose();
                }
            }
            link = session;
            return session;
        } finally {
            door.unlock();
        }
    }

    private void hangUp() {
        door.lock();
        try {
            if (link != null) {
                link.unbindAndClose();
                link = null;
            }
        } finally {
            door.unlock();
        }
    }

    /** The link is kept up from now on: the centre gives receipts to nobody else. */
    @Override
    public void listen(Receipt.Keeper to) {
        keeper = to;
        watch = Thread.ofVirtual().name("sms-receipts").start(this::keepUp);
    }

    private void keepUp() {
        while (watch != null) {
            try {
                bound();
            } catch (IOException e) {
                // The next try is half a minute away, or with the next message.
            }
            try {
                if (broken.tryAcquire(ENQUIRE_MS, TimeUnit.MILLISECONDS)) {
                    broken.drainPermits();
                    Thread.sleep(1_000); // a centre that hangs up at once is not rung up at once
                }
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    @Override
    public void close() {
        Thread running = watch;
        watch = null;
        if (running != null) {
            running.interrupt();
        }
        hangUp();
    }

    /** Hears what the centre says of itself. */
    private final class Ear implements MessageReceiverListener {

        @Override
        public void onAcceptDeliverSm(DeliverSm said) throws ProcessRequestException {
            if (!said.isSmscDeliveryReceipt()) {
                return; // somebody texts the pager: taken, and not read
            }
            Matcher words = RECEIPT.matcher(new String(said.getShortMessage(), StandardCharsets.ISO_8859_1));
            if (!words.find()) {
                return;
            }
            String state = words.group(2);
            if (!state.equals("DELIVRD") && !NEVER.contains(state)) {
                return; // on its way
            }
            try {
                keeper.keep(new Receipt(ContactKind.SMS, words.group(1), state.equals("DELIVRD"), state));
            } catch (RuntimeException e) {
                throw new ProcessRequestException("not kept", TRY_LATER);
            }
        }

        @Override
        public DataSmResult onAcceptDataSm(DataSm said, Session source) throws ProcessRequestException {
            throw new ProcessRequestException("not read", 0x03); // ESME_RINVCMDID
        }

        @Override
        public void onAcceptAlertNotification(AlertNotification said) {}
    }

    /** One part: a link that is cut off would not open, so the words give way to it. */
    private static String text(Message m) {
        String link = m.answerUrl().isEmpty() ? "" : " " + m.answerUrl();
        int room = Math.max(0, UNITS_MAX - link.length());
        String words = m.subject().length() > room ? m.subject().substring(0, Math.max(0, room)) : m.subject();
        return words + link;
    }
}
