/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.cli.sustain;

import io.plimsoll.acceptance.certificate.Dsse;
import io.plimsoll.acceptance.certificate.SiteKey;
import io.plimsoll.cli.ExitCode;
import io.plimsoll.cli.Output;
import io.plimsoll.model.BadInputException;
import io.plimsoll.model.InputProblem;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** {@code plimsoll sustain verify}: whether a filed statement is the one that the site signed. */
@Command(
        name = "verify",
        description = "Check a signed statement with the site's public key; offline.",
        mixinStandardHelpOptions = true,
        footer = "Exit code 1: it does not hold; why is told.")
final class VerifyCommand implements Callable<Integer> {

    @Option(names = "--input", required = true, paramLabel = "FILE", description = "The signed statement, DSSE.")
    private Path input = Path.of("");

    @Option(names = "--key", required = true, paramLabel = "PUB", description = "The site's public key, site.pub.pem.")
    private Path key = Path.of("");

    @Mixin
    private Output output = new Output();

    /** @param findings why it does not hold */
    record Answer(
            boolean holds,
            String id,
            String kind,
            String site,
            String customer,
            String period,
            String state,
            String keyId,
            List<String> findings) {}

    @Override
    public Integer call() throws Exception {
        List<String> findings = new ArrayList<>();
        Dsse envelope = Dsse.read(Files.readAllBytes(input), input.toString());
        PublicKey own = SiteKey.publicKeyFromPem(Files.readString(key), key.toString());
        try {
            Dsse.readStrict(Files.readAllBytes(input), input.toString());
        } catch (BadInputException e) {
            findings.add("the file is not byte for byte as it was signed");
        }
        if (!envelope.signedBy(own)) {
            findings.add("no signature of key " + SiteKey.keyId(own) + " holds over it");
        }
        if (!envelope.payloadType().equals(SignedFile.PAYLOAD)) {
            findings.add("what is signed is " + envelope.payloadType() + " and no statement");
        }
        JsonNode all = payload(envelope);
        JsonNode s = all.has("statement") ? all.path("statement") : all;
        JsonNode steps = all.has("steps") ? all.path("steps") : s.path("history");
        String state =
                steps.isEmpty() ? "" : steps.get(steps.size() - 1).path("state").asString("");
        if (!state.equals("FILED")) {
            findings.add("its last step is not FILED");
        }
        Answer answer = new Answer(
                findings.isEmpty(),
                s.path("id").asString(""),
                s.path("kind").asString(""),
                s.path("site").asString(""),
                s.path("customer").asString(""),
                s.path("period").asString(""),
                state,
                SiteKey.keyId(own),
                findings);
        output.print(answer, out -> {
            out.println(answer.id() + "  " + answer.state());
            findings.forEach(out::println);
            out.println(answer.holds() ? "holds" : "does NOT hold");
        });
        return answer.holds() ? ExitCode.FINE : ExitCode.FOUND;
    }

    private JsonNode payload(Dsse envelope) {
        try {
            return Output.JSON.readTree(new String(envelope.payload(), StandardCharsets.UTF_8));
        } catch (JacksonException e) {
            throw new BadInputException(
                    new InputProblem(input.toString(), 0, e.getOriginalMessage(), "JSON inside the envelope"));
        }
    }
}
