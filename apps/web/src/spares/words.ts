/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import type { Shelf, Spares, Standing, StockStep } from "../api/types";
import { count, money, plural } from "../words/format";
import type { Meaning } from "../words/states";

export const STANDING_WORDS: Record<Standing, string> = { EMPTY: "empty", ORDER: "order", ENOUGH: "enough", UNPLANNED: "no plan" };
export const STANDING_MEANING: Record<Standing, Meaning> = { EMPTY: "repair", ORDER: "suspect", ENOUGH: "fit", UNPLANNED: "unknown" };

/** What happened to the parts, as a person says it; only what a person tells, so FITTED_UNCOUNTED is the server's own. */
export const STEP_WORDS: Record<StockStep, string> = {
  ORDERED: "ordered", RECEIVED: "arrived", FITTED: "fitted", RETURNED: "failed unit sent for repair", REPAIRED: "came back repaired",
  LENT: "sent to another place", SCRAPPED: "scrapped", CANCELLED: "order called off", COUNTED_MORE: "counted more", COUNTED_LESS: "counted less",
  FITTED_UNCOUNTED: "fitted from an empty shelf",
};
export const TOLD = Object.keys(STEP_WORDS).filter((s) => s !== "FITTED_UNCOUNTED") as StockStep[];
export const NEEDS_REASON: StockStep[] = ["COUNTED_MORE", "COUNTED_LESS", "SCRAPPED", "CANCELLED"];

/** The page's answer in one sentence. */
export function headline(s: Spares): string {
  const empty = s.shelves.filter((x) => x.standing === "EMPTY");
  if (s.plan === null) return s.shelves.length === 0 ? "No spare part is on the record." : `${plural(s.shelves.length, "shelf", "shelves")} counted, and no plan of how many there should be.`;
  if (empty.length > 0) return `${empty.length === 1 ? `The shelf of ${empty[0]!.part} is` : `${count(empty.length)} shelves are`} empty.`;
  return s.toOrder > 0 ? `${plural(s.toOrder, "part")} to order.` : "Every shelf holds what the plan asks for.";
}

export const orderWords = (s: Spares): string =>
  s.toOrder === 0 ? "Nothing is to be ordered." : `To order now: ${plural(s.toOrder, "part")} for ${money(s.toOrderCents)}.`;

/** The reorder list, worst first. */
export const toOrder = (shelves: Shelf[]): Shelf[] => shelves.filter((s) => s.toOrder > 0).sort((a, b) => (b.stockout ?? 0) - (a.stockout ?? 0));
