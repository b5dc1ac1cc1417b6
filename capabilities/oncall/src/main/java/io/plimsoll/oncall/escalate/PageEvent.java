/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.oncall.escalate;

import java.time.Instant;

/** What happens to a page. */
public sealed interface PageEvent {

    Instant at();

    /** It begins. */
    record Raised(Instant at) implements PageEvent {}

    /** A timer's moment has come. */
    record Timer(Instant at) implements PageEvent {}

    /** Somebody takes it. */
    record Acknowledged(Instant at, String by) implements PageEvent {}

    /** Somebody asks for the next step now. */
    record Escalated(Instant at, String by) implements PageEvent {}

    /** No way to this person worked. */
    record Undeliverable(Instant at, String person) implements PageEvent {}

    /** The cause is gone. */
    record Resolved(Instant at, String by) implements PageEvent {}
}
