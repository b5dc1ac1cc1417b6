/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.siting.read;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.CoordinateXY;

/**
 * From a map's coordinates to longitude and latitude, as a {@code .prj} says (well-known text): degrees, transverse Mercator (UTM,
 * Gauss-Krüger, state planes) and Lambert's conformal conic with two parallels. Formulas: IOGP guidance note 7-2, sections
 * 3.2.2 and 3.1.1. Only datums that lie within about two metres of WGS 84 are taken: any other would have to be shifted first.
 */
sealed interface Projection {

    /** Empty text or one that is not understood: only coordinates that can be degrees are taken for degrees. */
    static Projection of(String wkt) throws Unreadable {
        return Wkt.read(wkt);
    }

    Coordinate toDegrees(double x, double y);

    /** Already longitude and latitude. */
    record Degrees() implements Projection {
        @Override
        public Coordinate toDegrees(double x, double y) {
            return new CoordinateXY(x, y);
        }
    }

    /**
     * What every projection has.
     *
     * @param a half the equator's diameter in metres
     * @param f flattening
     * @param metres of one unit of the map
     * @param lat0 in radians, as {@code lon0}
     * @param east false easting in metres
     * @param north false northing in metres
     */
    record Base(double a, double f, double metres, double lat0, double lon0, double east, double north) {

        double eccentricity() {
            return Math.sqrt(f * (2 - f));
        }

        /** Latitude of an isometric latitude. */
        double latitude(double psi) {
            double e = eccentricity();
            double phi = 2 * Math.atan(Math.exp(psi)) - Math.PI / 2;
            for (int i = 0; i < 20; i++) {
                double s = e * Math.sin(phi);
                double next = 2 * Math.atan(Math.exp(psi + e * atanh(s))) - Math.PI / 2;
                if (Math.abs(next - phi) < 1e-14) {
                    return next;
                }
                phi = next;
            }
            return phi;
        }

        double isometric(double phi) {
            double e = eccentricity();
            return atanh(Math.sin(phi)) - e * atanh(e * Math.sin(phi));
        }
    }

    private static double atanh(double x) {
        return 0.5 * Math.log((1 + x) / (1 - x));
    }

    private static Coordinate degrees(double lambda, double phi) {
        return new CoordinateXY(Math.toDegrees(lambda), Math.toDegrees(phi));
    }

    /** @param scale on the central meridian */
    record TransverseMercator(Base base, double scale) implements Projection {

        @Override
        public Coordinate toDegrees(double x, double y) {
            double n = base.f() / (2 - base.f());
            double n2 = n * n;
            double radius = base.a() / (1 + n) * (1 + n2 / 4 + n2 * n2 / 64);
            double[] h = {
                n / 2 - 2 * n2 / 3 + 37 * n2 * n / 96 - n2 * n2 / 360,
                n2 / 48 + n2 * n / 15 - 437 * n2 * n2 / 1440,
                17 * n2 * n / 480 - 37 * n2 * n2 / 840,
                4397 * n2 * n2 / 161280
            };
            double eta = (x * base.metres() - base.east()) / (radius * scale);
            double xi = (y * base.metres() - base.north() + scale * meridian(n, radius)) / (radius * scale);
            double xi0 = xi;
            double eta0 = eta;
            for (int i = 0; i < h.length; i++) {
                int k = 2 * (i + 1);
                xi0 -= h[i] * Math.sin(k * xi) * Math.cosh(k * eta);
                eta0 -= h[i] * Math.cos(k * xi) * Math.sinh(k * eta);
            }
            double beta = Math.asin(Math.sin(xi0) / Math.cosh(eta0));
            double phi = base.latitude(atanh(Math.sin(beta)));
            return degrees(base.lon0() + Math.asin(Math.tanh(eta0) / Math.cos(beta)), phi);
        }

        /** Length of the meridian from the equator to the latitude of origin. */
        private double meridian(double n, double radius) {
            if (base.lat0() == 0) {
                return 0;
            }
            double n2 = n * n;
            double[] h = {
                n / 2 - 2 * n2 / 3 + 5 * n2 * n / 16 + 41 * n2 * n2 / 180,
                13 * n2 / 48 - 3 * n2 * n / 5 + 557 * n2 * n2 / 1440,
                61 * n2 * n / 240 - 103 * n2 * n2 / 140,
                49561 * n2 * n2 / 161280
            };
            double xi = Math.atan(Math.sinh(base.isometric(base.lat0())));
            double sum = xi;
            for (int i = 0; i < h.length; i++) {
                sum += h[i] * Math.sin(2 * (i + 1) * xi);
            }
            return radius * sum;
        }
    }

    /** @param lat1 first parallel in radians */
    record LambertConic(Base base, double lat1, double lat2) implements Projection {

