/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.cli.certificate;

import io.plimsoll.acceptance.certificate.BlockOrder;
import io.plimsoll.acceptance.certificate.BlockStatement;
import io.plimsoll.acceptance.certificate.CertificateVerifier;
import io.plimsoll.acceptance.certificate.CheckedCertificate;
import io.plimsoll.acceptance.certificate.SiteKey;
import io.plimsoll.cli.ExitCode;
import io.plimsoll.cli.Output;
import io.plimsoll.cli.WholeFile;
import io.plimsoll.model.InputProblems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code plimsoll certificate block}: one signed file for what is delivered together. */
@Command(
        name = "block",
        description = "Sign one certificate for a delivered block: an SU, a rack, an order line or a list of nodes.",
        mixinStandardHelpOptions = true,
        footer = {
            "A node whose certificate is missing or does not hold stands in the block as an --exception with a reason,",
            "or no block is written (exit code 2, every such node is named)."
        })
final class BlockCommand implements Callable<Integer> {

    private static final int NODES_MAX = 65_536;

    @Option(names = "--name", required = true, description = "What the customer calls the block, such as SU-1.")
    private String name = "";

    @Option(
            names = "--kind",
            defaultValue = "LIST",
            description = "One of ${COMPLETION-CANDIDATES}; default ${DEFAULT-VALUE}.")
    private BlockStatement.Kind kind = BlockStatement.Kind.LIST;

    @Option(names = "--customer", paramLabel = "TEXT", defaultValue = "", description = "For whom.")
    private String customer = "";

    @Option(
            names = "--nodes",
            paramLabel = "FILE",
            required = true,
            description = "Names or serials of the nodes, one a line; # begins a comment.")
    private Path nodes = Path.of("");

    @Option(
            names = "--certificates",
            paramLabel = "DIR",
            required = true,
            description = "The nodes' certificates; may be given more than once.")
    private List<Path> certificates = List.of();

    @Option(names = "--key", paramLabel = "KEYFILE", required = true, description = "The site's private key.")
    private Path key = Path.of("");

    @Option(
            names = "--exception",
            paramLabel = "NODE=REASON",
            description = "Deliver this node without a certificate that holds; the customer reads the reason.")
    private Map<String, String> exceptions = new LinkedHashMap<>();

    @Option(
            names = "--operator",
            paramLabel = "NAME",
            defaultValue = "${sys:user.name}",
            description = "Who issues it; default: this login.")
    private String operator = "";

    @Option(names = "--out", paramLabel = "FILE", required = true, description = "Where to write the block.")
    private Path out = Path.of("");

    @Mixin
    private Output output = new Output();

    /** The JSON of the answer. */
    record Answer(
            String file,
            String keyId,
            String result,
            int nodes,
            int exceptions,
            int gpus,
            int filesNotUsed,
            int badFiles) {}

    @Override
    public Integer call() throws Exception {
        SiteKey siteKey = SiteKey.fromPrivatePem(Files.readString(key), key.toString());
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        List<String> wanted = wanted();
        List<CheckedCertificate> checked =
                EnvelopeFiles.check(EnvelopeFiles.find(certificates), siteKey.publicKey(), now);
        BlockStatement block = new BlockOrder(name, kind, customer, operator, wanted, exceptions).issue(checked, now);
        byte[] bytes = block.sign(siteKey).toBytes();
        CertificateVerifier.Result again = CertificateVerifier.verifyAny(bytes, siteKey.publicKey(), now);
        if (!again.valid()) {
            throw new IllegalStateException("the block would not verify: " + again.reasons());
        }
        WholeFile.write(out, stream -> stream.write(bytes));
        Answer answer = new Answer(
                out.toString(),
                siteKey.keyId(),
                block.exceptions().isEmpty() ? "CERTIFIED" : "EXCEPTIONS",
                block.nodes().size(),
                block.exceptions().size(),
                block.nodes().stream().mapToInt(n -> n.gpus()).sum(),
                checked.size() - block.nodes().size(),
                (int) checked.stream().filter(c -> !c.valid()).count());
        output.print(answer, print -> {
            print.println("Block " + name + ": " + answer.nodes() + " nodes certified, " + answer.gpus() + " GPUs, "
                    + answer.exceptions() + " exceptions, written to " + out);
            print.println(
                    answer.filesNotUsed() + " other files were there, " + answer.badFiles() + " files do not hold");
        });
        return ExitCode.FINE;
    }

    private List<String> wanted() throws IOException {
        InputProblems problems = new InputProblems(nodes.toString());
        Map<String, Long> seen = new LinkedHashMap<>();
        List<String> lines = new ArrayList<>(Files.readAllLines(nodes));
        for (int i = 0; i < lines.size(); i++) {
            String node = lines.get(i).replaceFirst("#.*", "").strip();
            Long before = node.isEmpty() ? null : seen.putIfAbsent(node, i + 1L);
            if (before != null) {
                problems.add(i + 1L, node, "each node once; it stands on line " + before + " already");
            }
        }
        if (seen.isEmpty() || seen.size() > NODES_MAX) {
            problems.add(0, seen.size() + " nodes", "1 to " + NODES_MAX + " nodes, one a line");
        }
        problems.refuseIfAny();
        return List.copyOf(seen.keySet());
    }
}
