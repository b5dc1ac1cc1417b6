/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.capacity.read;

import io.plimsoll.capacity.ContractUnit;
import io.plimsoll.capacity.Measure;
import io.plimsoll.capacity.Measurement;
import io.plimsoll.capacity.Measurement.Evidence;
import io.plimsoll.capacity.Measurement.Exclusion;
import io.plimsoll.capacity.Measurement.KOfN;
import io.plimsoll.capacity.Money;
import io.plimsoll.capacity.Money.Ladder;
import io.plimsoll.capacity.Money.Price;
import io.plimsoll.capacity.Money.Step;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The part of a contract line that says how availability is measured and what it costs to miss it. */
final class TermsReader {

    private static final Pattern ROLLING = Pattern.compile("rolling *(\\d{1,3}) *d(?:ays?)?", Pattern.CASE_INSENSITIVE);

    private final Fields fields;
    private final ContractUnit unit;

    TermsReader(Fields fields, ContractUnit unit) {
        this.fields = fields;
        this.unit = unit;
    }

    Measurement measurement() {
        Optional<Fields> found = fields.inner("availability", "measurement");
        if (found.isEmpty()) {
            fields.problem(fields.line(), "", "availability: with target and measure", "");
        }
        BigDecimal target = BigDecimal.ONE;
        Measure measure = Measure.TIME_MET;
        OptionalInt rolling = OptionalInt.empty();
        ZoneId zone = ZoneId.of("UTC");
        Measurement.Topology topology = Measurement.Topology.NONE;
        if (found.isPresent()) {
            Fields a = found.get();
            Optional<BigDecimal> share = a.share("target");
            if (share.isEmpty() || share.get().signum() == 0) {
                a.problem(a.line(), share.map(Object::toString).orElse("no target"), "target: such as 99.5%", "");
            }
            target = share.orElse(BigDecimal.ONE);
            Optional<Measure> word = a.word(Measure.class, "measure");
            if (word.isEmpty()) {
                a.problem(
                        a.line(),
                        "no measure",
                        "measure: which of " + List.of(Measure.values()) + " the target means",
                        "the five differ by far; a target without a measure is no promise");
            }
            measure = word.orElse(measure);
            rolling = rolling(a);
            zone = zone(a);
            topology = new Measurement.Topology(groups(a), a.count(1, 1_000_000, "blockNodes"));
            a.end();
        }
        return new Measurement(target, measure, rolling, zone, evidence(), exclusions(), topology);
    }

    private static OptionalInt rolling(Fields a) {
        Optional<Tree.Scalar> window = a.scalar("window");
        String text = window.map(Tree.Scalar::text).orElse("calendar month");
        Matcher m = ROLLING.matcher(text);
        if (m.matches() && Integer.parseInt(m.group(1)) > 0) {
            return OptionalInt.of(Integer.parseInt(m.group(1)));
        }
        if (!text.replaceAll("[\\s_-]", "").matches("(?i)(calendar)?month")) {
            a.problem(window.map(Tree::line).orElse(0L), text, "window: calendar month, or rolling N days", "");
        }
        return OptionalInt.empty();
    }

    private static ZoneId zone(Fields a) {
        Optional<Tree.Scalar> text = a.scalar("zone", "timeZone");
        try {
            return text.isPresent() ? ZoneId.of(text.get().text()) : ZoneId.of("UTC");
        } catch (DateTimeException e) {
            a.problem(
                    text.map(Tree::line).orElse(0L),
                    text.map(Tree.Scalar::text).orElse(""),
                    "zone: such as America/Chicago",
                    "");
            return ZoneId.of("UTC");
        }
    }

    private Optional<KOfN> groups(Fields a) {
        Optional<Fields> found = a.inner("kOfN");
        if (found.isEmpty()) {
            return Optional.empty();
        }
        Fields g = found.get();
        int k = g.neededCount(1, 10_000, "k");
        int n = g.neededCount(1, 10_000, "n");
        g.end();
        if (k > n) {
            g.problem(g.line(), k + " of " + n, "k: at most n", "");
        }
        if (unit instanceof ContractUnit.Rack) {
            g.problem(
                    g.line(),
                    k + " of " + n,
                    "kOfN: only where the unit is no rack, which has its own",
                    "leave it out");
        }
        return Optional.of(new KOfN(k, n));
    }

    private Evidence evidence() {
        Optional<Fields> found = fields.inner("evidence");
        if (found.isEmpty()) {
            return new Evidence(Evidence.Rule.OPERATOR_RECORD, Evidence.Clock.FAULT, Duration.ZERO);
        }
        Fields e = found.get();
        Evidence.Rule rule = e.word(Evidence.Rule.class, "rule").orElse(Evidence.Rule.OPERATOR_RECORD);
        Evidence.Clock clock = e.word(Evidence.Clock.class, "clock").orElse(Evidence.Clock.FAULT);
        int grace = e.count(0, 100_000, "graceMinutes").orElse(0);
        e.end();
        return new Evidence(rule, clock, Duration.ofMinutes(grace));
    }

