/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import type { Floor, FloorDevice } from "../api/types";

/** World units; a rack unit is 1.5 high and a rack 22 wide, about the shape of the real thing. */
export const RACK_W = 22;
export const UNIT_H = 1.5;
const RACK_GAP = 2;
const ROW_GAP = 14;
const COLUMN_GAP = 26;
const HALL_GAP = 34;
const HALL_HEAD = 18;
const NODE_UNITS_MAX = 8;

export interface Box { x: number; y: number; w: number; h: number }
export interface Label { x: number; y: number; text: string }

/** Where everything stands on the map; four numbers a box, in the order of the floor's lists. */
export interface Layout {
  bounds: Box;
  racks: Float32Array;
  devices: Float32Array;
  /** For each device how much is free above it. */
  room: Float32Array;
  /** For each rack the indices of its devices. */
  inRack: number[][];
  halls: (Box & { text: string })[];
  rows: Label[];
  /** Devices that the plan puts into no rack. */
  unplaced: number;
}

const NODES_A_RACK = 4;
const SWITCHES_A_RACK = 16;
const TIER_WORDS = ["other", "leaf", "spine", "core"];

/** A plan without places still has a floor: what has no rack is put into made-up racks, a row for each scalable unit. */
export function withPlaces(floor: Floor): Floor {
  if (floor.devices.every((d) => floor.racks[d.r])) return floor;
  const hall = floor.halls.length;
  const rows = [...floor.rows];
  const racks = [...floor.racks];
  const groups = new Map<string, { row: number; placed: number }>();
  const devices = floor.devices.map((d) => {
    if (floor.racks[d.r]) return d;
    const name = d.k === "N" ? `SU ${d.su || "unknown"}` : (TIER_WORDS[d.t] ?? "other");
    let group = groups.get(name);
    if (!group) {
      group = { row: rows.length, placed: 0 };
      groups.set(name, group);
      rows.push({ hall, name });
    }
    const perRack = d.k === "N" ? NODES_A_RACK : SWITCHES_A_RACK;
    const slot = group.placed++ % perRack;
    if (slot === 0) racks.push({ row: group.row, name: "", position: Math.ceil(group.placed / perRack), units: 42 });
    let r = racks.length - 1;
    while (racks[r]!.row !== group.row) r--;
    return { ...d, r, u: 1 + slot * (d.k === "N" ? 10 : 2) };
  });
  return { ...floor, halls: [...floor.halls, { name: "Place unknown" }], rows, racks, devices };
}

/** How many rack units each device of a rack fills: up to the next one above it, and no more than its model needs elsewhere. */
export function unitsOf(devices: FloorDevice[], rackUnits: number): { fills: number; free: number }[] {
  const order = devices.map((_, i) => i).sort((a, b) => devices[a]!.u - devices[b]!.u);
  const free = new Array<number>(devices.length).fill(1);
  order.forEach((i, k) => {
    const next = order.slice(k + 1).find((j) => devices[j]!.u > devices[i]!.u);
    free[i] = Math.max(1, (next === undefined ? rackUnits + 1 : devices[next]!.u) - devices[i]!.u);
  });
  const perModel = new Map<string, number>();
  devices.forEach((d, i) => perModel.set(d.m, Math.min(perModel.get(d.m) ?? Infinity, free[i]!)));
  return devices.map((d, i) => ({ fills: Math.min(free[i]!, perModel.get(d.m)!, d.k === "N" ? NODE_UNITS_MAX : 2), free: free[i]! }));
}

/** Lays halls, rows and racks out so that they fill a picture of the given aspect (width by height). */
export function layout(floor: Floor, aspect: number): Layout {
  const inRack: number[][] = floor.racks.map(() => []);
  let unplaced = 0;
  floor.devices.forEach((d, i) => {
    const rack = inRack[d.r];
    if (rack) rack.push(i);
    else unplaced++;
  });
  const rowsOfHall = floor.halls.map((_, h) => floor.rows.flatMap((r, i) => (r.hall === h ? [i] : [])));
  const racksOfRow = floor.rows.map((_, r) => floor.racks.flatMap((k, i) => (k.row === r ? [i] : [])));
  const rowBox = racksOfRow.map((racks) => {
    const positions = racks.map((k) => floor.racks[k]!.position);
    const first = Math.min(...positions);
    const units = Math.max(1, ...racks.map((k) => floor.racks[k]!.units));
    return { first, w: racks.length ? (Math.max(...positions) - first + 1) * (RACK_W + RACK_GAP) : 0, h: units * UNIT_H };
  });

  let best: { scale: number; columns: number; across: number } | null = null;
  const rowsMax = Math.max(1, ...rowsOfHall.map((r) => r.length));
  for (let across = 1; across <= Math.max(1, floor.halls.length); across++) {
    for (let columns = 1; columns <= rowsMax; columns++) {
      const size = place(floor, rowsOfHall, rowBox, columns, across, null);
      const scale = Math.min(aspect / size.w, 1 / size.h);
      if (!best || scale > best.scale * 1.001) best = { scale, columns, across };
    }
  }
  const rackBoxes = new Float32Array(floor.racks.length * 4);
  const deviceBoxes = new Float32Array(floor.devices.length * 4);
  const out: Layout = { bounds: { x: 0, y: 0, w: 1, h: 1 }, racks: rackBoxes, devices: deviceBoxes, room: new Float32Array(floor.devices.length), inRack, halls: [], rows: [], unplaced };
  const size = place(floor, rowsOfHall, rowBox, best!.columns, best!.across, {
    hall: (text, box) => out.halls.push({ ...box, text }),
    row: (r, x, y) => {
      const box = rowBox[r]!;
      out.rows.push({ x, y: y - 3, text: floor.rows[r]!.name });
      for (const k of racksOfRow[r]!) {
        const rack = floor.racks[k]!;
        const h = rack.units * UNIT_H;
        const rx = x + (rack.position - box.first) * (RACK_W + RACK_GAP);
        rackBoxes.set([rx, y + box.h - h, RACK_W, h], k * 4);
        const devices = inRack[k]!.map((i) => floor.devices[i]!);
        const units = unitsOf(devices, rack.units);
        inRack[k]!.forEach((i, n) => {
          const u = Math.max(1, floor.devices[i]!.u || n + 1);
          const dh = units[n]!.fills * UNIT_H;
          out.room[i] = (units[n]!.free - units[n]!.fills) * UNIT_H;
          deviceBoxes.set([rx + 1, y + box.h - (u - 1) * UNIT_H - dh + 0.15, RACK_W - 2, dh - 0.3], i * 4);
        });
      }
    },
  });
  out.bounds = { x: 0, y: 0, w: size.w, h: size.h };
  return out;
}

