/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.spares;

import io.plimsoll.spares.SparesPlan.PartPoint;
import io.plimsoll.spares.SparesPlan.PartTotals;
import io.plimsoll.spares.SparesPlan.Point;
import io.plimsoll.spares.choose.Frontier;
import io.plimsoll.spares.choose.Options;
import io.plimsoll.spares.echelon.PartCurve;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;

/** Writes the frontier's vertices with cost, backorders and availability. */
final class CurveWriter {

    private final SparesProblem problem;
    private final List<PartCurve> curves;
    private final List<Options> options;

    CurveWriter(SparesProblem problem, List<PartCurve> curves, List<Options> options) {
        this.problem = problem;
        this.curves = curves;
        this.options = options;
    }

    List<Point> points() {
        boolean known = problem.knowsPositions();
        int[] at = new int[options.size()];
        double cost = 0;
        Sum backorders = new Sum();
        Sum log = new Sum();
        int hopeless = 0;
        for (int i = 0; i < at.length; i++) {
            cost += options.get(i).price(0);
            double b = backorders(i, 0);
            backorders.add(b);
            hopeless += add(log, i, b, 1);
        }
        List<Point> out = new ArrayList<>();
        out.add(point(cost, backorders, log, hopeless, known));
        for (Frontier.Step step : Frontier.of(options).steps()) {
            int i = step.item();
            double before = backorders(i, at[i]);
            double after = backorders(i, step.option());
            cost += step.price();
            backorders.add(after - before);
            hopeless += add(log, i, before, -1) + add(log, i, after, 1);
            at[i] = step.option();
            out.add(point(cost, backorders, log, hopeless, known));
        }
        return out;
    }

    /** Adds or takes away a part's log of availability; counts parts with none instead. */
    private int add(Sum log, int i, double backorders, int sign) {
        double one = Fleet.logAvailability(curves.get(i).model().part(), backorders);
        if (Double.isInfinite(one)) {
            return sign;
        }
        log.add(sign * one);
        return 0;
    }

    private double backorders(int i, int option) {
        return curves.get(i).backorders(options.get(i).tag(option));
    }

    private static Point point(double cost, Sum backorders, Sum log, int hopeless, boolean known) {
        return new Point(
                Math.round(cost),
                Math.max(0, backorders.value()),
                known
                        ? OptionalDouble.of(hopeless > 0 ? 0 : Math.exp(Math.min(0, log.value())))
                        : OptionalDouble.empty());
    }

    List<PartTotals> partCurves() {
        List<PartTotals> out = new ArrayList<>();
        for (int i = 0; i < curves.size(); i++) {
            PartCurve curve = curves.get(i);
            Options o = options.get(i);
            Set<Integer> hull = new HashSet<>();
            for (int k : o.hull()) {
                hull.add(o.tag(k));
            }
            List<PartPoint> points = new ArrayList<>();
            for (int n = 0; n < curve.size(); n++) {
                if (Double.isFinite(curve.loss(n))) {
                    points.add(new PartPoint(
                            curve.base() + n,
                            curve.model().part().costCents() * curve.bought(n),
                            curve.depotStock(n),
                            curve.backorders(n),
                            hull.contains(n)));
                }
            }
            out.add(new PartTotals(curve.model().part().name(), points));
        }
        return out;
    }

    /** A sum with compensation, so that a long walk of small steps keeps its digits. */
    private static final class Sum {
        private double sum;
        private double lost;

        void add(double value) {
            double y = value - lost;
            double t = sum + y;
            lost = (t - sum) - y;
            sum = t;
        }

        double value() {
            return sum;
        }
    }
}
