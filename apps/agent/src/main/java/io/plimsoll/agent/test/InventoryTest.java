/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.agent.test;

import io.plimsoll.acceptance.Measurement;
import io.plimsoll.acceptance.read.TestLog;
import io.plimsoll.agent.inventory.Inventory;

/** What the host says of itself, as a log: the whole fingerprint, and counts that can be judged. */
final class InventoryTest implements HostTest {

    @Override
    public Ran run(TestContext context) {
        Inventory inventory = context.inventory();
        TestLog log = new TestLog(context.test(), context.tool());
        log.note("node serial '" + inventory.fingerprint().nodeSerial() + "' from " + inventory.identity());
        log.note("fingerprint " + inventory.fingerprint().canonicalJson());
        inventory.software().forEach((name, version) -> log.note(name + " " + version));
        inventory.fingerprint().notRead().forEach(what -> log.note("not read: " + what));
        inventory.offline().forEach(cpu -> log.error("processor " + cpu + " is present and not online"));
        log.measure("identities_found", inventory.identity().equals("none") ? 0 : 1, "count", Measurement.NODE);
        log.measure("cpus_offline", inventory.offline().size(), "count", Measurement.NODE);
        log.measure("parts_read", inventory.fingerprint().parts().size(), "count", Measurement.NODE);
        log.measure("sources_not_read", inventory.fingerprint().notRead().size(), "count", Measurement.NODE);
        return new Ran.Log(context.tool(), log.end(), 0);
    }
}
