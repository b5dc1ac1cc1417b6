/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.server.oncall;

import io.plimsoll.model.InputProblem;
import io.plimsoll.oncall.burden.Burden;
import io.plimsoll.oncall.escalate.AlertGroups.Alert;
import io.plimsoll.oncall.escalate.PageEvent;
import io.plimsoll.oncall.read.PlanReader;
import io.plimsoll.oncall.schedule.OnCallPlan;
import io.plimsoll.oncall.schedule.Roster;
import io.plimsoll.oncall.schedule.Span;
import io.plimsoll.oncall.vault.ChatGuard;
import io.plimsoll.postgres.Database;
import io.plimsoll.postgres.OnCallPlanRow;
import io.plimsoll.postgres.PageRow;
import io.plimsoll.postgres.Site;
import io.plimsoll.postgres.Stamp;
import io.plimsoll.server.api.Download;
import io.plimsoll.server.api.OnCallApi;
import io.plimsoll.server.api.OnCallApi.PageView;
import io.plimsoll.server.api.Page;
import io.plimsoll.server.api.Query;
import io.plimsoll.server.api.RawBody;
import io.plimsoll.server.http.Call;
import io.plimsoll.server.http.Problem;
import io.plimsoll.server.http.Router;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Who is on call, and pages. */
public final class OnCallHandlers {

    private static final int PLAN_BYTES_MAX = 4 << 20;
    private static final int PAGES_MAX = 1_000;
    private static final Duration WINDOW = Duration.ofDays(28);
    private static final Duration WINDOW_MAX = Duration.ofDays(400);

    private final Database record;
    private final PageEngine engine;

    public OnCallHandlers(Database record, PageEngine engine) {
        this.record = record;
        this.engine = engine;
    }

    public void bind(Router router) {
        router.on(OnCallApi.ON_CALL, call -> view(call, site(call)));
        router.on(OnCallApi.SET_PLAN, this::setPlan);
        router.on(OnCallApi.LOAD, this::load);
        router.on(OnCallApi.MY_BURDEN, this::burden);
        router.on(OnCallApi.PAGES, this::pages);
        router.on(OnCallApi.RAISE, this::raise);
        router.on(OnCallApi.DETAIL, this::detail);
        router.on(OnCallApi.SAY, this::say);
        router.on(OnCallApi.ALERTS, this::alerts);
        router.on(OnCallApi.ANSWER_FORM, this::form);
        router.on(OnCallApi.ANSWER, this::answer);
        router.on(OnCallApi.REDACT, call -> {
            ChatGuard.Redacted r = ChatGuard.redact(call.input().text());
            return new OnCallApi.Redacted(r.text(), r.found());
        });
        router.on(OnCallApi.PULSE, call -> new OnCallApi.Pulse(engine.alive(), engine.lastRound()));
    }

    private Site site(Call<?> call) {
        String name = call.path("site");
        return record.sites().find(name).orElseThrow(() -> Problem.notFound("site " + name));
    }

    private static Span window(Call<?> call, Instant from) {
        Instant start = call.query(Query.FROM).orElse(from);
        Instant end = call.query(Query.TO).orElse(start.plus(WINDOW));
        if (!start.isBefore(end) || Duration.between(start, end).compareTo(WINDOW_MAX) > 0) {
            throw Problem.badInput(
                    new InputProblem("query to", 0, end.toString(), "after " + start + ", at most 400 days"));
        }
        return new Span(start, end);
    }

    private OnCallApi.OnCallView view(Call<?> call, Site site) {
        Span window = window(call, call.now());
        Optional<OnCallPlanRow> row = record.pages().plan(site.name());
        Optional<OnCallPlan> plan = engine.plan(site.name());
        List<OnCallApi.Line> lines = new ArrayList<>();
        plan.ifPresent(p -> p.schedules()
                .forEach(s -> lines.add(new OnCallApi.Line(
                        s.id(),
                        s.name(),
                        s.zone().getId(),
                        Roster.now(p, s, call.now()),
                        Roster.duties(p, s, window).stream()
                                .map(d -> new OnCallApi.Turn(d.start(), d.end(), d.people(), d.source()))
                                .toList()))));
        return new OnCallApi.OnCallView(
                site.name(),
                row.map(r -> new OnCallApi.PlanInForce(
                                r.id(), r.name(), r.sha256().hex(), r.setBy(), r.setAt(), r.journalSeq()))
                        .orElse(null),
                engine.alive(),
                window.start(),
                window.end(),
                lines,
                plan.map(p -> Roster.gaps(p, window)).orElse(List.of()).stream()
                        .map(g -> new OnCallApi.Gap(g.schedule(), g.start(), g.end(), g.why()))
                        .toList(),
                plan.map(p -> p.policies().stream().map(x -> x.id()).toList()).orElse(List.of()));
    }

