/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.campaign.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.testkit.Seeds;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class CampaignChaosTest {

    @Test
    void whateverIsLostOrDoubledNoRackIsOverloadedNothingIsCountedTwiceAndAllIsGoneAtTheEnd() {
        Seeds.forAll(15, (source, seed) -> {
            RunRules rules = RunRules.PLAIN
                    .withPower(900, 700, seed % 3 == 0 ? 1_200 : 0)
                    .withNodeCap(seed % 4 == 0 ? 3 : 0)
                    .withCoolDown(Duration.ofSeconds(seed % 5));
            RunRules timed = seed % 6 == 5 ? rules.withDeadline(CampaignWorld.START.plusSeconds(240)) : rules;
            new CampaignWorld(source, 0.3 * source.nextDouble(), timed).run();
        });
    }

    @Test
    void inAWorldWithoutFaultsEveryTaskRunsOnce() {
        CampaignWorld calm = new CampaignWorld(Seeds.random(1), 0, RunRules.PLAIN.withPower(900, 700, 0));
        calm.run();
        assertThat(calm.state.model().tasks()).allSatisfy(t -> {
            TaskState task = calm.state.task(t.id());
            assertThat(task.status()).isEqualTo(TaskStatus.ENDED);
            assertThat(task.attempt()).isEqualTo(t.decision() ? 0 : 1);
        });
    }
}
