/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.siting.assess;

import io.plimsoll.siting.Building;
import io.plimsoll.siting.Height;
import io.plimsoll.siting.Layers;
import io.plimsoll.siting.Level;
import io.plimsoll.siting.MapLetter;
import io.plimsoll.siting.UnreadLayer;
import io.plimsoll.siting.flood.FloodClass;
import io.plimsoll.siting.flood.FloodMap;
import io.plimsoll.siting.flood.FloodMap.Cover;
import io.plimsoll.siting.flood.FloodZone;
import io.plimsoll.siting.flood.ZoneCodes;
import io.plimsoll.siting.place.LetterPoint;
import io.plimsoll.siting.place.Surrounding;
import io.plimsoll.siting.profile.Profile;
import io.plimsoll.siting.profile.Rule;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;

/**
 * Judges buildings by one profile on one set of layers. One rule that fails: not cleared. One that the evidence does not decide, or
 * a place that no map covers: unknown. Cleared only if every rule passes on a map that covers the whole footprint.
 */
public final class Assessor {

    private static final String MAP_RULE = "flood-map-covers-the-building";

    private final Layers layers;
    private final Profile profile;
    private final FloodMap map;
    private final BaseFlood baseFlood;
    private final Surroundings around;
    private final RuleCheck check;

    public Assessor(Layers layers, Profile profile) {
        this.layers = layers;
        this.profile = profile;
        this.map = new FloodMap(layers.flood());
        this.baseFlood = new BaseFlood(layers.lines());
        this.around = new Surroundings(layers);
        this.check = new RuleCheck(around);
    }

    public Assessment assess(Building read) {
        List<String> notes = new ArrayList<>(read.notes());
        Cover cover = read.shape().map(map::at).orElse(new Cover(List.of(), 0));
        VerticalDatums datums = VerticalDatums.of(read, cover, layers.lines(), notes);
        Optional<Height> found = baseFlood.at(read, cover, datums, notes);
        Building building = datums.of(read, found);
        Optional<Height> water = found.map(w -> datums.doubted(building, w));
        Evidence evidence = new Evidence(
                building,
                cover,
                stated(building, cover, notes),
                water,
                letters(building),
                building.shape().map(s -> s.getArea() == 0).orElse(true));
        List<Reason> reasons = new ArrayList<>();
        reasons.add(covered(evidence));
        layers.unread().forEach(u -> unread(u).ifPresent(reasons::add));
        severalZones(evidence).ifPresent(reasons::add);
        for (Rule rule : profile.rules()) {
            reasons.add(check.check(rule, evidence));
        }
        letterReason(evidence).ifPresent(reasons::add);
        assumptions(building, water, notes);
        reasons.sort(Comparator.comparing(Reason::outcome));
        return new Assessment(
                building.name(),
                verdict(reasons),
                profile.id(),
                reasons,
                zones(cover),
                ElevationCheck.round(cover.covered()),
                heights(building, water),
                building.shape().map(around::nearest).orElse(List.of()),
                notes);
    }

    private static SitingVerdict verdict(List<Reason> reasons) {
        if (reasons.stream().anyMatch(r -> r.outcome() == Outcome.FAIL)) {
            return SitingVerdict.NOT_CLEARED;
        }
        boolean open = reasons.stream().anyMatch(r -> r.outcome() == Outcome.UNKNOWN);
        return open ? SitingVerdict.UNKNOWN : SitingVerdict.CLEARED;
    }

