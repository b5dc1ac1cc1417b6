/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.oncall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plimsoll.oncall.vault.ChatGuard;
import io.plimsoll.oncall.vault.ContactKind;
import io.plimsoll.oncall.vault.ContactVault;
import io.plimsoll.oncall.vault.VaultStore;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VaultTest {

    private static final class InMemory implements VaultStore {
        final Map<String, byte[]> keys = new HashMap<>();
        final List<Row> rows = new ArrayList<>();

        @Override
        public Optional<byte[]> key(String person) {
            return Optional.ofNullable(keys.get(person));
        }

        @Override
        public void keepKey(String person, byte[] wrapped) {
            keys.putIfAbsent(person, wrapped);
        }

        @Override
        public void destroy(String person) {
            keys.remove(person);
        }

        @Override
        public void add(Row row) {
            rows.add(row);
        }

        @Override
        public void remove(String handle) {
            rows.removeIf(r -> r.handle().equals(handle));
        }

        @Override
        public Optional<Row> find(String handle) {
            return rows.stream().filter(r -> r.handle().equals(handle)).findFirst();
        }

        @Override
        public List<Row> of(String person) {
            return rows.stream().filter(r -> r.person().equals(person)).toList();
        }
    }

    private static final class Reversed implements ContactVault.KeyWrap {
        @Override
        public byte[] wrap(byte[] key, String name) {
            byte[] out = key.clone();
            for (int i = 0; i < out.length; i++) {
                out[i] ^= (byte) (i + name.hashCode());
            }
            return out;
        }

        @Override
        public byte[] unwrap(byte[] wrapped, String name) {
            return wrap(wrapped, name);
        }
    }

    private final InMemory store = new InMemory();
    private final Random random = new Random(7);
    private final ContactVault vault = new ContactVault(store, new Reversed(), n -> {
        byte[] out = new byte[n];
        random.nextBytes(out);
        return out;
    });

    private String add(String person, String value) {
        return vault.add(person, ContactKind.SMS, "mine", value, Instant.EPOCH);
    }

    @Test
    void aValueLiesSealedAndOpensOnlyForSending() {
        String handle = add("anna", "00 47 (900) 12-345");
        assertThat(new String(store.rows.getFirst().sealed(), StandardCharsets.ISO_8859_1))
                .doesNotContain("90012345");
        assertThat(vault.open(handle).orElseThrow().expose()).isEqualTo("+4790012345");
        assertThat(vault.open(handle).orElseThrow()).hasToString("«contact»");
        assertThat(handle).matches("ch_[0-9a-f]{32}");
    }

    @Test
    void rowsCannotBeExchangedBetweenPeople() {
        add("anna", "+4790012345");
        add("bo", "+4790012346");
        VaultStore.Row a = store.rows.get(0);
        VaultStore.Row b = store.rows.get(1);
        store.rows.set(1, new VaultStore.Row(b.handle(), b.person(), b.kind(), b.label(), a.sealed(), b.addedAt()));
        assertThatThrownBy(() -> vault.open(b.handle()))
                .hasMessageNotContaining("900")
                .hasMessageContaining("cannot be opened");
    }

    @Test
    void aDestroyedKeyLeavesTheSealedRowsUnreadableForEver() {
        String handle = add("anna", "+4790012345");
        VaultStore.Row backup = store.rows.getFirst();
        vault.erase("anna");
        assertThat(vault.open(handle)).isEmpty();
        add("anna", "+4790012346");
        store.rows.add(0, backup);
        assertThatThrownBy(() -> vault.open(handle)).isInstanceOf(IllegalStateException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "+4790012345",
                "004790012345",
                "+47 900 12 345",
                "(+47) 900-12-345",
                "900 12 345",
                "tel:+47-900-12-345",
                "+47\u00a0900\u201112\u2011345",
                "anna.berg@example.org"
            })
    void theChatGuardTakesOutEverySpelling(String number) {
        ChatGuard.Redacted r = ChatGuard.redact("call me on " + number + ", now");
        assertThat(r.text()).matches("call me on \\[(number|address) removed], now");
        assertThat(r.found()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "node r07-n03 at 10.20.30.40 since 2026-11-23T18:04:11Z",
                "2026-11-23 18:04 XID 79",
                "rack 12, 72 GPUs, 1.36 t",
                "SN-1652923000123"
            })
    void theChatGuardLeavesWhatIsNoNumber(String text) {
        assertThat(ChatGuard.redact(text).text()).isEqualTo(text);
    }

    @Test
    void whatIsWrongWithAValueIsToldWithoutTheValue() {
        assertThat(ContactVault.wrong(ContactKind.SMS, "90012345"))
                .hasValueSatisfying(w -> assertThat(w).doesNotContain("900"));
        assertThat(ContactVault.wrong(ContactKind.SMS, "+47 900 12 345")).isEmpty();
        assertThat(ContactVault.wrong(ContactKind.MAIL, "anna@")).isPresent();
    }
}
