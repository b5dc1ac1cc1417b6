/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.server.api;

import static io.plimsoll.server.api.Permission.ADMINISTER;
import static io.plimsoll.server.api.Permission.PAGE;
import static io.plimsoll.server.api.Permission.PLAN;
import static io.plimsoll.server.api.Permission.PUBLIC;
import static io.plimsoll.server.api.Permission.SIGNED_IN;
import static io.plimsoll.server.api.Permission.VIEW;
import static io.plimsoll.server.api.Shape.file;
import static io.plimsoll.server.api.Shape.json;
import static io.plimsoll.server.api.Shape.nothing;
import static io.plimsoll.server.api.Shape.page;
import static io.plimsoll.server.api.Shape.raw;

import io.plimsoll.oncall.burden.Burden;
import io.plimsoll.oncall.escalate.PageState;
import io.plimsoll.oncall.vault.ContactKind;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** On-call: who is called, pages, and contacts that are given once and never shown. */
public final class OnCallApi {

    private OnCallApi() {}

    /**
     * @param plan null if nobody has set one
     * @param pagerAlive whether the escalation actor went round lately
     */
    public record OnCallView(
            String site,
            @Nullable PlanInForce plan,
            boolean pagerAlive,
            Instant from,
            Instant to,
            List<Line> schedules,
            List<Gap> gaps,
            List<String> policies) {}

    public record PlanInForce(long id, String name, String sha256, String setBy, Instant setAt, long journalSeq) {}

    /** @param now who would be paged now */
    public record Line(String id, String name, String zone, List<String> now, List<Turn> turns) {}

    public record Turn(Instant start, Instant end, List<String> people, String source) {}

    public record Gap(String schedule, Instant start, Instant end, String why) {}

    public record PageView(
            long id,
            String title,
            String policy,
            PageState.Status status,
            Instant raisedAt,
            String raisedBy,
            int step,
            @Nullable Instant due,
            List<String> paged,
            @Nullable String acknowledgedBy,
            int alerts,
            long journalSeq) {}

    public record PageDetail(PageView page, List<Happened> events) {}

    /** @param kind what happened: paged, notice sent, acknowledged, shout, ... */
    public record Happened(Instant at, String kind, String who, String says, long journalSeq) {}

    public record NewPage(String title, String policy) {}

    /** What is said to a page. */
    public enum Word {
        ACKNOWLEDGE,
        ESCALATE,
        RESOLVE
    }

    public record Said(Word word) {}

    /** @param ignored alerts that said nothing new */
    public record Taken(int opened, int joined, int closed, int ignored) {}

    /** A contact to keep: the value is read once and never shown again, to nobody. */
    public record NewContact(ContactKind kind, String label, String value) {}

    public record ContactView(String handle, ContactKind kind, String label, Instant addedAt, boolean provider) {}

    public record Contacts(List<ContactView> contacts, List<Use> uses) {}

    /** A moment at which a contact was opened for sending. */
    public record Use(Instant at, String handle, String purpose, long journalSeq) {}

    public record Answered(String says) {}

    /** @param group null for fewer than 5 people */
    public record Load(Instant from, Instant to, Burden.@Nullable Group group) {}

    /** @param person null if the plan does not name the caller */
    public record MyBurden(Instant from, Instant to, Burden.@Nullable Person person) {}

    public record Text(String text) {}

    public record Redacted(String text, int found) {}

    /** @param lastRound of the escalation actor */
    public record Pulse(boolean alive, Instant lastRound) {}

