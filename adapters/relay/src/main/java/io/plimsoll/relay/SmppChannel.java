/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.relay;

import io.plimsoll.oncall.vault.Contact;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jsmpp.InvalidResponseException;
import org.jsmpp.PDUException;
import org.jsmpp.bean.Alphabet;
import org.jsmpp.bean.BindType;
import org.jsmpp.bean.ESMClass;
import org.jsmpp.bean.GeneralDataCoding;
import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.RegisteredDelivery;
import org.jsmpp.bean.SMSCDeliveryReceipt;
import org.jsmpp.bean.TypeOfNumber;
import org.jsmpp.extra.NegativeResponseException;
import org.jsmpp.extra.ResponseTimeoutException;
import org.jsmpp.session.BindParameter;
import org.jsmpp.session.SMPPSession;

/** Text messages through one's own link to an SMS centre (SMPP 3.4); a session a message, so that a dead link is noticed at once. */
public final class SmppChannel implements Channel {

    private static final long PATIENCE_MS = 10_000;
    private static final int UNITS_MAX = 70;

    /** @param source what the receiver sees as the sender: the company, never a colleague */
    public record Settings(String host, int port, String systemId, String password, String source) {
        @Override
        public String toString() {
            return "smpp " + host + ":" + port;
        }
    }

    private final Settings settings;

    public SmppChannel(Settings settings) {
        this.settings = settings;
    }

    @Override
    public String send(Contact to, Message message) throws SendFailedException {
        SMPPSession session = new SMPPSession();
        session.setTransactionTimer(PATIENCE_MS);
        try {
            session.connectAndBind(
                    settings.host(),
                    settings.port(),
                    new BindParameter(
                            BindType.BIND_TX,
                            settings.systemId(),
                            settings.password(),
                            "",
                            TypeOfNumber.UNKNOWN,
                            NumberingPlanIndicator.UNKNOWN,
                            null));
            return session.submitShortMessage(
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
        } catch (NegativeResponseException e) {
            throw new SendFailedException(
                    "the SMS centre answered " + e.getCommandStatus(), e.getCommandStatus() == 0x0B);
        } catch (IOException | PDUException | InvalidResponseException | ResponseTimeoutException e) {
            throw new SendFailedException("the SMS centre could not be used", false);
        } finally {
            session.unbindAndClose();
        }
    }

    /** One part: a link that is cut off would not open, so the words give way to it. */
    private static String text(Message m) {
        String link = m.answerUrl().isEmpty() ? "" : " " + m.answerUrl();
        int room = Math.max(0, UNITS_MAX - link.length());
        String words = m.subject().length() > room ? m.subject().substring(0, Math.max(0, room)) : m.subject();
        return words + link;
    }
}
