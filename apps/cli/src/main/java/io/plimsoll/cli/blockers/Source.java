/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.cli.blockers;

import io.plimsoll.cli.ServerOptions;
import io.plimsoll.crew.blocker.BlockerPricer;
import io.plimsoll.crew.blocker.Board;
import io.plimsoll.crew.blocker.StandUpReader;
import io.plimsoll.model.BadInputException;
import io.plimsoll.model.InputProblem;
import io.plimsoll.server.api.BlockersApi;
import io.plimsoll.server.client.PlimsollClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Where the blockers come from: a file, or a site of a server. */
final class Source {

    @Option(names = "--input", paramLabel = "FILE", description = "A stand-up as YAML or JSON; needs no server.")
    private @Nullable Path input;

    @Option(names = "--site", paramLabel = "NAME", description = "A site of the server.")
    private @Nullable String site;

    @Option(names = "--days", paramLabel = "N", description = "Days until the horizon, of a server's site.")
    private int days = 84;

    @Option(names = "--seed", paramLabel = "N", description = "Of the schedule's search, if the file has a bring-up.")
    private long seed = 1;

    @Mixin
    private ServerOptions server = new ServerOptions();

    /** A row that both have. */
    record Row(
            String id,
            int rank,
            String kind,
            String title,
            String owner,
            String state,
            String gone,
            String basis,
            int gpus,
            Board.Price price,
            Board.Price priceLate,
            double shareGpuHours,
            List<String> moves,
            List<String> with) {}

    /** What was read: as JSON, and for people. */
    record Read(
            Object json,
            Board.Price total,
            List<Row> rows,
            List<String> circles,
            List<Board.Step> next,
            List<String> promises,
            boolean late,
            List<String> notes) {}

    Read read() throws IOException {
        if ((input == null) == (site == null)) {
            throw new BadInputException(
                    new InputProblem("--input, --site", 0, input == null ? "neither" : "both", "exactly one of them"));
        }
        return input == null ? ofServer(String.valueOf(site)) : ofFile(input);
    }

    private Read ofFile(Path file) throws IOException {
        Board board =
                BlockerPricer.price(StandUpReader.read(Files.readString(file), file.toString(), Instant.now()), seed);
        return new Read(
                board,
                board.total(),
                board.blockers().stream().map(Source::row).toList(),
                board.circles().stream().map(c -> c.says()).toList(),
                board.next(),
                board.promises().stream()
                        .map(p -> promise(
                                p.commitment(),
                                p.from(),
                                p.gpus(),
                                p.begins().map(Instant::toString).orElse("not within the horizon"),
                                p.lateDays(),
                                String.join(", ", p.heldBy())))
                        .toList(),
                board.promises().stream().anyMatch(p -> p.lateDays() > p.lateDaysClear()),
                board.notes());
    }

    private static Row row(Board.Priced b) {
        return new Row(
                b.id(),
                b.rank(),
                b.kind().name(),
                b.title(),
                b.owner(),
                b.state().name(),
                b.gone().toString(),
                b.basis().name(),
                b.gpus(),
                b.price(),
                b.priceLate(),
                b.shareGpuHours(),
                b.moves(),
                b.together().map(Board.Together::with).orElse(List.of()));
    }

    private Read ofServer(String name) {
        try (PlimsollClient client = server.open()) {
            BlockersApi.BlockersView view = client.on(BlockersApi.BLOCKERS, name)
                    .with(BlockersApi.DAYS, days)
                    .send();
            return new Read(
                    view,
                    view.total(),
                    view.blockers().stream().map(Source::row).toList(),
                    view.circles().stream().map(c -> c.says()).toList(),
                    view.next(),
                    view.promises().stream()
                            .map(p -> promise(
                                    p.commitment(),
                                    p.from(),
                                    p.gpus(),
                                    p.begins() == null
                                            ? "not within the horizon"
                                            : p.begins().toString(),
                                    p.lateDays(),
                                    String.join(
                                            ", ",
                                            p.heldBy().stream()
                                                    .map(String::valueOf)
                                                    .toList())))
                            .toList(),
                    view.promises().stream().anyMatch(p -> p.lateDays() > p.lateDaysClear()),
                    view.notes());
        }
    }

    private static Row row(BlockersApi.BlockerView b) {
        return new Row(
                String.valueOf(b.id()),
                b.rank(),
                b.kind().name(),
                b.title(),
                b.owner(),
                b.state().name(),
                b.gone().toString(),
                b.basis().name(),
                b.gpus(),
                b.price(),
                b.priceLate(),
                b.shareGpuHours(),
                b.moves(),
                b.with().stream().map(String::valueOf).toList());
    }

    private static String promise(String name, Instant from, int gpus, String begins, double late, String heldBy) {
        return late <= 0
                ? name + ": " + gpus + " GPUs from " + from + " on time"
                : String.format(
                        java.util.Locale.ROOT,
                        "%s: %d GPUs from %s begin %s, %.1f days late, held by %s",
                        name,
                        gpus,
                        from,
                        begins,
                        late,
                        heldBy.isEmpty() ? "no blocker" : heldBy);
    }
}
