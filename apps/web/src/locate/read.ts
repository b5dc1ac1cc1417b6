/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import type { Localisation, PartPosterior } from "../api/types";

const PARTS_MAX = 200_000;

/** Reads what `plimsoll accept locate --json` wrote; says what is wrong where it is something else. */
export function readLocalisation(text: string): Localisation {
  let root: unknown;
  try {
    root = JSON.parse(text);
  } catch (e) {
    throw new Error(`it is no JSON (${e instanceof Error ? e.message : String(e)}). Maybe it was written without --json.`);
  }
  const of = root as Partial<Localisation> | null;
  if (of === null || typeof of !== "object" || Array.isArray(of)) throw new Error("expected one JSON object, as accept locate --json writes it.");
  const missing = (["parts", "condemned", "undecided", "next"] as const).filter((key) => !Array.isArray(of[key]));
  if (missing.length > 0) throw new Error(`expected lists ${missing.map((m) => `"${m}"`).join(", ")}. Maybe it is the output of --simulate, which knows no parts.`);
  if (of.parts!.length > PARTS_MAX) throw new Error(`it has ${of.parts!.length} parts, at most ${PARTS_MAX} are shown.`);
  const bad = of.parts!.findIndex((p) => !isPart(p));
  if (bad >= 0) throw new Error(`part ${bad + 1} of ${of.parts!.length} has no kind, name, or probability from 0 to 1.`);
  return { ...of, rounds: typeof of.rounds === "number" ? of.rounds : 0, parts: of.parts!.map(whole), condemned: of.condemned!.map(whole), undecided: of.undecided!, next: of.next! };
}

const isPart = (p: unknown): boolean => {
  const part = p as Partial<PartPosterior> | null;
  return typeof part === "object" && part !== null && typeof part.kind === "string" && typeof part.name === "string" && typeof part.probability === "number" && part.probability >= 0 && part.probability <= 1;
};
const whole = (p: PartPosterior): PartPosterior => ({ ...p, evidence: Array.isArray(p.evidence) ? p.evidence : [], decision: p.decision ?? "NOT_RUN" });
