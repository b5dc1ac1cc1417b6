/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import type { Id } from "./types";

export type BlockerKind = "PART" | "SKILL" | "ACCESS" | "POWER" | "COOLING" | "FABRIC" | "FIRMWARE" | "FAILED_TEST" | "RMA" | "PERMIT" | "LOGISTICS" | "CUSTOMER" | "DECISION";
export type BlockerState = "OPEN" | "OWNED" | "ETA_GIVEN" | "MITIGATED" | "CLEARED" | "VERIFIED";
export type BlockerStep = "RAISED" | "OWNED" | "ETA" | "WAITS" | "MITIGATED" | "CLEARED" | "VERIFIED" | "REOPENED";
export interface BlockerPrice { blockedGpuHours: number; contractDays: number; shortGpuHours: number }
export interface Blocker {
  id: number; kind: BlockerKind; title: string; owner: string; supplier: string; state: BlockerState; origin: string; raisedAt: string; openSince: string;
  etaP50: string | null; etaP90: string | null; gone: string; basis: "ETA" | "OVERDUE" | "HISTORY" | "UNKNOWN" | "CIRCLE" | "NONE"; blocks: string[]; waitsOn: number[];
  gpus: number; price: BlockerPrice; priceLate: BlockerPrice; shareGpuHours: number; moves: string[]; with: number[]; withPrice: BlockerPrice | null; rank: number; journalSeq: number;
}
export interface HeldPromise {
  commitment: string; from: string; gpus: number; begins: string | null; beginsClear: string | null; lateDays: number; lateDaysClear: number; missing: number; heldBy: number[];
}
export interface BlockerTimes {
  by: "KIND" | "SITE" | "SUPPLIER"; name: string; count: number; open: number; again: number; p50Hours: number | null; p50Low: number | null; p50High: number | null;
  p90Hours: number | null; etas: number; kept: number;
}
export interface Blockers {
  site: string; at: string; horizon: string; total: BlockerPrice; totalLate: BlockerPrice; blockers: Blocker[]; circles: { ids: string[]; says: string }[];
  next: { id: string; title: string; owner: string; gain: BlockerPrice }[]; promises: HeldPromise[]; times: BlockerTimes[]; notes: string[];
}
export interface BlockerDetail {
  blocker: Blocker; raisedBy: string;
  steps: { step: BlockerStep; state: BlockerState; at: string; by: string; owner: string; etaP50: string | null; etaP90: string | null; waitsOn: number | null; says: string; journalSeq: number }[];
}

export interface DutyTurn { start: string; end: string; people: string[]; source: string }
export interface DutyLine { id: string; name: string; zone: string; now: string[]; turns: DutyTurn[] }
export interface DutyGap { schedule: string; start: string; end: string; why: string }
export interface OnCall {
  site: string; plan: { id: Id; name: string; sha256: string; setBy: string; setAt: string; journalSeq: number } | null; pagerAlive: boolean; from: string; to: string;
  schedules: DutyLine[]; gaps: DutyGap[]; policies: string[];
}
export type PageStatus = "NEW" | "PAGING" | "UNANSWERED" | "ACKNOWLEDGED" | "RESOLVED";
export interface PageRow {
  id: Id; title: string; policy: string; status: PageStatus; raisedAt: string; raisedBy: string; step: number; due: string | null; paged: string[];
  acknowledgedBy: string | null; alerts: number; journalSeq: number;
}
export interface PageDetail { page: PageRow; events: { at: string; kind: string; who: string; says: string; journalSeq: number }[] }
export interface OnCallLoad { from: string; to: string; group: { people: number; burden: number; pages: number; nightPages: number; jain: number; balance: number; concentration: number; peopleOverLimit: number; restsLost: number } | null }
export interface MyBurden {
  from: string; to: string;
  person: {
    person: string; share: number; minutes: Partial<Record<"BUSINESS" | "EVENING" | "WEEKEND" | "NIGHT" | "HOLIDAY", number>>; pages: number; nightPages: number; workedMinutes: number;
    burden: number; busiestShift: number; nightsIn7Days: number; daysInARow: number; restLost: { page: string; over: string; startNotBefore: string; local: string }[]; overLimit: string[];
  } | null;
}
export interface Contacts { contacts: { handle: string; kind: "MAIL" | "SMS" | "WEBHOOK"; label: string; addedAt: string; provider: boolean }[]; uses: { at: string; handle: string; purpose: string; journalSeq: number }[] }
export interface Feeds { feeds: { id: Id; site: string; own: boolean; label: string; madeAt: string; revokedAt: string | null; journalSeq: number }[] }
export interface BreakGlass {
  id: Id; person: string; reason: string; askedBy: string; askedAt: string; until: string; agreed: boolean | null; decidedBy: string | null; decidedAt: string | null;
  sends: { kind: string; sent: boolean; says: string; at: string }[]; journalSeq: number;
}
