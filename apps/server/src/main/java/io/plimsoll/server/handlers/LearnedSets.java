/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.server.handlers;

import io.plimsoll.acceptance.Fingerprint;
import io.plimsoll.acceptance.Measurement;
import io.plimsoll.acceptance.criteria.CriterionSets;
import io.plimsoll.acceptance.criteria.Run;
import io.plimsoll.acceptance.criteria.Samples;
import io.plimsoll.acceptance.criteria.SamplesBuilder;
import io.plimsoll.acceptance.criteria.Stratum;
import io.plimsoll.model.Sha256;
import io.plimsoll.postgres.Database;
import io.plimsoll.postgres.MeasuredRun;
import io.plimsoll.server.http.Json;
import io.plimsoll.server.http.RecordReader;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The record's learned criteria and measurements in the acceptance room's words. */
final class LearnedSets {

    /** Measurements of a span, and the class of each node by its latest fingerprint. */
    record Measured(Samples samples, Map<String, Stratum> strata) {}

    private static final int KNOWN_MAX = 8;
    /** Sets that were read, by the hash of their bytes; the one that was used longest ago goes first. */
    private static final Map<Sha256, CriterionSets.Document> KNOWN =
            Collections.synchronizedMap(new LinkedHashMap<>(KNOWN_MAX, 0.75f, true) {
                @Override
                protected boolean removeEldestEntry(Map.Entry<Sha256, CriterionSets.Document> eldest) {
                    return size() > KNOWN_MAX;
                }
            });

    private LearnedSets() {}

    /** The set that counts for a run of the site that started then. */
    static Optional<CriterionSets.Document> inForce(Database record, String site, Instant at) {
        return record.criteria().inForce(site, at).map(row -> {
            // Every node of a campaign asks for the same one; what is signed never changes.
            CriterionSets.Document known = KNOWN.get(row.sha256());
            if (known == null) {
                known = document(record, row.id());
                KNOWN.put(row.sha256(), known);
            }
            return known;
        });
    }

    static CriterionSets.Document document(Database record, long id) {
        return CriterionSets.read(record.criteria().envelope(id).orElseThrow(), "criterion set " + id);
    }

    static Measured measured(Database record, String site, Instant from, Instant until) {
        SamplesBuilder builder = new SamplesBuilder();
        Map<String, Stratum> strata = new TreeMap<>();
        Map<String, Stratum> known = new TreeMap<>();
        for (MeasuredRun run : record.criteria().measured(site, from, until)) {
            Measurement[] measurements = Json.MAPPER.readValue(run.measurements(), Measurement[].class);
            builder.add(new Run(run.node(), "run " + run.run() + " " + run.test(), List.of(measurements), List.of()));
            strata.put(
                    run.node(),
                    known.computeIfAbsent(
                            run.fingerprint(),
                            f -> Stratum.of(RecordReader.read(Json.MAPPER.readTree(f), Fingerprint.class))));
        }
        return new Measured(builder.build(), strata);
    }
}
