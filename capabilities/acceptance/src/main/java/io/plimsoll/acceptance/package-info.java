/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * What a node must show before it is accepted, and the certificate that says so.
 *
 * <p>A {@link io.plimsoll.acceptance.plan.TestPlan} is data: tests, what each measures, and the {@link
 * io.plimsoll.acceptance.Criterion} with its source. A tool writes a raw log; a {@link
 * io.plimsoll.acceptance.read.ToolReader} turns it into {@link io.plimsoll.acceptance.Measurement}s; the {@link
 * io.plimsoll.acceptance.judge.Judge} gives each test one verdict of the lattice, with {@link
 * io.plimsoll.acceptance.Waiver}s of named owners. If nothing required blocks, a {@link
 * io.plimsoll.acceptance.certificate.CertificateStatement} about the node's {@link io.plimsoll.acceptance.Fingerprint} is
 * signed, and anyone can check it without us.
 *
 * <p>This room does no input or output except on streams that are handed in, and reads no clock.
 */
@NullMarked
package io.plimsoll.acceptance;

import org.jspecify.annotations.NullMarked;
