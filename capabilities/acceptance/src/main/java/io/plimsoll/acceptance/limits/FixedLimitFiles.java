/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.limits;

import io.plimsoll.model.BadInputException;
import io.plimsoll.model.InputProblem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** Reads a file of fixed limits in whichever of the known forms it is. */
public final class FixedLimitFiles {

    static final int BYTES_MAX = 8 << 20;

    private static final Pattern NHC = Pattern.compile("(?m)^[^#\\n]{0,200}\\|\\|\\s*check_\\w+");
    private static final Pattern BASELINE =
            Pattern.compile("(?s)^\\s*\\{\\s*\"[^\"]{1,200}/[^\"]{1,200}\"\\s*:\\s*[-0-9.eE]+\\s*[,}].*");

    private FixedLimitFiles() {}

    /** The form's name, or empty text if it is none of them. */
    public static String detect(String head) {
        if (head.contains("spec: dcgm-diag") || (head.contains("skus:") && head.contains("is_allowed"))) {
            return DcgmSkus.FORMAT;
        }
        if (head.contains("superbench:") && head.contains("rules:")) {
            return SuperBenchRules.FORMAT;
        }
        if (NHC.matcher(head).find()) {
            return NhcConf.FORMAT;
        }
        return BASELINE.matcher(head).matches() && !head.contains("\"node\"") ? SuperBenchBaseline.FORMAT : "";
    }

    /**
     * Reads to the end.
     *
     * @throws BadInputException if the file has none of the forms, or cannot be read
     */
    public static FixedLimits read(InputStream in, String source) throws IOException {
        byte[] bytes = in.readNBytes(BYTES_MAX + 1);
        if (bytes.length > BYTES_MAX) {
            throw new BadInputException(new InputProblem(
                    source, 0, "over " + BYTES_MAX + " bytes", "a file of limits of at most that size"));
        }
        String text = new String(bytes, StandardCharsets.UTF_8);
        if (text.startsWith("\uFEFF")) {
            text = text.substring(1);
        }
        return switch (detect(text)) {
            case DcgmSkus.FORMAT -> DcgmSkus.read(text, source);
            case SuperBenchRules.FORMAT -> SuperBenchRules.read(text, source).limits();
            case NhcConf.FORMAT -> NhcConf.read(text, source);
            case SuperBenchBaseline.FORMAT ->
                SuperBenchBaseline.read(text, source).limits();
            default ->
                throw new BadInputException(new InputProblem(
                        source,
                        1,
                        text.lines().findFirst().orElse(""),
                        "an NHC conf, DCGM's diag-skus YAML, SuperBench's rules YAML or its baseline JSON"));
        };
    }
}
