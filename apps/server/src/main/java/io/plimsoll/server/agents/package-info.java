/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** The agents' own door: a TLS port where a token lets an agent in once, and from then on the agent's own certificate does. */
@NullMarked
package io.plimsoll.server.agents;

import org.jspecify.annotations.NullMarked;
