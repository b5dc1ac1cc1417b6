/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.oncall.vault;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Contacts, each sealed with AES-256-GCM under a key of its person, which is wrapped by a key outside the database. The seal covers
 * person, handle and kind, so rows cannot be exchanged. There is no way from a value to a person, and none to read a value back.
 */
public final class ContactVault {

    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final int LENGTH_MAX = 500;
    private static final Pattern MAIL = Pattern.compile("[^\\s@<>,;\"]{1,64}@[^\\s@<>,;\"]{1,250}");
    private static final Pattern NUMBER = Pattern.compile("\\+[1-9][0-9]{6,14}");
    private static final Pattern ADDRESS = Pattern.compile("https?://[^\\s\"<>]{3,480}");

    /** Wraps and unwraps a person's key under one that lies elsewhere: a port. */
    public interface KeyWrap {
        byte[] wrap(byte[] key, String name);

        byte[] unwrap(byte[] wrapped, String name);
    }

    /** Unpredictable bytes, handed in. */
    @FunctionalInterface
    public interface Entropy {
        byte[] bytes(int count);
    }

    private final VaultStore store;
    private final KeyWrap wrap;
    private final Entropy entropy;

    public ContactVault(VaultStore store, KeyWrap wrap, Entropy entropy) {
        this.store = store;
        this.wrap = wrap;
        this.entropy = entropy;
    }

    /**
     * What is wrong with a value, in words that do not repeat it; empty if it is good. Blanks and punctuation of numbers are no matter.
     */
    public static Optional<String> wrong(ContactKind kind, String value) {
        boolean good = value.length() <= LENGTH_MAX
                && switch (kind) {
                    case MAIL -> MAIL.matcher(value.strip()).matches();
                    case SMS -> NUMBER.matcher(plain(value)).matches();
                    case WEBHOOK -> ADDRESS.matcher(value.strip()).matches();
                };
        String expected = switch (kind) {
            case MAIL -> "a mail address";
            case SMS -> "a number with its country, beginning with + or 00";
            case WEBHOOK -> "an address that begins with http:// or https://";
        };
        return good ? Optional.empty() : Optional.of(expected);
    }

    private static String plain(String number) {
        String bare = number.strip().replaceAll("^tel:", "").replaceAll("[\\s().\\-/\u2010-\u2015\u00a0]", "");
        return bare.startsWith("00") ? "+" + bare.substring(2) : bare;
    }

    /** Takes a value in, once. @return its handle, all that anybody ever sees of it */
    public String add(String person, ContactKind kind, String label, String value, Instant at) {
        String handle = "ch_" + HexFormat.of().formatHex(entropy.bytes(16));
        byte[] key = key(person);
        byte[] nonce = entropy.bytes(NONCE_BYTES);
        String text = kind == ContactKind.SMS ? plain(value) : value.strip();
        byte[] sealed = run(
                Cipher.ENCRYPT_MODE, key, nonce, text.getBytes(StandardCharsets.UTF_8), bound(person, handle, kind));
        byte[] out = Arrays.copyOf(nonce, NONCE_BYTES + sealed.length);
        System.arraycopy(sealed, 0, out, NONCE_BYTES, sealed.length);
        store.add(new VaultStore.Row(handle, person, kind, label, out, at));
        return handle;
    }

    /** For the moment of sending; empty if it was erased. Whoever calls this has put it on the record first. */
    public Optional<Contact> open(String handle) {
        return store.find(handle)
                .flatMap(row -> store.key(row.person()).map(wrapped -> {
                    byte[] key = wrap.unwrap(wrapped, name(row.person()));
                    byte[] nonce = Arrays.copyOf(row.sealed(), NONCE_BYTES);
                    byte[] text = run(
                            Cipher.DECRYPT_MODE,
                            key,
                            nonce,
                            Arrays.copyOfRange(row.sealed(), NONCE_BYTES, row.sealed().length),
                            bound(row.person(), row.handle(), row.kind()));
                    return new Contact(row.kind(), new String(text, StandardCharsets.UTF_8));
                }));
    }

    /** A person's contacts without their values, the first given first. */
    public List<VaultStore.Row> of(String person) {
        return store.of(person);
    }

    public void remove(String handle) {
        store.remove(handle);
    }

    /** Destroys the person's key: every contact of theirs is unreadable from now on, also in backups without this key. */
    public void erase(String person) {
        store.destroy(person);
    }

    private byte[] key(String person) {
        if (store.key(person).isEmpty()) {
            store.keepKey(person, wrap.wrap(entropy.bytes(KEY_BYTES), name(person)));
        }
        return wrap.unwrap(store.key(person).orElseThrow(), name(person));
    }

    private static String name(String person) {
        return "vault:" + person;
    }

    private static String bound(String person, String handle, ContactKind kind) {
        return person.length() + ":" + person + "|" + handle + "|" + kind;
    }

    private static byte[] run(int mode, byte[] key, byte[] nonce, byte[] input, String bound) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(bound.getBytes(StandardCharsets.UTF_8));
            return cipher.doFinal(input);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a contact cannot be opened: it was changed, or belongs to another key", e);
        }
    }
}
