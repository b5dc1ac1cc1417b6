/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.server.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plimsoll.server.api.Permission;
import io.plimsoll.server.api.Role;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class RoleTableTest {

    private final RoleTable roles = RoleTable.shipped();

    @Test
    void anAdminMayDoEverything() {
        assertThat(Permission.values()).allMatch(p -> roles.allows(List.of(Role.ADMIN), p));
    }

    @Test
    void aTenantSeesNothingButItself() {
        assertThat(Arrays.stream(Permission.values()).filter(p -> roles.allows(List.of(Role.TENANT), p)))
                .containsExactly(Permission.PUBLIC, Permission.SIGNED_IN);
    }

    @Test
    void anAuditorAndAViewerChangeNothing() {
        for (Role role : List.of(Role.AUDITOR, Role.VIEWER)) {
            assertThat(Arrays.stream(Permission.values()).filter(p -> roles.allows(List.of(role), p)))
                    .doesNotContain(
                            Permission.RECEIVE,
                            Permission.REPAIR,
                            Permission.PLAN,
                            Permission.OBSERVE,
                            Permission.TEST,
                            Permission.WAIVE,
                            Permission.ADMINISTER);
        }
    }

    @Test
    void aTableThatLeavesAPermissionOutIsRefused() {
        assertThatThrownBy(() -> RoleTable.parse("permission,ADMIN\nVIEW,x\n")).hasMessageContaining("no row for");
    }
}
