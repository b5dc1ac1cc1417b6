/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.server.campaign;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/** Reads of single nodes, gathered: what many ask for in the same moment is one look at the record, on one connection. */
final class Gathered<V> {

    private static final int AT_ONCE_MAX = 512;

    private record Asked<V>(String node, CompletableFuture<Optional<V>> answer) {}

    private static final class Site<V> {
        private final ReentrantLock looking = new ReentrantLock();
        private final Queue<Asked<V>> asked = new ConcurrentLinkedQueue<>();
    }

    private final BiFunction<String, List<String>, Map<String, V>> look;
    private final Map<String, Site<V>> sites = new ConcurrentHashMap<>();

    /** @param look what a site's record has of these nodes, by name; a node that it does not know is left out */
    Gathered(BiFunction<String, List<String>, Map<String, V>> look) {
        this.look = look;
    }

    /** Never older than the call. */
    Optional<V> of(String site, String node) {
        Site<V> at = sites.computeIfAbsent(site, k -> new Site<>());
        Asked<V> mine = new Asked<>(node, new CompletableFuture<>());
        at.asked.add(mine);
        at.looking.lock();
        try {
            while (!mine.answer.isDone()) {
                answer(site, at);
            }
        } finally {
            at.looking.unlock();
        }
        return mine.answer.join();
    }

    private void answer(String site, Site<V> at) {
        List<Asked<V>> all = new ArrayList<>();
        for (Asked<V> next = at.asked.poll(); next != null; next = at.asked.poll()) {
            all.add(next);
            if (all.size() == AT_ONCE_MAX) {
                break;
            }
        }
        try {
            Map<String, V> found =
                    look.apply(site, all.stream().map(Asked::node).distinct().collect(Collectors.toList()));
            all.forEach(a -> a.answer.complete(Optional.ofNullable(found.get(a.node))));
        } catch (RuntimeException e) {
            all.forEach(a -> a.answer.completeExceptionally(e));
        }
    }
}
