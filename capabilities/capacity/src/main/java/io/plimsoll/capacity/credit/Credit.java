/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.capacity.credit;

import io.plimsoll.capacity.Commitment;
import io.plimsoll.capacity.ContractUnit;
import io.plimsoll.capacity.Money;
import io.plimsoll.capacity.Money.Ladder;
import io.plimsoll.capacity.Money.Step;
import io.plimsoll.capacity.Tranche;
import io.plimsoll.capacity.availability.Ratio;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;

/**
 * What a window costs and what of it is given back. Amounts are whole cents, rounded half up once, at the end.
 *
 * @param share of the fee by the ladder, before the cap
 * @param feeCents of the window; empty where no price was agreed
 * @param uncappedCents by the ladder alone
 * @param cents after the cap
 * @param below the threshold that was undercut; empty for none
 */
public record Credit(
        BigDecimal share,
        Optional<Long> feeCents,
        Optional<Long> uncappedCents,
        Optional<Long> cents,
        boolean capped,
        Optional<BigDecimal> below) {

    private static final BigDecimal HOUR = BigDecimal.valueOf(3_600);
    private static final MathContext EXACT = MathContext.DECIMAL128;

    /**
     * @param availability by the contract's measure
     * @param promise what counts as promised when
     * @param gpusPerNode for prices by the GPU-hour
     */
    public static Credit of(
            Commitment commitment,
            Ratio availability,
            List<Tranche> promise,
            Instant from,
            Instant until,
            int gpusPerNode) {
        Money money = commitment.money();
        BigDecimal share = share(money.ladder(), availability);
        Optional<BigDecimal> below = money.ladder().steps().stream()
                .map(Step::below)
                .filter(availability::below)
                .reduce((a, b) -> b);
        boolean capped = share.compareTo(money.cap()) > 0;
        Optional<BigDecimal> fee = money.price().map(p -> fee(commitment, p, promise, from, until, gpusPerNode));
        return new Credit(
                share,
                fee.map(Credit::cents),
                fee.map(f -> cents(f.multiply(share))),
                fee.map(f -> cents(f.multiply(share.min(money.cap())))),
                capped,
                below);
    }

    /** The ladder's share of the fee at an availability. */
    static BigDecimal share(Ladder ladder, Ratio availability) {
        List<Step> steps = ladder.steps();
        BigDecimal out = BigDecimal.ZERO;
        for (int i = 0; i < steps.size(); i++) {
            Step step = steps.get(i);
            if (!availability.below(step.below())) {
                break;
            }
            out = step.credit();
            if (ladder.shape() == Ladder.Shape.LINEAR && i + 1 < steps.size()) {
                Step next = steps.get(i + 1);
                BigDecimal way = step.below().subtract(availability.exact());
                BigDecimal whole = step.below().subtract(next.below());
                out = out.add(next.credit()
                        .subtract(step.credit())
                        .multiply(way)
                        .divide(whole, EXACT)
                        .min(next.credit().subtract(step.credit())));
            }
        }
        return out;
    }

    private static long cents(BigDecimal exact) {
        return exact.setScale(0, RoundingMode.HALF_UP).longValueExact();
    }

    private static BigDecimal fee(
            Commitment commitment, Money.Price price, List<Tranche> promise, Instant from, Instant until, int gpus) {
        BigDecimal cents = BigDecimal.valueOf(price.cents());
        return switch (price.per()) {
            case UNIT_HOUR -> cents.multiply(unitSeconds(promise, from, until)).divide(HOUR, EXACT);
            case GPU_HOUR -> {
                int each = commitment.promise().unit() instanceof ContractUnit.Gpu
                        ? 1
                        : gpus * commitment.promise().unit().nodes();
                yield cents.multiply(BigDecimal.valueOf(each))
                        .multiply(unitSeconds(promise, from, until))
                        .divide(HOUR, EXACT);
            }
            case UNIT_MONTH -> {
                BigDecimal sum = BigDecimal.ZERO;
                ZoneId zone = commitment.measurement().zone();
                ZonedDateTime month =
                        from.atZone(zone).toLocalDate().withDayOfMonth(1).atStartOfDay(zone);
                while (month.toInstant().isBefore(until)) {
                    ZonedDateTime next = month.plusMonths(1);
                    long seconds = next.toEpochSecond() - month.toEpochSecond();
                    Instant a = month.toInstant().isBefore(from) ? from : month.toInstant();
                    Instant b = next.toInstant().isAfter(until) ? until : next.toInstant();
                    sum = sum.add(
                            cents.multiply(unitSeconds(promise, a, b)).divide(BigDecimal.valueOf(seconds), EXACT));
                    month = next;
                }
                yield sum;
            }
        };
    }

    private static BigDecimal unitSeconds(List<Tranche> promise, Instant from, Instant until) {
        long sum = 0;
        for (Tranche tranche : promise) {
            long a = Math.max(from.getEpochSecond(), tranche.from().getEpochSecond());
            long b = Math.min(until.getEpochSecond(), tranche.endSecond());
            sum = Math.addExact(sum, Math.multiplyExact(Math.max(0, b - a), (long) tranche.quantity()));
        }
        return BigDecimal.valueOf(sum);
    }
}
