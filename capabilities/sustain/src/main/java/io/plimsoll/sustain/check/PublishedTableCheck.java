/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.sustain.check;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Checks a published table of sites and years. Rounding never raises a flag: each printed value is held as the interval that
 * rounds to it, and a rule fires only where no values within the intervals close.
 *
 * <p>The rules come from defects seen in published indexes: ratios over the denominator of another year, water ratios that do
 * not follow from the published withdrawal, totals off by more than rounding, overhead moved between scopes, factors that
 * stayed when the year changed.
 */
public final class PublishedTableCheck {

    private static final List<Rule> RULES = List.of(
            new DuplicateRule(),
            new RangeRule(),
            new UnitSlipRule(),
            new UnitChangeRule(),
            new TotalsRule(),
            new BalanceRule(),
            new RatioRule(),
            new ImpliedDenominatorRule(),
            new FactorRule(),
            new BoundaryRule(),
            new StepRule());

    /** One idea of what must close. */
    interface Rule {
        void check(Table table, Findings findings);
    }

    private PublishedTableCheck() {}

    /**
     * @param csv the table's text
     * @param source how the user named it
     * @throws io.plimsoll.model.BadInputException with every line that cannot be read
     */
    public static CheckReport check(String csv, String source) {
        Findings findings = new Findings();
        TableReader.Read read = TableReader.read(csv, source, findings);
        Table table = read.table();
        RULES.forEach(rule -> rule.check(table, findings));
        List<Flag> flags = findings.flags().stream()
                .sorted(Comparator.comparing(Flag::severity)
                        .thenComparing(Flag::rule)
                        .thenComparingInt(Flag::year)
                        .thenComparingLong(Flag::line))
                .toList();
        Map<String, Integer> byRule = new TreeMap<>();
        flags.forEach(f -> byRule.merge(f.rule(), 1, Integer::sum));
        return new CheckReport(
                source,
                table.count(),
                table.sites().stream().map(table::name).toList(),
                List.copyOf(table.years()),
                read.understood().values().stream()
                        .map(c -> new CheckReport.Understood(
                                c.heading(),
                                c.measure().id(),
                                c.measure().dimension().unit(),
                                c.scale()))
                        .toList(),
                flags,
                byRule,
                findings.compared(),
                findings.notes());
    }
}
