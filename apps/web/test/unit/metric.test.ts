/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import { describe, expect, it } from "vitest";
import { density, domain, failing, type Limit, pastBy, quantile, swarm, ticks } from "../../src/metric/distribution";
import { presentOf, stateOf } from "../../src/price/WaiverLines";
import { termsOf, unsourced } from "../../src/price/terms";

const value = (node: string, v: number) => ({ node, value: v, verdict: "PASS" });

describe("a distribution with its limit", () => {
  const least: Limit[] = [{ kind: "least", value: 100 }];
  const both: Limit[] = [...least, { kind: "most", value: 120 }];
  it("names who is past the limit, the worst first, and by how much", () => {
    const found = failing([value("a", 99), value("b", 101), value("c", 90), value("d", 100)], least);
    expect(found.map((f) => [f.node, f.by, f.share])).toEqual([["c", 10, 0.1], ["a", 1, 0.01]]);
  });
  it("knows both sides", () => {
    expect([pastBy(130, both), pastBy(95, both), pastBy(110, both), pastBy(100, both)]).toEqual([10, 5, 0, 0]);
    expect(failing([value("a", 126)], both)[0]).toMatchObject({ by: 6, share: 0.05 });
    expect(failing([value("a", 1)], [])).toEqual([]);
  });
  it("draws the limit also where all values are far from it", () => {
    const [from, to] = domain([200, 210], least);
    expect(from).toBeLessThan(100);
    expect(to).toBeGreaterThan(210);
    expect(domain([], [])).toEqual([0, 1]);
    const same = domain([5, 5], []);
    expect(same[1]).toBeGreaterThan(same[0]);
  });
  it("has round numbers on its axis", () => {
    expect(ticks(6_790, 7_810, 8)).toEqual([6_800, 7_000, 7_200, 7_400, 7_600, 7_800]);
    expect(ticks(0, 0.3, 3)).toEqual([0, 0.1, 0.2, 0.3]);
    expect(ticks(5, 5, 8)).toEqual([5]);
  });
  it("has its quantiles between neighbours in proportion", () => {
    expect([quantile([1, 2, 3, 4], 0.5), quantile([1, 2, 3, 4], 0), quantile([1, 2, 3, 4], 1), quantile([7], 0.3)]).toEqual([2.5, 1, 4, 7]);
    expect(quantile([], 0.5)).toBeNaN();
  });
  it("shows two groups of nodes as two hills, and one value as none of that", () => {
    const two = [...Array.from({ length: 50 }, (_, i) => 10 + i / 50), ...Array.from({ length: 50 }, (_, i) => 20 + i / 50)];
    const d = density(two, [10.5, 15, 20.5]);
    expect(Math.max(...d)).toBe(1);
    expect(d[1]).toBeLessThan(0.5);
    expect(density([1], [1, 2])).toEqual([0, 0]);
    expect(density([5, 5, 5], [4, 5, 6]).every(Number.isFinite)).toBe(true);
  });
  it("puts no dot on another while there is room", () => {
    const rows = swarm([10, 10, 10, 30], 5, 10);
    expect(rows).toEqual([0, 1, 2, 0]);
    expect(Math.max(...swarm(Array.from({ length: 100 }, () => 10), 5, 10))).toBe(9);
  });
});

describe("a waiver", () => {
  const w = { grantedAt: "2026-11-23T10:00:00Z", revokedAt: null, expiresAt: "2026-12-23T10:00:00Z" };
  it("signed now on a simulated site, whose own time is long past, holds and can be revoked", () => {
    const siteAt = "2026-11-05T10:00:00Z";
    expect(presentOf(siteAt, [w])).toBe(w.grantedAt);
    expect(stateOf(w, presentOf(siteAt, [w]))).toBe("HOLDS");
    const revoked = { ...w, revokedAt: "2026-11-23T11:00:00Z" };
    expect(stateOf(revoked, presentOf(siteAt, [revoked]))).toBe("REVOKED");
    expect(stateOf(w, "2026-12-23T10:00:00Z")).toBe("ENDED");
  });
});

describe("the terms of a price", () => {
  it("are sent only with a source, and money as cents", () => {
    expect(termsOf({ days: { value: "30", source: "our SLA" }, jobGpus: { value: "512", source: " " }, creditCentsPerGpuHour: { value: "2.5", source: "contract 7" }, creditCapCents: { value: "1000", source: "" } })).toEqual({
      days: { value: 30, source: "our SLA" }, creditCentsPerGpuHour: { value: 250, source: "contract 7" }, creditCapCents: 100_000,
    });
  });
  it("that are no numbers, or below nothing, are not sent", () => {
    expect(termsOf({ days: { value: "soon", source: "x" }, restartHours: { value: "-1", source: "x" }, jobGpus: { value: "", source: "x" } })).toEqual({});
  });
  it("without a source are named", () => {
    expect(unsourced({ days: { value: "30", source: "" }, jobGpus: { value: "", source: "" } })).toEqual(["For how long it serves until it is found"]);
  });
});
