/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.siting.read;

import io.plimsoll.model.BadInputException;
import io.plimsoll.model.InputProblem;
import io.plimsoll.model.InputProblems;
import io.plimsoll.siting.Height;
import io.plimsoll.siting.Layers;
import io.plimsoll.siting.LengthUnit;
import io.plimsoll.siting.Level;
import io.plimsoll.siting.MapLetter;
import io.plimsoll.siting.UnreadLayer;
import io.plimsoll.siting.flood.BaseFloodLine;
import io.plimsoll.siting.flood.FloodClass;
import io.plimsoll.siting.flood.FloodPolygon;
import io.plimsoll.siting.flood.FloodZone;
import io.plimsoll.siting.flood.ZoneCodes;
import io.plimsoll.siting.place.LetterPoint;
import io.plimsoll.siting.place.Surrounding;
import io.plimsoll.siting.place.Thing;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.locationtech.jts.geom.Geometry;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads the layers of a folder, one file at a time: GeoJSON, shapefiles and ASCII grids. What is not read is told, and nothing is
 * cleared past it if it may hold a hazard. A polygon is a flood area if its properties carry a zone; lines carry
 * base flood elevations; letters of map change carry a case number; what else counts is told by the file's name, such as {@code
 * rail.geojson}, or by properties of OpenStreetMap. Points are never flood areas, so that a file of structures may lie beside.
 */
public final class LayerReader {

    private static final String NO_GEOJSON = "records that are no GeoJSON features";
    private static final int NOTES_A_FILE_MAX = 20;

    /** Names of files that speak of a hazard. */
    private static final Pattern HAZARD = Pattern.compile(
            "(?iu)flood|sfha|hochwasser|(ü|ue)berschwemm|hq[ _-]?[0-9e]|z(ü|ue)rs|hazard|risk|gefahr|inundat|surge|tsunami|starkregen|depth|tiefe|fld_|nfhl");

    private final List<FloodPolygon> flood = new ArrayList<>();
    private final List<BaseFloodLine> lines = new ArrayList<>();
    private final List<LetterPoint> letters = new ArrayList<>();
    private final List<Thing> things = new ArrayList<>();
    private final List<UnreadLayer> unread = new ArrayList<>();
    private final List<String> files = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private final List<InputProblem> wrong = new ArrayList<>();

    /**
     * @param source the file as the user named it
     * @param name its name without folder, for evidence
     */
    public void add(InputStream in, String source, String name) {
        OneFile file = new OneFile(source, name);
        try {
            GeoJsonReader.Document document = GeoJsonReader.read(in, file.problems, file::feature);
            file.end(document.features());
            file.problems.refuseIfAny();
        } catch (BadInputException e) {
            wrong.addAll(e.problems());
        }
    }

    /**
     * A shapefile and what lies beside it.
     *
     * @param dbf its table; without one its shapes say nothing but their place
     * @param prj its projection as well-known text; empty where there is none
     * @param cpg the code page of its table; empty where not told
     * @param name its name without folder, for evidence
     */
    public void addShapefile(byte[] shp, Optional<byte[]> dbf, String prj, String cpg, String source, String name) {
        OneFile file = new OneFile(source, name);
        try {
            Dbf table = dbf.isPresent() ? new Dbf(dbf.get(), cpg) : null;
            int shapes = Shapefile.read(shp, table, Projection.of(prj), file::feature);
            if (table == null && file.empty()) {
                throw new Unreadable("its .dbf is missing, so what its shapes are is not told");
            }
            if (prj.isBlank()) {
                notes.add(name + ": without a .prj its coordinates are taken as degrees on WGS 84");
            }
            file.end(shapes);
            file.problems.refuseIfAny();
        } catch (Unreadable e) {
            unread(name, e.why(), true);
        } catch (BadInputException e) {
            wrong.addAll(e.problems());
        }
    }

