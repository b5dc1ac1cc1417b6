/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.twin.demo;

import io.plimsoll.cli.ExitCode;
import io.plimsoll.fabric.FabricPlan;
import io.plimsoll.model.BadInputException;
import io.plimsoll.model.InputProblem;
import io.plimsoll.server.PlimsollServer;
import io.plimsoll.server.ServerConfig;
import io.plimsoll.twin.door.Acknowledged;
import io.plimsoll.twin.door.Http;
import io.plimsoll.twin.door.HttpDoors;
import io.plimsoll.twin.engine.VirtualClock;
import io.plimsoll.twin.site.Checkpoint;
import io.plimsoll.twin.site.SimulatedSite;
import io.plimsoll.twin.site.SitePlan;
import io.plimsoll.twin.site.SiteState;
import io.plimsoll.twin.truth.Rates;
import io.plimsoll.twin.truth.SiteShape;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code plimsoll demo}: a server with a simulated site that comes up before the eyes. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description =
                "Start a server with a simulated site that comes up: goods in, racks, cables, tests, certificates.")
public final class DemoCommand implements Callable<Integer> {

    private static final long GPUS_DEFAULT = 2_048;
    private static final long SEED_DEFAULT = 1;
    private static final Duration BEFORE_TODAY = Duration.ofDays(21);
    private static final Duration SLICE_PATIENCE = Duration.ofSeconds(3);
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(8);
    private static final int THREADS = 8;

    @Option(
            names = "--gpus",
            paramLabel = "N",
            description = "How big the site is. Default 2048; only on the first start.")
    private @Nullable Long gpus;

    @Option(
            names = "--speed",
            paramLabel = "Nx",
            defaultValue = "3600x",
            description =
                    "Virtual seconds a second while the site comes up. Default ${DEFAULT-VALUE}: an hour a second.")
    private String speed = "";

    @Option(
            names = "--seed",
            paramLabel = "S",
            description = "What goes wrong where. Default 1; only on the first start.")
    private @Nullable Long seed;

    @Option(names = "--data", paramLabel = "DIR", description = "Where the demo lives. Default ~/.plimsoll/demo")
    private @Nullable Path data;

    @Option(
            names = "--port",
            paramLabel = "P",
            defaultValue = "" + ServerConfig.PORT_DEFAULT,
            description = "Where the server listens; 0 takes a free one. Default ${DEFAULT-VALUE}")
    private int port;

    @Option(names = "--acknowledged", hidden = true, description = "Append every acknowledged write to this file.")
    private @Nullable Path acknowledged;

    private final AtomicBoolean stopped = new AtomicBoolean();
    private final CountDownLatch done = new CountDownLatch(1);

    @Override
    public Integer call() throws IOException {
        double factor = speed(speed);
        Path dir = data == null ? Path.of(System.getProperty("user.home"), ".plimsoll", "demo") : data;
        Files.createDirectories(dir);
        DemoFile file = file(dir);
        Thread runner = Thread.currentThread();
        Thread hook = new Thread(() -> stop(runner), "demo-stop");
        Runtime.getRuntime().addShutdownHook(hook);
        PrintStream out = System.out;
        out.println("Starting the record in " + dir + " ...");
        try (PlimsollServer server = start(file, dir.resolve("record"))) {
            DemoFile complete = users(server, file, dir);
            greet(out, server, complete, factor);
            simulate(out, server.address(), complete, dir, factor);
        } finally {
            out.println("Stopped. The next 'plimsoll demo' goes on from here.");
            out.flush();
            done.countDown();
        }
        return ExitCode.FINE;
    }

