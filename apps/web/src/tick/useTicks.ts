/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import { useCallback, useEffect, useRef, useState, useSyncExternalStore } from "react";
import { ApiError, enc, put } from "../api/client";
import { refresh } from "../api/live";
import { afterSync, bodyOf, enqueue, outcomeOf, type Sent, sync, type Tick } from "./queue";

const KEY = "plimsoll.ticks";
const RETRY_MS = 15_000;
const listeners = new Set<() => void>();
let queue: Tick[] = read();

function read(): Tick[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? "[]");
    return Array.isArray(kept) ? (kept as Tick[]) : [];
  } catch {
    return [];
  }
}

function write(next: Tick[]): void {
  queue = next;
  localStorage.setItem(KEY, JSON.stringify(queue));
  for (const listener of listeners) listener();
}
window.addEventListener("storage", (e) => {
  if (e.key !== KEY) return;
  queue = read();
  for (const listener of listeners) listener();
});

async function send(tick: Tick): Promise<Sent> {
  try {
    await put(`/api/sites/${enc(tick.site)}/repair-orders/${enc(tick.order)}/moves/${tick.move}`, bodyOf(tick, Date.now()));
    return "sent";
  } catch (error) {
    return error instanceof ApiError ? outcomeOf(error.status, error.message) : "later";
  }
}

/** The ticks of this phone: kept on it until the server has them. */
export function useTicks() {
  const ticks = useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => queue,
  );
  const [refused, setRefused] = useState<{ tick: Tick; why: string }[]>([]);
  const [reached, setReached] = useState(navigator.onLine);
  const busy = useRef(false);
  const flush = useCallback(async () => {
    if (busy.current || queue.length === 0) return;
    busy.current = true;
    try {
      const before = queue;
      const done = await sync(before, send);
      write(afterSync(queue, before, done));
      setReached(done.left.length === 0 || done.signIn);
      if (done.refused.length > 0) setRefused((old) => [...old, ...done.refused]);
      if (done.sent > 0) refresh();
    } finally {
      busy.current = false;
    }
  }, []);
  useEffect(() => {
    const on = () => {
      setReached(true);
      void flush();
    };
    const off = () => setReached(false);
    window.addEventListener("online", on);
    window.addEventListener("offline", off);
    const timer = setInterval(() => void flush(), RETRY_MS);
    void flush();
    return () => {
      window.removeEventListener("online", on);
      window.removeEventListener("offline", off);
      clearInterval(timer);
    };
  }, [flush]);
  const add = useCallback((tick: Omit<Tick, "clientId" | "at">) => {
    write(enqueue(queue, { ...tick, clientId: newId(), at: Date.now() }));
    void flush();
  }, [flush]);
  return { ticks, reached, refused, forget: () => setRefused([]), add, flush };
}

/** `crypto.randomUUID` is only there on https and localhost; phones in a hall may use neither. */
function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((b) => b.toString(16).padStart(2, "0")).join("");
}
