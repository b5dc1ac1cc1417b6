/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * The {@code plimsoll} command: {@code plimsoll <noun> <verb>}, offline on files or as a client of a server. {@link
 * io.plimsoll.cli.Main} holds the nouns; each noun has a package of its own; rooms above add theirs through {@link
 * io.plimsoll.cli.CommandProvider}.
 */
@NullMarked
package io.plimsoll.cli;

import org.jspecify.annotations.NullMarked;
