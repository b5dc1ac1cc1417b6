/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * A campaign as it runs. {@link io.plimsoll.acceptance.campaign.run.CampaignRun} is a pure state machine: it takes a state, an
 * event and an instant, and gives the next state and commands. It makes no choice that the plan has not made: it holds tasks
 * back until their turn, their node, and the power for them are there. What starts and stops workloads is a {@link
 * io.plimsoll.acceptance.campaign.run.Launcher}, a port that an adapter for a scheduler implements.
 */
@NullMarked
package io.plimsoll.acceptance.campaign.run;

import org.jspecify.annotations.NullMarked;
