/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.cli;

import io.plimsoll.cli.accept.AcceptCommand;
import io.plimsoll.cli.agent.AgentCommand;
import io.plimsoll.cli.blockers.BlockersCommand;
import io.plimsoll.cli.campaign.CampaignCommand;
import io.plimsoll.cli.certificate.CertificateCommand;
import io.plimsoll.cli.crew.CrewCommand;
import io.plimsoll.cli.criteria.CriteriaCommand;
import io.plimsoll.cli.fabric.FabricCommand;
import io.plimsoll.cli.forecast.ForecastCommand;
import io.plimsoll.cli.gpu.GpuCommand;
import io.plimsoll.cli.health.HealthCommand;
import io.plimsoll.cli.journal.JournalCommand;
import io.plimsoll.cli.ledger.LedgerCommand;
import io.plimsoll.cli.oncall.OnCallCommand;
import io.plimsoll.cli.serve.ServeCommand;
import io.plimsoll.cli.siting.SitingCommand;
import io.plimsoll.cli.spares.SparesCommand;
import io.plimsoll.cli.sustain.SustainCommand;
import java.util.List;
import java.util.ServiceLoader;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Entry point of the {@code plimsoll} command; exit codes are in {@link ExitCode}. */
@Command(
        name = "plimsoll",
        description = "The load line of a GPU cloud: one record from plan to cable to test to promise to service.",
        mixinStandardHelpOptions = true,
        version = "plimsoll 0.1.0-SNAPSHOT")
public final class Main {

    private Main() {}

    /** The nouns of this room, in the order in which help shows them. */
    private static List<Object> nouns() {
        return List.of(
                new FabricCommand(),
                new AcceptCommand(),
                new CampaignCommand(),
                new CriteriaCommand(),
                new AgentCommand(),
                new GpuCommand(),
                new CertificateCommand(),
                new JournalCommand(),
                new SparesCommand(),
                new CrewCommand(),
                new BlockersCommand(),
                new OnCallCommand(),
                new HealthCommand(),
                new ForecastCommand(),
                new SustainCommand(),
                new LedgerCommand(),
                new SitingCommand(),
                new ServeCommand());
    }

    /** What libraries say of their own doing is for those who debug; held here, since loggers that nobody holds forget. */
    private static final List<Logger> LIBRARIES = Stream.of(
                    "com.zaxxer.hikari", "io.javalin", "org.eclipse.jetty", "org.flywaydb", "org.jooq")
            .map(Logger::getLogger)
            .toList();

    public static void main(String[] args) {
        LIBRARIES.forEach(library -> library.setLevel(Level.WARNING));
        System.exit(commandLine().execute(args));
    }

    /** The whole command tree. A wrong option is told in one line with the near names, not with the whole usage. */
    public static CommandLine commandLine() {
        CommandLine line = new CommandLine(new Main());
        nouns().forEach(line::addSubcommand);
        for (CommandProvider provider : ServiceLoader.load(CommandProvider.class)) {
            provider.commands().forEach(line::addSubcommand);
        }
        line.setExecutionExceptionHandler(new ErrorPrinter());
        line.setCaseInsensitiveEnumValuesAllowed(true);
        return line;
    }
}