interface Sink { hall: (text: string, box: Box) => void; row: (row: number, x: number, y: number) => void }

function place(floor: Floor, rowsOfHall: number[][], rowBox: { w: number; h: number }[], columns: number, across: number, sink: Sink | null) {
  let x = 0;
  let y = 0;
  let lineH = 0;
  let w = 0;
  floor.halls.forEach((hall, h) => {
    if (h > 0 && h % across === 0) {
      x = 0;
      y += lineH + HALL_GAP;
      lineH = 0;
    }
    const rows = rowsOfHall[h]!;
    const perColumn = Math.max(1, Math.ceil(rows.length / columns));
    let cx = x + 8;
    let hallH = 0;
    for (let c = 0; c * perColumn < rows.length; c++) {
      let cy = y + HALL_HEAD;
      let cw = 0;
      for (const r of rows.slice(c * perColumn, (c + 1) * perColumn)) {
        cy += ROW_GAP;
        sink?.row(r, cx, cy);
        cy += rowBox[r]!.h;
        cw = Math.max(cw, rowBox[r]!.w);
      }
      hallH = Math.max(hallH, cy - y);
      cx += cw + COLUMN_GAP;
    }
    const hallW = Math.max(60, cx - COLUMN_GAP + 8 - x);
    hallH += 8;
    sink?.hall(hall.name, { x, y, w: hallW, h: hallH });
    x += hallW + HALL_GAP;
    w = Math.max(w, x - HALL_GAP);
    lineH = Math.max(lineH, hallH);
  });
  return { w: Math.max(1, w), h: Math.max(1, y + lineH) };
}

/** How the GPUs of a node are laid out in its box: columns and rows, as square as they can be. */
export function cells(gpus: number, w: number, h: number): { columns: number; rows: number } {
  let best = { columns: gpus, rows: 1 };
  let skew = Infinity;
  for (const rows of [1, 2, 4]) {
    const columns = Math.ceil(gpus / rows);
    const cw = w / columns;
    const ch = h / rows;
    const s = Math.max(cw / ch, ch / cw);
    if (s < skew) {
      skew = s;
      best = { columns, rows };
    }
  }
  return best;
}

/** The device at a point of the world, or -1. */
export function deviceAt(l: Layout, x: number, y: number): number {
  for (let k = 0; k < l.inRack.length; k++) {
    const rx = l.racks[k * 4]!;
    const ry = l.racks[k * 4 + 1]!;
    if (x < rx || x > rx + l.racks[k * 4 + 2]! || y < ry || y > ry + l.racks[k * 4 + 3]!) continue;
    for (const i of l.inRack[k]!) {
      const dy = l.devices[i * 4 + 1]!;
      if (y >= dy && y <= dy + l.devices[i * 4 + 3]!) return i;
    }
    return -1;
  }
  return -1;
}

/** All devices whose middle lies in a box. */
export function devicesIn(l: Layout, box: Box): number[] {
  const out: number[] = [];
  for (let i = 0; i * 4 < l.devices.length; i++) {
    const w = l.devices[i * 4 + 2]!;
    if (w === 0) continue;
    const mx = l.devices[i * 4]! + w / 2;
    const my = l.devices[i * 4 + 1]! + l.devices[i * 4 + 3]! / 2;
    if (mx >= box.x && mx <= box.x + box.w && my >= box.y && my <= box.y + box.h) out.push(i);
  }
  return out;
}

/** What part of the world is seen: screen = (world - origin) * scale. */
export interface View { x: number; y: number; scale: number }

export function fitView(bounds: Box, width: number, height: number, margin = 16): View {
  const scale = Math.max(0.05, Math.min((width - 2 * margin) / bounds.w, (height - 2 * margin) / bounds.h));
  return { scale, x: bounds.x - (width / scale - bounds.w) / 2, y: bounds.y - (height / scale - bounds.h) / 2 };
}

/** Zooms by a factor so that the world's point under the pointer stays under it. */
export function zoomAt(view: View, factor: number, px: number, py: number, min: number, max: number): View {
  const scale = Math.max(min, Math.min(max, view.scale * factor));
  return { scale, x: view.x + px / view.scale - px / scale, y: view.y + py / view.scale - py / scale };
}
