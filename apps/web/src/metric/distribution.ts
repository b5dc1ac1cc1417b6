/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/** One value of a metric, of one unit. */
export interface Value { node: string; value: number; verdict: string }

/** The q-quantile of sorted numbers, between neighbours in proportion (type 7). */
export function quantile(sorted: ArrayLike<number>, q: number): number {
  if (sorted.length === 0) return NaN;
  const at = (sorted.length - 1) * q;
  const low = Math.floor(at);
  const below = sorted[low]!;
  return below + ((sorted[Math.min(low + 1, sorted.length - 1)] ?? below) - below) * (at - low);
}

/** Round numbers that divide a span into about so many steps. */
export function ticks(from: number, to: number, about: number): number[] {
  const span = to - from;
  if (!(span > 0)) return [from];
  const raw = span / about;
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = [1, 2, 5, 10].map((m) => m * power).find((s) => s >= raw)!;
  const out: number[] = [];
  for (let k = Math.ceil(from / step - 1e-9); k * step <= to + step * 1e-9; k++) out.push(Number((k * step).toPrecision(12)));
  return out;
}

/** A Gaussian density on a grid, its largest value 1. The width follows the middle half, so that a few far values do not flatten it. */
export function density(sorted: ArrayLike<number>, grid: number[]): number[] {
  const n = sorted.length;
  if (n < 2) return grid.map(() => 0);
  let sum = 0;
  let squares = 0;
  for (let i = 0; i < n; i++) {
    sum += sorted[i]!;
    squares += sorted[i]! ** 2;
  }
  const deviation = Math.sqrt(Math.max(0, squares / n - (sum / n) ** 2));
  const half = (quantile(sorted, 0.75) - quantile(sorted, 0.25)) / 1.349;
  const width = 0.9 * (half > 0 ? Math.min(half, deviation) : deviation || Math.abs(sorted[0]!) * 1e-3 || 1) * n ** -0.2;
  const out = grid.map((x) => {
    let d = 0;
    for (let i = 0; i < n; i++) {
      const z = (x - sorted[i]!) / width;
      if (z > -5 && z < 5) d += Math.exp(-0.5 * z * z);
    }
    return d;
  });
  const top = Math.max(...out);
  return top > 0 ? out.map((d) => d / top) : out;
}

/** The span that is drawn: all values and the limits, with room at both sides. */
export function domain(values: ArrayLike<number>, limits: Limit[]): [number, number] {
  let low = Infinity;
  let high = -Infinity;
  const take = (v: number) => {
    if (v < low) low = v;
    if (v > high) high = v;
  };
  for (let i = 0; i < values.length; i++) take(values[i]!);
  for (const limit of limits) take(limit.value);
  if (!Number.isFinite(low)) return [0, 1];
  const room = (high - low) * 0.06 || Math.abs(high) * 0.02 || 1;
  return [low - room, high + room];
}

/** Dots that do not cover one another while there is room: each in the lowest free place of its column. The same values give the same picture. */
export function swarm(xs: number[], columnPx: number, levels: number): number[] {
  const filled = new Map<number, number>();
  return xs.map((x) => {
    const column = Math.round(x / columnPx);
    const level = filled.get(column) ?? 0;
    filled.set(column, level + 1);
    return level % levels;
  });
}

/** A bound; `least` is the lowest value that is fine, `most` the highest. */
export interface Limit { kind: "least" | "most"; value: number }
export const limitWords = { least: "at least", most: "at most" } as const;

/** How far a value is on the wrong side of the limits; 0 if it is not. */
export const pastBy = (value: number, limits: Limit[]): number => limits.reduce((by, l) => Math.max(by, l.kind === "least" ? l.value - value : value - l.value), 0);

export type Failing<T extends Value> = T & { by: number; share: number };
/** The units on the wrong side of a limit, the worst first, with how far they are from it. */
export function failing<T extends Value>(values: T[], limits: Limit[]): Failing<T>[] {
  return values
    .map((v) => {
      const by = pastBy(v.value, limits);
      const limit = limits.find((l) => (l.kind === "least" ? v.value < l.value : v.value > l.value));
      return { ...v, by, share: limit && limit.value !== 0 ? by / Math.abs(limit.value) : Infinity };
    })
    .filter((v) => v.by > 0)
    .sort((a, b) => b.by - a.by || a.node.localeCompare(b.node, "en", { numeric: true }));
}
