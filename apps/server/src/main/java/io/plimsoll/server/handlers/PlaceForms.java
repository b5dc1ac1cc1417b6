/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.server.handlers;

import io.plimsoll.model.InputProblem;
import io.plimsoll.postgres.Database;
import io.plimsoll.postgres.PlaceFileHead;
import io.plimsoll.postgres.PlaceFileRow;
import io.plimsoll.postgres.Site;
import io.plimsoll.server.api.PlaceApi;
import io.plimsoll.server.api.RawBody;
import io.plimsoll.server.http.Call;
import io.plimsoll.server.http.Problem;
import io.plimsoll.sustain.statement.Forms;
import io.plimsoll.sustain.statement.StatementForm;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The forms that statements of a site are drafted on: those of the record, the newest first, before those that are shipped. */
final class PlaceForms {

    private static final int FILES_MAX = 1_000;

    private final Database record;

    PlaceForms(Database record) {
        this.record = record;
    }

    /**
     * Forms of a site.
     *
     * @param files where a form of the record stands, by its reference
     */
    record Own(Forms forms, Map<String, PlaceFileHead> files) {

        Optional<PlaceFileHead> file(StatementForm form) {
            return Optional.ofNullable(files.get(form.reference()));
        }
    }

    Own of(String site) {
        Forms forms = Forms.shipped();
        Map<String, PlaceFileHead> files = new HashMap<>();
        for (PlaceFileRow row : record.place().files(site, PlaceFileRow.Kind.FORMS, FILES_MAX)) {
            int before = forms.all().size();
            forms = forms.with(text(row.document()), row.name());
            forms.all()
                    .subList(0, forms.all().size() - before)
                    .forEach(f -> files.put(f.reference(), PlaceYears.head(row)));
        }
        return new Own(forms, files);
    }

    private static String text(byte[] document) {
        return new String(document, StandardCharsets.UTF_8);
    }

    PlaceApi.FormsView view(String site) {
        Own own = of(site);
        return new PlaceApi.FormsView(
                site,
                own.forms().all().stream()
                        .map(f -> new PlaceApi.FormItem(
                                f.reference(),
                                f.kind(),
                                f.title(),
                                f.source(),
                                f.fromYear(),
                                f.toYear().isPresent() ? f.toYear().getAsInt() : null,
                                f.due(),
                                f.fields().size(),
                                f.limits().size(),
                                own.file(f).map(PlaceFileHead::id).orElse(null)))
                        .toList());
    }

    /** All forms of a file or none. */
    PlaceApi.FormsView add(Call<RawBody> call) throws IOException {
        Site site = Scope.site(record, call);
        byte[] document = PlaceHandlers.bytes(call);
        String name = call.query(PlaceApi.NAME).orElse("forms.json");
        Forms shipped = Forms.shipped();
        List<StatementForm> all = shipped.with(text(document), name).all();
        List<String> references = all.subList(0, all.size() - shipped.all().size()).stream()
                .map(StatementForm::reference)
                .toList();
        Set<String> taken =
                shipped.all().stream().map(StatementForm::reference).collect(Collectors.toCollection(HashSet::new));
        for (String reference : references) {
            if (!taken.add(reference)) {
                throw Problem.badInput(new InputProblem(
                        name,
                        0,
                        reference,
                        "an id and version that no other form has; another text is another version"));
            }
        }
        record.place().forms(Scope.stamp(call), site.name(), name, document, references);
        return view(site.name());
    }
}
