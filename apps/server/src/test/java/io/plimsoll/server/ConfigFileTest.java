/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.plimsoll.model.BadInputException;
import io.plimsoll.model.InputProblem;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ConfigFileTest {

    private static final ServerConfig DEFAULTS = ServerConfig.of(Path.of("data"));

    @Test
    void theDefaultsAreThese() {
        assertThat(DEFAULTS)
                .isEqualTo(new ServerConfig(
                        Path.of("data"),
                        "127.0.0.1",
                        7460,
                        Optional.empty(),
                        false,
                        Duration.ofHours(12),
                        64L << 20,
                        256L << 20,
                        Duration.ofSeconds(30)));
    }

    @Test
    void aFileChangesWhatItNames() {
        ServerConfig config =
                ConfigFile.apply(DEFAULTS, "# ours\nhttp.port = 80\nsession.length=PT1H\n", "plimsoll.conf");
        assertThat(config.port()).isEqualTo(80);
        assertThat(config.session()).isEqualTo(Duration.ofHours(1));
        assertThat(config.host()).isEqualTo("127.0.0.1");
    }

    @Test
    void everyWrongLineIsToldAndStopsTheStart() {
        BadInputException bad = catchThrowableOfType(
                BadInputException.class,
                () -> ConfigFile.apply(DEFAULTS, "http.prot=1\nhttp.port=x\n\nsession.length=P400D\n", "c"));
        assertThat(bad.problems().stream().map(InputProblem::line)).containsExactly(1L, 2L, 4L);
        assertThat(bad.problems().getFirst().maybe()).isEqualTo("'http.port' was meant");
    }
}
