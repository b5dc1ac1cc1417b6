/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.server.api;

import static io.plimsoll.server.api.Permission.PLAN;
import static io.plimsoll.server.api.Permission.SIGNED_IN;
import static io.plimsoll.server.api.Permission.VIEW;
import static io.plimsoll.server.api.Shape.file;
import static io.plimsoll.server.api.Shape.json;
import static io.plimsoll.server.api.Shape.nothing;
import static io.plimsoll.server.api.Shape.raw;

import io.plimsoll.sustain.statement.Check;
import io.plimsoll.sustain.statement.Field;
import io.plimsoll.sustain.statement.Redaction;
import io.plimsoll.sustain.statement.Statement;
import io.plimsoll.sustain.statement.StatementKind;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The place: meters and their year, energy certificates, statements, and verdicts on the ground. */
public final class PlaceApi {

    private PlaceApi() {}

    /** @param years that the site has spoken of, newest first */
    public record PlaceView(String site, List<Integer> years, List<FileItem> files, List<StatementItem> statements) {}

    /** A file on the record, byte for byte as it was sent. */
    public record FileItem(
            long id,
            String kind,
            String name,
            String sha256,
            long bytes,
            String sentBy,
            Instant sentAt,
            long journalSeq) {}

    /**
     * A year of a site.
     *
     * @param loadKWh what the site took from outside, by the hour
     * @param matchedKWh what certificates retired for that hour cover
     * @param files where all figures come from
     */
    public record YearView(
            String site,
            int year,
            List<Figure> values,
            List<Figure> kpis,
            List<MeterItem> meters,
            List<StageItem> stages,
            List<EventItem> events,
            List<MonthItem> months,
            Scope2View scope2,
            List<Double> loadKWh,
            List<Double> matchedKWh,
            @Nullable Double hourlyScore,
            CertificateSums certificates,
            List<String> customers,
            List<String> notes,
            List<FileItem> files) {}

    /** @param value null where it is not known; never zero instead */
    public record Figure(
            String quantity,
            @Nullable Double value,
            String unit,
            String category,
            String method,
            String source,
            @Nullable Double uncertainty) {}

    /**
     * A meter in its tree.
     *
     * @param parent the meter that feeds it; empty at the top
     * @param lossShare of what it counted and the meters below did not; null without meters below
     */
    public record MeterItem(
            String meter,
            String point,
            String parent,
            double amount,
            String unit,
            @Nullable Double uncertainty,
            @Nullable Double lossShare,
            @Nullable String verdict,
            String says) {}

    /** All meters of a point against all below them. */
    public record StageItem(
            String point,
            double inKWh,
            double outKWh,
            double share,
            @Nullable Double limit,
            String verdict) {}

    /** Something that happened to a meter; {@code atMost} is null where no bound is known. */
    public record EventItem(
            String meter,
            String kind,
            Instant from,
            Instant to,
            double filled,
            @Nullable Double atMost,
            String says) {}

    /** @param locationTonnes null without a grid factor and its source */
    public record MonthItem(
            String month,
            double energyKWh,
            double itKWh,
            @Nullable Double waterM3,
            double matchedKWh,
            @Nullable Double locationTonnes) {}

    /** In watt-hours. */
    public record CertificateSums(int certificates, long wattHours, long retiredWattHours) {}

    public record CertificatesAdded(FileItem file, int certificates, long wattHours) {}

    /** @param zones grids whose certificates may cover the load of the meters in them */
    public record MatchAsk(List<ZoneAsk> zones) {
        public static MatchAsk of(String zone) {
            return new MatchAsk(List.of(new ZoneAsk(zone, null)));
        }
    }

    /**
     * A grid. Meters belong to the {@code zone} that the document of the year names with them; with one zone asked for, those
     * without a zone belong to it.
     */
    public record ZoneAsk(String zone, @Nullable StorageAsk storage) {}

    /** @param efficiency what comes out of what went in, round trip; above 0 and at most 1 */
    public record StorageAsk(double capacityMWh, double powerMW, double efficiency) {}

    public record MatchDone(
            int claims, long coveredWattHours, long loadWattHours, double hourlyScore, List<ZoneDone> zones) {}

    /** @param lostWattHours that storage lost; they are retired as well */
    public record ZoneDone(
            String zone, long coveredWattHours, long loadWattHours, long lostWattHours, double hourlyScore) {}

    /** @param customer as the document of the year names it; user a login with the role TENANT */
    public record CustomerUser(String customer, String user) {}

    public record OwnStatements(List<OwnStatement> statements) {}

