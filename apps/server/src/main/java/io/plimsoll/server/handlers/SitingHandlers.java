/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.server.handlers;

import io.plimsoll.model.BadInputException;
import io.plimsoll.model.InputProblem;
import io.plimsoll.postgres.Database;
import io.plimsoll.postgres.PlaceFileRow;
import io.plimsoll.postgres.Site;
import io.plimsoll.postgres.SitingVerdictRow;
import io.plimsoll.server.api.Download;
import io.plimsoll.server.api.PlaceApi;
import io.plimsoll.server.api.RawBody;
import io.plimsoll.server.http.Call;
import io.plimsoll.server.http.Problem;
import io.plimsoll.server.http.Router;
import io.plimsoll.siting.Building;
import io.plimsoll.siting.Layers;
import io.plimsoll.siting.assess.Assessor;
import io.plimsoll.siting.assess.Portfolio;
import io.plimsoll.siting.profile.Profile;
import io.plimsoll.siting.profile.Profiles;
import io.plimsoll.siting.read.BuildingReader;
import io.plimsoll.siting.read.LayerReader;
import io.plimsoll.siting.report.MapFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Verdicts on the ground, each with the very input that it was given on. */
public final class SitingHandlers {

    private static final int VERDICTS_SHOWN = 20;
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Database record;

    public SitingHandlers(Database record) {
        this.record = record;
    }

    public void bind(Router router) {
        router.on(PlaceApi.SITING, call -> {
            String site = Scope.site(record, call).name();
            return new PlaceApi.SitingView(
                    site,
                    record.place().verdicts(site, VERDICTS_SHOWN).stream()
                            .map(SitingHandlers::item)
                            .toList());
        });
        router.on(PlaceApi.ASSESS, this::assess);
        router.on(PlaceApi.SITING_MAP, this::map);
    }

    /** What was asked, and the answer. */
    private record Assessed(List<Building> buildings, Layers layers, Portfolio portfolio) {}

    private PlaceApi.VerdictItem assess(Call<RawBody> call) throws IOException {
        Site site = Scope.site(record, call);
        byte[] document = PlaceHandlers.bytes(call);
        JsonNode root = root(document);
        Assessed done = assess(root);
        return item(record.place()
                .verdict(
                        Scope.stamp(call),
                        site.name(),
                        root.path("name").asString("siting"),
                        document,
                        done.portfolio().profile(),
                        done.portfolio().verdict().name(),
                        JSON.writeValueAsString(done.portfolio())));
    }

    private static JsonNode root(byte[] document) {
        try {
            JsonNode root = JSON.readTree(document);
            if (root.path("buildings").isContainer() && root.path("layers").isArray()) {
                return root;
            }
        } catch (JacksonException e) {
            throw Problem.badInput(new InputProblem("body", 0, e.getOriginalMessage(), "JSON"));
        }
        throw Problem.badInput(new InputProblem(
                "body", 0, "no buildings or no layers", "'buildings': GeoJSON, and 'layers': [{name, geojson}]"));
    }

    private static Assessed assess(JsonNode root) throws IOException {
        String name = root.path("profile").asString("default");
        Profile profile = Profiles.of(name)
                .orElseThrow(() -> new BadInputException(new InputProblem(
                        "body /profile",
                        0,
                        name,
                        "one of " + Profiles.shipped().stream().map(Profile::id).toList())));
        List<Building> buildings = BuildingReader.read(stream(root.path("buildings")), "buildings.geojson");
        LayerReader reader = new LayerReader();
        for (JsonNode layer : root.path("layers")) {
            String of = layer.path("name").asString("layer") + ".geojson";
            reader.add(stream(layer.path("geojson")), of, of);
        }
        Layers layers = reader.layers();
        Assessor assessor = new Assessor(layers, profile);
        return new Assessed(
                buildings,
                layers,
                Portfolio.of(
                        profile.id(),
                        buildings.stream().map(assessor::assess).toList(),
                        layers.files(),
                        layers.notes()));
    }

    private static InputStream stream(JsonNode node) {
        return new ByteArrayInputStream(node.toString().getBytes(StandardCharsets.UTF_8));
    }

    private Download map(Call<?> call) {
        String site = Scope.site(record, call).name();
        long id = call.pathNumber("id");
        SitingVerdictRow row = record.place().verdicts(site, VERDICTS_SHOWN).stream()
                .filter(v -> v.id() == id)
                .findFirst()
                .orElseThrow(() -> Problem.notFound("verdict " + id));
        PlaceFileRow file =
                record.place().file(site, row.fileId()).orElseThrow(() -> Problem.notFound("file " + row.fileId()));
        try {
            Assessed done = assess(root(file.document()));
            String svg = MapFile.of(done.buildings(), done.layers(), done.portfolio())
                    .orElseThrow(() -> Problem.notFound("a location of any building"));
            return Download.of("image/svg+xml", "", svg.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static PlaceApi.VerdictItem item(SitingVerdictRow row) {
        return new PlaceApi.VerdictItem(
                row.id(),
                row.fileId(),
                row.profile(),
                row.verdict(),
                row.setBy(),
                row.setAt(),
                row.journalSeq(),
                JSON.readTree(row.result()));
    }
}
