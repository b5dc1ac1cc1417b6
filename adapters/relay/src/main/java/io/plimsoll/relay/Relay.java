/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.relay;

import io.plimsoll.oncall.vault.Contact;
import io.plimsoll.oncall.vault.ContactKind;
import io.plimsoll.oncall.vault.VaultStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

/** Sends one message to one person: the ways in their order, until one works. */
public final class Relay implements AutoCloseable {

    /** Opens a contact, and puts that on the record first: a port. */
    @FunctionalInterface
    public interface Opener {
        Optional<Contact> open(VaultStore.Row row);
    }

    /**
     * @param sent whether one way worked
     * @param retry whether another attempt may help
     * @param kind the way that worked; empty if none did
     * @param way the handle of the contact that it went to; empty if none did
     * @param says what the next station calls it, or why not
     */
    public record Outcome(boolean sent, boolean retry, String kind, String way, String says) {}

    /** What the libraries say of a conversation at their finest levels names its receiver, so they say nothing, whatever is configured. */
    private static final List<Logger> SILENT = Stream.of(
                    "org.eclipse.angus.mail", "com.sun.mail", "jakarta.mail", "org.jsmpp")
            .map(Logger::getLogger)
            .toList();

    static {
        SILENT.forEach(l -> l.setLevel(Level.OFF));
    }

    private final Map<ContactKind, Channel> channels;

    public Relay(Map<ContactKind, Channel> channels) {
        this.channels = Map.copyOf(channels);
    }

    public boolean has(ContactKind kind) {
        return channels.containsKey(kind);
    }

    /** Receipts of every way that gives them. */
    public void listen(Receipt.Keeper keeper) {
        channels.values().forEach(c -> c.listen(keeper));
    }

    @Override
    public void close() {
        channels.values().forEach(Channel::close);
    }

    public Outcome send(List<VaultStore.Row> ways, Message message, Opener opener) {
        List<String> failed = new ArrayList<>();
        boolean retry = false;
        for (VaultStore.Row way : ways) {
            Channel channel = channels.get(way.kind());
            if (channel == null) {
                failed.add(way.kind() + ": no provider is set up");
                continue;
            }
            Optional<Contact> contact = opener.open(way);
            if (contact.isEmpty()) {
                continue;
            }
            try {
                return new Outcome(true, false, way.kind().name(), way.handle(), channel.send(contact.get(), message));
            } catch (SendFailedException e) {
                failed.add(way.kind() + ": " + e.getMessage());
                retry |= !e.lasting();
            }
        }
        return new Outcome(
                false, retry, "", "", failed.isEmpty() ? "no contact in the vault" : String.join("; ", failed));
    }
}