    /**
     * Starts the server. A record whose first start was cut off before it had a login holds nothing of the site yet, and
     * nobody can sign in to it: it is begun anew.
     */
    private PlimsollServer start(DemoFile file, Path record) throws IOException {
        ServerConfig config = ServerConfig.of(record).withPort(port);
        PlimsollServer server = PlimsollServer.start(config);
        if (file.complete() || server.oneTimePassword().isPresent()) {
            return server;
        }
        server.close();
        try (Stream<Path> tree = Files.walk(record)) {
            for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
        return PlimsollServer.start(config);
    }

    /** Runs on Ctrl-C: asks the site to end its slice, and waits until server and database are down. */
    private void stop(Thread runner) {
        stopped.set(true);
        try {
            if (done.await(SLICE_PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
            runner.interrupt();
            if (!done.await(STOP_PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                System.err.println("The demo did not stop in " + STOP_PATIENCE.toSeconds() + " s; leaving it.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private DemoFile file(Path dir) {
        Optional<DemoFile> known = DemoFile.read(dir);
        if (known.isPresent()) {
            refuseChange("--gpus", gpus, known.get().gpus(), dir);
            refuseChange("--seed", seed, known.get().seed(), dir);
            return known.get();
        }
        long size = gpus == null ? GPUS_DEFAULT : gpus;
        SitePlan.of(size);
        Instant firstDay = Instant.now().truncatedTo(ChronoUnit.DAYS).minus(BEFORE_TODAY);
        DemoFile fresh = new DemoFile(size, seed == null ? SEED_DEFAULT : seed, firstDay, password(), "");
        fresh.write(dir);
        return fresh;
    }

    private static void refuseChange(String option, @Nullable Long wanted, long known, Path dir) {
        if (wanted != null && wanted != known) {
            throw new BadInputException(new InputProblem(
                    option,
                    0,
                    wanted.toString(),
                    Long.toString(known) + ", as the demo in " + dir + " was begun with",
                    "another --data begins a new demo"));
        }
    }

    private static String password() {
        SecureRandom random = new SecureRandom();
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < 16; i++) {
            out.append(i > 0 && i % 4 == 0 ? "-" : "")
                    .append("abcdefghjkmnpqrstvwxyz23456789".charAt(random.nextInt(30)));
        }
        return out.toString();
    }

    /** Makes the users on the first start. */
    private static DemoFile users(PlimsollServer server, DemoFile file, Path dir) {
        if (file.complete()) {
            return file;
        }
        String oneTime = server.oneTimePassword().orElseThrow();
        DemoFile complete = file.withToken(DemoSetup.users(server.address(), oneTime, file.password()));
        complete.write(dir);
        return complete;
    }

    private static void greet(PrintStream out, PlimsollServer server, DemoFile file, double factor) {
        out.printf(
                "%n  Open      %s%n  Sign in   %s / %s%n  Site      %d GPUs, simulated, seed %d, %.0f virtual seconds a second%n  Stop      Ctrl-C%n%n",
                server.address(), DemoSetup.USER, file.password(), file.gpus(), file.seed(), factor);
        out.flush();
    }

    private void simulate(PrintStream out, String address, DemoFile file, Path dir, double factor) throws IOException {
        FabricPlan plan = SitePlan.of(file.gpus());
        VirtualClock clock = new VirtualClock(file.firstDay());
        SiteShape shape = new SiteShape(plan);
        Checkpoint checkpoint = new Checkpoint(dir.resolve("site.state"));
        Optional<SiteState> known = checkpoint.load(shape);
        SiteState state = known.orElseGet(() -> SimulatedSite.newState(shape));
        try (AcknowledgedFile acks = AcknowledgedFile.open(Optional.ofNullable(acknowledged));
                Http open = new Http(address);
                Http http = open.withToken(file.token());
                ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            DemoSetup.site(http, plan, file.firstDay());
            PromiseDesk desk = new PromiseDesk(http, plan, file.firstDay());
            desk.begin();
            place(out, address, file);
            HealthDesk health = new HealthDesk(http, plan, file.firstDay());
            SimulatedSite site = new SimulatedSite(
                    state,
                    SimulatedSite.Setting.of(plan, Rates.shipped(), file.seed(), clock, state.truth()),
                    new HttpDoors(http, DemoSetup.SITE, DemoSetup.USER, (Acknowledged) acks),
                    new DemoLog(out, System::nanoTime),
                    checkpoint::save,
                    threads);
            if (known.isPresent()) {
                out.println("Going on at " + VirtualClock.day(state.now()) + ".");
                site.recover();
            }
            int nodes = (int) plan.devices().stream().filter(d -> d.gpus() > 0).count();
            try {
                new DemoRun(site, desk, health, clock, factor, nodes, stopped).run();
            } catch (RuntimeException e) {
                if (!stopped.get()) {
                    throw e;
                }
                // A call was cut off by Ctrl-C: the checkpoint has what it was about, the next start tells it again.
            }
            threads.shutdownNow();
        }
    }

    /** Beside the site's own life: a year of meters takes a while to be read. */
    private static void place(PrintStream out, String address, DemoFile file) {
        int lastYear = file.firstDay().atZone(ZoneOffset.UTC).getYear() - 1;
        Thread.ofPlatform().daemon().name("demo-place").start(() -> {
            try (Http open = new Http(address);
                    Http http = open.withToken(file.token())) {
                new PlaceDesk(http, address, file.password(), lastYear, file.seed()).begin();
            } catch (RuntimeException e) {
                out.println("The generated year is not on the record: " + e.getMessage());
            }
        });
    }

    private static double speed(String text) {
        String number = text.endsWith("x") ? text.substring(0, text.length() - 1) : text;
        try {
            double factor = Double.parseDouble(number);
            if (factor >= 1 && factor <= 1_000_000) {
                return factor;
            }
        } catch (NumberFormatException e) {
            // told below
        }
        throw new BadInputException(
                new InputProblem("--speed", 0, text, "a factor from 1x to 1000000x, such as 3600x"));
    }
}
