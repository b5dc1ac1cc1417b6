/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.slurm;

import io.plimsoll.acceptance.campaign.run.LaunchFailedException;
import io.plimsoll.process.CommandResult;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Nodes as Slurm sees them. Held nodes are in one reservation of ours (MAINT: no limits apply, no accounting; IGNORE_JOBS: what
 * runs there may end). Drained nodes carry a reason that begins with {@value #OURS}. Whatever does not carry our name was set by
 * somebody else and stays as it is.
 */
final class SlurmNodes {

    /** Begins every reason that Plimsoll sets. */
    static final String OURS = "plimsoll: ";

    private static final int REASON_CHARS_MAX = 200;
    private static final Pattern NODE = Pattern.compile("NodeName=(\\S+)");
    private static final Pattern STATE = Pattern.compile("^\\s+State=(\\S+)");
    private static final Pattern REASON = Pattern.compile("^\\s+Reason=(.*?)(?: \\[([^\\[\\]@]*)@[^\\[\\]]*])?$");
    private static final Pattern FIELD = Pattern.compile("(\\w+)=(\\S*)");

    /**
     * One node.
     *
     * @param flags base state and flags, for example {@code IDLE}, {@code DRAIN}
     * @param reason why it is drained or down
     * @param by who set the reason
     */
    record State(String name, Set<String> flags, Optional<String> reason, String by) {

        boolean drained() {
            return flags.contains("DRAIN");
        }

        boolean drainedByUs() {
            return drained() && reason.filter(r -> r.startsWith(OURS)).isPresent();
        }

        boolean down() {
            return flags.contains("DOWN") || flags.contains("FAIL");
        }

        String told() {
            return name + " is " + String.join("+", flags) + " in Slurm"
                    + reason.map(r -> " (" + by + ": " + r + ")").orElse("");
        }
    }

    private record Reservation(String nodes, Instant end) {}

    private final SlurmClient client;
    private final SlurmConfig config;
    private final Clock clock;
    /** The list of a reservation can only be written as a whole. */
    private final ReentrantLock lock = new ReentrantLock();

    SlurmNodes(SlurmClient client, SlurmConfig config, Clock clock) {
        this.client = client;
        this.config = config;
        this.clock = clock;
    }

    List<State> states(Collection<String> nodes) throws InterruptedException {
        return parse(client.ask("scontrol", "show", "node", String.join(",", nodes)));
    }

    static List<State> parse(String shown) {
        List<State> states = new ArrayList<>();
        String name = "";
        Set<String> flags = Set.of();
        Optional<String> reason = Optional.empty();
        String by = "";
        for (String line : (shown + "\nNodeName=").split("\n")) {
            Matcher state = STATE.matcher(line);
            Matcher why = REASON.matcher(line);
            if (line.startsWith("NodeName=")) {
                if (!name.isEmpty()) {
                    states.add(new State(name, flags, reason, by));
                }
                Matcher node = NODE.matcher(line);
                name = node.find() ? node.group(1) : "";
                flags = Set.of();
                reason = Optional.empty();
                by = "";
            } else if (state.find()) {
                flags = new TreeSet<>(List.of(state.group(1).replace("*", "").split("\\+")));
            } else if (why.find()) {
                reason = Optional.of(why.group(1));
                by = why.group(2) == null ? "" : why.group(2);
            }
        }
        return states;
    }

    /** Whether all of these nodes are in our reservation. */
    boolean held(Collection<String> nodes) throws InterruptedException {
        Optional<Reservation> there = reservation();
        return there.isPresent() && names(there.get().nodes()).containsAll(nodes);
    }

    /** Puts nodes into our reservation, and prolongs it when half of its time is over. */
    void hold(Collection<String> nodes) throws InterruptedException {
        if (config.reservation().isEmpty() || nodes.isEmpty()) {
            return;
        }
        lock.lock();
        try {
            Instant until = clock.instant().plus(config.holdFor()).truncatedTo(ChronoUnit.SECONDS);
            Optional<Reservation> there = reservation();
            if (there.isEmpty()) {
                create(nodes, until);
                return;
            }
            Set<String> all = names(there.get().nodes());
            if (all.addAll(nodes)) {
                update("Nodes=" + String.join(",", all));
            }
            if (Duration.between(clock.instant(), there.get().end())
                            .compareTo(config.holdFor().dividedBy(2))
                    < 0) {
                update("EndTime=" + LocalDateTime.ofInstant(until, ZoneOffset.UTC));
            }
        } finally {
            lock.unlock();
        }
    }

    private void create(Collection<String> nodes, Instant until) throws InterruptedException {
        client.ask(
                "scontrol",
                "create",
                "reservation",
                "ReservationName=" + config.reservation().orElseThrow(),
                "StartTime=now",
                "EndTime=" + LocalDateTime.ofInstant(until, ZoneOffset.UTC),
                "Nodes=" + String.join(",", new TreeSet<>(nodes)),
                "Users=" + System.getProperty("user.name"),
                "Flags=MAINT,IGNORE_JOBS");
    }

    /** Takes a node out of our reservation; the last one takes the reservation with it. */
    void letGo(String node) throws InterruptedException {
        lock.lock();
        try {
            Optional<Reservation> there = reservation();
            if (there.isEmpty()) {
                return;
            }
            Set<String> all = names(there.get().nodes());
            if (!all.remove(node)) {
                return;
            }
            if (all.isEmpty()) {
                client.ask(
                        "scontrol",
                        "delete",
                        "ReservationName=" + config.reservation().orElseThrow());
            } else {
                update("Nodes=" + String.join(",", all));
            }
        } finally {
            lock.unlock();
        }
    }

    /** Drains a node with a reason of ours, unless somebody has drained it already; whether it is drained for this reason now. */
    boolean drain(String node, String reason) throws InterruptedException {
        State state = one(node);
        if (state.drained()) {
            return state.drainedByUs() && state.reason().orElse("").equals(ours(reason));
        }
        client.ask("scontrol", "update", "NodeName=" + node, "State=DRAIN", "Reason=" + ours(reason));
        return true;
    }

    /** Lifts a drain of ours; one that somebody else has set stays. A node that is DOWN stays DOWN. */
    void undrain(String node) throws InterruptedException {
        undrain(node, "");
    }

    /** Lifts a drain of ours whose reason begins with this; whether it was told to. */
    boolean undrain(String node, String purpose) throws InterruptedException {
        State state = one(node);
        if (!state.drainedByUs() || !state.reason().orElse("").startsWith(OURS + purpose)) {
            return false;
        }
        client.ask("scontrol", "update", "NodeName=" + node, "State=UNDRAIN");
        return true;
    }

    private State one(String node) throws InterruptedException {
        return states(List.of(node)).stream()
                .findFirst()
                .orElseThrow(() -> new LaunchFailedException("Slurm knows no node '" + node + "'"));
    }

    private static String ours(String reason) {
        String line = OURS
                + reason.replaceAll("[\\p{Cntrl}\\s]+", " ").replace('[', '(').replace(']', ')');
        return line.substring(0, Math.min(line.length(), REASON_CHARS_MAX));
    }

    private void update(String change) throws InterruptedException {
        client.ask(
                "scontrol", "update", "ReservationName=" + config.reservation().orElseThrow(), change);
    }

    private Optional<Reservation> reservation() throws InterruptedException {
        if (config.reservation().isEmpty()) {
            return Optional.empty();
        }
        String wanted = "ReservationName=" + config.reservation().get() + " ";
        for (String line : client.ask("scontrol", "-o", "show", "reservation").split("\n")) {
            if (line.startsWith(wanted)) {
                return Optional.of(new Reservation(
                        field(line, "Nodes"),
                        LocalDateTime.parse(field(line, "EndTime")).toInstant(ZoneOffset.UTC)));
            }
        }
        return Optional.empty();
    }

    private static String field(String line, String name) {
        Matcher matcher = FIELD.matcher(line);
        while (matcher.find()) {
            if (matcher.group(1).equals(name)) {
                return matcher.group(2);
            }
        }
        throw new LaunchFailedException("Slurm showed a reservation without " + name + ": " + line);
    }

    /** The names in a list such as {@code n[1-3,7],gpu-a}: Slurm itself expands its ranges. */
    private Set<String> names(String list) throws InterruptedException {
        if (list.isEmpty() || list.equals("(null)")) {
            return new TreeSet<>();
        }
        CommandResult result = client.run("scontrol", "show", "hostnames", list);
        if (!result.fine()) {
            throw new LaunchFailedException("Slurm cannot expand '" + list + "': " + result.complaint());
        }
        return new TreeSet<>(List.of(result.text().strip().split("\n")));
    }
}
