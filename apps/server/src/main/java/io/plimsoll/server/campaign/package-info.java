/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Campaigns as the server runs them. A {@link io.plimsoll.server.campaign.CampaignActor} is the only one that moves a
 * campaign: it takes events in, writes what follows from them in one transaction, and only then acknowledges them and acts. So
 * nothing that was acknowledged is lost, and no transaction waits for anybody outside.
 */
@NullMarked
package io.plimsoll.server.campaign;

import org.jspecify.annotations.NullMarked;
