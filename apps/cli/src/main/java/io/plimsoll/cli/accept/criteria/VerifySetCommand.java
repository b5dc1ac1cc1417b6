/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.cli.accept.criteria;

import io.plimsoll.acceptance.certificate.SiteKey;
import io.plimsoll.acceptance.criteria.CriterionSet;
import io.plimsoll.acceptance.criteria.CriterionSets;
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

/** {@code plimsoll accept criteria verify}. */
@Command(
        name = "verify",
        description = "Check a signed set against the site's public key.",
        mixinStandardHelpOptions = true,
        footer = "Exit code 1: the signature does not hold.")
final class VerifySetCommand implements Callable<Integer> {

    @Parameters(paramLabel = "SET", description = "The signed set.")
    private Path file = Path.of("");

    @Option(names = "--key", paramLabel = "PUB", required = true, description = "The site's public key.")
    private Path key = Path.of("");

    @Mixin
    private Output output = new Output();

    /** The JSON of the answer. */
    record Answer(boolean valid, String set, String sha256, String keyId, List<CriterionSet.AnchorRef> anchors) {}

    @Override
    public Integer call() throws Exception {
        CriterionSets.Document document = ResultsInput.document(file);
        var publicKey = SiteKey.publicKeyFromPem(Files.readString(key), key.toString());
        boolean valid = document.envelope().map(e -> e.signedBy(publicKey)).orElse(false);
        Answer answer = new Answer(
                valid,
                document.set().title(),
                document.sha256().hex(),
                SiteKey.keyId(publicKey),
                document.set().anchors());
        output.print(
                answer,
                out -> out.println((valid ? "VALID: " : "NOT VALID: ") + answer.set() + ", key " + answer.keyId()
                        + (document.envelope().isEmpty() ? ": it is not signed" : "")));
        return valid ? ExitCode.FINE : ExitCode.FOUND;
    }
}
