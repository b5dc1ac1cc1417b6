/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.fabric.design;

import java.util.Map;

/** A wiring law, read from YAML by {@link Templates}. The template language is described in docs/reference/fabric-templates.md. */
public final class Template {

    private final String name;
    private final String title;
    private final int version;
    private final String source;
    private final Map<String, Long> parameters;
    private final Law law;

    Template(String name, String title, int version, String source, Map<String, Long> parameters, Law law) {
        this.name = name;
        this.title = title;
        this.version = version;
        this.source = source;
        this.parameters = Map.copyOf(parameters);
        this.law = law;
    }

    /** What a user types, for example {@code rail-k64}. */
    public String name() {
        return name;
    }

    /** One line for a list. */
    public String title() {
        return title;
    }

    public int version() {
        return version;
    }

    /** Where the law was published. */
    public String source() {
        return source;
    }

    /** The parameters that a request may set, with their defaults. */
    public Map<String, Long> parameters() {
        return parameters;
    }

    Law law() {
        return law;
    }

    @Override
    public String toString() {
        return name + " v" + version;
    }
}
