/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import type { Floor } from "../api/types";
import { type Meaning, meaningOf } from "../words/states";
import { type Box, cells, type Layout, type View } from "./geometry";

/** The colours of the page, read once for each theme. */
export type Ink = Record<Meaning | "ink" | "soft" | "rule" | "paper" | "sheet" | "sunk" | "accent" | "font", string>;

/** What the map shows besides the floor itself. */
export interface Marks { selected: ReadonlySet<number>; cursor: number; only: Meaning | null; lasso: Box | null }

/** From these sizes on, in screen pixels, the map says more. */
const SIGN_PX = 7;
const CELL_PX = 4;
const NAME_PX = 84;
const RACK_NAME_PX = 46;
const MARKERS_MAX = 800;
const DIMMED = 0.16;

/** The floor's states in the order of its lists, sorted for painting: one colour after the other. */
export interface Painted { meanings: Meaning[]; byMeaning: Map<Meaning, number[]>; mixed: number[]; uniform: Uint8Array }

export function prepare(floor: Floor): Painted {
  const meanings = floor.devices.map((d) => meaningOf(floor.stateCodes[d.s]));
  const byMeaning = new Map<Meaning, number[]>();
  const mixed: number[] = [];
  const uniform = new Uint8Array(floor.devices.length);
  floor.devices.forEach((d, i) => {
    const one = d.g.length === 0 || d.g === d.s.repeat(d.g.length);
    uniform[i] = one ? 1 : 0;
    if (!one) mixed.push(i);
    else {
      const list = byMeaning.get(meanings[i]!);
      if (list) list.push(i);
      else byMeaning.set(meanings[i]!, [i]);
    }
  });
  return { meanings, byMeaning, mixed, uniform };
}

/** Paints what is seen; the cost follows what is on screen, and one colour is set once. */
export function paint(g: CanvasRenderingContext2D, width: number, height: number, floor: Floor, l: Layout, p: Painted, view: View, ink: Ink, marks: Marks): void {
  const s = view.scale;
  const sx = (x: number) => (x - view.x) * s;
  const sy = (y: number) => (y - view.y) * s;
  g.globalAlpha = 1;
  g.fillStyle = ink.sheet;
  g.fillRect(0, 0, width, height);
  frames(g, width, height, floor, l, view, ink);

  const visible = (i: number) => {
    const x = sx(l.devices[i * 4]!);
    const y = sy(l.devices[i * 4 + 1]!);
    return x < width && y < height && x + l.devices[i * 4 + 2]! * s > 0 && y + l.devices[i * 4 + 3]! * s > 0;
  };
  const cell = cellSize(l, floor, s);
  const signs = cell >= CELL_PX;
  for (const [meaning, list] of p.byMeaning) {
    g.globalAlpha = marks.only && marks.only !== meaning ? DIMMED : 1;
    g.fillStyle = g.strokeStyle = ink[meaning];
    for (const i of list) {
      if (!visible(i)) continue;
      const x = sx(l.devices[i * 4]!);
      const y = sy(l.devices[i * 4 + 1]!);
      const w = l.devices[i * 4 + 2]! * s;
      const h = l.devices[i * 4 + 3]! * s;
      const gpus = floor.devices[i]!.g.length;
      if (signs && gpus > 0) gpuCells(g, x, y, w, h, gpus, () => meaning, ink);
      else if (signs) sign(g, meaning, x, y, w, h, ink);
      else g.fillRect(x, y, Math.max(1, w), Math.max(0.8, h));
    }
  }
  for (const i of p.mixed) {
    if (!visible(i)) continue;
    const d = floor.devices[i]!;
    g.globalAlpha = marks.only && marks.only !== p.meanings[i] ? DIMMED : 1;
    gpuCells(g, sx(l.devices[i * 4]!), sy(l.devices[i * 4 + 1]!), l.devices[i * 4 + 2]! * s, l.devices[i * 4 + 3]! * s, d.g.length, (n) => meaningOf(floor.stateCodes[d.g[n]!]), ink);
  }
  g.globalAlpha = 1;
  if (cell < SIGN_PX + 1) markers(g, l, p, view, ink, marks, visible);
  names(g, floor, l, view, ink, visible);
  overlays(g, l, view, ink, marks);
}

