/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.sustain.statement;

import static io.plimsoll.sustain.statement.Redaction.AUTHORITY;
import static io.plimsoll.sustain.statement.Redaction.PUBLIC;

import java.util.List;

/** Kinds of statements with their fields, from the texts of the acts. */
public enum StatementKind {
    EU("Delegated Regulation (EU) 2024/1364: report of a data centre", euFields()),
    ENEFG("EnEfG section 13 and Annex 3: publication of a data centre", enefgFields()),
    CUSTOMER("EnEfG section 15: energy of one customer", customerFields()),
    GHG("Greenhouse gases by scope", ghgFields()),
    SASB("SASB TC-SI-130a: environmental footprint of hardware infrastructure", sasbFields());

    private final String title;

    @SuppressWarnings("ImmutableEnumChecker") // List.of is immutable; its type does not say so.
    private final List<FieldSpec> fields;

    StatementKind(String title, List<FieldSpec> fields) {
        this.title = title;
        this.fields = fields;
    }

    public String title() {
        return title;
    }

    List<FieldSpec> fields() {
        return fields;
    }

    private static FieldSpec must(String id, String name, String unit, String from, String law, Redaction level) {
        return new FieldSpec(id, name, unit, from, law, true, level);
    }

    private static FieldSpec may(String id, String name, String unit, String from, String law, Redaction level) {
        return new FieldSpec(id, name, unit, from, law, false, level);
    }

    private static List<FieldSpec> euFields() {
        String one = "Annex I";
        String two = "Annex II";
        String three = "Annex III";
        return List.of(
                must("name", "name of the data centre", "", "/identity/name", one, AUTHORITY),
                must("owner", "owner", "", "/identity/owner", one, AUTHORITY),
                must("owner-contact", "contact of the owner", "", "/identity/ownerContact", one, AUTHORITY),
                must("operator", "operator", "", "/identity/operator", one, AUTHORITY),
                must("operator-contact", "contact of the operator", "", "/identity/operatorContact", one, AUTHORITY),
                must("LAU", "local administrative unit, code of Eurostat", "", "/identity/lau", one, AUTHORITY),
                must("type", "enterprise, colocation or co-hosting", "", "/identity/type", one, PUBLIC),
                must("structure", "structure or group of structures", "", "/identity/structure", one, AUTHORITY),
                may("mixed", "whether services are mixed", "", "/identity/mixed", one, AUTHORITY),
                must(
                        "operation-start",
                        "year and month of entry into operation",
                        "",
                        "/identity/operationStart",
                        one,
                        AUTHORITY),
                must(
                        "redundancy-high-voltage",
                        "redundancy at high voltage",
                        "",
                        "/identity/redundancy/highVoltage",
                        one,
                        AUTHORITY),
                must(
                        "redundancy-low-voltage",
                        "redundancy of the low-voltage line-up",
                        "",
                        "/identity/redundancy/lowVoltage",
                        one,
                        AUTHORITY),
                must(
                        "redundancy-rack",
                        "redundancy of power at the rack",
                        "",
                        "/identity/redundancy/rack",
                        one,
                        AUTHORITY),
                must(
                        "redundancy-cooling-room",
                        "redundancy of cooling of the room",
                        "",
                        "/identity/redundancy/coolingRoom",
                        one,
                        AUTHORITY),
                must(
                        "redundancy-cooling-rack",
                        "redundancy of cooling at the rack",
                        "",
                        "/identity/redundancy/coolingRack",
                        one,
                        AUTHORITY),
                must("PDIT", "installed IT power demand", "kW", "/facility/pditKW", two, AUTHORITY),
                must("PDIT-basis", "installed demand or rated IT load", "", "/facility/pditBasis", two, AUTHORITY),
                must("size-class", "size class", "", "calc:sizeClass", "Annex IV", PUBLIC),
                must("SDC", "floor area of the data centre", "m2", "/facility/floorM2", two, AUTHORITY),
                must("SCR", "floor area of the computer rooms", "m2", "/facility/computerRoomM2", two, AUTHORITY),
                must("EDC", "total energy", "kWh", "sym:EDC", two, AUTHORITY),
                must("EDC-BG", "of it from backup generators", "kWh", "sym:EDC_BG", two, AUTHORITY),
                must("EIT", "energy of the IT", "kWh", "calc:eit", two, AUTHORITY),
                must(
                        "EIT-category",
                        "category of the IT energy's measuring point",
                        "",
                        "calc:eitCategory",
                        two,
                        AUTHORITY),
                must("grid-functions", "whether it serves the grid", "", "/facility/gridFunctions", two, AUTHORITY),
                may(
                        "CBtG",
                        "average battery capacity offered to the grid",
                        "kW",
                        "/facility/batteryToGridKW",
                        two,
                        AUTHORITY),
                must("WIN", "total water input", "m3", "sym:WIN", two, AUTHORITY),
                must("WIN-category", "WUE category of the water input", "", "calc:winCategory", two, AUTHORITY),
                must("WIN-POT", "potable water input", "m3", "sym:WIN_POT", two, AUTHORITY),
                must("EREUSE", "waste heat reused", "kWh", "sym:EREUSE", two, AUTHORITY),
                must("TWH", "average temperature of waste heat", "degC", "/facility/wasteHeatC", two, AUTHORITY),
                must("TIN-air", "average set point of intake air", "degC", "/facility/intakeAirC", two, AUTHORITY),
                must("refrigerants", "types of refrigerants", "", "/facility/refrigerants", two, AUTHORITY),
                must(
                        "CDD",
                        "cooling degree days, base 21 degC",
                        "degC d",
                        "/facility/coolingDegreeDays",
                        two,
                        AUTHORITY),
                must("ERES-TOT", "renewable energy", "kWh", "calc:renewable", two, AUTHORITY),
                must("ERES-GOO", "of it from retired guarantees of origin", "kWh", "sym:ERES_GOO", two, AUTHORITY),
                must("ERES-PPA", "of it under purchase agreements", "kWh", "sym:ERES_PPA", two, AUTHORITY),
                must("ERES-OS", "of it made on site", "kWh", "sym:ERES_OS", two, AUTHORITY),
                must("CSERV", "capacity of servers, SERT active state", "", "/facility/serverCapacity", two, AUTHORITY),
                must(
                        "CSERV-coverage",
                        "share of floor covered by CSERV",
                        "",
                        "/facility/serverCoverage",
                        two,
                        AUTHORITY),
                must("CSTOR", "raw capacity of storage", "PB", "/facility/storagePB", two, AUTHORITY),
                may(
                        "CSTOR-coverage",
                        "share of floor covered by CSTOR",
                        "",
                        "/facility/storageCoverage",
                        two,
                        AUTHORITY),
                may("BIN", "bandwidth provisioned, in", "GB/s", "/facility/bandwidthInGBs", two, AUTHORITY),
                may("BOUT", "bandwidth provisioned, out", "GB/s", "/facility/bandwidthOutGBs", two, AUTHORITY),
                may("TIN-traffic", "data traffic, in", "EB", "/facility/trafficInEB", two, AUTHORITY),
                may("TOUT-traffic", "data traffic, out", "EB", "/facility/trafficOutEB", two, AUTHORITY),
                must("PUE", "power usage effectiveness", "", "kpi:PUE", three, PUBLIC),
                must("WUE", "water usage effectiveness", "m3/MWh", "kpi:WUE", three, PUBLIC),
                must("ERF", "energy reuse factor", "", "kpi:ERF", three, PUBLIC),
                must("REF", "renewable energy factor", "", "kpi:REF", three, PUBLIC));
    }

