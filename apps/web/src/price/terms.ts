/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import type { Terms } from "../api/types";

/** What must be known of a bad node and of the contract before hours and credits can be told. No rate has a default. */
export const ASKED: { key: Exclude<keyof Terms, "creditCapCents">; words: string; unit: string; times: number }[] = [
  { key: "failuresPerBadNodeDay", words: "How often a bad node stops the work on it", unit: "a day", times: 1 },
  { key: "days", words: "For how long it serves until it is found", unit: "days", times: 1 },
  { key: "jobGpus", words: "How many GPUs stop with it", unit: "GPUs", times: 1 },
  { key: "restartHours", words: "How long they stand, with the work that is lost", unit: "hours", times: 1 },
  { key: "creditCentsPerGpuHour", words: "What the contract gives back for an hour of one GPU", unit: "money", times: 100 },
];

/** What a person typed: the number as text, and who answers for it. */
export type Typed = Partial<Record<keyof Terms, { value: string; source: string }>>;

const KEY = "plimsoll.terms";

export function readTyped(): Typed {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? "{}");
    return kept !== null && typeof kept === "object" ? (kept as Typed) : {};
  } catch {
    return {};
  }
}

export function keepTyped(typed: Typed): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(typed));
  } catch {
    // No storage: asked again next time.
  }
}

/** The terms that can be sent: each a number with its source; what is half given is not sent. */
export function termsOf(typed: Typed): Terms {
  const terms: Terms = {};
  for (const { key, times } of ASKED) {
    const value = typed[key]?.value.trim() ?? "";
    const source = typed[key]?.source.trim() ?? "";
    if (value !== "" && Number.isFinite(Number(value)) && Number(value) >= 0 && source !== "") terms[key] = { value: Number(value) * times, source };
  }
  const cap = typed.creditCapCents?.value.trim() ?? "";
  if (cap !== "" && Number.isFinite(Number(cap)) && Number(cap) >= 0) terms.creditCapCents = Math.round(Number(cap) * 100);
  return terms;
}
/** Numbers that lack their source. */
export const unsourced = (typed: Typed): string[] => ASKED.filter(({ key }) => (typed[key]?.value.trim() ?? "") !== "" && (typed[key]?.source.trim() ?? "") === "").map(({ words }) => words);
