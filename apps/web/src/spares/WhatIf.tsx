/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import { useEffect, useState } from "react";
import { type ApiError, enc, post } from "../api/client";
import type { SparesPlan, SparesWhatIf } from "../api/types";
import { ProblemBox, Section } from "../parts/basics";
import { DataTable } from "../parts/DataTable";
import { Picture } from "../parts/Picture";
import { count, expected, money, percent } from "../words/format";
import { CostCurve } from "./CostCurve";

const PAUSE_MS = 200;
const STEPS = 100;
/** The slider runs over what is lacking: 90 % at its left end, 99.999 % at its right. */
const shareAt = (step: number) => 1 - 10 ** (-1 - (4 * step) / STEPS);

/** Moves the target and shows what the stock would then be. Changes nothing. */
export function WhatIf({ site, plan }: { site: string; plan: SparesPlan }) {
  const canShare = plan.outcome.availability !== null;
  const [step, setStep] = useState<number | null>(null);
  const [answer, setAnswer] = useState<{ of?: number; found?: SparesWhatIf; error?: ApiError }>({});
  useEffect(() => {
    if (step === null) return;
    let gone = false;
    const timer = setTimeout(() => {
      post<SparesWhatIf>(`/api/sites/${enc(site)}/spares/what-if`, canShare ? { availability: shareAt(step) } : { budgetCents: budgetAt(plan, step) }).then(
        (found) => !gone && setAnswer({ of: step, found }),
        (error: ApiError) => !gone && setAnswer({ of: step, error }),
      );
    }, PAUSE_MS);
    return () => {
      gone = true;
      clearTimeout(timer);
    };
  }, [site, plan, canShare, step]);
  const asked = step === null ? undefined : answer.found;
  const words = step === null ? "" : canShare ? percent(shareAt(step)) : money(budgetAt(plan, step));
  return (
    <Section title="What another target would cost">
      <label>
        {canShare ? "Availability" : "Budget"}{step === null ? "" : `: ${words}`}
        <input type="range" min="0" max={STEPS} value={step ?? STEPS / 2} aria-valuetext={words} onChange={(e) => setStep(Number(e.target.value))} style={{ width: "100%", maxWidth: 480 }} />
      </label>
      <div role="status">
        {answer.error && step !== null ? <ProblemBox error={answer.error} doing="reckon that" /> : null}
        {asked ? (
          <p className="lead">
            {money(asked.outcome.costCents)} instead of {money(plan.outcome.costCents)}:{" "}
            {asked.outcome.availability === null ? "" : `${percent(asked.outcome.availability)} available, `}{expected(asked.outcome.backorders)} parts waited for on average. {asked.outcome.proven ? "No cheaper stock does this." : "A cheaper stock may exist; this one is close."}
          </p>
        ) : <p className="small soft">Move the slider. The plan in force stays as it is.</p>}
      </div>
      <div style={{ height: 16 }} />
      <Picture
        title="Least cost of each service" name={`${site}-spares-curve`}
        picture={<CostCurve curve={plan.curve} now={plan.outcome} asked={asked?.outcome} />}
        table={
          <DataTable
            name={`${site}-spares-curve`} rows={plan.curve} id={(_p, i) => String(i)}
            columns={[
              { key: "cost", head: "Cost", num: true, value: (p) => p.costCents / 100, cell: (p) => money(p.costCents) },
              { key: "backorders", head: "Backorders", num: true, value: (p) => p.backorders, cell: (p) => expected(p.backorders) },
              { key: "availability", head: "Availability", num: true, value: (p) => p.availability, cell: (p) => (p.availability === null ? "not known" : percent(p.availability)) },
            ]}
          />
        }
      />
      {asked ? (
        <DataTable
          name={`${site}-spares-what-if`} rows={asked.levels.filter((l) => l.change !== 0)} id={(l) => `${l.part} ${l.place}`}
          columns={[
            { key: "part", head: "Part", value: (l) => l.part },
            { key: "place", head: "Place", value: (l) => l.place },
            { key: "level", head: "Level then", num: true, value: (l) => l.level },
            { key: "change", head: "Change", num: true, value: (l) => l.change, cell: (l) => `${l.change > 0 ? "+" : "−"}${count(Math.abs(l.change))}` },
          ]}
        />
      ) : null}
    </Section>
  );
}

const budgetAt = (plan: SparesPlan, step: number): number => Math.round((Math.max(...plan.curve.map((p) => p.costCents)) * step) / STEPS);
