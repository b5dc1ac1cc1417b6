/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.server.blockers;

import io.plimsoll.crew.blocker.BlockerPricer;
import io.plimsoll.crew.blocker.BlockerStep;
import io.plimsoll.crew.blocker.Board;
import io.plimsoll.crew.blocker.Eta;
import io.plimsoll.crew.blocker.Target;
import io.plimsoll.model.InputProblem;
import io.plimsoll.oncall.vault.ChatGuard;
import io.plimsoll.postgres.BlockerRow;
import io.plimsoll.postgres.Database;
import io.plimsoll.postgres.NewBlocker;
import io.plimsoll.postgres.NewBlockerStep;
import io.plimsoll.postgres.Site;
import io.plimsoll.postgres.SiteSpan;
import io.plimsoll.postgres.Stamp;
import io.plimsoll.postgres.StandingRecord;
import io.plimsoll.server.api.BlockersApi;
import io.plimsoll.server.http.Call;
import io.plimsoll.server.http.Problem;
import io.plimsoll.server.http.Router;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** What is in the way, with its price. */
public final class BlockerHandlers {

    private static final int HORIZON_DAYS = 84;
    private static final int TITLE_MAX = 200;
    private static final int BLOCKS_MAX = 10_000;
    private static final Duration KEPT = Duration.ofSeconds(60);

    private final Database record;
    private final Map<String, Kept> boards = new ConcurrentHashMap<>();

    /** @param head the journal's last row when the board was made */
    private record Kept(long head, int days, Instant at, BlockersApi.BlockersView view) {}

    public BlockerHandlers(Database record) {
        this.record = record;
    }

    public void bind(Router router) {
        router.on(
                BlockersApi.BLOCKERS,
                call -> board(site(call), call, call.query(BlockersApi.DAYS).orElse(HORIZON_DAYS)));
        router.on(BlockersApi.RAISE, this::raise);
        router.on(BlockersApi.BLOCKER, call -> {
            Site site = site(call);
            return detail(site, call, find(site, call));
        });
        router.on(BlockersApi.STEP, this::step);
    }

    private Site site(Call<?> call) {
        String name = call.path("site");
        return record.sites().find(name).orElseThrow(() -> Problem.notFound("site " + name));
    }

    /** A simulated site lives in its own time. */
    private Instant now(Site site, Call<?> call) {
        return site.simulated()
                ? record.sites().span(site.name()).map(SiteSpan::last).orElse(call.now())
                : call.now();
    }

    private BlockerRow find(Site site, Call<?> call) {
        return record.blockers()
                .find(site.name(), call.pathNumber("blocker"))
                .orElseThrow(() -> Problem.notFound("blocker " + call.path("blocker")));
    }

    private BlockersApi.BlockersView board(Site site, Call<?> call, int days) {
        long head = record.journal().head().seq();
        Instant at = now(site, call);
        Kept kept = boards.get(site.name());
        if (kept != null
                && kept.head == head
                && kept.days == days
                && Duration.between(kept.at, at).abs().compareTo(KEPT) < 0) {
            return kept.view;
        }
        List<BlockerRow> rows = record.blockers().list(site.name());
        StandUps.Made made = StandUps.of(
                site.name(),
                at,
                at.plus(Duration.ofDays(days)),
                record.blockers().standing(site.name(), at),
                rows);
        Board board = BlockerPricer.price(made.standUp(), 1);
        List<String> notes = new ArrayList<>(made.notes());
        notes.addAll(board.notes());
        BlockersApi.BlockersView view = BlockerViews.view(site.name(), board, rows, notes);
        boards.put(site.name(), new Kept(head, days, at, view));
        return view;
    }

    private BlockersApi.BlockerDetail detail(Site site, Call<?> call, BlockerRow row) {
        BlockersApi.BlockerView view = board(site, call, HORIZON_DAYS).blockers().stream()
                .filter(b -> b.id() == row.id())
                .findFirst()
                .orElseGet(() -> BlockerViews.idle(row, now(site, call)));
        return new BlockersApi.BlockerDetail(
                view,
                row.raisedBy(),
                row.steps().stream().map(BlockerViews::happened).toList());
    }

    private BlockersApi.BlockerDetail raise(Call<BlockersApi.RaiseBlocker> call) {
        Site site = site(call);
        BlockersApi.RaiseBlocker input = call.input();
        List<InputProblem> wrong = new ArrayList<>();
        String title = clean("title", input.title(), wrong);
        if (title.isBlank()) {
            wrong.add(new InputProblem("body /title", 0, "empty", "what is in the way, in a line"));
        }
        Optional<Eta> eta = eta(input.etaP50(), input.etaP90(), wrong);
        List<Target> blocks = targets(site, now(site, call), input.blocks(), wrong);
        if (!wrong.isEmpty()) {
            throw Problem.badInput(wrong);
        }
        BlockerRow row = record.blockers()
                .raise(
                        new Stamp(call.actor().name(), now(site, call)),
                        site.name(),
                        new NewBlocker(
                                input.kind(),
                                title,
                                clean("supplier", text(input.supplier()), wrong),
                                BlockerRow.BY_HAND,
                                clean("owner", text(input.owner()), wrong),
                                eta,
                                blocks,
                                input.waitsOn() == null ? List.of() : input.waitsOn()));
        return detail(site, call, row);
    }

