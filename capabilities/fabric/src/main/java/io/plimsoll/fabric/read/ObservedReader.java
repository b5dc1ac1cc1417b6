/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.fabric.read;

import io.plimsoll.fabric.ObservedFabric;
import io.plimsoll.model.BadInputException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Reads a dump in any of the known formats; tells them apart by their first bytes. */
public final class ObservedReader {

    private static final int PEEK_BYTES = 4096;

    private ObservedReader() {}

    /**
     * Reads one dump whole.
     *
     * @param source the file or feed as the user named it; an LLDP dump that does not say which host it is from is taken to be
     *     from the host that the file is named after
     * @throws BadInputException with every problem found, up to {@link BadInputException#PROBLEMS_MAX}
     */
    public static ObservedFabric read(InputStream in, String source, Optional<ObservedFormat> format)
            throws IOException {
        BufferedInputStream buffered = new BufferedInputStream(in, 1 << 16);
        ObservedFormat chosen = format.isPresent() ? format.get() : detect(buffered, source);
        return switch (chosen) {
            case IBNETDISCOVER -> new IbnetdiscoverReader(buffered, source).read();
            case LLDP_JSON -> LldpReader.read(buffered, source);
            case NETQ -> NetqReader.read(buffered, source);
        };
    }

    /** The JSON that lldpctl printed on one host. */
    @SuppressWarnings("ArrayRecordComponent") // handed over, never compared
    public record HostDump(String source, byte[] json) {}

    /** Reads the lldpctl dumps of several hosts as one fabric. */
    public static ObservedFabric readHosts(String source, java.util.List<HostDump> dumps) throws IOException {
        return LldpReader.read(source, dumps);
    }

    private static ObservedFormat detect(BufferedInputStream in, String source) throws IOException {
        in.mark(PEEK_BYTES);
        byte[] head = in.readNBytes(PEEK_BYTES);
        in.reset();
        int at = 0;
        while (at < head.length && Character.isWhitespace(head[at])) {
            at++;
        }
        if (at == head.length && at < PEEK_BYTES) {
            throw new Problems(source)
                    .refusal(
                            0,
                            "",
                            "a dump of ibnetdiscover, lldpctl -f json or NetQ",
                            "the tool that wrote the file failed");
        }
        String text = new String(head, java.nio.charset.StandardCharsets.ISO_8859_1);
        boolean json =
                head[at] == '{' || (head[at] == '[' && !text.substring(at).matches("(?s)\\[\\d+\\].*"));
        if (!json) {
            return ObservedFormat.IBNETDISCOVER;
        }
        return text.contains("\"compounded_links\"") || text.contains("\"links\"")
                ? ObservedFormat.NETQ
                : ObservedFormat.LLDP_JSON;
    }
}
