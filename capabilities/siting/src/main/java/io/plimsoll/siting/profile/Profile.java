/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.siting.profile;

import java.util.List;

/**
 * What one insurer, lender or standard asks of a place.
 *
 * @param id as it is named on the command line
 * @param kind insurer, lender, law, standard, operator
 */
public record Profile(String id, String name, String kind, String says, List<Rule> rules) {

    public Profile {
        rules = List.copyOf(rules);
    }
}
