/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import { describe, expect, it } from "vitest";
import type { RepairOrder } from "../../src/api/types";
import { labelsIn, partOf, walk } from "../../src/fabric/part";
import { afterSync, bodyOf, currentOf, enqueue, isLabel, nextOf, outcomeOf, screens, sync, type Tick } from "../../src/tick/queue";

const tick = (order: string, move: number, done = true, at = 1_000): Tick => ({ site: "s", order, move, done, scanA: "", scanB: "", clientId: `${order}-${move}-${done}-${at}`, at });
const order = (id: string, location: string, moves: number): RepairOrder => ({
  id, kind: "SWAPPED_PAIR", severity: "HIGH", location, findings: [], proof: [],
  moves: Array.from({ length: moves }, (_, i) => ({ action: "PLUG_OVER" as const, from: `leaf-1:${i}`, to: `leaf-1:${i + 1}`, text: "move" })),
});

describe("ticks made in an aisle", () => {
  it("only the last word on a move is sent", () => {
    const queue = enqueue(enqueue(enqueue([], tick("R-1", 0)), tick("R-1", 1)), tick("R-1", 0, false, 2_000));
    expect(queue.map((t) => [t.move, t.done])).toEqual([[1, true], [0, false]]);
  });
  it("are sent in order, and wait when the network goes away in between", async () => {
    const seen: string[] = [];
    const queue = [tick("R-1", 0), tick("R-1", 1), tick("R-2", 0)];
    const out = await sync(queue, async (t) => {
      seen.push(`${t.order}#${t.move}`);
      return seen.length < 3 ? "sent" : "later";
    });
    expect(seen).toEqual(["R-1#0", "R-1#1", "R-2#0"]);
    expect(out.sent).toBe(2);
    expect(out.left).toEqual([queue[2]]);
  });
  it("that the server refuses do not block the ones behind them", async () => {
    const out = await sync([tick("R-1", 0), tick("R-2", 0)], async (t) => (t.order === "R-1" ? { refused: "The order is closed" } : "sent"));
    expect(out.left).toEqual([]);
    expect(out.refused.map((r) => r.why)).toEqual(["The order is closed"]);
  });
  it("stay on the phone until someone signs in", async () => {
    const out = await sync([tick("R-1", 0)], async () => "signIn");
    expect(out.signIn).toBe(true);
    expect(out.left).toHaveLength(1);
  });
  it("made while others were being sent are kept", async () => {
    const before = [tick("R-1", 0)];
    const done = await sync(before, async () => "sent");
    const now = enqueue(before, tick("R-1", 1));
    expect(afterSync(now, before, done)).toEqual([tick("R-1", 1)]);
  });
  it("an answer says whether to wait, to sign in, or to give up", () => {
    expect(outcomeOf(204, "")).toBe("sent");
    expect(outcomeOf(0, "")).toBe("later");
    expect(outcomeOf(503, "")).toBe("later");
    expect(outcomeOf(401, "")).toBe("signIn");
    expect(outcomeOf(409, "why")).toEqual({ refused: "why" });
  });
  it("sent late carry the time at which the hands did it", () => {
    const t = tick("R-1", 0, true, Date.parse("2026-11-20T10:00:00Z"));
    expect(bodyOf(t, t.at + 5_000)["effectiveAt"]).toBeNull();
    expect(bodyOf(t, t.at + 3_600_000)["effectiveAt"]).toBe("2026-11-20T10:00:00.000Z");
  });
  it("a queue that is full says so", () => {
    const full = Array.from({ length: 5_000 }, (_, i) => tick("R", i));
    expect(() => enqueue(full, tick("R", 5_000))).toThrow("5000 ticks wait");
  });
});

describe("the walk", () => {
  const orders = [order("R-b", "H1/B/B02/U3", 1), order("R-a", "H1/A/A10/U3", 2), order("R-c", "H1/A/A9/U3", 1), order("R-d", "H2/A/A1/U1", 1)];
  it("goes hall by hall, row by row, and counts racks as people do", () => {
    expect(walk(orders).map((o) => o.id)).toEqual(["R-c", "R-a", "R-b", "R-d"]);
  });
  it("goes last to what nobody knows the place of", () => {
    expect(walk([order("R-x", "", 1), ...orders]).map((o) => o.id)).toEqual(["R-c", "R-a", "R-b", "R-d", "R-x"]);
  });
  it("shows what the phone knows before the server does", () => {
    const all = screens(orders, [tick("R-c", 0)], "s", "");
    expect(all.map((s) => [s.key, s.ticked])).toEqual([["R-c#0", true], ["R-a#0", false], ["R-a#1", false], ["R-b#0", false], ["R-d#0", false]]);
    expect(currentOf(all, null)?.key).toBe("R-a#0");
    expect(nextOf(all, "R-d#0")?.key).toBe("R-a#0");
    expect(screens(orders, [], "s", "H2").map((s) => s.key)).toEqual(["R-d#0"]);
  });
  it("ends when every move is ticked", () => {
    const all = screens([orders[0]!], [tick("R-b", 0)], "s", "");
    expect(currentOf(all, null)).toBeNull();
    expect(nextOf(all, "R-b#0")).toBeNull();
  });
  it("a label is the same with other case and spaces, and no other label is", () => {
    expect(isLabel(" LEAF-003: 17", "leaf-003:17")).toBe(true);
    expect(isLabel("leaf-003:18", "leaf-003:17")).toBe(false);
    expect(isLabel("", "leaf-003:17")).toBe(false);
  });
});

describe("the drawing of a repair order", () => {
  it("finds the labels in a sentence", () => {
    expect(labelsIn("gpu-0009:mlx5_2 at line 4211, not leaf-3:1/5.")).toEqual(["gpu-0009:mlx5_2", "leaf-3:1/5"]);
  });
  it("draws a swapped pair as two planned wires and two that cross over them", () => {
    const o = { ...order("R-1", "", 2), findings: ["F-1", "F-2"] };
    const part = partOf(o, [
      { id: "F-1", kind: "WRONG_PEER", a: "leaf-3:17", b: "n10:h2", expected: "n9:h2", observed: "n10:h2" },
      { id: "F-2", kind: "WRONG_PEER", a: "leaf-3:18", b: "n9:h2", expected: "n10:h2", observed: "n9:h2" },
      { id: "F-9", kind: "MISSING", a: "x:1", b: "y:1", expected: "", observed: "" },
    ]);
    expect(part.left).toEqual(["leaf-3:17", "leaf-3:18"]);
    expect(part.right).toEqual(["n9:h2", "n10:h2"]);
    expect(part.planned).toEqual([{ left: "leaf-3:17", right: "n9:h2" }, { left: "leaf-3:18", right: "n10:h2" }]);
    expect(part.seen).toEqual([{ left: "leaf-3:17", right: "n10:h2" }, { left: "leaf-3:18", right: "n9:h2" }]);
  });
  it("draws a missing cable as planned and not there", () => {
    const o = { ...order("R-1", "", 1), findings: ["F-1"] };
    const part = partOf(o, [{ id: "F-1", kind: "MISSING", a: "leaf-3:17", b: "n9:h2", expected: "a cable", observed: "no link" }]);
    expect(part.planned).toHaveLength(1);
    expect(part.seen).toEqual([]);
  });
});
