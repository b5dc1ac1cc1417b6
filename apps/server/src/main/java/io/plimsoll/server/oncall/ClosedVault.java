/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.server.oncall;

import io.plimsoll.oncall.vault.VaultStore;
import io.plimsoll.postgres.Database;
import io.plimsoll.server.http.Problem;
import java.util.List;
import java.util.Optional;

/** The vault of an external database for which no login was given: empty, and it takes nothing in. */
public final class ClosedVault implements VaultStore {

    private static final String WHY = "The contact vault is closed: the server was given no login for it "
            + "(PLIMSOLL_VAULT_DB_URL, docs/how-to/contact-vault.md).";

    private ClosedVault() {}

    /** @throws IllegalStateException if people gave contacts: started like this, the server would page nobody */
    public static VaultStore of(Database record) {
        if (record.pages().contactsKept()) {
            throw new IllegalStateException(
                    "this database keeps contacts, and there is no login to open its vault with"
                            + System.lineSeparator()
                            + "  Maybe set PLIMSOLL_VAULT_DB_URL; how, also after an older version: docs/how-to/contact-vault.md.");
        }
        System.getLogger("io.plimsoll.server.oncall").log(System.Logger.Level.WARNING, WHY);
        return new ClosedVault();
    }

    @Override
    public Optional<byte[]> key(String person) {
        return Optional.empty();
    }

    @Override
    public void keepKey(String person, byte[] wrapped) {
        throw Problem.conflict(WHY);
    }

    @Override
    public void destroy(String person) {}

    @Override
    public void add(Row row) {
        throw Problem.conflict(WHY);
    }

    @Override
    public void remove(String handle) {}

    @Override
    public Optional<Row> find(String handle) {
        return Optional.empty();
    }

    @Override
    public List<Row> of(String person) {
        return List.of();
    }
}
