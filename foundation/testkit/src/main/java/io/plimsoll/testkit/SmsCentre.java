/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.testkit;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeoutException;
import org.jsmpp.InvalidResponseException;
import org.jsmpp.PDUException;
import org.jsmpp.PDUStringException;
import org.jsmpp.bean.BroadcastSm;
import org.jsmpp.bean.CancelBroadcastSm;
import org.jsmpp.bean.CancelSm;
import org.jsmpp.bean.DataCodings;
import org.jsmpp.bean.DataSm;
import org.jsmpp.bean.ESMClass;
import org.jsmpp.bean.GSMSpecificFeature;
import org.jsmpp.bean.MessageMode;
import org.jsmpp.bean.MessageType;
import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.QueryBroadcastSm;
import org.jsmpp.bean.QuerySm;
import org.jsmpp.bean.RegisteredDelivery;
import org.jsmpp.bean.ReplaceSm;
import org.jsmpp.bean.SubmitMulti;
import org.jsmpp.bean.SubmitSm;
import org.jsmpp.bean.TypeOfNumber;
import org.jsmpp.extra.NegativeResponseException;
import org.jsmpp.extra.ProcessRequestException;
import org.jsmpp.extra.ResponseTimeoutException;
import org.jsmpp.session.BindRequest;
import org.jsmpp.session.BroadcastSmResult;
import org.jsmpp.session.DataSmResult;
import org.jsmpp.session.QueryBroadcastSmResult;
import org.jsmpp.session.QuerySmResult;
import org.jsmpp.session.SMPPServerSession;
import org.jsmpp.session.SMPPServerSessionListener;
import org.jsmpp.session.ServerMessageReceiverListener;
import org.jsmpp.session.Session;
import org.jsmpp.session.SubmitMultiResult;
import org.jsmpp.session.SubmitSmResult;
import org.jsmpp.util.MessageId;

/** An SMS centre on loopback (SMPP 3.4) that takes messages, or refuses them with the next status of a list, and gives receipts when it is told to. */
public final class SmsCentre implements AutoCloseable, ServerMessageReceiverListener {

    public static final int THROTTLED = 0x58;
    public static final int INVALID_DESTINATION = 0x0B;
    private static final int UNKNOWN_COMMAND = 0x03;
    private static final long PATIENCE_MS = 5_000;

    /** A message that was taken. */
    public record Taken(String from, String to, String text, boolean receiptAsked) {}

    private final SMPPServerSessionListener door;
    private final int port;
    private final Queue<Integer> refusals;
    private final List<Taken> taken = new CopyOnWriteArrayList<>();
    private final List<SMPPServerSession> sessions = new CopyOnWriteArrayList<>();

    public SmsCentre(Integer... refusals) throws IOException {
        this.refusals = new ConcurrentLinkedQueue<>(List.of(refusals));
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            this.port = free.getLocalPort();
        }
        this.door = new SMPPServerSessionListener(port);
        door.setMessageReceiverListener(this);
        Thread.ofVirtual().start(this::serve);
    }

    private void serve() {
        while (true) {
            try {
                SMPPServerSession session = door.accept();
                sessions.add(session);
                BindRequest bind = session.waitForBind(PATIENCE_MS);
                if (bind.getSystemId().equals("plimsoll") && bind.getPassword().equals("secret")) {
                    bind.accept("centre");
                } else {
                    bind.reject(0x0E);
                }
            } catch (IOException | TimeoutException | PDUStringException e) {
                if (!(e instanceof TimeoutException)) {
                    return; // closed
                }
            }
        }
    }

    public int port() {
        return port;
    }

    public List<Taken> taken() {
        return List.copyOf(taken);
    }

    @Override
    public SubmitSmResult onAcceptSubmitSm(SubmitSm m, SMPPServerSession source) throws ProcessRequestException {
        Integer refusal = refusals.poll();
        if (refusal != null) {
            throw new ProcessRequestException("refused", refusal);
        }
        taken.add(new Taken(
                m.getSourceAddr(),
                m.getDestAddress(),
                new String(m.getShortMessage(), StandardCharsets.UTF_16BE),
                m.getRegisteredDelivery() != 0));
        try {
            return new SubmitSmResult(new MessageId(String.valueOf(taken.size())), new OptionalParameter[0]);
        } catch (PDUStringException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Drops every link without a word, as a network does. */
    public void hangUp() {
        sessions.forEach(SMPPServerSession::close);
    }

    /**
     * Tells on the newest link what became of a message, in the words that centres use; they repeat the number.
     *
     * @param number of the message, 1 for the first
     * @param state such as DELIVRD or UNDELIV
     */
    public void receipt(int number, String state) throws IOException {
        Taken m = taken.get(number - 1);
        String text = "id:" + number + " sub:001 dlvrd:001 submit date:2611241000 done date:2611241001 stat:" + state
                + " err:000 text:" + m.to();
        try {
            sessions.getLast()
                    .deliverShortMessage(
                            "",
                            TypeOfNumber.INTERNATIONAL,
                            NumberingPlanIndicator.ISDN,
                            m.to(),
                            TypeOfNumber.ALPHANUMERIC,
                            NumberingPlanIndicator.UNKNOWN,
                            m.from(),
                            new ESMClass(MessageMode.DEFAULT, MessageType.SMSC_DEL_RECEIPT, GSMSpecificFeature.DEFAULT),
                            (byte) 0,
                            (byte) 0,
                            new RegisteredDelivery(0),
                            DataCodings.ZERO,
                            text.getBytes(StandardCharsets.US_ASCII));
        } catch (PDUException | ResponseTimeoutException | InvalidResponseException | NegativeResponseException e) {
            throw new IOException("the receipt was not taken", e);
        }
    }

    private static ProcessRequestException unknown() {
        return new ProcessRequestException("unknown", UNKNOWN_COMMAND);
    }

    @Override
    public SubmitMultiResult onAcceptSubmitMulti(SubmitMulti m, SMPPServerSession s) throws ProcessRequestException {
        throw unknown();
    }

    @Override
    public QuerySmResult onAcceptQuerySm(QuerySm m, SMPPServerSession s) throws ProcessRequestException {
        throw unknown();
    }

    @Override
    public void onAcceptReplaceSm(ReplaceSm m, SMPPServerSession s) throws ProcessRequestException {
        throw unknown();
    }

    @Override
    public void onAcceptCancelSm(CancelSm m, SMPPServerSession s) throws ProcessRequestException {
        throw unknown();
    }

    @Override
    public BroadcastSmResult onAcceptBroadcastSm(BroadcastSm m, SMPPServerSession s) throws ProcessRequestException {
        throw unknown();
    }

    @Override
    public void onAcceptCancelBroadcastSm(CancelBroadcastSm m, SMPPServerSession s) throws ProcessRequestException {
        throw unknown();
    }

    @Override
    public QueryBroadcastSmResult onAcceptQueryBroadcastSm(QueryBroadcastSm m, SMPPServerSession s)
            throws ProcessRequestException {
        throw unknown();
    }

    @Override
    public DataSmResult onAcceptDataSm(DataSm m, Session s) throws ProcessRequestException {
        throw unknown();
    }

    @Override
    public void close() throws IOException {
        door.close();
        sessions.forEach(SMPPServerSession::unbindAndClose);
    }
}
