/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import type { Id, State } from "./types";

export type IncidentPhase = "SETTLING" | "WATCHED" | "HELD" | "ACTING" | "TESTING" | "BURN_IN" | "PROBATION" | "CLOSED";
export interface Incident {
  incident: string; says: string; openedAt: string; lastAt: string; place: string; node: string; entity: string; code: string; cause: string; rule: string;
  phase: IncidentPhase; step: string | null; affected: number; faults: number; blame: string | null; closedAt: string | null; closedWhy: string | null;
}
export interface AffectedNode { node: string; hall: string | null; row: string | null; rack: string | null; rackUnit: number | null; state: State | null }
export interface HealthDecision {
  id: Id; at: string; what: string; incident: string; rule: string; node: string; entity: string; action: string; reason: string; serial: string | null; raw: string | null; batch: Id; journalSeq: number;
}
export interface RemedyStep { remedy: string; needs: string; shows: string; tests: string }
export interface IncidentDetail { incident: Incident; turn: string; next: string; approvedBy: string | null; affected: AffectedNode[]; plan: RemedyStep[]; decisions: HealthDecision[] }
export interface PartEntry { at: string; what: string; place: string; incident: string | null; says: string; journalSeq: number }
export interface PartHistory { serial: string; seat: string | null; slots: number; blame: string | null; entries: PartEntry[] }
export interface HealthRules {
  name: string; version: string; source: string; shipped: boolean; burnInMillis: number; probationMillis: number;
  detectors: { id: string; type: string; kind: string; action: string; cause: string; because: string }[];
  correlations: { domain: string; causes: string[]; children: number; share: number; windowMillis: number; because: string }[];
  enabled: { id: Id; name: string; sha256: string; enabledBy: string; enabledAt: string; journalSeq: number }[];
}
export interface ReplayFigures { signals: number; from: string; to: string; decisions: Record<string, number>; interruptions: number; refaults: number; caught: number; gpuHours: number; mostOut: number }
export interface ReplayCordon { node: string; from: string; to: string | null; rule: string; gpuHours: number }
export interface RulesReplay { rules: string; now: ReplayFigures; then: ReplayFigures; gained: ReplayCordon[]; lost: ReplayCordon[]; against: string[]; enabled: boolean }
export interface BudgetSpent { budget: string; member: string; limit: number | null; out: string[]; recent: number; stop: number | null; stoppedAt: string | null; trial: string | null }
export interface Budgets { budgets: BudgetSpent[]; floors: { tenant: string; nodes: number; floor: number; out: number; left: number }[]; outOfService: number; nodes: number }
export interface OwnHealth {
  working: boolean; stuck: string | null; behindBatches: number; behindSignals: number; oldestUnprocessed: string | null; lagMillis: number; slowestMillis: number; waiting: number;
  dropped: number; droppedAs: { setAside: number; overBound: number; untimed: number }; refused: number; refusedAs: { overBound: number; notTheirs: number; turnedAway: number };
  lastBatch: Id; engineNow: string | null; signals: number; faults: number; duplicates: number; suppressed: number; late: number; ahead: number; untimed: number; remembered: number;
  openIncidents: number; flooding: { node: string; refused: number }[];
  setAside: { batch: Id; signal: number | null; node: string; signals: number; error: string; journalSeq: number }[]; refusedSteps: { incident: string; reason: string }[];

}
