/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * What runs on a node itself: reads what the node is made of and runs the tests of a plan on it. {@link
 * io.plimsoll.agent.HostRun} is the whole of a run; nothing is judged here, that is the work of {@code acceptance}.
 */
@NullMarked
package io.plimsoll.agent;

import org.jspecify.annotations.NullMarked;
