/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.cli.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.cli.ExitCode;
import io.plimsoll.cli.Main;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code plimsoll health} prints stable keys and says by its exit code whether something is wrong. */
class HealthCommandTest {

    private static final String OFF_THE_BUS =
            "2026-01-05T10:00:00Z n1 kernel: NVRM: Xid (PCI:0000:05:00): 79, pid='<unknown>', name=<unknown>, GPU has fallen off the bus.\n";
    private static final String BLIND = """
            rules: blind
            version: 1
            source: test
            detectors:
              - {id: alert, type: MATCH, kind: alert, cause: host, because: "alerts only"}
            """;

    @TempDir
    private Path folder = Path.of("");

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... args) {
        CommandLine line = Main.commandLine();
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        return line.execute(args);
    }

    private String file(String name, String text) throws Exception {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    private JsonNode json() {
        return JsonMapper.shared().readTree(out.toString());
    }

    @Test
    void readPrintsEachEventWithItsKeysAndFindsWhatIsFatal() throws Exception {
        String log = file("kern.log", OFF_THE_BUS);
        assertThat(run("health", "read", "--format", "kernel", log, "--json")).isEqualTo(ExitCode.FOUND);
        JsonNode event = json().at("/events/0");
        assertThat(event.propertyNames())
                .contains("time", "node", "entity", "kind", "code", "mnemonic", "severity", "action", "raw");
        assertThat(event.at("/time").asString()).isEqualTo("2026-01-05T10:00:00Z");
        assertThat(event.at("/node").asString()).isEqualTo("n1");
        assertThat(event.at("/entity").asString()).isEqualTo("PCI:0000:05:00");
        assertThat(event.at("/kind").asString()).isEqualTo("xid");
        assertThat(event.at("/severity").asString()).isEqualTo("FATAL");
        assertThat(event.at("/raw").asString()).contains("fallen off the bus");
        assertThat(event.at("/code").asString()).isEqualTo("79");
    }

    @Test
    void readOfALogWithNothingInItIsFine() throws Exception {
        String log = file("kern.log", "2026-01-05T10:00:00Z n1 kernel: usb 1-1: new high-speed USB device number 2\n");
        assertThat(run("health", "read", "--format", "kernel", log, "--json")).isEqualTo(ExitCode.FINE);
        assertThat(json().at("/events")).isEmpty();
    }

    @Test
    void aFileThatIsNotThereAndAFormatThatNobodyKnowsAreBadInput() throws Exception {
        assertThat(run("health", "read", folder.resolve("none.log").toString())).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(run("health", "read", "--format", "runes", file("x.log", OFF_THE_BUS)))
                .isEqualTo(ExitCode.BAD_INPUT);
        assertThat(err.toString()).contains("none.log", "runes");
    }

    @Test
    void replayTellsWhatWouldHaveBeenCordonedAndWhatOtherRulesWouldLose() throws Exception {
        String log = file("kern.log", OFF_THE_BUS);
        assertThat(run("health", "replay", "--events", log, "--json")).isEqualTo(ExitCode.FINE);
        JsonNode alone = json();
        assertThat(alone.at("/replay/decisions/CORDONED").asInt()).isEqualTo(1);
        assertThat(alone.at("/replay/cordons/0/node").asString()).isEqualTo("n1");
        assertThat(alone.at("/comparison").isNull()).isTrue();

        out.getBuffer().setLength(0);
        int code = run("health", "replay", "--events", log, "--compare", file("blind.yaml", BLIND), "--json");
        JsonNode lost = json().at("/comparison/lost");
        assertThat(lost).hasSize(1);
        assertThat(lost.at("/0/node").asString()).isEqualTo("n1");
        assertThat(json().at("/comparison/gained")).isEmpty();
        assertThat(Objects.requireNonNull(json().at("/compare/decisions/CORDONED"))
                        .asInt())
                .isZero();
        assertThat(code).isIn(ExitCode.FINE, ExitCode.FOUND);
    }

    @Test
    void rulesThatMakeNoSenseAreRefusedWithTheirLine() throws Exception {
        String rules = file("bad.yaml", BLIND.replace("type: MATCH", "type: GUESS"));
        assertThat(run("health", "replay", "--rules", rules, "--events", file("kern.log", OFF_THE_BUS)))
                .isEqualTo(ExitCode.BAD_INPUT);
        assertThat(err.toString()).contains("bad.yaml", "GUESS");
    }

    @Test
    void whatReadPrintsCanBeReplayed() throws Exception {
        run("health", "read", "--format", "kernel", file("kern.log", OFF_THE_BUS), "--json");
        String events = file("events.json", out.toString());
        out.getBuffer().setLength(0);
        assertThat(run("health", "replay", "--events", events, "--json")).isEqualTo(ExitCode.FINE);
        assertThat(json().at("/replay/decisions/CORDONED").asInt()).isEqualTo(1);
    }
}
