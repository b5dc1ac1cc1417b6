/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import { describe, expect, it } from "vitest";
import type { Campaign, Matrix } from "../../src/api/types";
import { badness, cellWords, matrixSvg, nextFail, rowHeight, sorted, tally } from "../../src/campaign/matrix";
import { costWords, endWords, headline, leakWords } from "../../src/campaign/words";
import { expected, money, percent, watts } from "../../src/words/format";

const m: Matrix = {
  tests: ["inventory", "gemm", "pair"],
  codes: { P: "PASS", F: "FAIL", I: "INCONCLUSIVE", N: "NOT_RUN", W: "WAIVED", R: "running", ".": "waiting", "-": "not for this node" },
  nodes: [
    { name: "gpu-10", rack: "A02", cells: "PPP" }, { name: "gpu-2", rack: "A01", cells: "PFN" }, { name: "gpu-1", rack: "A02", cells: "PI." },
    { name: "gpu-3", rack: "A10", cells: "PWR" }, { name: "gpu-4", rack: "A01", cells: "FF-" },
  ],
};
const names = (order: number[]) => order.map((i) => m.nodes[i]!.name);

describe("the matrix of nodes and tests", () => {
  it("puts the worst first: one fail outweighs all that is merely undecided", () => {
    expect(names(sorted(m, { by: "worst", down: true })).slice(0, 3)).toEqual(["gpu-4", "gpu-2", "gpu-1"]);
    const many: Matrix = { ...m, nodes: [{ name: "a", rack: "", cells: "III" }, { name: "b", rack: "", cells: "PPF" }] };
    expect(badness(many)[1]).toBeGreaterThan(badness(many)[0]!);
  });
  it("sorts names and racks as people count, and keeps the names' order among equals", () => {
    expect(names(sorted(m, { by: "name", down: false }))).toEqual(["gpu-1", "gpu-2", "gpu-3", "gpu-4", "gpu-10"]);
    expect(names(sorted(m, { by: "rack", down: false }))).toEqual(["gpu-2", "gpu-4", "gpu-1", "gpu-10", "gpu-3"]);
  });
  it("sorts by one test, what failed in it first", () => {
    expect(names(sorted(m, { by: 2, down: false }))).toEqual(["gpu-3", "gpu-1", "gpu-2", "gpu-10", "gpu-4"]);
  });
  it("counts every cell once", () => {
    const t = tally(m);
    expect([...t.values()].reduce((a, b) => a + b, 0)).toBe(15);
    expect([...t.keys()][0]).toBe("FAIL");
  });
  it("draws cells where they fit and one pixel a row where there are thousands", () => {
    expect([10, 60, 256, 4_096].map((rows) => rowHeight(rows, 560))).toEqual([22, 8, 2, 1]);
  });
  it("walks from fail to fail and around", () => {
    const order = sorted(m, { by: "name", down: false });
    expect([nextFail(m, order, -1, 1), nextFail(m, order, 1, 1), nextFail(m, order, 3, 1), nextFail(m, order, 1, -1)]).toEqual([1, 3, 1, 3]);
    expect(nextFail({ ...m, nodes: [m.nodes[0]!] }, [0], -1, 1)).toBe(-1);
  });
  it("says a cell in words", () => {
    expect(cellWords(m, 1, 1)).toBe("gpu-2, gemm: fail");
    expect(cellWords(m, 4, 2)).toBe("gpu-4, pair: not for this node");
    expect(cellWords(m, 0, -1)).toBe("gpu-10");
  });
  it("as a drawing folds equal cells into one shape, and is escaped", () => {
    const many: Matrix = { ...m, tests: ["<t>"], nodes: Array.from({ length: 4_096 }, (_, i) => ({ name: `n${i}`, rack: "r", cells: i < 4_000 ? "P" : "F" })) };
    const svg = matrixSvg(many, many.nodes.map((_, i) => i), { fit: "#009e73" }, "a & b");
    expect(svg.length).toBeLessThan(3_000);
    expect(svg).toContain("&lt;t&gt;");
    expect(svg).toContain("a &amp; b");
    expect(svg).not.toContain("NaN");
  });
  it("of 4,096 nodes and 25 tests is sorted in a moment", () => {
    const cells = "PPPPPPPPPPPPPPPPPPPPPFN..";
    const big: Matrix = { ...m, tests: [...cells].map((_, t) => `t${t}`), nodes: Array.from({ length: 4_096 }, (_, i) => ({ name: `gpu-${(i * 2_654_435_761) % 4_096}`, rack: `r${i % 500}`, cells })) };
    for (const by of ["worst", "name", "rack", 21] as const) expect(sorted(big, { by, down: true })).toHaveLength(4_096);
  });
});

describe("a campaign in words", () => {
  const now = Date.parse("2026-11-20T12:00:00Z");
  const c = { status: "RUNNING" as const, deadline: "2026-11-21T12:00:00Z", predictedEnd: "2026-11-21T09:00:00Z" };
  it("says the time that is left, and how the end stands against it", () => {
    expect(endWords(c, now)).toBe("1 day left until the deadline. It should end 3 hours before it.");
    expect(endWords({ ...c, predictedEnd: "2026-11-21T14:00:00Z" }, now)).toBe("1 day left until the deadline. It should end 2 hours too late.");
    expect(endWords({ ...c, deadline: "2026-11-20T11:00:00Z" }, now)).toContain("The deadline passed 1 hour ago.");
    expect(endWords({ ...c, deadline: null }, now)).toBe("It should end in 21 hours; it has no deadline.");
    expect(endWords({ ...c, status: "STOPPED" }, now)).toContain("stays not run");
  });
  it("says what shipping now would let through, and leaves out what nobody gave the terms for", () => {
    const leak = { badNodes: 4.62, low: 2.9, high: 7.1, interruptedGpuHours: 1_840.4, creditsCents: 2_310_000, sources: [] };
    expect(leakWords(leak)).toBe("Shipping now would let through 4.62 bad nodes (between 2.9 and 7.1): 1,840 interrupted GPU-hours, 23,100.00 in credits.");
    expect(leakWords({ ...leak, interruptedGpuHours: null, creditsCents: null })).toBe("Shipping now would let through 4.62 bad nodes (between 2.9 and 7.1).");
    expect(costWords(12, null)).toBe(": 12 interrupted GPU-hours");
  });
  it("counts a waived node among the accepted ones once", () => {
    const campaign = { name: "x", status: "RUNNING", nodes: { accepted: 10, failed: 1, undecided: 2, notRun: 3, waived: 4 } } as Campaign;
    expect(headline(campaign)).toBe("10 of 16 nodes accepted, 1 failed.");
  });
  it("writes power, money, shares and expected numbers as people do", () => {
    expect([640, 12_400, 3_200_000].map(watts)).toEqual(["640 W", "12.4 kW", "3.2 MW"]);
    expect([money(2_310_000), money(1)]).toEqual(["23,100.00", "0.01"]);
    expect([percent(0.0604), percent(0.00001), percent(0)]).toEqual(["6.04 %", "< 0.01 %", "0 %"]);
    expect([expected(0), expected(0.001), expected(4.616), expected(12.34), expected(123.8)]).toEqual(["0", "< 0.01", "4.62", "12.3", "124"]);
  });
});
