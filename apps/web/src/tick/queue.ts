/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import type { RepairOrder } from "../api/types";
import { walk } from "../fabric/part";

/** A move ticked off (or the tick taken back) on this phone, perhaps not yet known to the server. */
export interface Tick {
  site: string;
  order: string;
  /** Counted from 0, as the API counts; pages say "1st". */
  move: number;
  done: boolean;
  scanA: string;
  scanB: string;
  /** The phone's own id of this tick: the server takes it once, however often it is sent. */
  clientId: string;
  /** When the hands did it, in milliseconds since 1970. */
  at: number;
}

export type Sent = "sent" | "later" | "signIn" | { refused: string };
/** Older than this, a tick is sent with the time at which it was made. */
const FRESH_MS_MAX = 60_000;
const QUEUE_MAX = 5_000;

const same = (a: Tick, b: Tick) => a.site === b.site && a.order === b.order && a.move === b.move;

/** Adds a tick; it takes the place of an unsent one for the same move, since only the last word counts. */
export function enqueue(queue: Tick[], tick: Tick): Tick[] {
  const rest = queue.filter((t) => !same(t, tick));
  if (rest.length >= QUEUE_MAX) throw new Error(`${QUEUE_MAX} ticks wait on this phone. Send them before you go on.`);
  return [...rest, tick];
}

/** What is sent for a tick; the time only where it was made a while ago. */
export function bodyOf(tick: Tick, now: number): Record<string, unknown> {
  return {
    done: tick.done, scanA: tick.scanA || null, scanB: tick.scanB || null, clientId: tick.clientId,
    effectiveAt: now - tick.at > FRESH_MS_MAX ? new Date(tick.at).toISOString() : null,
  };
}

/** What an answer means for the tick that was sent. */
export function outcomeOf(status: number, words: string): Sent {
  if (status >= 200 && status < 300) return "sent";
  if (status === 401) return "signIn";
  if (status <= 0 || status === 408 || status === 429 || status >= 500) return "later";
  return { refused: words };
}

export interface Synced { left: Tick[]; sent: number; refused: { tick: Tick; why: string }[]; signIn: boolean }

/** Sends ticks in the order in which they were made, one at a time, and stops at the first that must wait. */
export async function sync(queue: Tick[], send: (tick: Tick) => Promise<Sent>): Promise<Synced> {
  const out: Synced = { left: [...queue], sent: 0, refused: [], signIn: false };
  for (const tick of queue) {
    const answer = await send(tick);
    if (answer === "later") break;
    if (answer === "signIn") {
      out.signIn = true;
      break;
    }
    out.left = out.left.filter((t) => t !== tick);
    if (answer === "sent") out.sent++;
    else out.refused.push({ tick, why: answer.refused });
  }
  return out;
}

/** Keeps what was ticked while a sync was running. */
export function afterSync(now: Tick[], before: Tick[], synced: Synced): Tick[] {
  const gone = new Set(before.filter((t) => !synced.left.includes(t)).map((t) => t.clientId));
  return now.filter((t) => !gone.has(t.clientId));
}

/** One screen: a move with the order it belongs to. */
export interface Screen { key: string; order: RepairOrder; move: number; ticked: boolean }

/** All moves in walking order, with what this phone knows better than the server. */
export function screens(orders: RepairOrder[], queue: Tick[], site: string, hall: string): Screen[] {
  const mine = new Map(queue.filter((t) => t.site === site).map((t) => [`${t.order}#${t.move}`, t.done]));
  return walk(orders.filter((o) => hall === "" || hallOf(o) === hall)).flatMap((order) =>
    order.moves.map((m, move) => {
      const key = `${order.id}#${move}`;
      return { key, order, move, ticked: mine.get(key) ?? Boolean(m.tickedAt) };
    }),
  );
}

export const hallOf = (order: RepairOrder): string => order.location.split("/")[0] ?? "";

/** The screen to show: the one asked for while it exists, else the first move that is not ticked. */
export function currentOf(all: Screen[], asked: string | null): Screen | null {
  return all.find((s) => s.key === asked) ?? all.find((s) => !s.ticked) ?? null;
}
/** The next move that is not ticked, walking on from one and around. */
export function nextOf(all: Screen[], from: string): Screen | null {
  const i = all.findIndex((s) => s.key === from);
  return [...all.slice(i + 1), ...all.slice(0, Math.max(0, i))].find((s) => !s.ticked) ?? null;
}

const plain = (label: string) => label.toUpperCase().replaceAll(/[^A-Z0-9:/.-]/g, "");
/** Whether a scanned or typed text is the label that is wanted; spaces and case do not matter. */
export const isLabel = (seen: string, wanted: string): boolean => plain(seen) !== "" && plain(seen) === plain(wanted);
