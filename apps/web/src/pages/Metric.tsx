/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import { useMemo } from "react";
import { address, enc } from "../api/client";
import { useData } from "../api/live";
import type { CriterionSetPage, MetricPage, MetricValue } from "../api/types";
import { failing, type Limit, limitWords, pastBy } from "../metric/distribution";
import { DistributionPlot } from "../metric/DistributionPlot";
import { ReplayForm } from "../metric/Replay";
import { Facts } from "../frame/Drawer";
import { Link, setQuery, sitePath, useQuery } from "../frame/router";
import { useSite, useZone } from "../frame/site";
import { Section, Show } from "../parts/basics";
import { type Column, DataTable } from "../parts/DataTable";
import { Picture } from "../parts/Picture";
import { Sign } from "../parts/signs";
import { count, day, measured, percent, plural, when } from "../words/format";
import { capital, VERDICT_MEANING, VERDICT_WORDS, wordsOf } from "../words/states";
import { TestNav } from "./TestNav";

/** One metric: how the fleet measures, where the limit is and who signed it, and who is past it. */
export function MetricPageView({ set, metric }: { set: string; metric: string }) {
  const stratum = useQuery("stratum");
  const page = useData<MetricPage>(address(`/api/criteria/${enc(set)}/metrics/${enc(metric)}`, { stratum }));
  const doc = useData<CriterionSetPage>(`/api/criteria/${enc(set)}`, false);
  return (
    <>
      <TestNav />
      <Show of={page} what={metric}>{(m) => <View m={m} set={set} doc={doc.data} />}</Show>
    </>
  );
}

/** The limits as a picture takes them. */
export function limitsOf(m: Pick<MetricPage, "direction" | "limit" | "limitHigh" | "used">): Limit[] {
  if (m.limit === null || !m.used) return [];
  if (m.direction === "LOWER_IS_BETTER") return [{ kind: "most", value: m.limit }];
  return [{ kind: "least", value: m.limit }, ...(m.limitHigh === null ? [] : [{ kind: "most" as const, value: m.limitHigh }])];
}

