/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.imports;

import io.plimsoll.acceptance.imports.ReportImport.Statement;
import io.plimsoll.model.BadInputException;
import io.plimsoll.model.InputProblem;
import io.plimsoll.model.Sha256;
import io.plimsoll.model.Verdict;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** JUnit XML. It names test cases; a node only where the report's {@code hostname} does. */
final class JunitReport {

    private static final int CASES_MAX = 100_000;

    private JunitReport() {}

    static ReportImport read(byte[] bytes, String source, Sha256 sha256) {
        XMLInputFactory factory = XMLInputFactory.newInstance();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        List<Statement> statements = new ArrayList<>();
        List<String> warnings = new ArrayList<>();
        String name = "";
        try {
            XMLStreamReader xml = factory.createXMLStreamReader(new ByteArrayInputStream(bytes));
            String host = "";
            while (xml.hasNext()) {
                if (xml.next() != XMLStreamConstants.START_ELEMENT) {
                    continue;
                }
                if (xml.getLocalName().equals("testsuite")) {
                    host = attribute(xml, "hostname");
                    name = name.isEmpty() ? attribute(xml, "name") : name;
                } else if (xml.getLocalName().equals("testcase") && statements.size() < CASES_MAX) {
                    statements.add(testcase(xml, host));
                }
            }
        } catch (XMLStreamException | RuntimeException e) {
            if (e instanceof BadInputException bad) {
                throw bad;
            }
            String seen = e.getMessage() == null ? "" : e.getMessage();
            throw new BadInputException(new InputProblem(source, 0, seen, "JUnit XML"));
        }
        if (statements.isEmpty()) {
            throw new BadInputException(new InputProblem(source, 0, "no test case", "JUnit XML with test cases"));
        }
        warnings.add("it names test cases and the host that ran them, not the nodes under test or their hardware");
        return new ReportImport("junit", name, sha256, ReportImport.ASSURANCE, false, statements, warnings);
    }

    private static Statement testcase(XMLStreamReader xml, String host) throws XMLStreamException {
        String test = attribute(xml, "classname") + "." + attribute(xml, "name");
        Verdict verdict = Verdict.PASS;
        String said = "passed";
        String reason = "";
        int depth = 1;
        while (depth > 0 && xml.hasNext()) {
            int event = xml.next();
            if (event == XMLStreamConstants.END_ELEMENT) {
                depth--;
            } else if (event == XMLStreamConstants.START_ELEMENT) {
                depth++;
                Verdict found = switch (xml.getLocalName()) {
                    case "failure" -> Verdict.FAIL;
                    case "error" -> Verdict.ERROR;
                    case "skipped" -> Verdict.NOT_RUN;
                    default -> Verdict.PASS;
                };
                if (found != Verdict.PASS) {
                    verdict = found;
                    said = xml.getLocalName();
                    reason = attribute(xml, "message");
                }
            }
        }
        return new Statement(host, test, said, verdict, reason);
    }

    private static String attribute(XMLStreamReader xml, String name) {
        String value = xml.getAttributeValue(null, name);
        return value == null ? "" : value;
    }
}
