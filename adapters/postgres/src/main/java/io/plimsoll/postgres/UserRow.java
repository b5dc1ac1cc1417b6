/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.postgres;

import java.util.List;

/**
 * A local user.
 *
 * @param passwordHash as the server's password function encodes it; the record never sees a password
 */
public record UserRow(String name, List<String> roles, String passwordHash, boolean mustChangePassword) {}
