/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.sustain.statement;

import io.plimsoll.sustain.Value;
import io.plimsoll.sustain.carbon.Boavizta;
import io.plimsoll.sustain.carbon.Embodied;
import io.plimsoll.sustain.kpi.SiteDocument;
import io.plimsoll.sustain.kpi.SiteYear;
import io.plimsoll.sustain.kpi.Symbol;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.OptionalDouble;
import tools.jackson.databind.JsonNode;

/** Finds the value of a field in a site's document, its sums and its KPIs. */
final class Resolver {

    /** A value as text with its origin; an empty text is no value. */
    record Found(String text, String method, String source) {
        static final Found NONE = new Found("", "", "");
    }

    private final SiteDocument document;
    private final SiteYear year;
    private final String customer;
    private final StatementForm form;

    Resolver(StatementForm form, SiteDocument document, SiteYear year, String customer) {
        this.form = form;
        this.document = document;
        this.year = year;
        this.customer = customer;
    }

    /** The first of the places that the form names which has a value. */
    Found find(FieldSpec spec) {
        for (String from : spec.from()) {
            Found found = find(from);
            if (!found.text().isEmpty()) {
                return spec.oneOf().isEmpty() || spec.oneOf().contains(found.text())
                        ? found
                        : new Found("", "", "'" + found.text() + "' is none of " + spec.oneOf());
            }
        }
        return Found.NONE;
    }

    /** Whether the form asks for it of this site. */
    boolean asks(FieldSpec spec) {
        int is = spec.onlyIf().indexOf(" = ");
        return spec.required()
                && (is < 0
                        || document.rest()
                                .at(spec.onlyIf().substring(0, is))
                                .asString("")
                                .equals(spec.onlyIf().substring(is + 3)));
    }

    private Found find(String from) {
        if (from.startsWith("sym:")) {
            return of(year.totals().values().get(Symbol.valueOf(from.substring(4))));
        }
        if (from.startsWith("kpi:")) {
            return kpi(from.substring(4));
        }
        if (from.startsWith("class:")) {
            return classOf(from.substring(6));
        }
        return from.startsWith("calc:") ? calculated(from.substring(5)) : pointer(from);
    }

    private static Found of(@org.jspecify.annotations.Nullable Value v) {
        return v == null || v.value().isEmpty()
                ? Found.NONE
                : new Found(
                        shown(v.value().getAsDouble()),
                        v.method() + (v.category().isEmpty() ? "" : ", category " + v.category()),
                        v.source());
    }

    /** The best category that has a value: PUE 1 before 2 before 3, WUE 2 before 1. */
    private Found kpi(String name) {
        Found found = Found.NONE;
        for (Value v : year.kpis()) {
            if (v.quantity().equals(name)
                    && v.value().isPresent()
                    && (found.text().isEmpty() || name.equals("WUE"))) {
                found = of(v);
            }
        }
        return found;
    }

    private Found pointer(String path) {
        JsonNode v = document.rest().at(path);
        if (v.isMissingNode() || v.isNull()) {
            return Found.NONE;
        }
        if (v.isObject()) {
            return new Found(
                    text(v.path("value")),
                    v.path("method").asString(""),
                    v.path("source").asString("the document"));
        }
        return new Found(text(v), "", "the document, " + path);
    }

    private static String text(JsonNode v) {
        if (v.isNumber()) {
            return shown(v.asDouble());
        }
        if (v.isArray()) {
            StringBuilder all = new StringBuilder();
            v.forEach(x -> all.append(all.isEmpty() ? "" : "; ").append(x.asString("")));
            return all.toString();
        }
        return v.asString("");
    }

    private Found calculated(String what) {
        return switch (what) {
            case "eit" ->
                number(year.totals().eit(), "category " + year.totals().category());
            case "eitCategory" -> new Found(year.totals().category(), "", "meters");
            case "winCategory" ->
                new Found(
                        year.totals().get(Symbol.WIN).isPresent()
                                ? "2"
                                : year.totals().get(Symbol.WIN_POT).isPresent() ? "1" : "",
                        "",
                        "meters");
            case "renewable" -> number(year.totals().renewable(), "ERES-GOO + ERES-PPA + ERES-OS");
            case "gigajoules" -> scaled(year.totals().edc(), 0.0036, "EDC x 3.6 / 1000");
            case "waterWithdrawn" -> scaled(year.totals().get(Symbol.WIN), 1e-3, "WIN / 1000");
            case "scope2Location" -> scope2("gridFactor", false);
            case "scope2Market" -> scope2("residualFactor", true);
            case "upstream" -> kpi("UPSTREAM-TONNES");
            case "gridShare" -> gridShare();
            case "gpuLow", "gpuHigh" -> gpus(what.equals("gpuHigh"));
            default -> customer(what);
        };
    }