        @Override
        public Coordinate toDegrees(double x, double y) {
            double n = lat1 == lat2
                    ? Math.sin(lat1)
                    : (Math.log(m(lat1)) - Math.log(m(lat2))) / (base.isometric(lat2) - base.isometric(lat1));
            double g = m(lat1) / (n * Math.exp(-n * base.isometric(lat1)));
            double r0 = base.a() * g * Math.exp(-n * base.isometric(base.lat0()));
            double dx = x * base.metres() - base.east();
            double dy = r0 - (y * base.metres() - base.north());
            double r = Math.signum(n) * Math.hypot(dx, dy);
            double theta = Math.atan2(Math.signum(n) * dx, Math.signum(n) * dy);
            return degrees(theta / n + base.lon0(), base.latitude(-Math.log(r / (base.a() * g)) / n));
        }

        private double m(double phi) {
            double s = base.eccentricity() * Math.sin(phi);
            return Math.cos(phi) / Math.sqrt(1 - s * s);
        }
    }

    /** The few values of a well-known text that matter. */
    final class Wkt {
        private static final Pattern SPHEROID = Pattern.compile(
                "(?:SPHEROID|ELLIPSOID)\\s*\\[\\s*\"[^\"]*\"\\s*,\\s*([0-9.eE+-]+)\\s*,\\s*([0-9.eE+-]+)");
        private static final Pattern DATUM = Pattern.compile("DATUM\\s*\\[\\s*\"([^\"]*)\"");
        private static final Pattern METHOD = Pattern.compile("PROJECTION\\s*\\[\\s*\"([^\"]*)\"");
        private static final Pattern UNIT = Pattern.compile("UNIT\\s*\\[\\s*\"[^\"]*\"\\s*,\\s*([0-9.eE+-]+)");
        private static final Pattern NEAR_WGS84 = Pattern.compile(
                "WGS_?19?84|NORTH_AMERICAN_(DATUM_)?1983|NAD_?(19)?83|ETRS_?(19)?89|EUROPEAN_TERRESTRIAL|ETRF|NATRF|GDA_?(19)?94|GDA_?2020|JGD_?20");

        private Wkt() {}

        static Projection read(String wkt) throws Unreadable {
            String text = wkt.strip();
            if (text.isEmpty()) {
                return new Degrees();
            }
            Matcher datum = DATUM.matcher(text);
            String named = datum.find() ? datum.group(1) : "";
            if (!NEAR_WGS84
                    .matcher(named.toUpperCase(Locale.ROOT).replaceAll("[ .-]", "_"))
                    .find()) {
                throw new Unreadable("its coordinates are on the datum '" + named + "'; convert it to EPSG:4326");
            }
            return method(text);
        }

        /** Without a look at the datum. */
        static Projection method(String text) throws Unreadable {
            if (text.startsWith("GEOG")) {
                return new Degrees();
            }
            Matcher method = METHOD.matcher(text);
            String name = method.find() ? method.group(1).replace('_', ' ').toLowerCase(Locale.ROOT) : "";
            Matcher spheroid = SPHEROID.matcher(text);
            if (!spheroid.find() || !text.startsWith("PROJCS")) {
                throw new Unreadable("its .prj is not understood; convert it to EPSG:4326");
            }
            double metres = 1;
            Matcher unit = UNIT.matcher(text);
            while (unit.find()) { // the last is the map's own
                metres = Double.parseDouble(unit.group(1));
            }
            double lon0 = Math.toRadians(value(text, "central_meridian|longitude_of_center|longitude_of_origin", 0));
            double lat0 = Math.toRadians(value(text, "latitude_of_origin|latitude_of_center", 0));
            double inverse = Double.parseDouble(spheroid.group(2));
            Base base = new Base(
                    Double.parseDouble(spheroid.group(1)),
                    inverse == 0 ? 0 : 1 / inverse,
                    metres,
                    lat0,
                    lon0,
                    metres * value(text, "false_easting", 0),
                    metres * value(text, "false_northing", 0));
            if (name.equals("transverse mercator") || name.equals("gauss kruger")) {
                return new TransverseMercator(base, value(text, "scale_factor", 1));
            }
            if (name.equals("lambert conformal conic") || name.equals("lambert conformal conic 2sp")) {
                double lat1 = Math.toRadians(value(text, "standard_parallel_1", Math.toDegrees(lat0)));
                return new LambertConic(
                        base, lat1, Math.toRadians(value(text, "standard_parallel_2", Math.toDegrees(lat1))));
            }
            throw new Unreadable("its projection '" + name + "' is not known; convert it to EPSG:4326");
        }

        private static double value(String text, String names, double otherwise) {
            Matcher m = Pattern.compile("(?i)PARAMETER\\s*\\[\\s*\"(?:" + names + ")\"\\s*,\\s*([0-9.eE+-]+)")
                    .matcher(text);
            return m.find() ? Double.parseDouble(m.group(1)) : otherwise;
        }
    }
}
