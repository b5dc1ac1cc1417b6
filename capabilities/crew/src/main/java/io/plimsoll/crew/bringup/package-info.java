/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** The bring-up of a hall as a project: work packages, what they need and wait for, when each SU will be ready, and how sure that is. */
@NullMarked
package io.plimsoll.crew.bringup;

import org.jspecify.annotations.NullMarked;
