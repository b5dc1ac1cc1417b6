/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.cli.certificate;

import io.plimsoll.acceptance.certificate.CertificateVerifier;
import io.plimsoll.acceptance.certificate.SiteKey;
import io.plimsoll.cli.ExitCode;
import io.plimsoll.cli.WholeFile;
import io.plimsoll.model.BadInputException;
import io.plimsoll.model.InputProblem;
import io.plimsoll.model.Sha256;
import io.plimsoll.server.statement.CertificatePdf;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code plimsoll certificate pdf}: a certificate as pages that a customer reads. */
@Command(
        name = "pdf",
        description = "Write a node's or a block's certificate as a PDF. One that does not hold is refused.",
        mixinStandardHelpOptions = true)
final class PdfCommand implements Callable<Integer> {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Parameters(paramLabel = "FILE", description = "The certificate, certificate.dsse.json.")
    private Path file = Path.of("");

    @Option(names = "--key", paramLabel = "PUB", required = true, description = "The site's public key, site.pub.pem.")
    private Path key = Path.of("");

    @Option(names = "--out", paramLabel = "FILE", required = true, description = "Where to write the PDF.")
    private Path out = Path.of("");

    @Option(names = "--at", paramLabel = "INSTANT", description = "Ask for this time instead of now.")
    private @Nullable Instant at;

    @Override
    public Integer call() throws Exception {
        PublicKey publicKey = SiteKey.publicKeyFromPem(Files.readString(key), key.toString());
        byte[] bytes = EnvelopeFiles.read(file);
        CertificateVerifier.Result result =
                CertificateVerifier.verifyAny(bytes, publicKey, at == null ? Instant.now() : at);
        if (!result.valid()) {
            throw new BadInputException(result.reasons().stream()
                    .map(r -> new InputProblem(file.toString(), 0, r, "a certificate that holds"))
                    .toList());
        }
        JsonNode statement = JSON.readTree(result.statement().orElseThrow());
        String sha256 = Sha256.of(bytes).hex();
        WholeFile.write(out, stream -> CertificatePdf.write(statement, sha256, SiteKey.keyId(publicKey), stream));
        return ExitCode.FINE;
    }
}
