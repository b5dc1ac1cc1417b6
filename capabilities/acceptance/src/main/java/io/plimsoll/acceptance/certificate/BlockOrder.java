/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.certificate;

import io.plimsoll.acceptance.certificate.BlockStatement.Exempt;
import io.plimsoll.acceptance.certificate.BlockStatement.Lack;
import io.plimsoll.model.InputProblem;
import io.plimsoll.model.InputProblems;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A block from a list of nodes and their checked certificates. A node without a certificate that holds stands in it as an
 * exception with a reason, or there is no block.
 *
 * @param exceptions a reason for each node that is delivered without a certificate that holds
 */
public record BlockOrder(
        String name,
        BlockStatement.Kind kind,
        String customer,
        String operator,
        List<String> nodes,
        Map<String, String> exceptions) {

    public BlockOrder {
        nodes = List.copyOf(nodes);
        exceptions = Map.copyOf(exceptions);
    }

    /**
     * The block, from certificates that were checked at {@code at}.
     *
     * @throws io.plimsoll.model.BadInputException with every node that stands in the way
     */
    public BlockStatement issue(List<CheckedCertificate> certificates, Instant at) {
        InputProblems problems = new InputProblems("block " + name);
        Map<String, CheckedCertificate> byName = new HashMap<>();
        Map<String, CheckedCertificate> bySerial = new HashMap<>();
        CertificateBatch batch = CertificateBatch.of(certificates, at);
        for (List<CheckedCertificate> counting : List.of(batch.good(), batch.bad())) {
            for (CheckedCertificate one : counting) {
                if (!one.serial().isEmpty()) {
                    byName.merge(one.node(), one, CertificateBatch::later);
                    bySerial.put(one.serial(), one);
                }
            }
        }
        List<NodeEntry> entries = new ArrayList<>();
        List<Exempt> exempt = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (String node : nodes) {
            Optional<CheckedCertificate> found = Optional.ofNullable(byName.getOrDefault(node, bySerial.get(node)));
            if (!seen.add(found.map(CheckedCertificate::serial).orElse("node " + node))) {
                problems.add(0, node, "each node once; its serial is listed already");
            }
            Optional<NodeEntry> entry = found.flatMap(CheckedCertificate::entry);
            if (entry.isPresent()) {
                entries.add(entry.get());
            } else {
                exempt(node, found, problems).ifPresent(exempt::add);
            }
        }
        checkExceptions(entries, exempt, problems);
        String site = site(entries, problems);
        problems.refuseIfAny();
        return new BlockStatement(name, kind, site, customer, at, operator, entries, exempt);
    }

    private Optional<Exempt> exempt(String node, Optional<CheckedCertificate> found, InputProblems problems) {
        String seen = found.map(c -> "certificate " + c.sha256().hex() + ": " + String.join("; ", c.reasons()))
                .orElse("no certificate");
        String reason = exceptions.getOrDefault(node, "");
        if (reason.isBlank()) {
            problems.add(new InputProblem(
                    "node " + node,
                    0,
                    seen,
                    "a certificate that holds",
                    "deliver it as an exception, with a reason that the customer reads: --exception " + node
                            + "=REASON"));
            return Optional.empty();
        }
        return Optional.of(new Exempt(node, found.isPresent() ? Lack.INVALID : Lack.MISSING, seen, reason));
    }

    private void checkExceptions(List<NodeEntry> entries, List<Exempt> exempt, InputProblems problems) {
        Set<String> used = new HashSet<>();
        exempt.forEach(e -> used.add(e.node()));
        for (String node : exceptions.keySet().stream().sorted().toList()) {
            if (nodes.contains(node) && !exceptions.getOrDefault(node, "").isBlank() && !used.contains(node)) {
                problems.add(0, "exception " + node, "no exception for a node whose certificate holds");
            } else if (!nodes.contains(node)) {
                problems.add(0, "exception " + node, "a node of the block");
            }
        }
        if (entries.isEmpty()) {
            problems.add(0, "no node with a certificate that holds", "at least one");
        }
    }

    private static String site(List<NodeEntry> entries, InputProblems problems) {
        List<String> sites =
                entries.stream().map(NodeEntry::site).distinct().sorted().toList();
        if (sites.size() > 1) {
            problems.add(0, "nodes of sites " + sites, "nodes of one site");
        }
        return sites.isEmpty() ? "" : sites.getFirst();
    }
}
