/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.cli.certificate;

import io.plimsoll.acceptance.certificate.BlockCheck;
import io.plimsoll.cli.Output;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The JSON of {@code certificate verify} over one block.
 *
 * @param notes what the block could not know when it was issued
 * @param validUntil null if it has no end
 * @param comparedWith how many files it was held against; 0 if none were given
 */
record BlockAnswer(
        boolean valid,
        List<String> reasons,
        List<String> notes,
        String file,
        String keyId,
        String block,
        String kind,
        String site,
        String customer,
        String issuedAt,
        @Nullable String validUntil,
        String result,
        JsonNode counts,
        JsonNode exceptions,
        int comparedWith) {

    static BlockAnswer of(
            String file, String keyId, String statement, List<String> broken, BlockCheck.Findings found, int files) {
        List<String> reasons = new ArrayList<>(broken);
        reasons.addAll(found.reasons());
        JsonNode predicate = Output.JSON.readTree(statement).path("predicate");
        JsonNode block = predicate.path("block");
        return new BlockAnswer(
                reasons.isEmpty(),
                reasons,
                found.notes(),
                file,
                keyId,
                block.path("name").asString(""),
                block.path("kind").asString(""),
                block.path("site").asString(""),
                block.path("customer").asString(""),
                predicate.path("issuedAt").asString(""),
                predicate.has("validUntil") ? predicate.path("validUntil").asString("") : null,
                predicate.path("result").asString(""),
                predicate.has("counts") ? predicate.path("counts") : Output.JSON.createObjectNode(),
                predicate.has("exceptions") ? predicate.path("exceptions") : Output.JSON.createArrayNode(),
                files);
    }

    void text(PrintWriter out) {
        out.println((valid ? "VALID: " : "NOT VALID: ") + file + " speaks of block " + block + ", " + result + ": "
                + count("certified") + " of " + count("listed") + " nodes certified, " + count("gpus") + " GPUs, "
                + count("waivedNodes") + " by a waiver, " + count("missing") + " missing, " + count("invalid")
                + " invalid; ends " + (validUntil == null ? "never" : validUntil));
        reasons.forEach(r -> out.println("  BAD    " + r));
        for (JsonNode exempt : exceptions) {
            out.println("  EXCEPT " + exempt.path("node").asString("?") + ": "
                    + exempt.path("seen").asString("?") + "; delivered because: "
                    + exempt.path("reason").asString("?"));
        }
        notes.forEach(n -> out.println("  NOTE   " + n));
        out.println(
                comparedWith == 0
                        ? "The nodes' own certificates were not looked at; --with DIR does."
                        : "Held against " + comparedWith + " files.");
        out.println("Signed by key " + keyId);
    }

    private long count(String what) {
        return counts.path(what).asLong(0);
    }
}
