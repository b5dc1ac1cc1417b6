/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.forecast;

import java.util.List;
import java.util.Optional;

/**
 * Whether promises hold. Probabilities are of the whole horizon; money is in cents.
 *
 * @param draws of the uncertain rates; 1 where every rate is taken as known
 * @param marginal what one more of something would change, most helpful first
 */
public record ForecastResult(
        String scenario,
        double horizonDays,
        int replications,
        long seed,
        int draws,
        List<Promise> promises,
        List<Marginal> marginal,
        List<ClassState> fleet,
        List<PartState> parts,
        List<CrewState> crews,
        long failures,
        long events,
        List<SourceLine> sources,
        List<String> notes) {

    /** Ends of an interval that holds the named quantity with probability {@code level}. */
    public record Band(double low, double high, double level, String of) {}

    /**
     * @param probability that no window misses the target
     * @param ci of the probability, from the finite number of replications (Wilson; wider where rates are drawn)
     * @param processBand of the worst window, by chance alone
     * @param parameterBand of the probability, by what is not known of the rates
     * @param expectedCredits in cents
     * @param worstWindow mean availability of the worst window
     * @param missedWindows expected number of windows below target
     * @param weeks each whole week ahead by itself
     * @param tail a closer look at a rare breach, if asked for
     */
    public record Promise(
            String commitment,
            double probability,
            Band ci,
            Band processBand,
            Band parameterBand,
            double expectedCredits,
            Band creditsCi,
            double worstWindow,
            double meanAvailability,
            double missedWindows,
            int windows,
            List<Week> weeks,
            Optional<Tail> tail) {}

    /**
     * One week ahead. Deliverable is in units of the promise on average over the week, over chance and unsure rates together.
     *
     * @param fromDay days from the start of the forecast
     * @param promised the most that is promised in it
     * @param likely half of the futures lie there
     * @param nearlyAll nine of ten futures lie there
     * @param probability that the week by itself reaches the target
     */
    public record Week(
            int week,
            double fromDay,
            int promised,
            double median,
            Band likely,
            Band nearlyAll,
            double probability,
            Band ci) {}

    /**
     * The probability of a breach by importance sampling.
     *
     * @param relativeHalfWidth of the interval; 0.1 is plus or minus ten percent
     * @param factor by which failures were made more frequent in a stretch that begins {@code leadDays} before its window
     */
    public record Tail(
            double breachProbability,
            Band ci,
            double relativeHalfWidth,
            int replications,
            double factor,
            double leadDays) {}

    /**
     * The same futures with one thing changed.
     *
     * @param creditsChange in cents, over all commitments; below 0 is good
     * @param costCents of the change, where the scenario says it
     * @param netCents credits saved less the cost
     */
    public record Marginal(
            String change,
            String name,
            List<Effect> effects,
            double creditsChange,
            Band creditsChangeCi,
            Optional<Long> costCents,
            Optional<Double> netCents) {}

    /**
     * @param varianceReduction how many times fewer replications the common random numbers need for this
     */
    public record Effect(
            String commitment, double probability, double change, Band changeCi, double varianceReduction) {}

    /** Time averages of a class of nodes. Quantiles are of the number down at a random moment. */
    public record ClassState(
            String unitClass,
            int nodes,
            double meanDown,
            int down50,
            int down90,
            int down99,
            int down999,
            double meanRacksShort) {}

    public record PartState(String part, int stock, double meanNodesWaiting) {}

    public record CrewState(String crew, int technicians, double meanBusy, double meanNodesWaiting) {}

    /** Which rate came from where. */
    public record SourceLine(String what, String rate, String source) {}
}