    public static final Endpoint<Nothing, OnCallView> ON_CALL = Endpoint.get(
            "/api/sites/{site}/oncall",
            "Who is on call, now and in a span of time, and the gaps to come",
            VIEW,
            json(OnCallView.class),
            Query.FROM,
            Query.TO);
    public static final Endpoint<RawBody, OnCallView> SET_PLAN = Endpoint.post(
            "/api/sites/{site}/oncall/plan",
            "Set the plan of on-call: the input of plimsoll oncall show",
            PLAN,
            raw("application/yaml", "application/json"),
            json(OnCallView.class));
    public static final Endpoint<Nothing, Load> LOAD = Endpoint.get(
            "/api/sites/{site}/oncall/load",
            "What on-call costs everybody together; nothing for fewer than 5 people",
            VIEW,
            json(Load.class),
            Query.FROM,
            Query.TO);
    public static final Endpoint<Nothing, MyBurden> MY_BURDEN = Endpoint.get(
            "/api/sites/{site}/oncall/burden",
            "What on-call costs the caller, for the caller only",
            SIGNED_IN,
            json(MyBurden.class),
            Query.FROM,
            Query.TO);
    public static final Endpoint<Nothing, Page<PageView>> PAGES =
            Endpoint.get("/api/sites/{site}/pages", "Pages, open ones first", VIEW, page(PageView.class), Query.LIMIT);
    public static final Endpoint<NewPage, PageView> RAISE = Endpoint.post(
            "/api/sites/{site}/pages", "Page somebody by hand", PAGE, json(NewPage.class), json(PageView.class));
    public static final Endpoint<Nothing, PageDetail> DETAIL = Endpoint.get(
            "/api/sites/{site}/pages/{page}",
            "A page with everything that happened to it",
            VIEW,
            json(PageDetail.class));
    public static final Endpoint<Said, PageView> SAY = Endpoint.post(
            "/api/sites/{site}/pages/{page}/answer",
            "Take a page, send it on, or end it",
            PAGE,
            json(Said.class),
            json(PageView.class));
    public static final Endpoint<RawBody, Taken> ALERTS = Endpoint.post(
            "/api/sites/{site}/alerts",
            "Alertmanager's webhook, version 4",
            PAGE,
            raw("application/json"),
            json(Taken.class));
    public static final Endpoint<Nothing, Download> ANSWER_FORM = Endpoint.get(
            "/api/answers/{code}",
            "The button behind a page's link; opening it answers nothing, since mail filters open links",
            PUBLIC,
            file("text/html"));
    public static final Endpoint<Nothing, Answered> ANSWER = Endpoint.post(
            "/api/answers/{code}", "Take the page that a link belongs to", PUBLIC, nothing(), json(Answered.class));
    public static final Endpoint<Nothing, Contacts> CONTACTS = Endpoint.get(
            "/api/me/contacts",
            "The caller's contacts without their values, and when each was used",
            SIGNED_IN,
            json(Contacts.class));
    public static final Endpoint<NewContact, ContactView> ADD_CONTACT = Endpoint.post(
            "/api/me/contacts",
            "Give a contact to the vault; it is never shown again",
            SIGNED_IN,
            json(NewContact.class),
            json(ContactView.class));
    public static final Endpoint<Nothing, Contacts> ERASE_MINE = Endpoint.post(
            "/api/me/contacts/erase",
            "Destroy the caller's key: every contact of theirs is unreadable from then on",
            SIGNED_IN,
            nothing(),
            json(Contacts.class));
    public static final Endpoint<Nothing, Answered> ERASE = Endpoint.post(
            "/api/users/{user}/contacts/erase",
            "Destroy somebody's key, such as when they leave",
            ADMINISTER,
            nothing(),
            json(Answered.class));
    public static final Endpoint<Text, Redacted> REDACT = Endpoint.post(
            "/api/redact",
            "Take numbers and addresses out of a text before it is posted; keeps nothing",
            SIGNED_IN,
            json(Text.class),
            json(Redacted.class));
    public static final Endpoint<Nothing, Pulse> PULSE = Endpoint.get(
            "/api/oncall/pulse",
            "Whether the pager itself is alive, for a watch from outside",
            PUBLIC,
            json(Pulse.class));

    static final List<Endpoint<?, ?>> ALL = List.of(
            ON_CALL,
            SET_PLAN,
            LOAD,
            MY_BURDEN,
            PAGES,
            RAISE,
            DETAIL,
            SAY,
            ALERTS,
            ANSWER_FORM,
            ANSWER,
            CONTACTS,
            ADD_CONTACT,
            ERASE_MINE,
            ERASE,
            REDACT,
            PULSE);
}
