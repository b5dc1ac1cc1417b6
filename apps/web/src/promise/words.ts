/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import type { AvailabilityMeasure, ClaimClock, Promised, RateKind } from "../api/types";
import { count, money, plural, span, when } from "../words/format";

export const MEASURE_WORDS: Record<AvailabilityMeasure, string> = {
  UNIT_MEAN: "Mean of the units", TIME_MET: "Time in which the promise was met", K_OF_N: "k of n", WORST_NODE: "Worst node", CONTIGUOUS: "Side by side",
};

/** Shares near one need their digits: 99.5 % and 99.95 % are different promises. Rounded down, so that a missed target never reads as kept. */
export const share = (s: number): string => `${(Math.floor(s * 1e6 + 1e-6) / 1e4).toLocaleString("en-GB", { maximumFractionDigits: 4 })} %`;

/** An amount with the contract's own currency. */
export const owed = (cents: number | null, currency: string): string => (cents === null ? "not known" : `${currency ? `${currency} ` : ""}${money(cents)}`);

export const units = (n: number, unit: string): string => (unit === "node" || unit === "GPU" ? plural(n, unit) : `${count(n)} × ${unit}`);

export function claimWords(c: ClaimClock, zone: string): string {
  switch (c.state) {
    case "WINDOW_RUNS": return "the window still runs";
    case "NOTHING_OWED": return "nothing is owed";
    case "NO_CLAIM_NEEDED": return "given without a claim";
    case "OPEN": return `may be claimed for ${span(c.secondsLeft * 1000)} more, until ${when(c.deadline, zone)}`;
    case "CLAIMED": return `claimed ${when(c.claimed, zone)}`;
    case "LAPSED": return `lapsed ${when(c.deadline, zone)}: nobody claimed`;
  }
}

/** One sentence for a commitment. */
export function standing(p: Promised): string {
  if (p.promised === 0) return `Nothing is promised to ${p.customer || p.name} at this time.`;
  return p.shortfall > 0
    ? `${p.name} is short of ${units(p.shortfall, p.unit)}.`
    : `${p.name} has ${p.deliverable === p.promised ? "what was" : "more than was"} promised.`;
}

export const HELP_WORDS: Record<string, string> = {
  ONE_MORE_PART: "part:", ONE_MORE_TECHNICIAN: "technician in", ONE_MORE_HOT_SPARE: "hot spare for", ONE_TEST_DAY_EARLIER: "day earlier:", NO_TEST_SKIPPED: "no test skipped:",
};

export const RATE_WORDS: Record<RateKind, string> = { FAILURE: "failure", PART: "part", SHOCK: "shock", LEAK: "leak" };
