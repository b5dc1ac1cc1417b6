/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.server.oncall;

import io.plimsoll.model.InputProblem;
import io.plimsoll.model.Sha256;
import io.plimsoll.oncall.feed.CalendarFeed;
import io.plimsoll.oncall.schedule.Duty;
import io.plimsoll.oncall.schedule.OnCallPlan;
import io.plimsoll.oncall.schedule.Roster;
import io.plimsoll.oncall.schedule.Span;
import io.plimsoll.oncall.vault.ChatGuard;
import io.plimsoll.postgres.Database;
import io.plimsoll.postgres.FeedRow;
import io.plimsoll.postgres.OnCallPlanRow;
import io.plimsoll.postgres.Stamp;
import io.plimsoll.server.api.Download;
import io.plimsoll.server.api.OnCallPeopleApi;
import io.plimsoll.server.http.Call;
import io.plimsoll.server.http.Problem;
import io.plimsoll.server.http.Router;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Calendars of duties. Whoever has the address may read it until it is revoked, so it holds roles and times and nothing else. */
public final class FeedHandlers {

    private static final Duration BACK = Duration.ofDays(7);
    private static final Duration AHEAD = Duration.ofDays(84);
    private static final int FEEDS_MAX = 20;
    private static final int LABEL_MAX = 60;
    private static final int KEY_BYTES = 24;

    private final Database record;
    private final PageEngine engine;
    private final Supplier<String> baseUrl;
    private final SecureRandom random;

    public FeedHandlers(Database record, PageEngine engine, Supplier<String> baseUrl, SecureRandom random) {
        this.record = record;
        this.engine = engine;
        this.baseUrl = baseUrl;
        this.random = random;
    }

    public void bind(Router router) {
        router.on(OnCallPeopleApi.FEEDS, this::mine);
        router.on(OnCallPeopleApi.MAKE_FEED, this::make);
        router.on(OnCallPeopleApi.REVOKE_FEED, this::revoke);
        router.on(OnCallPeopleApi.FEED, this::calendar);
    }

    private OnCallPeopleApi.Feeds mine(Call<?> call) {
        return new OnCallPeopleApi.Feeds(record.feeds().of(call.actor().name()).stream()
                .map(FeedHandlers::view)
                .toList());
    }

    private static OnCallPeopleApi.Feed view(FeedRow f) {
        return new OnCallPeopleApi.Feed(
                f.id(), f.site(), f.own(), f.label(), f.madeAt(), f.revokedAt().orElse(null), f.journalSeq());
    }

    private OnCallPeopleApi.MadeFeed make(Call<OnCallPeopleApi.NewFeed> call) {
        OnCallPeopleApi.NewFeed input = call.input();
        if (record.sites().find(input.site()).isEmpty()) {
            throw Problem.notFound("site " + input.site());
        }
        String label = input.label().strip();
        if (label.isEmpty()
                || label.length() > LABEL_MAX
                || ChatGuard.redact(label).found() > 0) {
            throw Problem.badInput(new InputProblem(
                    "body /label", 0, "something else", "a short name such as 'my phone', without a number"));
        }
        long alive = record.feeds().of(call.actor().name()).stream()
                .filter(f -> f.revokedAt().isEmpty())
                .count();
        if (alive >= FEEDS_MAX) {
            throw Problem.conflict("There are " + FEEDS_MAX + " calendars already: revoke one first.");
        }
        byte[] bytes = new byte[KEY_BYTES];
        random.nextBytes(bytes);
        String key = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        FeedRow row = record.feeds()
                .make(new Stamp(call.actor().name(), call.now()), input.site(), input.own(), label, Sha256.of(key));
        return new OnCallPeopleApi.MadeFeed(view(row), baseUrl.get() + "/api/feeds/" + key);
    }

    private OnCallPeopleApi.Feeds revoke(Call<?> call) {
        long id = call.pathNumber("feed");
        String person = call.actor().name();
        FeedRow feed = record.feeds().of(person).stream()
                .filter(f -> f.id() == id)
                .findFirst()
                .orElseThrow(() -> Problem.notFound("feed " + id));
        if (feed.revokedAt().isEmpty()) {
            record.feeds().revoke(new Stamp(person, call.now()), id);
        }
        return mine(call);
    }

    private Download calendar(Call<?> call) {
        FeedRow feed = record.feeds()
                .byToken(Sha256.of(call.path("key")))
                .orElseThrow(() -> Problem.notFound("a calendar at this address"));
        Optional<OnCallPlan> plan = engine.plan(feed.site());
        Span window = new Span(call.now().minus(BACK), call.now().plus(AHEAD));
        List<Duty> duties = plan.stream()
                .flatMap(p -> p.schedules().stream().flatMap(s -> Roster.duties(p, s, window).stream()))
                .filter(d -> !feed.own() || d.people().contains(feed.person()))
                .toList();
        Optional<OnCallPlanRow> row = record.pages().plan(feed.site());
        String text = CalendarFeed.text(
                "On call, " + feed.site(),
                duties,
                feed.own(),
                row.map(OnCallPlanRow::setAt).orElse(feed.madeAt()),
                row.map(OnCallPlanRow::id).orElse(0L));
        return Download.of("text/calendar", "", text.getBytes(StandardCharsets.UTF_8));
    }
}
