/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.server.api;

import static io.plimsoll.server.api.Permission.PAGE;
import static io.plimsoll.server.api.Permission.PUBLIC;
import static io.plimsoll.server.api.Permission.SIGNED_IN;
import static io.plimsoll.server.api.Permission.VIEW;
import static io.plimsoll.server.api.Shape.file;
import static io.plimsoll.server.api.Shape.json;
import static io.plimsoll.server.api.Shape.nothing;
import static io.plimsoll.server.api.Shape.page;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Calendars at addresses that can be revoked, and break-glass, which reaches somebody and shows no digit. */
public final class OnCallPeopleApi {

    private OnCallPeopleApi() {}

    /** @param own the caller's duties only; else the team's roles without names */
    public record NewFeed(String site, boolean own, String label) {}

    public record Feed(
            long id,
            String site,
            boolean own,
            String label,
            Instant madeAt,
            @Nullable Instant revokedAt,
            long journalSeq) {}

    /** @param address shown once; it is the key, of which only a hash is kept */
    public record MadeFeed(Feed feed, String address) {}

    public record Feeds(List<Feed> feeds) {}

    /** @param reason why somebody's life or health needs it, at least 10 characters */
    public record AskBreakGlass(String person, String reason) {}

    public record Decision(boolean agree) {}

    /**
     * @param until when it ends undecided
     * @param agreed null until somebody else decides
     * @param sends what was sent, without any contact
     */
    public record BreakGlass(
            long id,
            String person,
            String reason,
            String askedBy,
            Instant askedAt,
            Instant until,
            @Nullable Boolean agreed,
            @Nullable String decidedBy,
            @Nullable Instant decidedAt,
            List<Way> sends,
            long journalSeq) {}

    /** @param kind by which way */
    public record Way(String kind, boolean sent, String says, Instant at) {}

    public static final Endpoint<Nothing, Feeds> FEEDS =
            Endpoint.get("/api/me/feeds", "The caller's calendars, the revoked ones too", SIGNED_IN, json(Feeds.class));
    public static final Endpoint<NewFeed, MadeFeed> MAKE_FEED = Endpoint.post(
            "/api/me/feeds",
            "Make a calendar at an address that is its own key",
            VIEW,
            json(NewFeed.class),
            json(MadeFeed.class));
    public static final Endpoint<Nothing, Feeds> REVOKE_FEED = Endpoint.post(
            "/api/me/feeds/{feed}/revoke",
            "Revoke a calendar's address; it never works again",
            SIGNED_IN,
            nothing(),
            json(Feeds.class));
    public static final Endpoint<Nothing, Download> FEED = Endpoint.get(
            "/api/feeds/{key}", "A calendar of duties (iCalendar, RFC 5545)", PUBLIC, file("text/calendar"));
    public static final Endpoint<AskBreakGlass, BreakGlass> ASK = Endpoint.post(
            "/api/sites/{site}/break-glass",
            "Ask to reach somebody for a life's sake; somebody else must agree within 15 minutes",
            PAGE,
            json(AskBreakGlass.class),
            json(BreakGlass.class));
    public static final Endpoint<Decision, BreakGlass> DECIDE = Endpoint.post(
            "/api/sites/{site}/break-glass/{id}/decision",
            "Agree or refuse; after an agreement every way to the person is tried, and no digit is shown",
            PAGE,
            json(Decision.class),
            json(BreakGlass.class));
    public static final Endpoint<Nothing, Page<BreakGlass>> ASKED = Endpoint.get(
            "/api/sites/{site}/break-glass",
            "What was asked, who agreed, and by which ways the person was tried",
            VIEW,
            page(BreakGlass.class),
            Query.LIMIT);

    static final List<Endpoint<?, ?>> ALL = List.of(FEEDS, MAKE_FEED, REVOKE_FEED, FEED, ASK, DECIDE, ASKED);
}
