/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import { type FormEvent, useState } from "react";
import { type ApiError, address, call, enc } from "../api/client";
import { refresh, useData } from "../api/live";
import type { Rate, Rates, RateSet } from "../api/types";
import { Link, sitePath, useAt } from "../frame/router";
import { may, useHere, useSite, useZone } from "../frame/site";
import { Empty, ProblemBox, Section, Show } from "../parts/basics";
import { DataTable } from "../parts/DataTable";
import { Sign } from "../parts/signs";
import { RATE_WORDS } from "../promise/words";
import { count, expected, plural, shortHash, when } from "../words/format";

/** Which rate came from where. No rate has a default, and none is without a source. */
export function RatesPage() {
  const site = useSite();
  const rates = useData<Rates>(`/api/sites/${enc(site.name)}/rates`);
  return <Show of={rates} what="the rates">{(r) => <Page r={r} />}</Show>;
}

const set = (s: RateSet, zone: string) => `version ${s.version}, ${s.setBy}, ${when(s.recordedAt, zone)}`;

function Page({ r }: { r: Rates }) {
  const site = useSite();
  const zone = useZone();
  const at = useAt();
  const { me } = useHere();
  const now = r.inForce;
  return (
    <>
      <div className="head">
        <div>
          <h1>{now ? `${plural(r.rates.length, "rate")}, each with its source.` : "No rates are on the record yet."}</h1>
          <p className="lead">
            {now ? <>Version {now.version}, put on the record by {now.setBy} {when(now.recordedAt, zone)}: {now.reason}. <Link to={sitePath(site.name, "what-if")}>What they say of the promises</Link></> : "How often things fail and how long repairs take only you can say. No rate has a default, and none is taken without its source."}
          </p>
        </div>
      </div>
      {now ? (
        <Section title="In force" aside={<a href={`/api/sites/${enc(site.name)}/rates/file`} download>the file as it was sent</a>}>
          <DataTable
            name={`${site.name}-rates`} rows={r.rates} id={(x) => `${x.kind} ${x.what}`}
            columns={[
              { key: "kind", head: "Of a", value: (x: Rate) => RATE_WORDS[x.kind], nowrap: true },
              { key: "what", head: "Of what", value: (x) => x.what, nowrap: true },
              { key: "says", head: "Says", value: (x) => x.says },
              { key: "source", head: "Where it is from", value: (x) => x.source },
              { key: "since", head: "Unchanged since", value: (x) => set(x.since, zone), cell: (x) => <>{set(x.since, zone)}, <Link to={`/evidence?row=${x.since.journalSeq}`}>row {count(x.since.journalSeq)}</Link></> },
            ]}
          />
        </Section>
      ) : (
        <Empty title="First write down failures, parts and crews" command="plimsoll forecast run --help">
          <p>The scenario of <code>plimsoll forecast run</code> without <code>fleet</code> and <code>commitments</code>: those are read from the record. What has been published stands below, for comparison.</p>
        </Empty>
      )}
      {at === null && may(me, "CAPACITY_MANAGER") ? <NewRates /> : null}
      {r.demands.length > 0 ? (
        <Section title="Behind the spares plan" aside={<Link to={sitePath(site.name, "spares")}>the plan</Link>}>
          <DataTable
            name={`${site.name}-demands`} rows={r.demands} id={(d) => `${d.part} ${d.place}`} filter={false}
            columns={[
              { key: "part", head: "Part", value: (d) => d.part },
              { key: "place", head: "Place", value: (d) => d.place },
              { key: "rate", head: "Failures a year", num: true, value: (d) => d.failuresPerYear, cell: (d) => expected(d.failuresPerYear) },
              { key: "source", head: "Where it is from", value: (d) => d.source },
              { key: "by", head: "Set by", value: (d) => d.setBy, cell: (d) => <>{d.setBy}, <Link to={`/evidence?row=${d.journalSeq}`}>row {count(d.journalSeq)}</Link></> },
            ]}
          />
        </Section>
      ) : null}
      {r.history.length > 1 ? (
        <Section title="Versions before" aside={plural(r.history.length, "version")}>
          <DataTable
            name={`${site.name}-rate-sets`} rows={r.history} id={(h) => h.id.toString()} filter={false}
            columns={[
              { key: "version", head: "Version", num: true, value: (h) => h.version },
              { key: "when", head: "When", value: (h) => h.recordedAt, cell: (h) => when(h.recordedAt, zone) },
              { key: "by", head: "By", value: (h) => h.setBy },
              { key: "reason", head: "Why", value: (h) => h.reason },
              { key: "sha", head: "Hash", value: (h) => h.sha256, cell: (h) => <code>{shortHash(h.sha256)}</code> },
              { key: "row", head: "Journal row", num: true, value: (h) => h.journalSeq, cell: (h) => <Link to={`/evidence?row=${h.journalSeq}`}>{count(h.journalSeq)}</Link> },
            ]}
          />
        </Section>
      ) : null}
      <Section title="What has been published" aside="for comparison; nothing here is reckoned with by itself">
        <DataTable
          name={`${site.name}-published`} rows={r.published} id={(p) => p.part}
          columns={[
            { key: "part", head: "Part", value: (p) => p.part, nowrap: true },
            { key: "rate", head: "A year", num: true, nowrap: true, value: (p) => p.ratePerYear, cell: (p) => (p.ratePerYear === null ? <span className="state"><Sign of="unknown" size={12} />not known</span> : `${(p.ratePerYear * 100).toLocaleString("en-GB", { maximumSignificantDigits: 3 })} %`) },
            { key: "per", head: "Of each", value: (p) => p.per },
            { key: "quality", head: "How sure", value: (p) => p.quality },
            { key: "meaning", head: "What was counted", value: (p) => p.meaning },
            { key: "source", head: "Where it is from", value: (p) => p.source },
          ]}
        />
      </Section>
    </>
  );
}

function NewRates() {
  const site = useSite();
  const [state, setState] = useState<{ error?: ApiError; said?: string }>({});
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const data = new FormData(form);
    call<Rates>("POST", address(`/api/sites/${enc(site.name)}/rates`, { reason: String(data.get("reason")) }), data.get("file"), "application/yaml").then(
      (r) => {
        setState({ said: `Version ${r.inForce?.version ?? ""} is in force: ${plural(r.rates.length, "rate")}.` });
        form.reset();
        refresh();
      },
      (error: ApiError) => setState({ error }),
    );
  };
  return (
    <Section title="Put rates on the record">
      <form onSubmit={send} className="fields">
        <label>YAML or JSON: failures, parts, crews, shocks, leaks<input type="file" name="file" required accept=".yaml,.yml,.json" /></label>
        <label>Why<input name="reason" required maxLength={200} placeholder="our work orders of the third quarter" /></label>
        <button type="submit">Put them on the record</button>
      </form>
      <div role="status">{state.said ? <p className="said">{state.said}</p> : null}</div>
      {state.error ? <ProblemBox error={state.error} doing="put the rates on the record" /> : null}
    </Section>
  );
}
