/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.sustain.statement;

import io.plimsoll.sustain.Value;
import io.plimsoll.sustain.kpi.SiteDocument;
import io.plimsoll.sustain.kpi.SiteYear;
import io.plimsoll.sustain.kpi.Symbol;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/** Rules with limits and dates: EnEfG section 11, and what Delegated Regulation (EU) 2024/1364 says of a report. */
final class Limits {

    private static final LocalDate NEW_SITES = LocalDate.of(2026, 7, 1);
    private static final String LAW = "EnEfG section 11";

    private Limits() {}

    static List<Check> enefg(SiteDocument document, SiteYear year) {
        Optional<LocalDate> start = start(document);
        LocalDate end = document.to().atZone(ZoneOffset.UTC).toLocalDate().minusDays(1);
        List<Check> out = new ArrayList<>();
        OptionalDouble renewable = kpi(year, "REF");
        out.add(least("renewable electricity 50 %", renewable, 0.5, LocalDate.of(2024, 1, 1), end, LAW + "(5)"));
        out.add(least("renewable electricity 100 %", renewable, 1.0, LocalDate.of(2027, 1, 1), end, LAW + "(5)"));
        if (start.isEmpty()) {
            out.add(new Check("PUE", "UNKNOWN", "", "", "", LAW, "the date of entry into operation is not given"));
            return out;
        }
        if (start.get().isBefore(NEW_SITES)) {
            OptionalDouble pue = kpi(year, "PUE");
            out.add(most("PUE at most 1.5", pue, 1.5, LocalDate.of(2027, 7, 1), end, LAW + "(1)"));
            out.add(most("PUE at most 1.3", pue, 1.3, LocalDate.of(2030, 7, 1), end, LAW + "(1)"));
        } else {
            LocalDate from = start.get().plusYears(2);
            double reuse = start.get().isBefore(LocalDate.of(2027, 7, 1))
                    ? 0.10
                    : start.get().isBefore(LocalDate.of(2028, 7, 1)) ? 0.15 : 0.20;
            out.add(most("PUE at most 1.2", kpi(year, "PUE-EnEfG"), 1.2, from, end, LAW + "(2)"));
            Check heat = least(
                    String.format(Locale.ROOT, "ERF at least %.0f %%", 100 * reuse),
                    kpi(year, "ERF"),
                    reuse,
                    from,
                    end,
                    LAW + "(2)");
            String waiver = document.rest().at("/facility/heatReuseWaiver").asString("");
            out.add(
                    waiver.isEmpty() || !heat.verdict().equals("NOT_MET")
                            ? heat
                            : new Check(
                                    heat.rule(),
                                    "WAIVED",
                                    heat.value(),
                                    heat.limit(),
                                    heat.from(),
                                    LAW + "(3)",
                                    waiver));
        }
        return out;
    }

    static List<Check> eu(SiteDocument document, SiteYear year) {
        List<Check> out = new ArrayList<>();
        double kw = document.rest().at("/facility/pditKW").asDouble(Double.NaN);
        out.add(new Check(
                "in scope from 500 kW",
                Double.isNaN(kw) ? "UNKNOWN" : kw >= 500 ? "MET" : "NOT_MET",
                Double.isNaN(kw) ? "" : Resolver.shown(kw) + " kW",
                "500 kW",
                "2024-06-06",
                "Article 2",
                kw < 500 ? "a report is not asked for" : ""));
        boolean whole = document.period().matches("(\\d{4})-01-01T00:00:00Z/\\d{4}-01-01T00:00:00Z");
        out.add(new Check(
                "period is a calendar year",
                whole ? "MET" : "NOT_MET",
                document.period(),
                "",
                "",
                "Annex II",
                whole ? "" : "a site that ran for less than a year reports that time and says so"));
        OptionalDouble edc = year.totals().edc();
        OptionalDouble renewable = year.totals().renewable();
        if (edc.isPresent() && renewable.isPresent()) {
            boolean fits = renewable.getAsDouble() <= edc.getAsDouble();
            out.add(
                    new Check(
                            "ERES-TOT within EDC",
                            fits ? "MET" : "NOT_MET",
                            Resolver.shown(renewable.getAsDouble()),
                            Resolver.shown(edc.getAsDouble()),
                            "",
                            "Annex II",
                            fits
                                    ? ""
                                    : "more renewable energy than energy: certificates were counted twice or belong elsewhere"));
        }
        Value it = year.totals().values().get(Symbol.EIT);
        out.add(new Check(
                "EIT at the outputs of the UPS",
                it != null ? "MET" : "NOT_MET",
                "category " + year.totals().category(),
                "category 1",
                "",
                "Annex II",
                it != null ? "" : "another category must be declared, with its point"));
        return out;
    }

    static Check customers(SiteDocument document, SiteYear year) {
        double sum = 0;
        for (var c : document.rest().path("customers")) {
            sum += c.path("itKWh").asDouble(0);
        }
        OptionalDouble eit = year.totals().eit();
        boolean known = eit.isPresent();
        boolean fits = known && sum <= eit.getAsDouble() * 1.0001;
        return new Check(
                "customers together within EIT",
                known ? fits ? "MET" : "NOT_MET" : "UNKNOWN",
                Resolver.shown(sum),
                known ? Resolver.shown(eit.getAsDouble()) : "",
                "2024-01-01",
                "EnEfG section 15",
                fits || !known ? "" : "customers were attributed more than the IT used");
    }

    private static Optional<LocalDate> start(SiteDocument document) {
        String text = document.rest().at("/identity/operationStart").asString("");
        try {
            return text.isEmpty()
                    ? Optional.empty()
                    : Optional.of(text.length() == 7 ? YearMonth.parse(text).atDay(1) : LocalDate.parse(text));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private static OptionalDouble kpi(SiteYear year, String name) {
        return year.kpis().stream()
                .filter(v -> v.quantity().equals(name) && v.value().isPresent())
                .findFirst()
                .map(Value::value)
                .orElse(OptionalDouble.empty());
    }

    private static Check most(String rule, OptionalDouble v, double limit, LocalDate from, LocalDate end, String law) {
        return limit(rule, v, v.isPresent() && v.getAsDouble() <= limit, limit, from, end, law);
    }

    private static Check least(String rule, OptionalDouble v, double limit, LocalDate from, LocalDate end, String law) {
        return limit(rule, v, v.isPresent() && v.getAsDouble() >= limit - 1e-12, limit, from, end, law);
    }

    private static Check limit(
            String rule, OptionalDouble v, boolean met, double limit, LocalDate from, LocalDate end, String law) {
        boolean due = !end.isBefore(from);
        String verdict = v.isEmpty() ? "UNKNOWN" : met ? "MET" : due ? "NOT_MET" : "NOT_YET";
        String says = verdict.equals("NOT_YET") ? "not met; it holds from " + from : "";
        return new Check(
                rule,
                verdict,
                v.isEmpty() ? "" : Resolver.shown(v.getAsDouble()),
                Resolver.shown(limit),
                from.toString(),
                law,
                says);
    }
}
