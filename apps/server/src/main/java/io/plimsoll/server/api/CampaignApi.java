/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.server.api;

import static io.plimsoll.server.api.Permission.*;
import static io.plimsoll.server.api.Shape.json;
import static io.plimsoll.server.api.Shape.page;

import io.plimsoll.acceptance.campaign.run.CampaignStatus;
import io.plimsoll.acceptance.campaign.run.TaskStatus;
import io.plimsoll.acceptance.locate.FaultKind;
import io.plimsoll.model.UnitState;
import io.plimsoll.model.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Campaigns: a test plan run over many nodes under the power that is there; and the agents that run it. */
public final class CampaignApi {

    private CampaignApi() {}

    /**
     * @param plan a test plan's name
     * @param nodes empty for every node that is CABLED
     * @param nodeWatts what one node draws at full load; needed with a power limit
     * @param launcher {@code agent}, {@code slurm}, {@code ssh} or {@code kubernetes}; left out, the agents
     * @param dryRun plans and keeps nothing
     * @param carryOverDays a test that a node passed within so many days, on parts that are still there, is not run again; left
     *     out, every test is run
     */
    public record NewCampaign(
            String name,
            String plan,
            @LengthMax(100_000) List<String> nodes,
            @Nullable Instant deadline,
            @Nullable Long hallWatts,
            @Nullable Long rackWatts,
            @Nullable Long rampWattsPerMinute,
            @Nullable Integer nodeWatts,
            @Nullable Integer nodeCap,
            @Nullable String launcher,
            @Nullable Long seed,
            @Nullable Boolean dryRun,
            @Nullable Integer carryOverDays) {}

    public record CampaignItem(
            long id,
            String name,
            String site,
            String plan,
            String launcher,
            CampaignStatus status,
            Instant createdAt,
            @Nullable Instant startedAt,
            @Nullable Instant deadline,
            Instant predictedEnd) {}

    /**
     * @param id 0 for a dry run
     * @param criteria the learned criteria that it is judged by; null for the plan's own
     * @param expectedLeak what shipping now would let through; null where no source says
     */
    public record CampaignView(
            long id,
            String name,
            String site,
            String plan,
            String planSha256,
            @Nullable String criteria,
            String launcher,
            CampaignStatus status,
            Instant createdAt,
            @Nullable Instant startedAt,
            @Nullable Instant deadline,
            Instant predictedEnd,
            TaskCounts tasks,
            NodeCounts nodes,
            @Nullable LeakView expectedLeak,
            PowerView power,
            List<TestView> tests,
            List<NotFittingView> notFitting) {}

    /**
     * @param running of which somebody said that they run
     * @param waiting whose turn has not come, or that were handed out and nobody has said to have begun
     * @param stopped cancelled or lost: will not run
     */
    public record TaskCounts(int total, int done, int running, int waiting, int stopped) {}

    public record NodeCounts(int accepted, int failed, int undecided, int notRun, int waived) {}

    /** @param interruptedGpuHours null without the terms that they follow from; see the price of a skip */
    public record LeakView(
            double badNodes,
            double low,
            double high,
            @Nullable Double interruptedGpuHours,
            @Nullable Long creditsCents,
            List<String> sources) {}

    /** @param limitWatts of a hall; null for none */
    public record PowerView(
            long nowWatts, long peakWatts, @Nullable Long limitWatts, List<RackPower> racks) {}

    public record RackPower(
            String rack, long watts, @Nullable Long limit) {}

    public record TestView(
            String id, String title, String stage, String scope, boolean required, int tasks, int done, int failed) {}

    public record NotFittingView(String test, boolean required, int nodes, String reason) {}

    /**
     * @param tests the columns
     * @param codes what each letter means
     */
    public record Matrix(List<String> tests, Map<String, String> codes, List<MatrixRow> nodes) {}

    /** @param cells one letter a test */
    public record MatrixRow(String name, String rack, UnitState state, String cells) {}

    /**
     * Which parts the tests of pairs speak against.
     *
     * @param test of which this is; the last one with results if none was asked for
     * @param tests of pairs that the campaign has
     * @param parts the most suspect first, at most 5,000, those in question always among them
     * @param partsTotal how many the fabric has
     * @param condemned parts that are bad for sure, or of which one is and no test so far can say which
     * @param undecided nodes that are neither condemned nor cleared
     * @param next what would tell most, best first; what the campaign asks for itself is among its tasks
     */
    public record LocalisationView(
            Instant at,
            String test,
            List<String> tests,
            int rounds,
            int observations,
            List<PartView> parts,
            int partsTotal,
            List<NextView> next,
            List<PartView> condemned,
            List<String> undecided,
            double condemnAbove,
            double clearBelow,
            String ratesSource) {}

