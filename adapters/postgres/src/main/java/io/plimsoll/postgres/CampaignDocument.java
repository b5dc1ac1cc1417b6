/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.postgres;

/** A campaign's two documents, as JSON: what was asked for, and the plan that was made of it. */
public record CampaignDocument(String request, String plan) {}
