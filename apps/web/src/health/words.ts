/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import type { Budgets, Incident, IncidentPhase, OwnHealth, PartHistory } from "../api/types";
import { count, expected, plural, span } from "../words/format";
import { type Meaning, wordsOf } from "../words/states";

export const PHASE_WORDS: Record<IncidentPhase, string> = {
  SETTLING: "settling", WATCHED: "watched", HELD: "held", ACTING: "acting", TESTING: "testing", BURN_IN: "burn-in", PROBATION: "probation", CLOSED: "over",
};
export const PHASE_MEANING: Record<IncidentPhase, Meaning> = {
  SETTLING: "suspect", WATCHED: "suspect", HELD: "repair", ACTING: "repair", TESTING: "testing", BURN_IN: "testing", PROBATION: "fit", CLOSED: "absent",
};
/** RMA is said as it is written; the others are words. */
export const remedyWords = (step: string | null): string => (step === null ? "remedy" : step === "RMA" ? step : wordsOf(step));

/** Short times, as an engine counts them. */
export const quick = (ms: number): string => (ms < 1_000 ? `${count(ms)} ms` : ms < 60_000 ? `${expected(ms / 1_000)} s` : span(ms));

/** What asks for somebody first. */
const URGENCY: IncidentPhase[] = ["HELD", "ACTING", "SETTLING", "WATCHED", "TESTING", "BURN_IN", "PROBATION", "CLOSED"];

export const byUrgency = (rows: Incident[]): Incident[] =>
  [...rows].sort((a, b) => URGENCY.indexOf(a.phase) - URGENCY.indexOf(b.phase) || b.affected - a.affected || b.openedAt.localeCompare(a.openedAt));

/** The page's answer in one sentence. */
export function headline(open: Incident[]): string {
  const held = open.filter((i) => i.phase === "HELD").length;
  const nodes = open.filter((i) => i.phase !== "PROBATION").reduce((n, i) => n + i.affected, 0);
  if (open.length === 0) return "Nothing is wrong that was heard of.";
  const what = `${plural(open.length, "incident")} open, ${plural(nodes, "node")} affected`;
  return held > 0 ? `${what}; ${count(held)} ${held === 1 ? "waits" : "wait"} for a person.` : `${what}.`;
}

export function partHeadline(p: PartHistory): string {
  const where = p.seat === null ? "sits nowhere that is on the record" : `sits in ${p.seat}`;
  return p.blame ? `${p.serial} failed in ${plural(p.slots, "slot")}: the part, not the slot.` : p.slots === 0 ? `${p.serial} has not failed, and ${where}.` : `${p.serial} failed in ${plural(p.slots, "slot")}, and ${where}.`;
}

export function budgetsHeadline(b: Budgets): string {
  const stopped = b.budgets.filter((x) => x.stoppedAt !== null).length;
  const spent = b.budgets.filter((x) => x.limit !== null && x.out.length >= x.limit).length;
  if (b.nodes === 0) return "Automation has taken no node out: nothing was heard yet.";
  const out = `${count(b.outOfService)} of ${plural(b.nodes, "node")} out of service by automation`;
  if (stopped > 0) return `${plural(stopped, "budget")} stopped; ${out}.`;
  return spent > 0 ? `${plural(spent, "budget")} spent; ${out}.` : `${out}, within every budget.`;
}

export function ownHeadline(o: OwnHealth): string {
  if (!o.working) return "The engine does not decide now and tries again.";
  if (o.dropped > 0) return `${plural(o.dropped, "acknowledged signal")} without a decision.`;
  return o.behindSignals > 0 ? `${plural(o.behindSignals, "signal")} behind, the oldest waits ${quick(o.lagMillis)}.` : "Every acknowledged signal is decided on.";
}