    /**
     * @param alternatives parts that were in exactly the same tests
     * @param togetherProbability that this part or one of the alternatives is bad
     */
    public record PartView(
            FaultKind kind,
            String name,
            double probability,
            Verdict decision,
            List<String> alternatives,
            double togetherProbability,
            List<PartEvidence> evidence) {}

    /** @param bits log2 of the likelihood ratio, bad against good */
    public record PartEvidence(
            List<String> nodes,
            boolean passed,
            @Nullable Double value,
            @Nullable Double limit,
            int round,
            double bits) {}

    public record NextView(List<String> nodes, String why, double bits, double minutes) {}

    public record TaskView(
            String id,
            String test,
            List<String> nodes,
            TaskStatus status,
            int attempt,
            @Nullable Instant since,
            Instant plannedStart,
            long watts,
            String reason) {}

    /** @param reason for the journal */
    public record Command(String reason) {}

    /**
     * @param node the only node that it lets in; left out, whichever node of the site comes with its serial
     * @param uses how many agents it lets in; 1 if left out
     * @param hours how long it holds; 24 if left out
     */
    public record NewAgentToken(
            String site,
            @Nullable String node,
            @Nullable Integer uses,
            @Nullable Integer hours) {}

    /**
     * @param token shown this once; it also carries by what the agent knows this server
     * @param port where agents come to
     */
    public record AgentToken(String token, Instant expiresAt, int port) {}

    /**
     * @param seenAt when it last asked for work; null if not since the server began
     * @param clockAheadMillis of the agent's clock
     */
    public record AgentView(
            String site,
            String node,
            String serial,
            Instant enrolledAt,
            @Nullable Instant seenAt,
            @Nullable Long clockAheadMillis) {}

    public static final Query<TaskStatus> TASK_STATE =
            Query.choice("state", "only tasks that stand so", TaskStatus.class);

    public static final Endpoint<NewCampaign, CampaignView> CREATE = Endpoint.post(
            "/api/sites/{site}/campaigns",
            "Plan a test plan over many nodes and begin it; or only plan it",
            TEST,
            json(NewCampaign.class),
            json(CampaignView.class));
    public static final Endpoint<Nothing, Page<CampaignItem>> LIST = Endpoint.get(
            "/api/sites/{site}/campaigns",
            "Campaigns, newest first",
            VIEW,
            page(CampaignItem.class),
            Query.LIMIT,
            Query.CURSOR);
    public static final Endpoint<Nothing, CampaignView> SHOW = Endpoint.get(
            "/api/campaigns/{id}", "A campaign: how far it is, what it draws", VIEW, json(CampaignView.class));
    public static final Endpoint<Nothing, Matrix> MATRIX = Endpoint.get(
            "/api/campaigns/{id}/matrix", "Nodes by tests, one letter a verdict", VIEW, json(Matrix.class));
    public static final Endpoint<Nothing, Page<TaskView>> TASKS = Endpoint.get(
            "/api/campaigns/{id}/tasks",
            "A campaign's tasks in the plan's order",
            VIEW,
            page(TaskView.class),
            TASK_STATE,
            Query.LIMIT,
            Query.CURSOR);
    public static final Query<String> JOINT_TEST =
            Query.text("test", "a test of pairs; left out, the last with results");
    public static final Endpoint<Nothing, LocalisationView> LOCALISATION = Endpoint.get(
            "/api/campaigns/{id}/localisation",
            "Which node, NIC, cable or port is bad, after all results of a test of pairs",
            VIEW,
            json(LocalisationView.class),
            JOINT_TEST);
    public static final Endpoint<Command, CampaignView> PAUSE = Endpoint.post(
            "/api/campaigns/{id}/pause",
            "Start nothing more; what runs goes on",
            TEST,
            json(Command.class),
            json(CampaignView.class));
    public static final Endpoint<Command, CampaignView> RESUME =
            Endpoint.post("/api/campaigns/{id}/resume", "Go on", TEST, json(Command.class), json(CampaignView.class));
    public static final Endpoint<Command, CampaignView> STOP = Endpoint.post(
            "/api/campaigns/{id}/stop",
            "Stop everything, and prove that nothing of it is left; what was not run is NOT_RUN",
            TEST,
            json(Command.class),
            json(CampaignView.class));
    public static final Endpoint<NewAgentToken, AgentToken> AGENT_TOKEN = Endpoint.post(
            "/api/agents/tokens",
            "Make a token that lets an agent in once",
            ADMINISTER,
            json(NewAgentToken.class),
            json(AgentToken.class));
    public static final Endpoint<Nothing, Page<AgentView>> AGENTS = Endpoint.get(
            "/api/agents",
            "Agents by site and node, with when they were last here",
            VIEW,
            page(AgentView.class),
            Query.LIMIT,
            Query.CURSOR);

    static final List<Endpoint<?, ?>> ALL =
            List.of(CREATE, LIST, SHOW, MATRIX, TASKS, LOCALISATION, PAUSE, RESUME, STOP, AGENT_TOKEN, AGENTS);
}
