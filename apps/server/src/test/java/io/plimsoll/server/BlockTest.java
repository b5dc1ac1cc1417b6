/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plimsoll.acceptance.certificate.BlockStatement;
import io.plimsoll.acceptance.certificate.CertificateVerifier;
import io.plimsoll.acceptance.certificate.SiteKey;
import io.plimsoll.server.api.AcceptanceApi;
import io.plimsoll.server.api.BlockApi;
import io.plimsoll.server.api.Role;
import io.plimsoll.server.client.PlimsollClient;
import io.plimsoll.server.client.ServerRefusedException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is delivered together is signed once, and the record tells what becomes of each certificate in it. */
class BlockTest {

    private static final String SITE = "blocks";

    private final PlimsollClient api = TestServer.get().as(Role.ADMIN);
    private final Instant start = Instant.now().minus(Duration.ofDays(5)).truncatedTo(ChronoUnit.SECONDS);
    private final SmallSiteLife life = new SmallSiteLife(api, start);

    private BlockApi.NewBlock order(BlockStatement.Kind kind, String of, Map<String, String> exceptions) {
        return new BlockApi.NewBlock("SU-1", kind, "tenant-a", of, null, exceptions, null);
    }

    @Test
    void anSuIsSignedWithItsExceptionsAndTellsWhenACertificateInItEnds() {
        life.upToInstalled(SITE);
        Instant looked = start.plus(Duration.ofHours(5));
        life.observe(SITE, false, looked);
        Instant end = Instant.now().plus(Duration.ofDays(30));
        life.waiveTheRest(SITE, looked.plusSeconds(60), end);
        for (int node = 0; node < SmallSite.NODES - 1; node++) {
            assertThat(life.run(SITE, node, List.of(), looked.plusSeconds(120)).blocking())
                    .isEmpty();
        }

        // One node has no certificate: the whole block is refused and the node named, or it is told why it comes along.
        assertThatThrownBy(() -> api.on(BlockApi.ISSUE_BLOCK, SITE)
                        .body(order(BlockStatement.Kind.SU, "1", Map.of()))
                        .send())
                .isInstanceOf(ServerRefusedException.class)
                .hasMessageContaining(SmallSite.node(3));
        assertThat(api.on(BlockApi.BLOCKS, SITE).send().items()).isEmpty();
        assertThatThrownBy(() -> api.on(BlockApi.ISSUE_BLOCK, SITE)
                        .body(order(BlockStatement.Kind.RACK, "H1/A/none", Map.of()))
                        .send())
                .hasMessageContaining("hall/row/rack");

        Map<String, String> late = Map.of(SmallSite.node(3), "its GPU tray comes on Friday");
        BlockApi.BlockView block = api.on(BlockApi.ISSUE_BLOCK, SITE)
                .body(order(BlockStatement.Kind.SU, "1", late))
                .send();
        assertThat(block.block().nodes()).isEqualTo(3);
        assertThat(block.block().holding()).isEqualTo(3);
        assertThat(block.exceptions())
                .singleElement()
                .isEqualTo(new BlockApi.BlockException(
                        SmallSite.node(3), "no certificate", "its GPU tray comes on Friday"));
        assertThat(block.nodes()).allMatch(n -> n.standing() == BlockApi.Standing.HOLDS);
        for (String of : List.of("H1/A/A02", "PO-1/1")) {
            BlockStatement.Kind kind = of.startsWith("H1") ? BlockStatement.Kind.RACK : BlockStatement.Kind.ORDER_LINE;
            assertThat(api.on(BlockApi.ISSUE_BLOCK, SITE)
                            .body(new BlockApi.NewBlock("by " + kind, kind, null, of, null, late, null))
                            .send()
                            .block()
                            .nodes())
                    .isEqualTo(3);
        }

        byte[] file = api.on(BlockApi.BLOCK_FILE, block.block().id()).download();
        byte[] key = api.on(AcceptanceApi.SITE_KEY, SITE).download();
        assertThat(CertificateVerifier.verifyAny(
                                file,
                                SiteKey.publicKeyFromPem(new String(key, StandardCharsets.US_ASCII), "key"),
                                Instant.now())
                        .reasons())
                .isEmpty();
        assertThat(api.on(BlockApi.BLOCK_PDF, block.block().id()).download()).startsWith('%', 'P', 'D', 'F');

        // A waiver under the certificates is taken back: none of them holds any more, and the block says so.
        AcceptanceApi.WaiverView waiver =
                api.on(AcceptanceApi.WAIVERS, SITE).send().items().getFirst();
        api.on(AcceptanceApi.REVOKE_WAIVER, SITE, waiver.id())
                .body(new AcceptanceApi.WaiverEnd("measured wrongly", null))
                .send();
        BlockApi.BlockView after = api.on(BlockApi.BLOCK, block.block().id()).send();
        assertThat(after.block().holding()).isZero();
        assertThat(after.nodes()).allMatch(n -> n.standing() == BlockApi.Standing.ENDED);
        assertThatThrownBy(() -> api.on(BlockApi.ISSUE_BLOCK, SITE)
                        .body(order(BlockStatement.Kind.SU, "1", late))
                        .send())
                .isInstanceOf(ServerRefusedException.class)
                .hasMessageContaining(SmallSite.node(0))
                .hasMessageContaining("it held until");
    }
}
