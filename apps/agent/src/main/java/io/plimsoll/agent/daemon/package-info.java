/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * The agent as a daemon: enrols once, then asks the server for work, runs it, and keeps what it measured on its own disk until
 * the server has it. Either side may be killed at any moment.
 */
@NullMarked
package io.plimsoll.agent.daemon;

import org.jspecify.annotations.NullMarked;
