/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.capacity.read;

import io.plimsoll.capacity.Commitment;
import io.plimsoll.capacity.Commitment.DelayRemedy;
import io.plimsoll.capacity.Commitment.Termination;
import io.plimsoll.capacity.ContractUnit;
import io.plimsoll.capacity.Tranche;
import io.plimsoll.model.BadInputException;
import io.plimsoll.model.InputProblems;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads contract lines from YAML or JSON: a list, a single one, or a list under {@code commitments}. */
public final class CommitmentReader {

    private static final int BYTES_MAX = 16 << 20;
    private static final int QUANTITY_MAX = 100_000_000;
    private static final Pattern RACK =
            Pattern.compile("(?:nvl )?rack[s]?(?:,|:)? *(\\d+) *(?:of|/) *(\\d+)", Pattern.CASE_INSENSITIVE);
    private static final Pattern BLOCK =
            Pattern.compile("(?:contiguous )?block[s]?(?: of)? *(\\d+)(?: nodes)?", Pattern.CASE_INSENSITIVE);

    private CommitmentReader() {}

    /**
     * @param source as the user named it
     * @throws BadInputException with everything that is wrong
     */
    public static List<Commitment> read(InputStream in, String source) throws IOException {
        byte[] bytes = in.readNBytes(BYTES_MAX + 1);
        InputProblems problems = new InputProblems(source);
        if (bytes.length > BYTES_MAX) {
            throw problems.with(0, "more than " + BYTES_MAX + " bytes", "commitments", "split the file");
        }
        return read(new String(bytes, StandardCharsets.UTF_8), source);
    }

