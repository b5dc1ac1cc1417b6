/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import { useState } from "react";
import { type ApiError, enc, post } from "../api/client";
import { refresh, useData } from "../api/live";
import type { StatementPage, StatementState } from "../api/types";
import { Link, sitePath } from "../frame/router";
import { may, useHere, useSite, useZone } from "../frame/site";
import { ProblemBox, Section, Show } from "../parts/basics";
import { DataTable } from "../parts/DataTable";
import { Sign } from "../parts/signs";
import { plural, printed, unitSign, when } from "../words/format";

/** One statement: its fields, where each is from, who reviewed and filed it. */
export function StatementPageView({ id }: { id: string }) {
  const site = useSite();
  const [reader, setReader] = useState("AUTHORITY");
  const path = `/api/sites/${enc(site.name)}/place/statements/${enc(id)}`;
  const data = useData<StatementPage>(`${path}?for=${reader}`);
  return <Show of={data} what="the statement">{(s) => <Page s={s} path={path} reader={reader} setReader={setReader} />}</Show>;
}

const FIELD = { PRESENT: "fit", MISSING: "repair", NOT_GIVEN: "absent", WITHHELD: "unknown" } as const;
const CHECK: Record<string, "fit" | "repair" | "waived" | "absent" | "unknown"> = { MET: "fit", NOT_MET: "repair", WAIVED: "waived", NOT_YET: "absent" };
const NEXT: Record<StatementState, { to: StatementState; words: string }[]> = {
  DRAFT: [{ to: "REVIEWED", words: "I have reviewed it" }], REVIEWED: [{ to: "FILED", words: "File and sign it" }, { to: "DRAFT", words: "Send it back" }], FILED: [], RESTATED: [],
};

function Page({ s, path, reader, setReader }: { s: StatementPage; path: string; reader: string; setReader: (r: string) => void }) {
  const site = useSite();
  const zone = useZone();
  const { me } = useHere();
  const [error, setError] = useState<ApiError>();
  const step = (state: StatementState) => post(`${path}/steps`, { state }).then(() => { setError(undefined); refresh(); }, setError);
  return (
    <>
      <div className="head"><div>
        <h1>{s.item.complete ? `${s.item.state === "FILED" ? "Filed" : s.item.state === "RESTATED" ? "Restated" : "Ready"}: version ${s.item.version}.` : `${plural(s.item.missing, "required field")} missing.`}</h1>
        <p className="lead">{s.item.title}, {site.name}{s.item.customer ? `, customer ${s.item.customer}` : ""}, {s.item.year}{s.item.due ? `, due ${s.item.due}` : ""}. <Link to={sitePath(site.name, "place")}>Back to the place</Link></p>
      </div></div>
      <p style={{ display: "flex", gap: 8, alignItems: "end", flexWrap: "wrap" }}>
        <label>Shown for <select value={reader} style={{ width: "auto" }} onChange={(e) => setReader(e.target.value)}><option value="PUBLIC">anyone</option><option value="CUSTOMER">a customer</option><option value="AUTHORITY">the authority</option></select></label>{" "}
        <a href={`${path}/pdf?for=${reader}`} style={{ marginRight: 8 }}>PDF/A with its data</a> {s.signed ? <a href={`${path}/dsse`}>Signed file</a> : <span className="dim">signed once it is filed</span>}
      </p>
      {may(me, "ENGINEER", "COORDINATOR") ? <p>{NEXT[s.item.state].map((n) => <button key={n.to} type="button" onClick={() => void step(n.to)} style={{ marginRight: 8 }}>{n.words}</button>)}</p> : null}
      {error ? <ProblemBox error={error} doing="take the step" /> : null}
      <Section title="Fields">
        <DataTable
          name={`statement-${s.item.id}`} rows={s.fields} id={(f) => f.id}
          columns={[
            { key: "id", head: "Field", value: (f) => f.id },
            { key: "name", head: "What", wide: true, value: (f) => f.name },
            { key: "value", head: "Value", nowrap: true, value: (f) => f.value, cell: (f) => (f.status === "PRESENT" ? <>{printed(f.value, f.unit)} <span className="dim">{unitSign(f.unit)}</span></> : <span className="state"><Sign of={FIELD[f.status]} size={12} />{f.status.toLowerCase().replace("_", " ")}</span>) },
            { key: "law", head: "Asked for in", value: (f) => f.law },
            { key: "source", head: "From", wide: true, value: (f) => f.source },
            { key: "method", head: "How", wide: true, value: (f) => f.method },
          ]}
        />
      </Section>
      {s.checks.length > 0 ? (
        <Section title="Rules">
          <DataTable
            name={`statement-rules-${s.item.id}`} rows={s.checks} id={(c) => c.rule} filter={false}
            columns={[
              { key: "rule", head: "Rule", wide: true, value: (c) => c.rule },
              { key: "verdict", head: "Verdict", value: (c) => c.verdict, cell: (c) => <span className="state"><Sign of={CHECK[c.verdict] ?? "unknown"} size={12} />{c.verdict.toLowerCase().replace("_", " ")}</span> },
              { key: "value", head: "Value", value: (c) => c.value },
              { key: "limit", head: "Limit", value: (c) => c.limit },
              { key: "law", head: "Law", value: (c) => c.law },
              { key: "says", head: "What it means", wide: true, value: (c) => c.says },
            ]}
          />
        </Section>
      ) : null}
      <Section title="Steps"><ul className="plainlist">{s.steps.map((x) => <li key={x.journalSeq + x.state}>{x.state.toLowerCase()} by {x.by} {when(x.at, zone)}{x.reason ? `: ${x.reason}` : ""}, <Link to={`/evidence?row=${x.journalSeq}`}>row {x.journalSeq}</Link></li>)}</ul></Section>
    </>
  );
}
