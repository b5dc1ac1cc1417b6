/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.fabric.design;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads the template language's expressions: 64-bit integers, {@code + - * / %} (division rounds down), comparisons and
 * {@code && || !} (true is 1), {@code a ? b : c}, parentheses, and the functions {@code min max ceil divisor pow2}.
 * There are no loops, no assignment and no way out of the language, so a template from a stranger can only compute.
 */
final class ExpressionParser {

    private static final int DEPTH_MAX = 64;
    private static final int LENGTH_MAX = 1000;

    private final String text;
    private final Scope scope;
    private int at;
    private int depth;

    private ExpressionParser(String text, Scope scope) {
        this.text = text;
        this.scope = scope;
    }

    /**
     * @throws IllegalArgumentException says what was seen and what was expected
     */
    static Expression parse(String text, Scope scope) {
        if (text.length() > LENGTH_MAX) {
            throw new IllegalArgumentException("an expression of at most " + LENGTH_MAX + " characters");
        }
        ExpressionParser parser = new ExpressionParser(text, scope);
        Expression result = parser.choice();
        parser.space();
        if (parser.at < text.length()) {
            throw parser.expected("an operator or the end");
        }
        return result;
    }

    private Expression choice() {
        if (++depth > DEPTH_MAX) {
            throw expected("at most " + DEPTH_MAX + " nested parentheses");
        }
        Expression condition = or();
        if (take("?")) {
            Expression yes = choice();
            need(":");
            Expression no = choice();
            depth--;
            return v -> condition.eval(v) != 0 ? yes.eval(v) : no.eval(v);
        }
        depth--;
        return condition;
    }

    private Expression or() {
        Expression left = and();
        while (take("||")) {
            Expression a = left;
            Expression b = and();
            left = v -> a.eval(v) != 0 || b.eval(v) != 0 ? 1 : 0;
        }
        return left;
    }

    private Expression and() {
        Expression left = comparison();
        while (take("&&")) {
            Expression a = left;
            Expression b = comparison();
            left = v -> a.eval(v) != 0 && b.eval(v) != 0 ? 1 : 0;
        }
        return left;
    }

    private Expression comparison() {
        Expression a = sum();
        for (String operator : List.of("==", "!=", "<=", ">=", "<", ">")) {
            if (take(operator)) {
                Expression b = sum();
                return switch (operator) {
                    case "==" -> v -> a.eval(v) == b.eval(v) ? 1 : 0;
                    case "!=" -> v -> a.eval(v) != b.eval(v) ? 1 : 0;
                    case "<=" -> v -> a.eval(v) <= b.eval(v) ? 1 : 0;
                    case ">=" -> v -> a.eval(v) >= b.eval(v) ? 1 : 0;
                    case "<" -> v -> a.eval(v) < b.eval(v) ? 1 : 0;
                    default -> v -> a.eval(v) > b.eval(v) ? 1 : 0;
                };
            }
        }
        return a;
    }

    private Expression sum() {
        Expression left = product();
        while (true) {
            Expression a = left;
            if (take("+")) {
                Expression b = product();
                left = v -> Math.addExact(a.eval(v), b.eval(v));
            } else if (take("-")) {
                Expression b = product();
                left = v -> Math.subtractExact(a.eval(v), b.eval(v));
            } else {
                return left;
            }
        }
    }

    private Expression product() {
        Expression left = unary();
        while (true) {
            Expression a = left;
            if (take("*")) {
                Expression b = unary();
                left = v -> Math.multiplyExact(a.eval(v), b.eval(v));
            } else if (take("/")) {
                Expression b = unary();
                left = v -> Math.floorDiv(a.eval(v), b.eval(v));
            } else if (take("%")) {
                Expression b = unary();
                left = v -> Math.floorMod(a.eval(v), b.eval(v));
            } else {
                return left;
            }
        }
    }

    private Expression unary() {
        if (take("-")) {
            Expression a = nested();
            return v -> Math.negateExact(a.eval(v));
        }
        if (!text.startsWith("!=", at) && take("!")) {
            Expression a = nested();
            return v -> a.eval(v) == 0 ? 1 : 0;
        }
        return atom();
    }

    private Expression nested() {
        if (++depth > DEPTH_MAX) {
            throw expected("at most " + DEPTH_MAX + " nested signs");
        }
        Expression result = unary();
        depth--;
        return result;
    }

    private Expression atom() {
        space();
        if (take("(")) {
            Expression inner = choice();
            need(")");
            return inner;
        }
        int start = at;
        while (at < text.length() && Character.isDigit(text.charAt(at))) {
            at++;
        }
        if (at > start) {
            long value = number(start);
            return v -> value;
        }
        while (at < text.length() && (Character.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == '_')) {
            at++;
        }
        if (at == start) {
            throw expected("a number, a name or '('");
        }
        String name = text.substring(start, at);
        if (take("(")) {
            return function(name);
        }
        int slot = scope.slot(name);
        if (slot < 0) {
            at = start;
            throw expected("one of the names " + scope.names());
        }
        return v -> v[slot];
    }

    private long number(int start) {
        try {
            return Long.parseLong(text.substring(start, at));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("a number of at most 64 bits, saw " + text.substring(start, at), e);
        }
    }

    private Expression function(String name) {
        List<Expression> in = new ArrayList<>();
        do {
            in.add(choice());
        } while (take(","));
        need(")");
        if (in.size() != 2 && !name.equals("pow2")) {
            throw expected("two arguments for " + name);
        }
        Expression a = in.getFirst();
        Expression b = in.getLast();
        return switch (name) {
            case "min" -> v -> Math.min(a.eval(v), b.eval(v));
            case "max" -> v -> Math.max(a.eval(v), b.eval(v));
            case "ceil" -> v -> Math.ceilDiv(a.eval(v), b.eval(v));
            case "divisor" -> v -> divisorAtLeast(a.eval(v), b.eval(v));
            case "pow2" -> v -> powerOfTwoAtLeast(a.eval(v));
            default -> throw expected("one of the functions min, max, ceil, divisor, pow2");
        };
    }

    /** The smallest divisor of {@code number} that is at least {@code least}; 0 if there is none. */
    private static long divisorAtLeast(long number, long least) {
        if (number > 1_000_000) {
            throw new ArithmeticException("divisor() takes numbers up to 1,000,000");
        }
        for (long d = Math.max(1, least); d <= number; d++) {
            if (number % d == 0) {
                return d;
            }
        }
        return 0;
    }

    private static long powerOfTwoAtLeast(long number) {
        return number <= 1 ? 1 : Math.multiplyExact(Long.highestOneBit(number - 1), 2);
    }

    private boolean take(String token) {
        space();
        if (text.startsWith(token, at)) {
            at += token.length();
            return true;
        }
        return false;
    }

    private void need(String token) {
        if (!take(token)) {
            throw expected("'" + token + "'");
        }
    }

    private void space() {
        while (at < text.length() && text.charAt(at) == ' ') {
            at++;
        }
    }

    private IllegalArgumentException expected(String what) {
        return new IllegalArgumentException(what + " at character " + (at + 1));
    }
}
