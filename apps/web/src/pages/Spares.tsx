/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import { useRef, useState } from "react";
import { type ApiError, call, enc } from "../api/client";
import { refresh, useData } from "../api/live";
import type { Shelf, Spares } from "../api/types";
import { Figure } from "../frame/Drawer";
import { Link, useAt } from "../frame/router";
import { may, useHere, useSite, useZone } from "../frame/site";
import { Empty, ProblemBox, Section, Show } from "../parts/basics";
import { DataTable } from "../parts/DataTable";
import { Sign } from "../parts/signs";
import { LatestMoves, NewMove } from "../spares/Moves";
import { headline, orderWords, STANDING_MEANING, STANDING_WORDS, toOrder } from "../spares/words";
import { WhatIf } from "../spares/WhatIf";
import { count, expected, money, percent, plural, when } from "../words/format";

/** What the shelves hold, what they should hold, and what to order. */
export function SparesPage() {
  const site = useSite();
  const at = useAt();
  const spares = useData<Spares>(`/api/sites/${enc(site.name)}/spares`);
  return <Show of={spares} what="the spares">{(s) => <Page spares={s} past={at !== null} />}</Show>;
}

function Page({ spares, past }: { spares: Spares; past: boolean }) {
  const site = useSite();
  const zone = useZone();
  const { me } = useHere();
  const plan = spares.plan;
  const mayMove = !past && may(me, "TECHNICIAN", "ENGINEER", "COORDINATOR");
  const mayPlan = !past && may(me, "ENGINEER", "COORDINATOR");
  const orders = toOrder(spares.shelves);
  return (
    <>
      <div className="head">
        <div>
          <h1>{headline(spares)}</h1>
          <p className="lead">
            {plan
              ? `${orderWords(spares)} Plan ${plan.name}, set by ${plan.setBy} ${when(plan.setAt, zone)}.`
              : "A plan says how many of which part belong where, from failure rates with their sources."}
            {past ? " The shelves are shown as they are now: this page does not go back in time." : ""}
          </p>
        </div>
      </div>
      {plan ? <Figures spares={spares} /> : (
        <Empty title="No plan yet" command="plimsoll spares priors">
          <p>Write down parts, rates with their sources, repair times and a target, try it with <code>plimsoll spares optimise --input FILE</code>, then put the same file on the record below.</p>
        </Empty>
      )}
      {orders.length > 0 ? (
        <Section title="To order" aside={money(spares.toOrderCents)}>
          <DataTable
            name={`${site.name}-reorder`} rows={orders} id={key} filter={false}
            columns={[
              { key: "part", head: "Part", value: (s) => s.part },
              { key: "place", head: "For", value: (s) => s.place },
              { key: "units", head: "Units", num: true, value: (s) => s.toOrder },
              { key: "cost", head: "Cost", num: true, value: (s) => cost(s), cell: (s) => (cost(s) === null ? "not known" : money(cost(s)!)) },
              { key: "why", head: "Why", value: (s) => `${count(s.position)} on hand, on order and in repair; the plan asks for ${count(s.level)}` },
            ]}
          />
        </Section>
      ) : null}
      {spares.shelves.length > 0 ? <Section title="Shelves" aside={plural(spares.shelves.length, "part and place", "parts and places")}><Shelves rows={spares.shelves} /></Section> : null}
      {plan ? <WhatIf site={site.name} plan={plan} /> : null}
      {mayMove ? <NewMove site={site.name} shelves={spares.shelves} /> : null}
      <LatestMoves site={site.name} />
      {plan ? <Section title="What the plan takes for granted"><ul className="plainlist">{[plan.outcome.methodSays, ...plan.notes].map((n) => <li key={n}>{n}</li>)}</ul></Section> : null}
      {mayPlan ? <PlanUpload /> : null}
    </>
  );
}

const key = (s: Shelf) => `${s.part} ${s.place}`;
const cost = (s: Shelf) => (s.costCents === null ? null : s.costCents * s.toOrder);

