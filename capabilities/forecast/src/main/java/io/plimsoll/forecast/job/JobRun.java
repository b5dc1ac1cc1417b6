/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.forecast.job;

import io.plimsoll.forecast.sim.Stream;
import java.util.Arrays;
import java.util.PriorityQueue;

/**
 * One run of the job. It needs {@code job_size} servers at once; any failure stops it for the recovery time; a warm standby takes the
 * place, or hosts are selected anew from the working pool, filled up from the spare pool if need be. Failed servers are repaired
 * automatically, some then manually; a repair may silently not work, and then a bad server stays bad.
 */
final class JobRun {

    private static final long FAILURES_MAX = 50_000_000L;

    /** When a server's current repair stage ends. */
    private record Repair(double time, int server, boolean manual) {}

    private final JobModel model;
    private final Stream failures;
    private final Stream repairs;
    private final Stream selection;
    private final boolean[] bad;
    private final int[] working;
    private int workingSize;
    private final int[] place;
    private final int[] active;
    private final int[] standby;
    private int standbys;
    private int spares;
    private final int[] spare;
    private final PriorityQueue<Repair> inRepair = new PriorityQueue<>(
            java.util.Comparator.comparingDouble(Repair::time).thenComparingInt(Repair::server));
    private double time;

    int random;
    int systematic;
    int manual;
    int failedRepairs;
    int hostSelections;
    int preemptions;
    int stalls;

    JobRun(JobModel model, long seed, long number) {
        this.model = model;
        failures = new Stream(seed, number, 21);
        repairs = new Stream(seed, number, 22);
        selection = new Stream(seed, number, 23);
        int pool = (int) model.value("working_pool_size");
        spares = (int) model.value("spare_pool_size");
        int all = pool + spares;
        bad = new boolean[all];
        Arrays.fill(bad, 0, (int) (all * model.value("systematic_failure_fraction")), true);
        for (int i = all - 1; i > 0; i--) {
            int j = selection.nextInt(i + 1);
            boolean swap = bad[i];
            bad[i] = bad[j];
            bad[j] = swap;
        }
        working = new int[all];
        place = new int[all];
        Arrays.fill(place, -1);
        for (int i = 0; i < pool; i++) {
            join(i);
        }
        spare = new int[spares];
        for (int i = 0; i < spares; i++) {
            spare[i] = all - 1 - i;
        }
        active = new int[(int) model.value("job_size")];
        standby = new int[(int) model.value("warm_standbys")];
    }

    private void join(int server) {
        place[server] = workingSize;
        working[workingSize++] = server;
    }

    private void leave(int server) {
        int last = working[--workingSize];
        working[place[server]] = last;
        place[last] = place[server];
        place[server] = -1;
    }

    /** Minutes until the job is done. */
    double run() {
        double remaining = model.value("job_length");
        double rate = model.value("random_failure_rate");
        double multiplier = model.value("systematic_failure_rate_multiplier");
        long count = 0;
        while (remaining > 0) {
            selectHosts();
            pass(model.value("host_selection_time"));
            int badActive = 0;
            for (int server : active) {
                badActive += bad[server] ? 1 : 0;
            }
            while (true) {
                double total = rate * (active.length + multiplier * badActive);
                double next = total > 0 ? failures.nextExponential() / total : Double.POSITIVE_INFINITY;
                if (next >= remaining) {
                    return time + remaining;
                }
                pass(next);
                remaining -= next;
                int at = failing(multiplier);
                int server = active[at];
                badActive -= bad[server] ? 1 : 0;
                boolean own = bad[server] && failures.nextDouble() < multiplier / (1 + multiplier);
                systematic += own ? 1 : 0;
                random += own ? 0 : 1;
                leave(server);
                inRepair.add(
                        new Repair(time + repairs.nextExponential() * model.value("auto_repair_time"), server, false));
                pass(model.value("recovery_time"));
                if (standbys == 0 || ++count > FAILURES_MAX) {
                    break;
                }
                active[at] = standby[0];
                System.arraycopy(standby, 1, standby, 0, --standbys);
                badActive += bad[active[at]] ? 1 : 0;
            }
        }
        return time;
    }

    /** The place of the server that fails, likelier a bad one. */
    private int failing(double multiplier) {
        while (true) {
            int at = failures.nextInt(active.length);
            if (bad[active[at]] || failures.nextDouble() * (1 + multiplier) < 1) {
                return at;
            }
        }
    }

    private void selectHosts() {
        int needed = active.length + standby.length;
        if (workingSize < active.length) {
            while (workingSize < needed) {
                if (spares > 0) {
                    pass(model.value("preemption_wait_time"));
                    join(spare[--spares]);
                    preemptions++;
                } else {
                    stalls++;
                    Repair first = inRepair.peek();
                    if (first == null) {
                        throw new IllegalStateException("no server left to wait for");
                    }
                    pass(first.time() - time);
                }
            }
        }
        hostSelections++;
        int[] choice = Arrays.copyOf(working, workingSize);
        int take = Math.min(needed, workingSize);
        for (int i = 0; i < take; i++) {
            int j = i + selection.nextInt(workingSize - i);
            int swap = choice[i];
            choice[i] = choice[j];
            choice[j] = swap;
        }
        System.arraycopy(choice, 0, active, 0, active.length);
        standbys = take - active.length;
        System.arraycopy(choice, active.length, standby, 0, standbys);
    }

    /** Lets time pass, and what is repaired in it come back. */
    private void pass(double minutes) {
        double until = time + minutes;
        while (true) {
            Repair next = inRepair.peek();
            if (next == null || next.time() > until) {
                break;
            }
            inRepair.remove();
            time = next.time();
            ended(next);
        }
        time = until;
    }

    private void ended(Repair repair) {
        boolean worked;
        if (repair.manual()) {
            worked = repairs.nextDouble() >= model.value("manual_repair_fail_prob");
        } else {
            boolean autoWorked = repairs.nextDouble() >= model.value("auto_repair_fail_prob");
            boolean asked = repairs.nextDouble() < model.value("prob_auto_to_manual");
            if (asked && !(model.escalateFailedOnly() && autoWorked)) {
                manual++;
                double length = repairs.nextExponential() * model.value("manual_repair_time");
                inRepair.add(new Repair(time + length, repair.server(), true));
                return;
            }
            worked = autoWorked;
        }
        failedRepairs += worked ? 0 : 1;
        if (worked) {
            bad[repair.server()] = false;
        }
        join(repair.server());
        if (standbys < standby.length) {
            standby[standbys++] = repair.server();
        }
    }
}
