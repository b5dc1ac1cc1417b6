/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import type { Assurance, Counts, State, Verdict } from "../api/types";

/** What a state means for the load line; each meaning has one colour and one sign. */
export type Meaning =
  | "absent" | "building" | "testing" | "fit" | "serving" | "suspect" | "repair" | "waived" | "unknown";

export const MEANING_OF: Record<State, Meaning> = {
  PLANNED: "absent",
  RECEIVED: "absent",
  INSTALLED: "building",
  CABLED: "building",
  TESTING: "testing",
  ACCEPTED: "fit",
  HOT_SPARE: "fit",
  SERVING: "serving",
  SUSPECT: "suspect",
  DRAINING: "suspect",
  REPAIR: "repair",
  RETIRED: "unknown",
};

export const STATE_WORDS: Record<State, string> = {
  PLANNED: "planned",
  RECEIVED: "received",
  INSTALLED: "installed",
  CABLED: "cabled",
  TESTING: "in test",
  ACCEPTED: "accepted",
  HOT_SPARE: "hot spare",
  SERVING: "serving",
  SUSPECT: "suspect",
  DRAINING: "draining",
  REPAIR: "in repair",
  RETIRED: "retired",
};

export const MEANING_WORDS: Record<Meaning, string> = {
  absent: "not yet here",
  building: "being built",
  testing: "in test",
  fit: "fit",
  serving: "serving",
  suspect: "suspect or draining",
  repair: "in repair",
  waived: "waived",
  unknown: "not verified",
};

/** In the order in which the load line stacks them, from the keel up. */
export const STACK: Meaning[] = ["serving", "fit", "testing", "suspect", "repair", "building", "absent"];
export const STATES = Object.keys(MEANING_OF) as State[];

export const meaningOf = (state: State | string | null | undefined): Meaning => MEANING_OF[state as State] ?? "unknown";
export const stateWords = (state: State | string | null | undefined): string =>
  STATE_WORDS[state as State] ?? (state ? String(state).toLowerCase().replaceAll("_", " ") : "unknown");

/** Sums counts by state into counts by meaning. */
export function byMeaning(counts: Counts): Record<Meaning, number> {
  const out = Object.fromEntries(Object.keys(MEANING_WORDS).map((m) => [m, 0])) as Record<Meaning, number>;
  for (const state of STATES) out[MEANING_OF[state]] += counts[state] ?? 0;
  return out;
}

export const sumOf = (counts: Counts): number => STATES.reduce((sum, state) => sum + (counts[state] ?? 0), 0);

export const ASSURANCE_ORDER: Assurance[] = ["IDENTITY_BOTH_ENDS", "IDENTITY_ONE_END", "MAC", "LINK_ONLY", "UNCHECKED"];
export const ASSURANCE_WORDS: Record<Assurance, string> = {
  IDENTITY_BOTH_ENDS: "both ends named themselves",
  IDENTITY_ONE_END: "one end named itself",
  MAC: "hardware address only",
  LINK_ONLY: "link is up, ends unknown",
  UNCHECKED: "not checked",
};

/** A verdict shares the colours and signs of the line. */
export const VERDICT_MEANING: Record<Verdict, Meaning> = {
  PASS: "fit",
  FAIL: "repair",
  INCONCLUSIVE: "suspect",
  NOT_RUN: "unknown",
  WAIVED: "waived",
  ERROR: "suspect",
};
export const VERDICT_WORDS: Record<Verdict, string> = {
  PASS: "pass",
  FAIL: "fail",
  INCONCLUSIVE: "inconclusive",
  NOT_RUN: "not run",
  WAIVED: "waived",
  ERROR: "test broke",
};

/** A cell that is no verdict yet, or never will be: the test is not for this node. */
const CELLS: Record<string, [Meaning, string]> = { running: ["testing", "runs now"], waiting: ["absent", "waits"], "not for this node": ["building", "not for this node"] };
/** What a cell of a campaign says: a verdict, or that there is none yet. */
export const meaningOfVerdict = (word: string): Meaning => VERDICT_MEANING[word as Verdict] ?? CELLS[word.toLowerCase()]?.[0] ?? "unknown";
export const verdictWords = (word: string): string => VERDICT_WORDS[word as Verdict] ?? CELLS[word.toLowerCase()]?.[1] ?? wordsOf(word);

/** A constant's name as a person reads it: "SWAPPED_PAIR" is "swapped pair", "unit.planned" is "unit planned". */
export const wordsOf = (constant: string): string => constant.toLowerCase().replaceAll(/[._-]/g, " ");
export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
