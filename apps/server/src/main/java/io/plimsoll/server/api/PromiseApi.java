/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.server.api;

import static io.plimsoll.server.api.Permission.PROMISE;
import static io.plimsoll.server.api.Permission.VIEW;
import static io.plimsoll.server.api.Shape.file;
import static io.plimsoll.server.api.Shape.json;
import static io.plimsoll.server.api.Shape.raw;

import io.plimsoll.capacity.Measure;
import io.plimsoll.capacity.Measurement.Exclusion;
import io.plimsoll.model.UnitState;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Commitments: what is promised, what is deliverable, how available it was, and what is owed. */
public final class PromiseApi {

    private PromiseApi() {}

    /** @param knownAt what was recorded later is not counted */
    public record Promises(String site, Instant at, Instant knownAt, List<Promise> items) {}

    /**
     * One commitment at one instant, with the window that runs then.
     *
     * @param unit what one of {@code promised} is
     * @param promised units promised at that instant; 0 outside all tranches
     * @param deliverable units that could be used, topology counted
     * @param physical nodes up, or GPUs for a GPU contract
     * @param allocated whether units were ever allocated to it; if not, it draws on every unit that is free
     * @param availability by the contract's own measure, from the window's start until that instant
     * @param creditCents null where the contract has no price: then it is unknown, not zero
     * @param claim where the clock of the last whole window's claim stands
     */
    public record Promise(
            String name,
            String customer,
            String unit,
            int version,
            int promised,
            int deliverable,
            int physical,
            int shortfall,
            boolean allocated,
            Measure measure,
            double target,
            double availability,
            boolean met,
            String currency,
            @Nullable Long creditCents,
            double creditShare,
            Claim claim,
            Instant startsAt,
            @Nullable Instant endsAt) {}

    /**
     * @param state WINDOW_RUNS, NOTHING_OWED, NO_CLAIM_NEEDED, OPEN, CLAIMED or LAPSED
     * @param deadline the first instant at which it is too late
     */
    public record Claim(
            String state,
            @Nullable Instant deadline,
            long secondsLeft,
            @Nullable Instant claimed) {}

    /**
     * @param days promised against deliverable, the last 31 days at most
     * @param measures availability of the running window, five ways from one log
     * @param windows whole and running windows, newest first
     * @param shortfalls of the running window
     * @param outages of the running window
     */
    public record PromiseView(
            String site,
            Instant at,
            Instant knownAt,
            Promise now,
            Instant windowFrom,
            Instant windowUntil,
            List<Day> days,
            List<Measured> measures,
            List<Window> windows,
            List<Shortfall> shortfalls,
            List<Outage> outages,
            List<Late> delays,
            @Nullable HotSpares hotSpares,
            List<ClaimView> claims,
            List<NoteView> notes,
            Contract contract,
            List<String> remarks) {}

    /**
     * @param promised the most of the day
     * @param least the least that was deliverable while something was promised
     * @param shortSeconds how long less was deliverable than promised
     */
    public record Day(Instant day, int promised, int least, long shortSeconds) {}

    /** @param raw before exclusions */
    public record Measured(Measure measure, String says, double availability, double raw, boolean agreed) {}

    public record Window(
            Instant from,
            Instant until,
            double availability,
            boolean met,
            @Nullable Long feeCents,
            @Nullable Long creditCents,
            double creditShare,
            boolean capped,
            long damagesCents,
            Claim claim) {}

    public record Shortfall(Instant from, Instant until, int promised, int deliverable, int physical, int missing) {}

    /** @param countedSeconds what of it counts against the promise */
    public record Outage(
            String unit,
            Instant from,
            Instant until,
            UnitState state,
            long seconds,
            long countedSeconds,
            Exclusion.@Nullable Kind exclusion,
            String cause) {}

    public record Late(
            int quantity,
            Instant committed,
            @Nullable Instant delivered,
            int lateDays,
            long damagesCents,
            boolean mayEnd) {}

    public record HotSpares(int nodes, int least, long shortSeconds) {}

    public record ClaimView(
            long id,
            Instant windowFrom,
            Instant claimedAt,
            String reference,
            @Nullable Long reverses,
            String reason,
            String toldBy,
            Instant recordedAt,
            long journalSeq) {}

    public record NoteView(
            long id,
            String unit,
            Instant from,
            Exclusion.@Nullable Kind exclusion,
            @Nullable Instant noticeAt,
            @Nullable Long reverses,
            String reason,
            String toldBy,
            Instant recordedAt,
            long journalSeq) {}

    /** The version of the contract line that counts. */
    public record Contract(
            int version, String sha256, String reason, String setBy, Instant recordedAt, long journalSeq) {}

    public record Nodes(
            List<String> nodes,
            @Nullable String reason,
            @Nullable Instant effectiveAt) {}

    public record Moved(int units) {}

    /**
     * @param window when the window began that is claimed
     * @param at when the customer claimed
     */
    public record NewClaim(Instant window, Instant at, String reference) {}

    public record Reversal(String reason) {}

    /**
     * @param at an instant at which the unit was not up
     * @param exclusion why that is not the operator's failure
     * @param noticeAt when the customer told of it
     */
    public record NewNote(
            String unit,
            Instant at,
            Exclusion.@Nullable Kind exclusion,
            @Nullable Instant noticeAt,
            String reason) {}

