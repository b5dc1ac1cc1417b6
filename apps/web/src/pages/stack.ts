/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import type { LoadPoint } from "../api/types";
import { type Meaning, byMeaning, STACK } from "../words/states";


/** The load line's series: time in seconds, then one cumulative series a meaning, highest first, then what is promised. */
export interface Stacked {
  seconds: number[];
  /** In drawing order: the top of the stack first, so that lower ones are painted over it. */
  layers: { meaning: Meaning; top: number[] }[];
  fit: number[];
  promised: (number | null)[];
}

export function stack(points: LoadPoint[]): Stacked {
  const counts = points.map((p) => byMeaning(p.byState));
  const running = points.map(() => 0);
  const layers = STACK.map((meaning) => {
    counts.forEach((c, i) => {
      running[i] = running[i]! + c[meaning];
    });
    return { meaning, top: [...running] };
  });
  return {
    seconds: points.map((p) => Date.parse(p.at) / 1000),
    layers: layers.reverse(),
    fit: points.map((p) => p.fit),
    promised: points.map((p) => p.promised ?? null),
  };
}

/** Whether anything was promised at any time. */
export const anyPromise = (points: LoadPoint[]): boolean => points.some((p) => (p.promised ?? 0) > 0);

/** How counts moved between two points, biggest change first. */
export function moved(before: LoadPoint, after: LoadPoint): { meaning: Meaning; by: number }[] {
  const a = byMeaning(before.byState);
  const b = byMeaning(after.byState);
  return STACK.map((meaning) => ({ meaning, by: b[meaning] - a[meaning] }))
    .filter((m) => m.by !== 0)
    .sort((x, y) => Math.abs(y.by) - Math.abs(x.by));
}

/** The last point before an instant and the last point at or before another; null where there is none. */
export function around(points: LoadPoint[], from: number, to: number): [LoadPoint | null, LoadPoint | null] {
  let before: LoadPoint | null = null;
  let last: LoadPoint | null = null;
  for (const p of points) {
    const at = Date.parse(p.at);
    if (at <= from) before = p;
    if (at <= to) last = p;
  }
  return [before ?? points[0] ?? null, last];
}