    private OnCallApi.OnCallView setPlan(Call<RawBody> call) throws IOException {
        Site site = site(call);
        byte[] document = call.input().stream().readNBytes(PLAN_BYTES_MAX + 1);
        if (document.length > PLAN_BYTES_MAX) {
            throw Problem.tooLarge(PLAN_BYTES_MAX);
        }
        String text = new String(document, StandardCharsets.UTF_8);
        OnCallPlan plan = PlanReader.read(text, "body");
        if (ChatGuard.redact(text).found() > 0) {
            throw Problem.badInput(new InputProblem(
                    "body", 0, "a number or address", "none: contacts belong into the vault, given by their owners"));
        }
        record.pages().setPlan(new Stamp(call.actor().name(), call.now()), site.name(), plan.name(), document);
        return view(call, site);
    }

    private OnCallApi.Load load(Call<?> call) {
        Site site = site(call);
        Span window = window(call, call.now().minus(WINDOW));
        return new OnCallApi.Load(
                window.start(),
                window.end(),
                engine.plan(site.name())
                        .flatMap(p -> Burden.group(Burden.people(p, calls(site.name(), window), window)))
                        .orElse(null));
    }

    private OnCallApi.MyBurden burden(Call<?> call) {
        Site site = site(call);
        Span window = window(call, call.now().minus(WINDOW));
        return new OnCallApi.MyBurden(
                window.start(),
                window.end(),
                engine.plan(site.name())
                        .flatMap(p -> Burden.people(p, calls(site.name(), window), window).stream()
                                .filter(x -> x.person().equals(call.actor().name()))
                                .findFirst())
                        .orElse(null));
    }

    /** Pages of the record as calls: from when somebody was paged until the page was resolved, or they were relieved. */
    private List<Burden.Call> calls(String site, Span window) {
        List<Burden.Call> out = new ArrayList<>();
        for (PageRow page : record.pages().list(site, PAGES_MAX)) {
            List<PageRow.Event> events = record.pages().events(page.id());
            Optional<Instant> end = events.stream()
                    .filter(e -> e.kind().equals("resolved"))
                    .map(PageRow.Event::at)
                    .findFirst();
            events.stream()
                    .filter(e -> e.kind().equals("paged") && window.contains(e.at()))
                    .forEach(e -> {
                        boolean took = page.state()
                                .acknowledgedBy()
                                .filter(e.who()::equals)
                                .isPresent();
                        double minutes = took
                                ? Duration.between(e.at(), end.orElse(e.at())).toSeconds() / 60.0
                                : 0;
                        out.add(new Burden.Call(e.who(), e.at(), Math.max(0, minutes)));
                    });
        }
        return out;
    }

    private Page<PageView> pages(Call<?> call) {
        return Page.whole(record.pages().list(site(call).name(), Math.min(call.limit(), PAGES_MAX)).stream()
                .map(OnCallHandlers::page)
                .toList());
    }

    private PageView raise(Call<OnCallApi.NewPage> call) {
        Site site = site(call);
        String title = ChatGuard.redact(call.input().title()).text();
        if (title.isBlank()) {
            throw Problem.badInput(new InputProblem("body /title", 0, "empty", "what is wrong, in a line"));
        }
        String policy = policy(site, call.input().policy());
        PageRow page = record.pages()
                .open(
                        new Stamp(call.actor().name(), call.now()),
                        site.name(),
                        "hand:" + call.now(),
                        title,
                        policy,
                        "hand");
        return page(engine.apply(call.actor().name(), page.id(), new PageEvent.Raised(call.now())));
    }