    /** Being outside every mapped area is not the same as being safe. */
    private Reason covered(Evidence evidence) {
        String source = "unknown is never safe";
        String limit = "the whole building lies in areas whose hazard is known";
        Cover cover = evidence.cover();
        String layer = cover.worst().map(t -> t.area().layer()).orElse("layers");
        if (evidence.building().shape().isEmpty()) {
            return Reason.words(
                    MAP_RULE,
                    Outcome.UNKNOWN,
                    "the building has no location",
                    "no location",
                    limit,
                    source,
                    "building");
        }
        if (map.isEmpty()) {
            return Reason.words(MAP_RULE, Outcome.UNKNOWN, "no layer holds flood areas", 0.0, limit, source, "layers");
        }
        if (cover.touched().isEmpty()) {
            String swapped = swapped(evidence.building().shape().get());
            return Reason.words(
                    MAP_RULE,
                    Outcome.UNKNOWN,
                    "the building lies outside every area of the flood map: there is no coverage here" + swapped,
                    0.0,
                    limit,
                    source,
                    "layers");
        }
        if (!evidence.covered()) {
            return Reason.words(
                    MAP_RULE,
                    Outcome.UNKNOWN,
                    Evidence.percent(1 - cover.covered()) + " of the footprint lies in no area of the flood map",
                    ElevationCheck.round(cover.covered()),
                    limit,
                    source,
                    layer);
        }
        Optional<FloodMap.Touched> undecided = cover.touched().stream()
                .filter(t -> t.area().zone().meaning().undecided())
                .findFirst();
        return undecided
                .map(t -> Reason.words(
                        MAP_RULE,
                        Outcome.UNKNOWN,
                        evidence.lies(t) + ": " + t.area().zone().meaning().words(),
                        t.area().zone().shown(),
                        limit,
                        source,
                        t.area().layer()))
                .orElseGet(() -> Reason.words(
                        MAP_RULE,
                        Outcome.PASS,
                        "the flood map covers the whole building",
                        ElevationCheck.round(cover.covered()),
                        limit,
                        source,
                        layer));
    }

    /** What a layer says that was not read is not known; one that no rule of the profile asks for is told and has no effect. */
    private Optional<Reason> unread(UnreadLayer layer) {
        if (!layer.blind()) {
            return Optional.empty();
        }
        boolean asked = layer.kind()
                .map(kind -> profile.rules().stream().anyMatch(r -> r.asksFor(kind)))
                .orElse(true);
        return Optional.of(Reason.words(
                "layer-not-read",
                asked ? Outcome.UNKNOWN : Outcome.NOTE,
                String.format(
                        Locale.ROOT,
                        "%s is not read (%s), so what it says of %s here is not known",
                        layer.file(),
                        layer.why(),
                        layer.kind().map(Surrounding::words).orElse("hazards")),
                layer.file(),
                "every layer of the folder is read: GeoJSON, shapefile or ASCII grid",
                "unknown is never safe",
                layer.file()));
    }

    /** A building across two zones is judged by the worse one; the other's share is told. */
    private static Optional<Reason> severalZones(Evidence evidence) {
        List<FloodMap.Touched> touched = evidence.cover().touched();
        long meanings =
                touched.stream().map(t -> t.area().zone().meaning()).distinct().count();
        boolean whole = !touched.isEmpty() && touched.getFirst().share() > 0.9999;
        if (meanings < 2 || whole) {
            return Optional.empty();
        }
        String shares = touched.stream()
                .map(t -> Evidence.percent(t.share()) + " in " + t.area().zone().shown())
                .collect(Collectors.joining(", "));
        FloodMap.Touched worst = touched.getFirst();
        return Optional.of(Reason.words(
                "building-across-zones",
                Outcome.NOTE,
                "the footprint lies in several zones (" + shares + "): the worst, "
                        + worst.area().zone().shown() + ", counts for all of it",
                shares,
                "the worst zone under the footprint",
                "each building is judged by its footprint, not by a point of it",
                worst.area().layer()));
    }

    private String swapped(Geometry shape) {
        Coordinate at = shape.getCentroid().getCoordinate();
        Envelope extent = map.extent();
        boolean other = !extent.contains(at) && Math.abs(at.x) <= 90 && extent.contains(at.y, at.x);
        return other ? "; with longitude and latitude swapped it would lie inside" : "";
    }