    private List<Exclusion> exclusions() {
        List<Exclusion> out = new ArrayList<>();
        Set<Exclusion.Kind> seen = EnumSet.noneOf(Exclusion.Kind.class);
        for (Tree item : fields.list("exclusions")) {
            Optional<Exclusion.Kind> kind;
            Optional<Duration> most = Optional.empty();
            if (item instanceof Tree.Scalar scalar) {
                kind = fields.wordOf(Exclusion.Kind.class, scalar, "exclusions");
            } else {
                Fields x = Fields.of(item, fields.where() + ".exclusions", fields.problems());
                kind = x.word(Exclusion.Kind.class, "kind");
                OptionalInt hours = x.count(0, 10_000, "maxHours");
                most = hours.isPresent() ? Optional.of(Duration.ofHours(hours.getAsInt())) : most;
                x.end();
            }
            if (kind.isPresent() && !seen.add(kind.get())) {
                fields.problem(item.line(), kind.get().name(), "exclusions: each kind once", "");
            }
            Optional<Duration> limit = most;
            kind.ifPresent(k -> out.add(new Exclusion(k, limit)));
        }
        return out;
    }

    Money money(BigDecimal target) {
        Optional<Fields> priced = fields.inner("price");
        Optional<Price> price = priced.flatMap(TermsReader::price);
        String currency = fields.text("", "currency");
        Optional<Fields> found = fields.inner("credits", "credit");
        Ladder ladder = new Ladder(Ladder.Shape.STEPPED, List.of());
        BigDecimal cap = BigDecimal.ONE;
        OptionalInt claim = OptionalInt.empty();
        Map<Instant, Instant> claims = new HashMap<>();
        if (found.isPresent()) {
            Fields c = found.get();
            ladder = ladder(c, target);
            Optional<BigDecimal> most = c.share("cap");
            cap = most.orElse(BigDecimal.ONE);
            claim = c.count(1, 3_650, "claimDays", "claimWindowDays");
            for (Tree item : c.list("claims")) {
                Fields one = Fields.of(item, c.where() + ".claims", c.problems());
                Optional<Instant> window = one.instant("window", "month");
                Optional<Instant> at = one.instant("at", "claimedAt");
                if (window.isEmpty() || at.isEmpty()) {
                    one.problem(one.line(), "", "window and at: whose claim, made when", "");
                }
                window.ifPresent(w -> at.ifPresent(a -> claims.put(w, a)));
                one.end();
            }
            c.end();
        }
        return new Money(currency, price, ladder, cap, claim, claims);
    }

    private static Optional<Price> price(Fields p) {
        Optional<Long> cents = p.cents("cents");
        Optional<Price.Per> per = p.word(Price.Per.class, "per");
        if (cents.isEmpty() || per.isEmpty()) {
            p.problem(p.line(), "", "cents and per: such as 4200 per unit hour", "");
        }
        p.end();
        return cents.flatMap(c -> per.map(u -> new Price(c, u)));
    }

    private static Ladder ladder(Fields c, BigDecimal target) {
        List<Step> steps = new ArrayList<>();
        List<Tree> items = c.list("ladder");
        for (int i = 0; i < items.size(); i++) {
            Fields s = Fields.of(items.get(i), c.where() + ".ladder[" + i + "]", c.problems());
            Optional<BigDecimal> below = s.share("below");
            Optional<BigDecimal> credit = s.share("credit", "percent", "pct");
            s.end();
            if (below.isEmpty() || credit.isEmpty()) {
                s.problem(s.line(), "", "below and credit: such as 99.5% and 10%", "");
                continue;
            }
            if (below.get().compareTo(target) > 0) {
                s.problem(
                        s.line(),
                        below.get().toPlainString(),
                        "below: at most the target " + target.toPlainString() + "; a kept promise owes no credit",
                        "");
            }
            for (Step other : steps) {
                int order = below.get().compareTo(other.below());
                if (order == 0) {
                    s.problem(s.line(), below.get().toPlainString(), "below: each threshold once", "");
                } else if ((order < 0) == (credit.get().compareTo(other.credit()) < 0)
                        && credit.get().compareTo(other.credit()) != 0) {
                    s.problem(
                            s.line(),
                            credit.get().toPlainString() + " below "
                                    + below.get().toPlainString() + ", and "
                                    + other.credit().toPlainString() + " below "
                                    + other.below().toPlainString(),
                            "credit: more where availability is less",
                            "");
                }
            }
            steps.add(new Step(below.get(), credit.get()));
        }
        steps.sort((a, b) -> b.below().compareTo(a.below()));
        Ladder.Shape shape = c.word(Ladder.Shape.class, "shape").orElse(Ladder.Shape.STEPPED);
        return new Ladder(shape, steps);
    }
}
