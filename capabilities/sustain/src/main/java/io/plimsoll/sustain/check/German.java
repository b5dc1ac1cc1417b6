/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.sustain.check;

import java.util.LinkedHashMap;
import java.util.Map;

/** The words of German tables, in the words that headings are understood by; longer ones first. */
final class German {

    private static final Map<String, String> WORDS = words(
            "(strom|energie)verbrauch(der|des)?it(?=mwh|kwh|gwh|$|systeme|equipment)", "itenergyconsumption",
            "erneuerbareenergien?", "renewable",
            "(oeko|gruen)strom", "renewable",
            "erneuerbar[a-z]*", "renewable",
            "(standort|orts)basiert[a-z]*|standortbezogen[a-z]*", "locationbased",
            "marktbasiert[a-z]*|marktbezogen[a-z]*", "marketbased",
            "treibhausgas[a-z]*|thg(?=emission|bilanz|aus|$)", "ghgemission",
            "emissionsfaktor|co2faktor", "emissionfactor",
            "emissionen|ausstoss", "emissions",
            "energieeffizienz(kennzahl)?pue", "pue",
            "genutzteabwaerme|abwaermenutzung|abwaerme", "wasteheat",
            "abwasser[a-z]*|wassereinleitung|wasserableitung|wasserrueckfuehrung", "waterdischarge",
            "wasserentnahme[a-z]*|wasserbezug|wasserfoerderung", "waterwithdrawal",
            "wasserverbrauch[a-z]*|wasserkonsum", "waterconsumption",
            "trinkwasser", "potablewater",
            "wasser", "water",
            "fernwaerme|waerme(verbrauch|bezug)", "heating",
            "kaelte|fernkaelte", "cooling",
            "erdgas", "naturalgas",
            "kraftstoff[a-z]*|heizoel", "fuel",
            "notstrom[a-z]*", "backuppower",
            "elektrizitaet[a-z]*|strom(verbrauch|bezug|einsatz|einkauf|bedarf|menge)?", "electricity",
            "energie(verbrauch|bezug|einsatz|bedarf|menge)?", "energy",
            "umsatz(erloese)?", "revenue",
            "mitarbeiter[a-z]*|beschaeftigte[a-z]*", "employees",
            "anteil", "share",
            "gesamt[a-z]*?(?=electricity|energy|water|emission|ghg|$)|summe", "total",
            "netto", "net",
            "verbrauch", "consumption");

    private German() {}

    private static Map<String, String> words(String... pairs) {
        Map<String, String> map = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put(pairs[i], pairs[i + 1]);
        }
        return map;
    }

    /** @param squeezed lower case, letters and digits only, umlauts written out */
    static String english(String squeezed) {
        String s = squeezed;
        for (Map.Entry<String, String> word : WORDS.entrySet()) {
            s = s.replaceAll(word.getKey(), word.getValue());
        }
        return s;
    }

    static boolean isGerman(String squeezed) {
        return !english(squeezed).equals(squeezed);
    }
}
