/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.server.campaign;

import io.plimsoll.acceptance.Fingerprint;
import io.plimsoll.acceptance.campaign.run.CampaignEvent;
import io.plimsoll.acceptance.campaign.run.CampaignModel;
import io.plimsoll.acceptance.campaign.run.CampaignState;
import io.plimsoll.acceptance.campaign.run.CampaignStatus;
import io.plimsoll.acceptance.campaign.run.Launcher;
import io.plimsoll.acceptance.campaign.run.RunTask;
import io.plimsoll.postgres.CampaignRow;
import io.plimsoll.postgres.Database;
import io.plimsoll.postgres.NewCampaign;
import io.plimsoll.postgres.NodeSerials;
import io.plimsoll.postgres.RecordRefusedException;
import io.plimsoll.postgres.Stamp;
import io.plimsoll.server.handlers.PlanShelf;
import io.plimsoll.server.handlers.RunFinisher;
import io.plimsoll.server.http.Problem;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** All campaigns that are not over, each moved by its own actor. */
public final class CampaignEngine implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger("io.plimsoll.server.campaign");

    private final Database record;
    private final RunFinisher finisher;
    private final InstantSource clock;
    private final Map<String, Launcher> launchers;
    private final AgentDesk desk;
    private final IdleDesk idle;
    private final AgentReports reports;
    private final Gathered<NodeSerials> serials;
    private final Map<Long, CampaignActor> actors = new ConcurrentHashMap<>();

    /** @param launchers by name; {@code agent} is always there */
    public CampaignEngine(
            Database record,
            RunFinisher finisher,
            PlanShelf shelf,
            InstantSource clock,
            Map<String, Launcher> launchers) {
        this.record = record;
        this.finisher = finisher;
        this.clock = clock;
        this.launchers = Map.copyOf(launchers);
        this.serials = new Gathered<>(record.line()::serials);
        this.desk = new AgentDesk(clock, (campaign, event) -> actor(campaign).ifPresent(a -> a.tell(event)));
        this.idle = new IdleDesk(record, shelf, desk, clock);
        this.reports = new AgentReports(record, this, clock);
    }

    /** Goes on with every campaign that is not over. */
    public void start() {
        idle.start();
        for (CampaignRow row : record.campaigns().open()) {
            if (has(row.launcher())) {
                open(row);
            } else {
                LOG.log(
                        System.Logger.Level.WARNING,
                        "campaign " + row.name() + " stands still: this server has no launcher '" + row.launcher()
                                + "'");
            }
        }
    }

    public AgentDesk desk() {
        return desk;
    }

    /** Checks of nodes that are not in use. */
    public IdleDesk idle() {
        return idle;
    }

    public AgentReports reports() {
        return reports;
    }

    /** Whether campaigns can run with that launcher here. */
    public boolean has(String launcher) {
        return launcher.equals("agent") || launchers.containsKey(launcher);
    }

    /** Puts a campaign on the record and begins it. */
    public long create(Stamp stamp, String site, NewCampaign campaign) {
        long id = record.campaigns().create(stamp, site, campaign);
        open(record.campaigns().find(id).orElseThrow());
        return id;
    }

    private void open(CampaignRow row) {
        CampaignFile file = CampaignFile.read(record.campaigns().document(row.id()));
        List<RunTask> added = record.campaigns().added(row.id());
        CampaignModel model = file.model(row.launcher()).with(added);
        CampaignState state = CampaignState.restored(
                model, row.status(), row.endsIn(), record.campaigns().tasks(row.id()));
        Hands hands = hands(row);
        NodeRuns runs = new NodeRuns(
                row, file.request().testPlan(), file.request().carryOver(), record, finisher, clock, hands::drain);
        JointDesk joint = JointDesk.of(record, row, file, added);
        CampaignActor actor = new CampaignActor(row, file, state, record.campaigns(), clock, runs, hands, joint);
        actors.put(row.id(), actor);
        actor.start();
        if (row.status() == CampaignStatus.PLANNED) {
            actor.tell(new CampaignEvent.Begun());
        }
    }

    private Hands hands(CampaignRow row) {
        if (row.launcher().equals("agent")) {
            return desk.hands(row.site());
        }
        Launcher launcher = launchers.get(row.launcher());
        if (launcher == null) {
            throw new RecordRefusedException("this server has no launcher '" + row.launcher() + "'");
        }
        return new LauncherHands(launcher, row, record, clock, () -> actors.get(row.id()));
    }

    /** The actor of a campaign that is not over. */
    Optional<CampaignActor> actor(long campaign) {
        return Optional.ofNullable(actors.get(campaign)).filter(a -> !a.over());
    }

    /** How a campaign stands now; rebuilt from the record where it is over. */
    public CampaignState state(CampaignRow row, CampaignFile file) {
        CampaignActor actor = actors.get(row.id());
        return actor != null
                ? actor.state()
                : CampaignState.restored(
                        file.model(row.launcher()).with(record.campaigns().added(row.id())),
                        row.status(),
                        row.endsIn(),
                        record.campaigns().tasks(row.id()));
    }

    /** The results of a campaign's tests of several nodes; read again from the record where it is over. */
    JointDesk joint(CampaignRow row, CampaignFile file) {
        CampaignActor actor = actors.get(row.id());
        return actor != null
                ? actor.joint()
                : JointDesk.of(record, row, file, record.campaigns().added(row.id()));
    }

    /** The documents of a campaign. */
    public CampaignFile file(CampaignRow row) {
        CampaignActor actor = actors.get(row.id());
        return actor != null
                ? actor.file()
                : CampaignFile.read(record.campaigns().document(row.id()));
    }

    /** What of a fingerprint the record knows to be otherwise. */
    public Optional<String> lieOf(String site, String node, Fingerprint fingerprint) {
        return TaskResults.lieOf(serials(site, node), fingerprint);
    }

    /** The serials that the record has of a node. */
    NodeSerials serials(String site, String node) {
        return serials.of(site, node).orElseThrow(() -> Problem.notFound("node " + node));
    }

    /** Tells a campaign what a person wants, and waits until that is on the record. */
    public void tell(long campaign, CampaignEvent event) {
        CampaignActor actor =
                actor(campaign).orElseThrow(() -> new RecordRefusedException("campaign " + campaign + " is over"));
        actor.tell(event, new Payload.None()).join();
    }

    @Override
    public void close() {
        idle.close();
        desk.wake();
        actors.values().forEach(CampaignActor::close);
        actors.values().forEach(a -> a.runs().close());
    }
}
