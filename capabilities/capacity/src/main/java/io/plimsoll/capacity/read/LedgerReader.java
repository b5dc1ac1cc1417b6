/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.capacity.read;

import de.siegmar.fastcsv.reader.CommentStrategy;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.plimsoll.capacity.ledger.Entry;
import io.plimsoll.capacity.ledger.Log;
import io.plimsoll.model.BadInputException;
import io.plimsoll.model.InputProblems;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/** Reads a ledger row by row, CSV or JSON; which of them the first letter shows. Holds one row at a time. */
public final class LedgerReader {

    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    /** Takes entries one after the other, with the {@code hash} column of their row. */
    @FunctionalInterface
    public interface Sink {
        /**
         * @throws BadInputException to refuse the entry
         */
        void take(Entry entry, String hash) throws IOException;
    }

    private final String source;
    private final Sink sink;
    private final InputProblems problems;
    private final RowParser parser;
    private final Cells cells = new Cells();
    private long nextId;
    private boolean broken;

    private LedgerReader(String source, long firstId, long recordedOtherwise, Sink sink) {
        this.source = source;
        this.sink = sink;
        this.problems = new InputProblems(source);
        this.parser = new RowParser(problems, recordedOtherwise);
        this.nextId = firstId;
    }

    /**
     * Reads all rows. After the first wrong row the sink takes nothing more, but the rest is still checked row by row.
     *
     * @param source as the user named it
     * @param firstId of rows that bring no id
     * @param recordedOtherwise epoch microseconds for rows without {@code recorded_at}; {@link Entry#NONE} to take effective_at
     * @throws BadInputException with everything that is wrong, up to the limit
     */
    public static void read(InputStream in, String source, long firstId, long recordedOtherwise, Sink sink)
            throws IOException {
        Reader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8), 1 << 16);
        reader.mark(4);
        int first = reader.read();
        if (first != 0xFEFF) {
            reader.reset();
        }
        int letter = firstLetter(reader);
        LedgerReader own = new LedgerReader(source, firstId, recordedOtherwise, sink);
        if (letter < 0) {
            throw own.problems.with(0, "", "a ledger: CSV with a header, or JSON", "");
        } else if (letter == '[' || letter == '{') {
            own.json(reader);
        } else {
            own.csv(reader);
        }
        own.problems.refuseIfAny();
    }

    /** Reads a whole log into memory; the rows are taken to be recorded when they became true if they say nothing else. */
    public static Log log(InputStream in, String source) throws IOException {
        Log.Builder builder = new Log.Builder(source);
        read(in, source, 1, Entry.NONE, (entry, hash) -> builder.add(entry));
        return builder.build();
    }

    private static int firstLetter(Reader reader) throws IOException {
        while (true) {
            reader.mark(1);
            int c = reader.read();
            if (c < 0 || !Character.isWhitespace(c)) {
                if (c >= 0) {
                    reader.reset();
                }
                return c;
            }
        }
    }

    private void row() {
        Optional<Entry> entry = parser.entry(cells, nextId);
        if (entry.isEmpty()) {
            broken = true;
            return;
        }
        nextId = entry.get().id() + 1;
        if (broken) {
            return;
        }
        try {
            sink.take(entry.get(), cells.get(Column.HASH));
        } catch (BadInputException e) {
            broken = true;
            e.problems().forEach(problems::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void csv(Reader reader) throws IOException {
        List<Optional<Column>> header = new ArrayList<>();
        long line = 0;
        try (CsvReader<CsvRecord> rows = CsvReader.builder()
                .commentStrategy(CommentStrategy.SKIP)
                .skipEmptyLines(true)
                .ofCsvRecord(reader)) {
            for (CsvRecord row : rows) {
                line = row.getStartingLineNumber();
                if (header.isEmpty()) {
                    header(row, header);
                    continue;
                }
                cells.clear(line);
                int fields = row.getFieldCount();
                if (fields != header.size()) {
                    problems.add(line, fields + " fields", header.size() + " fields, as the header has");
                    broken = true;
                    continue;
                }
                for (int i = 0; i < fields; i++) {
                    String text = row.getField(i);
                    header.get(i).ifPresent(column -> cells.put(column, text));
                }
                row();
            }
        } catch (CsvParseException e) {
            String why = e.getMessage();
            throw problems.with(line + 1, why == null ? "" : why, "comma-separated rows with a header", "");
        } catch (UncheckedIOException e) {
            throw e.getCause() == null ? new IOException(e) : e.getCause();
        }
        if (header.isEmpty()) {
            throw problems.with(0, "", "a header with " + Column.all(), "");
        }
    }

    private void header(CsvRecord row, List<Optional<Column>> header) {
        Set<Column> seen = EnumSet.noneOf(Column.class);
        for (String name : row.getFields()) {
            Optional<Column> column = Column.of(name);
            header.add(column);
            if (column.isEmpty()) {
                problems.add(row.getStartingLineNumber(), name, "a column out of " + Column.all());
            } else if (!seen.add(column.get())) {
                problems.add(row.getStartingLineNumber(), name, "each column once");
            }
        }
        for (Column needed : List.of(Column.EFFECTIVE_AT, Column.UNIT, Column.FROM, Column.TO)) {
            if (!seen.contains(needed)) {
                problems.add(row.getStartingLineNumber(), "", "the column " + needed.key());
            }
        }
        problems.refuseIfAny();
    }

    private void json(Reader reader) throws IOException {
        try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), reader)) {
            JsonToken token = json.nextToken();
            if (token == JsonToken.START_OBJECT) {
                object(json);
                while (json.nextToken() == JsonToken.START_OBJECT) {
                    object(json);
                }
            } else {
                while (json.nextToken() == JsonToken.START_OBJECT) {
                    object(json);
                }
                if (json.currentToken() != JsonToken.END_ARRAY) {
                    throw problems.with(line(json), json.currentToken() + "", "an object, one for each row", "");
                }
            }
        } catch (JacksonException e) {
            long line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
            String why = e.getOriginalMessage();
            throw problems.with(Math.max(0, line), why == null ? "" : why, "a JSON ledger: a list of objects", "");
        } catch (UncheckedIOException e) {
            throw e.getCause() == null ? new IOException(e) : e.getCause();
        }
    }

    private void object(JsonParser json) {
        long line = line(json);
        cells.clear(line);
        boolean right = true;
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = json.currentName();
            JsonToken value = json.nextToken();
            if (name.equals("entries") && value == JsonToken.START_ARRAY) {
                while (json.nextToken() == JsonToken.START_OBJECT) {
                    object(json);
                }
                right = false;
                continue;
            }
            Optional<Column> column = Column.of(name);
            if (column.isEmpty() || value == JsonToken.START_OBJECT || value == JsonToken.START_ARRAY) {
                problems.add(line(json), name, "a field out of " + Column.all() + ", each a plain value");
                json.skipChildren();
                broken = true;
                right = false;
            } else if (value != JsonToken.VALUE_NULL) {
                String text = json.getString();
                cells.put(column.get(), text == null ? "" : text);
            }
        }
        if (right) {
            row();
        }
    }

    private static long line(JsonParser json) {
        return json.currentTokenLocation().getLineNr();
    }

    /** The input as the user named it. */
    public String source() {
        return source;
    }
}
