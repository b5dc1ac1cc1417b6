/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.agent.test;

import io.plimsoll.acceptance.read.TestLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What the memory controllers have counted since start: the kernel's EDAC. Not run where the kernel has none. */
final class CountersTest implements HostTest {

    private static final Path EDAC = Path.of("/sys/devices/system/edac/mc");

    @Override
    public Ran run(TestContext context) throws IOException {
        List<Path> controllers = List.of();
        if (Files.isDirectory(EDAC)) {
            try (Stream<Path> entries = Files.list(EDAC)) {
                controllers = entries.filter(p -> Files.isReadable(p.resolve("ue_count")))
                        .sorted()
                        .toList();
            }
        }
        if (controllers.isEmpty()) {
            return new Ran.NotRun("the kernel counts no memory errors here (no EDAC memory controller)");
        }
        TestLog log = new TestLog(context.test(), context.tool());
        for (Path controller : controllers) {
            String scope = controller.getFileName().toString();
            log.measure("edac_uncorrected", count(controller.resolve("ue_count")), "count", scope);
            log.measure("edac_corrected", count(controller.resolve("ce_count")), "count", scope);
        }
        return new Ran.Log(context.tool(), log.end(), 0);
    }

    private static double count(Path path) throws IOException {
        return Double.parseDouble(Files.readString(path).strip());
    }
}
