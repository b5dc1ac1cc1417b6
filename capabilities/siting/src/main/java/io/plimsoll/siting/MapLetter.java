/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.siting;

/**
 * A letter of map change: LOMA, LOMR-F, LOMR and their conditional forms.
 *
 * @param text the case number or note as given
 * @param effect what the letter does for this structure
 */
public record MapLetter(String text, Effect effect) {

    public enum Effect {
        /** The structure was taken out of the special flood hazard area. */
        STRUCTURE_REMOVED,
        /** Denied, conditional, only about a part of the property, superseded: the structure stays in. */
        NONE,
        /** Its outcome is not told, or it holds several. */
        UNCLEAR
    }
}
