/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { isOnline, pulseNow, readAll, refresh, startLive, stopLive, subscribe } from "../../src/api/live";

/** Stands in for the browser's stream of events: a test decides what arrives. */
class FakeSource extends EventTarget {
  static readonly CLOSED = 2;
  static opened: FakeSource[] = [];
  readyState = 1;
  constructor(readonly url: string) {
    super();
    FakeSource.opened.push(this);
  }
  close(): void {
    this.readyState = FakeSource.CLOSED;
  }
  say(type: string): void {
    this.dispatchEvent(new Event(type));
  }
}

describe("the stream of changes", () => {
  let hour = 0;
  beforeEach(() => {
    // Each test an hour later than the last: the module remembers when it last asked.
    vi.useFakeTimers({ now: Date.UTC(2026, 10, 20, ++hour) });
    vi.stubGlobal("EventSource", FakeSource);
    FakeSource.opened = [];
    startLive();
  });
  afterEach(() => {
    stopLive();
    vi.runAllTimers();
    vi.unstubAllGlobals();
    vi.useRealTimers();
  });
  const stream = () => FakeSource.opened.at(-1)!;
  const wait = (ms: number) => vi.advanceTimersByTime(ms);

  it("makes pages ask once for many changes, at most every two seconds", () => {
    stream().say("open");
    wait(10);
    const before = pulseNow();
    for (let i = 0; i < 50; i++) {
      stream().say("change");
      wait(100);
    }
    wait(2_000);
    expect(pulseNow() - before).toBeGreaterThanOrEqual(2);
    expect(pulseNow() - before).toBeLessThanOrEqual(4);
  });
  it("does not ask again for a heartbeat, which is a comment in the stream and no event", () => {
    stream().say("open");
    wait(3_000);
    const before = pulseNow();
    stream().say("message");
    wait(60_000);
    expect(pulseNow()).toBe(before);
  });
  it("says that it is not live while the stream is broken, and asks again for what was missed when it is back", () => {
    stream().say("open");
    wait(3_000);
    const before = pulseNow();
    let told = 0;
    const leave = subscribe(() => told++);
    stream().readyState = 0;
    stream().say("error");
    expect([isOnline(), told, FakeSource.opened.length]).toEqual([false, 1, 1]);
    stream().readyState = 1;
    stream().say("open");
    wait(3_000);
    expect([isOnline(), pulseNow() - before]).toEqual([true, 1]);
    leave();
  });
  it("asks for the stream again when the server refused it, which the browser does not do by itself", () => {
    stream().close();
    stream().say("error");
    wait(9_000);
    expect(FakeSource.opened).toHaveLength(1);
    wait(2_000);
    expect(FakeSource.opened).toHaveLength(2);
    stream().say("open");
    expect(isOnline()).toBe(true);
  });
  it("a refused stream is not asked for again after signing out", () => {
    stream().close();
    stream().say("error");
    stopLive();
    wait(60_000);
    expect(FakeSource.opened).toHaveLength(1);
  });
  it("a write makes pages ask at once", () => {
    wait(3_000);
    const before = pulseNow();
    refresh();
    wait(1);
    expect(pulseNow()).toBe(before + 1);
  });
});

describe("a list of many pages", () => {
  let asked: string[] = [];
  /** A server with so many items, so many a page. */
  function serve(items: number, perPage: number, next = (from: number): string | null => (from < items ? String(from) : null)): void {
    asked = [];
    vi.stubGlobal("fetch", async (path: string) => {
      asked.push(path);
      const from = Number(new URL(path, "http://x").searchParams.get("cursor") ?? 0);
      const to = Math.min(items, from + perPage);
      return new Response(JSON.stringify({ items: Array.from({ length: to - from }, (_, i) => from + i), next: next(to) }), { headers: { "content-type": "application/json" } });
    });
  }
  afterEach(() => vi.unstubAllGlobals());

  it("is read whole, each page once and in order", async () => {
    serve(1_250, 500);
    expect(await readAll<number>("/api/x?state=CABLED")).toEqual(Array.from({ length: 1_250 }, (_, i) => i));
    expect(asked).toEqual(["/api/x?state=CABLED&limit=500", "/api/x?state=CABLED&cursor=500&limit=500", "/api/x?state=CABLED&cursor=1000&limit=500"]);
  });
  it("is cut at its limit and not read further", async () => {
    serve(10_000, 500);
    expect(await readAll<number>("/api/x", 700)).toHaveLength(700);
    expect(asked).toHaveLength(2);
  });
  it("that is empty is one question", async () => {
    serve(0, 500);
    expect(await readAll<number>("/api/x")).toEqual([]);
    expect(asked).toHaveLength(1);
  });
  it("whose cursor does not move is refused instead of read for ever", async () => {
    serve(10_000, 500, () => "500");
    await expect(readAll<number>("/api/x")).rejects.toThrow("the same page twice");
  });
});
