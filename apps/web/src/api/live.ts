/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import { useEffect, useRef, useState, useSyncExternalStore } from "react";
import { ApiError, get } from "./client";
import type { Page } from "./types";

/** Changes arrive at most a few a second; a page asks again at most this often. */
const REFETCH_MS_MIN = 2_000;
const REOPEN_MS = 10_000;

let pulse = 0;
let online = false;
let source: EventSource | null = null;
let reopen: ReturnType<typeof setTimeout> | undefined;
let pending: ReturnType<typeof setTimeout> | undefined;
let lastPulse = 0;
const listeners = new Set<() => void>();

function tell(): void {
  for (const listener of listeners) listener();
}

function beat(): void {
  if (pending !== undefined) return;
  const wait = Math.max(0, lastPulse + REFETCH_MS_MIN - Date.now());
  pending = setTimeout(() => {
    pending = undefined;
    lastPulse = Date.now();
    pulse++;
    tell();
  }, wait);
}

/** Opens the stream of changes. The browser reconnects a stream that broke; one that was refused is asked for again here. */
export function startLive(): void {
  if (source || typeof EventSource === "undefined") return;
  clearTimeout(reopen);
  source = new EventSource("/api/events");
  source.addEventListener("open", () => {
    if (!online) beat();
    online = true;
    tell();
  });
  source.addEventListener("error", () => {
    online = false;
    tell();
    if (source?.readyState !== EventSource.CLOSED) return;
    source = null;
    reopen = setTimeout(startLive, REOPEN_MS);
  });
  source.addEventListener("change", beat);
}

export function stopLive(): void {
  clearTimeout(reopen);
  source?.close();
  source = null;
  online = false;
}

/** Calls back on each change of {@link usePulse} or {@link useOnline}. */
export function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export const isOnline = (): boolean => online;
export const pulseNow = (): number => pulse;
/** Whether changes are being followed now. */
export const useOnline = (): boolean => useSyncExternalStore(subscribe, isOnline);
/** A number that grows when the record has changed. */
export const usePulse = (): number => useSyncExternalStore(subscribe, pulseNow);
/** Makes every page on screen ask again, for example after a write. */
export function refresh(): void {
  lastPulse = 0;
  beat();
}

export interface Data<T> { data: T | undefined; error: ApiError | undefined; loading: boolean }

const shelf = new Map<string, unknown>();
const SHELF_MAX = 60;
function keep(key: string, value: unknown): void {
  shelf.delete(key);
  shelf.set(key, value);
  if (shelf.size > SHELF_MAX) shelf.delete(shelf.keys().next().value as string);
}

/** Forgets everything read so far: the next user must not see it. */
export function forget(): void {
  shelf.clear();
}

/** Asks again when the record changes, one request at a time: a slow answer is shown, not overtaken for ever. */
function useAnswer<T>(path: string | null, live: boolean, read: (path: string) => Promise<T>): Data<T> {
  const beatNow = usePulse();
  const mark = live ? beatNow : 0;
  const [answer, setAnswer] = useState<{ path: string | null; data?: T; error?: ApiError }>({ path: null });
  const flight = useRef<{ path: string; again: boolean } | null>(null);
  const reader = useRef(read);
  reader.current = read;
  useEffect(() => {
    if (path === null) return;
    if (flight.current?.path === path) {
      flight.current.again = true;
      return;
    }
    const mine = { path, again: false };
    flight.current = mine;
    const ask = async (): Promise<void> => {
      try {
        const data = await reader.current(path);
        keep(path, data);
        if (flight.current === mine) setAnswer({ path, data });
      } catch (error) {
        const failed = error instanceof ApiError ? error : new ApiError({ title: String(error), status: -1 });
        // While the network is away the old answer stays; what the server says no to is shown.
        if (flight.current === mine) setAnswer((old) => (old.path === path && old.data !== undefined && failed.status <= 0 ? old : { path, error: failed }));
      }
      if (flight.current !== mine) return;
      if (!mine.again) flight.current = null;
      else {
        mine.again = false;
        await ask();
      }
    };
    void ask();
  }, [path, mark]);
  useEffect(() => () => {
    flight.current = null;
  }, []);
  const kept = path === null ? undefined : (shelf.get(path) as T | undefined);
  const data = answer.path === path ? answer.data : kept;
  const error = answer.path === path ? answer.error : undefined;
  return { data, error, loading: path !== null && data === undefined && error === undefined };
}

/**
 * What the server says at an address; asked again when the record changes. The old answer stays on screen meanwhile.
 *
 * @param path null asks nothing
 * @param live false for an answer that cannot change, for example one as of an instant
 */
export const useData = <T>(path: string | null, live = true): Data<T> => useAnswer<T>(path, live, get);

const PAGE_ROWS = 500;

/** Reads all pages of a list, up to a limit. */
export async function readAll<T>(path: string, max = 5_000): Promise<T[]> {
  const all: T[] = [];
  let cursor: string | null = null;
  do {
    const page: Page<T> = await get<Page<T>>(path, { cursor, limit: PAGE_ROWS });
    all.push(...page.items);
    if (page.next !== null && page.next === cursor) throw new ApiError({ title: "The list does not end", detail: `${path} gave the same page twice.`, status: -1 });
    cursor = page.next;
  } while (cursor && all.length < max);
  return all.slice(0, max);
}

/** A whole list, page after page; asked again when the record changes. */
export const useList = <T>(path: string | null, live = true, max = 5_000): Data<T[]> => useAnswer<T[]>(path, live, (p) => readAll<T>(p, max));
