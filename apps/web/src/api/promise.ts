/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import type { Id, State } from "./types";

export type AvailabilityMeasure = "UNIT_MEAN" | "TIME_MET" | "K_OF_N" | "WORST_NODE" | "CONTIGUOUS";
export type ClaimState = "WINDOW_RUNS" | "NOTHING_OWED" | "NO_CLAIM_NEEDED" | "OPEN" | "CLAIMED" | "LAPSED";
export interface ClaimClock { state: ClaimState; deadline: string | null; secondsLeft: number; claimed: string | null }
/** One commitment at one instant. */
export interface Promised {
  name: string; customer: string; unit: string; version: number; promised: number; deliverable: number; physical: number; shortfall: number;
  allocated: boolean; measure: AvailabilityMeasure; target: number; availability: number; met: boolean; currency: string; creditCents: number | null;
  creditShare: number; claim: ClaimClock; startsAt: string; endsAt: string | null;
}
export interface Promises { site: string; at: string; knownAt: string; items: Promised[] }
export interface PromisedDay { day: string; promised: number; least: number; shortSeconds: number }
export interface PromiseWindow {
  from: string; until: string; availability: number; met: boolean; feeCents: number | null; creditCents: number | null; creditShare: number;
  capped: boolean; damagesCents: number; claim: ClaimClock;
}
export interface PromiseOutage {
  unit: string; from: string; until: string; state: State; seconds: number; countedSeconds: number; exclusion: string | null; cause: string;
}
export interface PromiseView {
  site: string; at: string; knownAt: string; now: Promised; windowFrom: string; windowUntil: string; days: PromisedDay[];
  measures: { measure: AvailabilityMeasure; says: string; availability: number; raw: number; agreed: boolean }[];
  windows: PromiseWindow[];
  shortfalls: { from: string; until: string; promised: number; deliverable: number; physical: number; missing: number }[];
  outages: PromiseOutage[];
  delays: { quantity: number; committed: string; delivered: string | null; lateDays: number; damagesCents: number; mayEnd: boolean }[];
  hotSpares: { nodes: number; least: number; shortSeconds: number } | null;
  claims: { id: Id; windowFrom: string; claimedAt: string; reference: string; reverses: Id | null; reason: string; toldBy: string; recordedAt: string; journalSeq: number }[];
  notes: { id: Id; unit: string; from: string; exclusion: string | null; noticeAt: string | null; reverses: Id | null; reason: string; toldBy: string; recordedAt: string; journalSeq: number }[];
  contract: { version: number; sha256: string; reason: string; setBy: string; recordedAt: string; journalSeq: number };
  remarks: string[];
}

export interface PromiseOdds {
  commitment: string; probability: number; low: number; high: number; worstWindow: number; worstLow: number; worstHigh: number;
  parameterLow: number; parameterHigh: number; meanAvailability: number; expectedCreditsCents: number; windows: number; weeks: WeekAhead[];
}
export interface WeekAhead {
  from: string; until: string; promised: number; median: number; likelyLow: number; likelyHigh: number; lowest: number; highest: number;
  probability: number; low: number; high: number;
}
export interface ForecastOutcome {
  promises: PromiseOdds[]; parts: { part: string; stock: number; meanNodesWaiting: number }[];
  crews: { crew: string; technicians: number; meanBusy: number; meanNodesWaiting: number }[];
}
export interface ForecastChange { hotSpares?: number; part?: string; moreParts?: number; technicians?: number; resupplyDays?: number; skip?: SkippedTests }
export interface SkippedTests { plan: string; tests: string[]; kind: string; days: number; source: string }
export interface Forecast {
  site: string; rates: Id | null; at: string; horizonDays: number; replications: number; seed: number; now: ForecastOutcome; tried: ForecastOutcome | null;
  helps: { change: string; name: string; creditsChangeCents: number; creditsLow: number; creditsHigh: number; costCents: number | null; effects: { commitment: string; probability: number; change: number; low: number; high: number }[] }[];
  leak: { plan: string; skipped: string[]; nodes: number; badNodes: number; low: number; high: number; unpriced: string[] } | null; kinds: string[];
  sources: { what: string; rate: string; source: string }[]; notes: string[]; millis: number;
}

export type RateKind = "FAILURE" | "PART" | "SHOCK" | "LEAK";
export interface RateSet { id: Id; version: number; sha256: string; reason: string; setBy: string; recordedAt: string; journalSeq: number }
export interface Rate { kind: RateKind; what: string; says: string; source: string; since: RateSet }
export interface Rates {
  site: string; inForce: RateSet | null; rates: Rate[]; history: RateSet[];
  demands: { part: string; place: string; failuresPerYear: number; source: string; planId: Id; setBy: string; journalSeq: number }[];
  published: { part: string; ratePerYear: number | null; per: string; meaning: string; quality: string; source: string }[];
}
