/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import { useId } from "react";
import type { WeekAhead } from "../api/types";
import { count, day as dayWords, expected } from "../words/format";
import { share } from "./words";

const W = 720;
const H = 216;
const LEFT = 48;
const BASE = H - 48;
const TOP = 12;

/** What is deliverable now and in each week ahead, with the bands of half and of nine in ten futures; hatched where it is less than promised. */
export function WeekBands({ name, weeks, now, unit, zone }: { name: string; weeks: WeekAhead[]; now: number; unit: string; zone: string }) {
  const id = useId().replaceAll(":", "");
  const most = Math.max(now, ...weeks.map((w) => Math.max(w.promised, w.highest)));
  const least = Math.min(now, ...weeks.map((w) => Math.min(w.promised || w.lowest, w.lowest)));
  const room = Math.max(1, (most - least) * 0.15);
  const bottom = Math.max(0, Math.floor(least - room));
  const top = Math.ceil(most + room);
  const step = (W - LEFT) / (weeks.length + 1);
  const x = (i: number) => LEFT + i * step;
  const y = (n: number) => BASE - ((n - bottom) / (top - bottom)) * (BASE - TOP);
  const at = (n: number) => y(n).toFixed(1);
  const box = (of: (w: WeekAhead) => [number, number]) => weeks.map((w, i) => `M${x(i + 1).toFixed(1)} ${at(of(w)[1])}h${step.toFixed(1)}V${at(of(w)[0])}h${(-step).toFixed(1)}z`).join("");
  const line = `M${x(0).toFixed(1)} ${at(weeks[0]!.promised)}` + weeks.map((w, i) => `H${x(i + 1).toFixed(1)}V${at(w.promised)}`).join("") + `H${W}`;
  const under = `${line}V${BASE}H${LEFT}z`;
  const worst = weeks.reduce((a, b) => (b.probability < a.probability ? b : a));
  return (
    <div style={{ overflowX: "auto" }} tabIndex={0} role="region" aria-label={`Weeks ahead of ${name}`}>
    <svg className="picture" viewBox={`0 0 ${W} ${H}`} role="img" style={{ width: "100%", minWidth: 560, maxWidth: W, height: "auto" }} aria-label={`${name}: ${expected(now)} deliverable now, and with its bands in each of ${weeks.length} weeks ahead, against what is promised, in units of ${unit}. The weakest week keeps its target with ${share(worst.probability)}`}>
      <defs>
        <pattern id={`${id}h`} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect width="6" height="6" fill="var(--repair)" />
          <rect width="2" height="6" fill="var(--paper)" />
        </pattern>
        <clipPath id={`${id}u`}><path d={under} /></clipPath>
        <clipPath id={`${id}a`}><path d={`${line}V0H${LEFT}z`} /></clipPath>
      </defs>
      {[0, 1].map((side) => (
        <g key={side} clipPath={`url(#${id}${side ? "u" : "a"})`} fill={side ? `url(#${id}h)` : "var(--fit)"}>
          <path d={box((w) => [w.lowest, w.highest])} opacity="0.35" />
          <path d={box((w) => [w.likelyLow, w.likelyHigh])} opacity="0.6" />
        </g>
      ))}
      <path d={weeks.map((w, i) => `M${x(i + 1).toFixed(1)} ${at(w.median)}h${step.toFixed(1)}`).join("")} fill="none" stroke="var(--ink-2)" strokeWidth="1.5" />
      <path d={line} fill="none" stroke="var(--ink)" strokeWidth="2.5" />
      <circle cx={x(0.5)} cy={y(now)} r="5" fill={now < weeks[0]!.promised ? "var(--repair)" : "var(--fit)"} stroke="var(--paper)" strokeWidth="1.5" />
      <path d={`M${LEFT} ${BASE}H${W}`} stroke="var(--rule-strong)" strokeDasharray={bottom > 0 ? "4 3" : undefined} />
      <g fontSize="12" fill="var(--ink-2)">
        <text x={LEFT - 6} y={y(top) + 10} textAnchor="end">{count(top)}</text>
        <text x={LEFT - 6} y={BASE} textAnchor="end">{count(bottom)}</text>
        <text x={x(0.5)} y={BASE + 16} textAnchor="middle">now</text>
        {weeks.map((w, i) => (
          <text key={w.from} x={x(i + 1.5)} y={BASE + 16} textAnchor="middle" fontWeight={w.probability < 0.9 ? 600 : 400}>{`${Math.floor(w.probability * 100 + 1e-9)} %`}</text>
        ))}
        <text x={x(1)} y={H - 12}>{dayWords(weeks[0]!.from, zone)}</text>
        <text x={W} y={H - 12} textAnchor="end">{dayWords(weeks.at(-1)!.until, zone)}</text>
      </g>
      {weeks.map((w, i) => (
        <rect key={w.from} x={x(i + 1)} y={TOP} width={step} height={BASE - TOP} fill="transparent">
          <title>{`Week of ${dayWords(w.from, zone)}: ${expected(w.median)} of ${count(w.promised)} deliverable; nine in ten futures from ${expected(w.lowest)} to ${expected(w.highest)}; keeps its target with ${share(w.probability)}`}</title>
        </rect>
      ))}
    </svg>
    </div>
  );
}
