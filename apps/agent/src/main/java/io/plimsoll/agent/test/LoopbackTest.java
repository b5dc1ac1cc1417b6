/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.agent.test;

import io.plimsoll.acceptance.Measurement;
import io.plimsoll.acceptance.read.TestLog;
import io.plimsoll.model.Verdict;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Sends a stream of known numbers through TCP on 127.0.0.1 and compares every byte at the far end. The rate includes making
 * and comparing the bytes.
 */
final class LoopbackTest implements HostTest {

    private static final int BLOCK = 1 << 18;
    private static final int TIMEOUT_MILLIS = 10_000;

    /** What the receiver saw. */
    private record Received(long bytes, long corrupt) {}

    @Override
    public Ran run(TestContext context) throws IOException, InterruptedException {
        InetAddress here = InetAddress.getByAddress("localhost", new byte[] {127, 0, 0, 1});
        try (ServerSocket server = new ServerSocket(0, 1, here)) {
            server.setSoTimeout(TIMEOUT_MILLIS);
            FutureTask<Received> receiver = new FutureTask<>(() -> receive(server));
            Thread.ofPlatform().daemon().name("loopback-receiver").start(receiver);
            long start = System.nanoTime();
            long sent =
                    send(here, server.getLocalPort(), start + context.duration().toNanos());
            Received received = receiver.get();
            double seconds = (System.nanoTime() - start) / 1e9;
            return log(context, sent, received, seconds);
        } catch (ExecutionException e) {
            return new Ran.Broke(context.tool(), "", "the receiver failed: " + e.getCause());
        }
    }

    private static Ran log(TestContext context, long sent, Received received, double seconds) {
        TestLog log = new TestLog(context.test(), context.tool());
        log.note("TCP from 127.0.0.1 to itself, every byte compared; the rate includes making and comparing them");
        long missing = Math.abs(sent - received.bytes());
        boolean right = received.corrupt() == 0 && missing == 0 && sent > 0;
        log.measure("loopback_corrupt_bytes", (double) received.corrupt(), "count", Measurement.NODE);
        log.measure("loopback_missing_bytes", (double) missing, "count", Measurement.NODE);
        log.measure("loopback_bytes", (double) received.bytes(), "B", Measurement.NODE);
        log.measure("loopback_bandwidth", received.bytes() / seconds / 1e9, "GB/s", Measurement.NODE);
        if (!right) {
            log.error(received.corrupt() + " bytes differ and " + missing + " of " + sent + " are missing");
        }
        log.says(right ? Verdict.PASS : Verdict.FAIL);
        return new Ran.Log(context.tool(), log.end(), right ? 0 : 1);
    }

    private static long send(InetAddress host, int port, long end) throws IOException {
        long sent = 0;
        Numbers numbers = new Numbers();
        try (Socket socket = new Socket(host, port)) {
            OutputStream out = socket.getOutputStream();
            do {
                out.write(numbers.next());
                sent += BLOCK;
            } while (System.nanoTime() < end);
        }
        return sent;
    }

    private static Received receive(ServerSocket server) throws IOException {
        long bytes = 0;
        long corrupt = 0;
        Numbers numbers = new Numbers();
        try (Socket socket = server.accept()) {
            socket.setSoTimeout(TIMEOUT_MILLIS);
            InputStream in = socket.getInputStream();
            byte[] block = new byte[BLOCK];
            for (int n = in.readNBytes(block, 0, BLOCK); n > 0; n = in.readNBytes(block, 0, BLOCK)) {
                byte[] expected = numbers.next();
                if (!Arrays.equals(block, 0, n, expected, 0, n)) {
                    for (int i = 0; i < n; i++) {
                        corrupt += block[i] == expected[i] ? 0 : 1;
                    }
                }
                bytes += n;
            }
        }
        return new Received(bytes, corrupt);
    }

    /** The same numbers at both ends: Marsaglia's xorshift64. */
    private static final class Numbers {
        private final byte[] block = new byte[BLOCK];
        private final ByteBuffer buffer = ByteBuffer.wrap(block);
        private long state = 0x9e3779b97f4a7c15L;

        byte[] next() {
            for (int i = 0; i < BLOCK; i += 8) {
                state ^= state << 13;
                state ^= state >>> 7;
                state ^= state << 17;
                buffer.putLong(i, state);
            }
            return block;
        }
    }
}
