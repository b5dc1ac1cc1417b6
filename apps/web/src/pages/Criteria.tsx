/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import { useMemo, useState } from "react";
import { address, type ApiError, call, enc } from "../api/client";
import { refresh, useData } from "../api/live";
import type { CriterionSetPage, CriterionSetRow, LearnedCriterion, Page } from "../api/types";
import { Facts } from "../frame/Drawer";
import { Link, open, setQuery, sitePath, useAt, useQuery } from "../frame/router";
import { may, useHere, useSite, useZone } from "../frame/site";
import { LearnHere } from "../metric/Learn";
import { ReplayForm } from "../metric/Replay";
import { Command, Empty, ProblemBox, Section, Show } from "../parts/basics";
import { DataTable } from "../parts/DataTable";
import { Sign } from "../parts/signs";
import { count, fullWhen, measured, percent, plural, shortHash, when } from "../words/format";
import { Notes } from "./Metric";
import { TestNav } from "./TestNav";

/** The sets of learned limits that were signed: which one judges, since when, and by whom. */
export function CriteriaPage() {
  const site = useSite();
  const zone = useZone();
  const at = useAt();
  const { me } = useHere();
  const list = useData<Page<CriterionSetRow>>(`/api/sites/${enc(site.name)}/criteria`, at === null);
  const rows = list.data?.items.filter((s) => !at || s.signedAt <= at);
  const now = at ? rows?.[0] : rows?.find((s) => s.inForce);
  return (
    <>
      <TestNav />
      <div className="head">
        <div>
          <h1>{rows ? (now ? `${now.name} v${now.version} judges.` : "No learned criteria yet.") : "Criteria"}</h1>
          <p className="lead">{now ? `${plural(now.used, "limit")} learned from ${plural(now.nodes, "node")}, signed ${when(now.signedAt, zone)} by ${now.signedBy}.` : "Until a learned set is signed, the test plans' own limits judge."}</p>
        </div>
      </div>
      <Show of={{ ...list, data: rows }} what="the criteria">
        {(found) =>
          found.length === 0 ? (
            <Empty title="Learn the first set from what the fleet measured" command={`plimsoll criteria learn --site ${site.name} --out criteria.json`}>
              <p>It finds the usual value of each metric and how far from it a healthy node still lies, and tells which metrics cannot judge. Learn it below, look at it, then sign it.</p>
            </Empty>
          ) : (
            <Section title={plural(found.length, "signed set")}>
              <DataTable
                name={`${site.name}-criteria`} rows={found} id={(s) => String(s.id)} onRow={(s) => open(sitePath(site.name, "test", "criteria", String(s.id)))}
                columns={[
                  { key: "name", head: "Set", value: (s) => `${s.name} v${s.version}`, cell: (s) => <Link to={sitePath(site.name, "test", "criteria", String(s.id))} onClick={(e) => e.stopPropagation()}>{s.name} v{s.version}</Link> },
                  { key: "state", head: "Judges", value: (s) => (s.inForce ? "now" : "no more"), cell: (s) => <span className="state"><Sign of={s.inForce ? "fit" : "unknown"} />{s.inForce ? "now" : "no more"}</span> },
                  { key: "used", head: "Limits", num: true, value: (s) => s.used, cell: (s) => count(s.used) },
                  { key: "nodes", head: "Learned from nodes", num: true, value: (s) => s.nodes, cell: (s) => count(s.nodes) },
                  { key: "alarms", head: "Alarms", num: true, value: (s) => s.alarms, cell: (s) => (s.alarms ? <span className="state"><Sign of="suspect" size={12} />{count(s.alarms)}</span> : "0") },
                  { key: "signed", head: "Signed", value: (s) => s.signedAt, cell: (s) => when(s.signedAt, zone), nowrap: true },
                  { key: "by", head: "By", value: (s) => s.signedBy },
                  { key: "sha", head: "SHA-256", value: (s) => s.sha256, cell: (s) => <code>{shortHash(s.sha256)}</code> },
                ]}
              />
            </Section>
          )
        }
      </Show>
      {at === null && may(me, "ENGINEER") ? <><LearnHere /><SignSet /></> : null}
    </>
  );
}

/** A set with alarms is signed only by somebody who says that they looked at them. */
function SignSet() {
  const site = useSite();
  const [file, setFile] = useState<File | null>(null);
  const [said, setSaid] = useState("");
  const [error, setError] = useState<ApiError | null>(null);
  const sign = (chosen: File, despiteAlarms: boolean) => {
    setError(null);
    setSaid("");
    setFile(chosen);
    call<CriterionSetRow>("POST", address(`/api/sites/${enc(site.name)}/criteria`, { despiteAlarms: despiteAlarms ? "yes" : null }), chosen).then(
      (row) => {
        setSaid(`${row.name} v${row.version} is signed. It judges runs that start from now on.`);
        setFile(null);
        refresh();
      },
      (failed: ApiError) => setError(failed),
    );
  };
  return (
    <Section title="Sign a learned set">
      <label style={{ maxWidth: 480, display: "block" }}>
        The file that “accept criteria learn” wrote
        <input type="file" accept=".json,application/json" onChange={(e) => e.target.files?.[0] && sign(e.target.files[0], false)} />
      </label>
      <div role="status" style={{ marginTop: 8 }}>{said ? <p className="said">{said}</p> : null}</div>
      {error ? <ProblemBox error={error} doing="sign the set" /> : null}
      {error?.status === 409 && file && /alarm/.test(error.message) ? <p style={{ marginTop: 8 }}><button type="button" onClick={() => sign(file, true)}>I have looked at the alarms: sign it</button></p> : null}
    </Section>
  );
}

