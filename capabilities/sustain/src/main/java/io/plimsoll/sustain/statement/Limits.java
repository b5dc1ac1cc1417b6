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
import tools.jackson.databind.JsonNode;

/** Holds a year against the limits of a form, and against what a report must close on whatever its form. */
final class Limits {

    private Limits() {}

    /** The form's own limits, with their dates. */
    static List<Check> of(StatementForm form, SiteDocument document, SiteYear year) {
        Optional<LocalDate> start = start(document);
        LocalDate end = document.to().atZone(ZoneOffset.UTC).toLocalDate().minusDays(1);
        List<Check> out = new ArrayList<>();
        boolean undecided = false;
        for (LimitSpec l : form.limits()) {
            if (l.asksStart() && start.isEmpty()) {
                undecided = true;
            } else if (start.isEmpty() || l.isFor(start.get())) {
                out.add(check(form, l, document, year, start, end));
            }
        }
        if (undecided) {
            out.add(new Check(
                    "limits by the start of operation",
                    "UNKNOWN",
                    "",
                    "",
                    "",
                    form.limits().getLast().law(),
                    "the date of entry into operation is not given",
                    Redaction.PUBLIC));
        }
        return out;
    }

    private static Check check(
            StatementForm form,
            LimitSpec l,
            SiteDocument document,
            SiteYear year,
            Optional<LocalDate> start,
            LocalDate end) {
        boolean pointer = l.quantity().startsWith("/");
        JsonNode node = document.rest().at(pointer ? l.quantity() : "");
        OptionalDouble v = pointer
                ? node.isNumber() ? OptionalDouble.of(node.asDouble()) : OptionalDouble.empty()
                : kpi(year, l.quantity());
        LocalDate from = l.from().orElseGet(() -> start.orElse(end).plusMonths(l.monthsAfterStart()));
        boolean met = v.isPresent()
                && v.getAsDouble() >= l.least().orElse(Double.NEGATIVE_INFINITY) - 1e-12
                && v.getAsDouble() <= l.most().orElse(Double.POSITIVE_INFINITY) + 1e-12;
        String verdict = v.isEmpty() ? "UNKNOWN" : met ? "MET" : end.isBefore(from) ? "NOT_YET" : "NOT_MET";
        String says = switch (verdict) {
            case "NOT_YET" -> "not met; it holds from " + from;
            case "NOT_MET" -> l.says();
            case "UNKNOWN" -> "its figure is not known";
            default -> "";
        };
        if (verdict.equals("NOT_MET") && !l.waiver().isEmpty()) {
            JsonNode waiver = document.rest().at(l.waiver());
            String ground = waiver.path("ground").asString("");
            String evidence = waiver.path("evidence").asString("");
            if (form.waivers().containsKey(ground) && !evidence.isBlank()) {
                verdict = "WAIVED";
                says = form.waivers().get(ground) + ": " + evidence;
            } else if (!waiver.isMissingNode()) {
                says = "a waiver needs 'evidence' and a 'ground' out of "
                        + form.waivers().keySet().stream().sorted().toList();
            }
        }
        String unit = l.unit().isEmpty() ? "" : " " + l.unit();
        return new Check(
                l.rule(),
                verdict,
                v.isEmpty() ? "" : Resolver.shown(v.getAsDouble()) + unit,
                Resolver.shown(l.least().orElse(l.most().orElse(0))) + unit,
                from.toString(),
                l.law(),
                says,
                pointer ? Redaction.AUTHORITY : Redaction.PUBLIC);
    }

    /** What a report of (EU) 2024/1364 must close on. */
    static List<Check> eu(SiteDocument document, SiteYear year) {
        List<Check> out = new ArrayList<>();
        boolean whole = document.period().matches("(\\d{4})-01-01T00:00:00Z/\\d{4}-01-01T00:00:00Z");
        out.add(new Check(
                "period is a calendar year",
                whole ? "MET" : "NOT_MET",
                document.period(),
                "",
                "",
                "Annex II",
                whole ? "" : "a site that ran for less than a year reports that time and says so",
                Redaction.PUBLIC));
        OptionalDouble edc = year.totals().edc();
        OptionalDouble renewable = year.totals().renewable();
        if (edc.isPresent() && renewable.isPresent()) {
            boolean fits = renewable.getAsDouble() <= edc.getAsDouble();
            out.add(new Check(
                    "ERES-TOT within EDC",
                    fits ? "MET" : "NOT_MET",
                    Resolver.shown(renewable.getAsDouble()),
                    Resolver.shown(edc.getAsDouble()),
                    "",
                    "Annex II",
                    fits
                            ? ""
                            : "more was retired than the site used: certificates were counted twice or belong elsewhere",
                    Redaction.AUTHORITY));
        }
        part(year, Symbol.WIN_POT, Symbol.WIN, out);
        part(year, Symbol.EDC_BG, Symbol.EDC, out);
        boolean first = year.totals().values().containsKey(Symbol.EIT);
        out.add(new Check(
                "EIT at the outputs of the UPS",
                first ? "MET" : "NOT_MET",
                "category " + year.totals().category(),
                "category 1",
                "",
                "Annex II",
                first ? "" : "another category must be declared, with its point",
                Redaction.PUBLIC));
        return out;
    }

    /** A part is never more than its whole. */
    private static void part(SiteYear year, Symbol part, Symbol whole, List<Check> out) {
        OptionalDouble p = year.totals().get(part);
        OptionalDouble w = year.totals().get(whole);
        if (p.isPresent() && w.isPresent()) {
            boolean fits = p.getAsDouble() <= w.getAsDouble() * 1.0001;
            out.add(new Check(
                    part.shown() + " within " + whole.shown(),
                    fits ? "MET" : "NOT_MET",
                    Resolver.shown(p.getAsDouble()),
                    Resolver.shown(w.getAsDouble()),
                    "",
                    "Annex II",
                    fits ? "" : "a part is more than its whole: two meters, units or years are mixed",
                    Redaction.AUTHORITY));
        }
    }

    static Check customers(SiteDocument document, SiteYear year) {
        double sum = 0;
        for (JsonNode c : document.rest().path("customers")) {
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
                fits || !known ? "" : "customers were attributed more than the IT used",
                Redaction.AUTHORITY);
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

    /** The KPI as the statement shows it: the best category that is known. */
    private static OptionalDouble kpi(SiteYear year, String name) {
        return year.kpis().stream()
                .filter(v -> v.quantity().toLowerCase(Locale.ROOT).equals(name.toLowerCase(Locale.ROOT))
                        && v.value().isPresent())
                .findFirst()
                .map(Value::value)
                .orElse(OptionalDouble.empty());
    }
}
