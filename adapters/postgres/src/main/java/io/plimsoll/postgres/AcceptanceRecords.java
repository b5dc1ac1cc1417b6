/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.postgres;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Test runs, results, waivers and certificates. */
@SuppressWarnings("DoNotCallSuggester")
public final class AcceptanceRecords {

    AcceptanceRecords() {}

    /**
     * CABLED to TESTING on a plan and a fingerprint.
     *
     * @return the run's id
     */
    public long start(Stamp stamp, String site, String node, RunStart run) {
        throw new UnsupportedOperationException();
    }

    /** Keeps results with their raw logs. */
    public void addResults(Stamp stamp, long runId, List<TestOutcome> results) {
        throw new UnsupportedOperationException();
    }

    /** Ends a run: with a certificate TESTING to ACCEPTED, else to CABLED or REPAIR. */
    public RunOutcome finish(Stamp stamp, long runId, RunFinish finish) {
        throw new UnsupportedOperationException();
    }

    /** A run with its tests. */
    public Optional<RunView> run(long runId) {
        throw new UnsupportedOperationException();
    }

    /** Runs of a node, newest first. */
    public List<RunView> runs(String site, String node, int limit) {
        throw new UnsupportedOperationException();
    }

    /** Every result of a run with its raw log, in the order in which they came; the end of a run judges them all. */
    public List<TestOutcome> results(long runId) {
        throw new UnsupportedOperationException();
    }

    /** The raw log of a test's last result. */
    public Optional<byte[]> log(long runId, String test) {
        throw new UnsupportedOperationException();
    }

    /**
     * Certificates, newest first.
     *
     * @param beforeId 0 for the newest
     */
    public List<CertificateRow> certificates(String site, long beforeId, int limit) {
        throw new UnsupportedOperationException();
    }

    /** A certificate with its bytes. */
    public Optional<CertificateFile> certificate(long id) {
        throw new UnsupportedOperationException();
    }

    /**
     * Nodes of the site that stand in a fit state while no certificate of theirs holds at that instant: revoked, run out, or
     * resting on a waiver that has ended. The reconciler takes them out. Each with the last certificate that it had.
     */
    public List<CertificateRow> lapsed(String site, Instant at) {
        throw new UnsupportedOperationException();
    }

    /** Ends a certificate's validity before its time; its units are fit no more from then on. */
    public void revoke(Stamp stamp, long certificateId, String reason) {
        throw new UnsupportedOperationException();
    }

    /** Grants a waiver. */
    public WaiverRow grant(Stamp stamp, String site, NewWaiver waiver) {
        throw new UnsupportedOperationException();
    }

    /** Waivers, newest first. */
    public List<WaiverRow> waivers(String site) {
        throw new UnsupportedOperationException();
    }

    /** Waivers that hold for a node at an instant. */
    public List<WaiverRow> waiversFor(String site, String node, Instant at) {
        throw new UnsupportedOperationException();
    }
}
