/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.server.identity;

import io.plimsoll.server.api.Permission;
import io.plimsoll.server.api.Role;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which role has which permission: the table {@code roles.csv}, read and checked at start. */
public final class RoleTable {

    private final Map<Permission, Set<Role>> table;

    private RoleTable(Map<Permission, Set<Role>> table) {
        this.table = table;
    }

    /** The table that is shipped. */
    public static RoleTable shipped() {
        try (InputStream in = RoleTable.class.getResourceAsStream("/io/plimsoll/server/roles.csv")) {
            if (in == null) {
                throw new IllegalStateException("roles.csv is not in the jar");
            }
            return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @throws IllegalArgumentException if a permission has no row, or a cell is neither x nor empty */
    static RoleTable parse(String csv) {
        List<String> lines =
                csv.lines().filter(l -> !l.isBlank() && !l.startsWith("#")).toList();
        String[] head = lines.getFirst().split(",", -1);
        Map<Permission, Set<Role>> table = new EnumMap<>(Permission.class);
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split(",", -1);
            if (cells.length != head.length) {
                throw new IllegalArgumentException("roles.csv: '" + line + "' has not " + head.length + " cells");
            }
            Set<Role> roles = EnumSet.noneOf(Role.class);
            for (int i = 1; i < cells.length; i++) {
                if (cells[i].equals("x")) {
                    roles.add(Role.valueOf(head[i]));
                } else if (!cells[i].isEmpty()) {
                    throw new IllegalArgumentException("roles.csv: '" + cells[i] + "' is neither x nor empty");
                }
            }
            table.put(Permission.valueOf(cells[0]), roles);
        }
        for (Permission permission : Permission.values()) {
            if (permission != Permission.PUBLIC
                    && permission != Permission.SIGNED_IN
                    && !table.containsKey(permission)) {
                throw new IllegalArgumentException("roles.csv has no row for " + permission);
            }
        }
        return new RoleTable(table);
    }

    public boolean allows(Collection<Role> roles, Permission permission) {
        return switch (permission) {
            case PUBLIC, SIGNED_IN -> true;
            case VIEW,
                    METRICS,
                    RECEIVE,
                    REPAIR,
                    STOCK,
                    PLAN,
                    OBSERVE,
                    PAGE,
                    BLOCK,
                    TEST,
                    WAIVE,
                    CRITERIA,
                    PROMISE,
                    AUDIT,
                    ADMINISTER ->
                table.getOrDefault(permission, Set.of()).stream().anyMatch(roles::contains);
        };
    }
}
