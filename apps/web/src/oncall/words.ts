/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import type { OnCall, PageStatus } from "../api/types";
import { plural, span, when } from "../words/format";
import type { Meaning } from "../words/states";

export const PAGE_WORDS: Record<PageStatus, string> = { NEW: "raised", PAGING: "paging", UNANSWERED: "nobody answered", ACKNOWLEDGED: "taken", RESOLVED: "over" };
export const PAGE_MEANING: Record<PageStatus, Meaning> = { NEW: "suspect", PAGING: "suspect", UNANSWERED: "repair", ACKNOWLEDGED: "testing", RESOLVED: "fit" };
export const KIND_WORDS = { MAIL: "mail", SMS: "text message", WEBHOOK: "webhook" } as const;
export const HOURS_WORDS = { BUSINESS: "business hours", EVENING: "evenings", WEEKEND: "weekends", NIGHT: "nights", HOLIDAY: "holidays" } as const;

/** A gap that has begun or begins soon comes before everything else. */
export function headline(v: OnCall, zone: string): string {
  if (!v.plan) return "Nobody is on call: there is no plan.";
  const now = v.gaps.find((g) => Date.parse(g.start) <= Date.parse(v.from));
  if (now) return `Nobody is on call for ${now.schedule}, until ${when(now.end, zone)}.`;
  if (!v.pagerAlive) return "The pager itself does not answer.";
  const first = v.gaps[0];
  if (first) return `${plural(v.gaps.length, "gap")} ahead, the first ${when(first.start, zone)}.`;
  const people = v.schedules.map((s) => s.now.join(" and ")).filter(Boolean);
  return people.length > 0 ? `${people[0]} is on call${people.length > 1 ? `, and ${plural(people.length - 1, "other schedule")}` : ""}.` : "Nobody is on call.";
}

export const lasting = (from: string, to: string): string => span(Date.parse(to) - Date.parse(from));