/** How large a GPU is on screen. */
function cellSize(l: Layout, floor: Floor, scale: number): number {
  const node = floor.devices.findIndex((d) => d.g.length > 0 && d.r >= 0);
  if (node < 0) return scale;
  const w = l.devices[node * 4 + 2]! * scale;
  const h = l.devices[node * 4 + 3]! * scale;
  const c = cells(floor.devices[node]!.g.length, w, h);
  return Math.min(w / c.columns, h / c.rows);
}

function gpuCells(g: CanvasRenderingContext2D, x: number, y: number, w: number, h: number, gpus: number, of: (n: number) => Meaning, ink: Ink): void {
  const { columns, rows } = cells(gpus, w, h);
  const cw = w / columns;
  const ch = h / rows;
  const gap = Math.min(cw, ch) > 6 ? 1 : Math.min(cw, ch) > 3 ? 0.5 : 0;
  for (let n = 0; n < gpus; n++) {
    sign(g, of(n), x + (n % columns) * cw, y + Math.floor(n / columns) * ch, cw - gap, ch - gap, ink);
  }
}

/** One cell with its sign; a small one is its colour only. */
export function sign(g: CanvasRenderingContext2D, of: Meaning, x: number, y: number, w: number, h: number, ink: Ink): void {
  const m = Math.min(w, h);
  g.fillStyle = g.strokeStyle = ink[of];
  if (m < SIGN_PX) {
    g.fillRect(x, y, Math.max(0.8, w), Math.max(0.8, h));
    return;
  }
  const cx = x + w / 2;
  const cy = y + h / 2;
  const line = Math.max(1.2, m / 12);
  g.lineWidth = line;
  switch (of) {
    case "fit":
      g.fillRect(x, y, w, h);
      return;
    case "absent":
      g.strokeRect(x + line / 2, y + line / 2, w - line, h - line);
      return;
    case "building":
      g.strokeRect(x + line / 2, y + line / 2, w - line, h - line);
      g.fillRect(x, cy, w, h / 2);
      return;
    case "testing": {
      const step = m / 3;
      g.strokeRect(x + 0.5, y + 0.5, w - 1, h - 1);
      for (let a = -1; a <= 1; a++) {
        for (let b = -1; b <= 1; b++) {
          g.fillRect(cx + a * step * 0.85 - step * 0.25, cy + b * step * 0.85 - step * 0.25, step * 0.5, step * 0.5);
        }
      }
      return;
    }
    case "serving":
      g.fillRect(x, y, w, h);
      g.strokeStyle = ink.sheet;
      g.beginPath();
      g.arc(cx, cy, m * 0.28, 0, 7);
      g.stroke();
      return;
    case "suspect":
      g.beginPath();
      g.moveTo(cx, cy - m * 0.42);
      g.lineTo(cx + m * 0.46, cy + m * 0.4);
      g.lineTo(cx - m * 0.46, cy + m * 0.4);
      g.fill();
      return;
    case "repair":
      g.lineWidth = Math.max(2, m / 5);
      g.beginPath();
      g.moveTo(cx - m * 0.36, cy - m * 0.36);
      g.lineTo(cx + m * 0.36, cy + m * 0.36);
      g.moveTo(cx + m * 0.36, cy - m * 0.36);
      g.lineTo(cx - m * 0.36, cy + m * 0.36);
      g.stroke();
      return;
    case "waived":
      g.strokeRect(x + line / 2, y + line / 2, w - line, h - line);
      g.fillRect(x, cy - line, w, line * 2);
      return;
    case "unknown":
      g.save();
      g.beginPath();
      g.rect(x, y, w, h);
      g.clip();
      g.beginPath();
      for (let d = -h; d < w; d += 5) {
        g.moveTo(x + d, y + h);
        g.lineTo(x + d + h, y);
      }
      g.stroke();
      g.restore();
      return;
  }
}

