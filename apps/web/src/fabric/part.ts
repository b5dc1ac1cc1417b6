/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import type { Finding, RepairOrder } from "../api/types";

/** A wire of the drawing: between the port at the left and the port at the right. */
export interface Wire { left: string; right: string }
/** The part of a fabric that a repair order is about: two rails of ports, what is planned, what is there. */
export interface Part { left: string[]; right: string[]; planned: Wire[]; seen: Wire[] }

const LABEL = /[A-Za-z0-9][\w.\-/]*:[\w.\-/]*\w/g;
/** Labels of ports ("leaf-03:17") in a sentence. */
export const labelsIn = (text: string): string[] => text.match(LABEL) ?? [];

const natural = (a: string, b: string) => a.localeCompare(b, "en", { numeric: true });

/**
 * Draws the findings of one order as two rails. The left rail has the ends that the findings start from, the right one
 * what is planned at the other end and what was seen there.
 */
export function partOf(order: RepairOrder, findings: Finding[]): Part {
  const mine = findings.filter((f) => order.findings.includes(f.id));
  const planned: Wire[] = [];
  const seen: Wire[] = [];
  for (const f of mine) {
    const want = labelsIn(f.expected).find((x) => x !== f.a) ?? (f.kind === "EXTRA" ? undefined : f.kind === "WRONG_PEER" ? undefined : f.b);
    const got = labelsIn(f.observed).find((x) => x !== f.a) ?? (f.kind === "WRONG_PEER" || f.kind === "EXTRA" ? f.b : undefined);
    if (want) planned.push({ left: f.a, right: want });
    if (got && f.kind !== "MISSING") seen.push({ left: f.a, right: got });
  }
  const left = [...new Set([...planned, ...seen].map((w) => w.left))].sort(natural);
  const right = [...new Set([...planned, ...seen].map((w) => w.right))].filter((r) => !left.includes(r)).sort(natural);
  const drawn = (w: Wire) => right.includes(w.right);
  return { left, right, planned: planned.filter(drawn), seen: seen.filter(drawn) };
}

/** Orders in the order in which a technician walks past them: hall, row, rack, then from the bottom up; an unknown place last. */
export function walk<T extends { location: string; id: string }>(orders: T[]): T[] {
  const unknown = (order: T) => Number(order.location.trim() === "");
  return [...orders].sort((a, b) => unknown(a) - unknown(b) || natural(a.location, b.location) || natural(a.id, b.id));
}
