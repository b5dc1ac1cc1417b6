/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import type { OnCall } from "../api/types";
import { day, when } from "../words/format";

const W = 960;
const LEFT = 120;
const ROW = 44;
const TOP = 24;
const FILLS = ["var(--building)", "var(--unknown-2)"];

/** Who is on call, a row a schedule: bars by person, overrides with a bar on top, gaps hatched. */
export function DutyChart({ v, zone }: { v: OnCall; zone: string }) {
  const from = Date.parse(v.from);
  const to = Date.parse(v.to);
  const x = (t: string | number) => LEFT + ((Math.min(Math.max(typeof t === "number" ? t : Date.parse(t), from), to) - from) / (to - from)) * (W - LEFT);
  const h = TOP + v.schedules.length * ROW + 8;
  const ticks: number[] = [];
  for (let t = from; t < to; t += 7 * 86_400_000) ticks.push(t);
  return (
    <svg className="picture" viewBox={`0 0 ${W} ${h}`} role="img" style={{ width: "100%", minWidth: 640, maxWidth: W, height: "auto" }} aria-label={`Who is on call from ${day(from, zone)} to ${day(to, zone)}; ${v.gaps.length} gaps`}>
      <defs>
        <pattern id="gap" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect width="6" height="6" fill="var(--paper)" />
          <rect width="3" height="6" fill="var(--repair)" />
        </pattern>
      </defs>
      {ticks.map((t) => (
        <g key={t}>
          <path d={`M${x(t)} ${TOP - 4}V${h}`} stroke="var(--rule-strong)" />
          <text x={x(t) + 4} y={14} fontSize="12" fill="var(--ink-2)">{day(t, zone).replace(/ \d{4}$/, "")}</text>
        </g>
      ))}
      {v.schedules.map((s, i) => {
        const y = TOP + i * ROW;
        const names = [...new Set(s.turns.map((t) => t.people.join(", ")))];
        return (
          <g key={s.id}>
            <text x={0} y={y + 24} fontSize="13" fill="var(--ink)">{s.name.length > 16 ? `${s.name.slice(0, 15)}…` : s.name}</text>
            {s.turns.map((t) => {
              const width = Math.max(1, x(t.end) - x(t.start) - 1);
              const who = t.people.join(", ");
              return (
                <g key={t.start}>
                  <rect x={x(t.start)} y={y + 6} width={width} height={28} fill={who ? FILLS[names.indexOf(who) % 2] : "url(#gap)"} fillOpacity={who ? 0.45 : 1} />
                  {t.source === "override" ? <path d={`M${x(t.start)} ${y + 6}h${width}`} stroke="var(--waived)" strokeWidth="4" /> : null}
                  {width > who.length * 7.2 && who ? <text x={x(t.start) + 4} y={y + 24} fontSize="12" fill="var(--ink)">{who}</text> : null}
                  <title>{`${s.name}: ${who || "nobody"}, ${when(t.start, zone)} until ${when(t.end, zone)}${t.source ? `, ${t.source}` : ""}`}</title>
                </g>
              );
            })}
            {v.gaps.filter((g) => g.schedule === s.id).map((g) => <rect key={g.start} x={x(g.start)} y={y + 6} width={Math.max(3, x(g.end) - x(g.start))} height={28} fill="url(#gap)" stroke="var(--repair)"><title>{`${s.name}: nobody, ${when(g.start, zone)} until ${when(g.end, zone)}: ${g.why}`}</title></rect>)}
          </g>
        );
      })}
    </svg>
  );
}
