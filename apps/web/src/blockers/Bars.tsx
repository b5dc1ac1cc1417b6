/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import type { Blocker, Blockers } from "../api/types";
import { day } from "../words/format";

const W = 960;
const LEFT = 300;
const ROW = 26;
const TOP = 24;
/** Letters that fit before the bars, capitals among them. */
const TITLE = 36;

/** Each blocker from when it was raised to when it will be gone: solid until now, likely until the P50, thin until the P90. */
export function BlockerBars({ view, rows, zone }: { view: Blockers; rows: Blocker[]; zone: string }) {
  const now = Date.parse(view.at);
  const ends = rows.map((b) => Math.max(Date.parse(b.gone), b.etaP90 ? Date.parse(b.etaP90) : 0));
  const promised = view.promises.map((p) => Date.parse(p.from)).filter((t) => t > now);
  const first = Math.min(now, ...rows.map((b) => Math.max(Date.parse(b.openSince), now - 21 * 86_400_000)));
  const last = Math.max(now + 7 * 86_400_000, ...ends, ...promised.filter((t) => t <= Date.parse(view.horizon)));
  const x = (t: number) => LEFT + ((Math.min(Math.max(t, first), last) - first) / (last - first)) * (W - LEFT - 12);
  const h = TOP + rows.length * ROW + 28;
  return (
    <svg className="picture" viewBox={`0 0 ${W} ${h}`} role="img" style={{ width: "100%", minWidth: 640, maxWidth: W, height: "auto" }} aria-label={`${rows.length} blockers over time, the one to clear first on top; ${promised.length} contract dates to come`}>
      <defs>
        <pattern id="unknown-end" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect width="2" height="6" fill="var(--unknown)" />
        </pattern>
      </defs>
      {view.promises.filter((p) => Date.parse(p.from) > now && Date.parse(p.from) <= last).map((p) => (
        <g key={`${p.commitment} ${p.from}`}>
          <path d={`M${x(Date.parse(p.from))} ${TOP - 6}V${h - 24}`} stroke={p.lateDays > p.lateDaysClear ? "var(--repair)" : "var(--fit)"} strokeWidth="1.5" strokeDasharray="4 3" />
          <title>{`${p.commitment}: ${p.gpus} GPUs from ${day(p.from, zone)}`}</title>
        </g>
      ))}
      <path d={`M${x(now)} ${TOP - 8}V${h - 24}`} stroke="var(--ink)" strokeWidth="1.5" />
      <text x={x(now)} y={12} fontSize="12" fill="var(--ink)" textAnchor="middle">now</text>
      {rows.map((b, i) => {
        const y = TOP + i * ROW;
        const open = b.basis === "UNKNOWN" || b.basis === "CIRCLE";
        const gone = Date.parse(b.gone);
        const late = b.etaP90 ? Math.max(gone, Date.parse(b.etaP90)) : gone;
        return (
          <g key={b.id}>
            <text x={0} y={y + 15} fontSize="13" fill="var(--ink)">{b.title.length > TITLE ? `${b.title.slice(0, TITLE - 1)}…` : b.title}</text>
            <rect x={x(Date.parse(b.openSince))} width={Math.max(2, x(now) - x(Date.parse(b.openSince)))} y={y + 5} height={12} fill="var(--building)" />
            <rect x={x(now)} width={Math.max(2, x(gone) - x(now))} y={y + 5} height={12} fill={open ? "url(#unknown-end)" : b.moves.length > 0 ? "var(--repair)" : "var(--suspect)"} stroke={open ? "var(--unknown)" : "none"} />
            {late > gone ? <path d={`M${x(gone)} ${y + 11}H${x(late)}M${x(late)} ${y + 6}v10`} stroke="var(--ink-2)" strokeWidth="2" fill="none" /> : null}
            <title>{`${b.title}: ${open ? "nobody knows when it will be gone" : `gone ${day(b.gone, zone)}`}`}</title>
          </g>
        );
      })}
      <g fontSize="12" fill="var(--ink-2)">
        <text x={LEFT} y={h - 6}>{day(first, zone)}</text>
        <text x={W - 12} y={h - 6} textAnchor="end">{day(last, zone)}</text>
      </g>
    </svg>
  );
}
