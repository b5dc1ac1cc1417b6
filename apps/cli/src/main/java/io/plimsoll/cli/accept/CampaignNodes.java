/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.cli.accept;

import io.plimsoll.acceptance.campaign.CampaignNode;
import io.plimsoll.acceptance.plan.Provenance;
import io.plimsoll.model.BadInputException;
import io.plimsoll.model.InputProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** A campaign's nodes from a file, or so many in a regular hall. */
final class CampaignNodes {

    private static final String HEADER = "name,rack,hall,leaf,pod,nodeWatts,idleWatts,provenance";
    private static final int NODES_MAX = 100_000;

    private CampaignNodes() {}

    /** So many nodes in one hall, in racks, leaves and pods of equal size. */
    static List<CampaignNode> regular(int count, int perRack, int perLeaf, int perPod, int watts) {
        if (count < 1 || count > NODES_MAX || perRack < 1 || perLeaf < 1 || perPod < 1) {
            throw new BadInputException(new InputProblem(
                    "--nodes",
                    0,
                    count + " nodes",
                    "from 1 to " + NODES_MAX + " nodes, at least one a rack, leaf and pod"));
        }
        List<CampaignNode> out = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            out.add(new CampaignNode(
                    String.format(Locale.ROOT, "node-%05d", i + 1),
                    String.format(Locale.ROOT, "rack-%04d", i / perRack + 1),
                    "hall-1",
                    String.format(Locale.ROOT, "leaf-%04d", i / perLeaf + 1),
                    String.format(Locale.ROOT, "pod-%03d", i / perPod + 1),
                    watts));
        }
        return out;
    }

    /** Nodes from CSV with the header {@value #HEADER}; the last two columns may be left out. */
    static List<CampaignNode> read(Path file) throws IOException {
        List<InputProblem> problems = new ArrayList<>();
        List<CampaignNode> out = new ArrayList<>();
        int line = 0;
        for (String text : Files.readAllLines(file)) {
            line++;
            if (text.isBlank() || (line == 1 && text.startsWith("name,"))) {
                continue;
            }
            node(text, file.toString(), line, problems).ifPresent(out::add);
            if (problems.size() >= BadInputException.PROBLEMS_MAX || out.size() > NODES_MAX) {
                break;
            }
        }
        if ((out.isEmpty() && problems.isEmpty()) || out.size() > NODES_MAX) {
            problems.add(
                    new InputProblem(file.toString(), 0, out.size() + " nodes", "from 1 to " + NODES_MAX + " nodes"));
        }
        if (!problems.isEmpty()) {
            throw new BadInputException(problems);
        }
        return out;
    }

    private static Optional<CampaignNode> node(String text, String source, int line, List<InputProblem> problems) {
        String[] cells = text.split(",", -1);
        if (cells.length < 6 || cells.length > 8 || cells[0].isBlank()) {
            problems.add(new InputProblem(source, line, text, "the columns " + HEADER));
            return Optional.empty();
        }
        Optional<Integer> watts = watts(cells[5], source, line, problems);
        Optional<Integer> idle =
                cells.length > 6 && !cells[6].isBlank() ? watts(cells[6], source, line, problems) : Optional.of(0);
        Provenance provenance = Provenance.NEW;
        if (cells.length > 7 && !cells[7].isBlank()) {
            String wanted = cells[7].strip().toUpperCase(Locale.ROOT).replace('-', '_');
            Optional<Provenance> known = List.of(Provenance.values()).stream()
                    .filter(p -> p.name().equals(wanted))
                    .findFirst();
            if (known.isEmpty()) {
                problems.add(
                        new InputProblem(source, line, cells[7], "new, refurbished, used, grey-market or unknown"));
            }
            provenance = known.orElse(Provenance.UNKNOWN);
        }
        if (watts.isEmpty() || idle.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new CampaignNode(
                cells[0].strip(),
                cells[1].strip(),
                cells[2].strip(),
                cells[3].strip(),
                cells[4].strip(),
                watts.get(),
                idle.get(),
                provenance,
                Set.of()));
    }

    private static Optional<Integer> watts(String text, String source, int line, List<InputProblem> problems) {
        if (text.strip().matches("[0-9]{1,7}")) {
            return Optional.of(Integer.parseInt(text.strip()));
        }
        problems.add(new InputProblem(source, line, text, "watts, a whole number"));
        return Optional.empty();
    }
}
