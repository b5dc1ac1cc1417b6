/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.server.statement;

import io.plimsoll.acceptance.CanonicalJson;
import io.plimsoll.capacity.statement.Statement;
import io.plimsoll.model.Sha256;
import io.plimsoll.server.http.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A statement as an in-toto Statement, the document that is signed. */
public final class SignedStatement {

    public static final String IN_TOTO_STATEMENT = "https://in-toto.io/Statement/v1";

    private SignedStatement() {}

    /** The whole document; its subject is the statement by its digest. */
    public static JsonNode document(Statement statement) {
        JsonNode predicate = predicate(statement);
        ObjectNode root = Json.MAPPER.createObjectNode();
        root.put("_type", IN_TOTO_STATEMENT);
        root.put("predicateType", Statement.TYPE);
        ObjectNode subject = root.putArray("subject")
                .addObject()
                .put(
                        "name",
                        statement.commitment() + " " + statement.window().from() + "/"
                                + statement.window().until());
        subject.putObject("digest")
                .put("sha256", Sha256.of(CanonicalJson.write(predicate)).hex());
        root.set("predicate", predicate);
        return root;
    }

    /** The statement itself. */
    public static JsonNode predicate(Statement statement) {
        return Json.MAPPER.readTree(Json.MAPPER.writeValueAsString(statement));
    }

    /** The digest that the document names its statement by. */
    public static String sha256(JsonNode document) {
        return document.path("subject").path(0).path("digest").path("sha256").asString("");
    }
}
