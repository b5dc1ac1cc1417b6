/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CommandsTest {

    private static final Map<String, String> PATH = Map.of("PATH", "/usr/bin:/bin");

    @Test
    void aCommandSeesOnlyTheEnvironmentThatItIsGiven() throws Exception {
        CommandResult result =
                Commands.run(List.of("/usr/bin/env"), Map.of("ONLY", "this"), "", Duration.ofSeconds(20), 1000);
        assertThat(result.text()).isEqualTo("ONLY=this\n");
    }

    @Test
    void aCommandThatHangsIsStoppedWithWhatItStarted() throws Exception {
        CommandResult result = Commands.run(
                List.of("/bin/sh", "-c", "sleep 600 & echo $!; wait"), PATH, "", Duration.ofMillis(500), 1000);
        assertThat(result.timedOut()).isTrue();
        assertThat(result.complaint()).startsWith("no answer within its time limit");
        long child = Long.parseLong(result.text().strip());
        ProcessHandle.of(child).ifPresent(left -> assertThat(left.onExit()).succeedsWithin(Duration.ofSeconds(10)));
    }

    @Test
    void outputBeyondTheBoundIsDroppedAndTheCommandStillEnds() throws Exception {
        CommandResult result = Commands.run(
                List.of("/bin/sh", "-c", "head -c 300000 /dev/zero; exit 7"), PATH, "", Duration.ofSeconds(20), 5);
        assertThat(result.out()).hasSize(5);
        assertThat(result.exitCode()).isEqualTo(7);
    }

    @Test
    void aQuotedWordComesBackUnchangedFromAShell() throws Exception {
        String hostile = "it's $HOME `id` \"x\" \\ ; rm -rf * \n é";
        CommandResult result = Commands.run(
                List.of("/bin/sh", "-s"),
                PATH,
                "printf %s " + ShellText.join(List.of(hostile)),
                Duration.ofSeconds(20),
                1000);
        assertThat(result.text()).isEqualTo(hostile);
    }

    @Test
    void aWordIsMadeSafeWithoutBecomingAnotherOne() {
        assertThat(SafeWord.of("stream-n1.a_b")).isEqualTo("stream-n1.a_b");
        assertThat(List.of(
                        SafeWord.of("../x"),
                        SafeWord.of("-x"),
                        SafeWord.of("a/b"),
                        SafeWord.of("a,b"),
                        SafeWord.of("")))
                .doesNotHaveDuplicates()
                .allMatch(word -> word.matches("x[A-Za-z0-9._-]+"));
    }
}
