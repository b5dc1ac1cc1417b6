/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.house;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.testkit.SharedData;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What a reviewer would otherwise have to say each time. Looks at the files that git tracks. */
class TidyTest {

    private static final int FILE_LINES_MAX = 500;

    private static final Path ROOT = SharedData.repositoryRoot();

    @Test
    void everySourceFileNamesItsLicence() throws Exception {
        assertThat(offending(
                        f -> f.endsWith(".java") || f.endsWith(".ts") || f.endsWith(".tsx") || f.endsWith(".sql"),
                        text -> !text.lines()
                                .limit(5)
                                .anyMatch(l -> l.contains("SPDX-License-Identifier: Apache-2.0"))))
                .as("files without an SPDX line in their first five lines")
                .isEmpty();
    }

    @Test
    void noFileCarriesAMarkerForWorkNotDone() throws Exception {
        Pattern marker = Pattern.compile("\\b(" + "TO" + "DO|FIX" + "ME|XX" + "X|HA" + "CK)\\b");
        assertThat(offending(TidyTest::source, text -> marker.matcher(text).find()))
                .isEmpty();
    }

    @Test
    void noFileNamesAPathOfTheMachineItWasWrittenOn() throws Exception {
        Pattern path = Pattern.compile("(^|[^A-Za-z0-9_.}/-])/(work|root|home/[a-z]+)/[a-z.]");
        assertThat(offending(
                        f -> !f.endsWith(".png"), text -> path.matcher(text).find()))
                .isEmpty();
    }

    @Test
    void theLockFileHoldsNoDownloadAddresses() throws Exception {
        assertThat(offending(f -> f.endsWith("package-lock.json"), text -> text.contains("\"resolved\": \"http")))
                .isEmpty();
    }

    @Test
    void noSourceFileIsALongRead() throws Exception {
        assertThat(offending(
                        f -> f.contains("/src/main/")
                                && (f.endsWith(".java") || f.endsWith(".ts") || f.endsWith(".tsx")),
                        text -> text.lines().count() > FILE_LINES_MAX))
                .as("source files over " + FILE_LINES_MAX + " lines")
                .isEmpty();
    }

    private static boolean source(String file) {
        return file.endsWith(".java") || file.endsWith(".ts") || file.endsWith(".tsx") || file.endsWith(".sql");
    }

    private static List<String> offending(Predicate<String> file, Predicate<String> text) throws Exception {
        List<String> found = new ArrayList<>();
        for (String name : tracked()) {
            Path path = ROOT.resolve(name);
            if (file.test(name) && Files.isRegularFile(path) && text.test(read(path))) {
                found.add(name);
            }
        }
        return found;
    }

    private static String read(Path path) throws IOException {
        return new String(Files.readAllBytes(path), StandardCharsets.ISO_8859_1);
    }

    private static List<String> tracked() throws IOException, InterruptedException {
        Process git = new ProcessBuilder("git", "-C", ROOT.toString(), "ls-files").start();
        String out = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int code = git.waitFor();
        assertThat(code).as("exit code of git ls-files").isZero();
        List<String> files = out.lines().toList();
        assertThat(files).as("tracked files").hasSizeGreaterThan(20);
        return files;
    }
}
