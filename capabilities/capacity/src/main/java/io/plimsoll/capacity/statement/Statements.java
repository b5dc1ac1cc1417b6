/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.capacity.statement;

import io.plimsoll.capacity.Commitment;
import io.plimsoll.capacity.Measure;
import io.plimsoll.capacity.Tranche;
import io.plimsoll.capacity.availability.Availability;
import io.plimsoll.capacity.availability.Measures;
import io.plimsoll.capacity.availability.Pool;
import io.plimsoll.capacity.availability.Ratio;
import io.plimsoll.capacity.availability.Step;
import io.plimsoll.capacity.credit.Claim;
import io.plimsoll.capacity.credit.Credit;
import io.plimsoll.capacity.credit.Delay;
import io.plimsoll.capacity.ledger.Balances;
import io.plimsoll.capacity.ledger.Log;
import io.plimsoll.capacity.ledger.Timelines;
import io.plimsoll.capacity.ledger.Unit;
import io.plimsoll.model.UnitClass;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Draws up statements from a ledger and a contract. The same two give the same statement. */
public final class Statements {

    private static final int DECIMALS = 9;

    private final Timelines timelines;
    private final Commitment commitment;
    private final Instant asOf;
    private final Optional<Instant> knownAt;

    /**
     * @param timelines as known at {@code knownAt}
     * @param asOf nothing after it counts; the window of a statement may run on beyond it
     */
    public Statements(Timelines timelines, Commitment commitment, Instant asOf, Optional<Instant> knownAt) {
        this.timelines = timelines;
        this.commitment = commitment;
        this.asOf = Instant.ofEpochSecond(asOf.getEpochSecond());
        this.knownAt = knownAt;
    }

    /** What of the window counts, and what is judged by it. */
    private record Judged(List<Tranche> promise, List<Delay> delays, Availability availability, Pool pool, long end) {}

    private Judged judge(Windows window) {
        long from = window.from().getEpochSecond();
        long until = Math.max(from, Math.min(window.until().getEpochSecond(), asOf.getEpochSecond()));
        List<Delay> delays = delays(until);
        List<Tranche> promise = Delay.promise(commitment, delays, Instant.ofEpochSecond(until));
        Pool pool = Pool.of(timelines, commitment, from, until);
        return new Judged(promise, delays, Measures.of(pool, commitment, promise, from, until), pool, until);
    }

    private List<Delay> delays(long until) {
        long start = commitment.start().getEpochSecond();
        if (start >= until) {
            return List.of();
        }
        Pool pool = Pool.of(timelines, commitment, start, until);
        List<Step> steps =
                Measures.physical(pool, commitment, commitment.promise().tranches(), start, until);
        return Delay.of(commitment, steps, Instant.ofEpochSecond(until));
    }

    /** The five measures in a window. */
    public Availability availability(Windows window) {
        return judge(window).availability();
    }

    /** The statement of a window. */
    public Statement of(Windows window, Statement.Sources sources) {
        Judged judged = judge(window);
        Availability a = judged.availability();
        Ratio counted = a.measures().getOrDefault(commitment.measurement().measure(), Ratio.WHOLE);
        boolean met = !counted.below(commitment.measurement().target());
        Credit credit = Credit.of(
                commitment,
                counted,
                judged.promise(),
                window.from(),
                Instant.ofEpochSecond(judged.end()),
                gpusPerNode(judged.pool()));
        boolean owed = credit.cents().map(c -> c > 0).orElse(credit.share().signum() > 0);
        Claim claim = Claim.of(commitment, window.from(), window.until(), owed, asOf);
        List<Balances.Row> balances = Balances.between(
                timelines.log(),
                window.from().getEpochSecond(),
                judged.end(),
                knownAt.map(Statements::micros).orElse(Long.MAX_VALUE));
        return new Statement(
                Statement.TYPE,
                commitment.id(),
                commitment.customer(),
                commitment.place().site(),
                commitment.promise().unit().says(),
                new Statement.Window(
                        window.from(),
                        window.until(),
                        commitment.measurement().zone().getId(),
                        asOf,
                        knownAt),
                verdict(counted, met),
                measured(a),
                delivered(a),
                a.shortfalls().stream().map(Statements::shortfall).toList(),
                outages(judged.pool()),
                owed(credit, judged.delays()),
                new Statement.ClaimClock(
                        claim.state().name(), claim.deadline(), claim.left().toSeconds(), claim.claimed()),
                judged.delays().stream().map(Statements::late).toList(),
                termination(window),
                duty(window, judged.end()),
                balances.stream().map(Statements::balance).toList(),
                sources,
                notes(window, judged));
    }

    /** Epoch microseconds. */
    public static long micros(Instant at) {
        return Math.addExact(Math.multiplyExact(at.getEpochSecond(), 1_000_000L), at.getNano() / 1_000);
    }

    private static int gpusPerNode(Pool pool) {
        return pool.members().stream()
                .map(Pool.Member::unit)
                .filter(u -> u.unitClass() == UnitClass.NODE)
                .mapToInt(Unit::gpus)
                .max()
                .orElse(0);
    }

    private Statement.Verdict verdict(Ratio counted, boolean met) {
        return new Statement.Verdict(
                commitment.measurement().measure().key(),
                decimals(counted),
                counted.numerator(),
                counted.denominator(),
                commitment.measurement().target(),
                met);
    }

    private static BigDecimal decimals(Ratio ratio) {
        return ratio.exact().setScale(DECIMALS, RoundingMode.DOWN);
    }

