/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.cli.certificate;

import io.plimsoll.acceptance.certificate.BlockStatement;
import io.plimsoll.acceptance.certificate.CertificateStatement;
import io.plimsoll.acceptance.certificate.Dsse;
import io.plimsoll.cli.ExitCode;
import io.plimsoll.cli.Output;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** {@code plimsoll certificate show}: what a certificate says, without checking it. */
@Command(
        name = "show",
        description = "Print what a certificate says. This does not check it: use verify.",
        mixinStandardHelpOptions = true)
final class ShowCommand implements Callable<Integer> {

    @Parameters(paramLabel = "FILE", description = "The certificate, certificate.dsse.json.")
    private Path file = Path.of("");

    @Mixin
    private Output output = new Output();

    @Override
    public Integer call() throws Exception {
        Dsse envelope = Dsse.read(Files.readAllBytes(file), file.toString());
        JsonNode statement = Output.JSON.readTree(envelope.payload());
        output.print(statement, out -> text(statement, out));
        return ExitCode.FINE;
    }

    private static void text(JsonNode statement, PrintWriter out) {
        JsonNode own = statement.path("predicate").path(CertificateStatement.EXTENSION);
        out.println("NOT CHECKED; this is only what the file says.");
        if (statement.path("predicateType").asString("").equals(BlockStatement.PREDICATE_TYPE)) {
            block(statement.path("predicate"), out);
            return;
        }
        out.println("Node         " + own.path("node").asString("?") + " (serial "
                + statement.path("subject").path(0).path("name").asString("?") + ")");
        out.println("Result       " + statement.path("predicate").path("result").asString("?"));
        out.println("Issued       " + own.path("issuedAt").asString("?") + " by "
                + own.path("operator").asString("?"));
        out.println("Valid until  " + own.path("validUntil").asString("no end"));
        out.println("Plan         " + own.path("plan").path("name").asString("?") + " version "
                + own.path("plan").path("version").asString("?"));
        for (JsonNode test : own.path("tests")) {
            out.printf(
                    Locale.ROOT,
                    "  %-13s %-18s %s%n",
                    test.path("verdict").asString("?"),
                    test.path("test").asString("?"),
                    test.path("reason").asString(""));
            for (JsonNode run : test.path("runs")) {
                if (run.has("carriedFrom")) {
                    out.println("                measured until "
                            + run.path("endedAt").asString("?") + ", carried over from "
                            + run.path("carriedFrom").asString("?"));
                }
            }
        }
        for (JsonNode left : own.path("plan").path("notApplicable")) {
            out.printf(
                    Locale.ROOT,
                    "  %-13s %-18s %s%n",
                    "-",
                    left.path("test").asString("?"),
                    left.path("reason").asString(""));
        }
    }

    private static void block(JsonNode predicate, PrintWriter out) {
        out.println("Block        " + predicate.path("block").path("name").asString("?") + " for "
                + predicate.path("block").path("customer").asString("?"));
        out.println("Result       " + predicate.path("result").asString("?"));
        out.println("Issued       " + predicate.path("issuedAt").asString("?") + " by "
                + predicate.path("operator").asString("?"));
        out.println("Valid until  " + predicate.path("validUntil").asString("no end"));
        for (JsonNode node : predicate.path("nodes")) {
            out.printf(
                    Locale.ROOT,
                    "  %-13s %-18s %s%n",
                    node.path("worstVerdict").asString("?"),
                    node.path("node").asString("?"),
                    node.path("serial").asString("?"));
            for (JsonNode waiver : node.path("waivers")) {
                out.println("      " + waiver.path("test").asString("?") + " waived by "
                        + waiver.path("owner").asString("?") + " until "
                        + waiver.path("expiresAt").asString("?") + ": "
                        + waiver.path("reason").asString("?"));
            }
        }
        for (JsonNode exempt : predicate.path("exceptions")) {
            out.printf(
                    Locale.ROOT,
                    "  %-13s %-18s %s; delivered because: %s%n",
                    exempt.path("lack").asString("?"),
                    exempt.path("node").asString("?"),
                    exempt.path("seen").asString("?"),
                    exempt.path("reason").asString("?"));
        }
    }
}
