/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.server.oncall;

import io.plimsoll.model.InputProblem;
import io.plimsoll.oncall.vault.ChatGuard;
import io.plimsoll.oncall.vault.ContactVault;
import io.plimsoll.oncall.vault.VaultStore;
import io.plimsoll.postgres.Database;
import io.plimsoll.postgres.JournalQuery;
import io.plimsoll.postgres.Stamp;
import io.plimsoll.relay.Relay;
import io.plimsoll.server.api.OnCallApi;
import io.plimsoll.server.api.OnCallApi.ContactView;
import io.plimsoll.server.http.Call;
import io.plimsoll.server.http.Json;
import io.plimsoll.server.http.Problem;
import io.plimsoll.server.http.Router;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Contacts: given once, never shown, erased by destroying a key. No answer and no error holds a value. */
public final class ContactHandlers {

    private static final int CONTACTS_MAX = 10;
    private static final int LABEL_MAX = 60;
    private static final int USES = 100;

    private final Database record;
    private final ContactVault vault;
    private final Relay relay;

    public ContactHandlers(Database record, ContactVault vault, Relay relay) {
        this.record = record;
        this.vault = vault;
        this.relay = relay;
    }

    public void bind(Router router) {
        router.on(OnCallApi.CONTACTS, call -> mine(call.actor().name()));
        router.on(OnCallApi.ADD_CONTACT, this::add);
        router.on(OnCallApi.ERASE_MINE, call -> {
            erase(call, call.actor().name());
            return mine(call.actor().name());
        });
        router.on(OnCallApi.ERASE, call -> {
            String user = call.path("user");
            if (record.users().find(user).isEmpty()) {
                throw Problem.notFound("user " + user);
            }
            erase(call, user);
            return new OnCallApi.Answered("the contacts of " + user + " cannot be read any more");
        });
    }

    private OnCallApi.Contacts mine(String person) {
        return new OnCallApi.Contacts(
                vault.of(person).stream().map(this::view).toList(),
                record.journal().list(new JournalQuery("", person, "contact.used", 0, USES)).stream()
                        .map(r -> {
                            JsonNode p = Json.MAPPER.readTree(r.payload());
                            return new OnCallApi.Use(
                                    r.effectiveAt(),
                                    p.path("handle").asString(""),
                                    p.path("purpose").asString(""),
                                    r.seq());
                        })
                        .toList());
    }

    private ContactView view(VaultStore.Row row) {
        return new ContactView(row.handle(), row.kind(), row.label(), row.addedAt(), relay.has(row.kind()));
    }

    private ContactView add(Call<OnCallApi.NewContact> call) {
        OnCallApi.NewContact input = call.input();
        Optional<String> wrong = ContactVault.wrong(input.kind(), input.value());
        if (wrong.isPresent()) {
            throw Problem.badInput(new InputProblem("body /value", 0, "something else", wrong.get()));
        }
        String label = input.label().strip();
        if (label.isEmpty()
                || label.length() > LABEL_MAX
                || ChatGuard.redact(label).found() > 0
                || label.contains(input.value())) {
            throw Problem.badInput(new InputProblem(
                    "body /label", 0, "something else", "a short name such as 'my phone', without the number"));
        }
        String person = call.actor().name();
        if (vault.of(person).size() >= CONTACTS_MAX) {
            throw Problem.conflict("There are " + CONTACTS_MAX + " contacts already: erase them first.");
        }
        String handle = vault.add(person, input.kind(), label, input.value(), call.now());
        journal(
                call,
                "contact.added",
                person,
                Map.of("handle", handle, "kind", input.kind().name()));
        return vault.of(person).stream()
                .filter(r -> r.handle().equals(handle))
                .map(this::view)
                .findFirst()
                .orElseThrow(() -> Problem.conflict("The contacts were erased at the same time."));
    }

    private void erase(Call<?> call, String person) {
        int had = vault.of(person).size();
        vault.erase(person);
        journal(call, "contact.erased", person, Map.of("contacts", had));
    }

    private void journal(Call<?> call, String kind, String person, Map<String, Object> payload) {
        record.journal()
                .append(
                        new Stamp(call.actor().name(), call.now()),
                        kind,
                        "",
                        person,
                        Json.MAPPER.writeValueAsString(payload));
    }
}
