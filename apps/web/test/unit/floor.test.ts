/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import { describe, expect, it } from "vitest";
import type { Floor } from "../../src/api/types";
import { cells, deviceAt, devicesIn, fitView, layout, unitsOf, withPlaces, zoomAt } from "../../src/floor/geometry";
import { prepare } from "../../src/floor/paint";
import { floorSvg } from "../../src/floor/svg";
import { floorOf, makeSite } from "../fixtures/site.mjs";

const floor = (nodes: number, halls = 1) => floorOf(makeSite({ nodes, halls })) as Floor;
const area = (w: number, h: number, scale: number, W: number, H: number) => (w * scale * h * scale) / (W * H);

describe("the floor's geometry", () => {
  it("no two devices stand in the same place, and each stands in its rack", () => {
    const f = floor(256);
    const l = layout(f, 1.8);
    for (const [k, devices] of l.inRack.entries()) {
      const boxes = devices.map((i) => [...l.devices.subarray(i * 4, i * 4 + 4)] as [number, number, number, number]).sort((a, b) => a[1] - b[1]);
      boxes.forEach(([x, y, w, h], n) => {
        expect(x).toBeGreaterThanOrEqual(l.racks[k * 4]!);
        expect(x + w).toBeLessThanOrEqual(l.racks[k * 4]! + l.racks[k * 4 + 2]! + 0.01);
        expect(y).toBeGreaterThanOrEqual(l.racks[k * 4 + 1]! - 0.01);
        expect(h).toBeGreaterThan(0);
        const next = boxes[n + 1];
        if (next) expect(y + h).toBeLessThanOrEqual(next[1] + 0.01);
      });
    }
  });
  it("racks do not overlap", () => {
    const l = layout(floor(4096, 2), 1.8);
    const racks = l.inRack.map((_, k) => [...l.racks.subarray(k * 4, k * 4 + 4)] as [number, number, number, number]);
    for (let a = 0; a < racks.length; a++) {
      for (let b = a + 1; b < racks.length; b++) {
        const [ax, ay, aw, ah] = racks[a]!;
        const [bx, by, bw, bh] = racks[b]!;
        if (ax < bx + bw - 0.01 && bx < ax + aw - 0.01 && ay < by + bh - 0.01 && by < ay + ah - 0.01) throw new Error(`racks ${a} and ${b} overlap`);
      }
    }
  });
  it("a large floor fills the picture, wide or tall", () => {
    const f = floor(4096, 2);
    // Rows are not broken, so a tall picture is filled less well.
    for (const [w, h, least] of [[1200, 600, 0.7], [390, 600, 0.45]] as const) {
      const l = layout(f, w / h);
      const view = fitView(l.bounds, w, h);
      expect(area(l.bounds.w, l.bounds.h, view.scale, w, h)).toBeGreaterThan(least);
    }
  });
  it("a device fills the units up to the next one, no more than its model does elsewhere", () => {
    const d = (u: number, m = "T", k: "N" | "S" = "N") => ({ n: `${m}${u}`, k, r: 0, u, m, s: "A", g: "AAAA", su: 1, t: 0, o: 0 });
    expect(unitsOf([d(1), d(2), d(3)], 48).map((x) => x.fills)).toEqual([1, 1, 1]);
    expect(unitsOf([d(3), d(13), d(40, "Q", "S")], 48).map((x) => x.fills)).toEqual([8, 8, 2]);
  });
  it("the device under a point is found, and a gap finds none", () => {
    const f = floor(256);
    const l = layout(f, 1.8);
    for (const i of [0, 7, 99, f.devices.length - 1]) {
      expect(deviceAt(l, l.devices[i * 4]! + 1, l.devices[i * 4 + 1]! + 0.5)).toBe(i);
    }
    expect(deviceAt(l, -50, -50)).toBe(-1);
  });
  it("a selection over everything counts everything", () => {
    const f = floor(256);
    const l = layout(f, 1.8);
    expect(devicesIn(l, l.bounds)).toHaveLength(f.devices.length);
  });
  it("a device without a rack is counted and not drawn", () => {
    const f = floor(256);
    f.devices.push({ n: "lost", k: "N", r: -1, u: 0, m: "T", s: "P", g: "PPPP", su: 0, t: 0, o: 0 });
    const l = layout(f, 1.8);
    expect(l.unplaced).toBe(1);
    expect(devicesIn(l, l.bounds)).toHaveLength(f.devices.length - 1);
  });
  it("a plan without places still has a floor, and every device is on it once", () => {
    const f = floor(256);
    const lost = { ...f, halls: [], rows: [], racks: [], devices: f.devices.map((d) => ({ ...d, r: -1, u: 0 })) };
    const l = layout(withPlaces(lost), 1.8);
    expect(l.unplaced).toBe(0);
    expect(devicesIn(l, l.bounds)).toHaveLength(f.devices.length);
    for (let i = 0; i < f.devices.length; i += 31) expect(deviceAt(l, l.devices[i * 4]! + 1, l.devices[i * 4 + 1]! + 0.5)).toBe(i);
    expect(withPlaces(f)).toBe(f);
  });
  it("zooming keeps the point under the pointer where it is", () => {
    const before = { x: 10, y: 20, scale: 2 };
    const after = zoomAt(before, 1.7, 300, 200, 0.1, 24);
    expect(300 / after.scale + after.x).toBeCloseTo(300 / before.scale + before.x, 9);
    expect(zoomAt(before, 1e9, 0, 0, 0.1, 24).scale).toBe(24);
  });
  it("eight GPUs in a wide box stand in two rows of four", () => {
    expect(cells(8, 20, 11.7)).toEqual({ columns: 4, rows: 2 });
    expect(cells(4, 20, 1.2)).toEqual({ columns: 4, rows: 1 });
  });
  it("a node whose GPUs differ is painted GPU by GPU", () => {
    const f = floor(256);
    const p = prepare(f);
    expect(p.mixed.length).toBeGreaterThan(0);
    for (const i of p.mixed) expect(new Set(f.devices[i]!.g + f.devices[i]!.s).size).toBeGreaterThan(1);
    expect(p.mixed.length + [...p.byMeaning.values()].reduce((n, list) => n + list.length, 0)).toBe(f.devices.length);
  });
  it("the drawing names every device once", () => {
    const f = floor(64);
    const svg = floorSvg(f, layout(f, 1.8), { fit: "#009e73" }, "Tide & Co");
    expect(svg.match(/<title>gpu-/g)).toHaveLength(64);
    expect(svg).toContain("Tide &amp; Co");
  });
});
