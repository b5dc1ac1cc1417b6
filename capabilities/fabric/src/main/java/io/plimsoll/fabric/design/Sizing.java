/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.fabric.design;

import io.plimsoll.fabric.design.Law.Named;
import io.plimsoll.fabric.design.Law.Rule;
import io.plimsoll.model.BadInputException;
import io.plimsoll.model.InputProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Decides whether a number of GPUs fits a template, and which are nearest if it does not. */
final class Sizing {

    /** How many steps up and down the search for a fitting number goes. */
    private static final int SEARCH_STEPS_MAX = 20_000;

    private Sizing() {}

    /** The slots with GPUs, parameters and lets filled in. */
    static long[] solve(Template template, DesignRequest request) {
        for (String key : request.parameters().keySet()) {
            if (!template.parameters().containsKey(key)) {
                throw FabricDesigner.refused(
                        template,
                        "parameter " + key,
                        "one of "
                                + template.parameters().keySet().stream()
                                        .sorted()
                                        .toList());
            }
        }
        try {
            long[] slots = values(template, request, request.gpus());
            Optional<String> misfit = misfit(template.law(), slots, request.gpus());
            if (misfit.isEmpty()) {
                return slots;
            }
            List<Long> nearest = nearest(template, request);
            throw new BadInputException(new InputProblem(
                    "template " + template.name(),
                    0,
                    "gpus=" + request.gpus(),
                    misfit.get(),
                    nearest.isEmpty()
                            ? ""
                            : nearest.stream().map(String::valueOf).collect(Collectors.joining(" or ")) + " GPUs"));
        } catch (ArithmeticException e) {
            throw FabricDesigner.refused(
                    template, "gpus=" + request.gpus(), "numbers that the law can compute: " + e.getMessage());
        }
    }

    static List<Long> nearest(Template template, DesignRequest request) {
        List<Long> found = new ArrayList<>();
        Law law = template.law();
        long[] any = values(template, request, request.gpus());
        long step = Math.max(1, law.sizes().step().eval(any));
        long max = law.sizes().max().eval(any);
        long base = Math.floorDiv(Math.clamp(request.gpus(), 0, max), step) * step;
        for (int direction = -1; direction <= 1; direction += 2) {
            long gpus = direction < 0 ? base : base + step;
            for (int i = 0; i < SEARCH_STEPS_MAX && gpus > 0 && gpus <= max; i++, gpus += direction * step) {
                if (misfit(law, values(template, request, gpus), gpus).isEmpty()) {
                    found.add(gpus);
                    break;
                }
            }
        }
        return found;
    }

    private static long[] values(Template template, DesignRequest request, long gpus) {
        Law law = template.law();
        long[] slots = new long[law.scope().size()];
        slots[law.gpusSlot()] = gpus;
        for (Map.Entry<String, Integer> parameter : law.parameterSlots().entrySet()) {
            long value = template.parameters().getOrDefault(parameter.getKey(), 0L);
            slots[parameter.getValue()] = request.parameters().getOrDefault(parameter.getKey(), value);
        }
        for (Named let : law.lets()) {
            slots[let.slot()] = let.value().eval(slots);
        }
        return slots;
    }

    private static Optional<String> misfit(Law law, long[] slots, long gpus) {
        long step = law.sizes().step().eval(slots);
        if (gpus < 1 || step < 1 || gpus % step != 0) {
            return Optional.of("a multiple of " + step + " GPUs, the number in one node");
        }
        long max = law.sizes().max().eval(slots);
        if (gpus > max) {
            return Optional.of("at most " + max + " GPUs, the most that this law can join");
        }
        for (Rule rule : law.sizes().rules()) {
            if (rule.must().eval(slots) == 0) {
                return Optional.of(rule.why());
            }
        }
        return Optional.empty();
    }
}
