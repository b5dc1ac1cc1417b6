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
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code plimsoll spares ebo}: what each stock does against a pipeline of a given mean. */
@Command(
        name = "ebo",
        description = "Expected backorders, their variance, fill rate and stockout for a range of stocks.",
        mixinStandardHelpOptions = true)
final class EboCommand implements Callable<Integer> {

    private static final Pattern RANGE = Pattern.compile("([0-9]{1,6})(?:\\.\\.([0-9]{1,6}))?");
    private static final int ROWS_MAX = 20_000;

    @Option(
            names = "--mean",
            required = true,
            paramLabel = "M",
            description = "Mean units out: demand rate times resupply time.")
    private double mean;

    @Option(
            names = "--variance-to-mean",
            paramLabel = "V",
            description = "1 is Poisson; above 1 negative binomial. Default: 1.")
    private double varianceToMean = 1;

    @Option(names = "--stock", paramLabel = "A..B", description = "Stock or range of stocks. Default: 0..10.")
    private String stock = "0..10";

    @Mixin
    private Output output = new Output();

    /** One stock. */
    record StockRow(
            int stock,
            double backorders,
            double backorderVariance,
            double fillRate,
            double readyRate,
            double stockout) {}

    record Table(String law, double mean, double varianceToMean, List<StockRow> rows) {}

    @Override
    public Integer call() {
        Matcher range = RANGE.matcher(stock.strip());
        List<InputProblem> wrong = new ArrayList<>();
        if (!range.matches()) {
            wrong.add(
                    new InputProblem("--stock", 0, stock, "a stock such as 3, or a range such as 0..6, of 0 or more"));
        }
        if (!(mean >= 0 && mean <= CountLaw.MEAN_MAX)) {
            wrong.add(new InputProblem("--mean", 0, "" + mean, "a number from 0 to " + (int) CountLaw.MEAN_MAX));
        }
        if (!(varianceToMean >= 1 && varianceToMean <= CountLaw.VARIANCE_TO_MEAN_MAX)) {
            wrong.add(new InputProblem(
                    "--variance-to-mean",
                    0,
                    "" + varianceToMean,
                    "a number from 1 to " + (int) CountLaw.VARIANCE_TO_MEAN_MAX));
        }
        if (!wrong.isEmpty()) {
            throw new BadInputException(wrong);
        }
        int from = Integer.parseInt(range.group(1));
        int to = range.group(2) == null ? from : Integer.parseInt(range.group(2));
        if (to < from || to - from >= ROWS_MAX) {
            throw new BadInputException(
                    new InputProblem("--stock", 0, stock, "a rising range of at most " + ROWS_MAX + " stocks"));
        }
        CountLaw law = CountLaw.of(mean, varianceToMean);
        List<StockRow> rows = new ArrayList<>();
        for (int s = from; s <= to; s++) {
            rows.add(new StockRow(
                    s, law.backorders(s), law.backorderVariance(s), law.fillRate(s), law.readyRate(s), law.above(s)));
        }
        Table table = new Table(varianceToMean == 1 ? "POISSON" : "NEGATIVE_BINOMIAL", mean, varianceToMean, rows);
        output.print(table, out -> {
            out.printf("%6s %14s %14s %10s %10s %10s%n", "stock", "EBO", "VBO", "fill rate", "ready", "stockout");
            for (StockRow r : table.rows()) {
                out.printf(
                        Locale.ROOT,
                        "%6d %14.6f %14.6f %10.6f %10.6f %10.3g%n",
                        r.stock(),
                        r.backorders(),
                        r.backorderVariance(),
                        r.fillRate(),
                        r.readyRate(),
                        r.stockout());
            }
        });
        return ExitCode.FINE;
    }
}