    private String policy(Site site, String asked) {
        OnCallPlan plan = engine.plan(site.name())
                .orElseThrow(() -> Problem.conflict("The site has no plan of on-call yet: set one first."));
        if (asked.isEmpty() && !plan.policies().isEmpty()) {
            return plan.policies().getFirst().id();
        }
        return plan.policy(asked)
                .map(p -> p.id())
                .orElseThrow(() -> Problem.badInput(new InputProblem(
                        "body /policy",
                        0,
                        asked,
                        "one of " + plan.policies().stream().map(p -> p.id()).toList())));
    }

    private PageRow own(Call<?> call) {
        Site site = site(call);
        return record.pages()
                .find(call.pathNumber("page"))
                .filter(p -> p.site().equals(site.name()))
                .orElseThrow(() -> Problem.notFound("page " + call.path("page")));
    }

    private OnCallApi.PageDetail detail(Call<?> call) {
        PageRow page = own(call);
        return new OnCallApi.PageDetail(
                page(page),
                record.pages().events(page.id()).stream()
                        .map(e -> new OnCallApi.Happened(e.at(), e.kind(), e.who(), e.says(), e.journalSeq()))
                        .toList());
    }

    private PageView say(Call<OnCallApi.Said> call) {
        PageRow page = own(call);
        String who = call.actor().name();
        PageEvent event = switch (call.input().word()) {
            case ACKNOWLEDGE -> new PageEvent.Acknowledged(call.now(), who);
            case ESCALATE -> new PageEvent.Escalated(call.now(), who);
            case RESOLVE -> new PageEvent.Resolved(call.now(), who);
        };
        return page(engine.apply(who, page.id(), event));
    }

    private OnCallApi.Taken alerts(Call<RawBody> call) {
        Site site = site(call);
        Alertmanager.Delivery delivery = Alertmanager.read(call.input().stream(), call.now());
        Stamp stamp = new Stamp(call.actor().name(), call.now());
        String policy = policy(site, delivery.policy());
        int opened = 0;
        int joined = 0;
        int closed = 0;
        for (Alert a : delivery.alerts()) {
            if (a.firing()) {
                PageRow page = record.pages()
                        .open(
                                stamp,
                                site.name(),
                                a.group(),
                                ChatGuard.redact(a.title()).text(),
                                policy,
                                a.fingerprint());
                boolean fresh = page.seen() == 1;
                opened += fresh ? 1 : 0;
                joined += fresh ? 0 : 1;
                if (fresh) {
                    engine.apply(stamp.actor(), page.id(), new PageEvent.Raised(call.now()));
                }
            } else {
                Optional<PageRow> over = record.pages().ended(stamp, site.name(), a.group(), a.fingerprint());
                over.ifPresent(
                        p -> engine.apply(stamp.actor(), p.id(), new PageEvent.Resolved(call.now(), "the alert")));
                closed += over.isPresent() ? 1 : 0;
            }
        }
        return new OnCallApi.Taken(opened, joined, closed, delivery.alerts().size() - opened - joined - closed);
    }

    private Download form(Call<?> call) {
        call.path("code");
        return Download.of("text/html", "", """
                <!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
                <title>Take the page</title><form method="post"><button>I take this page</button></form></html>
                """.getBytes(StandardCharsets.UTF_8));
    }

    private OnCallApi.Answered answer(Call<?> call) {
        PageRow page = engine.answer(call.path("code")).orElseThrow(() -> Problem.notFound("a page for this link"));
        return new OnCallApi.Answered("page " + page.id() + " is "
                + page.state().status().name().toLowerCase(java.util.Locale.ROOT)
                + page.state().acknowledgedBy().map(b -> " by " + b).orElse(""));
    }

    private static PageView page(PageRow p) {
        return new PageView(
                p.id(),
                p.title(),
                p.policy(),
                p.state().status(),
                p.raisedAt(),
                p.raisedBy(),
                p.state().step(),
                p.state().due().orElse(null),
                p.state().paged().stream().sorted().toList(),
                p.state().acknowledgedBy().orElse(null),
                p.seen(),
                p.journalSeq());
    }
}