    private static List<Statement.Measured> measured(Availability a) {
        List<Statement.Measured> out = new ArrayList<>();
        for (Measure measure : Measure.values()) {
            Ratio ratio = a.measures().getOrDefault(measure, Ratio.WHOLE);
            String says = a.says().getOrDefault(measure, measure.says());
            out.add(new Statement.Measured(
                    measure.key(),
                    measure == Measure.WORST_NODE && !a.worstNode().isEmpty() ? says + ": " + a.worstNode() : says,
                    decimals(ratio),
                    ratio.numerator(),
                    ratio.denominator(),
                    decimals(a.raw().getOrDefault(measure, Ratio.WHOLE))));
        }
        return out;
    }

    private static Statement.Delivered delivered(Availability a) {
        Ratio d = a.delivered();
        return new Statement.Delivered(
                d.denominator(),
                d.numerator(),
                d.denominator() - d.numerator(),
                a.shortfalls().stream().mapToLong(s -> s.until() - s.from()).sum());
    }

    private static Statement.Shortfall shortfall(Step step) {
        return new Statement.Shortfall(
                Instant.ofEpochSecond(step.from()),
                Instant.ofEpochSecond(step.until()),
                step.promised(),
                step.deliverable(),
                step.physical(),
                step.missing());
    }

    private static List<Statement.Down> outages(Pool pool) {
        return pool.outages().stream()
                .sorted((a, b) -> a.from() != b.from()
                        ? Long.compare(a.from(), b.from())
                        : a.unit().compareTo(b.unit()))
                .map(o -> new Statement.Down(
                        o.unit(),
                        Instant.ofEpochSecond(o.from()),
                        Instant.ofEpochSecond(o.until()),
                        o.until() - o.from(),
                        o.counted(),
                        o.state(),
                        o.exclusion(),
                        o.entry(),
                        o.cause()))
                .toList();
    }

    private Statement.Owed owed(Credit credit, List<Delay> delays) {
        return new Statement.Owed(
                commitment.money().currency(),
                credit.feeCents(),
                credit.share()
                        .setScale(Math.min(DECIMALS, Math.max(0, credit.share().scale())), RoundingMode.HALF_UP),
                credit.below(),
                credit.uncappedCents(),
                commitment.money().cap(),
                credit.capped(),
                credit.cents(),
                delays.stream().mapToLong(Delay::damagesCents).sum());
    }

    private static Statement.Late late(Delay d) {
        return new Statement.Late(
                d.quantity(), d.added(), d.committed(), d.delivered(), d.lateDays(), d.damagesCents(), d.mayEnd());
    }

    private static Statement.Balance balance(Balances.Row row) {
        return new Statement.Balance(row.unitClass(), row.gpus(), row.sum(), row.installed(), row.conserved());
    }

    /** Breached windows among the months that end with this one and have begun since the commitment started. */
    private Optional<Statement.Trigger> termination(Windows window) {
        if (commitment.remedies().termination().isEmpty()) {
            return Optional.empty();
        }
        var agreed = commitment.remedies().termination().get();
        YearMonth last = Windows.monthOf(commitment, window.until().minusSeconds(1));
        int seen = 0;
        for (int i = 0; i < agreed.months(); i++) {
            Windows month = Windows.of(commitment, last.minusMonths(i));
            if (!month.until().isAfter(commitment.start())) {
                break;
            }
            Ratio own = judge(month)
                    .availability()
                    .measures()
                    .getOrDefault(commitment.measurement().measure(), Ratio.WHOLE);
            seen += own.below(commitment.measurement().target()) ? 1 : 0;
        }
        return Optional.of(new Statement.Trigger(agreed.breaches(), agreed.months(), seen, seen >= agreed.breaches()));
    }

    private Optional<Statement.Duty> duty(Windows window, long until) {
        int nodes = commitment.promise().hotSpares();
        if (nodes == 0) {
            return Optional.empty();
        }
        HotSpares.Kept kept = HotSpares.of(timelines, commitment, window.from().getEpochSecond(), until);
        return Optional.of(new Statement.Duty(nodes, kept.least(), kept.shortSeconds()));
    }

    private List<String> notes(Windows window, Judged judged) {
        List<String> out = new ArrayList<>();
        Log log = timelines.log();
        if (judged.end() < window.until().getEpochSecond()) {
            out.add("The window runs until " + window.until() + "; figures are as of "
                    + Instant.ofEpochSecond(judged.end()) + ".");
        }
        if (!judged.pool().allocated()) {
            out.add(
                    "The ledger allocates no unit to this commitment: every unit of the site that was fit once and serves"
                            + " nobody else counts.");
        }
        long last = log.lastSecond().orElse(Long.MIN_VALUE);
        if (last < judged.end()) {
            out.add("The ledger's last entry is effective at " + Instant.ofEpochSecond(Math.max(last, 0))
                    + "; after it every unit is taken to stay as it was.");
        }
        if (commitment.money().price().isEmpty()) {
            out.add("No price was agreed in the contract file: fee and credit are unknown, not zero.");
        }
        if (judged.promise().stream()
                .noneMatch(t -> t.from().getEpochSecond() < judged.end()
                        && t.endSecond() > window.from().getEpochSecond())) {
            out.add("Nothing was promised in this window.");
        }
        HotSpares.stranger(timelines, commitment, window.from().getEpochSecond(), judged.end())
                .ifPresent(unit -> out.add("The site is dedicated to this commitment, and " + unit
                        + " was allocated to another one there."));
        return out;
    }
}
