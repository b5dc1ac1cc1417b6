/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.oncall.vault;

/** What a contact reaches somebody by. */
public enum ContactKind {
    MAIL,
    SMS,
    /** An address that takes a signed POST: ntfy, Slack, Matrix or one's own. */
    WEBHOOK
}