    /**
     * @param source as the user named it
     * @throws BadInputException with everything that is wrong
     */
    public static List<Commitment> read(String text, String source) {
        InputProblems problems = new InputProblems(source);
        Tree root = Tree.read(text.replace("\uFEFF", ""), problems);
        List<Tree> lines;
        if (root instanceof Tree.Sequence list) {
            lines = list.items();
        } else if (root instanceof Tree.Mapping mapping) {
            lines = List.of(mapping);
            if (mapping.entries().containsKey("commitments")) {
                Fields top = Fields.of(mapping, "file", problems);
                lines = top.list("commitments");
                top.end();
            }
        } else {
            throw problems.with(root.line(), Fields.show(root), "commitments in YAML or JSON", "");
        }
        if (lines.isEmpty()) {
            problems.add(root.line(), "no commitments", "at least one commitment");
        }
        List<Commitment> out = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < lines.size(); i++) {
            Commitment commitment = one(Fields.of(lines.get(i), "commitments[" + i + "]", problems));
            if (!commitment.id().isEmpty() && !ids.add(commitment.id())) {
                problems.add(lines.get(i).line(), commitment.id(), "an id that no other commitment has");
            }
            out.add(commitment);
        }
        problems.refuseIfAny();
        return out;
    }

    private static Commitment one(Fields f) {
        String id = f.needed("a unique name", "id", "name");
        if (id.equals("-")) {
            f.problem(f.line(), id, "id: a name; '-' means no commitment in a ledger", "");
        }
        String customer = f.text("", "customer");
        Commitment.Place place = new Commitment.Place(f.text("", "site"), f.flag("dedicated"));
        if (place.dedicated() && place.site().isEmpty()) {
            f.problem(f.line(), "dedicated without a site", "site: which one is dedicated", "");
        }
        ContractUnit unit = unit(f);
        List<Tranche> tranches = tranches(f);
        Optional<Fields> acceptance = f.inner("acceptance", "acceptancePlan");
        String plan = acceptance
                .map(a -> a.needed("the test plan's name", "plan", "name"))
                .orElse("");
        OptionalInt version = acceptance
                .map(a -> OptionalInt.of(a.neededCount(1, 1_000_000, "version")))
                .orElse(OptionalInt.empty());
        acceptance.ifPresent(Fields::end);
        int spares = f.count(0, QUANTITY_MAX, "hotSpares").orElse(0);
        TermsReader terms = new TermsReader(f, unit);
        var measurement = terms.measurement();
        var money = terms.money(measurement.target());
        Optional<DelayRemedy> delay = delay(f);
        Optional<Termination> termination = f.inner("termination").map(CommitmentReader::termination);
        f.end();
        return new Commitment(
                id,
                customer,
                place,
                new Commitment.Promise(unit, tranches, plan, version, spares),
                measurement,
                money,
                new Commitment.Remedies(delay, termination));
    }

    private static ContractUnit unit(Fields f) {
        Optional<Tree> found = f.take("unit");
        if (found.isEmpty()) {
            f.problem(f.line(), "", "unit: GPU, node, rack K of N, or block of N", "");
            return new ContractUnit.Node();
        }
        if (found.get() instanceof Tree.Scalar scalar) {
            long line = scalar.line();
            String text = scalar.text();
            Matcher rack = RACK.matcher(text);
            Matcher block = BLOCK.matcher(text);
            if (text.equalsIgnoreCase("gpu")) {
                return new ContractUnit.Gpu();
            } else if (text.equalsIgnoreCase("node")) {
                return new ContractUnit.Node();
            } else if (rack.matches()) {
                return rack(f, line, number(rack.group(1)), number(rack.group(2)));
            } else if (block.matches() && number(block.group(1)) > 0) {
                return new ContractUnit.Block(number(block.group(1)));
            }
            f.problem(
                    line,
                    text,
                    "unit: GPU, node, rack K of N, or block of N",
                    "write 'rack 16 of 18' or 'block of 64'");
            return new ContractUnit.Node();
        }
        Fields inner = Fields.of(found.get(), f.where() + ".unit", f.problems());
        String kind = inner.needed("GPU, node, rack or block", "kind", "type").toLowerCase(Locale.ROOT);
        ContractUnit unit = switch (kind) {
            case "gpu" -> new ContractUnit.Gpu();
            case "node", "" -> new ContractUnit.Node();
            case "rack" -> rack(f, inner.line(), inner.neededCount(1, 10_000, "k"), inner.neededCount(1, 10_000, "n"));
            case "block" -> new ContractUnit.Block(inner.neededCount(1, 1_000_000, "nodes", "n"));
            default -> {
                inner.problem(inner.line(), kind, "kind: GPU, node, rack or block", "");
                yield new ContractUnit.Node();
            }
        };
        inner.end();
        return unit;
    }

    private static int number(String digits) {
        return digits.length() > 7 ? 0 : Integer.parseInt(digits);
    }

    private static ContractUnit rack(Fields f, long line, int k, int n) {
        if (k < 1 || k > n) {
            f.problem(line, k + " of " + n, "unit: a rack with k of n, k from 1 to n", "");
            return new ContractUnit.Rack(1, 1);
        }
        return new ContractUnit.Rack(k, n);
    }

    private record Read(Tranche tranche, long line, boolean ends) {}

    private static List<Tranche> tranches(Fields f) {
        List<Read> read = new ArrayList<>();
        List<Tree> items = f.list("tranches", "tranche");
        for (int i = 0; i < items.size(); i++) {
            Fields t = Fields.of(items.get(i), f.where() + ".tranches[" + i + "]", f.problems());
            int quantity = t.neededCount(1, QUANTITY_MAX, "quantity");
            Optional<Instant> from = t.instant("from", "committedFrom");
            Optional<Instant> until = t.instant("until", "to");
            Optional<Instant> stop = t.instant("longStop");
            t.end();
            if (from.isEmpty()) {
                t.problem(t.line(), "no date", "from: the date that was committed to", "");
                continue;
            }
            until.filter(u -> !u.isAfter(from.get()))
                    .ifPresent(u -> t.problem(t.line(), u.toString(), "until: after " + from.get(), ""));
            stop.filter(s -> s.isBefore(from.get()))
                    .ifPresent(s -> t.problem(t.line(), s.toString(), "longStop: not before " + from.get(), ""));
            read.add(new Read(new Tranche(quantity, from.get(), until, stop), t.line(), until.isPresent()));
        }
        if (items.isEmpty()) {
            f.problem(f.line(), "", "tranches: at least one, with quantity and from", "");
        }
        return inOrder(f, read);
    }

    /** One after the other; a tranche without an end lasts until the next one. */
    private static List<Tranche> inOrder(Fields f, List<Read> read) {
        List<Read> sorted = read.stream()
                .sorted((a, b) -> a.tranche().from().compareTo(b.tranche().from()))
                .toList();
        List<Tranche> out = new ArrayList<>();
        for (int i = 0; i < sorted.size(); i++) {
            Tranche tranche = sorted.get(i).tranche();
            if (i + 1 < sorted.size()) {
                Tranche next = sorted.get(i + 1).tranche();
                boolean overlaps = sorted.get(i).ends()
                        ? tranche.endSecond() > next.from().getEpochSecond()
                        : tranche.from().equals(next.from());
                if (overlaps) {
                    f.problem(
                            sorted.get(i + 1).line(),
                            next.quantity() + " from " + next.from() + ", while " + tranche.quantity() + " runs until "
                                    + tranche.until().map(Instant::toString).orElse("the next tranche"),
                            "tranches: one after the other, without overlap",
                            "a tranche holds the whole quantity of its time, not what is added");
                }
                tranche = tranche.until().isPresent()
                        ? tranche
                        : new Tranche(tranche.quantity(), tranche.from(), Optional.of(next.from()), tranche.longStop());
            }
            out.add(tranche);
        }
        return out;
    }

    private static Optional<DelayRemedy> delay(Fields f) {
        Optional<Fields> found = f.inner("delay", "delayRemedy");
        if (found.isEmpty()) {
            return Optional.empty();
        }
        Fields d = found.get();
        Optional<DelayRemedy.Kind> kind = d.word(DelayRemedy.Kind.class, "remedy", "kind");
        if (kind.isEmpty()) {
            d.problem(d.line(), "", "remedy: one of " + List.of(DelayRemedy.Kind.values()), "");
        }
        Optional<Long> cents = d.cents("centsPerUnitDay");
        if (kind.isPresent() && kind.get() == DelayRemedy.Kind.DAMAGES && cents.isEmpty()) {
            d.problem(d.line(), "", "centsPerUnitDay: the damages for each unit and day", "");
        }
        OptionalInt days = d.count(1, 36_500, "daysMax");
        d.end();
        return kind.map(k -> new DelayRemedy(k, cents.orElse(0L), days));
    }

    private static Termination termination(Fields t) {
        int breaches = t.neededCount(1, 120, "breaches");
        int months = t.neededCount(1, 120, "months");
        if (breaches > months) {
            t.problem(t.line(), breaches + " in " + months, "breaches: at most as many as there are months", "");
        }
        t.end();
        return new Termination(breaches, months);
    }
}
