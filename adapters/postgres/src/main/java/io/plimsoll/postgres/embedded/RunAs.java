/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.postgres.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * How PostgreSQL's programs are run so that they do not see themselves as root, which they refuse.
 *
 * <p>As a normal user: as they are. As root: in a user namespace of their own without a mapping ({@code unshare -U}), where
 * they see the overflow user but keep root's access to root's files, so that a data folder may lie anywhere. Where the
 * kernel or the container forbids user namespaces: as user {@code postgres} or {@code nobody} ({@code setpriv}), who must
 * then be able to reach the folder. See docs/decisions/010-embedded-postgres.md.
 */
final class RunAs {

    private final List<String> prefix;
    private final String owner;

    private RunAs(List<String> prefix, String owner) {
        this.prefix = prefix;
        this.owner = owner;
    }

    static RunAs detect() {
        if (!"0".equals(output("id", "-u"))) {
            return new RunAs(List.of(), "");
        }
        String inside = output("unshare", "-U", "id", "-u");
        if (!inside.isEmpty() && !"0".equals(inside)) {
            return new RunAs(List.of("unshare", "-U"), "root");
        }
        for (String user : List.of("postgres", "nobody")) {
            String uid = output("id", "-u", user);
            String gid = output("id", "-g", user);
            if (!uid.isEmpty()
                    && uid.equals(
                            output("setpriv", "--reuid=" + uid, "--regid=" + gid, "--clear-groups", "id", "-u"))) {
                return new RunAs(
                        List.of("setpriv", "--reuid=" + uid, "--regid=" + gid, "--clear-groups"), uid + ":" + gid);
            }
        }
        throw new EmbeddedPostgresException(
                "PostgreSQL refuses to run as root, and neither 'unshare -U' nor 'setpriv' works here"
                        + System.lineSeparator()
                        + "  Maybe start Plimsoll as a normal user, or set PLIMSOLL_DB_URL.");
    }

    List<String> command(List<String> program) {
        List<String> command = new ArrayList<>(prefix);
        command.addAll(program);
        return command;
    }

    /** Gives a folder to the user that the programs run as; does nothing as a normal user. */
    void own(Path folder) throws IOException {
        if (owner.isEmpty()) {
            return;
        }
        boolean foreign;
        try (Stream<Path> files = Files.walk(folder, 1)) {
            foreign = !owner.equals("root") || files.anyMatch(RunAs::notRoots);
        }
        if (foreign) {
            output("chown", "-R", owner.equals("root") ? "0:0" : owner, folder.toString());
        }
    }

    private static boolean notRoots(Path path) {
        try {
            return !Integer.valueOf(0).equals(Files.getAttribute(path, "unix:uid"));
        } catch (IOException e) {
            return true;
        }
    }

    private static String output(String... command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            process.getOutputStream().close();
            String text = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
            return process.waitFor(30, TimeUnit.SECONDS) && process.exitValue() == 0 ? text.strip() : "";
        } catch (IOException e) {
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EmbeddedPostgresException("interrupted while starting PostgreSQL", e);
        }
    }
}
