/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.siting.read;

import java.util.Arrays;
import java.util.Locale;

/** What a file of a layer folder is, told by how its name ends. */
public enum LayerFile {
    GEOJSON("GeoJSON", "geojson", "json"),
    SHAPEFILE("a shapefile", "shp"),
    GRID("an ASCII grid", "asc"),
    /** Belongs to a file of another ending. */
    SIDECAR(
            "part of a layer that is not here",
            "dbf",
            "shx",
            "prj",
            "cpg",
            "sbn",
            "sbx",
            "qix",
            "qmd",
            "qml",
            "qpj",
            "sld",
            "lyr",
            "lyrx",
            "xml",
            "tfw",
            "tifw",
            "ovr",
            "aux",
            "atx"),
    DOCUMENT(
            "a text, table or picture",
            "txt",
            "md",
            "pdf",
            "html",
            "htm",
            "doc",
            "docx",
            "odt",
            "rtf",
            "png",
            "jpg",
            "jpeg",
            "svg",
            "csv",
            "tsv",
            "xlsx",
            "xls",
            "ods",
            "qgz",
            "qgs",
            "log",
            "yml",
            "yaml"),
    RASTER(
            "a raster image",
            "tif",
            "tiff",
            "img",
            "ecw",
            "jp2",
            "vrt",
            "nc",
            "grib",
            "grb",
            "hdf",
            "bil",
            "flt",
            "adf",
            "xyz",
            "las",
            "laz"),
    DATABASE("a database of layers", "gpkg", "gdb", "sqlite", "mdb", "mbtiles", "pmtiles", "parquet", "fgb"),
    MARKUP("a format that is not read", "kml", "kmz", "gml", "gpx", "topojson", "dxf", "dwg", "tab", "mif"),
    ARCHIVE("an archive", "zip", "gz", "tgz", "tar", "7z", "rar"),
    OTHER("a format that is not known");

    private final String words;
    /** Between blanks. */
    private final String endings;

    LayerFile(String words, String... endings) {
        this.words = words;
        this.endings = " " + String.join(" ", endings) + " ";
    }

    public String words() {
        return words;
    }

    public static LayerFile of(String fileName) {
        String ending = fileName.substring(fileName.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(k -> k.endings.contains(" " + ending + " "))
                .findFirst()
                .orElse(fileName.contains(".") ? OTHER : DOCUMENT);
    }

    /** The name without its ending, by which the parts of one layer find each other. */
    public static String stem(String fileName) {
        int dot = fileName.lastIndexOf('.');
        return (dot < 0 ? fileName : fileName.substring(0, dot)).toLowerCase(Locale.ROOT);
    }
}
