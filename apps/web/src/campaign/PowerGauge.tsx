/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import { watts } from "../words/format";

const W = 320;
const H = 26;
const BAR = 12;

export interface Gauge { name: string; watts: number; limit: number | null; peak?: number }

/** How full a gauge is, of its limit; 0 where there is none. */
export const load = (g: Gauge): number => (g.limit ? g.watts / g.limit : 0);

/** Bars of what is drawn now, with the limit as a line and the planned peak as a notch. */
export function PowerGauges({ gauges, columns = 1 }: { gauges: Gauge[]; columns?: number }) {
  // A gauge with a limit is read against it; those without are read against one another.
  const free = Math.max(1, ...gauges.filter((g) => !g.limit).map((g) => Math.max(g.watts, g.peak ?? 0)));
  const rows = Math.ceil(gauges.length / columns);
  return (
    <svg
      className="picture" viewBox={`0 0 ${columns * (W + 16)} ${rows * (H + 16)}`} role="img" style={{ width: "100%", maxWidth: columns * (W + 16), height: "auto" }}
      aria-label={`Power: ${gauges.map((g) => `${g.name} draws ${watts(g.watts)}${g.limit ? ` of ${watts(g.limit)}` : ""}`).join("; ")}`}
    >
      {gauges.map((g, i) => {
        const over = g.limit !== null && g.watts > g.limit;
        const most = g.limit ? Math.max(g.limit, g.watts, g.peak ?? 0) : free;
        const x = (w: number) => (w / most) * (W - 8);
        return (
          <g key={g.name} transform={`translate(${Math.floor(i / rows) * (W + 16)} ${(i % rows) * (H + 16)})`} fontSize="12">
            <title>{`${g.name}: ${watts(g.watts)} now${g.limit ? `, limit ${watts(g.limit)}` : ", no limit"}${g.peak ? `, planned peak ${watts(g.peak)}` : ""}`}</title>
            <text x="0" y="12" fill="var(--ink)">{g.name}</text>
            <text x={W - 8} y="12" textAnchor="end" fill="var(--ink-2)">{watts(g.watts)}{g.limit ? ` of ${watts(g.limit)}` : ""}</text>
            <rect x="0" y="18" width={x(g.limit ?? most)} height={BAR} fill="var(--sunk)" stroke="var(--rule-strong)" />
            <rect x="0" y="18" width={x(g.watts)} height={BAR} fill={over ? "var(--repair)" : "var(--testing)"} />
            {g.peak ? <path d={`M${x(g.peak)} ${18 + BAR + 5}l-4 5h8z`} fill="var(--ink-2)" /> : null}
            {g.limit ? <path d={`M${x(g.limit)} 15v${BAR + 6}`} stroke="var(--ink)" strokeWidth="2" /> : null}
            {over ? <path d={`M${x(g.limit!) + 4} 20l8 8m0-8l-8 8`} stroke="var(--ink)" strokeWidth="2" /> : null}
          </g>
        );
      })}
    </svg>
  );
}
