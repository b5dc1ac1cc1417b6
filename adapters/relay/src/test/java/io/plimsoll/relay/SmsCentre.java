/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.relay;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeoutException;
import org.jsmpp.PDUStringException;
import org.jsmpp.bean.BroadcastSm;
import org.jsmpp.bean.CancelBroadcastSm;
import org.jsmpp.bean.CancelSm;
import org.jsmpp.bean.DataSm;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.QueryBroadcastSm;
import org.jsmpp.bean.QuerySm;
import org.jsmpp.bean.ReplaceSm;
import org.jsmpp.bean.SubmitMulti;
import org.jsmpp.bean.SubmitSm;
import org.jsmpp.extra.ProcessRequestException;
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

/** An SMS centre on loopback that takes messages, or refuses them with the next status of a list. */
final class SmsCentre implements AutoCloseable, ServerMessageReceiverListener {

    static final int THROTTLED = 0x58;
    static final int INVALID_DESTINATION = 0x0B;
    private static final int UNKNOWN_COMMAND = 0x03;
    private static final long PATIENCE_MS = 5_000;

    /** A message that was taken. */
    record Taken(String from, String to, String text, boolean receiptAsked) {}

    private final SMPPServerSessionListener door;
    private final int port;
    private final Queue<Integer> refusals;
    private final List<Taken> taken = new CopyOnWriteArrayList<>();
    private final List<SMPPServerSession> sessions = new CopyOnWriteArrayList<>();

    SmsCentre(Integer... refusals) throws IOException {
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

    int port() {
        return port;
    }

    List<Taken> taken() {
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
