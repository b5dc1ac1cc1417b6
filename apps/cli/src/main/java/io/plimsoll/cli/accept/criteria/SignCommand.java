/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.cli.accept.criteria;

import io.plimsoll.acceptance.certificate.SiteKey;
import io.plimsoll.acceptance.criteria.CriterionSets;
import io.plimsoll.acceptance.criteria.Note;
import io.plimsoll.cli.ExitCode;
import io.plimsoll.cli.Output;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code plimsoll accept criteria sign}. */
@Command(
        name = "sign",
        description = "Sign a set with the site's key (Ed25519, DSSE).",
        mixinStandardHelpOptions = true,
        footer = "Exit code 1: it has alarms and --despite-alarms was not said; nothing was written.")
final class SignCommand implements Callable<Integer> {

    @Parameters(paramLabel = "SET", description = "The set that learn wrote.")
    private Path file = Path.of("");

    @Option(names = "--key", paramLabel = "PEM", required = true, description = "The site's private key.")
    private Path key = Path.of("");

    @Option(names = "--out", paramLabel = "FILE", required = true, description = "Where the signed set is written.")
    private Path out = Path.of("");

    @Option(names = "--despite-alarms", description = "You have looked at the alarms.")
    private boolean despiteAlarms;

    @Mixin
    private Output output = new Output();

    /** The JSON of the answer. */
    record Answer(boolean signed, String file, String set, String sha256, String keyId, List<Note> alarms) {}

    @Override
    public Integer call() throws Exception {
        CriterionSets.Document document = ResultsInput.document(file);
        SiteKey siteKey = SiteKey.fromPrivatePem(Files.readString(key), key.toString());
        boolean sign = document.set().alarms().isEmpty() || despiteAlarms;
        if (sign) {
            Files.write(out, CriterionSets.sign(document.set(), siteKey).toBytes());
        }
        Answer answer = new Answer(
                sign,
                sign ? out.toString() : "",
                document.set().title(),
                document.sha256().hex(),
                siteKey.keyId(),
                document.set().alarms());
        output.print(answer, o -> {
            answer.alarms().forEach(a -> o.println("ALARM " + a.code() + ": " + a.text()));
            o.println(
                    sign
                            ? answer.file() + ": " + answer.set() + ", signed by " + answer.keyId()
                            : "NOT SIGNED: look at the alarms, then say --despite-alarms");
        });
        return sign ? ExitCode.FINE : ExitCode.FOUND;
    }
}
