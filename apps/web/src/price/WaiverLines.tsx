/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import type { Waiver } from "../api/types";
import { useZone } from "../frame/site";
import { day, money, when } from "../words/format";

const W = 1180;
const LEFT = 240;
const RIGHT = 110;
const ROW = 26;
const HEAD = 22;
const ROWS_MAX = 30;

/** Whether a waiver holds at an instant; what the server says of now is told in the same words. */
export const stateOf = (w: Pick<Waiver, "expiresAt" | "revokedAt">, now: string): "HOLDS" | "ENDED" | "REVOKED" => (w.revokedAt && w.revokedAt <= now ? "REVOKED" : w.expiresAt <= now ? "ENDED" : "HOLDS");

/** The present of a site, never before the latest thing that was signed: a simulated site lives in its own time. */
export const presentOf = (siteAt: string, rows: Pick<Waiver, "grantedAt" | "revokedAt">[]): string =>
  rows.reduce((latest, w) => [latest, w.grantedAt, w.revokedAt ?? ""].reduce((a, b) => (b > a ? b : a)), siteAt);

/** Each waiver as a bar from its signature to its end, with a line for now. */
export function WaiverLines({ rows, now }: { rows: Waiver[]; now: string }) {
  const zone = useZone();
  const order = { HOLDS: 0, REVOKED: 1, ENDED: 2 };
  const shown = [...rows].sort((a, b) => order[stateOf(a, now)] - order[stateOf(b, now)] || a.expiresAt.localeCompare(b.expiresAt)).slice(0, ROWS_MAX);
  const end = (w: Waiver) => Date.parse(w.revokedAt ?? w.expiresAt);
  const from = Math.min(Date.parse(now), ...shown.map((w) => Date.parse(w.grantedAt)));
  const to = Math.max(Date.parse(now) + 86_400_000, ...shown.map(end));
  const x = (t: number) => LEFT + ((t - from) / Math.max(1, to - from)) * (W - LEFT - RIGHT);
  const height = HEAD + shown.length * ROW + 24;
  return (
    <svg className="picture" viewBox={`0 0 ${W} ${height}`} role="img" style={{ width: "100%", maxWidth: W, height: "auto", minWidth: 900 }} aria-label={`Waivers over time: ${shown.map((w) => `${w.test} by ${w.owner} until ${day(end(w), zone)}`).join("; ")}`}>
      <g fontSize="13">
        {shown.map((w, i) => {
          const state = stateOf(w, now);
          const y = HEAD + i * ROW;
          const x0 = x(Date.parse(w.grantedAt));
          const x1 = Math.max(x0 + 3, x(end(w)));
          return (
            <g key={String(w.id)}>
              <title>{`${w.test}: ${w.reason}`}</title>
              <text x="0" y={y + 16} fill="var(--ink)">{w.test}</text>
              <text x={LEFT - 10} y={y + 16} textAnchor="end" fill="var(--ink-2)" fontSize="12">{w.owner}</text>
              <rect x={x0} y={y + 4} width={x1 - x0} height="14" fill={state === "HOLDS" ? "var(--waived)" : "none"} stroke={state === "HOLDS" ? "var(--waived)" : "var(--unknown)"} />
              {state === "REVOKED" ? <path d={`M${x1 - 4} ${y + 5}l8 12m0 -12l-8 12`} stroke="var(--repair)" strokeWidth="2" /> : null}
              <text x={x1 + 8} y={y + 16} fill="var(--ink-2)" fontSize="12">{money(w.priceCents)}</text>
            </g>
          );
        })}
        <path d={`M${x(Date.parse(now))} ${HEAD - 4}V${height - 20}`} stroke="var(--ink)" strokeWidth="1.5" />
        <text x={x(Date.parse(now))} y={HEAD - 9} textAnchor={x(Date.parse(now)) > W - 80 ? "end" : "start"} fill="var(--ink)" fontSize="12">now, {when(now, zone)}</text>
        <g fill="var(--ink-2)" fontSize="12">
          <text x={LEFT} y={height - 4}>{day(from, zone)}</text>
          <text x={W - RIGHT} y={height - 4} textAnchor="end">{day(to, zone)}</text>
        </g>
      </g>
    </svg>
  );
}
