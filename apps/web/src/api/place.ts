/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import type { Id } from "./types";

export interface PlaceFile { id: Id; kind: string; name: string; sha256: string; bytes: number; sentBy: string; sentAt: string; journalSeq: number }
export type StatementState = "DRAFT" | "REVIEWED" | "FILED" | "RESTATED";
export interface StatementItem {
  id: Id; kind: string; title: string; customer: string; year: number; version: number; state: StatementState; complete: boolean; missing: number;
  notMet: number; due: string; supersedes: number | null; journalSeq: number;
}
export interface MatchDone { claims: number; coveredWattHours: number; loadWattHours: number; hourlyScore: number; zones: { zone: string; coveredWattHours: number; loadWattHours: number; lostWattHours: number; hourlyScore: number }[] }
export interface OwnStatement { id: Id; site: string; title: string; customer: string; year: number; version: number; state: StatementState }
export interface Place { site: string; years: number[]; files: PlaceFile[]; statements: StatementItem[] }
export interface PlaceFigure { quantity: string; value: number | null; unit: string; category: string; method: string; source: string; uncertainty: number | null }
export interface PlaceMeter {
  meter: string; point: string; parent: string; amount: number; unit: string; uncertainty: number | null; lossShare: number | null; verdict: string | null; says: string;
}
export interface PlaceEvent { meter: string; kind: string; from: string; to: string; filled: number; atMost: number | null; says: string }
export interface PlaceMonth { month: string; energyKWh: number; itKWh: number; waterM3: number | null; matchedKWh: number; locationTonnes: number | null }
export interface PlaceYear {
  site: string; year: number; values: PlaceFigure[]; kpis: PlaceFigure[]; meters: PlaceMeter[];
  stages: { point: string; inKWh: number; outKWh: number; share: number; limit: number | null; verdict: string }[];
  events: PlaceEvent[]; months: PlaceMonth[]; loadKWh: number[]; matchedKWh: number[]; hourlyScore: number | null;
  scope2: { location: number | null; market: number | null; locationHourly: number | null; marketHourly: number | null };
  certificates: { certificates: number; wattHours: number; retiredWattHours: number }; customers: string[]; notes: string[]; files: PlaceFile[];
}
export interface StatementField { id: string; name: string; value: string; unit: string; status: "PRESENT" | "MISSING" | "NOT_GIVEN" | "WITHHELD"; law: string; method: string; source: string }
export interface StatementPage {
  item: StatementItem; redaction: string; fields: StatementField[]; checks: { rule: string; verdict: string; value: string; limit: string; from: string; law: string; says: string }[];
  steps: { state: StatementState; by: string; at: string; reason: string; journalSeq: number }[]; signed: boolean;
}
export interface PlaceForm { form: string; kind: string; title: string; source: string; fromYear: number; toYear: number | null; due: string; fields: number; limits: number; file: number | null }
export interface PlaceForms { site: string; forms: PlaceForm[] }
export interface SitingReason { rule: string; outcome: string; says: string; source: string; layer: string }
export interface SitingBuilding { building: string; verdict: "CLEARED" | "NOT_CLEARED" | "UNKNOWN"; reasons: SitingReason[]; notes: string[] }
export interface SitingVerdict {
  id: Id; file: number; profile: string; verdict: "CLEARED" | "NOT_CLEARED" | "UNKNOWN"; setBy: string; setAt: string; journalSeq: number; result: { buildings: SitingBuilding[]; notes?: string[]; layers?: string[] };
}
export interface Siting { site: string; verdicts: SitingVerdict[] }
