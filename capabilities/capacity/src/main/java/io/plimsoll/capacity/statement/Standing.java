/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.capacity.statement;

import io.plimsoll.capacity.Commitment;
import io.plimsoll.capacity.availability.Measures;
import io.plimsoll.capacity.availability.Pool;
import io.plimsoll.capacity.availability.Step;
import io.plimsoll.capacity.ledger.Timelines;
import io.plimsoll.model.BadInputException;
import io.plimsoll.model.InputProblem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * One commitment at one instant.
 *
 * @param unit what is counted
 * @param deliverable in that unit, topology counted
 * @param physical nodes that are up (GPUs for a GPU contract), topology not counted
 * @param shortfall {@code max(0, promised - deliverable)}: less than promised is an entry, never a standstill
 */
public record Standing(
        String commitment, String customer, String unit, int promised, int deliverable, int physical, int shortfall) {

    /** How a commitment stands at a second. */
    public static Standing at(Timelines timelines, Commitment commitment, long second) {
        int promised = commitment.promise().quantityAt(second);
        Pool pool = Pool.of(timelines, commitment, second, second + 1);
        List<Step> steps =
                Measures.physical(pool, commitment, commitment.promise().tranches(), second, second + 1);
        Step step = steps.isEmpty() ? new Step(second, second + 1, 0, 0, 0) : steps.getFirst();
        return new Standing(
                commitment.id(),
                commitment.customer(),
                commitment.promise().unit().says(),
                promised,
                step.deliverable(),
                step.physical(),
                step.missing());
    }

    /** All commitments at an instant. */
    public static List<Standing> of(Timelines timelines, List<Commitment> commitments, Instant at) {
        return commitments.stream()
                .map(c -> at(timelines, c, at.getEpochSecond()))
                .toList();
    }

    /**
     * Refuses commitments that would count the same free units twice: two at one site at one time, neither with allocations.
     *
     * @param source the commitments as the user named them
     * @throws BadInputException naming each such pair
     */
    public static void requireOwnUnits(Timelines timelines, List<Commitment> commitments, String source) {
        List<InputProblem> problems = new ArrayList<>();
        List<Commitment> free = commitments.stream()
                .filter(c -> !timelines.everAllocated(c.id()))
                .toList();
        for (int i = 0; i < free.size(); i++) {
            for (int j = i + 1; j < free.size(); j++) {
                if (sameUnits(free.get(i), free.get(j)) && problems.size() < BadInputException.PROBLEMS_MAX) {
                    problems.add(new InputProblem(
                            source,
                            0,
                            free.get(i).id() + " and " + free.get(j).id() + " without allocations at one site and time",
                            "one commitment that draws on all free units, or allocations in the ledger",
                            "name the commitment in the rows that take units to SERVING"));
                }
            }
        }
        if (!problems.isEmpty()) {
            throw new BadInputException(problems);
        }
    }

    private static boolean sameUnits(Commitment a, Commitment b) {
        String one = a.place().site();
        String other = b.place().site();
        boolean place = one.isEmpty() || other.isEmpty() || one.equals(other);
        return place
                && a.promise().tranches().stream()
                        .anyMatch(x -> b.promise().tranches().stream()
                                .anyMatch(y -> x.from().getEpochSecond() < y.endSecond()
                                        && y.from().getEpochSecond() < x.endSecond()));
    }
}
