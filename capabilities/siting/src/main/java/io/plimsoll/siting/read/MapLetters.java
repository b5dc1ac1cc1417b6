/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.siting.read;

import io.plimsoll.siting.MapLetter;
import io.plimsoll.siting.MapLetter.Effect;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads what a letter of map change did, from FEMA's outcome words or a note such as {@code LOMA approved 10/12/2011}. */
final class MapLetters {

    private static final Pattern NAMES_A_LETTER =
            Pattern.compile("\\b(LOMA|LOMR|LOMR-F|LOMC|CLOMA|CLOMR|CLOMR-F|LETTERS? OF MAP)\\b");
    private static final Set<String> ABSENT =
            Set.of("", "NO", "NONE", "N/A", "NA", "FALSE", "NULL", "0", "-", "UNKNOWN");
    private static final Pattern STAYS_IN =
            Pattern.compile("DENIED|DENIAL|REJECT|CLOMA|CLOMR|CONDITIONAL|SUPERSEDED|REVOKED"
                    + "|RESCINDED|EXPIRED|INVALID|PENDING|SUBMITTED|APPLIED|REQUEST|IN PROGRESS|WITHDRAWN|PORTION OF (THE )?PROPERTY"
                    + "|NOT REMOVED|NO LOMA|WITHOUT");
    private static final Pattern REMOVED =
            Pattern.compile("REMOVED|APPROVED|GRANTED|OUT AS SHOWN|\\bOAS\\b|REVALIDATED");

    private MapLetters() {}

    /** From a free note: only if it speaks of a letter. */
    static Optional<MapLetter> note(String text) {
        return NAMES_A_LETTER.matcher(text.toUpperCase(Locale.ROOT)).find()
                ? Optional.of(letter(text))
                : Optional.empty();
    }

    /** From properties that are about letters; empty where they say that there is none. */
    static Optional<MapLetter> property(String text) {
        return ABSENT.contains(text.strip().toUpperCase(Locale.ROOT)) ? Optional.empty() : Optional.of(letter(text));
    }

    private static MapLetter letter(String text) {
        String upper = text.toUpperCase(Locale.ROOT);
        Effect effect = STAYS_IN.matcher(upper).find()
                ? Effect.NONE
                : REMOVED.matcher(upper).find() ? Effect.STRUCTURE_REMOVED : Effect.UNCLEAR;
        return new MapLetter(text.strip(), effect);
    }
}
