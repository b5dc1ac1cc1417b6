/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.postgres;

import java.util.Optional;

/**
 * What a fit node stands on.
 *
 * @param certificate its last certificate, which is not revoked
 * @param fingerprint what the node was made of when it was last looked at, in canonical JSON
 */
public record CertifiedNode(long certificate, Optional<String> fingerprint) {}
