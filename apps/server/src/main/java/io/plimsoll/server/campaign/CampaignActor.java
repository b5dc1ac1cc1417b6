/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.server.campaign;

import io.plimsoll.acceptance.campaign.joint.JointResult;
import io.plimsoll.acceptance.campaign.joint.JointVerdict;
import io.plimsoll.acceptance.campaign.run.CampaignCommand;
import io.plimsoll.acceptance.campaign.run.CampaignEvent;
import io.plimsoll.acceptance.campaign.run.CampaignModel;
import io.plimsoll.acceptance.campaign.run.CampaignRun;
import io.plimsoll.acceptance.campaign.run.CampaignState;
import io.plimsoll.acceptance.campaign.run.CampaignStatus;
import io.plimsoll.acceptance.campaign.run.Leftover;
import io.plimsoll.acceptance.campaign.run.RunTask;
import io.plimsoll.acceptance.campaign.run.TaskOrder;
import io.plimsoll.acceptance.campaign.run.TaskState;
import io.plimsoll.acceptance.campaign.run.TaskStatus;
import io.plimsoll.model.Sha256;
import io.plimsoll.model.Verdict;
import io.plimsoll.postgres.CampaignRow;
import io.plimsoll.postgres.CampaignSave;
import io.plimsoll.postgres.Campaigns;
import io.plimsoll.postgres.Stamp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

/** One running campaign: takes events from many threads, moves alone, writes before it answers. */
final class CampaignActor implements AutoCloseable {

    /** What became of an event of an attempt. */
    enum Heard {
        COUNTED,
        KNOWN,
        ASIDE
    }

    private static final System.Logger LOG = System.getLogger("io.plimsoll.server.campaign");
    private static final int BATCH_MAX = 512;
    private static final Duration TICK = Duration.ofSeconds(1);
    private static final Duration LOOK = Duration.ofMillis(250);

    private record Incoming(CampaignEvent event, Payload payload, CompletableFuture<Heard> heard) {}

    private final CampaignRow row;
    private final CampaignFile file;
    private final Campaigns record;
    private final InstantSource clock;
    private final NodeRuns runs;
    private final Hands hands;
    private final JointDesk joint;
    private final AtomicBoolean looking = new AtomicBoolean();
    private final BlockingQueue<Incoming> queue = new LinkedBlockingQueue<>();
    private final Thread thread;
    /** Tasks that run since the record was last written, in the actor's own thread: they ride along with the next write. */
    private final Map<String, TaskState> owed = new HashMap<>();
    /** When the actor's own thread last asked whether a look is due. */
    private Instant asked = Instant.EPOCH;

    private volatile CampaignState state;
    private volatile boolean closed;

    CampaignActor(
            CampaignRow row,
            CampaignFile file,
            CampaignState state,
            Campaigns record,
            InstantSource clock,
            NodeRuns runs,
            Hands hands,
            JointDesk joint) {
        this.row = row;
        this.file = file;
        this.state = state;
        this.record = record;
        this.clock = clock;
        this.runs = runs;
        this.hands = hands;
        this.joint = joint;
        this.thread = Thread.ofVirtual().name("campaign-" + row.id()).unstarted(this::run);
    }

    /** Goes on from where the record left the campaign: workloads are adopted, nodes that came to their end are finished. */
    void start() {
        hands.begin(nodes());
        state.held().forEach((id, task) -> {
            RunTask planned = state.model().task(id).orElseThrow();
            if (task.status() == TaskStatus.LEASED || task.status() == TaskStatus.RUNNING) {
                hands.start(order(planned, task.attempt()), task);
            } else {
                hands.start(order(planned, task.attempt()), task);
                hands.cancel(order(planned, task.attempt()));
            }
        });
        state.settledNodes().forEach(n -> runs.settle(n, decided -> joint.cutShort(n, decided, state)));
        thread.start();
    }

    CampaignRow row() {
        return row;
    }

    CampaignFile file() {
        return file;
    }

    CampaignState state() {
        return state;
    }

    JointDesk joint() {
        return joint;
    }

    NodeRuns runs() {
        return runs;
    }

    /** Tells the campaign something; it is acted on soon. */
    void tell(CampaignEvent event) {
        queue.add(new Incoming(event, new Payload.None(), new CompletableFuture<>()));
    }

