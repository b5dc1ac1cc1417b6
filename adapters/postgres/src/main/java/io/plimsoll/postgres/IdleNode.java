/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.postgres;

/**
 * A node that is fit, not in use, and due for a check.
 *
 * @param certificate that it stands on
 * @param fingerprint JSON: what it was made of when it was tested
 */
public record IdleNode(String node, long certificate, String fingerprint) {}