    /**
     * @param signature whether a key of this site signed it
     * @param recomputed whether the record gives the same statement again, byte for byte
     */
    public record StatementCheck(boolean valid, boolean signature, boolean recomputed, List<String> findings) {}

    public static final Query<Instant> KNOWN_AT =
            Query.instant("knownAt", "what was recorded later does not count; now if left out");
    public static final Query<String> MONTH = Query.text("month", "the window of this month, such as 2026-11");
    public static final Query<Instant> AS_OF = Query.instant("asOf", "the statement's own date; now if left out");
    public static final Query<String> REASON = Query.text("reason", "why it was amended");

    private static final String ALL_OF = "/api/sites/{site}/commitments";
    private static final String ONE = ALL_OF + "/{commitment}";

    public static final Endpoint<Nothing, Promises> PROMISES = Endpoint.get(
            ALL_OF,
            "Promised against deliverable, commitment by commitment",
            VIEW,
            json(Promises.class),
            Query.AT,
            KNOWN_AT);
    public static final Endpoint<RawBody, Promises> AGREE = Endpoint.post(
            ALL_OF,
            "Put contract lines on the record, all or none: the commitments file of plimsoll ledger",
            PROMISE,
            raw("application/json", "application/yaml"),
            json(Promises.class));
    public static final Endpoint<Nothing, PromiseView> COMMITMENT = Endpoint.get(
            ONE,
            "A commitment: availability five ways, shortfalls, credits, claim clocks",
            VIEW,
            json(PromiseView.class),
            Query.AT,
            KNOWN_AT);
    public static final Endpoint<RawBody, PromiseView> AMEND = Endpoint.post(
            ONE + "/amendments",
            "Put another version of a contract line in force; the ones before stay",
            PROMISE,
            raw("application/json", "application/yaml"),
            json(PromiseView.class),
            REASON);
    public static final Endpoint<Nothing, Download> CONTRACT = Endpoint.get(
            ONE + "/contract",
            "The contract line with the claims on record, as a commitments file of plimsoll ledger",
            VIEW,
            file("application/json"),
            KNOWN_AT);
    public static final Endpoint<Nodes, Moved> ALLOCATE = Endpoint.post(
            ONE + "/allocations",
            "Give nodes with their GPUs to a commitment; refused if one serves another",
            PROMISE,
            json(Nodes.class),
            json(Moved.class));
    public static final Endpoint<Nodes, Moved> RELEASE = Endpoint.post(
            "/api/sites/{site}/releases",
            "Take nodes with their GPUs out of the commitment that they serve",
            PROMISE,
            json(Nodes.class),
            json(Moved.class));
    public static final Endpoint<NewClaim, PromiseView> CLAIM = Endpoint.post(
            ONE + "/claims",
            "Record the claim of a window's credit",
            PROMISE,
            json(NewClaim.class),
            json(PromiseView.class));
    public static final Endpoint<Reversal, PromiseView> REVERSE_CLAIM = Endpoint.post(
            ONE + "/claims/{id}/reversal",
            "Record that a claim never was",
            PROMISE,
            json(Reversal.class),
            json(PromiseView.class));
    public static final Endpoint<NewNote, NoteView> NOTE = Endpoint.post(
            "/api/sites/{site}/outage-notes",
            "Tell of an outage why it is not the operator's failure, or when the customer told of it",
            PROMISE,
            json(NewNote.class),
            json(NoteView.class));
    public static final Endpoint<Reversal, NoteView> REVERSE_NOTE = Endpoint.post(
            "/api/sites/{site}/outage-notes/{id}/reversal",
            "Record that a note on an outage never was",
            PROMISE,
            json(Reversal.class),
            json(NoteView.class));
    public static final Endpoint<Nothing, Download> LEDGER_FILE = Endpoint.get(
            ONE + "/ledger",
            "The ledger that the statement is computed from, as plimsoll ledger reads it",
            VIEW,
            file("text/csv"),
            KNOWN_AT);
    public static final Endpoint<Nothing, Download> STATEMENT = statement("", "as JSON", "application/json");
    public static final Endpoint<Nothing, Download> STATEMENT_SIGNED =
            statement("/signed", "signed with the site's key (DSSE)", "application/vnd.dsse.envelope.v1+json");
    public static final Endpoint<Nothing, Download> STATEMENT_PDF = statement("/pdf", "as PDF", "application/pdf");
    public static final Endpoint<RawBody, StatementCheck> VERIFY_STATEMENT = Endpoint.post(
            "/api/sites/{site}/statements/verify",
            "Check a signed statement: the signature, and whether the record gives it again",
            VIEW,
            raw("application/vnd.dsse.envelope.v1+json", "application/json"),
            json(StatementCheck.class));

    private static Endpoint<Nothing, Download> statement(String path, String how, String type) {
        return Endpoint.get(
                ONE + "/statement" + path,
                "The availability statement of a window, " + how,
                VIEW,
                file(type),
                MONTH,
                Query.FROM,
                Query.TO,
                AS_OF,
                KNOWN_AT);
    }

    static final List<Endpoint<?, ?>> ALL = List.of(
            PROMISES,
            AGREE,
            COMMITMENT,
            AMEND,
            CONTRACT,
            ALLOCATE,
            RELEASE,
            CLAIM,
            REVERSE_CLAIM,
            NOTE,
            REVERSE_NOTE,
            LEDGER_FILE,
            STATEMENT,
            STATEMENT_SIGNED,
            STATEMENT_PDF,
            VERIFY_STATEMENT);
}