    /** Tells the campaign something, and how that was taken once it is on the record. */
    CompletableFuture<Heard> tell(CampaignEvent event, Payload payload) {
        CompletableFuture<Heard> heard = new CompletableFuture<>();
        queue.add(new Incoming(event, payload, heard));
        return heard;
    }

    private void run() {
        Instant ticked = Instant.EPOCH;
        while (!closed) {
            try {
                List<Incoming> batch = new ArrayList<>();
                Incoming first = queue.poll(100, TimeUnit.MILLISECONDS);
                if (first != null) {
                    batch.add(first);
                    queue.drainTo(batch, BATCH_MAX - 1);
                }
                Instant now = clock.instant();
                if (Duration.between(ticked, now).abs().compareTo(TICK) >= 0) {
                    ticked = now;
                    hands.tick(row.id(), state.model(), now);
                    batch.add(new Incoming(new CampaignEvent.Tick(), new Payload.None(), new CompletableFuture<>()));
                }
                if (!batch.isEmpty()) {
                    round(batch, now);
                }
                if (state.status() == CampaignStatus.RUNNING && !looking.get() && lookIsDue(now)) {
                    looking.set(true);
                    Thread.ofVirtual().name("joint-" + row.id()).start(this::look);
                }
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                LOG.log(System.Logger.Level.WARNING, "campaign " + row.name() + ": a round failed", e);
            }
        }
    }

    /** Goes over every node and task, so it is not asked after each batch. */
    private boolean lookIsDue(Instant now) {
        if (Duration.between(asked, now).abs().compareTo(LOOK) < 0) {
            return false;
        }
        asked = now;
        return joint.due(state);
    }

    /** Looks at the tests of several nodes, and waits until what comes of it is on the record. */
    private void look() {
        try {
            JointDesk.Outcome outcome = joint.look(state);
            List<CompletableFuture<Heard>> told = new ArrayList<>();
            for (JointVerdict v : outcome.verdicts()) {
                boolean on = runs.goesOn(v.node(), v.test(), v.verdict(), clock.instant());
                Optional<Long> run = v.evidence().isEmpty() ? Optional.empty() : runs.run(v.node());
                Payload payload = run.isPresent() ? new Payload.Decides(run.get(), v) : new Payload.None();
                told.add(tell(
                        new CampaignEvent.Decided(
                                CampaignFile.decisionTask(v.test(), v.node()),
                                on,
                                v.verdict() == Verdict.PASS ? "" : v.verdict() + ": " + v.reason()),
                        payload));
            }
            if (!outcome.tasks().isEmpty()) {
                told.add(tell(new CampaignEvent.Added(outcome.tasks()), new Payload.Asks(outcome.why())));
            }
            CompletableFuture.allOf(told.toArray(CompletableFuture[]::new)).join();
        } catch (RuntimeException e) {
            joint.again();
            LOG.log(System.Logger.Level.WARNING, "campaign " + row.name() + ": verdicts could not be given", e);
        } finally {
            looking.set(false);
        }
    }

    /** What one batch comes to, before it is written. */
    private final class Batch {
        private CampaignState next = state;
        private final List<CampaignCommand> commands = new ArrayList<>();
        private final Map<String, TaskState> moved = new HashMap<>();
        private final List<CampaignSave.Begin> begins = new ArrayList<>();
        private final List<CampaignSave.Counted> results = new ArrayList<>();
        private final List<CampaignSave.Apart> apart = new ArrayList<>();
        private final List<CampaignSave.Added> added = new ArrayList<>();
        private final List<CampaignSave.Decided> decided = new ArrayList<>();
        private final List<Heard> heard = new ArrayList<>();

        void take(Incoming told, Instant now) {
            Incoming in = new Incoming(ofRack(told), told.payload, told.heard);
            if (in.payload instanceof Payload.Begins begins) {
                begins.without()
                        .forEach(task -> step(new CampaignEvent.NotApplicable(task, "the node has no such part"), now));
                begins.done().forEach((task, why) -> step(new CampaignEvent.NotApplicable(task, why), now));
            }
            Optional<TaskState> before = stateOf(in.event);
            CampaignRun.Step step = step(in.event, now);
            Heard how = heard(in.event, before, step);
            heard.add(how);
            switch (in.payload) {
                case Payload.None ignored -> {}
                case Payload.Begins b -> {
                    if (how == Heard.COUNTED) {
                        begins.add(new CampaignSave.Begin(b.node(), b.run(), b.carried()));
                    }
                }
                case Payload.Decides d -> {
                    if (in.event instanceof CampaignEvent.Decided e
                            && step.moved().contains(e.task())) {
                        decided.add(new CampaignSave.Decided(d.run(), d.verdict()));
                    }
                }
                case Payload.Asks asks ->
                    step.moved().stream()
                            .filter(asks.why()::containsKey)
                            .forEach(id -> added.add(new CampaignSave.Added(
                                    next.model().task(id).orElseThrow(),
                                    asks.why().getOrDefault(id, ""))));
                case Payload.Measured m -> measured((CampaignEvent.OfAttempt) in.event, m, how);
            }
        }

