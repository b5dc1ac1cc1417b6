/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.postgres;

/**
 * Something that a search found.
 *
 * @param kind {@code node}, {@code switch}, {@code gpu}, {@code rack}, {@code cable}, {@code part}, {@code certificate}
 * @param name what to open: for a GPU or part its node's name, for a certificate its id
 * @param detail what matched, for people
 */
public record SearchHit(String kind, String site, String name, String detail) {}
