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
import io.plimsoll.postgres.Database;
import io.plimsoll.postgres.MeasuredRun;
import io.plimsoll.server.http.Json;
import io.plimsoll.server.http.RecordReader;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The record's learned criteria and measurements in the acceptance room's words. */
final class LearnedSets {

    /** Measurements of a span, and the class of each node by its latest fingerprint. */
    record Measured(Samples samples, Map<String, Stratum> strata) {}

    private LearnedSets() {}

    /** The set that counts for a run of the site that started then. */
    static Optional<CriterionSets.Document> inForce(Database record, String site, Instant at) {
        return record.criteria().inForce(site, at).map(row -> document(record, row.id()));
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
