/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.plimsoll.acceptance.criteria.CriterionSet;
import io.plimsoll.acceptance.criteria.CriterionSets;
import io.plimsoll.acceptance.criteria.LearnOptions;
import io.plimsoll.acceptance.criteria.Learner;
import io.plimsoll.acceptance.criteria.Samples;
import io.plimsoll.model.AssuranceLevel;
import io.plimsoll.server.api.CriteriaApi;
import io.plimsoll.server.api.Role;
import io.plimsoll.server.api.SitesApi;
import io.plimsoll.server.client.PlimsollClient;
import io.plimsoll.server.client.ServerRefusedException;
import io.plimsoll.testkit.Seeds;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Learned criteria get on the record only signed, in order, and by those who may. */
class CriteriaTest {

    private static final String SITE = "criteria-site";

    private final PlimsollClient api = TestServer.get().as(Role.ADMIN);

    private static Samples fleet(long seed) {
        RandomGenerator random = Seeds.random(seed);
        double[][] values = new double[1][100];
        Arrays.setAll(values[0], i -> 400 * (1 + 0.004 * random.nextGaussian()));
        List<String> nodes =
                IntStream.range(0, 100).mapToObj(i -> "n" + (1000 + i)).toList();
        return Samples.ofTable(nodes, List.of("allreduce_busbw"), "GB/s", values);
    }

    @Test
    void aSetIsSignedByTheSiteAndTheNextMustBeLearnedAgainstIt() {
        api.on(SitesApi.CREATE_SITE)
                .body(new SitesApi.NewSite(SITE, "Test", "Europe/Oslo", false, AssuranceLevel.IDENTITY_BOTH_ENDS))
                .send();
        CriterionSet first = Learner.learn(fleet(1), LearnOptions.of("fleet", Instant.EPOCH));
        CriteriaApi.CriterionSetItem signed = send(CriterionSets.write(first));
        assertThat(signed.inForce()).isTrue();
        assertThat(signed.used()).isEqualTo(1);
        assertThat(refused(CriterionSets.write(first))).isEqualTo(409);
        byte[] envelope = api.on(CriteriaApi.CRITERION_SET_FILE, signed.id()).download();
        CriterionSets.Document document = CriterionSets.read(envelope, "envelope");
        assertThat(document.signedBy()).isEqualTo(signed.keyId());
        CriterionSet second =
                Learner.learn(fleet(2), LearnOptions.of("fleet", Instant.EPOCH).withAnchor(document.anchor()));
        CriteriaApi.CriterionSetItem next = send(CriterionSets.write(second));
        assertThat(next.version()).isEqualTo(2);
        List<CriteriaApi.CriterionSetItem> all =
                api.on(CriteriaApi.CRITERIA_SETS, SITE).send().items();
        assertThat(all).extracting(CriteriaApi.CriterionSetItem::inForce).containsExactly(true, false);
        CriteriaApi.MetricView metric = api.on(CriteriaApi.CRITERION_METRIC, next.id(), "allreduce_busbw")
                .send();
        assertThat(metric.used()).isTrue();
        assertThat(metric.quantiles()).hasSize(13);
        CriteriaApi.ReplayView replay = api.on(CriteriaApi.REPLAY, next.id())
                .body(new CriteriaApi.ReplaySpan(null, null))
                .send();
        assertThat(replay.nodes()).isZero();
    }

    private CriteriaApi.CriterionSetItem send(byte[] set) {
        return api.on(CriteriaApi.SIGN_SET, SITE).bytes(set).send();
    }

    private int refused(byte[] set) {
        return catchThrowableOfType(ServerRefusedException.class, () -> send(set))
                .status();
    }
}
