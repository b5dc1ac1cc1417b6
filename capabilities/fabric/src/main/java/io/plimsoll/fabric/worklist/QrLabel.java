/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.fabric.worklist;

import com.google.zxing.WriterException;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;

/**
 * What a technician's phone reads: {@code PLIMSOLL/ORDER/MOVE/A/LABEL}, where A is the end a move begins at and B the one it
 * ends at.
 */
public final class QrLabel {

    private static final int LABEL_LENGTH_MAX = 200;

    private QrLabel() {}

    /** The text of a code. */
    public static String text(String order, int move, boolean from, String label) {
        String shortened = label.length() > LABEL_LENGTH_MAX ? label.substring(0, LABEL_LENGTH_MAX) : label;
        return "PLIMSOLL/" + order + "/" + move + "/" + (from ? "A" : "B") + "/" + shortened;
    }

    /** The code's modules; a 1 is black. Error correction M survives 15 % of dirt. */
    static ByteMatrix modules(String text) {
        try {
            return Encoder.encode(text, ErrorCorrectionLevel.M).getMatrix();
        } catch (WriterException e) {
            throw new IllegalStateException("a label of " + text.length() + " characters fits a QR code", e);
        }
    }
}
