/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.siting.profile;

import io.plimsoll.siting.read.ProfileReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/** The profiles that are shipped, each out of public rules. */
public final class Profiles {

    private Profiles() {}

    /** All of them, in the order of the file. */
    public static List<Profile> shipped() {
        return Holder.ALL;
    }

    public static Optional<Profile> of(String id) {
        return Holder.ALL.stream().filter(p -> p.id().equals(id)).findFirst();
    }

    /** Read once, on first use. */
    private static final class Holder {
        static final List<Profile> ALL = read();

        private static List<Profile> read() {
            try (InputStream in = Profiles.class.getResourceAsStream("profiles.json")) {
                if (in == null) {
                    throw new IllegalStateException("profiles.json is not in the jar");
                }
                return ProfileReader.read(in, "profiles.json");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
