/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.bench;

import io.plimsoll.fabric.DeviceKind;
import io.plimsoll.fabric.ObservedFabric;
import io.plimsoll.fabric.ObservedFabric.ObservedDevice;
import io.plimsoll.fabric.ObservedFabric.ObservedLink;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Walks a fabric with the real {@code ibnetdiscover} in the simulator {@code ibsim}. The simulator's control socket has an abstract
 * name, so each run gets a network namespace of its own: two runs on one host would else answer for each other.
 */
public final class IbSimulator {

    private static final int SWITCH_PORTS = 66;
    private static final int WALK_MINUTES_MAX = 5;

    /** Waits for the simulator, times the walk, and stops what it started. */
    private static final String SCRIPT = """
            cd "$1" && shift
            ibsim -s -n -N "$2" -S "$3" -P "$4" -L 49151 "$5" > ibsim.log 2>&1 < /dev/null &
            sim=$!
            trap 'kill $sim 2>/dev/null' EXIT
            n=0
            until grep -q 'simulator ready' ibsim.log; do
              n=$((n + 1)); [ $n -lt 600 ] && kill -0 $sim 2>/dev/null || { grep -v ibwarn ibsim.log | tail -n 5 >&2; exit 3; }
              sleep 0.1
            done
            start=$(date +%s%N)
            SIM_HOST="$6" LD_PRELOAD="$1" ibnetdiscover > dump.txt 2> ibnetdiscover.log || { tail -n 5 ibnetdiscover.log >&2; exit 4; }
            end=$(date +%s%N)
            grep VmHWM /proc/$sim/status | tr -dc '0-9' > ibsim.kib
            echo $(( (end - start) / 1000000 )) > millis
            """;

    private IbSimulator() {}

    /**
     * A walk that was done.
     *
     * @param dump the text of ibnetdiscover
     * @param millis how long ibnetdiscover took
     * @param simulatorKibibytes the simulator's peak memory, which is not the tool's
     */
    public record Walk(Path dump, long millis, long simulatorKibibytes) {}

    /** Why no walk can be done here; empty if one can. */
    public static Optional<String> missing() {
        for (String tool : List.of("ibsim", "ibnetdiscover", "unshare")) {
            if (onPath(tool).isEmpty()) {
                return Optional.of(tool + " is not installed (Debian: apt-get install ibsim-utils infiniband-diags)");
            }
        }
        if (library().isEmpty()) {
            return Optional.of("libumad2sim.so is not installed (Debian: apt-get install ibsim-utils)");
        }
        return run(Path.of("."), List.of("unshare", "-n", "true"), 10) == 0
                ? Optional.empty()
                : Optional.of("this user may not make a network namespace (unshare -n)");
    }

    /** Walks the fabric; the folder gets the net file, the dump and the logs. */
    public static Walk walk(ObservedFabric fabric, Path folder) throws IOException {
        Path net = folder.resolve("net");
        try (Writer out = Files.newBufferedWriter(net)) {
            writeNet(fabric, out);
        }
        long switches = fabric.devices().stream()
                .filter(d -> d.kind() == DeviceKind.SWITCH)
                .count();
        String from = fabric.devices().stream()
                .filter(d -> d.kind() == DeviceKind.SWITCH)
                .findFirst()
                .map(IbSimulator::name)
                .orElseThrow();
        List<String> command = new ArrayList<>(List.of("unshare", "-n", "sh", "-c", SCRIPT, "walk", folder.toString()));
        command.addAll(List.of(
                library().orElseThrow().toString(),
                Long.toString(fabric.devices().size() + 16L),
                Long.toString(switches + 16),
                Long.toString(switches * (SWITCH_PORTS + 2) + fabric.devices().size() * 2L + 1024),
                "net",
                from));
        int code = run(folder, command, WALK_MINUTES_MAX * 60);
        if (code != 0) {
            throw new IOException("the walk with ibnetdiscover ended with " + code + ": "
                    + Files.readString(folder.resolve("out.log")));
        }
        return new Walk(
                folder.resolve("dump.txt"), number(folder.resolve("millis")), number(folder.resolve("ibsim.kib")));
    }

    private static long number(Path file) throws IOException {
        return Machine.number(Files.readString(file));
    }

    /** ibsim's own format: {@code Switch 64 "leaf-1"}, {@code Hca 1 "n1 mlx5_0"}, {@code [1] "leaf-1"[1]}. */
    static void writeNet(ObservedFabric fabric, Writer out) throws IOException {
        List<List<String>> ports = new ArrayList<>();
        fabric.devices().forEach(d -> ports.add(new ArrayList<>()));
        for (ObservedLink link : fabric.links()) {
            String a = name(fabric.devices().get(link.a()));
            String b = name(fabric.devices().get(link.b()));
            ports.get(link.a()).add("[" + link.portA() + "] \"" + b + "\"[" + link.portB() + "]\n");
            ports.get(link.b()).add("[" + link.portB() + "] \"" + a + "\"[" + link.portA() + "]\n");
        }
        for (int d = 0; d < ports.size(); d++) {
            ObservedDevice device = fabric.devices().get(d);
            boolean isSwitch = device.kind() == DeviceKind.SWITCH;
            out.append(isSwitch ? "Switch " + SWITCH_PORTS : "Hca 1")
                    .append(" \"")
                    .append(name(device))
                    .append("\"\n");
            for (String port : ports.get(d)) {
                out.append(port);
            }
            out.append('\n');
        }
    }

    private static String name(ObservedDevice device) {
        String text = device.description();
        int colon = text.indexOf(':');
        String name = text.startsWith("MF0;") && colon > 0 ? text.substring(4, colon) : text;
        return name.contains("Mellanox Technologies") ? name + " " + device.guid() : name;
    }

    private static Optional<Path> onPath(String tool) {
        return Stream.of((System.getenv().getOrDefault("PATH", "") + ":/usr/sbin:/sbin").split(":"))
                .map(folder -> Path.of(folder).resolve(tool))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static Optional<Path> library() {
        Path usr = Path.of("/usr/lib");
        if (!Files.isDirectory(usr)) {
            return Optional.empty();
        }
        try (Stream<Path> found = Files.find(usr, 4, (p, a) -> p.endsWith("libumad2sim.so"))) {
            return found.findFirst();
        } catch (IOException | UncheckedIOException e) {
            return Optional.empty();
        }
    }

    static int run(Path folder, List<String> command, int secondsMax) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(
                            Files.isDirectory(folder) && !folder.equals(Path.of("."))
                                    ? folder.resolve("out.log").toFile()
                                    : Path.of("/dev/null").toFile())
                    .start();
            if (!process.waitFor(secondsMax, TimeUnit.SECONDS)) {
                process.descendants().forEach(ProcessHandle::destroy);
                process.destroy();
                return 124;
            }
            return process.exitValue();
        } catch (IOException e) {
            return 127;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 130;
        }
    }
}
