/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * The wiring of a site: what it should be, what it is, and what to do about the difference.
 *
 * <p>A {@link io.plimsoll.fabric.FabricPlan} says which port is to be joined to which ({@code design} makes one from a
 * template, {@code plan} reads and writes foreign formats). An {@link io.plimsoll.fabric.ObservedFabric} says what a
 * discovery tool saw ({@code read}). {@code verify} compares the two into a {@link io.plimsoll.fabric.Verification}:
 * findings, folded into {@link io.plimsoll.fabric.RepairOrder repair orders} with proof, and an assurance level for each
 * cable. {@code infer} finds the plan that explains a dump best. {@code worklist} turns orders into a technician's walk.
 *
 * <p>Pure: no clock, no thread, no socket, no random source that was not handed in.
 */
@NullMarked
package io.plimsoll.fabric;

import org.jspecify.annotations.NullMarked;
