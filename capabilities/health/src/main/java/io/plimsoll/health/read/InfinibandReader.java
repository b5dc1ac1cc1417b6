/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.health.read;

import io.plimsoll.health.Severity;
import io.plimsoll.health.Signal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The tree {@code /sys/class/infiniband} of a node, as a zip or a folder: the state of each port and its error counters. A
 * counter is no fault, its growth may be one; what says a fault by itself is a port that is down.
 */
final class InfinibandReader {

    static final String FORMAT = "infiniband";

    private static final Pattern PORT = Pattern.compile(
            "(?:^|/)([A-Za-z][A-Za-z0-9_-]{0,63})/ports/(\\d{1,3})/(state|phys_state|rate|link_layer|(?:hw_)?counters/([A-Za-z0-9_]{1,64}))$");

    /** Errors by the sysfs ABI of the kernel and the vendor's list; the others count traffic. */
    private static final Set<String> ERRORS = Set.of(
            "symbol_error",
            "link_error_recovery",
            "link_downed",
            "port_rcv_errors",
            "port_rcv_remote_physical_errors",
            "port_rcv_switch_relay_errors",
            "port_xmit_discards",
            "port_xmit_constraint_errors",
            "port_rcv_constraint_errors",
            "local_link_integrity_errors",
            "excessive_buffer_overrun_errors",
            "VL15_dropped",
            "port_xmit_wait",
            "out_of_sequence",
            "packet_seq_err",
            "local_ack_timeout_err",
            "rnr_nak_retry_err",
            "roce_slow_restart",
            "roce_slow_restart_cnps",
            "rx_icrc_encapsulated",
            "out_of_buffer",
            "implied_nak_seq_err",
            "duplicate_request",
            "req_cqe_error",
            "resp_cqe_error",
            "req_remote_access_errors",
            "resp_remote_access_errors",
            "req_remote_invalid_request",
            "resp_local_length_error",
            "np_cnp_sent",
            "rp_cnp_handled");

    private final SignalSink sink;
    private final Map<String, Map<String, String>> ports = new TreeMap<>();

    InfinibandReader(SignalSink sink) {
        this.sink = sink;
    }

    static boolean concerns(String path) {
        return PORT.matcher(path).find();
    }

    void file(TreeFile file) {
        Matcher m = PORT.matcher(file.path());
        if (m.find()) {
            sink.looked(1);
            String key = m.group(4) == null ? m.group(3) : m.group(4);
            ports.computeIfAbsent(m.group(1) + "/" + m.group(2), p -> new TreeMap<>())
                    .put(key, file.text().strip());
        }
    }

    void end() {
        long active = ports.values().stream().filter(InfinibandReader::up).count();
        ports.forEach((port, values) -> {
            state(port, values);
            values.forEach((counter, value) -> counter(port, counter, value, values));
        });
        if (active > 0 && active < ports.size()) {
            sink.warn(0, active + " of " + ports.size() + " ports are active: the others may be dark or uncabled");
        }
        if (ports.isEmpty()) {
            sink.warn(0, "no port of an InfiniBand device in it");
        }
    }

    private static boolean up(Map<String, String> values) {
        return values.getOrDefault("state", "").contains("ACTIVE");
    }

    private void state(String port, Map<String, String> values) {
        String state = values.getOrDefault("state", "");
        String physical = values.getOrDefault("phys_state", "");
        boolean disabled = physical.contains("Disabled");
        boolean up = up(values) && !disabled;
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put("state", state);
        attributes.put("physState", physical);
        attributes.put("rate", values.getOrDefault("rate", ""));
        attributes.put("linkLayer", values.getOrDefault("link_layer", ""));
        if (state.isEmpty()) {
            sink.warn(0, port + ": no state");
        }
        sink.add(
                0,
                new Signal(
                        sink.options().received(),
                        "",
                        port,
                        "infiniband",
                        up ? "PORT_ACTIVE" : "PORT_DOWN",
                        word(state, physical),
                        up || state.isEmpty() ? Severity.INFO : Severity.FATAL,
                        up || state.isEmpty() ? "NONE" : "CHECK_CABLE",
                        port + " state " + state + ", phys_state " + physical,
                        attributes));
    }

    /** {@code 4: ACTIVE} and {@code 5: LinkUp} without their numbers. */
    private static String word(String state, String physical) {
        return (state.substring(state.indexOf(':') + 1).strip() + " "
                        + physical.substring(physical.indexOf(':') + 1).strip())
                .strip();
    }

    private void counter(String port, String counter, String value, Map<String, String> values) {
        if (!ERRORS.contains(counter)) {
            return;
        }
        if (!value.matches("\\d{1,20}")) {
            sink.warn(0, port + " " + counter + ": no counter: " + KernelMessages.shortened(value));
            return;
        }
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put("value", value);
        attributes.put("rate", values.getOrDefault("rate", ""));
        sink.add(
                0,
                new Signal(
                        sink.options().received(),
                        "",
                        port,
                        "infiniband",
                        counter,
                        counter,
                        Severity.INFO,
                        "NONE",
                        counter + " " + value,
                        attributes));
    }
}
