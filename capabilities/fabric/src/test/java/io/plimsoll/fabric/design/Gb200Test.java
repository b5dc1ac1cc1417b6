/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.fabric.design;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.fabric.FabricPlan;
import io.plimsoll.fabric.PlannedCable;
import io.plimsoll.testkit.SharedData;
import java.io.IOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The GB200 template held against a production dump of such a scalable unit (NVIDIA/topograph, Apache-2.0). */
class Gb200Test {

    private static final Pattern SWITCH = Pattern.compile("Switch\\s.*\"MF0;([^:]+):.*");
    private static final Pattern PORT = Pattern.compile("\\[(\\d+)]\\s+\"([SH])-[^\"]*\"\\[(\\d+)].*# \"([^\"]*)\".*");

    @Test
    void namesAndPortsAreThoseOfTheRealUnit() throws IOException {
        FabricPlan plan = FabricDesigner.design(Templates.find("gb200-nvl72").orElseThrow(), DesignRequest.of(576));
        Map<String, String> peers = new HashMap<>();
        for (PlannedCable cable : plan.cables()) {
            peers.put(cable.b().toString(), cable.a().toString());
            peers.put(cable.a().toString(), cable.b().toString());
        }

        int agreed = 0;
        int told = 0;
        String at = "";
        for (String line : Files.readAllLines(SharedData.require("fabric/gb200-su.ibnetdiscover"))) {
            Matcher header = SWITCH.matcher(line);
            Matcher port = PORT.matcher(line);
            if (header.matches()) {
                at = header.group(1);
            } else if (line.startsWith("Ca")) {
                at = "";
            } else if (!at.isEmpty() && port.matches()) {
                String seen = seen(port);
                if (!seen.isEmpty()) {
                    told++;
                    agreed += seen.equals(peers.get(at + ":" + port.group(1))) ? 1 : 0;
                }
            }
        }

        // the rest are the real faults of that unit: swapped twin legs, rotated trays, moved ends
        assertThat(told).isGreaterThan(1_500);
        assertThat((double) agreed / told).isGreaterThan(0.97);
    }

    /** Who the dump says is at the far end; empty where it does not say a name. */
    private static String seen(Matcher port) {
        String name = port.group(4);
        if (port.group(2).equals("S")) {
            return name.replaceFirst("^MF0;", "").replaceFirst(":.*", "") + ":" + port.group(3);
        }
        Matcher host = Pattern.compile("(\\S+-c\\d\\d|\\S+CUFM-\\d\\d) (HCA-|mlx5_)(\\d)")
                .matcher(name);
        if (!host.matches()) {
            return "";
        }
        int number = Integer.parseInt(host.group(3));
        boolean ufm = host.group(1).contains("CUFM");
        return host.group(1) + ":"
                + (ufm ? "mlx5_" + number : "HCA-" + (host.group(2).equals("mlx5_") ? number + 1 : number));
    }
}