    /** What a customer sees of what is filed for it. */
    public record OwnStatement(
            long id, String site, String title, String customer, int year, int version, Statement.State state) {}

    public record OwnStatementView(OwnStatement item, List<Field> fields, List<Check> checks) {}

    /**
     * Scope 2 side by side, in tonnes; null without a factor and its source.
     *
     * @param locationHourly as the proposed revision of the GHG Protocol has it, not in force; so {@code marketHourly}
     */
    public record Scope2View(
            @Nullable Double location,
            @Nullable Double market,
            @Nullable Double locationHourly,
            @Nullable Double marketHourly) {}

    /** @param customer for {@code CUSTOMER} only */
    public record NewStatement(
            int year, StatementKind kind, @Nullable String customer) {}

    public record StatementItem(
            long id,
            StatementKind kind,
            String title,
            String customer,
            int year,
            int version,
            Statement.State state,
            boolean complete,
            int missing,
            int notMet,
            String due,
            @Nullable Long supersedes,
            long journalSeq) {}

    public record StatementView(
            StatementItem item,
            Redaction redaction,
            List<Field> fields,
            List<Check> checks,
            List<StepItem> steps,
            boolean signed) {}

    public record StepItem(Statement.State state, String by, Instant at, String reason, long journalSeq) {}

    /** Forms in the order in which they count: those of the record, the newest first, then those that are shipped. */
    public record FormsView(String site, List<FormItem> forms) {}

    /**
     * What a law asks for in a statement of some years.
     *
     * @param form its id and version, as statements name it
     * @param toYear null while it is in force
     * @param due month and day of the year after; empty where there is none
     * @param file where it stands on the record; null for one that is shipped
     */
    public record FormItem(
            String form,
            StatementKind kind,
            String title,
            String source,
            int fromYear,
            @Nullable Integer toYear,
            String due,
            int fields,
            int limits,
            @Nullable Long file) {}

    /** @param reason why; asked for to restate */
    public record NewStep(Statement.State state, @Nullable String reason) {}

    /** @param result the portfolio as {@code plimsoll siting assess --json} gives it */
    public record VerdictItem(
            long id,
            long file,
            String profile,
            String verdict,
            String setBy,
            Instant setAt,
            long journalSeq,
            JsonNode result) {}

    public record SitingView(String site, List<VerdictItem> verdicts) {}

    public static final Query<String> NAME = Query.text("name", "how the sender calls the file");
    public static final Query<String> READER =
            Query.text("for", "PUBLIC, CUSTOMER or AUTHORITY: what that reader may not see is withheld");

