/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.limits;

import io.plimsoll.model.BadInputException;
import io.plimsoll.model.InputProblem;
import java.util.ArrayList;
import java.util.List;

/**
 * A condition of a rule in a small grammar, never a program: numbers, {@code + - * / %}, comparisons (also chained), {@code
 * and or not}, {@code a if c else b}, parentheses, {@code abs min max bool}, one variable, and its entries {@code
 * label["rule1"]}. SuperBench's {@code lambda x:x>0.05} is read as the same; anything else is refused with its column. Every
 * expression ends: there are no loops, no attributes, no calls of anything that is not named here.
 */
public final class Expression {

    /** What a variable and its entries are worth. */
    @FunctionalInterface
    public interface Values {
        /**
         * The value of an entry, or of the variable itself if {@code keys} is empty; NaN if it was never measured.
         *
         * @throws IllegalArgumentException if there is no such entry
         */
        double of(List<String> keys);
    }

    /** A part of an expression; a condition is worth 1 or 0. */
    sealed interface Node {
        record Literal(double value, boolean condition) implements Node {}

        record Entry(List<String> keys) implements Node {}

        record Unary(String operator, Node operand) implements Node {}

        record Binary(String operator, Node left, Node right) implements Node {}

        record Choice(Node when, Node then, Node otherwise) implements Node {}

        record Call(String function, List<Node> arguments) implements Node {}

        /** Whether it is true or false, not a quantity. */
        default boolean isCondition() {
            return switch (this) {
                case Literal n -> n.condition();
                case Entry e -> false;
                case Unary u -> u.operator().equals("not");
                case Binary b ->
                    switch (b.operator()) {
                        case "and", "or" -> b.left().isCondition() && b.right().isCondition();
                        case "+", "-", "*", "/", "%" -> false;
                        default -> true;
                    };
                case Choice c -> c.then().isCondition() && c.otherwise().isCondition();
                case Call c -> c.function().equals("bool");
            };
        }
    }

    private final String text;
    private final Node root;

    private Expression(String text, Node root) {
        this.text = text;
        this.root = root;
    }

    /**
     * Reads a condition.
     *
     * @throws BadInputException if it is not in the grammar, with the column, counted from 1
     */
    public static Expression parse(String text, String source, long line) {
        Node root = new ExpressionParser(text, source, line).parse();
        if (!root.isCondition()) {
            throw new BadInputException(
                    new InputProblem(source, line, text, "a condition, such as 'x > 0.05': this is a quantity"));
        }
        return new Expression(text, root);
    }

    /** As it was written. */
    public String text() {
        return text;
    }

    /** Whether the condition holds for one value. */
    public boolean holds(double value) {
        return holds(keys -> {
            if (!keys.isEmpty()) {
                throw new IllegalArgumentException("a number has no entries");
            }
            return value;
        });
    }

    /** Whether the condition holds. Division by zero gives no truth: it never holds. */
    public boolean holds(Values values) {
        double value = value(root, values);
        return !Double.isNaN(value) && value != 0;
    }

    /** Every entry that the condition looks at. */
    public List<List<String>> entries() {
        List<List<String>> found = new ArrayList<>();
        collect(root, found);
        return found;
    }

    private static void collect(Node node, List<List<String>> into) {
        switch (node) {
            case Node.Literal n -> {}
            case Node.Entry e -> into.add(e.keys());
            case Node.Unary u -> collect(u.operand(), into);
            case Node.Binary b -> {
                collect(b.left(), into);
                collect(b.right(), into);
            }
            case Node.Choice c -> {
                collect(c.when(), into);
                collect(c.then(), into);
                collect(c.otherwise(), into);
            }
            case Node.Call c -> c.arguments().forEach(a -> collect(a, into));
        }
    }

    private static double value(Node node, Values values) {
        return switch (node) {
            case Node.Literal n -> n.value();
            case Node.Entry e -> values.of(e.keys());
            case Node.Unary u -> {
                double operand = value(u.operand(), values);
                yield u.operator().equals("not") ? truth(operand == 0) : -operand;
            }
            case Node.Binary b -> binary(b, values);
            case Node.Choice c -> value(value(c.when(), values) != 0 ? c.then() : c.otherwise(), values);
            case Node.Call c -> call(c, values);
        };
    }

    private static double binary(Node.Binary b, Values values) {
        double left = value(b.left(), values);
        if (b.operator().equals("and")) {
            return left == 0 ? left : value(b.right(), values);
        }
        if (b.operator().equals("or")) {
            return left != 0 ? left : value(b.right(), values);
        }
        double right = value(b.right(), values);
        return switch (b.operator()) {
            case "+" -> left + right;
            case "-" -> left - right;
            case "*" -> left * right;
            case "/" -> right == 0 ? Double.NaN : left / right;
            case "%" -> right == 0 ? Double.NaN : left - right * Math.floor(left / right);
            case "<" -> truth(left < right);
            case "<=" -> truth(left <= right);
            case ">" -> truth(left > right);
            case ">=" -> truth(left >= right);
            case "==" -> truth(left == right);
            default -> truth(left != right);
        };
    }

    private static double call(Node.Call c, Values values) {
        double[] all = c.arguments().stream().mapToDouble(a -> value(a, values)).toArray();
        double first = all.length == 0 ? 0 : all[0];
        return switch (c.function()) {
            case "abs" -> Math.abs(first);
            case "bool" -> truth(first != 0);
            case "min" -> java.util.Arrays.stream(all).min().orElse(Double.NaN);
            default -> java.util.Arrays.stream(all).max().orElse(Double.NaN);
        };
    }

    private static double truth(boolean is) {
        return is ? 1 : 0;
    }
}
