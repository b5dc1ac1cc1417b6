/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import type { PromisedDay } from "../api/types";
import { count, day as dayWords } from "../words/format";

const W = 720;
const H = 200;
const LEFT = 48;
const BASE = H - 28;
const TOP = 12;

/** The promise as a line and, for each day, the least that was deliverable under it as a bar; a short day is hatched. */
export function DayBars({ days, unit, zone }: { days: PromisedDay[]; unit: string; zone: string }) {
  const most = Math.max(1, ...days.map((d) => Math.max(d.promised, d.least)));
  const step = (W - LEFT) / Math.max(1, days.length);
  const y = (n: number) => BASE - (n / (most * 1.1)) * (BASE - TOP);
  const line = days.map((d, i) => `${i ? "L" : "M"}${(LEFT + i * step).toFixed(1)} ${y(d.promised).toFixed(1)}H${(LEFT + (i + 1) * step).toFixed(1)}`).join("");
  const short = days.filter((d) => d.shortSeconds > 0);
  const first = days[0];
  const last = days.at(-1);
  return (
    <svg className="picture" viewBox={`0 0 ${W} ${H}`} role="img" style={{ width: "100%", maxWidth: W, height: "auto" }} aria-label={`Promised against deliverable on ${days.length} days, in units of ${unit}; less than promised on ${short.length} of them`}>
      <defs>
        <pattern id="short-day" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect width="6" height="6" fill="var(--repair)" />
          <rect width="2" height="6" fill="var(--paper)" />
        </pattern>
      </defs>
      {days.map((d, i) => (
        <rect key={d.day} x={LEFT + i * step + 1} width={Math.max(1, step - 2)} y={y(d.least)} height={Math.max(0, BASE - y(d.least))} fill={d.shortSeconds > 0 ? "url(#short-day)" : "var(--fit)"}>
          <title>{`${dayWords(d.day, zone)}: at least ${count(d.least)} of ${count(d.promised)}`}</title>
        </rect>
      ))}
      <path d={line} fill="none" stroke="var(--ink)" strokeWidth="2.5" />
      <path d={`M${LEFT} ${BASE}H${W}`} stroke="var(--rule-strong)" />
      <g fontSize="12" fill="var(--ink-2)">
        <text x={LEFT - 6} y={y(most) + 4} textAnchor="end">{count(most)}</text>
        <text x={LEFT - 6} y={BASE} textAnchor="end">0</text>
        {first ? <text x={LEFT} y={H - 8}>{dayWords(first.day, zone)}</text> : null}
        {last && days.length > 8 ? <text x={W} y={H - 8} textAnchor="end">{dayWords(last.day, zone)}</text> : null}
      </g>
    </svg>
  );
}
