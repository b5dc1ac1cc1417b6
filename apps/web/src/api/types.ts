/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** The shapes that the server's HTTP table speaks: of the record, the fabric, tests and spares here, of other rooms beside. */
export type * from "./health";
export type * from "./people";
export type * from "./place";
export type * from "./promise";

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
export interface IdleView {
  rule?: { plan: string; everyHours: number; atOnce: number; setBy: string; setAt: string } | null;
  running: { node: string; test: string; since: string }[];
}
export interface IdleCheck {
  id: Id; node: string; certificate: Id; plan: string; test: string; startedAt: string; endedAt: string; verdict: Verdict; reason: string;
}
export type BlockKind = "SU" | "RACK" | "ORDER_LINE" | "LIST";
export interface BlockRow {
  id: Id; name: string; kind: BlockKind; customer: string; issuedAt: string; validUntil?: string | null; nodes: number; holding: number;
  exceptions: number; gpus: number; sha256: string;
}
export interface BlockNode {
  node: string; serial: string; state: State; certificate: Id; issuedAt: string; standing: "HOLDS" | "ENDED" | "REVOKED";
  heldUntil?: string | null; revokedFor?: string | null; laterCertificate?: Id | null;
}
export interface BlockPage {
  block: BlockRow; site: string; issuedBy: string; keyId: string; journalSeq: number; nodes: BlockNode[];
  exceptions: { node: string; seen: string; reason: string }[];
}
export interface CertificateCheck { valid: boolean; reasons: string[] }
export interface Waiver {
  id: Id; test: string; nodes: string[]; owner: string; reason: string; grantedAt: string; expiresAt: string; priceCents: number;
  revokedAt?: string | null; state?: "HOLDS" | "ENDED" | "REVOKED";
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

export type CampaignStatus = "PLANNED" | "RUNNING" | "PAUSED" | "STOPPED" | "FINISHED";
/** One letter a test for each node; `codes` says what a letter stands for. */
export interface Matrix { tests: string[]; codes: Record<string, string>; nodes: { name: string; rack: string; state?: State; cells: string }[] }
export interface ExpectedLeak { badNodes: number; low: number; high: number; interruptedGpuHours: number | null; creditsCents: number | null; sources: string[] }
export interface RackPower { rack: string; watts: number; limit: number | null }
export interface CampaignTest { id: string; title: string; stage: string; scope: string; required: boolean; tasks: number; done: number; failed: number }
export interface CampaignRow {
  id: number; name: string; site: string; plan: string; launcher: string; status: CampaignStatus;
  createdAt: string; startedAt: string | null; deadline: string | null; predictedEnd: string;
}
export interface Campaign extends CampaignRow {
  planSha256: string; criteria: string | null;
  tasks: { total: number; done: number; running: number; waiting: number; stopped: number };
  /** Waived nodes are accepted as well. */
  nodes: { accepted: number; failed: number; undecided: number; notRun: number; waived: number };
  expectedLeak: ExpectedLeak | null;
  power: { nowWatts: number; peakWatts: number; limitWatts: number | null; racks: RackPower[] };
  tests: CampaignTest[];
  notFitting: { test: string; required: boolean; nodes: number; reason: string }[];
}
export interface Agent { site: string; node: string; serial: string; enrolledAt: string; seenAt: string | null; clockAheadMillis: number | null }
/** The token is shown this once. */
export interface AgentToken { token: string; expiresAt: string; port: number }

/** A test plan as it is written; only what pages show. */
export interface TestPlanPage { sha256: string; plan: { name: string; title?: string; tests: PlanTest[] } }
export interface PlanTest { id: string; title?: string; required?: boolean; stage?: string }
export interface Sourced { value: number; source: string }
/** What a bad node costs once it serves. Nothing here has a default. */
export interface Terms {
  failuresPerBadNodeDay?: Sourced; days?: Sourced; jobGpus?: Sourced; restartHours?: Sourced; creditCentsPerGpuHour?: Sourced; creditCapCents?: number;
}
/** @property badIfNotRun the chance that a node is bad that goes without the test; the cents are its price */
export interface TestLeak {
  test: string; title: string; required: boolean; share: number | null; badNodesAlone: number | null; source: string;
  badIfNotRun: number | null; waiverCentsIfNotRun: number | null; badIfFailed: number | null; waiverCentsIfFailed: number | null;
}
export interface LeakEstimate {
  plan: string; nodes: number; skipped: string[]; expectedBadNodes: number; low: number; high: number; residualBadNodes: number; perTest: TestLeak[];
  unpriced: string[]; interruptedGpuHours: number | null; creditsCents: number | null; asked: string[]; sources: string[];
}

export interface CriterionSetRow {
  id: number; name: string; version: number; sha256: string; keyId: string; signedBy: string; signedAt: string; learnedAt: string;
  nodes: number; used: number; alarms: number; inForce: boolean; journalSeq: number;
}
export interface Note { code: string; text: string }
/** One metric of a set's document; only what pages show. */
export interface LearnedCriterion {
  metric: string; unit: string; direction: string; used: boolean; atLeast?: number | null; atMost?: number | null; falseFail: number; anchored: boolean;
  population: { nodes: number; setAside: number; repeatability: number }; notes: Note[];
}
export interface CriterionSetPage {
  item: CriterionSetRow; site: string;
  set: { budget: number; anchors: { name: string; version: number; sha256: string; signedBy: string }[]; strata: Record<string, LearnedCriterion[]>; alarms: Note[]; notes: Note[] };
}
export interface MetricValue { node: string; scope: string; value: number; distance: number; verdict: Verdict }
export interface MetricPage {
  metric: string; stratum: string; unit: string; direction: string; limit: number | null; limitHigh: number | null; centre: number; alpha: number;
  signedBy: string; signedAt: string; repeatability: number; used: boolean; notes: Note[]; values: MetricValue[]; quantiles: { level: number; value: number }[];
}
export interface Replay {
  set: string; nodes: number; pass: number; fail: number; inconclusive: number; notRun: number; error: number;
  failing: { node: string; metric: string; scope: string; value: number; limit: string; reason: string }[]; byMetric: { metric: string; nodes: number }[];
}
/** A set that nobody has signed, and whom it would fail. */
export interface LearnedSet {
  set: unknown; sha256: string; name: string; version: number; nodes: number; used: number; notUsed: number; alarms: Note[]; notes: Note[]; replay: Replay;
}

export type PartKind = "NODE" | "NIC" | "CABLE" | "PORT" | "LINK" | "PAIR";
export interface PartEvidence { nodes: string[]; passed?: boolean; value?: number | null; limit?: number | null; round: number; bits?: number }
/** What all tests together say of one part. */
export interface PartPosterior {
  kind: PartKind; name: string; probability: number; decision: Verdict; tests?: number; partners?: number;
  alternatives?: string[]; togetherProbability?: number; evidence: PartEvidence[];
}
/** What `plimsoll accept locate --json` writes, and what a campaign's tests of pairs say. */
export interface Localisation {
  rounds: number; observations?: number; parts: PartPosterior[]; condemned: PartPosterior[]; undecided: string[];
  next: { nodes: string[]; layer?: string; why: string; bits: number; minutes: number }[];
  converged?: boolean; bad?: number; miss?: number; flake?: number; ratesSource?: string; notes?: string[];
}

export type Standing = "EMPTY" | "ORDER" | "ENOUGH" | "UNPLANNED";
export type StockStep =
  | "ORDERED" | "CANCELLED" | "RECEIVED" | "FITTED" | "FITTED_UNCOUNTED" | "RETURNED" | "REPAIRED" | "SCRAPPED" | "LENT"
  | "COUNTED_MORE" | "COUNTED_LESS";
export interface Shelf {
  part: string; place: string; standing: Standing; onHand: number; onOrder: number; inRepair: number; position: number;
  level: number | null; toOrder: number; costCents: number | null; demandPerYear: number | null; source: string | null;
  fillRate: number | null; stockout: number | null; backorders: number | null;
}
export interface SparesOutcome {
  method: string; methodSays: string; proven: boolean; costCents: number; backorders: number; availability: number | null; fillRate: number;
}
export interface CurvePoint { costCents: number; backorders: number; availability: number | null }
export interface SparesPlan {
  id: Id; name: string; sha256: string; setBy: string; setAt: string; journalSeq: number; outcome: SparesOutcome; curve: CurvePoint[]; notes: string[];
}
export interface Spares { site: string; toOrder: number; toOrderCents: number; plan: SparesPlan | null; shelves: Shelf[] }
export interface SparesWhatIf { outcome: SparesOutcome; levels: { part: string; place: string; level: number; change: number }[] }
export interface StockMove {
  id: Id; part: string; place: string; step: StockStep; toPlace: string | null; quantity: number; reference: string; reason: string;
  movedBy: string; effectiveAt: string; recordedAt: string; journalSeq: number;
}

/** The localisation of a campaign, as the server decodes it from what has come in so far. */
export interface CampaignLocalisation extends Localisation {
  at: string; test: string; tests: string[]; partsTotal: number; condemnAbove: number; clearBelow: number;
}
