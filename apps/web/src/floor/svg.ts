/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import type { Floor } from "../api/types";
import { meaningOf, stateWords } from "../words/states";
import { type Layout } from "./geometry";

const esc = (text: string) => text.replace(/[&<>"]/g, (c) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[c]!);
const r2 = (n: number) => Math.round(n * 100) / 100;

/** The floor as a drawing that stands alone: colours inside, one title a device. */
export function floorSvg(floor: Floor, l: Layout, colours: Record<string, string>, title: string): string {
  const out: string[] = [];
  const { w, h } = l.bounds;
  out.push(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="-8 -24 ${r2(w + 16)} ${r2(h + 32)}" font-family="sans-serif">`);
  out.push(`<title>${esc(title)}</title><text x="0" y="-8" font-size="12">${esc(title)}</text>`);
  for (const hall of l.halls) {
    out.push(`<rect x="${r2(hall.x)}" y="${r2(hall.y)}" width="${r2(hall.w)}" height="${r2(hall.h)}" fill="none" stroke="#999" stroke-width=".5"/>`);
    out.push(`<text x="${r2(hall.x + 6)}" y="${r2(hall.y + 13)}" font-size="10" font-weight="600">${esc(hall.text)}</text>`);
  }
  for (const row of l.rows) out.push(`<text x="${r2(row.x)}" y="${r2(row.y)}" font-size="7" fill="#555">${esc(row.text)}</text>`);
  floor.racks.forEach((_, k) => {
    out.push(`<rect x="${r2(l.racks[k * 4]!)}" y="${r2(l.racks[k * 4 + 1]!)}" width="${r2(l.racks[k * 4 + 2]!)}" height="${r2(l.racks[k * 4 + 3]!)}" fill="#f1efe8"/>`);
  });
  floor.devices.forEach((d, i) => {
    const [x, y, dw, dh] = l.devices.subarray(i * 4, i * 4 + 4);
    if (!dw) return;
    const meaning = meaningOf(floor.stateCodes[d.s]);
    const colour = colours[meaning] ?? "#888";
    const hollow = meaning === "absent";
    out.push(
      `<rect x="${r2(x!)}" y="${r2(y!)}" width="${r2(dw)}" height="${r2(dh!)}" fill="${hollow ? "none" : colour}" stroke="${colour}" stroke-width=".4"><title>${esc(`${d.n}: ${stateWords(floor.stateCodes[d.s])}`)}</title></rect>`,
    );
    const cx = x! + dw / 2;
    const cy = y! + dh! / 2;
    const m = Math.min(dw, dh!) * 0.4;
    if (meaning === "repair") out.push(`<path d="M${r2(cx - m)} ${r2(cy - m)}l${r2(2 * m)} ${r2(2 * m)}m0 ${r2(-2 * m)}l${r2(-2 * m)} ${r2(2 * m)}" stroke="#fff" stroke-width="1"/>`);
    if (meaning === "suspect") out.push(`<path d="M${r2(cx)} ${r2(cy - m)}l${r2(m)} ${r2(2 * m)}h${r2(-2 * m)}z" fill="#fff"/>`);
  });
  out.push("</svg>\n");
  return out.join("\n");
}
