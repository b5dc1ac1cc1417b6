/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.cli.spares;

import io.plimsoll.cli.ExitCode;
import io.plimsoll.cli.Output;
import io.plimsoll.model.BadInputException;
import io.plimsoll.model.InputProblem;
import io.plimsoll.spares.demand.CountLaw;
import io.plimsoll.spares.reorder.ReorderPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code plimsoll spares reorder}: when to order a consumable and how many. */
@Command(
        name = "reorder",
        description = "When to order a consumable and how many: the cheapest (r,Q), or the lowest r for a fill rate.",
        mixinStandardHelpOptions = true,
        footer =
                "All rates are per the same unit of time, for example a year: demand 18.25, lead time 0.04, holding 200.")
final class ReorderCommand implements Callable<Integer> {

    @Option(names = "--demand", required = true, paramLabel = "RATE", description = "Units per unit of time.")
    private double demand;

    @Option(
            names = "--lead-time",
            required = true,
            paramLabel = "T",
            description = "From order to shelf, in that unit of time.")
    private double leadTime;

    @Option(names = "--variance-to-mean", paramLabel = "V", description = "Of lead-time demand. Default: 1, Poisson.")
    private double varianceToMean = 1;

    @Option(names = "--order-cost", required = true, paramLabel = "MONEY", description = "For each order.")
    private double orderCost;

    @Option(names = "--holding-cost", required = true, paramLabel = "MONEY", description = "Per unit and unit of time.")
    private double holdingCost;

    @Option(
            names = "--shortage-cost",
            required = true,
            paramLabel = "MONEY",
            description = "Per unit waited for and unit of time.")
    private double shortageCost;

    @Option(names = "--quantity", paramLabel = "Q", description = "Keep this order quantity; needs --fill-rate.")
    private @Nullable Integer quantity;

    @Option(names = "--fill-rate", paramLabel = "SHARE", description = "With --quantity: the lowest r that meets it.")
    private @Nullable Double fillRate;

    @Mixin
    private Output output = new Output();

    /** The answer. */
    record Answer(
            int reorderPoint,
            int quantity,
            double costRate,
            double fillRate,
            double leadTimeDemand,
            double varianceToMean,
            String method) {}

    @Override
    public Integer call() {
        refuseWhatIsWrong();
        CountLaw law = CountLaw.of(demand * leadTime, varianceToMean);
        ReorderPolicy.Costs costs = new ReorderPolicy.Costs(demand, orderCost, holdingCost, shortageCost);
        ReorderPolicy policy = quantity != null && fillRate != null
                ? ReorderPolicy.forFillRate(law, costs, quantity, fillRate)
                : ReorderPolicy.cheapest(law, costs);
        Answer answer = new Answer(
                policy.reorderPoint(),
                policy.quantity(),
                policy.costRate(),
                policy.fillRate(),
                law.mean(),
                varianceToMean,
                varianceToMean > 1
                        ? "APPROXIMATION: (r,Q) with negative binomial lead-time demand; batches may overshoot r"
                        : "exact (r,Q) for Poisson demand (Federgruen and Zheng 1992)");
        output.print(answer, out -> {
            out.printf(
                    "order %d when the position (on hand + on order - owed) falls to %d%n",
                    answer.quantity(), answer.reorderPoint());
            out.printf(
                    Locale.ROOT, "cost %.6f per unit of time, fill rate %.4f%n", answer.costRate(), answer.fillRate());
            out.println("method    " + answer.method());
        });
        return ExitCode.FINE;
    }

    private void refuseWhatIsWrong() {
        List<InputProblem> wrong = new ArrayList<>();
        above("--demand", demand, 0, wrong);
        above("--holding-cost", holdingCost, 0, wrong);
        above("--shortage-cost", shortageCost, 0, wrong);
        if (!(leadTime >= 0 && demand * leadTime <= CountLaw.MEAN_MAX / 4)) {
            wrong.add(new InputProblem("--lead-time", 0, "" + leadTime, "0 or more, and at most 50,000 units in it"));
        }
        if (!(orderCost >= 0 && Double.isFinite(orderCost))) {
            wrong.add(new InputProblem("--order-cost", 0, "" + orderCost, "a number of 0 or more"));
        }
        if (!(varianceToMean >= 1 && varianceToMean <= CountLaw.VARIANCE_TO_MEAN_MAX)) {
            wrong.add(new InputProblem("--variance-to-mean", 0, "" + varianceToMean, "1 (Poisson) to 1000"));
        }
        if ((quantity == null) != (fillRate == null)) {
            wrong.add(new InputProblem("options", 0, "one of --quantity and --fill-rate", "both or neither"));
        }
        if (quantity != null && quantity < 1) {
            wrong.add(new InputProblem("--quantity", 0, "" + quantity, "1 or more"));
        }
        if (fillRate != null && !(fillRate > 0 && fillRate < 1)) {
            wrong.add(new InputProblem("--fill-rate", 0, "" + fillRate, "more than 0, less than 1"));
        }
        if (!wrong.isEmpty()) {
            throw new BadInputException(wrong);
        }
    }

    private static void above(String name, double value, double least, List<InputProblem> wrong) {
        if (!(value > least && Double.isFinite(value))) {
            wrong.add(new InputProblem(name, 0, "" + value, "a number above 0"));
        }
    }
}