function View({ m, set, doc }: { m: MetricPage; set: string; doc: CriterionSetPage | undefined }) {
  const site = useSite();
  const zone = useZone();
  const limits = useMemo(() => limitsOf(m), [m]);
  const past = useMemo(() => failing(m.values, limits), [m.values, limits]);
  const nodes = new Set(past.map((p) => p.node)).size;
  const strata = Object.entries(doc?.set.strata ?? {}).filter(([, list]) => list.some((c) => c.metric === m.metric)).map(([key]) => key);
  const told = limits.map((l) => `${limitWords[l.kind]} ${measured(l.value)} ${m.unit}`).join(" and ");
  const signed = `signed ${day(m.signedAt, zone)} by ${m.signedBy}`;
  const columns = useMemo(() => valueColumns(site.name, limits, m.unit), [site.name, limits, m.unit]);
  return (
    <>
      <div className="head">
        <div>
          <h1 className="wrap">{m.used ? (m.values.length === 0 ? `${m.metric}: nothing is measured yet.` : past.length === 0 ? `${m.metric}: nobody is past the limit.` : `${m.metric}: ${plural(nodes, "node")} ${nodes === 1 ? "is" : "are"} past the limit.`) : `${m.metric} does not judge.`}</h1>
          <p className="lead">{m.used ? `Fine is ${told || "anything"}. ${capital(signed)}.` : "It is measured and shown; the notes say why no node fails by it."}</p>
        </div>
        <div className="acts">
          {strata.length > 1 ? (
            <label className="inline">Class of nodes <select value={m.stratum} onChange={(e) => setQuery({ stratum: e.target.value })}>{strata.map((s) => <option key={s}>{s}</option>)}</select></label>
          ) : <span className="small soft">class of nodes: {m.stratum}</span>}
          <Link className="button" to={sitePath(site.name, "test", "criteria", set)}>The whole set</Link>
        </div>
      </div>
      <Picture
        title="Distribution" name={`${m.metric}-${m.stratum}`} aside={plural(m.values.length, "value")}
        picture={m.values.length === 0 ? <p className="soft">No node of this class has measured it yet. The limit rests on what it was learned from; see the quantiles below.</p> : <DistributionPlot values={m.values} limits={limits} unit={m.unit} signed={signed} title={`${m.metric}, ${m.stratum}`} />}
        table={<DataTable name={`${m.metric}-values`} rows={m.values} columns={columns} id={(v, i) => v.node + v.scope + i} first={{ key: "distance", down: true }} />}
      />
      <div className="two">
        <Section title={past.length === 0 ? "Past the limit" : `Past the limit: ${plural(past.length, "value")}`}>
          {past.length === 0 ? <p className="soft">{limits.length === 0 ? "There is no limit to be past." : "Nobody."}</p> : (
            <DataTable
              name={`${m.metric}-failing`} rows={past} id={(p, i) => p.node + i}
              columns={[
                { key: "node", head: "Node", value: (p) => p.node, cell: (p) => <Link to={sitePath(site.name, "nodes", p.node)}>{p.node}</Link> },
                { key: "scope", head: "On", value: (p) => p.scope || "the node" },
                { key: "value", head: "Measured", num: true, value: (p) => p.value, cell: (p) => <>{measured(p.value)} <span className="soft">{m.unit}</span></> },
                { key: "by", head: "Past by", num: true, value: (p) => p.by, cell: (p) => <>{measured(p.by)} <span className="soft">{m.unit}</span></> },
                { key: "share", head: "Of the limit", num: true, value: (p) => p.share, cell: (p) => (Number.isFinite(p.share) ? percent(p.share) : "–") },
              ]}
            />
          )}
        </Section>
        <Section title="What it was learned from">
          <Facts
            of={[
              ["Repeatability", percent(m.repeatability)], ["Similar enough", m.used ? `${m.alpha.toFixed(4)} or more` : "–"], ["Centre", `${measured(m.centre)} ${m.unit}`],
              ["Signed", when(m.signedAt, zone)], ["By", m.signedBy],
            ]}
          />
        </Section>
      </div>
      <Notes notes={m.notes} />
      {m.quantiles.length > 0 ? (
        <Section title="Quantiles of what it was learned from">
          <DataTable
            name={`${m.metric}-quantiles`} rows={m.quantiles} id={(q) => String(q.level)} filter={false}
            columns={[
              { key: "level", head: "Share of nodes at or below", num: true, value: (q) => q.level, cell: (q) => percent(q.level) },
              { key: "value", head: "Value", num: true, value: (q) => q.value, cell: (q) => <>{measured(q.value)} <span className="soft">{m.unit}</span></> },
            ]}
          />
        </Section>
      ) : null}
      <ReplayForm id={set} metric={m.metric} />
    </>
  );
}

export function Notes({ notes, title = "Notes" }: { notes: { code: string; text: string }[]; title?: string }) {
  if (notes.length === 0) return null;
  return (
    <Section title={`${title}: ${count(notes.length)}`}>
      <ul className="plainlist">
        {notes.map((n, i) => <li key={n.code + i}><Sign of="suspect" size={12} /> <strong>{capital(wordsOf(n.code))}.</strong> {n.text}</li>)}
      </ul>
    </Section>
  );
}

function valueColumns(site: string, limits: Limit[], unit: string): Column<MetricValue>[] {
  return [
    { key: "node", head: "Node", value: (v) => v.node, cell: (v) => <Link to={sitePath(site, "nodes", v.node)}>{v.node}</Link> },
    { key: "scope", head: "On", value: (v) => v.scope, cell: (v) => v.scope || "the node" },
    { key: "value", head: `Value, ${unit}`, num: true, value: (v) => v.value, cell: (v) => measured(v.value) },
    { key: "distance", head: "Distance from the centre", num: true, value: (v) => v.distance, cell: (v) => measured(v.distance) },
    { key: "past", head: "Past the limit by", num: true, value: (v) => pastBy(v.value, limits), cell: (v) => (pastBy(v.value, limits) > 0 ? measured(pastBy(v.value, limits)) : "–") },
    { key: "verdict", head: "Verdict", value: (v) => VERDICT_WORDS[v.verdict] ?? v.verdict, cell: (v) => <span className="state"><Sign of={VERDICT_MEANING[v.verdict] ?? "unknown"} size={12} />{VERDICT_WORDS[v.verdict] ?? v.verdict}</span> },
  ];
}
