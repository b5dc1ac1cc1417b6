/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.agent.test;

import io.plimsoll.agent.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** fio writes a file with checksums and reads it back. Past the page cache where the file system allows it. */
final class FioTest implements HostTest {

    private static final long MIB_PER_SECOND = 32;
    private static final long MIB_MAX = 8192;

    @Override
    public Ran run(TestContext context) throws IOException, InterruptedException {
        Optional<Path> fio = Command.find("fio");
        if (fio.isEmpty()) {
            return new Ran.NotRun("fio is not installed. Maybe install it (Debian: apt-get install fio).");
        }
        Path file = context.folder().resolve("plimsoll-disk-test.tmp");
        long free = Files.getFileStore(context.folder()).getUsableSpace() >> 20;
        long mib = Math.clamp(context.duration().toSeconds() * MIB_PER_SECOND, 4, MIB_MAX);
        if (free < 2 * mib) {
            return new Ran.NotRun("the disk has " + free + " MiB free and the test writes " + mib);
        }
        try {
            Ran direct = fio(context, fio.get(), file, mib, true);
            return direct instanceof Ran.Log log
                            && log.exitCode() != 0
                            && log.log().contains("Invalid argument")
                    ? fio(context, fio.get(), file, mib, false)
                    : direct;
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private static Ran fio(TestContext context, Path fio, Path file, long mib, boolean direct)
            throws IOException, InterruptedException {
        List<String> command = List.of(
                fio.toString(),
                "--name=write-and-verify",
                "--filename=" + file,
                "--rw=write",
                "--bs=128k",
                "--size=" + mib + "m",
                "--ioengine=psync",
                "--direct=" + (direct ? 1 : 0),
                "--end_fsync=1",
                "--verify=crc32c",
                "--do_verify=1",
                "--verify_fatal=1",
                "--verify_state_save=0",
                "--output-format=json");
        Duration limit = context.duration().multipliedBy(10).plusSeconds(60);
        Command.Outcome outcome = Command.run(command, limit);
        String tool = String.join(" ", command.subList(1, command.size())).replace(file.toString(), "FILE");
        return outcome.timedOut()
                ? new Ran.Broke("fio " + tool, outcome.log(), "fio was stopped after " + limit.toSeconds() + " s")
                : new Ran.Log("fio " + tool, outcome.log(), outcome.exitCode());
    }
}
