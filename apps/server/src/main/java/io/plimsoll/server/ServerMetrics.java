/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.server;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.plimsoll.server.api.Endpoint;
import io.plimsoll.server.events.EventHub;
import io.plimsoll.server.http.Router;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** What the server tells Prometheus of itself. */
final class ServerMetrics implements Router.Meter, AutoCloseable {

    private record Key(Endpoint<?, ?> endpoint, int status) {}

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Map<Key, Timer> timers = new ConcurrentHashMap<>();
    private final JvmGcMetrics gc = new JvmGcMetrics();

    void watch(EventHub events) {
        new JvmMemoryMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        gc.bindTo(registry);
        Gauge.builder("plimsoll.event.listeners", events, EventHub::listeners).register(registry);
    }

    PrometheusMeterRegistry registry() {
        return registry;
    }

    @Override
    public void answered(Endpoint<?, ?> endpoint, int status, long nanoseconds) {
        timers.computeIfAbsent(
                        new Key(endpoint, status),
                        key -> Timer.builder("plimsoll.http.requests")
                                .tag("method", key.endpoint().method().name())
                                .tag("path", key.endpoint().path())
                                .tag("status", String.valueOf(key.status()))
                                .register(registry))
                .record(nanoseconds, TimeUnit.NANOSECONDS);
    }

    @Override
    public void close() {
        gc.close();
        registry.close();
    }
}
