/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.campaign.agent;

import io.plimsoll.acceptance.Fingerprint;
import java.time.Instant;
import java.util.List;

/** The messages at the agents' door. */
public final class AgentWire {

    /** A log up to this many bytes travels inside its {@link Report}; a longer one in pieces before it. */
    public static final int INLINE_BYTES_MAX = 128 << 10;

    /** A piece of a log is not longer than this. */
    public static final int CHUNK_BYTES_MAX = 1 << 20;

    /** The test id under which a node is asked what it is made of. */
    public static final String FINGERPRINT = "fingerprint";

    private AgentWire() {}

    /**
     * {@code POST /agent/enrol}.
     *
     * @param csr a certificate request in PEM, signed by the agent's own new key
     */
    public record Enrol(String token, String csr, Fingerprint fingerprint) {}

    /**
     * The answer.
     *
     * @param certificate for this agent, in PEM
     * @param authority the certificate that signed it, in PEM
     */
    public record Enrolled(String site, String node, String certificate, String authority, Instant serverTime) {}

    /**
     * {@code POST /agent/renew}, answered like {@link Enrol}: a new certificate for the key that the agent has.
     *
     * @param csr a PKCS#10 request in PEM, by the agent's present key
     */
    public record Renew(String csr) {}

    /**
     * {@code POST /agent/work}.
     *
     * @param node the node that the agent takes itself for
     * @param running keys of the orders that it works on, or whose reports have not been taken yet
     * @param fingerprint SHA-256 of what the node is made of now
     * @param clock the agent's
     * @param waitSeconds how long it will wait for an answer
     */
    public record Ask(String node, List<String> running, String fingerprint, Instant clock, int waitSeconds) {}

    /**
     * @param skewMillis by how much the agent's clock is ahead
     * @param cancel keys of orders to stop
     */
    public record Work(Instant serverTime, long skewMillis, List<Order> orders, List<String> cancel) {}

    /**
     * One attempt of one task.
     *
     * @param node whom it is for; an agent refuses work for another node
     * @param nodes all who take part; the first one leads
     */
    public record Order(
            String key,
            String node,
            String test,
            String tool,
            List<String> nodes,
            long expectedSeconds,
            long limitSeconds) {}

    /** How a test ended on the node. */
    public enum Outcome {
        LOG,
        NOT_RUN,
        BROKE
    }

    /**
     * {@code POST /agent/results}.
     *
     * @param startedAt by the agent's clock, as {@code endedAt} and {@code clock}, which is now
     * @param inline whether {@code log} is the whole log; else it was sent in pieces before
     */
    public record Report(
            String key,
            String tool,
            Outcome outcome,
            String reason,
            int exitCode,
            Instant startedAt,
            Instant endedAt,
            Instant clock,
            String fingerprint,
            boolean inline,
            String log,
            long logBytes,
            String logSha256,
            boolean truncated) {}

    /** What became of a report. */
    public enum Answer {
        /** It is on the record. */
        TAKEN,
        /** It was on the record already. */
        KNOWN,
        /** It is kept, and counts for nothing: its attempt was given up. */
        ASIDE,
        /** Its log is not here in full: send it again from {@link Reported#from}. */
        RESEND
    }

    public record Reported(Answer answer, long from, String note) {}

    /**
     * The answer to {@code POST /agent/logs?key=KEY&offset=N} with a piece of the log as the body.
     *
     * @param next where it goes on
     */
    public record LogTaken(long next) {}
}