        /**
         * A rack's test ends with the last of its nodes; the others' reports only keep it alive. Which one is the last is
         * decided here, by one thread, so that no result is written after the end that it belongs before.
         */
        private CampaignEvent ofRack(Incoming told) {
            if (!(told.event instanceof CampaignEvent.TaskEnded e
                    && told.payload instanceof Payload.Measured m
                    && m.own())) {
                return told.event;
            }
            RunTask task = next.model().task(e.task()).orElseThrow();
            return joint.reported(task, e.attempt(), m.node(), m.outcome().verdict())
                    ? e
                    : new CampaignEvent.LeaseKept(e.task(), e.attempt());
        }

        private CampaignRun.Step step(CampaignEvent event, Instant now) {
            CampaignRun.Step step = CampaignRun.step(next, event, now);
            next = step.state();
            commands.addAll(step.commands());
            step.moved().forEach(id -> moved.put(id, next.task(id)));
            return step;
        }

        private Optional<TaskState> stateOf(CampaignEvent event) {
            return event instanceof CampaignEvent.TaskEnded e
                            && next.model().task(e.task()).isPresent()
                    ? Optional.of(next.task(e.task()))
                    : Optional.empty();
        }

        private static Heard heard(CampaignEvent event, Optional<TaskState> before, CampaignRun.Step step) {
            if (!(event instanceof CampaignEvent.TaskEnded e) || before.isEmpty()) {
                return Heard.KNOWN;
            }
            if (step.commands().contains(new CampaignCommand.KeepAside(e.task(), e.attempt()))) {
                return Heard.ASIDE;
            }
            return step.moved().contains(e.task()) ? Heard.COUNTED : Heard.KNOWN;
        }

        private void measured(CampaignEvent.OfAttempt event, Payload.Measured m, Heard how) {
            RunTask task = next.model().task(event.task()).orElseThrow();
            TaskState now = next.task(event.task());
            boolean member = !(event instanceof CampaignEvent.TaskEnded);
            if (how == Heard.KNOWN && !(member && now.attempt() == event.attempt())) {
                return;
            }
            boolean ended = now.status() == TaskStatus.ENDED;
            boolean alone = task.nodes().size() == 1 && how == Heard.COUNTED && ended;
            boolean own = m.own() && how != Heard.ASIDE && m.outcome().verdict() != Verdict.ERROR;
            if (m.run() > 0 && (alone || own)) {
                results.add(new CampaignSave.Counted(m.run(), m.node(), m.outcome()));
                return;
            }
            apart.add(apart(event, task, m, how == Heard.COUNTED && ended && !m.own()));
        }

        private CampaignSave.Apart apart(
                CampaignEvent.OfAttempt event, RunTask task, Payload.Measured m, boolean counted) {
            int round = task.nodes().size() == 1
                    ? 0
                    : joint.test(task.test()).map(t -> file.round(t, task.id())).orElse(0);
            return new CampaignSave.Apart(
                    event.task(),
                    event.attempt(),
                    task.test(),
                    m.own() ? List.of(m.node()) : task.nodes(),
                    counted,
                    m.outcome().verdict(),
                    m.outcome().measurements(),
                    m.outcome().reason(),
                    m.outcome().startedAt(),
                    m.outcome().endedAt(),
                    m.outcome().log(),
                    round,
                    m.outcome().tool(),
                    m.figure());
        }

        CampaignSave save() {
            Optional<CampaignSave.Move> move = next.status() == state.status()
                    ? Optional.empty()
                    : Optional.of(new CampaignSave.Move(next.status(), next.end(), ""));
            Map<String, TaskState> tasks = new HashMap<>(owed);
            tasks.putAll(moved);
            return new CampaignSave(tasks, move, begins, results, apart, added, decided);
        }

