/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * The server: HTTP endpoints, identity, events, and the background job that keeps the record true.
 *
 * <p>{@code api} is the endpoint table as data. {@code http} carries it on Javalin. {@code identity} says who is asking.
 * {@code handlers} compose the capabilities with the record. {@code events} tells browsers what changed. {@code client} is
 * the typed client. {@link io.plimsoll.server.PlimsollServer} puts them together and starts them.
 */
@NullMarked
package io.plimsoll.server;

import org.jspecify.annotations.NullMarked;
