/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import { describe, expect, it } from "vitest";
import { csv, dayKey, instantOf, ordinal, plural, shortHash, span, wallOf, when } from "../../src/words/format";
import { byMeaning, MEANING_OF, STATES, sumOf, wordsOf } from "../../src/words/states";
import { loadSvg, pointColumns } from "../../src/pages/loadExport";
import { around, moved, stack } from "../../src/pages/stack";

describe("words", () => {
  it("a span is told with its two largest units", () => {
    expect(span(59_000)).toBe("1 minute");
    expect(span(10_000)).toBe("less than a minute");
    expect(span(3_600_000)).toBe("1 hour");
    expect(span(100 * 60_000)).toBe("1 hour 40 minutes");
    expect(span(3 * 86_400_000 + 4 * 3_600_000)).toBe("3 days 4 hours");
  });
  it("one cable is not cables", () => {
    expect(plural(1, "cable")).toBe("1 cable");
    expect(plural(4_096, "cable")).toBe("4,096 cables");
  });
  it("a place in a row is said so that nobody asks whether it counts from 0", () => {
    expect([1, 2, 3, 4, 11, 12, 13, 21, 102, 111, 1_003].map(ordinal)).toEqual(["1st", "2nd", "3rd", "4th", "11th", "12th", "13th", "21st", "102nd", "111th", "1,003rd"]);
  });
  it("a time is shown with its weekday in the site's zone", () => {
    const now = Date.parse("2026-11-23T00:00:00Z");
    expect(when("2026-11-20T23:30:00Z", "Europe/Oslo", now)).toBe("Sat 21 Nov 00:30");
    expect(when("2027-11-17T15:30:00Z", "Europe/Oslo", now)).toBe("Wed 17 Nov 2027 16:30");
    expect(when(null, "UTC")).toBe("–");
    expect(when("2026-11-20T23:30:00Z", "Nowhere/Atlantis", now)).toBe("Fri 20 Nov 23:30");
  });
  it("a wall-clock time in a zone is the instant it names, on both sides of a clock change", () => {
    expect(instantOf("2026-11-17T14:05", "Europe/Oslo")).toBe("2026-11-17T13:05:00.000Z");
    expect(instantOf("2026-07-17T14:05", "Europe/Oslo")).toBe("2026-07-17T12:05:00.000Z");
    expect(instantOf("2026-10-25T12:00", "Europe/Oslo")).toBe("2026-10-25T11:00:00.000Z");
    expect(instantOf("nonsense", "UTC")).toBeNull();
    for (const zone of ["UTC", "Asia/Kolkata", "America/New_York"]) {
      expect(wallOf(instantOf("2026-03-03T03:03", zone)!, zone)).toBe("2026-03-03T03:03");
    }
    expect(dayKey("2026-11-20T23:30:00Z", "Europe/Oslo")).toBe("2026-11-21");
  });
  it("a cell that a spreadsheet would run stays text", () => {
    expect(csv([["a", 1, null], ['say "hi"', "x,y", "=1+1"], ["-4.5", "-cmd", "@x"]])).toBe('a,1,\r\n"say ""hi""","x,y",\'=1+1\r\n-4.5,\'-cmd,\'@x\r\n');
  });
  it("a hash is shortened and never made up", () => {
    expect(shortHash(`sha256:${"ab".repeat(32)}`)).toBe("abababababab");
    expect(shortHash(null)).toBe("–");
  });
});

describe("the line", () => {
  it("every state has a meaning, and the meanings sum to the states", () => {
    expect(STATES).toHaveLength(12);
    const counts = Object.fromEntries(STATES.map((s, i) => [s, i + 1]));
    expect(Object.values(byMeaning(counts)).reduce((a, b) => a + b, 0)).toBe(sumOf(counts));
    expect(MEANING_OF.RETIRED).toBe("unknown");
  });
  const points = [
    { at: "2026-11-01T00:00:00Z", byState: { PLANNED: 16 }, fit: 0, promised: null },
    { at: "2026-11-02T00:00:00Z", byState: { PLANNED: 4, TESTING: 8, ACCEPTED: 4 }, fit: 4, promised: null },
    { at: "2026-11-03T00:00:00Z", byState: { TESTING: 4, ACCEPTED: 8, REPAIR: 4 }, fit: 8, promised: null },
  ];
  it("the stack's top is all there is, and its fit layer ends at the water level", () => {
    const s = stack(points);
    expect(s.layers[0]!.top).toEqual([16, 16, 16]);
    expect(s.layers.find((l) => l.meaning === "fit")!.top).toEqual([0, 4, 8]);
  });
  it("a day says what moved, the biggest first", () => {
    expect(moved(points[1]!, points[2]!)).toEqual([
      { meaning: "fit", by: 4 }, { meaning: "testing", by: -4 }, { meaning: "repair", by: 4 }, { meaning: "absent", by: -4 },
    ]);
  });
  it("the table and the drawing of the load line hold every point and every state", () => {
    expect(pointColumns("UTC").map((c) => c.value(points[1]!))).toEqual(["2026-11-02T00:00:00Z", 4, 0, 4, 8, 0, 0, 0, 4, null]);
    const svg = loadSvg(points, { fit: "#009e73" }, "Tide <1>", "UTC");
    expect(svg).toContain("Tide &lt;1&gt;");
    expect(svg.match(/<path/g)).toHaveLength(8);
    expect(svg).not.toContain("NaN");
  });
  it("a kind of fact is told in words", () => {
    expect([wordsOf("SWAPPED_PAIR"), wordsOf("unit.planned"), wordsOf("user.signed-in")]).toEqual(["swapped pair", "unit planned", "user signed in"]);
  });
  it("a day is compared with what was before it", () => {
    const [before, after] = around(points, Date.parse("2026-11-02T00:00:00Z"), Date.parse("2026-11-03T00:00:00Z"));
    expect([before?.fit, after?.fit]).toEqual([4, 8]);
  });
});
