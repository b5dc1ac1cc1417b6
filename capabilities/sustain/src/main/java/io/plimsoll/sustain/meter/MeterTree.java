/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.sustain.meter;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * The tree from utility to GPU with what is lost at each meter: its own reading less those of the meters that it feeds.
 *
 * @param limits most loss a stage may have, as a share of its input; stages without one are only held against physics
 */
public record MeterTree(List<Loss> losses, List<StageLoss> stages, Map<Point, Double> limits) {

    /**
     * @param share of the input that did not arrive at the meters below; negative if more arrived than went in
     * @param verdict {@code OK}, {@code OVER_LIMIT}, {@code MORE_OUT_THAN_IN} or {@code NO_LIMIT}
     */
    public record Loss(
            String meter,
            Point point,
            int children,
            double inWh,
            double outWh,
            double share,
            String verdict,
            String says) {}

    /** All meters of one point against all meters below them. */
    public record StageLoss(
            Point point, double inWh, double outWh, double share, OptionalDouble limit, String verdict) {}

    /** Sums by the hour of all meters, by id. */
    public static MeterTree of(List<Hours> meters, Map<Point, Double> limits) {
        Map<String, Hours> byId = new LinkedHashMap<>();
        Map<String, List<Hours>> children = new LinkedHashMap<>();
        meters.forEach(h -> byId.put(h.meter().id(), h));
        meters.stream()
                .filter(h -> byId.containsKey(h.meter().parent())
                        && !h.meter().point().water())
                .forEach(h -> children.computeIfAbsent(h.meter().parent(), k -> new ArrayList<>())
                        .add(h));
        List<Loss> losses = new ArrayList<>();
        Map<Point, double[]> stage = new LinkedHashMap<>();
        children.forEach((id, below) -> {
            Hours h = java.util.Objects.requireNonNull(byId.get(id));
            double out = below.stream().mapToDouble(Hours::sum).sum();
            double slack = uncertain(h) * h.sum();
            for (Hours c : below) {
                slack += uncertain(c) * c.sum();
            }
            long untold = java.util.stream.Stream.concat(java.util.stream.Stream.of(h), below.stream())
                    .filter(c -> c.meter().uncertainty().isEmpty())
                    .count();
            losses.add(loss(h, below.size(), out, slack, untold, limits));
            double[] both = stage.computeIfAbsent(h.meter().point(), k -> new double[3]);
            both[0] += h.sum();
            both[1] += out;
            both[2] += slack;
        });
        List<StageLoss> stages = new ArrayList<>();
        stage.forEach((point, both) -> {
            double share = both[0] == 0 ? 0 : 1 - both[1] / both[0];
            Double limit = limits.get(point);
            stages.add(new StageLoss(
                    point,
                    both[0],
                    both[1],
                    share,
                    limit == null ? OptionalDouble.empty() : OptionalDouble.of(limit),
                    verdict(both[0] - both[1], share, both[2], limits, point)));
        });
        return new MeterTree(losses, stages, Map.copyOf(limits));
    }

    /** What nobody has said is taken as none, and told: a prior without a source would hide a wrong meter. */
    private static double uncertain(Hours h) {
        return h.meter().uncertainty().orElse(0);
    }

    private static Loss loss(Hours h, int below, double out, double slack, long untold, Map<Point, Double> limits) {
        double share = h.sum() == 0 ? 0 : 1 - out / h.sum();
        String verdict = verdict(h.sum() - out, share, slack, limits, h.meter().point());
        String says = switch (verdict) {
            case "MORE_OUT_THAN_IN" -> "more arrived than went in: a meter is wrong, stands twice, or hangs elsewhere";
            case "OVER_LIMIT" -> "more is lost than its limit: a load without a meter, or a counter that reads low";
            default -> "";
        };
        if (verdict.equals("MORE_OUT_THAN_IN") && untold > 0) {
            says += "; " + untold + " of the " + (below + 1)
                    + " meters have no uncertainty told, so none is allowed for them: add 'uncertainty' with its source";
        }
        return new Loss(h.meter().id(), h.meter().point(), below, h.sum(), out, share, verdict, says);
    }

    private static String verdict(double lost, double share, double slack, Map<Point, Double> limits, Point point) {
        if (lost < -slack) {
            return "MORE_OUT_THAN_IN";
        }
        Double limit = limits.get(point);
        return limit == null ? "NO_LIMIT" : share > limit ? "OVER_LIMIT" : "OK";
    }
}
