/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.cli.accept;

import io.plimsoll.acceptance.TestResult;
import io.plimsoll.acceptance.Waiver;
import io.plimsoll.acceptance.certificate.CertificateStatement;
import io.plimsoll.acceptance.certificate.SiteKey;
import io.plimsoll.acceptance.judge.Judge;
import io.plimsoll.acceptance.judge.Judgement;
import io.plimsoll.acceptance.plan.TestPlan;
import io.plimsoll.acceptance.plan.TestPlanReader;
import io.plimsoll.acceptance.plan.TestPlans;
import io.plimsoll.agent.HostRun;
import io.plimsoll.agent.inventory.HostInventory;
import io.plimsoll.agent.inventory.Inventory;
import io.plimsoll.cli.ExitCode;
import io.plimsoll.cli.Output;
import io.plimsoll.cli.SiteKeyFile;
import io.plimsoll.model.BadInputException;
import io.plimsoll.model.InputProblem;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code plimsoll accept here}: run a plan's tests on this very host and certify it. */
@Command(
        name = "here",
        description = "Test this host and issue a signed certificate, if nothing required stands in the way.",
        mixinStandardHelpOptions = true,
        footer = {
            "DIR gets certificate.dsse.json, site.pub.pem, report.json, report.txt and logs/.",
            "Exit code 1: something required blocks; there is no certificate, and the report says what to do."
        })
final class HereCommand implements Callable<Integer> {

    @Option(
            names = "--plan",
            paramLabel = "PLAN",
            description = "quick (default, under a minute), standard (about 20 minutes), or the file of a plan.")
    private String planName = "quick";

    @Option(names = "--out", paramLabel = "DIR", required = true, description = "Where everything is written.")
    private Path out = Path.of("");

    @Option(names = "--key", paramLabel = "FILE", description = "The site's private key; made there if there is none.")
    private @Nullable Path keyFile;

    @Option(
            names = "--node",
            paramLabel = "NAME",
            description = "The node's name on the certificate; its serial if not given.")
    private String node = "";

    @Option(names = "--site", paramLabel = "NAME", description = "The site's name on the certificate.")
    private String site = "";

    @Mixin
    private WaiverOptions waiverOptions = new WaiverOptions();

    @Mixin
    private Output output = new Output();

    private final Clock clock = Clock.systemUTC();

    @Override
    public Integer call() throws Exception {
        TestPlan plan = plan();
        Inventory inventory = HostInventory.read();
        String serial = inventory.fingerprint().nodeSerial();
        TestPlan applied = plan.appliedTo(inventory.fingerprint());
        List<Waiver> waivers = waiverOptions.waivers(applied, serial.isEmpty() ? "this host" : serial, now());
        waivers.stream()
                .filter(w -> w.priceCents().isEmpty())
                .forEach(w -> output.notes().println(WaiverOptions.withoutPrice(plan, w)));
        Path keyPath = keyFile == null ? SiteKeyFile.usual() : keyFile;
        SiteKey key = SiteKeyFile.readOrMake(keyPath);
        Files.createDirectories(out);
        Files.deleteIfExists(out.resolve("certificate.dsse.json"));
        List<TestResult> results = HostRun.run(
                applied,
                inventory,
                out,
                clock,
                (test, number, of) -> output.notes()
                        .println("[" + number + "/" + of + "] " + test.id() + ", about "
                                + test.duration().toSeconds() + " s: " + test.title()));
        Judgement judgement = Judge.judge(applied, results, waivers, now());
        Optional<HereReport.Files> files = certify(judgement, inventory, key);
        HereReport report = HereReport.of(judgement, inventory.fingerprint(), files, key.keyId());
        write(report);
        output.print(report, report::text);
        return report.certified() ? ExitCode.FINE : ExitCode.FOUND;
    }

    private Optional<HereReport.Files> certify(Judgement judgement, Inventory inventory, SiteKey key)
            throws IOException {
        if (!judgement.certifiable()) {
            return Optional.empty();
        }
        CertificateStatement statement = CertificateStatement.of(
                node.isEmpty() ? inventory.fingerprint().nodeSerial() : node,
                site,
                inventory.fingerprint(),
                System.getProperty("user.name", ""),
                inventory.software(),
                judgement);
        Path certificate = out.resolve("certificate.dsse.json");
        Path publicKey = out.resolve("site.pub.pem");
        Files.writeString(publicKey, key.publicPem());
        Files.write(certificate, statement.sign(key).toBytes());
        return Optional.of(new HereReport.Files(certificate.toString(), publicKey.toString()));
    }

    private void write(HereReport report) throws IOException {
        Files.writeString(out.resolve("report.json"), Output.JSON.writeValueAsString(report) + "\n");
        StringWriter text = new StringWriter();
        try (PrintWriter writer = new PrintWriter(text)) {
            report.text(writer);
        }
        Files.writeString(out.resolve("report.txt"), text.toString());
    }

    private TestPlan plan() throws IOException {
        boolean ofThisHost = planName.equals("quick") || planName.equals("standard");
        Optional<TestPlan> shipped = TestPlans.shipped(ofThisHost ? "host-" + planName : planName);
        if (shipped.isPresent()) {
            return shipped.get();
        }
        Path file = Path.of(planName);
        if (!Files.isRegularFile(file)) {
            throw new BadInputException(new InputProblem(
                    "--plan", 0, planName, "quick, standard, a shipped plan's name, or the file of a test plan"));
        }
        try (InputStream in = Files.newInputStream(file)) {
            return TestPlanReader.read(in, planName);
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