    private Found classOf(String name) {
        StatementForm.SizeClass size = form.classes().get(name);
        if (size == null || !document.rest().at(size.of()).isNumber()) {
            return Found.NONE;
        }
        return new Found(
                size.name(document.rest().at(size.of()).asDouble()),
                "from the installed IT power",
                "the document, " + size.of());
    }

    /** Of all energy what is neither made on site nor bought as fuel or cooling. */
    private Found gridShare() {
        OptionalDouble edc = year.totals().edc();
        OptionalDouble own = year.totals().get(Symbol.ERES_OS);
        OptionalDouble backup = year.totals().get(Symbol.EDC_BG);
        boolean known = edc.isPresent() && edc.getAsDouble() > 0 && own.isPresent() && backup.isPresent();
        double other = own.orElse(0)
                + backup.orElse(0)
                + year.totals().get(Symbol.FUEL).orElse(0)
                + year.totals().get(Symbol.PURCHASED_COOLING).orElse(0);
        return known
                ? new Found(
                        shown(1 - other / edc.getAsDouble()),
                        "1 - (ERES-OS + EDC-BG + fuels + bought cooling) / EDC",
                        "sums of the site")
                : Found.NONE;
    }

    private static Found number(OptionalDouble v, String method) {
        return scaled(v, 1, method);
    }

    private static Found scaled(OptionalDouble v, double scale, String method) {
        return v.isEmpty() ? Found.NONE : new Found(shown(v.getAsDouble() * scale), method, "sums of the site");
    }

    /** Energy times the factor that the document brings with its source; without one there is no figure. */
    private Found scope2(String factor, boolean market) {
        JsonNode f = document.rest().at("/ghg/" + factor);
        JsonNode value = f.isObject() ? f.path("value") : f;
        OptionalDouble edc = year.totals().edc();
        if (!value.isNumber() || edc.isEmpty() || f.path("source").asString("").isEmpty()) {
            return Found.NONE;
        }
        OptionalDouble covered = market ? year.totals().renewable() : OptionalDouble.of(0);
        if (covered.isEmpty()) {
            return Found.NONE;
        }
        double mwh = Math.max(edc.getAsDouble() - covered.getAsDouble(), 0) / 1000;
        return new Found(
                shown(mwh * value.asDouble()),
                market ? "(EDC - ERES-TOT) x residual mix" : "EDC x grid factor",
                f.path("source").asString(""));
    }

    /** GPUs put into service in the period; only models with two estimates give an interval. */
    private Found gpus(boolean high) {
        double sum = 0;
        JsonNode list = document.rest().at("/ghg/gpusInstalled");
        if (!list.isArray()) {
            return Found.NONE;
        }
        for (JsonNode g : list) {
            int count = g.path("count").asInt(0);
            if (g.path("model").asString("").toUpperCase(java.util.Locale.ROOT).contains("H100")) {
                Embodied e = Embodied.h100(count, Boavizta.Gpu.defaults());
                sum += high ? e.high() : e.low();
            } else if (g.path("kgEachLow").isNumber() && g.path("kgEachHigh").isNumber()) {
                sum += count * g.path(high ? "kgEachHigh" : "kgEachLow").asDouble() / 1000;
            } else {
                return Found.NONE;
            }
        }
        return new Found(
                shown(sum),
                high ? "modelled bottom-up, cradle to gate" : "declared by the vendor, cradle to gate",
                high ? "Boavizta GPU formula, release 2.4" : "product carbon footprints of the vendor");
    }

    private Found customer(String what) {
        for (JsonNode c : document.rest().path("customers")) {
            if (!c.path("name").asString("").equals(customer)) {
                continue;
            }
            OptionalDouble edc = year.totals().edc();
            OptionalDouble eit = year.totals().eit();
            double it = c.path("itKWh").asDouble(Double.NaN);
            if (what.equals("customer")) {
                return new Found(customer, "", "the document");
            }
            if (Double.isNaN(it)) {
                return Found.NONE;
            }
            if (what.equals("customerIt")) {
                return new Found(shown(it), "metered", c.path("source").asString("the document"));
            }
            if (edc.isEmpty() || eit.isEmpty() || eit.getAsDouble() <= 0) {
                return Found.NONE;
            }
            double share = it / eit.getAsDouble();
            double overhead = (edc.getAsDouble() - eit.getAsDouble()) * share;
            return switch (what) {
                case "customerOverhead" ->
                    new Found(shown(overhead), "(EDC - EIT) by its part of the IT energy", "sums of the site");
                case "customerEnergy" ->
                    new Found(shown(it + overhead), "its IT energy and its part of the rest", "sums of the site");
                default -> new Found(shown(share), "its IT energy / EIT", "sums of the site");
            };
        }
        return Found.NONE;
    }

    /** Nine digits that count, without an exponent. */
    static String shown(double v) {
        return new BigDecimal(v, new MathContext(9)).stripTrailingZeros().toPlainString();
    }
}
