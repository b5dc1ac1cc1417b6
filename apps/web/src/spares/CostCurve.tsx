/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import type { CurvePoint, SparesOutcome } from "../api/types";
import { ticks } from "../metric/distribution";
import { expected, money, percent } from "../words/format";

const W = 860;
const H = 300;
const LEFT = 84;
const RIGHT = 24;
const TOP = 14;
const BASE = H - 44;

/** The least that each service costs: availability over cost, or backorders where the plan does not say how many systems there are. */
export function CostCurve({ curve, now, asked }: { curve: CurvePoint[]; now: SparesOutcome; asked?: SparesOutcome | undefined }) {
  const byAvailability = curve.every((p) => p.availability !== null);
  // A share near one is told apart by what it lacks.
  const lack = (p: { availability: number | null; backorders: number }) => (byAvailability ? Math.log10(Math.max(1e-7, 1 - p.availability!)) : Math.log10(Math.max(1e-6, p.backorders)));
  const from = Math.min(...curve.map(lack));
  const to = Math.max(...curve.map(lack), from + 1e-6);
  const most = Math.max(...curve.map((p) => p.costCents), 1);
  const x = (cents: number) => LEFT + (cents / most) * (W - LEFT - RIGHT);
  const y = (l: number) => TOP + ((l - from) / (to - from)) * (BASE - TOP);
  const path = curve.map((p, i) => `${i ? "L" : "M"}${x(p.costCents).toFixed(1)} ${y(lack(p)).toFixed(1)}`).join("");
  const decades = ticks(Math.ceil(from), Math.floor(to), 6).filter(Number.isInteger);
  const words = (d: number) => (byAvailability ? percent(1 - 10 ** d) : expected(10 ** d));
  const said = (o: SparesOutcome) => (o.availability !== null ? percent(o.availability) : `${expected(o.backorders)} backorders`);
  const mark = (o: SparesOutcome, fill: string) => <circle cx={x(Math.min(o.costCents, most))} cy={Math.min(BASE, Math.max(TOP, y(lack(o))))} r="6" fill={fill} stroke="var(--ink)" strokeWidth="2" />;
  return (
    <svg className="picture" viewBox={`0 0 ${W} ${H}`} role="img" style={{ width: "100%", maxWidth: W, height: "auto" }} aria-label={`${byAvailability ? "Availability" : "Backorders"} over cost: the plan in force reaches ${said(now)} for ${money(now.costCents)}${asked ? `; the asked one ${said(asked)} for ${money(asked.costCents)}` : ""}`}>
      <g fontSize="12" fill="var(--ink-2)">
        {decades.map((d) => (
          <g key={d}>
            <path d={`M${LEFT} ${y(d)}H${W - RIGHT}`} stroke="var(--rule)" />
            <text x={LEFT - 8} y={y(d) + 4} textAnchor="end">{words(d)}</text>
          </g>
        ))}
        <path d={`M${LEFT} ${TOP}V${BASE}H${W - RIGHT}`} fill="none" stroke="var(--rule-strong)" />
        {ticks(0, most, 5).map((t) => <text key={t} x={x(t)} y={BASE + 18} textAnchor="middle">{money(t)}</text>)}
        <text x={W - RIGHT} y={H - 6} textAnchor="end">cost of the spares</text>
      </g>
      <path d={path} fill="none" stroke="var(--fit)" strokeWidth="2.5" />
      {mark(now, "var(--ink)")}
      {asked ? mark(asked, "var(--paper)") : null}
    </svg>
  );
}