    public static final Endpoint<Nothing, PlaceView> PLACE = Endpoint.get(
            "/api/sites/{site}/place", "Years, files and statements of a site", VIEW, json(PlaceView.class));
    public static final Endpoint<RawBody, YearView> SET_YEAR = Endpoint.post(
            "/api/sites/{site}/place/years",
            "Set what a site says of a year: the document of plimsoll sustain kpi",
            PLAN,
            raw("application/json"),
            json(YearView.class),
            NAME);
    public static final Endpoint<Nothing, YearView> YEAR = Endpoint.get(
            "/api/sites/{site}/place/years/{year}",
            "Meters, losses, KPIs and hours of a year",
            VIEW,
            json(YearView.class));
    public static final Endpoint<RawBody, YearView> ADD_READINGS = Endpoint.post(
            "/api/sites/{site}/place/years/{year}/readings",
            "Add a file of readings: CSV, OpenMetrics or Redfish; all or nothing",
            PLAN,
            raw("text/csv", "text/plain", "application/json"),
            json(YearView.class),
            NAME);
    public static final Endpoint<RawBody, CertificatesAdded> ADD_CERTIFICATES = Endpoint.post(
            "/api/sites/{site}/place/certificates",
            "Add energy certificates; refused whole if a watt-hour is on the record already",
            PLAN,
            raw("text/csv"),
            json(CertificatesAdded.class),
            NAME);
    public static final Endpoint<MatchAsk, MatchDone> MATCH = Endpoint.post(
            "/api/sites/{site}/place/years/{year}/match",
            "Retire certificates for the hours of a year that none covers yet; never undone",
            PLAN,
            json(MatchAsk.class),
            json(MatchDone.class));
    public static final Endpoint<Nothing, FormsView> FORMS = Endpoint.get(
            "/api/sites/{site}/place/forms",
            "The forms that statements are drafted on, in the order in which they count",
            VIEW,
            json(FormsView.class));
    public static final Endpoint<RawBody, FormsView> ADD_FORMS = Endpoint.post(
            "/api/sites/{site}/place/forms",
            "Add forms of your own, such as next year's: the file of plimsoll sustain forms",
            PLAN,
            raw("application/json"),
            json(FormsView.class),
            NAME);
    public static final Endpoint<NewStatement, StatementView> DRAFT = Endpoint.post(
            "/api/sites/{site}/place/statements",
            "Draft a statement from the record; a filed one is superseded once this one is filed",
            PLAN,
            json(NewStatement.class),
            json(StatementView.class));
    public static final Endpoint<Nothing, StatementView> STATEMENT = Endpoint.get(
            "/api/sites/{site}/place/statements/{id}",
            "A statement, for a reader",
            VIEW,
            json(StatementView.class),
            READER);
    public static final Endpoint<NewStep, StatementView> STEP = Endpoint.post(
            "/api/sites/{site}/place/statements/{id}/steps",
            "Review, file or send back a statement; who reviewed does not file",
            PLAN,
            json(NewStep.class),
            json(StatementView.class));
    public static final Endpoint<Nothing, Download> STATEMENT_PDF = Endpoint.get(
            "/api/sites/{site}/place/statements/{id}/pdf",
            "A statement as PDF/A-3u with its JSON attached",
            VIEW,
            file("application/pdf"),
            READER);
    public static final Endpoint<Nothing, Download> STATEMENT_SIGNED = Endpoint.get(
            "/api/sites/{site}/place/statements/{id}/dsse",
            "A filed statement as a signed DSSE envelope",
            VIEW,
            file("application/json"));
    public static final Endpoint<Nothing, SitingView> SITING = Endpoint.get(
            "/api/sites/{site}/place/siting", "The newest verdicts on the ground", VIEW, json(SitingView.class));
    public static final Endpoint<RawBody, VerdictItem> ASSESS = Endpoint.post(
            "/api/sites/{site}/place/siting",
            "Assess buildings: JSON with name, profile, buildings (GeoJSON) and layers [{name, geojson}]",
            PLAN,
            raw("application/json"),
            json(VerdictItem.class));
    public static final Endpoint<Nothing, Download> SITING_MAP = Endpoint.get(
            "/api/sites/{site}/place/siting/{id}/map",
            "The map of a verdict, drawn from the layers that were sent",
            VIEW,
            file("image/svg+xml"));
    public static final Endpoint<Nothing, Download> FILE = Endpoint.get(
            "/api/sites/{site}/place/files/{id}",
            "A file of the place, byte for byte as it was sent",
            VIEW,
            file("application/octet-stream"));

    public static final Endpoint<CustomerUser, Nothing> CUSTOMER_USER = Endpoint.post(
            "/api/sites/{site}/place/customers",
            "Let a tenant's user see what is filed for a customer",
            PLAN,
            json(CustomerUser.class),
            nothing());
    public static final Endpoint<Nothing, OwnStatements> OWN_STATEMENTS = Endpoint.get(
            "/api/me/statements",
            "What is filed for the customers whose user you are",
            SIGNED_IN,
            json(OwnStatements.class));
    public static final Endpoint<Nothing, OwnStatementView> OWN_STATEMENT = Endpoint.get(
            "/api/me/statements/{id}",
            "One of your own statements, as a customer sees it",
            SIGNED_IN,
            json(OwnStatementView.class));
    public static final Endpoint<Nothing, Download> OWN_STATEMENT_PDF = Endpoint.get(
            "/api/me/statements/{id}/pdf",
            "One of your own statements as PDF/A-3u with its JSON attached",
            SIGNED_IN,
            file("application/pdf"));
    public static final Endpoint<Nothing, Download> OWN_STATEMENT_SIGNED = Endpoint.get(
            "/api/me/statements/{id}/dsse",
            "One of your own statements as it was signed",
            SIGNED_IN,
            file("application/json"));

    static final List<Endpoint<?, ?>> ALL = List.of(
            PLACE,
            SET_YEAR,
            YEAR,
            ADD_READINGS,
            ADD_CERTIFICATES,
            MATCH,
            FORMS,
            ADD_FORMS,
            DRAFT,
            STATEMENT,
            STEP,
            STATEMENT_PDF,
            STATEMENT_SIGNED,
            SITING,
            ASSESS,
            SITING_MAP,
            FILE,
            CUSTOMER_USER,
            OWN_STATEMENTS,
            OWN_STATEMENT,
            OWN_STATEMENT_PDF,
            OWN_STATEMENT_SIGNED);
}
