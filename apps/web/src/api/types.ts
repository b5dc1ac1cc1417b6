/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** The shapes that the server's HTTP table speaks. One file, in the order of that table. */

export type State =
  | "PLANNED" | "RECEIVED" | "INSTALLED" | "CABLED" | "TESTING" | "ACCEPTED" | "HOT_SPARE" | "SERVING"
  | "SUSPECT" | "DRAINING" | "REPAIR" | "RETIRED";

export type Counts = Partial<Record<State, number>>;
export type Role =
  | "VIEWER" | "TECHNICIAN" | "ENGINEER" | "CAPACITY_MANAGER" | "COORDINATOR" | "AUDITOR" | "TENANT" | "ADMIN";
export type Assurance = "UNCHECKED" | "LINK_ONLY" | "MAC" | "IDENTITY_ONE_END" | "IDENTITY_BOTH_ENDS";
export type Verdict = "PASS" | "FAIL" | "INCONCLUSIVE" | "NOT_RUN" | "WAIVED" | "ERROR";
export type Severity = "NOTE" | "DATA" | "QUALITY" | "MEDIUM" | "HIGH" | "CRITICAL";
export type OrderStatus = "OPEN" | "AWAITING_CHECK" | "CLOSED";

export type Id = string | number;

export interface Page<T> { items: T[]; next: string | null }

export interface Problem {
  type?: string;
  title: string;
  status: number;
  detail?: string;
  problems?: { source?: string; line?: number; seen?: string; expected?: string; maybe?: string }[];
}

export interface Me { user: string; roles: Role[]; mustChangePassword: boolean; version: string }
export interface User { name: string; roles: Role[]; mustChangePassword?: boolean }
export interface CreatedUser { name: string; roles: Role[]; oneTimePassword: string | null }
export interface CreatedToken { title: string; token: string; expiresAt: string }

export interface Site {
  name: string;
  title: string;
  timeZone: string;
  simulated: boolean;
  at: string;
  gpus: Counts;
  nodes: Counts;
  fitGpus: number;
  openRepairOrders: number;
  cablesPlanned: number;
  cablesVerified: number;
  byAssurance: Partial<Record<Assurance, number>>;
  certificates: number;
}

export interface PlanReceipt {
  planId: string;
  sha256: string;
  lint: { severity: string; rule: string; where: string; message: string }[];
  created: { nodes: number; gpus: number; switches: number; cables: number; racks: number };
}

/** One node or switch on the floor; keys are short because there are thousands. */
export interface FloorDevice {
  n: string;
  k: "N" | "S";
  r: number;
  u: number;
  m: string;
  s: string;
  g: string;
  su: number;
  t: number;
  o: number;
}
export interface FloorRack { row: number; name: string; position: number; units: number }
export interface Floor {
  at: string;
  halls: { name: string }[];
  rows: { hall: number; name: string }[];
  racks: FloorRack[];
  stateCodes: Record<string, State>;
  devices: FloorDevice[];
}

export interface LoadPoint { at: string; byState: Counts; fit: number; promised: number | null }
export interface LoadLine { unit: string; at: string; points: LoadPoint[]; total: number }
export interface LedgerRow { unitClass: string; byState: Counts; sum: number; installed: number }
export interface Ledger { at: string; rows: LedgerRow[]; conserved: boolean }

export interface NodeRow {
  name: string;
  model: string;
  serial: string | null;
  state: State;
  since: string | null;
  location: Location | null;
  scalableUnit: number;
  gpus: string;
  openOrders: number;
  certificateId: Id | null;
}
export interface Location { hall: string; row: string; rack: string; rackUnit: number }
export interface EvidenceRef {
  id: Id; kind: string; summary: string; sha256: string | null; journalSeq: number | null; href: string;
}
export interface LineStep {
  at: string; recordedAt: string; from: State | null; to: State; evidence: EvidenceRef | null; actor: string; journalSeq?: number;
}
export interface Measured { metric: string; unit: string; value: number; scope?: string | null }
export interface TestRow {
  test: string; required: boolean; verdict: Verdict; measurements: Measured[]; criterion: string | null;
  logSha256: string | null; reason: string | null;
}
export interface RunRow {
  id: Id; plan: string; startedAt: string; finishedAt: string | null; verdict: Verdict | null; tests: TestRow[];
}
export interface CertificateRef {
  id: Id; issuedAt: string; validUntil: string | null; sha256: string; revokedAt: string | null;
}
export interface NodePage {
  name: string;
  model: string;
  serial: string | null;
  state: State;
  since: string | null;
  location: Location | null;
  scalableUnit: number;
  gpus: { index: number; serial: string | null; model: string; state: State }[];
  ports: { port: string; cableId: string | null; peer: string | null; assurance: Assurance | ""; finding: string | null }[];
  fingerprint: Record<string, unknown> | null;
  line: LineStep[];
  runs: RunRow[];
  certificates: CertificateRef[];
  openOrders: RepairOrder[];
  next: { to: State | null; needs: string[] } | null;
}

