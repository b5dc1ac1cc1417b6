/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import { describe, expect, it } from "vitest";
import { evidenceWords, graphOf, passed } from "../../src/locate/graph";
import { readLocalisation } from "../../src/locate/read";
import { localisation } from "../fixtures/acceptance.mjs";

const of = readLocalisation(JSON.stringify(localisation()));

describe("the graph of the parts in question", () => {
  it("has the suspects with those that they were tested with, and nobody else", () => {
    const g = graphOf(of, "");
    expect(g.nodes[0]?.name).toBe("gpu-0005");
    expect(g.nodes.length).toBeLessThan(of.parts.filter((p) => p.kind === "NODE").length);
    expect(g.parts.map((p) => p.kind)).toEqual(["CABLE", "NIC"]);
    expect(g.left).toBe(0);
  });
  it("draws each failed test once, however many parts it is evidence for", () => {
    const g = graphOf(of, "");
    const failed = g.tests.filter((t) => !t.passed).map((t) => `${g.nodes[t.a]!.name} ${g.nodes[t.b]!.name}`);
    expect(new Set(failed).size).toBe(failed.length);
    expect(failed.length).toBeGreaterThan(0);
    expect(failed.every((pair) => /gpu-0005|gpu-0007/.test(pair))).toBe(true);
  });
  it("hangs a cable at the node whose name it bears", () => {
    const g = graphOf(of, "");
    expect(g.wires.map((w) => [g.nodes[w.node]!.name, g.parts[w.part]!.name])).toEqual([["gpu-0007", "gpu-0007/cable-2"], ["gpu-0007", "gpu-0007/nic-2"]]);
  });
  it("of a chosen part shows that part and its partners", () => {
    const g = graphOf(of, "gpu-0001");
    expect(g.nodes.map((n) => n.name)).toContain("gpu-0001");
    expect(g.nodes).toHaveLength(4);
    expect(g.parts).toEqual([]);
  });
  it("says how many are left out where there are more than fit", () => {
    const many = { ...of, parts: Array.from({ length: 40 }, (_, i) => ({ kind: "NODE" as const, name: `n${i}`, probability: 0.5, decision: "INCONCLUSIVE" as const, evidence: [] })) };
    const g = graphOf(many, "", 10);
    expect([g.nodes.length, g.left]).toEqual([10, 30]);
  });
  it("tells a test in words, by its verdict or by its value", () => {
    expect(evidenceWords({ nodes: ["a", "b"], passed: false, value: 212, limit: 380, round: 2 }, String)).toBe("round 2, a + b: failed at 212 of 380");
    expect(evidenceWords({ nodes: ["a"], passed: true, round: 1 }, String)).toBe("round 1, a: passed");
    expect([passed({ nodes: [], value: 381, limit: 380, round: 1 }), passed({ nodes: [], round: 1 })]).toEqual([true, false]);
  });
});

describe("a decoding in a file", () => {
  it("that is something else is refused with what was expected", () => {
    expect(() => readLocalisation("round,a,b")).toThrow(/no JSON.*Maybe it was written without --json/);
    expect(() => readLocalisation("[]")).toThrow("expected one JSON object");
    expect(() => readLocalisation('{"badLostShare":0.01}')).toThrow(/expected lists "parts", "condemned", "undecided", "next".*--simulate/);
    expect(() => readLocalisation('{"parts":[{"kind":"NODE","name":"a","probability":7}],"condemned":[],"undecided":[],"next":[]}')).toThrow("part 1 of 1");
  });
  it("may lack evidence and still be shown", () => {
    const bare = readLocalisation('{"parts":[{"kind":"NODE","name":"a","probability":0.5}],"condemned":[],"undecided":[],"next":[]}');
    expect(bare.parts[0]).toMatchObject({ evidence: [], decision: "NOT_RUN" });
    expect(graphOf(bare, "")).toMatchObject({ nodes: [], parts: [] });
  });
});