    /** An ASCII grid of flood depths or, if its name says ZUERS, of classes. Cells above zero belong to the flood that its name tells. */
    public void addGrid(InputStream in, String prj, String name) {
        try {
            LayerProperties none = new LayerProperties(JsonMapper.shared().createObjectNode());
            boolean classes = none.zuers(name);
            Optional<FloodZone> zone = none.zone(name);
            if (zone.isEmpty() && !classes) {
                throw new Unreadable("a grid whose name does not say of which flood, such as hq100.asc");
            }
            AsciiGrid.Read grid =
                    AsciiGrid.read(in, Projection.of(prj), v -> classes ? (int) Math.clamp(v, 0, 4) : v > 0 ? 1 : 0);
            grid.areas()
                    .forEach((of, area) -> flood.add(new FloodPolygon(
                            area,
                            classes ? ZoneCodes.zuers(of) : zone.orElseThrow(),
                            Optional.empty(),
                            OptionalDouble.empty(),
                            name + "#" + of,
                            "")));
            files.add(name);
            notes.add(String.format(
                    Locale.ROOT,
                    "%s: cells above 0 are %s, the highest %.2f; where it is 0 or blank other layers speak",
                    name,
                    classes ? "classes of ZUERS" : zone.get().meaning().words(),
                    grid.most()));
        } catch (Unreadable e) {
            unread(name, e.why(), true);
        }
    }

    /** A file that is in the folder and of no form that is read. */
    public void addUnread(String name) {
        LayerFile is = LayerFile.of(name);
        boolean beside = is == LayerFile.DOCUMENT || is == LayerFile.SIDECAR;
        unread(name, is.words(), !beside || HAZARD.matcher(name).find());
    }

    private void unread(String name, String why, boolean blind) {
        Optional<Surrounding> kind =
                HAZARD.matcher(name).find() ? Optional.empty() : Surrounding.of(LayerFile.stem(name));
        UnreadLayer layer = new UnreadLayer(name, why, kind, blind);
        unread.add(layer);
        files.add(layer.told());
    }

    /**
     * @throws BadInputException with what was wrong in any of the files
     */
    public Layers layers() {
        if (!wrong.isEmpty()) {
            throw new BadInputException(wrong);
        }
        return new Layers(flood, lines, letters, things, unread, files, notes);
    }

    /** What is gathered while one file is read. */
    private final class OneFile {
        private final InputProblems problems;
        private final String name;
        private final Optional<Surrounding> kind;
        private final List<FloodPolygon> areas = new ArrayList<>();
        private final Map<String, Integer> leftOut = new TreeMap<>();
        private int told;
        private int taken;
        private boolean shapes;

        OneFile(String source, String name) {
            this.problems = new InputProblems(source);
            this.name = name;
            this.kind = Surrounding.of(name);
        }

        private void feature(GeoJsonReader.Feature feature) {
            if (!feature.geoJson()) {
                leftOut.merge(NO_GEOJSON, 1, Integer::sum);
                shapes |= feature.shape().isPresent();
                return;
            }
            LayerProperties properties = new LayerProperties(feature.properties());
            String layer = name + "#" + properties.id(feature.index());
            Optional<Geometry> shape = feature.shape()
                    .flatMap(raw -> new Shapes(problems).build(raw, feature.line(), note -> tell(layer + ": " + note)));
            if (shape.isEmpty()) {
                leftOut.merge("features without a geometry", 1, Integer::sum);
                return;
            }
            sort(shape.get(), properties, feature, layer);
        }

