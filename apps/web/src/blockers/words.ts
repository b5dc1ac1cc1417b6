/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import type { Blocker, BlockerKind, BlockerPrice, Blockers, BlockerState, BlockerStep } from "../api/types";
import { count, plural } from "../words/format";
import type { Meaning } from "../words/states";

export const KIND_WORDS: Record<BlockerKind, string> = {
  PART: "part", SKILL: "skill", ACCESS: "access", POWER: "power", COOLING: "cooling", FABRIC: "fabric", FIRMWARE: "firmware", FAILED_TEST: "failed test",
  RMA: "RMA", PERMIT: "permit", LOGISTICS: "logistics", CUSTOMER: "customer", DECISION: "decision",
};
export const STATE_WORDS: Record<BlockerState, string> = {
  OPEN: "nobody has it", OWNED: "owned", ETA_GIVEN: "has a date", MITIGATED: "a way round", CLEARED: "cleared", VERIFIED: "gone, verified",
};
export const STATE_MEANING: Record<BlockerState, Meaning> = {
  OPEN: "repair", OWNED: "suspect", ETA_GIVEN: "testing", MITIGATED: "waived", CLEARED: "building", VERIFIED: "fit",
};
export const STEP_WORDS: Record<BlockerStep, string> = {
  RAISED: "raised", OWNED: "owned", ETA: "given a date", WAITS: "waits on another", MITIGATED: "a way round was found", CLEARED: "cleared", VERIFIED: "verified as gone", REOPENED: "opened again",
};
export const BASIS_WORDS: Record<Blocker["basis"], string> = {
  ETA: "its owner's date", OVERDUE: "its owner's late date: the likely one has passed", HISTORY: "how long others like it lasted", UNKNOWN: "not known, counted until the horizon",
  CIRCLE: "waits in a circle, counted until the horizon", NONE: "holds nothing up",
};

const one = new Intl.NumberFormat("en-US", { maximumFractionDigits: 1 });

export const days = (n: number): string => (n === 0 ? "none" : `${one.format(n)} ${one.format(n) === "1" ? "day" : "days"}`);
export const held = (b: Blocker): boolean => b.rank > 0;

/** "4 contract days and 12,288 GPU-hours"; what is nothing is not said. */
export function price(p: BlockerPrice): string {
  const parts = [
    ...(p.contractDays > 0 ? [`${one.format(p.contractDays)} contract ${one.format(p.contractDays) === "1" ? "day" : "days"}`] : []),
    ...(p.blockedGpuHours > 0 ? [`${count(p.blockedGpuHours)} GPU-hours`] : []),
  ];
  return parts.length > 0 ? parts.join(" and ") : "nothing by itself";
}

export function headline(v: Blockers): string {
  const open = v.blockers.filter(held).length;
  if (open === 0) return "Nothing is in the way.";
  return `${plural(open, "blocker")} ${open === 1 ? "costs" : "cost"} ${v.total.contractDays > 0 || v.total.blockedGpuHours > 0 ? price(v.total) : "nothing yet"}.`;
}
