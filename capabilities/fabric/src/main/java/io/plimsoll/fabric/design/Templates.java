/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.fabric.design;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The templates that come with Plimsoll, and the door for an operator's own. */
public final class Templates {

    private static final List<String> SHIPPED = List.of("rail-k64", "b300-spectrum-x", "b300-xdr", "gb200-nvl72");

    private Templates() {}

    /** All shipped templates, most used first. */
    public static List<Template> shipped() {
        List<Template> all = new ArrayList<>();
        for (String name : SHIPPED) {
            all.add(load(name));
        }
        return all;
    }

    /** The shipped template of that name. */
    public static Optional<Template> find(String name) {
        return SHIPPED.contains(name) ? Optional.of(load(name)) : Optional.empty();
    }

    /** The text of a shipped template, to start an own one from. */
    public static Optional<String> text(String name) {
        if (!SHIPPED.contains(name)) {
            return Optional.empty();
        }
        try (InputStream in = open(name)) {
            return Optional.of(new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads a template.
     *
     * @param source the file as the user named it
     * @throws io.plimsoll.model.BadInputException names every line that is wrong
     */
    public static Template read(InputStream in, String source) {
        return new TemplateReader(source).read(in);
    }

    private static Template load(String name) {
        try (InputStream in = open(name)) {
            return read(in, name + ".yaml");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InputStream open(String name) {
        InputStream in = Templates.class.getResourceAsStream("/io/plimsoll/fabric/templates/" + name + ".yaml");
        if (in == null) {
            throw new IllegalStateException("the template " + name + " is missing from the build");
        }
        return in;
    }
}
