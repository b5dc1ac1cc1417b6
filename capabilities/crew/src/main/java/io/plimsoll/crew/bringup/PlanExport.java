/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.crew.bringup;

import de.siegmar.fastcsv.writer.CsvWriter;
import io.plimsoll.crew.bringup.BringUp.After;
import io.plimsoll.crew.bringup.BringUp.WorkPackage;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Writes a plan for other programs: CSV, and the XML of Microsoft Project (schema http://schemas.microsoft.com/project). */
public final class PlanExport {

    private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss");

    private PlanExport() {}

    /** One line a work package. */
    public static String csv(BringUpPlan plan) {
        StringWriter text = new StringWriter();
        try (CsvWriter csv = CsvWriter.builder().build(text)) {
            csv.writeRecord(
                    "id", "su", "start", "end", "total_float_h", "free_float_h", "slack_h", "critical", "criticality");
            for (BringUpPlan.Step s : plan.packages()) {
                csv.writeRecord(
                        s.id(),
                        s.su().orElse(""),
                        s.start().toString(),
                        s.end().toString(),
                        Double.toString(s.totalFloatHours()),
                        Double.toString(s.freeFloatHours()),
                        Double.toString(s.slackHours()),
                        Boolean.toString(s.critical()),
                        s.criticality().map(c -> Double.toString(c)).orElse(""));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    /** A project whose tasks start no earlier than planned; times are local, in the zone of the bring-up. Finish-to-start is type 1. */
    public static String mspdi(BringUp bringUp, BringUpPlan plan) {
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter((Writer) text);
            xml.writeStartDocument("UTF-8", "1.0");
            xml.writeStartElement("Project");
            xml.writeDefaultNamespace("http://schemas.microsoft.com/project");
            element(xml, "Name", plan.name());
            element(xml, "StartDate", local(plan.start()));
            element(xml, "CalendarUID", "1");
            calendar(xml);
            tasks(xml, bringUp, plan);
            resources(xml, bringUp);
            assignments(xml, bringUp);
            xml.writeEndElement();
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("writing to memory failed", e);
        }
        return text.toString();
    }

    private static void element(XMLStreamWriter xml, String name, String value) throws XMLStreamException {
        xml.writeStartElement(name);
        xml.writeCharacters(value);
        xml.writeEndElement();
    }

    private static String local(OffsetDateTime time) {
        return LOCAL.format(time);
    }

    /** Every day, around the clock. */
    private static void calendar(XMLStreamWriter xml) throws XMLStreamException {
        xml.writeStartElement("Calendars");
        xml.writeStartElement("Calendar");
        element(xml, "UID", "1");
        element(xml, "Name", "24 Hours");
        element(xml, "IsBaseCalendar", "1");
        xml.writeStartElement("WeekDays");
        for (int day = 1; day <= 7; day++) {
            xml.writeStartElement("WeekDay");
            element(xml, "DayType", Integer.toString(day));
            element(xml, "DayWorking", "1");
            xml.writeStartElement("WorkingTimes");
            xml.writeStartElement("WorkingTime");
            element(xml, "FromTime", "00:00:00");
            element(xml, "ToTime", "00:00:00");
            xml.writeEndElement();
            xml.writeEndElement();
            xml.writeEndElement();
        }
        xml.writeEndElement();
        xml.writeEndElement();
        xml.writeEndElement();
    }

    private static void tasks(XMLStreamWriter xml, BringUp bringUp, BringUpPlan plan) throws XMLStreamException {
        Map<String, Integer> uid = new HashMap<>();
        for (int i = 0; i < bringUp.packages().size(); i++) {
            uid.put(bringUp.packages().get(i).id(), i + 1);
        }
        xml.writeStartElement("Tasks");
        for (int i = 0; i < plan.packages().size(); i++) {
            BringUpPlan.Step s = plan.packages().get(i);
            WorkPackage p = bringUp.packages().get(i);
            xml.writeStartElement("Task");
            element(xml, "UID", Integer.toString(i + 1));
            element(xml, "ID", Integer.toString(i + 1));
            element(xml, "Name", s.id());
            element(xml, "WBS", s.su().orElse(s.id()));
            element(xml, "OutlineLevel", "1");
            element(xml, "Start", local(s.start()));
            element(xml, "Finish", local(s.end()));
            element(
                    xml,
                    "Duration",
                    duration(Duration.between(s.start(), s.end()).toMinutes()));
            element(xml, "DurationFormat", "7");
            element(xml, "Critical", s.critical() ? "1" : "0");
            element(xml, "ConstraintType", "4");
            element(xml, "ConstraintDate", local(s.start()));
            for (After after : p.after()) {
                xml.writeStartElement("PredecessorLink");
                element(
                        xml,
                        "PredecessorUID",
                        String.valueOf(Optional.ofNullable(uid.get(after.id())).orElse(0)));
                element(
                        xml,
                        "Type",
                        switch (after.kind()) {
                            case FF -> "0";
                            case FS -> "1";
                            case SF -> "2";
                            case SS -> "3";
                        });
                element(xml, "LinkLag", Integer.toString(after.lagMinutes() * 10));
                element(xml, "LagFormat", "8");
                xml.writeEndElement();
            }
            xml.writeEndElement();
        }
        xml.writeEndElement();
    }

    private static String duration(long minutes) {
        return "PT" + minutes / 60 + "H" + minutes % 60 + "M0S";
    }

    private static void resources(XMLStreamWriter xml, BringUp bringUp) throws XMLStreamException {
        xml.writeStartElement("Resources");
        List<String> names = List.copyOf(bringUp.resources().keySet());
        for (int r = 0; r < names.size(); r++) {
            xml.writeStartElement("Resource");
            element(xml, "UID", Integer.toString(r + 1));
            element(xml, "ID", Integer.toString(r + 1));
            element(xml, "Name", names.get(r));
            element(xml, "Type", "1");
            element(xml, "MaxUnits", Integer.toString(bringUp.resources().getOrDefault(names.get(r), 0)));
            xml.writeEndElement();
        }
        xml.writeEndElement();
    }

    private static void assignments(XMLStreamWriter xml, BringUp bringUp) throws XMLStreamException {
        xml.writeStartElement("Assignments");
        List<String> names = List.copyOf(bringUp.resources().keySet());
        int uid = 0;
        for (int i = 0; i < bringUp.packages().size(); i++) {
            for (Map.Entry<String, Integer> need :
                    bringUp.packages().get(i).needs().entrySet()) {
                xml.writeStartElement("Assignment");
                element(xml, "UID", Integer.toString(++uid));
                element(xml, "TaskUID", Integer.toString(i + 1));
                element(xml, "ResourceUID", Integer.toString(names.indexOf(need.getKey()) + 1));
                element(xml, "Units", Integer.toString(need.getValue()));
                xml.writeEndElement();
            }
        }
        xml.writeEndElement();
    }
}