    /** The zone that the record claims, where it is worse than the map's or the map is silent. */
    private static Optional<FloodZone> stated(Building building, Cover cover, List<String> notes) {
        if (building.statedZone().isBlank()) {
            return Optional.empty();
        }
        FloodZone stated = ZoneCodes.read(building.statedZone(), "", "", Optional.empty());
        Optional<FloodZone> mapped = cover.worst().map(t -> t.area().zone());
        if (stated.meaning().undecided()
                || mapped.filter(m -> m.meaning() == stated.meaning()).isPresent()) {
            return Optional.empty();
        }
        boolean bare = stated.meaning() == FloodClass.SHADE_NOT_TOLD;
        if (mapped.isPresent() && !bare) {
            notes.add(String.format(
                    Locale.ROOT,
                    "the record says zone %s, the map says %s (%s): the worse counts",
                    stated.shown(),
                    mapped.get().shown(),
                    cover.worst().get().area().layer()));
        }
        return bare ? Optional.empty() : Optional.of(stated);
    }

    private List<MapLetter> letters(Building building) {
        List<MapLetter> out = new ArrayList<>(building.letters());
        String address = building.address().isEmpty() ? building.name() : building.address();
        for (LetterPoint point : layers.letters()) {
            if (point.isFor(address)) {
                out.add(new MapLetter(
                        point.letter().text() + " (" + point.layer() + ")",
                        point.letter().effect()));
            }
        }
        return out;
    }

    private static Optional<Reason> letterReason(Evidence evidence) {
        return evidence.letterEffect()
                .map(effect -> Reason.words(
                        "letter-of-map-change",
                        Outcome.NOTE,
                        switch (effect) {
                            case STRUCTURE_REMOVED ->
                                "a letter of map change takes the structure out of the special flood hazard area on paper; the water stands as high as before";
                            case NONE ->
                                "a letter of map change was denied, is conditional or is about a part of the property only: no effect";
                            case UNCLEAR -> "a letter of map change whose outcome is not clear: no effect until it is";
                        },
                        evidence.letters().stream()
                                .map(MapLetter::text)
                                .reduce((a, b) -> a + " | " + b)
                                .orElse(""),
                        "counts only where the profile lets it lift a rule",
                        "44 CFR parts 65 and 70",
                        "building"));
    }

    private static void assumptions(Building building, Optional<Height> water, List<String> notes) {
        List<Height> all = new ArrayList<>(building.heights().values());
        water.ifPresent(all::add);
        if (all.stream().anyMatch(h -> !h.unitTold())) {
            notes.add(
                    "elevations without a unit are taken as feet, the unit of FEMA's maps; if they are metres the margins are larger");
        }
        if (all.size() > 1 && all.stream().allMatch(h -> h.datum().isEmpty())) {
            notes.add(
                    "no vertical datum is told: all elevations are taken to be on one; between NGVD29 and NAVD88 a margin would move by -1.3 to 4.9 ft");
        }
    }

    private static List<Assessment.Zone> zones(Cover cover) {
        return cover.touched().stream()
                .map(t -> new Assessment.Zone(
                        t.area().zone().shown(),
                        t.area().zone().meaning(),
                        Math.round(t.share() * 1e6) / 1e6,
                        t.area().layer(),
                        t.area().source()))
                .toList();
    }

    private static List<Assessment.HeightShown> heights(Building building, Optional<Height> water) {
        List<Assessment.HeightShown> out = new ArrayList<>();
        for (Level level : Level.values()) {
            Optional<Height> height = level == Level.BASE_FLOOD ? water : building.height(level);
            height.ifPresent(h -> out.add(new Assessment.HeightShown(
                    level,
                    ElevationCheck.round(h.value()),
                    h.unit().sign(),
                    h.datum(),
                    water.map(w -> Gap.of(h, w))
                            .filter(gap -> gap.doubt().isEmpty())
                            .map(gap -> OptionalDouble.of(
                                    ElevationCheck.round(h.unit().fromMetres(gap.metres()))))
                            .orElse(OptionalDouble.empty()),
                    h.field())));
        }
        return out;
    }
}
