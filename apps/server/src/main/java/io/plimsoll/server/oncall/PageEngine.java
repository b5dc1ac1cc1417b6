/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.server.oncall;

import io.plimsoll.model.Sha256;
import io.plimsoll.oncall.escalate.Escalation;
import io.plimsoll.oncall.escalate.PageEvent;
import io.plimsoll.oncall.escalate.Policy;
import io.plimsoll.oncall.read.PlanReader;
import io.plimsoll.oncall.schedule.OnCallPlan;
import io.plimsoll.oncall.schedule.Roster;
import io.plimsoll.oncall.vault.ContactVault;
import io.plimsoll.oncall.vault.VaultStore;
import io.plimsoll.postgres.Database;
import io.plimsoll.postgres.OnCallPlanRow;
import io.plimsoll.postgres.PageRow;
import io.plimsoll.postgres.Stamp;
import io.plimsoll.relay.Message;
import io.plimsoll.relay.Receipt;
import io.plimsoll.relay.Relay;
import io.plimsoll.server.http.Json;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * The escalation actor. Each round it steps pages whose timer has come and sends messages that wait; both lie in the record, so a
 * crash delays them and loses none. Whoever changes a page nudges it.
 */
public final class PageEngine implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger("io.plimsoll.server.oncall");
    private static final String ACTOR = "pager";
    private static final int BATCH = 100;
    private static final int ATTEMPTS_MAX = 4;
    private static final Duration EVERY = Duration.ofMillis(500);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration SILENCE = Duration.ofSeconds(30);

    private record Plan(long id, OnCallPlan plan) {}

    /** A receipt, and who waits until it is kept. */
    private record Told(Receipt receipt, CompletableFuture<Boolean> kept) {}

    private final Database record;
    private final ContactVault vault;
    private final Relay relay;
    private final Supplier<String> baseUrl;
    private final InstantSource clock;
    private final SecureRandom random;
    private final Map<String, Plan> plans = new ConcurrentHashMap<>();
    private final Semaphore nudges = new Semaphore(0);
    private final BlockingQueue<Told> told = new LinkedBlockingQueue<>(BATCH);
    private final Thread thread;
    private volatile boolean closed;
    private volatile Instant lastRound;

    public PageEngine(
            Database record,
            ContactVault vault,
            Relay relay,
            Supplier<String> baseUrl,
            InstantSource clock,
            SecureRandom random) {
        this.record = record;
        this.vault = vault;
        this.relay = relay;
        this.baseUrl = baseUrl;
        this.clock = clock;
        this.random = random;
        this.lastRound = clock.instant();
        this.thread = Thread.ofVirtual().name("pager").unstarted(this::run);
    }

    public void start() {
        relay.listen(this::tell);
        thread.start();
    }

    public void nudge() {
        nudges.release();
    }

    public Instant lastRound() {
        return lastRound;
    }

    /** Whether the actor went round lately; its silence is for somebody outside to notice. */
    public boolean alive() {
        return Duration.between(lastRound, clock.instant()).compareTo(SILENCE) < 0;
    }

    /** The plan in force; empty if nobody has set one. */
    public Optional<OnCallPlan> plan(String site) {
        Optional<OnCallPlanRow> row = record.pages().plan(site);
        return row.map(r -> plans.compute(
                        site,
                        (k, known) -> known != null && known.id() == r.id()
                                ? known
                                : new Plan(
                                        r.id(),
                                        PlanReader.read(
                                                new String(r.document(), StandardCharsets.UTF_8), "plan " + r.id())))
                .plan());
    }

    /** Something happens to a page. */
    public PageRow apply(String actor, long page, PageEvent event) {
        PageRow after = record.pages().apply(new Stamp(actor, event.at()), page, event, p -> step(p, event));
        nudge();
        return after;
    }

    private Escalation.Outcome step(PageRow page, PageEvent event) {
        Optional<OnCallPlan> plan = plan(page.site());
        Policy policy = plan.flatMap(p -> p.policy(page.policy()))
                .orElse(new Policy(page.policy(), List.of(), 0, Duration.ZERO));
        return Escalation.step(policy, page.state(), event, (target, at) -> switch (target) {
            case Policy.Target.Person p -> List.of(p.person());
            case Policy.Target.OnCall s ->
                plan.flatMap(x -> x.schedule(s.schedule()))
                        .map(x -> Roster.now(plan.orElseThrow(), x, at))
                        .orElse(List.of());
        });
    }

    /** Whoever got the message with this code takes its page. @return the page; empty if the code is unknown */
    public Optional<PageRow> answer(String code) {
        return record.pages()
                .byCode(Sha256.of(code))
                .map(n -> apply(n.person(), n.page(), new PageEvent.Acknowledged(clock.instant(), n.person())));
    }

    /** Receipts are kept by the actor itself, so none overtakes the row of the message that it is of. Waits until that is done. */
    private void tell(Receipt receipt) {
        Told mine = new Told(receipt, new CompletableFuture<>());
        if (closed || !told.offer(mine)) {
            throw new IllegalStateException("no room for a receipt now");
        }
        nudge();
        mine.kept().orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS).join();
    }

    private void keep(Told t) {
        try {
            Receipt r = t.receipt();
            record.pages().receipt(new Stamp(ACTOR, clock.instant()), r.kind().name(), r.id(), r.delivered(), r.says());
            t.kept().complete(true);
        } catch (RuntimeException e) {
            t.kept().completeExceptionally(e);
            throw e;
        }
    }

    /** One round. */
    void round() {
        Instant now = clock.instant();
        for (Told t = told.poll(); t != null; t = told.poll()) {
            keep(t);
        }
        record.pages().fresh(BATCH).forEach(p -> apply(ACTOR, p.id(), new PageEvent.Raised(now)));
        record.pages().due(now, BATCH).forEach(p -> apply(ACTOR, p.id(), new PageEvent.Timer(now)));
        record.pages().queued(now, BATCH).forEach(this::send);
        lastRound = clock.instant();
    }

    private void send(PageRow.Notice notice) {
        Instant now = clock.instant();
        Stamp stamp = new Stamp(ACTOR, now);
        PageRow page = record.pages().find(notice.page()).orElseThrow();
        String link = "";
        if (!notice.over()) {
            byte[] bytes = new byte[18];
            random.nextBytes(bytes);
            String code = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
            record.pages().arm(stamp, notice.id(), Sha256.of(code));
            link = baseUrl.get() + "/api/answers/" + code;
        }
        String subject = notice.over() ? "Over: " + page.title() : page.title();
        Message message = new Message(
                subject,
                page.site() + ", page " + page.id() + ": " + (notice.over() ? notice.says() : page.title()),
                link,
                "notice-" + notice.id());
        List<VaultStore.Row> left = vault.of(notice.person()).stream()
                .filter(w -> !notice.givenUp().contains(w.handle()))
                .toList();
        Relay.Outcome out = relay.send(left, message, row -> opened(row, page, now));
        boolean again = !out.sent() && out.retry() && notice.attempts() + 1 < ATTEMPTS_MAX;
        record.pages()
                .sent(
                        stamp,
                        notice,
                        out.sent() ? "SENT" : "FAILED",
                        out.sent() ? out.kind() : out.says(),
                        out.way(),
                        out.says(),
                        again ? Optional.of(now.plusSeconds(1L << notice.attempts())) : Optional.empty());
        if (!out.sent() && !again && !notice.over()) {
            apply(ACTOR, notice.page(), new PageEvent.Undeliverable(now, notice.person()));
        }
    }

    /** First on the record, then in the clear. */
    private Optional<io.plimsoll.oncall.vault.Contact> opened(VaultStore.Row row, PageRow page, Instant now) {
        record.journal()
                .append(
                        new Stamp(ACTOR, now),
                        "contact.used",
                        page.site(),
                        row.person(),
                        Json.MAPPER.writeValueAsString(Map.of("handle", row.handle(), "purpose", "page " + page.id())));
        return vault.open(row.handle());
    }

    private void run() {
        while (!closed) {
            try {
                round();
            } catch (RuntimeException e) {
                // The kind only: words of a failure could hold what must not be in a log.
                LOG.log(
                        System.Logger.Level.WARNING,
                        "a round of the pager failed with " + e.getClass().getName() + "; the next one tries again");
            }
            try {
                if (nudges.tryAcquire(EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
                    nudges.drainPermits();
                }
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        nudge();
        try {
            thread.join(Duration.ofSeconds(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        relay.close();
    }
}
