/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.gpu;

import java.util.List;

/**
 * A number format of the matrix units, and the bound under which integer-valued products are exact in it.
 *
 * <p>Inputs are integers {@code |x| <= inputMax}, each of which the format holds exactly. Then every product is an integer of
 * at most {@code inputMax^2}, and every partial sum of {@code k} products, in any order and any grouping, is an integer of at
 * most {@code k * inputMax^2}. As long as that stays within {@link #sumMax()}, which the accumulator holds exactly, no step
 * rounds: the result is one number whatever the order, and can be compared bit for bit.
 *
 * <ul>
 *   <li>FP32 accumulators hold all integers to 2^24. We stay within 2^22, since tensor cores align the addends of one step to
 *       the largest and drop what falls off: two bits are kept in reserve.
 *   <li>FP8 on Hopper keeps only about 14 bits while it adds within the tensor core (DeepSeek-V3, arXiv 2412.19437, 3.3.2), so
 *       {@link #stepMax()} bounds what is added there before it goes to an FP32 accumulator: 128 products, 2^13.
 *   <li>FP64 holds all integers to 2^53; INT8 adds in 32-bit integers.
 * </ul>
 */
public enum Arithmetic {
    BF16(16, 4, 15, 8, 1L << 22, 1L << 22, "Tflop/s"),
    FP16(16, 4, 15, 11, 1L << 22, 1L << 22, "Tflop/s"),
    FP8_E4M3(8, 4, 8, 4, 1L << 22, 1L << 13, "Tflop/s"),
    FP8_E5M2(8, 4, 8, 3, 1L << 22, 1L << 13, "Tflop/s"),
    FP4(4, 4, 4, 2, 1L << 22, 1L << 22, "Tflop/s"),
    TF32(32, 4, 15, 11, 1L << 22, 1L << 22, "Tflop/s"),
    FP64(64, 8, (1 << 19) - 1, 53, 1L << 53, 1L << 53, "Tflop/s"),
    INT8(8, 4, 127, 7, Integer.MAX_VALUE, Integer.MAX_VALUE, "Top/s");

    /** What the three bits below the sign stand for in FP4 (E2M1). */
    private static final List<Double> FP4_SIZES = List.of(0.0, 0.5, 1.0, 1.5, 2.0, 3.0, 4.0, 6.0);

    /** How many products FP8 tensor cores may add before the sum is moved to an FP32 accumulator. */
    public static final int STEP_DEPTH = 128;

    private final int inputBits;
    private final int resultBytes;
    private final int inputMax;
    private final int significantBits;
    private final long sumMax;
    private final long stepMax;
    private final String rateUnit;

    Arithmetic(
            int inputBits,
            int resultBytes,
            int inputMax,
            int significantBits,
            long sumMax,
            long stepMax,
            String rateUnit) {
        this.inputBits = inputBits;
        this.resultBytes = resultBytes;
        this.inputMax = inputMax;
        this.significantBits = significantBits;
        this.sumMax = sumMax;
        this.stepMax = stepMax;
        this.rateUnit = rateUnit;
    }

    /** Bits of one input; FP4 has two in a byte, the first in the low half. */
    public int inputBits() {
        return inputBits;
    }

    /** Bytes of so many inputs, a multiple of two of them. */
    public long bytes(long inputs) {
        return inputs * inputBits / 8;
    }

    /** Bytes of one result: FP32 or INT32 is 4, FP64 is 8. */
    public int resultBytes() {
        return resultBytes;
    }

    /** Inputs are the integers from minus this to this. */
    public int inputMax() {
        return inputMax;
    }

    /** Bits of an integer that the input format holds exactly, the leading one included. */
    public int significantBits() {
        return significantBits;
    }

    /** The largest absolute partial sum that we allow; the accumulator holds every integer up to it. */
    public long sumMax() {
        return sumMax;
    }

    /** The largest absolute sum within one step of {@link #STEP_DEPTH} products inside the matrix unit. */
    public long stepMax() {
        return stepMax;
    }

    /** The deepest product (k) whose every partial sum stays within {@link #sumMax()}. */
    public long depthMax() {
        return sumMax / ((long) inputMax * inputMax);
    }

    /** Results are 32-bit integers, not floating point. */
    public boolean integerResult() {
        return this == INT8;
    }

    public String rateUnit() {
        return rateUnit;
    }

    /** In metrics, for example {@code bf16}; E4M3 is plain {@code fp8}. */
    public String word() {
        return switch (this) {
            case FP8_E4M3 -> "fp8";
            case FP8_E5M2 -> "fp8_e5m2";
            case BF16, FP16, FP4, TF32, FP64, INT8 -> name().toLowerCase(java.util.Locale.ROOT);
        };
    }

    /** The bits of an integer in this format, in the low {@link #inputBits()}. */
    public long encode(int value) {
        return switch (this) {
            case BF16 -> Float.floatToRawIntBits(value) >>> 16;
            case FP16 -> Float.floatToFloat16(value) & 0xffffL;
            case FP8_E4M3 -> small(value, 7, 3);
            case FP8_E5M2 -> small(value, 15, 2);
            case FP4 -> (value < 0 ? 8 : 0) | FP4_SIZES.indexOf((double) Math.abs(value));
            case TF32 -> Float.floatToRawIntBits(value) & 0xffffffffL;
            case FP64 -> Double.doubleToRawLongBits(value);
            case INT8 -> value & 0xffL;
        };
    }

    /** The number that the bits stand for, as the matrix unit reads them: TF32 ignores the low 13 bits. */
    public double decode(long bits) {
        return switch (this) {
            case BF16 -> Float.intBitsToFloat((int) bits << 16);
            case FP16 -> Float.float16ToFloat((short) bits);
            case FP8_E4M3 -> (bits & 0x7f) == 0x7f ? Double.NaN : wide(bits, 7, 3);
            case FP8_E5M2 -> Float.float16ToFloat((short) (bits << 8));
            case FP4 -> ((bits & 8) == 0 ? 1 : -1) * FP4_SIZES.get((int) bits & 7);
            case TF32 -> Float.intBitsToFloat((int) bits & 0xffffe000);
            case FP64 -> Double.longBitsToDouble(bits);
            case INT8 -> (byte) bits;
        };
    }

    private static long small(int value, int bias, int mantissaBits) {
        long sign = value < 0 ? 0x80 : 0;
        int size = Math.abs(value);
        if (size == 0) {
            return 0;
        }
        int exponent = 31 - Integer.numberOfLeadingZeros(size);
        int mantissa =
                (exponent <= mantissaBits ? size << (mantissaBits - exponent) : size >> (exponent - mantissaBits))
                        & ((1 << mantissaBits) - 1);
        return sign | (long) (exponent + bias) << mantissaBits | mantissa;
    }

    private static double wide(long bits, int bias, int mantissaBits) {
        int exponent = (int) (bits & 0x7f) >> mantissaBits;
        int mantissa = (int) bits & ((1 << mantissaBits) - 1);
        double size = exponent == 0
                ? Math.scalb((double) mantissa, 1 - bias - mantissaBits)
                : Math.scalb((double) (mantissa | 1 << mantissaBits), exponent - bias - mantissaBits);
        return (bits & 0x80) == 0 ? size : -size;
    }
}
