/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.bench;

import io.plimsoll.acceptance.campaign.run.CampaignStatus;
import io.plimsoll.acceptance.plan.TestPlan;
import io.plimsoll.acceptance.plan.TestPlanReader;
import io.plimsoll.acceptance.plan.TestPlans;
import io.plimsoll.server.PlimsollServer;
import io.plimsoll.server.ServerConfig;
import io.plimsoll.server.api.AcceptanceApi;
import io.plimsoll.server.api.CampaignApi;
import io.plimsoll.server.api.IdentityApi;
import io.plimsoll.server.client.PlimsollClient;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** A whole campaign with simulated agents at the real engine and a real PostgreSQL: who waits how long, and what it needs. */
final class CampaignBench {

    /**
     * The component names are the keys of the JSON.
     *
     * @param speed how many times faster than in truth tests are over, so that the load is that many times higher
     * @param waitMillisMax the longest that a node stood idle between the last report that its next test waited for and that
     *     test; tests of groups, which wait for verdicts, and re-tests are left out
     * @param answerMillisMax the longest from a report until it was on the record
     * @param heapLimitMebibytes what the process may use; the simulated agents are in it
     * @param heapMebibytes the most that was in use after a collection
     * @param finished whether the campaign came to its end
     */
    record Result(
            Machine machine,
            int nodes,
            int tests,
            int tasks,
            double speed,
            int logBytes,
            double bringUpSeconds,
            double planSeconds,
            double campaignSeconds,
            double processorSeconds,
            long asks,
            long reports,
            long waits,
            double waitMillisMedian,
            double waitMillisP99,
            double waitMillisMax,
            double answerMillisMedian,
            double answerMillisP99,
            double answerMillisMax,
            long heapLimitMebibytes,
            double heapMebibytes,
            int accepted,
            int failed,
            int undecided,
            boolean finished) {}

    private static final String PLAN = "bench-full";

    private CampaignBench() {}

    /** The shipped plan {@code full}, with logs in our own form and a limit where only learned criteria would judge. */
    static String plan() {
        try (InputStream in = TestPlans.class.getResourceAsStream("full.yaml")) {
            if (in == null) {
                throw new IllegalStateException("the plan full is not shipped");
            }
            String full = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .replaceFirst("(?m)^plan: full$", "plan: " + PLAN)
                    .replaceAll("(?m)^    reader: .*$", "    reader: plimsoll");
            for (String metric : List.of("device_local_copy", "device_to_device_memcpy_read_ce")) {
                String measures = "    measures: [" + metric + "]\n";
                full = full.replace(
                        measures,
                        measures + "    criteria: [{metric: " + metric
                                + ", is: at-least, limit: 1, unit: GB/s, source: so that it passes here}]\n");
            }
            return full;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Result run(int nodes, double speed, int logBytes, Duration limit, Consumer<String> told)
            throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("plimsoll-bench-campaign-");
        try (PlimsollServer server =
                PlimsollServer.start(ServerConfig.of(folder).withPort(0))) {
            return run(server, nodes, speed, logBytes, limit, told);
        } finally {
            try (Stream<Path> all = Files.walk(folder)) {
                all.sorted(Comparator.reverseOrder()).forEach(p -> p.toFile().delete());
            }
        }
    }

    private static Result run(
            PlimsollServer server, int nodes, double speed, int logBytes, Duration limit, Consumer<String> told)
            throws IOException, InterruptedException {
        try (PlimsollClient api = client(server)) {
            long begin = System.nanoTime();
            new CampaignSiteUp(nodes).bringUp(api);
            String text = plan();
            api.on(AcceptanceApi.ADD_TEST_PLAN)
                    .bytes(text.getBytes(StandardCharsets.UTF_8))
                    .send();
            double bringUp = seconds(begin);
            told.accept(nodes + " nodes are CABLED");
            TestPlan plan = TestPlanReader.read(
                    new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), "the plan of the bench");
            begin = System.nanoTime();
            long id = api.on(CampaignApi.CREATE, CampaignSiteUp.SITE)
                    .body(new CampaignApi.NewCampaign(
                            PLAN, PLAN, List.of(), null, null, null, null, null, null, null, null, null, null))
                    .send()
                    .id();
            double planned = seconds(begin);
            CampaignFleet fleet = new CampaignFleet(server.campaigns(), plan, nodes, speed, logBytes);
            begin = System.nanoTime();
            long processor = processorNanos();
            fleet.start();
            CampaignApi.CampaignView end = watch(api, id, fleet, limit, told);
            double took = seconds(begin);
            double used = (processorNanos() - processor) / 1e9;
            fleet.stop();
            return result(fleet, end, nodes, speed, logBytes, new double[] {bringUp, planned, took, used});
        }
    }

