/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import type { LoadPoint } from "../api/types";
import { type Column } from "../parts/DataTable";
import { count, when } from "../words/format";
import { byMeaning, MEANING_WORDS, STACK } from "../words/states";
import { stack } from "./stack";

const W = 960;
const H = 360;
const LEFT = 56;
const TOP = 40;
const BOTTOM = 56;

const esc = (text: string) => text.replace(/[&<>"]/g, (c) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[c]!);

/** The load line's points as a table; the same numbers as the picture. */
export const pointColumns = (zone: string): Column<LoadPoint>[] => [
  { key: "at", head: "Time", value: (p) => p.at, cell: (p) => when(p.at, zone), nowrap: true },
  { key: "fitAll", head: "fit in all", num: true, value: (p) => p.fit, cell: (p) => count(p.fit) },
  ...STACK.map((m): Column<LoadPoint> => ({ key: m, head: MEANING_WORDS[m], num: true, value: (p) => byMeaning(p.byState)[m], cell: (p) => count(byMeaning(p.byState)[m]) })),
  { key: "promised", head: "promised", num: true, value: (p) => p.promised, cell: (p) => (p.promised ? count(p.promised) : "–") },
];

/** The load line as a drawing that stands alone. */
export function loadSvg(points: LoadPoint[], colours: Record<string, string>, title: string, zone: string): string {
  const s = stack(points);
  const from = s.seconds[0] ?? 0;
  const to = s.seconds.at(-1) ?? 1;
  const most = Math.max(8, ...(s.layers[0]?.top ?? []));
  const x = (t: number) => LEFT + ((t - from) / Math.max(1, to - from)) * (W - LEFT - 16);
  const y = (n: number) => TOP + (1 - n / most) * (H - TOP - BOTTOM);
  const steps = (values: number[]) => values.map((v, i) => `${i ? `H${x(s.seconds[i]!).toFixed(1)}V` : `M${x(s.seconds[0]!).toFixed(1)} `}${y(v).toFixed(1)}`).join("");
  const out = [`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${W} ${H}" font-family="sans-serif" font-size="12">`, `<title>${esc(title)}</title>`, `<text x="${LEFT}" y="20" font-size="15" font-weight="600">${esc(title)}</text>`];
  for (const layer of s.layers) {
    out.push(`<path d="${steps(layer.top)}V${y(0)}H${LEFT}z" fill="${colours[layer.meaning] ?? "#888"}"${layer.meaning === "absent" ? ' fill-opacity=".35"' : ""}><title>${MEANING_WORDS[layer.meaning]}</title></path>`);
  }
  out.push(`<path d="${steps(s.fit)}" fill="none" stroke="#16191d" stroke-width="2"><title>fit</title></path>`);
  for (const n of [0, most / 2, most]) out.push(`<text x="${LEFT - 8}" y="${y(n) + 4}" text-anchor="end">${count(Math.round(n))}</text>`);
  for (const q of [0, 0.5, 1]) {
    const t = from + q * (to - from);
    out.push(`<text x="${x(t)}" y="${H - BOTTOM + 18}" text-anchor="${q === 0 ? "start" : q === 1 ? "end" : "middle"}">${esc(when(t * 1000, zone))}</text>`);
  }
  STACK.forEach((m, i) => {
    const lx = LEFT + i * 126;
    out.push(`<rect x="${lx}" y="${H - 22}" width="10" height="10" fill="${colours[m] ?? "#888"}"/><text x="${lx + 14}" y="${H - 13}">${MEANING_WORDS[m]}</text>`);
  });
  out.push("</svg>\n");
  return out.join("\n");
}
