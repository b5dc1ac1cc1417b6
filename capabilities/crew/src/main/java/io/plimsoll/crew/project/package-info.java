/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** A project: activities with durations, links and demands on resources that are renewed; the schedules of it, and what is known of the least makespan. */
@NullMarked
package io.plimsoll.crew.project;

import org.jspecify.annotations.NullMarked;
