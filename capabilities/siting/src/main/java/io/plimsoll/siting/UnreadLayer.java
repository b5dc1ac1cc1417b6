/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.siting;

import io.plimsoll.siting.place.Surrounding;
import java.util.Optional;

/**
 * A file among the layers that could not be read. What it says of a place is not known, so that nothing is cleared past it.
 *
 * @param why in words, such as {@code a raster image}
 * @param kind what it stands for, told by its name; empty for a hazard of the ground
 * @param blind whether it may hold a hazard; false for a text or a picture that lies beside
 */
public record UnreadLayer(String file, String why, Optional<Surrounding> kind, boolean blind) {

    /** As it stands among the layers. */
    public String told() {
        return file + " (not read: " + why + ")";
    }
}
