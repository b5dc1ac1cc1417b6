/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.limits;

import io.plimsoll.acceptance.limits.Expression.Node;
import io.plimsoll.model.BadInputException;
import io.plimsoll.model.InputProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Recursive descent over the grammar of {@link Expression}, with a bound on length and depth. */
final class ExpressionParser {

    private static final int LENGTH_MAX = 2_000;
    private static final int DEPTH_MAX = 50;
    private static final Set<String> FUNCTIONS = Set.of("abs", "min", "max", "bool");
    private static final Set<String> WORDS =
            Set.of("and", "or", "not", "if", "else", "True", "False", "lambda", "abs", "min", "max", "bool");

    private final String text;
    private final String source;
    private final long line;
    private int at;
    private int depth;
    private String variable = "";

    ExpressionParser(String text, String source, long line) {
        this.text = text;
        this.source = source;
        this.line = line;
    }

    Node parse() {
        if (text.length() > LENGTH_MAX) {
            throw refused("a condition of at most " + LENGTH_MAX + " characters");
        }
        if (word("lambda")) {
            variable = name();
            if (variable.isEmpty() || WORDS.contains(variable)) {
                throw refused("one variable after 'lambda'");
            }
            expect(":");
        }
        Node node = choice();
        skip();
        if (at < text.length()) {
            throw refused("the end of the condition");
        }
        return node;
    }

    private Node choice() {
        if (++depth > DEPTH_MAX) {
            throw refused("at most " + DEPTH_MAX + " levels");
        }
        Node value = or();
        if (word("if")) {
            Node condition = or();
            if (!word("else")) {
                throw refused("'else'");
            }
            value = new Node.Choice(condition, value, choice());
        }
        depth--;
        return value;
    }

    private Node or() {
        Node left = and();
        while (word("or")) {
            left = new Node.Binary("or", left, and());
        }
        return left;
    }

    private Node and() {
        Node left = not();
        while (word("and")) {
            left = new Node.Binary("and", left, not());
        }
        return left;
    }

    private Node not() {
        if (word("not")) {
            if (++depth > DEPTH_MAX) {
                throw refused("at most " + DEPTH_MAX + " levels");
            }
            Node node = new Node.Unary("not", not());
            depth--;
            return node;
        }
        return comparison();
    }

    /** {@code a < b <= c} means {@code a < b and b <= c}, as in Python. */
    private Node comparison() {
        Node left = sum();
        Node result = null;
        for (String operator = comparator(); !operator.isEmpty(); operator = comparator()) {
            Node right = sum();
            Node one = new Node.Binary(operator, left, right);
            result = result == null ? one : new Node.Binary("and", result, one);
            left = right;
        }
        return result == null ? left : result;
    }

    private String comparator() {
        for (String operator : new String[] {"<=", ">=", "==", "!=", "<", ">"}) {
            if (sign(operator)) {
                return operator;
            }
        }
        return "";
    }

    private Node sum() {
        Node left = product();
        while (true) {
            if (sign("+")) {
                left = new Node.Binary("+", left, product());
            } else if (sign("-")) {
                left = new Node.Binary("-", left, product());
            } else {
                return left;
            }
        }
    }

    private Node product() {
        Node left = unary();
        while (true) {
            skip();
            if (text.startsWith("**", at) || text.startsWith("//", at)) {
                throw refused("one of + - * / %");
            }
            if (sign("*")) {
                left = new Node.Binary("*", left, unary());
            } else if (sign("/")) {
                left = new Node.Binary("/", left, unary());
            } else if (sign("%")) {
                left = new Node.Binary("%", left, unary());
            } else {
                return left;
            }
        }
    }

    private Node unary() {
        if (++depth > DEPTH_MAX) {
            throw refused("at most " + DEPTH_MAX + " levels");
        }
        Node node;
        if (sign("-")) {
            node = new Node.Unary("-", unary());
        } else if (sign("+")) {
            node = unary();
        } else {
            node = atom();
        }
        depth--;
        return node;
    }

