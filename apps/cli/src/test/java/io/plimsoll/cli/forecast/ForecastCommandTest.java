/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.cli.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.plimsoll.cli.ExitCode;
import io.plimsoll.testkit.SharedData;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** {@code plimsoll forecast} prints stable keys, and the same numbers whatever the number of threads. */
class ForecastCommandTest {

    private static JsonNode json(String... args) {
        StringWriter out = new StringWriter();
        CommandLine line = new CommandLine(new ForecastCommand());
        line.setOut(new PrintWriter(out, true));
        assertThat(line.execute(args)).isEqualTo(ExitCode.FINE);
        return JsonMapper.shared().readTree(out.toString());
    }

    private static String example(String name) {
        return SharedData.repositoryRoot()
                .resolve("docs/reference/forecast")
                .resolve(name)
                .toString();
    }

    @Test
    void fitPrintsEstimatesIntervalsAndLogLikelihood() {
        JsonNode fit = json("fit", "--input", example("shock-absorber.csv"), "--json");
        assertThat(fit.at("/estimates/shape").asDouble()).isCloseTo(3.16047, within(1e-5));
        assertThat(fit.at("/intervals/shape/low").asDouble()).isLessThan(3.16047);
        assertThat(fit.at("/logLikelihood").asDouble()).isCloseTo(-123.9954, within(1e-4));
    }

    @Test
    void runPrintsPromisesMarginsAndThroughput() {
        String[] run = {
            "run", "--scenario", example("headline-100.yaml"), "--replications", "40", "--seed", "7", "--json"
        };
        ObjectNode one = (ObjectNode) json(append(run, "--threads", "1"));
        ObjectNode three = (ObjectNode) json(append(run, "--threads", "3"));
        JsonNode promise = one.at("/promises/0");
        for (String key :
                new String[] {"commitment", "probability", "ci", "processBand", "parameterBand", "expectedCredits"}) {
            assertThat(promise.has(key)).as(key).isTrue();
        }
        assertThat(one.at("/marginal").size()).isEqualTo(3);
        assertThat(one.at("/throughput/fleetYearsPerSecond").asDouble()).isPositive();
        one.remove("throughput");
        three.remove("throughput");
        assertThat(one).isEqualTo(three);
    }

    private static String[] append(String[] args, String... more) {
        String[] out = java.util.Arrays.copyOf(args, args.length + more.length);
        System.arraycopy(more, 0, out, args.length, more.length);
        return out;
    }
}
