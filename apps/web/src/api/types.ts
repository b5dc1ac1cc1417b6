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
  scope2: { location: number | null; market: number | null; marketHourly: number | null };
  certificates: { certificates: number; wattHours: number; retiredWattHours: number }; customers: string[]; notes: string[]; files: PlaceFile[];
}
export interface StatementField { id: string; name: string; value: string; unit: string; status: "PRESENT" | "MISSING" | "NOT_GIVEN" | "WITHHELD"; law: string; method: string; source: string }
export interface StatementPage {
  item: StatementItem; redaction: string; fields: StatementField[]; checks: { rule: string; verdict: string; value: string; limit: string; from: string; law: string; says: string }[];
  steps: { state: StatementState; by: string; at: string; reason: string; journalSeq: number }[]; signed: boolean;
}
export interface SitingReason { rule: string; outcome: string; says: string; source: string; layer: string }
export interface SitingBuilding { building: string; verdict: "CLEARED" | "NOT_CLEARED" | "UNKNOWN"; reasons: SitingReason[]; notes: string[] }
export interface SitingVerdict {
  id: Id; file: number; profile: string; verdict: "CLEARED" | "NOT_CLEARED" | "UNKNOWN"; setBy: string; setAt: string; journalSeq: number; result: { buildings: SitingBuilding[] };
}
export interface Siting { site: string; verdicts: SitingVerdict[] }
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
