/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import { type FormEvent, useState } from "react";
import { type ApiError, address, call, enc, post } from "../api/client";
import { refresh } from "../api/live";
import type { PromiseView } from "../api/types";
import { Link } from "../frame/router";
import { useSite, useZone } from "../frame/site";
import { ProblemBox, Section } from "../parts/basics";
import { DataTable } from "../parts/DataTable";
import { count, span, when } from "../words/format";

const EXCUSES: [string, string][] = [["", "it counts"], ["PLANNED", "planned"], ["CUSTOMER", "the customer's own doing"], ["FORCE_MAJEURE", "force majeure"], ["UPSTREAM", "an upstream supplier"]];
const excuse = (kind: string | null) => EXCUSES.find(([k]) => k === (kind ?? ""))?.[1] ?? "";

interface Told { error?: ApiError; said?: string }

function Answer({ told, doing }: { told: Told; doing: string }) {
  return (
    <>
      <div role="status">{told.said ? <p className="said">{told.said}</p> : null}</div>
      {told.error ? <ProblemBox error={told.error} doing={doing} /> : null}
    </>
  );
}

/** Why an outage was not the operator's failure, or when the customer told of it. */
export function NewNote({ v }: { v: PromiseView }) {
  const site = useSite();
  const zone = useZone();
  const [told, setTold] = useState<Told>({});
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const data = new FormData(form);
    const outage = v.outages[Number(data.get("outage"))];
    const notice = String(data.get("notice"));
    const exclusion = String(data.get("exclusion"));
    if (!outage) return;
    post(`/api/sites/${enc(site.name)}/outage-notes`, { unit: outage.unit, at: outage.from, exclusion: exclusion || null, noticeAt: notice ? new Date(notice).toISOString() : null, reason: data.get("reason") }).then(
      () => {
        setTold({ said: `Noted of ${outage.unit}. The availability is reckoned anew.` });
        form.reset();
        refresh();
      },
      (error: ApiError) => setTold({ error }),
    );
  };
  return (
    <Section title="Say something of an outage">
      <form onSubmit={send} className="fields">
        <label>Outage<select name="outage">{v.outages.map((o, i) => <option key={`${o.unit} ${o.from}`} value={i}>{`${o.unit}, ${when(o.from, zone)}, ${span(o.seconds * 1000)}`}</option>)}</select></label>
        <label>It was<select name="exclusion">{EXCUSES.map(([k, words]) => <option key={k} value={k}>{words}</option>)}</select></label>
        <label>The customer told of it (your own time)<input type="datetime-local" name="notice" /></label>
        <label>Why, and what shows it<input name="reason" required maxLength={500} placeholder="maintenance window MW-7, announced 3 November" /></label>
        <button type="submit">Put it on the record</button>
      </form>
      <Answer told={told} doing="note that" />
    </Section>
  );
}

/** Notes and claims that stand, each of which can be taken back with a reason; nothing is deleted. */
export function Corrections({ v, may }: { v: PromiseView; may: boolean }) {
  const site = useSite();
  const zone = useZone();
  const [told, setTold] = useState<Told>({});
  const back = new Set([...v.notes.map((n) => `n${n.reverses}`), ...v.claims.map((c) => `c${c.reverses}`)]);
  const rows = [
    ...v.notes.filter((n) => n.reverses === null).map((n) => ({ key: `n${n.id}`, path: `outage-notes/${n.id}`, what: `note on ${n.unit}`, says: [n.exclusion ? excuse(n.exclusion) : "", n.noticeAt ? `told of ${when(n.noticeAt, zone)}` : ""].filter(Boolean).join(", "), reason: n.reason, by: n.toldBy, at: n.recordedAt, row: n.journalSeq })),
    ...v.claims.filter((c) => c.reverses === null).map((c) => ({ key: `c${c.id}`, path: `commitments/${enc(v.now.name)}/claims/${c.id}`, what: "claim", says: `of the window from ${when(c.windowFrom, zone)}`, reason: c.reference, by: c.toldBy, at: c.recordedAt, row: c.journalSeq })),
  ];
  if (rows.length === 0) return null;
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const data = new FormData(form);
    const row = rows.find((r) => r.key === data.get("which"));
    if (!row) return;
    post(`/api/sites/${enc(site.name)}/${row.path}/reversal`, { reason: data.get("reason") }).then(
      () => {
        setTold({ said: `The ${row.what} is taken back; both rows stay on the record.` });
        form.reset();
        refresh();
      },
      (error: ApiError) => setTold({ error }),
    );
  };
  const standing = rows.filter((r) => !back.has(r.key));
  return (
    <Section title="Notes and claims">
      <DataTable
        name={`${v.now.name}-notes`} rows={rows} id={(r) => r.key} filter={false}
        columns={[
          { key: "what", head: "What", value: (r) => r.what, cell: (r) => (back.has(r.key) ? <s>{r.what}</s> : r.what) },
          { key: "says", head: "Says", value: (r) => (back.has(r.key) ? "taken back" : r.says) },
          { key: "reason", head: "Why", value: (r) => r.reason },
          { key: "by", head: "By", value: (r) => r.by },
          { key: "at", head: "Recorded", value: (r) => r.at, cell: (r) => when(r.at, zone) },
          { key: "row", head: "Journal row", num: true, value: (r) => r.row, cell: (r) => <Link to={`/evidence?row=${r.row}`}>{count(r.row)}</Link> },
        ]}
      />
      {may && standing.length > 0 ? (
        <form onSubmit={send} className="fields" style={{ marginTop: 8 }}>
          <label>Take back<select name="which">{standing.map((r) => <option key={r.key} value={r.key}>{`${r.what}: ${r.says}`}</option>)}</select></label>
          <label>Why it never was<input name="reason" required maxLength={500} /></label>
          <button type="submit">Take it back</button>
        </form>
      ) : null}
      <Answer told={told} doing="take that back" />
    </Section>
  );
}

/** Another version of the contract line, from the same file that the command line reads. */
export function Amend({ v }: { v: PromiseView }) {
  const site = useSite();
  const [told, setTold] = useState<Told>({});
  const here = `/api/sites/${enc(site.name)}/commitments/${enc(v.now.name)}`;
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const data = new FormData(form);
    call<PromiseView>("POST", address(`${here}/amendments`, { reason: String(data.get("reason")) }), data.get("file"), "application/yaml").then(
      (now) => {
        setTold({ said: `Version ${now.contract.version} is in force; version ${v.contract.version} stays on the record.` });
        form.reset();
        refresh();
      },
      (error: ApiError) => setTold({ error }),
    );
  };
  return (
    <Section title="Amend the contract line" aside={<a href={`${here}/contract`} download>the line in force</a>}>
      <form onSubmit={send} className="fields">
        <label>YAML or JSON with {v.now.name}<input type="file" name="file" required accept=".yaml,.yml,.json" /></label>
        <label>Why<input name="reason" required maxLength={500} placeholder="addendum 2 of 3 November" /></label>
        <button type="submit">Put it in force</button>
      </form>
      <Answer told={told} doing="amend it" />
    </Section>
  );
}
