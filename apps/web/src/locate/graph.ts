/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import type { Localisation, PartEvidence, PartKind, PartPosterior } from "../api/types";

export const KIND_WORDS: Record<PartKind, string> = { NODE: "node", NIC: "NIC", CABLE: "cable", PORT: "port", LINK: "link", PAIR: "pair" };

/** Whether a test held its limit; told by the test, or by its value. Higher is better: these are bandwidths. */
export const passed = (e: PartEvidence): boolean => e.passed ?? (e.value !== null && e.value !== undefined && e.limit !== null && e.limit !== undefined ? e.value >= e.limit : false);

/** A test as one sentence: "round 2, gpu-1 + gpu-7: failed at 212 of 380". */
export function evidenceWords(e: PartEvidence, number: (n: number) => string): string {
  const at = e.value === null || e.value === undefined ? "" : ` at ${number(e.value)}${e.limit === null || e.limit === undefined ? "" : ` of ${number(e.limit)}`}`;
  return `round ${e.round}, ${e.nodes.join(" + ")}: ${passed(e) ? "passed" : "failed"}${at}`;
}

export interface Test { a: number; b: number; passed: boolean; rounds: number[] }
/** The part of the fabric in question: suspects and who was tested with them. Two rails: nodes at the left, what lies between at the right. */
export interface Graph { nodes: PartPosterior[]; parts: PartPosterior[]; tests: Test[]; wires: { node: number; part: number }[]; left: number }

const inQuestion = (p: PartPosterior): boolean => p.decision === "FAIL" || p.decision === "INCONCLUSIVE";
const worst = (a: PartPosterior, b: PartPosterior): number => b.probability - a.probability || a.name.localeCompare(b.name, "en", { numeric: true });
const nameParts = (name: string): string[] => name.split(/[/:.]| \+ | - /);

/**
 * What is drawn, and nothing else of the fabric.
 *
 * @param chosen the name of the part that a person asked for; empty for the worst ones
 * @param max nodes, and parts, that fit in a picture
 */
export function graphOf(l: Localisation, chosen: string, max = 18): Graph {
  const nodesByName = new Map(l.parts.filter((p) => p.kind === "NODE").map((p) => [p.name, p]));
  const suspects = (chosen ? l.parts.filter((p) => p.name === chosen) : l.parts.filter(inQuestion).sort(worst)).slice(0, max);
  const wanted = new Map<string, PartPosterior>();
  const add = (name: string) => {
    const known = nodesByName.get(name);
    if (known && wanted.size < max) wanted.set(name, known);
  };
  for (const s of suspects) if (s.kind === "NODE") add(s.name);
  for (const s of suspects) {
    for (const node of nodesByName.keys()) if (s.kind !== "NODE" && nameParts(s.name).includes(node)) add(node);
    for (const e of [...s.evidence].sort((x, y) => Number(passed(x)) - Number(passed(y)))) e.nodes.forEach(add);
  }
  const nodes = [...wanted.values()].sort(worst);
  const row = new Map(nodes.map((n, i) => [n.name, i]));
  const parts = suspects.filter((s) => s.kind !== "NODE").slice(0, max);
  return { nodes, parts, tests: testsAmong(l, row), wires: wiresOf(parts, row), left: l.parts.filter(inQuestion).length - suspects.filter(inQuestion).length };
}

/** Every test between two nodes that are drawn; the same two tested again and again are one line. */
function testsAmong(l: Localisation, row: Map<string, number>): Test[] {
  const found = new Map<string, Test>();
  for (const part of l.parts) {
    for (const e of part.evidence) {
      const at = [...new Set(e.nodes.map((n) => row.get(n)))].filter((i) => i !== undefined).sort((x, y) => x - y);
      if (at.length !== 2) continue;
      const key = `${at[0]} ${at[1]} ${passed(e)}`;
      const test = found.get(key) ?? { a: at[0]!, b: at[1]!, passed: passed(e), rounds: [] };
      if (!test.rounds.includes(e.round)) test.rounds.push(e.round);
      found.set(key, test);
    }
  }
  return [...found.values()].sort((x, y) => Number(y.passed) - Number(x.passed));
}

/** A NIC, cable or port hangs at the node whose name it bears; else at the nodes that were tested over it. */
function wiresOf(parts: PartPosterior[], row: Map<string, number>): { node: number; part: number }[] {
  return parts.flatMap((p, part) => {
    const own = nameParts(p.name).filter((n) => row.has(n));
    const over = own.length > 0 ? own : p.evidence.filter((e) => !passed(e)).flatMap((e) => e.nodes).filter((n) => row.has(n));
    return [...new Set(over)].slice(0, 4).map((n) => ({ node: row.get(n)!, part }));
  });
}
