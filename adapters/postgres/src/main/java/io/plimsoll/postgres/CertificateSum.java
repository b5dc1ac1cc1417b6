/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.postgres;

/** All certificates of a site, in watt-hours. */
public record CertificateSum(int certificates, long issuedWh, long retiredWh) {}
