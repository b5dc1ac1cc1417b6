/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.locate;

/**
 * One rail of a node: what its traffic crosses between the node and the leaf.
 *
 * @param rail counted from 0, as the plan does
 * @param cable between NIC and leaf
 * @param port of the leaf
 */
public record NodeRail(int rail, String nic, String cable, String port) {}
