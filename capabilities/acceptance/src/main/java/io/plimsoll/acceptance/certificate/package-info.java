/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Signed statements about a node: in-toto Statement, DSSE envelope, Ed25519. */
@NullMarked
package io.plimsoll.acceptance.certificate;

import org.jspecify.annotations.NullMarked;
