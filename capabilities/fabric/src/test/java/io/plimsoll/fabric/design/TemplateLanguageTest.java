/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.fabric.design;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The template language, rule by rule; {@code x} is 7 and {@code y} is 3. */
class TemplateLanguageTest {

    private final Scope scope = new Scope();
    private final int x = scope.add("x");
    private final int y = scope.add("y");

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "1 + 2 * 3;7",
                "(1 + 2) * 3;9",
                "7 / 2;3",
                "-7 / 2;-4",
                "-7 % 3;2",
                "x - y - 1;3",
                "x > y;1",
                "x != 7;0",
                "x > y && y > x;0",
                "x > y || y > x;1",
                "!x;0",
                "!0 + 1;2",
                "x > 5 ? 1 : 2;1",
                "x > 9 ? 1 : x > 6 ? 2 : 3;2",
                "min(x, y);3",
                "max(x, y);7",
                "ceil(x, 2);4",
                "divisor(72, 16);18",
                "divisor(72, 73);0",
                "pow2(5);8",
                "pow2(8);8"
            })
    void anExpressionHasThisValue(String text, long value) {
        assertThat(ExpressionParser.parse(text, scope).eval(slots())).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "1 +;a number, a name or '(' at character 4",
                "(1;')' at character 3",
                "1 2;an operator or the end at character 3",
                "z;one of the names [x, y] at character 1",
                "sqrt(x, y);one of the functions min, max, ceil, divisor, pow2",
                "min(x);two arguments for min",
                "99999999999999999999;a number of at most 64 bits"
            })
    void aMistakeIsToldWithItsPlace(String text, String expected) {
        assertThatThrownBy(() -> ExpressionParser.parse(text, scope))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(expected);
    }

    @ParameterizedTest
    @CsvSource({"1 / (x - 7)", "9223372036854775807 + x", "9223372036854775807 * x"})
    void whatCannotBeComputedIsAnArithmeticException(String text) {
        Expression expression = ExpressionParser.parse(text, scope);

        assertThatThrownBy(() -> expression.eval(slots())).isInstanceOf(ArithmeticException.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {"leaf;leaf", "{x};7", "su{x:03}-n{y:02};su007-n03", "{x:A}{x + 20:a};Gaa", "p{(x > y ? 1 : 2)};p1"
            })
    void aNameWithHolesIsPrintedSo(String pattern, String name) {
        assertThat(TextPattern.parse(pattern, scope).print(slots())).isEqualTo(name);
    }

    private long[] slots() {
        long[] slots = new long[scope.size()];
        slots[x] = 7;
        slots[y] = 3;
        return slots;
    }
}
