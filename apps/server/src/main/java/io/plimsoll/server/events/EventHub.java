/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.server.events;

import io.plimsoll.postgres.Journal;
import io.plimsoll.postgres.JournalQuery;
import io.plimsoll.postgres.JournalRow;
import io.plimsoll.server.http.Json;
import io.plimsoll.server.http.Problem;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Sends committed journal rows on as server-sent events. Each listener has one pending {@link Change}, into which rows are
 * folded while it waits: a listener gets a few events a second however much happens, and a slow one costs nothing.
 */
public final class EventHub implements AutoCloseable {

    static final int LISTENERS_MAX = 500;
    private static final Duration APART = Duration.ofMillis(350);
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);
    /** After this the browser comes back with its Last-Event-ID, and is asked again who it is. */
    private static final Duration STREAM_LENGTH = Duration.ofMinutes(15);

    private static final int REPLAY_PAGE = 1_000;
    private static final int REPLAY_PAGES_MAX = 10;

    private final Journal journal;
    private final Set<Listener> listeners = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    public EventHub(Journal journal) {
        this.journal = journal;
        journal.onCommit(this::committed);
    }

    public int listeners() {
        return listeners.size();
    }

    private void committed(List<JournalRow> rows) {
        listeners.forEach(l -> l.add(rows));
    }

    /**
     * Writes events until the browser goes, the hub closes, or the stream is long enough.
     *
     * @param lastEventId the last row that the browser knows; what came after is told first
     */
    public void stream(OutputStream out, OptionalLong lastEventId) throws IOException {
        if (listeners.size() >= LISTENERS_MAX) {
            throw new Problem(503, "too-many-listeners", "Too many open event streams", "", List.of());
        }
        Listener listener = new Listener();
        listeners.add(listener);
        try {
            write(out, "retry: 2000\n: hello\n\n");
            lastEventId.ifPresent(last -> replay(listener, last));
            long end = System.nanoTime() + STREAM_LENGTH.toNanos();
            while (!closed && System.nanoTime() < end) {
                Change change = listener.take(HEARTBEAT);
                write(out, change.rows() == 0 ? ": still here\n\n" : event(change));
                listener.rest(APART);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            // The browser went away: the usual end of a stream.
        } finally {
            listeners.remove(listener);
        }
    }

    private void replay(Listener listener, long last) {
        long before = 0;
        for (int page = 0; page < REPLAY_PAGES_MAX; page++) {
            List<JournalRow> rows = journal.list(new JournalQuery("", "", "", before, REPLAY_PAGE));
            List<JournalRow> missed = rows.stream().filter(r -> r.seq() > last).toList();
            listener.add(missed);
            if (missed.size() < REPLAY_PAGE) {
                return;
            }
            before = rows.getLast().seq();
        }
    }

    private static String event(Change change) {
        Map<String, Object> data = change.asMap();
        return "id: " + change.seq() + "\nevent: change\ndata: " + Json.MAPPER.writeValueAsString(data) + "\n\n";
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    @Override
    public void close() {
        closed = true;
        listeners.forEach(Listener::wake);
    }

    /** One open stream. */
    private final class Listener {
        private Change pending = Change.NONE;

        synchronized void add(List<JournalRow> rows) {
            for (JournalRow row : rows) {
                pending = pending.and(row);
            }
            notifyAll();
        }

        synchronized void wake() {
            notifyAll();
        }

        /** What is pending, or an empty change after the heartbeat's time. */
        synchronized Change take(Duration patience) throws InterruptedException {
            long end = System.nanoTime() + patience.toNanos();
            while (pending.rows() == 0 && !closed) {
                long left = (end - System.nanoTime()) / 1_000_000;
                if (left <= 0) {
                    break;
                }
                wait(left);
            }
            Change taken = pending;
            pending = Change.NONE;
            return taken;
        }

        /** Lets rows gather before the next event. */
        synchronized void rest(Duration span) throws InterruptedException {
            long end = System.nanoTime() + span.toNanos();
            for (long left = span.toMillis(); left > 0 && !closed; left = (end - System.nanoTime()) / 1_000_000) {
                wait(left);
            }
        }
    }
}
