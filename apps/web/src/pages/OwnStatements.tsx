/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import { post } from "../api/client";
import { forget, stopLive, useData } from "../api/live";
import type { Me, OwnStatement, StatementPage } from "../api/types";
import { Show } from "../parts/basics";
import { DataTable } from "../parts/DataTable";
import { Mark, Sign } from "../parts/signs";
import { count, percent, plural, printed, unitSign } from "../words/format";

/** All that a customer sees: what is filed for it. */
export function OwnStatements({ me }: { me: Me }) {
  const own = useData<{ statements: OwnStatement[] }>("/api/me/statements");
  return (
    <main id="page" className="page" style={{ maxWidth: 960, margin: "0 auto", padding: 24 }}>
      <p style={{ display: "flex", gap: 8, alignItems: "center" }}>
        <Mark /> Plimsoll <span style={{ flex: 1 }} />
        <button type="button" onClick={() => { void post("/api/logout").finally(() => { stopLive(); forget(); window.location.assign("/"); }); }}>Sign out {me.user}</button>
      </p>
      <Show of={own} what="your statements">{(o) => (
        <>
          <div className="head"><div><h1>{o.statements.length === 0 ? "Nothing is filed for you yet." : `${plural(o.statements.length, "statement")} of your energy.`}</h1>
          <p className="lead">{o.statements.length === 0 ? "The operator owes you a statement of your energy each year; it stands here once it is filed." : "As they were filed and signed. A restated one stays here beside what took its place."}</p></div></div>
          {o.statements.map((s) => <One key={s.id} s={s} />)}
        </>
      )}</Show>
    </main>
  );
}

const value = (v: Pick<StatementPage, "fields">, id: string): number | null => {
  const field = v.fields.find((f) => f.id === id && f.status === "PRESENT");
  return field && Number.isFinite(Number(field.value)) ? Number(field.value) : null;
};

/** What was used, and how it comes together. */
function Sum({ v, year }: { v: Pick<StatementPage, "fields">; year: number }) {
  const [all, it, overhead, share] = ["energy", "it-energy", "overhead", "share"].map((id) => value(v, id));
  if (all === null || all === undefined) return null;
  const parts = it != null && overhead != null ? `: ${count(Math.round(it))} kWh at your IT and ${count(Math.round(overhead))} kWh for your part of cooling and losses` : "";
  return <p style={{ fontSize: "var(--t18)", margin: "8px 0 16px" }}><strong>{count(Math.round(all))} kWh</strong> were used for you in {year}{parts}.{share != null ? ` That is ${percent(share)} of the site's IT energy.` : ""}</p>;
}

function One({ s }: { s: OwnStatement }) {
  const path = `/api/me/statements/${s.id}`;
  const view = useData<Pick<StatementPage, "fields" | "checks">>(path);
  return (
    <section style={{ marginTop: 24 }}>
      <h2>{s.customer}, {s.year}</h2>
      <p>{s.title}, site {s.site}, version {s.version}, {s.state.toLowerCase()}.</p>
      <p style={{ display: "flex", flexWrap: "wrap", gap: 16 }}><a href={`${path}/pdf`}>PDF/A with its data</a> <a href={`${path}/dsse`}>Signed file</a></p>
      <Show of={view} what="the statement">{(v) => (
        <>
          <Sum v={v} year={s.year} />
          <DataTable
            name={`statement-${s.id}`} rows={v.fields} id={(f) => f.id} filter={false}
            columns={[
              { key: "name", head: "What", wide: true, value: (f) => f.name },
              { key: "value", head: "Value", num: true, nowrap: true, value: (f) => f.value, cell: (f) => (f.status === "PRESENT" ? <>{printed(f.value, f.unit)} <span className="dim">{unitSign(f.unit)}</span></> : <span className="state"><Sign of="unknown" size={12} />{f.status.toLowerCase().replace("_", " ")}</span>) },
              { key: "method", head: "How", wide: true, value: (f) => f.method },
              { key: "source", head: "From", wide: true, value: (f) => f.source },
              { key: "law", head: "Asked for in", nowrap: true, value: (f) => f.law },
            ]}
          />
          {v.checks.length > 0 ? <ul className="plainlist" style={{ marginTop: 16 }}>{v.checks.map((c) => <li key={c.rule}><Sign of={c.verdict === "MET" ? "fit" : c.verdict === "NOT_MET" ? "repair" : "unknown"} size={12} /> {c.rule}: {c.verdict.toLowerCase().replace("_", " ")}{c.says ? `, ${c.says}` : ""}</li>)}</ul> : null}
        </>
      )}</Show>
    </section>
  );
}
