/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.siting.read;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.plimsoll.model.InputProblems;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A CSV table with a header: one building a line. */
final class CsvRows {

    private CsvRows() {}

    static void read(InputStream in, InputProblems problems, Consumer<GeoJsonReader.Feature> sink) {
        InputStreamReader text = new InputStreamReader(in, StandardCharsets.UTF_8);
        try (CsvReader<NamedCsvRecord> csv = CsvReader.builder().ofNamedCsvRecord(text)) {
            int index = 0;
            for (NamedCsvRecord row : csv) {
                ObjectNode properties = JsonMapper.shared().createObjectNode();
                row.getFieldsAsMap()
                        .forEach((name, value) -> properties.put(name.strip().replace("\uFEFF", ""), value));
                sink.accept(new GeoJsonReader.Feature(
                        Optional.empty(), properties, row.getStartingLineNumber(), index++, false));
            }
        } catch (CsvParseException e) {
            throw problems.with(0, String.valueOf(e.getMessage()), "CSV with a header line", "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
