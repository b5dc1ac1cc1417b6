/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import type { LeakEstimate } from "../api/types";
import { ticks } from "../metric/distribution";
import { expected } from "../words/format";

const W = 860;
const LEFT = 220;
const RIGHT = 90;
const ROW = 26;

/** How many bad nodes each skipped test would let through alone, and all together with the band. */
export function LeakBars({ leak }: { leak: LeakEstimate }) {
  const rows = leak.perTest.filter((t) => t.badNodesAlone !== null).sort((a, b) => b.badNodesAlone! - a.badNodesAlone!);
  const most = Math.max(leak.high, ...rows.map((t) => t.badNodesAlone!), 1e-9);
  const x = (n: number) => LEFT + (n / most) * (W - LEFT - RIGHT);
  const height = (rows.length + 1) * ROW + 44;
  const base = height - 30;
  return (
    <svg className="picture" viewBox={`0 0 ${W} ${height}`} role="img" style={{ width: "100%", maxWidth: W, height: "auto" }} aria-label={`Bad nodes let through: ${expected(leak.expectedBadNodes)} together, between ${expected(leak.low)} and ${expected(leak.high)}; ${rows.map((t) => `${t.test} alone ${expected(t.badNodesAlone!)}`).join(", ")}`}>
      <g fontSize="13">
        <text x={LEFT - 10} y="20" textAnchor="end" fill="var(--ink)" fontWeight="600">all together</text>
        <rect x={x(leak.low)} y="6" width={Math.max(2, x(leak.high) - x(leak.low))} height="18" fill="var(--suspect)" fillOpacity="0.35" stroke="var(--suspect)" />
        <path d={`M${x(leak.expectedBadNodes)} 3v24`} stroke="var(--ink)" strokeWidth="3" />
        <text x={x(leak.high) + 8} y="20" fill="var(--ink)" fontWeight="600">{expected(leak.expectedBadNodes)}</text>
        {rows.map((t, i) => (
          <g key={t.test} transform={`translate(0 ${(i + 1) * ROW + 6})`}>
            <text x={LEFT - 10} y="14" textAnchor="end" fill="var(--ink)">{t.test}</text>
            <rect x={LEFT} y="3" width={Math.max(1, x(t.badNodesAlone!) - LEFT)} height="14" fill="var(--suspect)" />
            <text x={x(t.badNodesAlone!) + 8} y="14" fill="var(--ink-2)">{expected(t.badNodesAlone!)}</text>
          </g>
        ))}
      </g>
      <g fontSize="12" fill="var(--ink-2)">
        <path d={`M${LEFT} 0V${base}H${W - RIGHT}`} fill="none" stroke="var(--rule-strong)" />
        {ticks(0, most, 6).map((t) => <text key={t} x={x(t)} y={base + 16} textAnchor="middle">{expected(t)}</text>)}
        <text x={W - RIGHT} y={base + 28} textAnchor="end">bad nodes</text>
      </g>
    </svg>
  );
}
