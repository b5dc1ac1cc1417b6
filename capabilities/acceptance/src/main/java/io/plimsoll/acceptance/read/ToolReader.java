/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.read;

import io.plimsoll.acceptance.Reading;
import java.io.IOException;
import java.io.InputStream;

/** Reads the raw log of one tool. Pure but for the stream; every input, also a hostile one, gives a reading or a refusal. */
public interface ToolReader {

    /** The format's name, as plans and {@code --format} use it. */
    String format();

    /** What the tool is and where its format is told, for the help. */
    String describes();

    /** Whether a log that starts like this is probably mine. */
    boolean recognises(String head);

    /**
     * Reads to the end; does not close the stream.
     *
     * @param source the file's name, for errors
     * @throws io.plimsoll.model.BadInputException if this is not such a log, or it is cut off
     */
    Reading read(InputStream in, String source) throws IOException;
}
