/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.locate.simulate;

/** A way of finding what is bad. */
public enum Scheme {
    /** Layered rounds, belief propagation, next tests by entropy: this package's own. */
    PLIMSOLL,
    /** Random pairs, then each suspect with a node that passed; a pass is for good (cluster-health-scanner). */
    TWO_PASS,
    /** Groups of sqrt(N), halved while they fail, down to pairs, then a known-good partner (cluster-readiness-engine). */
    BISECT
}
