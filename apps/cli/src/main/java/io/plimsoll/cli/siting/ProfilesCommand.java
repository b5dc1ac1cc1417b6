/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.cli.siting;

import io.plimsoll.cli.ExitCode;
import io.plimsoll.cli.Output;
import io.plimsoll.siting.profile.Profile;
import io.plimsoll.siting.profile.Profiles;
import io.plimsoll.siting.profile.Rule;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code plimsoll siting profiles}: what is shipped, rule by rule with its source. */
@Command(
        name = "profiles",
        description = "The shipped profiles of insurers, lenders, laws and standards, each rule with its source.",
        mixinStandardHelpOptions = true)
final class ProfilesCommand implements Callable<Integer> {

    @Mixin
    private Output output = new Output();

    record Table(List<Profile> profiles) {}

    @Override
    public Integer call() {
        Table table = new Table(Profiles.shipped());
        output.print(table, out -> table.profiles().forEach(p -> print(p, out)));
        return ExitCode.FINE;
    }

    private static void print(Profile p, PrintWriter out) {
        out.printf("%s (%s): %s%n    %s%n", p.id(), p.kind(), p.name(), p.says());
        for (Rule rule : p.rules()) {
            out.printf(
                    "    %-32s %s%s%n",
                    rule.id(), rule.source(), rule.checked() ? "" : "  [from secondary sources: check your edition]");
        }
        out.println();
    }
}