/** One signed set: each metric with its limit, and what the set would have failed before. */
export function CriterionSetView({ id }: { id: string }) {
  const page = useData<CriterionSetPage>(`/api/criteria/${enc(id)}`, false);
  return (
    <>
      <TestNav />
      <Show of={page} what="the set">{(p) => <View page={p} id={id} />}</Show>
    </>
  );
}

const limitText = (c: LearnedCriterion): string =>
  [c.atLeast !== null && c.atLeast !== undefined ? `at least ${measured(c.atLeast)}` : "", c.atMost !== null && c.atMost !== undefined ? `at most ${measured(c.atMost)}` : ""].filter(Boolean).join(", ");

function View({ page, id }: { page: CriterionSetPage; id: string }) {
  const site = useSite();
  const zone = useZone();
  const { item, set } = page;
  const strata = Object.keys(set.strata);
  const asked = useQuery("stratum");
  const stratum = asked && strata.includes(asked) ? asked : (strata[0] ?? "all");
  const rows = useMemo(() => set.strata[stratum] ?? [], [set, stratum]);
  const to = (c: LearnedCriterion) => address(sitePath(site.name, "test", "criteria", id, c.metric), { stratum });
  const used = rows.filter((c) => c.used).length;
  return (
    <>
      <div className="head">
        <div>
          <h1>{item.name} v{item.version} {item.inForce ? "judges." : "judges no more."}</h1>
          <p className="lead">{plural(used, "limit")} for {stratum === "all" ? "every node" : stratum}; {plural(rows.length - used, "metric")} told and not used. A healthy node fails any of them with a chance of {percent(set.budget)}.</p>
        </div>
        <div className="acts">
          {strata.length > 1 ? <label className="inline">Class of nodes <select value={stratum} onChange={(e) => setQuery({ stratum: e.target.value })}>{strata.map((s) => <option key={s}>{s}</option>)}</select></label> : null}
          <a className="button" href={`/api/criteria/${enc(id)}/dsse`} download={`${item.name}-${item.version}.dsse.json`}>Download</a>
        </div>
      </div>
      <Notes notes={set.alarms} title="Alarms" />
      <Section title={plural(rows.length, "metric")}>
        <DataTable
          name={`${item.name}-${item.version}`} rows={rows} id={(c) => c.metric} onRow={(c) => open(to(c))}
          columns={[
            { key: "metric", head: "Metric", value: (c) => c.metric, cell: (c) => <Link to={to(c)} onClick={(e) => e.stopPropagation()}>{c.metric}</Link> },
            { key: "used", head: "Judges", value: (c) => (c.used ? "yes" : "no"), cell: (c) => <span className="state"><Sign of={c.used ? "fit" : "unknown"} size={12} />{c.used ? "yes" : "no"}</span> },
            { key: "limit", head: "Fine is", value: limitText, cell: (c) => (limitText(c) ? <>{limitText(c)} <span className="soft">{c.unit}</span></> : "–") },
            { key: "nodes", head: "Nodes", num: true, value: (c) => c.population.nodes, cell: (c) => count(c.population.nodes) },
            { key: "aside", head: "Set aside", num: true, value: (c) => c.population.setAside, cell: (c) => count(c.population.setAside) },
            { key: "repeat", head: "Repeatability", num: true, value: (c) => c.population.repeatability, cell: (c) => percent(c.population.repeatability) },
            { key: "false", head: "False fails", num: true, value: (c) => c.falseFail, cell: (c) => percent(c.falseFail) },
            { key: "notes", head: "Notes", value: (c) => c.notes.map((n) => n.text).join(" "), cell: (c) => c.notes.map((n) => n.text).join(" ") || "–" },
          ]}
        />
      </Section>
      <ReplayForm id={id} metric={null} />
      <Notes notes={set.notes} />
      <Section title="Signature">
        <Facts
          of={[
            ["SHA-256", <code key="s">{item.sha256}</code>], ["Key", <code key="k">{item.keyId}</code>], ["Signed", fullWhen(item.signedAt, zone)], ["By", item.signedBy], ["Learned", fullWhen(item.learnedAt, zone)],
            ["Held against", set.anchors.length ? set.anchors.map((a) => `${a.name} v${a.version}`).join(", ") : "nothing: it is the first"],
            ["Journal row", <Link key="j" to={`/evidence?row=${item.journalSeq}`}>{count(item.journalSeq)}</Link>],
          ]}
        />
        <p className="small soft" style={{ margin: "12px 0 8px" }}>Why a limit is where it is, from a terminal:</p>
        <Command text={`plimsoll accept criteria explain ${rows[0]?.metric ?? "METRIC"} --criteria ${item.name}-${item.version}.dsse.json --input results/`} />
      </Section>
    </>
  );
}
