/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * What an agent on a node and the server say to each other, as JSON over TLS. Both sides read it from here; an unknown key is
 * passed over, so that an older side understands a newer one.
 */
@NullMarked
package io.plimsoll.acceptance.campaign.agent;

import org.jspecify.annotations.NullMarked;