    private static List<FieldSpec> enefgFields() {
        String law = "EnEfG Annex 3";
        return List.of(
                must("name", "name of the data centre", "", "/identity/name", law, PUBLIC),
                must("owner", "owner", "", "/identity/owner", law, PUBLIC),
                must("operator", "operator", "", "/identity/operator", law, PUBLIC),
                must("power-class", "class of IT power", "", "calc:enefgClass", law, PUBLIC),
                must("postcode", "postcode", "", "/identity/postcode", law, PUBLIC),
                must("area", "area of the building", "m2", "/facility/floorM2", law, PUBLIC),
                must("it-power", "nominal power of the IT", "kW", "/facility/pditKW", law, PUBLIC),
                must("connected-power", "non-redundant connected power", "kW", "/facility/connectedKW", law, PUBLIC),
                must("electricity", "electricity in all", "kWh", "sym:EDC", law, PUBLIC),
                must("own-generation", "of it own generation", "kWh", "/facility/ownGenerationKWh", law, PUBLIC),
                must("purchased", "of it purchased", "kWh", "/facility/purchasedKWh", law, PUBLIC),
                must("fed-in", "fed into the grid", "kWh", "/facility/fedInKWh", law, PUBLIC),
                must("renewable-share", "renewable share (EN 50600-4-3)", "", "kpi:REF", law, PUBLIC),
                must("waste-heat", "waste heat to air, water or soil", "kWh", "/facility/wasteHeatKWh", law, PUBLIC),
                must("waste-heat-temperature", "its mean temperature", "degC", "/facility/wasteHeatC", law, PUBLIC),
                must("heat-delivered", "heat delivered to others", "kWh", "sym:EREUSE", law, PUBLIC),
                must("heat-delivered-temperature", "its temperature", "degC", "/facility/deliveredHeatC", law, PUBLIC),
                must("data-stored", "data stored", "PB", "/facility/storagePB", law, PUBLIC),
                must("data-processed", "data processed", "EB", "/facility/dataProcessedEB", law, PUBLIC),
                must("PUE", "PUE (EN 50600-4-2)", "", "kpi:PUE", law, PUBLIC),
                must("ERF", "ERF (EN 50600-4-6)", "", "kpi:ERF", law, PUBLIC),
                must("CER", "CER (EN 50600-4-7)", "", "kpi:CER", law, PUBLIC),
                must("WUE", "WUE", "m3/MWh", "kpi:WUE", law, PUBLIC),
                may(
                        "PUE-EnEfG",
                        "PUE without heat pumps, section 11(2)",
                        "",
                        "kpi:PUE-EnEfG",
                        "EnEfG section 11",
                        PUBLIC));
    }

