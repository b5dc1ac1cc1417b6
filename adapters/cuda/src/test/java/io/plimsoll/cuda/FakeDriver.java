/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.cuda;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** The two driver libraries compiled from C by this host's compiler. */
final class FakeDriver {

    private FakeDriver() {}

    static DriverLibraries build(Path folder, String... flags) throws Exception {
        return new DriverLibraries(
                compile(folder, "fake_cuda.c", "libcuda.so.1", flags),
                compile(folder, "fake_nvml.c", "libnvidia-ml.so.1", flags));
    }

    private static String compile(Path folder, String source, String library, String... flags) throws Exception {
        Path from = folder.resolve(source);
        Path to = folder.resolve(library);
        try (InputStream in = FakeDriver.class.getResourceAsStream(source)) {
            Files.write(from, java.util.Objects.requireNonNull(in).readAllBytes());
        }
        List<String> command = new ArrayList<>(List.of("gcc", "-O2", "-w", "-shared", "-fPIC"));
        command.addAll(List.of(flags));
        command.addAll(List.of("-o", to.toString(), from.toString(), "-lm"));
        Assumptions.assumeTrue(Tools.find("gcc"), "gcc is not here: the fake driver cannot be built");
        Tools.run(command);
        return to.toString();
    }
}