    private static CampaignApi.CampaignView watch(
            PlimsollClient api, long id, CampaignFleet fleet, Duration limit, Consumer<String> told)
            throws InterruptedException {
        long begin = System.nanoTime();
        CampaignApi.CampaignView view = api.on(CampaignApi.SHOW, id).send();
        while (view.status() != CampaignStatus.FINISHED
                && seconds(begin) < limit.toSeconds()
                && fleet.broken().isEmpty()) {
            Thread.sleep(Duration.ofSeconds(5));
            view = api.on(CampaignApi.SHOW, id).send();
            told.accept(String.format(
                    java.util.Locale.ROOT,
                    "%.0f s: %,d of %,d tasks done, %,d run",
                    seconds(begin),
                    view.tasks().done(),
                    view.tasks().total(),
                    view.tasks().running()));
        }
        if (!fleet.broken().isEmpty()) {
            throw new IllegalStateException("an agent broke: " + fleet.broken());
        }
        return view;
    }

    private static Result result(
            CampaignFleet fleet,
            CampaignApi.CampaignView end,
            int nodes,
            double speed,
            int logBytes,
            double[] seconds) {
        double[] waits = millis(fleet.waits());
        double[] answers = millis(fleet.answers());
        return new Result(
                Machine.here(),
                nodes,
                end.tests().size(),
                end.tasks().total(),
                speed,
                logBytes,
                seconds[0],
                seconds[1],
                seconds[2],
                seconds[3],
                fleet.asks(),
                fleet.reports(),
                waits.length,
                at(waits, 0.5),
                at(waits, 0.99),
                at(waits, 1),
                at(answers, 0.5),
                at(answers, 0.99),
                at(answers, 1),
                Runtime.getRuntime().maxMemory() >> 20,
                heapAfterCollection() / (double) (1 << 20),
                end.nodes().accepted(),
                end.nodes().failed(),
                end.nodes().undecided(),
                end.status() == CampaignStatus.FINISHED);
    }

    private static double[] millis(List<Long> nanos) {
        return nanos.stream().mapToDouble(n -> n / 1e6).sorted().toArray();
    }

    private static double at(double[] sorted, double share) {
        return sorted.length == 0 ? 0 : sorted[(int) Math.ceil(share * (sorted.length - 1))];
    }

    private static double seconds(long begin) {
        return (System.nanoTime() - begin) / 1e9;
    }

    private static long processorNanos() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean os
                ? os.getProcessCpuTime()
                : 0;
    }

    /** What was in use after the last collection of each pool, after one that is asked for now. */
    private static long heapAfterCollection() {
        System.gc();
        long used = 0;
        for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
            MemoryUsage after = pool.getCollectionUsage();
            used += pool.getType() == MemoryType.HEAP && after != null ? after.getUsed() : 0;
        }
        return used;
    }

    private static PlimsollClient client(PlimsollServer server) {
        String once = server.oneTimePassword().orElseThrow();
        URI address = URI.create(server.address());
        try (PlimsollClient admin = PlimsollClient.signIn(address, "admin", once)) {
            admin.on(IdentityApi.PASSWORD)
                    .body(new IdentityApi.PasswordChange(once, "a good long password"))
                    .send();
            return PlimsollClient.withToken(
                    address,
                    admin.on(IdentityApi.CREATE_TOKEN, "admin")
                            .body(new IdentityApi.NewToken("bench", null))
                            .send()
                            .token());
        }
    }
}
