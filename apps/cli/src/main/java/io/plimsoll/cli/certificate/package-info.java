/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** {@code plimsoll certificate}: check and show certificates, offline. */
@NullMarked
package io.plimsoll.cli.certificate;

import org.jspecify.annotations.NullMarked;