function Figures({ spares }: { spares: Spares }) {
  const site = useSite();
  const plan = spares.plan!;
  const sum = (of: (s: Shelf) => number) => spares.shelves.reduce((n, s) => n + of(s), 0);
  const moves = { site: site.name, kind: "stock.moved" };
  return (
    <div className="figures">
      <Figure what="On hand" big value={count(sum((s) => s.onHand))} unit="parts" sign={<Sign of={spares.shelves.some((s) => s.standing === "EMPTY") ? "repair" : "fit"} />} behind={{ title: "Parts on the shelves", how: "The sum of all moves on and off the shelves.", journal: moves }} />
      <Figure what="On order" big value={count(sum((s) => s.onOrder))} unit="parts" behind={{ title: "Parts on order", how: "Ordered and neither arrived nor called off.", journal: moves }} />
      <Figure what="In repair" big value={count(sum((s) => s.inRepair))} unit="parts" behind={{ title: "Parts in repair", how: "Failed units sent for repair or exchange that are not back.", journal: moves }} />
      <Figure
        what={plan.outcome.availability === null ? "Met from the shelf" : "Availability at the levels"} big value={percent(plan.outcome.availability ?? plan.outcome.fillRate)}
        behind={{ title: "What the plan's levels achieve", how: plan.outcome.methodSays, journal: { site: site.name, kind: "spares.planned" }, facts: [["Cost of the levels", money(plan.outcome.costCents)], ["Waited for on average", `${expected(plan.outcome.backorders)} parts`], ["Demands met at once", percent(plan.outcome.fillRate)], ["Optimal", plan.outcome.proven ? "proven" : "not proven"], ["Plan", <code key="s" className="wrap">{plan.sha256}</code>], ["Journal row", <Link key="j" to={`/evidence?row=${plan.journalSeq}`}>{count(plan.journalSeq)}</Link>]] }}
      />
    </div>
  );
}

function Shelves({ rows }: { rows: Shelf[] }) {
  const site = useSite();
  return (
    <DataTable
      name={`${site.name}-shelves`} rows={rows} id={key}
      columns={[
        { key: "part", head: "Part", value: (s) => s.part },
        { key: "place", head: "Place", value: (s) => s.place },
        { key: "standing", head: "Stands", value: (s) => STANDING_WORDS[s.standing], cell: (s) => <span className="state"><Sign of={STANDING_MEANING[s.standing]} size={12} />{STANDING_WORDS[s.standing]}</span> },
        { key: "hand", head: "On hand", num: true, value: (s) => s.onHand },
        { key: "order", head: "On order", num: true, value: (s) => s.onOrder },
        { key: "repair", head: "In repair", num: true, value: (s) => s.inRepair },
        { key: "level", head: "Level", num: true, value: (s) => s.level, cell: (s) => (s.level === null ? "no plan" : count(s.level)) },
        { key: "fill", head: "Met at once", num: true, value: (s) => s.fillRate, cell: (s) => (s.fillRate === null ? "–" : percent(s.fillRate)) },
        { key: "demand", head: "Failures a year", num: true, value: (s) => s.demandPerYear, cell: (s) => (s.demandPerYear === null ? "–" : expected(s.demandPerYear)) },
        { key: "source", head: "Where the rate is from", value: (s) => s.source, cell: (s) => s.source ?? "–" },
      ]}
    />
  );
}

/** The same file that the command line reads. */
function PlanUpload() {
  const site = useSite();
  const input = useRef<HTMLInputElement>(null);
  const [state, setState] = useState<{ error?: ApiError; said?: string }>({});
  const send = (file: File | undefined) => {
    if (!file) return;
    call<Spares>("POST", `/api/sites/${enc(site.name)}/spares/plan`, file, "application/octet-stream").then(
      (s) => {
        setState({ said: `Plan ${s.plan?.name ?? file.name} is in force. ${orderWords(s)}` });
        refresh();
      },
      (error: ApiError) => setState({ error }),
    ).finally(() => {
      if (input.current) input.current.value = "";
    });
  };
  return (
    <Section title="Set the plan">
      <label>JSON or CSV, as for <code>plimsoll spares optimise</code>, with a target<input ref={input} type="file" accept=".json,.csv" onChange={(e) => send(e.target.files?.[0])} /></label>
      <div role="status">{state.said ? <p className="said" style={{ marginTop: 8 }}>{state.said}</p> : null}</div>
      {state.error ? <ProblemBox error={state.error} doing="set the plan" /> : null}
    </Section>
  );
}