        private void sort(Geometry shape, LayerProperties properties, GeoJsonReader.Feature feature, String layer) {
            Optional<FloodZone> zone = properties.zone(name);
            Optional<Surrounding> here = properties.surrounding().or(() -> kind);
            Map<Level, Height> heights = shape.getDimension() > 0 ? heights(properties, feature, layer) : Map.of();
            Optional<Height> water = Optional.ofNullable(heights.get(Level.BASE_FLOOD));
            if (properties.letter().isPresent()) {
                MapLetter letter = properties.letter().get();
                taken++;
                letters.add(new LetterPoint(letter, properties.letterNames(), shape, layer));
            } else if (shape.getDimension() == 2 && zone.isPresent() && !properties.structure()) {
                areas.add(new FloodPolygon(
                        shape, zone.get(), water, depth(properties, feature), layer, properties.source()));
                if (!zone.get().note().isEmpty()) {
                    tell(layer + ": " + zone.get().note());
                }
            } else if (here.isPresent()) {
                boolean wet = zone.isPresent() && zone.get().meaning().onePercent();
                taken++;
                things.add(new Thing(here.get(), shape, properties.name(), wet, layer));
            } else if (shape.getDimension() == 1
                    && water.or(() -> bareWater(heights)).isPresent()) {
                taken++;
                lines.add(new BaseFloodLine(
                        shape, water.or(() -> bareWater(heights)).get(), layer));
            } else {
                leftOut.merge(
                        shape.getDimension() == 2
                                ? "polygons without a zone"
                                : shape.getDimension() == 1 ? "lines of an unknown kind" : "points",
                        1,
                        Integer::sum);
            }
        }

        /** Lines of {@code S_BFE} carry a bare {@code ELEV}. */
        private Optional<Height> bareWater(Map<Level, Height> heights) {
            String plain = BuildingBuilder.plain(name);
            boolean water = plain.contains("bfe") || plain.contains("basefloodel");
            return water ? Optional.ofNullable(heights.get(Level.GROUND)) : Optional.empty();
        }

        private Map<Level, Height> heights(LayerProperties properties, GeoJsonReader.Feature feature, String layer) {
            return new HeightsReader(
                            properties.flat(),
                            properties.unit(),
                            properties.datum(),
                            feature.line(),
                            problems,
                            new ArrayList<>())
                    .read(layer);
        }

        private OptionalDouble depth(LayerProperties properties, GeoJsonReader.Feature feature) {
            Quantity depth = Quantity.of(properties.node("depth"));
            if (depth.value().isEmpty() || depth.value().getAsDouble() <= 0) {
                return OptionalDouble.empty();
            }
            LengthUnit unit = depth.unit().or(properties::unit).orElse(LengthUnit.FEET);
            double metres = unit.toMetres(depth.value().getAsDouble());
            if (metres > 30) {
                problems.add(feature.line(), depth.value().toString(), "DEPTH: a depth of zone AO, 1 to 3 feet");
            }
            return OptionalDouble.of(metres);
        }

        /** Whether nothing in it was of use. */
        private boolean empty() {
            return taken == 0 && areas.isEmpty();
        }

        private void end(int features) {
            if (features == leftOut.getOrDefault(NO_GEOJSON, 0) && features > 0) {
                unread(name, "no GeoJSON", shapes || HAZARD.matcher(name).find());
                return;
            }
            boolean shades = areas.stream().anyMatch(a -> a.zone().meaning() == FloodClass.TWO_TENTHS);
            for (FloodPolygon area : areas) {
                flood.add(
                        shades && area.zone().meaning() == FloodClass.SHADE_NOT_TOLD
                                ? new FloodPolygon(
                                        area.shape(),
                                        new FloodZone(
                                                area.zone().code(), area.zone().subtype(), FloodClass.MINIMAL, ""),
                                        area.baseFlood(),
                                        area.depthMetres(),
                                        area.layer(),
                                        area.source())
                                : area);
            }
            if (empty() && !leftOut.isEmpty()) {
                unread(name, "nothing in it was understood", false);
            } else {
                files.add(name);
            }
            leftOut.forEach(
                    (what, count) -> notes.add(String.format(Locale.ROOT, "%s: left out %,d %s", name, count, what)));
            if (told > NOTES_A_FILE_MAX) {
                notes.add(String.format(Locale.ROOT, "%s: %,d more notes", name, told - NOTES_A_FILE_MAX));
            }
        }

        private void tell(String note) {
            if (told++ < NOTES_A_FILE_MAX) {
                notes.add(note);
            }
        }
    }

    /** For tests and small inputs: one file. */
    public static Layers of(InputStream in, String name) {
        LayerReader reader = new LayerReader();
        reader.add(in, name, name);
        return reader.layers();
    }
}
