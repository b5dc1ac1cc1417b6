/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import { useEffect, useState } from "react";
import { ApiError, enc, post } from "../api/client";
import { useData } from "../api/live";
import type { LeakEstimate, Page, PlanTest, TestLeak, TestPlan, TestPlanPage } from "../api/types";
import { Figure } from "../frame/Drawer";
import { Link, setQuery, sitePath, useQuery } from "../frame/router";
import { useSite } from "../frame/site";
import { Command, ProblemBox, Section, Show } from "../parts/basics";
import { DataTable } from "../parts/DataTable";
import { Picture } from "../parts/Picture";
import { Sign } from "../parts/signs";
import { LeakBars } from "../price/LeakBars";
import { ASKED, keepTyped, readTyped, termsOf, type Typed, unsourced } from "../price/terms";
import { count, expected, money, percent, plural } from "../words/format";
import { sumOf } from "../words/states";
import { TestNav } from "./TestNav";

const PAUSE_MS = 250;

/** What a skip costs: tick the tests, give the terms, and see what is let through and what that costs. */
export function PricePage() {
  const site = useSite();
  const plans = useData<Page<TestPlan>>("/api/test-plans", false);
  const names = plans.data?.items.map((p) => p.name) ?? [];
  const asked = useQuery("plan");
  const plan = asked ?? (names.includes("standard") ? "standard" : names[0]) ?? null;
  return (
    <>
      <TestNav />
      <Show of={{ ...plans, data: plans.data && plan ? plans.data : undefined }} what="the test plans">{() => <Calculator key={plan} plan={plan!} plans={names} site={site.name} />}</Show>
    </>
  );
}

function Calculator({ plan, plans, site }: { plan: string; plans: string[]; site: string }) {
  const here = useSite();
  const skipAsked = useQuery("skip");
  const skip = skipAsked ? skipAsked.split(",").filter(Boolean) : [];
  const nodes = Number(useQuery("nodes") ?? 0) || sumOf(here.nodes) || 1;
  const full = useData<TestPlanPage>(`/api/test-plans/${enc(plan)}`, false);
  const tests = full.data?.plan.tests ?? [];
  const [typed, setTyped] = useState<Typed>(readTyped);
  const terms = JSON.stringify(termsOf(typed));
  const [answer, setAnswer] = useState<{ leak?: LeakEstimate; error?: ApiError }>({});
  const body = JSON.stringify({ plan, skip, nodes, terms: terms === "{}" ? null : (JSON.parse(terms) as unknown) });
  useEffect(() => {
    let gone = false;
    const timer = setTimeout(() => {
      post<LeakEstimate>(`/api/sites/${enc(site)}/price`, JSON.parse(body)).then(
        (leak) => !gone && setAnswer({ leak }),
        (error: ApiError) => !gone && setAnswer({ error }),
      );
    }, PAUSE_MS);
    return () => {
      gone = true;
      clearTimeout(timer);
    };
  }, [site, body]);
  const type = (key: keyof Typed, field: "value" | "source", text: string) => {
    const next: Typed = { ...typed, [key]: { value: typed[key]?.value ?? "", source: typed[key]?.source ?? "", [field]: text } };
    setTyped(next);
    keepTyped(next);
  };
  const leak = answer.leak;
  return (
    <>
      <div className="head">
        <div>
          <h1>{leak ? headline(leak) : "What does it cost to skip a test?"}</h1>
          <p className="lead">
            {leak && leak.skipped.length > 0
              ? `Between ${expected(leak.low)} and ${expected(leak.high)}. Also the whole plan misses ${expected(leak.residualBadNodes)}.`
              : "Tick what would be left out. Each number below says where it comes from."}
          </p>
        </div>
        {skip.length === 1 ? <div className="acts"><Link className="button" to={`${sitePath(site, "test", "waivers")}?test=${enc(skip[0]!)}&plan=${enc(plan)}`}>Sign a waiver for it</Link></div> : null}
      </div>
      {answer.error ? <ProblemBox error={answer.error} doing="price that" /> : null}
      {leak ? <Answer leak={leak} /> : null}
      <div className="two">
        <Section title="Left out" aside={skip.length > 0 ? <button type="button" className="plain" onClick={() => setQuery({ skip: null })}>None</button> : `of ${plural(tests.length, "test")}`}>
          <div className="tools">
            <label className="inline">Test plan <select value={plan} onChange={(e) => setQuery({ plan: e.target.value, skip: null })}>{plans.map((p) => <option key={p}>{p}</option>)}</select></label>
            <label className="inline">Nodes <input type="number" min="1" max="10000000" style={{ width: 110 }} value={nodes} onChange={(e) => setQuery({ nodes: e.target.value })} /></label>
          </div>
          <Show of={full} what="the test plan">{() => <Tests tests={tests} skip={skip} />}</Show>
        </Section>
        <Section title="What a bad node costs">
          <p className="small soft">No rate has a default. Without these there are no hours and no credits; each number needs somebody or something that answers for it. They stay in this browser.</p>
          {ASKED.map(({ key, words, unit }) => (
            <fieldset key={key} className="pair">
              <legend className="small soft">{words}</legend>
              <input aria-label={`${words}, ${unit}`} type="number" min="0" step="any" placeholder={unit} value={typed[key]?.value ?? ""} onChange={(e) => type(key, "value", e.target.value)} />
              <input aria-label={`${words}: source`} placeholder="source" value={typed[key]?.source ?? ""} onChange={(e) => type(key, "source", e.target.value)} />
            </fieldset>
          ))}
          <label>Most that the contract gives back; no cap if empty<input type="number" min="0" step="any" value={typed.creditCapCents?.value ?? ""} onChange={(e) => type("creditCapCents", "value", e.target.value)} /></label>
          {unsourced(typed).length > 0 ? <p className="small" role="status" style={{ marginTop: 8 }}><Sign of="suspect" size={12} /> Not used, for want of a source: {unsourced(typed).map((w) => w.toLowerCase()).join("; ")}.</p> : null}
        </Section>
      </div>
      {leak ? <Details leak={leak} /> : null}
      <Section title="The same from a terminal"><Command text={`plimsoll accept price --plan ${plan} --nodes ${nodes}${skip.length ? ` --skip ${skip.join(",")}` : ""}`} /></Section>
    </>
  );
}

