/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.sustain.kpi;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A quantity of a site and a year, by its symbol in Delegated Regulation (EU) 2024/1364 where it has one. */
public enum Symbol {
    EDC("kWh", "total energy", "totalenergy", "edckwh"),
    EDC_BG("kWh", "energy from backup generators", "backup", "generators"),
    FUEL("kWh", "fuels other than for backup", "fuels"),
    PURCHASED_COOLING("kWh", "cooling energy bought", "coolingenergy"),
    EIT("kWh", "IT energy at the outputs of the UPS, category 1", "it", "itenergy", "eit1", "eitcat1"),
    EIT_2("kWh", "IT energy at the outputs of the PDUs, category 2", "eitcat2"),
    EIT_3("kWh", "IT energy at the inputs of the IT, category 3", "eitcat3"),
    WIN("m3", "total water input", "water", "waterm3", "totalwater"),
    WIN_POT("m3", "potable water input", "potable", "potablewater"),
    EREUSE("kWh", "waste heat reused outside", "heatreused", "reuse"),
    ERES_GOO("kWh", "renewable energy from retired guarantees of origin", "goo", "go"),
    ERES_PPA("kWh", "renewable energy from power purchase agreements", "ppa"),
    ERES_OS("kWh", "renewable energy made on site", "onsite", "os"),
    HEAT_PUMP("kWh", "electricity only to upgrade waste heat", "heatpump", "heatupgrade"),
    HEAT_REMOVED("kWh", "heat removed", "heat"),
    COOLING("kWh", "electricity for cooling", "coolingelectricity"),
    TONNES("t", "tonnes CO2e of the energy, location-based", "co2", "tonnesco2e", "locationbasedtonnes"),
    PUE("", "PUE as published", "pue1"),
    WUE("m3/MWh", "WUE as published", "wue2"),
    ERF("", "ERF as published"),
    REF("", "REF as published"),
    NONE("", "nothing that is summed");

    private final String unit;
    private final String says;

    @SuppressWarnings("ImmutableEnumChecker") // List.of is immutable; its type does not say so.
    private final List<String> names;

    Symbol(String unit, String says, String... names) {
        this.unit = unit;
        this.says = says;
        this.names = List.of(names);
    }

    public String unit() {
        return unit;
    }

    /** What it is, in words. */
    public String says() {
        return says;
    }

    /** As the regulation writes it: {@code EDC-BG}. */
    public String shown() {
        return name().replace('_', '-');
    }

    /** A symbol and what values are multiplied by. */
    public record Found(Symbol symbol, double scale) {}

    /** Reads {@code EDC}, {@code edc_MWh}, {@code WIN-POT (m3)}, {@code itEnergyKWh}. */
    public static Optional<Found> of(String heading) {
        String s = heading.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
        double scale = 1;
        for (String unit : List.of("gwh", "mwh", "kwh", "wh", "m3", "ml", "tonnes", "t")) {
            Optional<Symbol> whole = exact(s);
            if (whole.isPresent()) {
                return Optional.of(new Found(whole.get(), scale));
            }
            if (s.endsWith(unit)) {
                Optional<Symbol> stem = exact(s.substring(0, s.length() - unit.length()));
                if (stem.isPresent()) {
                    return Optional.of(new Found(stem.get(), scale(unit)));
                }
            }
        }
        return Optional.empty();
    }

    private static double scale(String unit) {
        return switch (unit) {
            case "gwh" -> 1e6;
            case "mwh", "ml" -> 1e3;
            case "wh" -> 1e-3;
            default -> 1;
        };
    }

    private static Optional<Symbol> exact(String s) {
        return Arrays.stream(values())
                .filter(x -> x != NONE)
                .filter(x -> x.name().toLowerCase(Locale.ROOT).replace("_", "").equals(s) || x.names.contains(s))
                .findFirst();
    }
}