export interface SearchHit { kind: string; site: string; name: string; detail: string; href: string }

export interface VerificationSummary {
  nodes: number;
  cablesPlanned: number;
  cablesVerified: number;
  byAssurance: Partial<Record<Assurance, number>>;
  findings: number;
  repairOrders: number;
  cablesNotVerified?: Record<string, number>;
  /** Findings that would be left once every move is carried out. */
  leftAfterRepair?: number;
  notes?: string[];
}
export interface VerificationRow {
  id: Id; at: string; recordedAt: string; source: string; format: string; sha256: string; summary: VerificationSummary;
}
export interface Finding { id: string; kind: string; a: string; b: string; expected: string; observed: string }
export interface Move {
  action: "PLUG_OVER" | "CONNECT" | "REMOVE" | "CHECK";
  from: string;
  to: string;
  text: string;
  tickedBy?: string | null;
  tickedAt?: string | null;
}
export interface RepairOrder {
  id: string;
  kind: string;
  severity: Severity;
  location: string;
  moves: Move[];
  findings: string[];
  proof: string[];
  status?: OrderStatus;
  openedAt?: string;
  closedAt?: string | null;
}
export interface IdentityGap { guid: string; description: string; probably: string; proof: string; line: number }
export interface Verification {
  summary: VerificationSummary;
  repairOrders: RepairOrder[];
  findings: Finding[];
  identityGaps: IdentityGap[];
  assurance?: Record<string, Assurance>;
}
export interface VerificationPage {
  id: Id; at: string; source: string; format?: string; sha256?: string; recordedAt?: string; verification: Verification;
}
export interface Difference<T> { fixed: T[]; new: T[]; same: T[] }
export interface VerificationDiff { findings: Difference<Finding>; repairOrders: Difference<RepairOrder> }
export interface ObservationReceipt {
  verificationId: Id;
  summary: VerificationSummary;
  cabled: number;
  uncabled?: number;
  repairOrders: { opened: number; closed: number; stillOpen: number };
}

export interface CertificateRow {
  id: Id; node: string; issuedAt: string; validUntil: string | null; revokedAt?: string | null; plan: string; sha256: string; waived: string[];
}
export interface CertificatePage {
  certificate: CertificateRow; site: string; issuedBy: string; units: string[]; keyId: string; statement: Statement; journalSeq: number;
}
/** An in-toto Statement; what the predicate holds is the acceptance room's affair. */
export interface Statement {
  _type: string; subject: { name: string; digest?: Record<string, string> }[]; predicateType: string; predicate: Record<string, unknown>;
}
export interface CertificateCheck { valid: boolean; reasons: string[] }
export interface Waiver {
  id: Id; test: string; nodes: string[]; owner: string; reason: string; grantedAt: string; expiresAt: string; priceCents: number;
  revokedAt?: string | null;
}
export interface TestPlan { name: string; version: number; title: string; description: string; tests: number; sha256: string }

export interface JournalRow {
  seq: number; effectiveAt: string; recordedAt: string; actor: string; kind: string; site: string | null;
  subject: string | null; payload: unknown; prevHash: string; hash: string;
}
export interface JournalVerdict { rows: number; ok: boolean; firstBad: { seq: number; why: string } | null; head?: string }
export interface Evidence {
  id: Id; kind: string; summary: string; sha256: string | null; journalSeq: number | null; payload: unknown; units?: string[];
}