export const headline = (leak: LeakEstimate): string =>
  leak.skipped.length === 0
    ? "Nothing is left out."
    : `Leaving out ${leak.skipped.length === 1 ? leak.skipped[0] : plural(leak.skipped.length, "test")} lets ${expected(leak.expectedBadNodes)} bad ${leak.expectedBadNodes === 1 ? "node" : "nodes"} of ${count(leak.nodes)} through.`;

function Tests({ tests, skip }: { tests: PlanTest[]; skip: string[] }) {
  const stages = [...new Set(tests.map((t) => t.stage ?? ""))];
  return (
    <div>
      {stages.map((stage) => (
        <fieldset key={stage} style={{ border: 0, padding: 0, margin: "0 0 8px" }}>
          {stage && !tests.some((t) => t.id === stage) ? <legend className="tiny soft">{stage}</legend> : null}
          {tests.filter((t) => (t.stage ?? "") === stage).map((t) => (
            <label key={t.id} className="check">
              <input type="checkbox" checked={skip.includes(t.id)} onChange={(e) => setQuery({ skip: (e.target.checked ? [...skip, t.id] : skip.filter((id) => id !== t.id)).join(",") })} />
              <span><span style={{ color: "var(--ink)" }}>{t.id}</span>{t.required === false ? " optional" : ""} <span className="tiny">{t.title}</span></span>
            </label>
          ))}
        </fieldset>
      ))}
    </div>
  );
}