    private static String text(@Nullable String maybe) {
        return maybe == null ? "" : maybe;
    }

    /** No number or address of a person gets on the record by way of a blocker. */
    private static String clean(String key, String text, List<InputProblem> wrong) {
        if (text.length() > TITLE_MAX) {
            wrong.add(new InputProblem(
                    "body /" + key, 0, text.length() + " characters", "at most " + TITLE_MAX + " characters"));
        }
        return ChatGuard.redact(text.strip()).text();
    }

    private static Optional<Eta> eta(@Nullable Instant p50, @Nullable Instant p90, List<InputProblem> wrong) {
        if (p50 == null) {
            if (p90 != null) {
                wrong.add(new InputProblem("body /etaP50", 0, "missing", "etaP50 beside etaP90"));
            }
            return Optional.empty();
        }
        Instant late = p90 == null ? p50 : p90;
        if (late.isBefore(p50)) {
            wrong.add(new InputProblem("body /etaP90", 0, late.toString(), "not before etaP50, " + p50));
            return Optional.empty();
        }
        return Optional.of(new Eta(p50, late));
    }

    private List<Target> targets(Site site, Instant at, List<String> blocks, List<InputProblem> wrong) {
        if (blocks.size() > BLOCKS_MAX) {
            throw Problem.badInput(
                    new InputProblem("body /blocks", 0, blocks.size() + " names", "at most " + BLOCKS_MAX));
        }
        StandingRecord standing = record.blockers().standing(site.name(), at);
        Set<Target> out = new LinkedHashSet<>();
        for (int i = 0; i < blocks.size(); i++) {
            String text = blocks.get(i).strip();
            int colon = text.indexOf(':');
            String kind = colon < 0 ? "unit" : text.substring(0, colon);
            String name = colon < 0 ? text : text.substring(colon + 1);
            List<Target> found = switch (kind) {
                case "unit" -> nodes(standing, n -> n.name().equals(name));
                case "su" ->
                    nodes(standing, n -> String.valueOf(n.scalableUnit()).equals(name));
                case "rack" -> nodes(standing, n -> n.rack().equals(name));
                case "commitment" ->
                    standing.promises().stream()
                            .filter(p -> p.commitment().equals(name))
                            .limit(1)
                            .<Target>map(p -> new Target.Commitment(p.commitment()))
                            .toList();
                case "package" -> name.isBlank() ? List.of() : List.of(new Target.Work(name));
                default -> List.of();
            };
            if (found.isEmpty()) {
                wrong.add(new InputProblem(
                        "body /blocks/" + i,
                        0,
                        text,
                        "a node of " + site.name()
                                + ", or su:3, rack:A02, commitment:NAME that is promised, package:ID"));
            }
            out.addAll(found);
        }
        return List.copyOf(out);
    }

    private static List<Target> nodes(
            StandingRecord standing, java.util.function.Predicate<StandingRecord.Node> which) {
        return standing.nodes().stream()
                .filter(which)
                .<Target>map(n -> new Target.Unit(n.name()))
                .toList();
    }

    private BlockersApi.BlockerDetail step(Call<BlockersApi.TakeStep> call) {
        Site site = site(call);
        BlockerRow row = find(site, call);
        BlockersApi.TakeStep input = call.input();
        List<InputProblem> wrong = new ArrayList<>();
        Optional<Eta> eta = eta(input.etaP50(), input.etaP90(), wrong);
        String owner = clean("owner", text(input.owner()), wrong);
        String says = clean("says", text(input.says()), wrong);
        needs(input.step() == BlockerStep.OWNED, !owner.isEmpty(), "owner", "a role", wrong);
        needs(input.step() == BlockerStep.ETA, eta.isPresent(), "etaP50", "when it will be gone", wrong);
        needs(
                input.step() == BlockerStep.WAITS,
                input.waitsOn() != null,
                "waitsOn",
                "the number of another one",
                wrong);
        if (says.isEmpty() && (input.step() == BlockerStep.MITIGATED || input.step() == BlockerStep.REOPENED)) {
            wrong.add(new InputProblem("body /says", 0, "empty", "why"));
        }
        if (input.step() == BlockerStep.RAISED) {
            wrong.add(new InputProblem("body /step", 0, "RAISED", "a step of a blocker that is there"));
        }
        if (!wrong.isEmpty()) {
            throw Problem.badInput(wrong);
        }
        Instant last = row.steps().getLast().at();
        Instant at = now(site, call);
        BlockerRow after = record.blockers()
                .step(
                        new Stamp(call.actor().name(), at.isBefore(last) ? last : at),
                        site.name(),
                        row.id(),
                        new NewBlockerStep(
                                input.step(),
                                owner.isEmpty() ? Optional.empty() : Optional.of(owner),
                                eta,
                                Optional.ofNullable(input.waitsOn()),
                                says));
        return detail(site, call, after);
    }

    private static void needs(boolean asked, boolean given, String key, String expected, List<InputProblem> wrong) {
        if (asked && !given) {
            wrong.add(new InputProblem("body /" + key, 0, "missing", expected));
        } else if (!asked && given) {
            wrong.add(new InputProblem("body /" + key, 0, "given", "nothing: it belongs to another step"));
        }
    }
}