        /**
         * Nothing happened but that tasks which were handed out run now. Thousands say so at once when a campaign begins, each says
         * it again every second, and a task that is on the record as handed out is adopted after a restart like one that runs: so
         * it need not be on the record before anything else goes on.
         */
        boolean mayWait() {
            return commands.isEmpty()
                    && next.status() == state.status()
                    && Stream.of(begins, results, apart, added, decided).allMatch(List::isEmpty)
                    && moved.entrySet().stream()
                            .allMatch(m -> m.getValue().status() == TaskStatus.RUNNING
                                    && state.task(m.getKey()).status() == TaskStatus.LEASED);
        }
    }

    private void round(List<Incoming> incoming, Instant now) {
        Batch batch = new Batch();
        incoming.forEach(in -> batch.take(in, now));
        boolean tick = incoming.stream().anyMatch(in -> in.event instanceof CampaignEvent.Tick);
        if (batch.mayWait() && !tick) {
            owed.putAll(batch.moved);
            heard(incoming, batch);
            return;
        }
        CampaignSave save = batch.save();
        boolean nothing = save.tasks().isEmpty()
                && save.move().isEmpty()
                && save.apart().isEmpty()
                && save.results().isEmpty();
        Map<String, String> refused = Map.of();
        if (!nothing) {
            try {
                CampaignSave.Saved saved =
                        record.save(new Stamp("campaign:" + row.name(), now), row.site(), row.id(), save);
                runs.began(saved.runs());
                joint.add(counted(save, saved));
                refused = saved.refused();
            } catch (RuntimeException e) {
                incoming.forEach(in -> in.heard.completeExceptionally(e));
                throw e;
            }
        }
        owed.clear();
        heard(incoming, batch);
        refused.forEach((node, why) -> tell(new CampaignEvent.NodeOut(node, why)));
        batch.commands.forEach(this::obey);
        if (state.status().over()) {
            hands.over(row.id(), nodes());
            closed = true;
        }
    }

    private void heard(List<Incoming> incoming, Batch batch) {
        state = batch.next;
        for (int i = 0; i < incoming.size(); i++) {
            incoming.get(i).heard.complete(batch.heard.get(i));
        }
    }

    private static List<JointResult> counted(CampaignSave save, CampaignSave.Saved saved) {
        List<JointResult> out = new ArrayList<>();
        for (int i = 0; i < save.apart().size(); i++) {
            CampaignSave.Apart a = save.apart().get(i);
            if (a.counted() && a.nodes().size() > 1) {
                out.add(new JointResult(
                        saved.apart().get(i),
                        a.task(),
                        a.test(),
                        a.round(),
                        a.nodes(),
                        a.verdict(),
                        a.figure(),
                        Sha256.of(a.log()),
                        a.tool()));
            }
        }
        return out;
    }

    private List<String> nodes() {
        return file.request().nodes().stream().map(n -> n.name()).toList();
    }

    private void obey(CampaignCommand command) {
        switch (command) {
            case CampaignCommand.Start s -> {
                RunTask task = state.model().task(s.task()).orElseThrow();
                hands.start(order(task, s.attempt()), state.task(s.task()));
            }
            case CampaignCommand.Cancel c ->
                hands.cancel(order(state.model().task(c.task()).orElseThrow(), c.attempt()));
            case CampaignCommand.KeepAside ignored -> {}
            case CampaignCommand.Settle s -> runs.settle(s.node(), decided -> joint.cutShort(s.node(), decided, state));
            case CampaignCommand.ProveGone ignored -> Thread.ofVirtual().start(this::prove);
        }
    }

    private void prove() {
        try {
            List<Leftover> left = hands.leftovers(row.id());
            runs.awaitFinished();
            tell(new CampaignEvent.Proved(left));
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "campaign " + row.name() + ": cannot prove that all is gone", e);
        }
    }

    private TaskOrder order(RunTask task, int attempt) {
        String tool =
                file.request().testPlan().test(task.test()).map(t -> t.tool()).orElse("built-in:" + task.test());
        return new TaskOrder(
                String.valueOf(row.id()),
                task.id(),
                attempt,
                task.test(),
                row.testPlan(),
                tool,
                task.nodes(),
                task.expected(),
                task.limit());
    }

    CampaignModel model() {
        return state.model();
    }

    boolean over() {
        return state.status() == CampaignStatus.STOPPED || state.status() == CampaignStatus.FINISHED;
    }

    @Override
    public void close() {
        closed = true;
        try {
            thread.join(Duration.ofSeconds(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
