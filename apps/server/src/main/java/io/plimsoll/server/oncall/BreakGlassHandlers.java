/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.server.oncall;

import io.plimsoll.model.InputProblem;
import io.plimsoll.oncall.vault.ChatGuard;
import io.plimsoll.oncall.vault.Contact;
import io.plimsoll.oncall.vault.ContactVault;
import io.plimsoll.oncall.vault.VaultStore;
import io.plimsoll.postgres.BreakGlassRow;
import io.plimsoll.postgres.Database;
import io.plimsoll.postgres.Site;
import io.plimsoll.postgres.Stamp;
import io.plimsoll.relay.Message;
import io.plimsoll.relay.Relay;
import io.plimsoll.server.api.OnCallPeopleApi;
import io.plimsoll.server.api.Page;
import io.plimsoll.server.http.Call;
import io.plimsoll.server.http.Json;
import io.plimsoll.server.http.Problem;
import io.plimsoll.server.http.Router;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Break-glass: for a life's sake somebody is reached by every way that they gave. Two people decide it, it is on the record before
 * anything is opened, the message itself tells its owner who asked and who agreed, and nobody is shown a digit.
 */
public final class BreakGlassHandlers {

    private static final int REASON_MIN = 10;
    private static final int REASON_MAX = 500;

    private final Database record;
    private final ContactVault vault;
    private final Relay relay;

    public BreakGlassHandlers(Database record, ContactVault vault, Relay relay) {
        this.record = record;
        this.vault = vault;
        this.relay = relay;
    }

    public void bind(Router router) {
        router.on(OnCallPeopleApi.ASK, this::ask);
        router.on(OnCallPeopleApi.DECIDE, this::decide);
        router.on(
                OnCallPeopleApi.ASKED,
                call -> Page.whole(record.breakGlass().list(site(call).name(), call.limit()).stream()
                        .map(BreakGlassHandlers::view)
                        .toList()));
    }

    private Site site(Call<?> call) {
        String name = call.path("site");
        return record.sites().find(name).orElseThrow(() -> Problem.notFound("site " + name));
    }

    private OnCallPeopleApi.BreakGlass ask(Call<OnCallPeopleApi.AskBreakGlass> call) {
        Site site = site(call);
        String person = call.input().person();
        String reason = ChatGuard.redact(call.input().reason().strip()).text();
        if (reason.length() < REASON_MIN || reason.length() > REASON_MAX) {
            throw Problem.badInput(new InputProblem(
                    "body /reason",
                    0,
                    reason.length() + " characters",
                    "why a life or somebody's health needs it, " + REASON_MIN + " to " + REASON_MAX + " characters"));
        }
        if (record.users().find(person).isEmpty()) {
            throw Problem.notFound("user " + person);
        }
        if (person.equals(call.actor().name())) {
            throw Problem.conflict("That is you: nobody needs to reach you for you.");
        }
        return view(record.breakGlass().ask(new Stamp(call.actor().name(), call.now()), site.name(), person, reason));
    }

    private OnCallPeopleApi.BreakGlass decide(Call<OnCallPeopleApi.Decision> call) {
        Site site = site(call);
        long id = call.pathNumber("id");
        if (record.breakGlass()
                .find(id)
                .filter(b -> b.site().equals(site.name()))
                .isEmpty()) {
            throw Problem.notFound("break-glass " + id);
        }
        Stamp stamp = new Stamp(call.actor().name(), call.now());
        BreakGlassRow decided =
                record.breakGlass().decide(stamp, id, call.input().agree());
        if (call.input().agree()) {
            for (VaultStore.Row way : vault.of(decided.person())) {
                send(decided, way, stamp);
            }
        }
        return view(record.breakGlass().find(id).orElseThrow());
    }

    /** Every way is tried, one after another: at such a time twice is better than not at all. */
    private void send(BreakGlassRow asked, VaultStore.Row way, Stamp stamp) {
        Message message = new Message(
                asked.askedBy() + " must reach you: " + asked.reason(),
                asked.askedBy() + " asks you to come to " + asked.site() + "'s on-call at once: " + asked.reason()
                        + ". Agreed by " + asked.decidedBy().orElse("") + " (break-glass " + asked.id()
                        + "). Nobody was shown how you are reached.",
                "",
                "break-glass-" + asked.id() + "-" + way.handle());
        Relay.Outcome out = relay.send(List.of(way), message, row -> opened(row, asked, stamp));
        record.breakGlass().sent(stamp, asked, way.handle(), way.kind().name(), out.sent(), out.says());
    }

    /** First on the record, where its owner sees it; then in the clear. */
    private Optional<Contact> opened(VaultStore.Row row, BreakGlassRow asked, Stamp stamp) {
        record.journal()
                .append(
                        stamp,
                        "contact.used",
                        asked.site(),
                        row.person(),
                        Json.MAPPER.writeValueAsString(
                                Map.of("handle", row.handle(), "purpose", "break-glass " + asked.id())));
        return vault.open(row.handle());
    }

    private static OnCallPeopleApi.BreakGlass view(BreakGlassRow b) {
        return new OnCallPeopleApi.BreakGlass(
                b.id(),
                b.person(),
                b.reason(),
                b.askedBy(),
                b.askedAt(),
                b.until(),
                b.agreed().orElse(null),
                b.decidedBy().orElse(null),
                b.decidedAt().orElse(null),
                b.sends().stream()
                        .map(s -> new OnCallPeopleApi.Way(s.kind(), s.sent(), s.says(), s.at()))
                        .toList(),
                b.journalSeq());
    }
}
