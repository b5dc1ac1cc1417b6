/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.server.http;

/** What an endpoint does. Throws {@link Problem} for what the caller can mend. */
@FunctionalInterface
public interface Handler<I, O> {
    O handle(Call<I> call) throws Exception;
}