    private static List<FieldSpec> customerFields() {
        String law = "EnEfG section 15";
        return List.of(
                must("customer", "customer", "", "calc:customer", law, Redaction.CUSTOMER),
                must("it-energy", "its energy at the IT", "kWh", "calc:customerIt", law, Redaction.CUSTOMER),
                must(
                        "overhead",
                        "its part of cooling and losses",
                        "kWh",
                        "calc:customerOverhead",
                        law,
                        Redaction.CUSTOMER),
                must("energy", "its energy in all", "kWh", "calc:customerEnergy", law, Redaction.CUSTOMER),
                must("share", "its part of the site's IT energy", "", "calc:customerShare", law, Redaction.CUSTOMER),
                must("PUE", "PUE of the site", "", "kpi:PUE", law, PUBLIC),
                may("renewable-share", "renewable share of the site", "", "kpi:REF", law, PUBLIC));
    }

    private static List<FieldSpec> ghgFields() {
        String law = "GHG Protocol";
        return List.of(
                must("scope1", "Scope 1", "t CO2e", "/ghg/scope1", law, PUBLIC),
                must("scope2-location", "Scope 2, location-based", "t CO2e", "calc:scope2Location", law, PUBLIC),
                must("scope2-market", "Scope 2, market-based", "t CO2e", "calc:scope2Market", law, PUBLIC),
                may("scope3-1", "Scope 3, category 1, goods and services", "t CO2e", "/ghg/scope3/1", law, PUBLIC),
                must("scope3-2-low", "Scope 3, category 2, GPUs, lower", "t CO2e", "calc:gpuLow", law, PUBLIC),
                must("scope3-2-high", "Scope 3, category 2, GPUs, upper", "t CO2e", "calc:gpuHigh", law, PUBLIC),
                may(
                        "scope3-2-other",
                        "Scope 3, category 2, other capital goods",
                        "t CO2e",
                        "/ghg/scope3/2",
                        law,
                        PUBLIC),
                may("scope3-3", "Scope 3, category 3, fuels and energy", "t CO2e", "/ghg/scope3/3", law, PUBLIC),
                may("scope3-4", "Scope 3, category 4, transport", "t CO2e", "/ghg/scope3/4", law, PUBLIC),
                may("scope3-5", "Scope 3, category 5, waste", "t CO2e", "/ghg/scope3/5", law, PUBLIC),
                may("scope3-8", "Scope 3, category 8, leased assets", "t CO2e", "/ghg/scope3/8", law, PUBLIC));
    }

    private static List<FieldSpec> sasbFields() {
        return List.of(
                must("130a.1-energy", "total energy consumed", "GJ", "calc:gigajoules", "TC-SI-130a.1", PUBLIC),
                must("130a.1-grid", "share of grid electricity", "", "/facility/gridShare", "TC-SI-130a.1", PUBLIC),
                must("130a.1-renewable", "share of renewables", "", "kpi:REF", "TC-SI-130a.1", PUBLIC),
                must(
                        "130a.2-withdrawn",
                        "water withdrawn",
                        "thousand m3",
                        "calc:waterWithdrawn",
                        "TC-SI-130a.2",
                        PUBLIC),
                must(
                        "130a.2-consumed",
                        "water consumed",
                        "thousand m3",
                        "/facility/waterConsumedThousandM3",
                        "TC-SI-130a.2",
                        PUBLIC),
                must(
                        "130a.2-stressed",
                        "share in high or extremely high water stress",
                        "",
                        "/facility/waterStressShare",
                        "TC-SI-130a.2",
                        PUBLIC),
                must(
                        "130a.3",
                        "environment in the planning of data centres",
                        "",
                        "/facility/planningNarrative",
                        "TC-SI-130a.3",
                        PUBLIC));
    }
}
