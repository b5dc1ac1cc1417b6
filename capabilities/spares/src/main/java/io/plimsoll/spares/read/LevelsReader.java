/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.spares.read;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.plimsoll.model.BadInputException;
import io.plimsoll.model.InputProblems;
import io.plimsoll.spares.Evaluation.Place;
import io.plimsoll.spares.SparePart;
import io.plimsoll.spares.SparesProblem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads stock levels: CSV with the columns part, site, stock; or JSON with {@code levels}, such as a plan's own output. */
public final class LevelsReader {

    private static final int BYTES_MAX = 64 << 20;
    private static final int STOCK_MAX = 1_000_000;

    private final Set<Place> places = new HashSet<>();
    private final Map<Place, Integer> stock = new LinkedHashMap<>();
    private final InputProblems problems;

    private LevelsReader(SparesProblem problem, String source) {
        this.problems = new InputProblems(source);
        for (SparePart part : problem.parts()) {
            part.depot().ifPresent(d -> places.add(new Place(part.name(), d.site())));
            part.sites().forEach(s -> places.add(new Place(part.name(), s.site())));
        }
    }

    /**
     * @throws BadInputException with every level that is negative, told twice, or of a part or site that the problem does not know
     */
    public static Map<Place, Integer> read(InputStream in, String source, SparesProblem problem) throws IOException {
        String text = new String(in.readNBytes(BYTES_MAX), StandardCharsets.UTF_8).strip();
        LevelsReader reader = new LevelsReader(problem, source);
        if (text.isEmpty()) {
            throw reader.problems.with(0, "", "levels: CSV with part,site,stock or JSON with 'levels'", "");
        }
        if (text.startsWith("{") || text.startsWith("[")) {
            reader.json(text);
        } else {
            reader.csv(text);
        }
        reader.problems.refuseIfAny();
        return reader.stock;
    }

    private void json(String text) {
        JsonNode root;
        try {
            root = JsonMapper.shared().readTree(text);
        } catch (JacksonException e) {
            throw problems.with(0, e.getOriginalMessage(), "a JSON document", "");
        }
        JsonNode list = root.isArray() ? root : root.path("levels");
        if (!list.isArray()) {
            throw problems.with(0, "no 'levels'", "a list 'levels' of {part, site, stock}", "");
        }
        for (int i = 0; i < list.size(); i++) {
            JsonNode one = list.get(i);
            level(
                    0,
                    one.path("part").asString(""),
                    one.path("site").asString(""),
                    one.path("stock").asString(""));
        }
    }

    private void csv(String text) {
        try {
            for (NamedCsvRecord line : CsvReader.builder().ofNamedCsvRecord(text)) {
                level(
                        line.getStartingLineNumber(),
                        line.findField("part").orElse(""),
                        line.findField("site").orElse(""),
                        line.findField("stock").orElse(""));
            }
        } catch (CsvParseException e) {
            String why = e.getMessage();
            throw problems.with(0, why == null ? "" : why, "comma-separated lines with part,site,stock", "");
        }
    }

    private void level(long line, String part, String site, String stockText) {
        Place place = new Place(part.strip(), site.strip());
        int level;
        try {
            level = Integer.parseInt(stockText.strip());
        } catch (NumberFormatException e) {
            level = -1;
        }
        if (level < 0 || level > STOCK_MAX) {
            problems.add(line, stockText, "stock: a whole number from 0 to " + STOCK_MAX);
        } else if (!places.contains(place)) {
            problems.add(line, part + " at " + site, "a part and site of the input");
        } else if (stock.put(place, level) != null) {
            problems.add(line, part + " at " + site, "each part and site once");
        }
    }
}