function frames(g: CanvasRenderingContext2D, width: number, height: number, floor: Floor, l: Layout, view: View, ink: Ink): void {
  const s = view.scale;
  g.lineWidth = 1;
  g.strokeStyle = ink.rule;
  for (const hall of l.halls) g.strokeRect(Math.round((hall.x - view.x) * s) + 0.5, Math.round((hall.y - view.y) * s) + 0.5, hall.w * s, hall.h * s);
  g.fillStyle = ink.sunk;
  for (let k = 0; k < floor.racks.length; k++) {
    const x = (l.racks[k * 4]! - view.x) * s;
    const y = (l.racks[k * 4 + 1]! - view.y) * s;
    const w = l.racks[k * 4 + 2]! * s;
    const h = l.racks[k * 4 + 3]! * s;
    if (x < width && y < height && x + w > 0 && y + h > 0) g.fillRect(x, y, w, h);
  }
  g.textBaseline = "alphabetic";
  g.fillStyle = ink.ink;
  g.font = `600 13px ${ink.font}`;
  for (const hall of l.halls) g.fillText(hall.text, (hall.x - view.x) * s + 8, (hall.y - view.y) * s + Math.max(14, 12 * s));
  g.fillStyle = ink.soft;
  g.font = `12px ${ink.font}`;
  if (14 * s >= 11) for (const row of l.rows) g.fillText(s * 22 > 60 ? `Row ${row.text}` : row.text, (row.x - view.x) * s, (row.y - view.y) * s);
}

/** What is faulty is seen from afar: a marker that does not shrink with the map. */
function markers(g: CanvasRenderingContext2D, l: Layout, p: Painted, view: View, ink: Ink, marks: Marks, visible: (i: number) => boolean): void {
  let left = MARKERS_MAX;
  for (const meaning of ["suspect", "repair"] as const) {
    if (marks.only && marks.only !== meaning) continue;
    for (let i = 0; i < p.meanings.length && left > 0; i++) {
      if (p.meanings[i] !== meaning || !visible(i)) continue;
      left--;
      const cx = (l.devices[i * 4]! + l.devices[i * 4 + 2]! / 2 - view.x) * view.scale;
      const cy = (l.devices[i * 4 + 1]! + l.devices[i * 4 + 3]! / 2 - view.y) * view.scale;
      g.fillStyle = ink.sheet;
      g.fillRect(cx - 6, cy - 6, 12, 12);
      sign(g, meaning, cx - 5.5, cy - 5.5, 11, 11, ink);
    }
  }
}

function names(g: CanvasRenderingContext2D, floor: Floor, l: Layout, view: View, ink: Ink, visible: (i: number) => boolean): void {
  const s = view.scale;
  if (22 * s < RACK_NAME_PX) return;
  g.font = `12px ${ink.font}`;
  g.fillStyle = ink.soft;
  floor.racks.forEach((rack, k) => {
    const x = (l.racks[k * 4]! - view.x) * s;
    const y = (l.racks[k * 4 + 1]! + l.racks[k * 4 + 3]! - view.y) * s;
    if (x > -200 && x < 4000 && y > -20 && y < 4000) g.fillText(rack.name.split("-").at(-1)!, x + 1, y + 12);
  });
  if (20 * s < NAME_PX) return;
  g.textBaseline = "middle";
  floor.devices.forEach((d, i) => {
    const h = l.devices[i * 4 + 3]! * s;
    if (h < 13 || !visible(i)) return;
    const x = (l.devices[i * 4]! - view.x) * s;
    const y = (l.devices[i * 4 + 1]! - view.y) * s;
    const above = l.room[i]! * s >= 15;
    if (!above) {
      g.fillStyle = ink.sheet;
      g.fillRect(x, y, g.measureText(d.n).width + 8, 16);
    }
    g.fillStyle = above ? ink.soft : ink.ink;
    g.fillText(d.n, above ? x : x + 4, above ? y - 8 : y + 8.5);
  });
  g.textBaseline = "alphabetic";
}

function overlays(g: CanvasRenderingContext2D, l: Layout, view: View, ink: Ink, marks: Marks): void {
  const s = view.scale;
  const outline = (i: number, grow: number) =>
    g.strokeRect((l.devices[i * 4]! - view.x) * s - grow, (l.devices[i * 4 + 1]! - view.y) * s - grow, l.devices[i * 4 + 2]! * s + 2 * grow, l.devices[i * 4 + 3]! * s + 2 * grow);
  g.strokeStyle = ink.accent;
  g.lineWidth = 1.5;
  for (const i of marks.selected) outline(i, 1);
  if (marks.cursor >= 0) {
    g.strokeStyle = ink.ink;
    g.lineWidth = 2.5;
    outline(marks.cursor, 3);
  }
  if (marks.lasso) {
    g.strokeStyle = ink.accent;
    g.lineWidth = 1;
    g.setLineDash([5, 4]);
    g.strokeRect((marks.lasso.x - view.x) * s, (marks.lasso.y - view.y) * s, marks.lasso.w * s, marks.lasso.h * s);
    g.setLineDash([]);
  }
}