function Answer({ leak }: { leak: LeakEstimate }) {
  const how = "From the share of nodes in which each test finds a defect and how often it finds it again; the band is what the published shares leave open.";
  const sources = <ul>{leak.sources.map((s) => <li key={s}>{s}</li>)}</ul>;
  const facts: [string, React.ReactNode][] = [["Nodes", count(leak.nodes)], ["Left out", leak.skipped.join(", ") || "nothing"], ["Sources", sources]];
  const unknown = <span className="soft" style={{ fontSize: "var(--t15)", fontWeight: 400 }}>give the terms</span>;
  return (
    <>
      <div className="figures">
        <Figure what="Bad nodes let through" big value={expected(leak.expectedBadNodes)} unit={`${expected(leak.low)} to ${expected(leak.high)}`} sign={<Sign of={leak.expectedBadNodes > 0 ? "suspect" : "fit"} />} behind={{ title: headline(leak), how, facts }} />
        <Figure what="Interrupted" big value={leak.interruptedGpuHours === null ? unknown : count(Math.round(leak.interruptedGpuHours))} unit={leak.interruptedGpuHours === null ? undefined : "GPU-hours"} behind={{ title: "Interrupted GPU-hours", how: "Bad nodes x failures a day x days x GPUs that stop x hours that they stand.", facts }} />
        <Figure what="Credits" big value={leak.creditsCents === null ? unknown : money(leak.creditsCents)} behind={{ title: "Credits", how: "Interrupted GPU-hours x what the contract gives back for one, up to its cap.", facts }} />
        <Figure what="Missed by the whole plan too" big value={expected(leak.residualBadNodes)} unit="bad nodes" sign={<Sign of="unknown" />} behind={{ title: `${expected(leak.residualBadNodes)} bad nodes stay`, how: "Bad nodes that no test of this plan sees.", facts }} />
      </div>
      {leak.asked.length > 0 ? (
        <div className="said">
          <p>For hours and credits we must know, each with its source:</p>
          <ul>{leak.asked.map((a) => <li key={a}>{a.replace(/^\w+: /, "")}</li>)}</ul>
        </div>
      ) : null}
      {leak.unpriced.length > 0 ? <p className="small"><Sign of="unknown" size={12} /> No source says what {leak.unpriced.join(", ")} {leak.unpriced.length === 1 ? "finds" : "find"}: the estimate leaves {leak.unpriced.length === 1 ? "it" : "them"} out, so the true number is higher.</p> : null}
    </>
  );
}

/** Where each number comes from, test by test. */
function Details({ leak }: { leak: LeakEstimate }) {
  return (
    <>
      {leak.perTest.length > 0 ? <Picture title="By test" name={`price-${leak.plan}`} picture={<LeakBars leak={leak} />} table={<PerTest rows={leak.perTest} plan={leak.plan} />} /> : null}
      <Section title="Sources">
        <ul className="plainlist">
          {leak.perTest.map((t) => <li key={t.test}><strong>{t.test}</strong>: {t.source || "no source says what it finds"}</li>)}
          {leak.sources.map((s) => <li key={s}>{s}</li>)}
        </ul>
      </Section>
    </>
  );
}

function PerTest({ rows, plan }: { rows: TestLeak[]; plan: string }) {
  const cents = (c: number | null) => (c === null ? "give the terms" : money(c));
  return (
    <DataTable
      name={`price-${plan}`} rows={rows} id={(t) => t.test}
      columns={[
        { key: "test", head: "Test", value: (t) => t.test, cell: (t) => <span title={t.title}>{t.test}{t.required ? "" : <span className="soft"> optional</span>}</span> },
        { key: "share", head: "Flags, of all nodes", num: true, value: (t) => t.share, cell: (t) => (t.share === null ? "not known" : percent(t.share)) },
        { key: "alone", head: "Bad nodes, left out alone", num: true, value: (t) => t.badNodesAlone, cell: (t) => (t.badNodesAlone === null ? "not known" : expected(t.badNodesAlone)) },
        { key: "notrun", head: "Waiver of one node, not run", num: true, value: (t) => t.waiverCentsIfNotRun, cell: (t) => cents(t.waiverCentsIfNotRun) },
        { key: "failed", head: "Waiver of one node, failed", num: true, value: (t) => t.waiverCentsIfFailed, cell: (t) => cents(t.waiverCentsIfFailed) },
        { key: "source", head: "Source", value: (t) => t.source },
      ]}
    />
  );
}
