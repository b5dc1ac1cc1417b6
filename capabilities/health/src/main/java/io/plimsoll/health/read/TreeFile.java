/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.health.read;

/**
 * One file of a folder or an archive.
 *
 * @param path with slashes, relative
 */
public record TreeFile(String path, String text) {

    /** Longer files are left out. */
    public static final int BYTES_MAX = 4 << 20;

    /** More files than this are left out. */
    public static final int FILES_MAX = 200_000;
}