    private Node atom() {
        skip();
        if (sign("(")) {
            Node inner = choice();
            expect(")");
            return inner;
        }
        if (at < text.length() && (Character.isDigit(text.charAt(at)) || text.charAt(at) == '.')) {
            return number();
        }
        int start = at;
        String name = name();
        if (name.equals("True") || name.equals("False")) {
            return new Node.Literal(name.equals("True") ? 1 : 0, true);
        }
        skip();
        if (FUNCTIONS.contains(name) && sign("(")) {
            return call(name);
        }
        if (name.isEmpty() || WORDS.contains(name)) {
            at = start;
            throw refused("a number, the variable, or '('");
        }
        if (variable.isEmpty()) {
            variable = name;
        }
        if (!name.equals(variable)) {
            at = start;
            throw refused("the variable '" + variable + "'");
        }
        return entry();
    }

    private Node call(String function) {
        List<Node> arguments = new ArrayList<>();
        do {
            arguments.add(choice());
        } while (sign(","));
        expect(")");
        boolean one = function.equals("abs") || function.equals("bool");
        if (one && arguments.size() != 1) {
            throw refused("one argument of " + function);
        }
        return new Node.Call(function, List.copyOf(arguments));
    }

    private Node entry() {
        List<String> keys = new ArrayList<>();
        while (sign("[")) {
            skip();
            char quote = at < text.length() ? text.charAt(at) : ' ';
            int end = quote == '"' || quote == '\'' ? text.indexOf(quote, at + 1) : -1;
            if (end < 0 || keys.size() > 3) {
                throw refused("a name in quotes");
            }
            keys.add(text.substring(at + 1, end));
            at = end + 1;
            expect("]");
        }
        skip();
        if (at < text.length() && (text.charAt(at) == '.' || text.charAt(at) == '(')) {
            throw refused("no attribute and no call");
        }
        return new Node.Entry(List.copyOf(keys));
    }

    private Node number() {
        int start = at;
        while (at < text.length() && isNumberPart(start)) {
            at++;
        }
        String digits = text.substring(start, at);
        if (at < text.length() && (Character.isLetter(text.charAt(at)) || text.charAt(at) == '_')) {
            throw refused("a plain decimal number");
        }
        try {
            double value = Double.parseDouble(digits);
            if (!Double.isFinite(value)) {
                throw refused("a finite number");
            }
            return new Node.Literal(value, false);
        } catch (NumberFormatException e) {
            at = start;
            throw refused("a number");
        }
    }

    private boolean isNumberPart(int start) {
        char c = text.charAt(at);
        char before = at > start ? text.charAt(at - 1) : ' ';
        return (c >= '0' && c <= '9')
                || c == '.'
                || ((c == 'e' || c == 'E') && before >= '0' && before <= '9')
                || ((c == '-' || c == '+') && (before == 'e' || before == 'E'));
    }

    private String name() {
        skip();
        int start = at;
        while (at < text.length()
                && (isLetter(text.charAt(at)) || (at > start && Character.isDigit(text.charAt(at))))) {
            at++;
        }
        return text.substring(start, at);
    }

    private static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
    }

    private boolean word(String word) {
        skip();
        int end = at + word.length();
        boolean found = text.startsWith(word, at)
                && (end >= text.length() || !(isLetter(text.charAt(end)) || Character.isDigit(text.charAt(end))));
        at = found ? end : at;
        return found;
    }

    private boolean sign(String sign) {
        skip();
        boolean found = text.startsWith(sign, at);
        at = found ? at + sign.length() : at;
        return found;
    }

    private void expect(String sign) {
        if (!sign(sign)) {
            throw refused("'" + sign + "'");
        }
    }

    private void skip() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }

    private BadInputException refused(String expected) {
        String seen = at >= text.length() ? "the end of '" + text + "'" : text.substring(at);
        return new BadInputException(new InputProblem(
                source,
                line,
                seen,
                expected + " at column " + (at + 1) + " of the condition",
                "write the rule with numbers, comparisons, and, or, not: nothing is executed here."));
    }
}
