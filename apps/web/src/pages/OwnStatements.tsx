/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import { post } from "../api/client";
import { forget, stopLive, useData } from "../api/live";
import type { Me, OwnStatement, StatementPage } from "../api/types";
import { Show } from "../parts/basics";
import { DataTable } from "../parts/DataTable";
import { Mark } from "../parts/signs";
import { plural } from "../words/format";

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
          <h1>{o.statements.length === 0 ? "Nothing is filed for you yet." : `${plural(o.statements.length, "statement")} of your energy.`}</h1>
          <p className="lead">{o.statements.length === 0 ? "The operator owes you a statement of your energy each year; it stands here once it is filed." : "As they were filed and signed. A restated one stays here beside what took its place."}</p>
          {o.statements.map((s) => <One key={s.id} s={s} />)}
        </>
      )}</Show>
    </main>
  );
}

/** A long number as people write it; the exact one stands in the files. */
const readable = (value: string) => (/^-?\d+(\.\d+)?$/.test(value) ? Number(value).toLocaleString("en", Math.abs(Number(value)) >= 1000 ? { maximumFractionDigits: 0 } : { maximumSignificantDigits: 4 }) : value);

function One({ s }: { s: OwnStatement }) {
  const path = `/api/me/statements/${s.id}`;
  const view = useData<Pick<StatementPage, "fields">>(path);
  return (
    <section>
      <h2>{s.customer}, {s.year}</h2>
      <p>{s.title}, site {s.site}, version {s.version}, {s.state.toLowerCase()}. <a href={`${path}/pdf`}>PDF/A with its data</a> <a href={`${path}/dsse`}>Signed file</a></p>
      <Show of={view} what="the statement">{(v) => (
        <DataTable
          name={`statement-${s.id}`} rows={v.fields} id={(f) => f.id} filter={false}
          columns={[
            { key: "name", head: "What", value: (f) => f.name },
            { key: "value", head: "Value", num: true, value: (f) => f.value, cell: (f) => (f.status === "PRESENT" ? <span title={f.value}>{readable(f.value)} <span className="dim">{f.unit}</span></span> : f.status.toLowerCase().replace("_", " ")) },
            { key: "method", head: "How", value: (f) => f.method },
            { key: "law", head: "Asked for in", value: (f) => f.law },
          ]}
        />
      )}</Show>
    </section>
  );
}
