/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import { type FormEvent, useState } from "react";
import { type ApiError, address, enc, post } from "../api/client";
import { refresh, useData } from "../api/live";
import type { PromiseView, PromiseWindow } from "../api/types";
import { Figure } from "../frame/Drawer";
import { Link, sitePath, useAt } from "../frame/router";
import { may, useHere, useSite, useZone } from "../frame/site";
import { ProblemBox, Section, Show } from "../parts/basics";
import { DataTable } from "../parts/DataTable";
import { Picture } from "../parts/Picture";
import { Sign } from "../parts/signs";
import { Amend, Corrections, NewNote } from "../promise/Corrections";
import { DayBars } from "../promise/DayBars";
import { claimWords, MEASURE_WORDS, owed, share, standing, units } from "../promise/words";
import { count, day, plural, shortHash, span, when } from "../words/format";

/** One contract line: what is promised, how available it was, what is owed, and what both sides can check. */
export function CommitmentPage({ name }: { name: string }) {
  const site = useSite();
  const at = useAt();
  const view = useData<PromiseView>(address(`/api/sites/${enc(site.name)}/commitments/${enc(name)}`, { at }), at === null);
  return <Show of={view} what="the commitment">{(v) => <Page v={v} />}</Show>;
}

function Page({ v }: { v: PromiseView }) {
  const site = useSite();
  const zone = useZone();
  const at = useAt();
  const { me } = useHere();
  const p = v.now;
  const open = v.windows.filter((w) => w.claim.state === "OPEN");
  return (
    <>
      <div className="head">
        <div>
          <h1>{standing(p)}</h1>
          <p className="lead">
            {units(p.promised, p.unit)} promised to {p.customer || "a customer without a name"}, {count(p.deliverable)} deliverable. From {day(p.startsAt, zone)}{p.endsAt ? ` until ${day(p.endsAt, zone)}` : ", without an end"}.
            {open.length > 0 ? ` A credit of ${owed(open[0]!.creditCents, p.currency)} ${claimWords(open[0]!.claim, zone)}.` : ""}
          </p>
        </div>
      </div>
      <Figures v={v} />
      <Section title="Promised against deliverable" aside={v.days.length > 0 ? `the last ${plural(v.days.length, "day")}` : ""}>
        {v.days.length === 0 ? <p className="soft">It has not begun.</p> : (
          <Picture
            title="The least deliverable of each day" name={`${p.name}-days`}
            picture={<DayBars days={v.days} unit={p.unit} zone={zone} />}
            table={
              <DataTable
                name={`${p.name}-days`} rows={v.days} id={(d) => d.day} first={{ key: "day", down: true }}
                columns={[
                  { key: "day", head: "Day", value: (d) => d.day, cell: (d) => day(d.day, zone) },
                  { key: "promised", head: "Promised", num: true, value: (d) => d.promised },
                  { key: "least", head: "Least deliverable", num: true, value: (d) => d.least },
                  { key: "short", head: "Short for", num: true, value: (d) => d.shortSeconds, cell: (d) => (d.shortSeconds ? span(d.shortSeconds * 1000) : "–") },
                ]}
              />
            }
          />
        )}
      </Section>
      <Section title="Availability five ways" aside={`${when(v.windowFrom, zone)} until ${when(v.at < v.windowUntil ? v.at : v.windowUntil, zone)}`}>
        <DataTable
          name={`${p.name}-availability`} rows={v.measures} id={(m) => m.measure} filter={false}
          columns={[
            { key: "measure", head: "Measure", value: (m) => MEASURE_WORDS[m.measure], cell: (m) => (m.agreed ? <strong>{MEASURE_WORDS[m.measure]}: agreed</strong> : MEASURE_WORDS[m.measure]) },
            { key: "availability", head: "Availability", num: true, value: (m) => m.availability, cell: (m) => share(m.availability) },
            { key: "raw", head: "Nothing excused", num: true, value: (m) => m.raw, cell: (m) => share(m.raw) },
            { key: "says", head: "What it counts", value: (m) => m.says },
          ]}
        />
        <p className="small soft">All five are counted from the same rows. The contract names one; the target of {share(p.target)} means that one.</p>
      </Section>
      <Windows v={v} />
      {at === null && open.length > 0 && may(me, "CAPACITY_MANAGER") ? <NewClaim v={v} open={open} /> : null}
      <Rows v={v} />
      {at === null && v.outages.length > 0 && may(me, "CAPACITY_MANAGER") ? <NewNote v={v} /> : null}
      <Corrections v={v} may={at === null && may(me, "CAPACITY_MANAGER")} />
      {at === null && may(me, "CAPACITY_MANAGER") ? <Amend v={v} /> : null}
      <Section title="What stands behind it">
        <ul className="plainlist">
          <li>Contract version {v.contract.version}{v.contract.reason ? `, ${v.contract.reason}` : ""}, set by {v.contract.setBy} {when(v.contract.recordedAt, zone)}: <code>{shortHash(v.contract.sha256)}</code>, <Link to={`/evidence?row=${v.contract.journalSeq}`}>journal row {count(v.contract.journalSeq)}</Link></li>
          {v.remarks.map((r) => <li key={r}>{r}</li>)}
          {v.hotSpares ? <li>{plural(v.hotSpares.nodes, "hot spare")} must stand by; the least was {count(v.hotSpares.least)}{v.hotSpares.shortSeconds ? `, short for ${span(v.hotSpares.shortSeconds * 1000)}` : ""}.</li> : null}
          {v.delays.filter((d) => d.lateDays > 0).map((d) => <li key={d.committed}>{count(d.quantity)} were committed for {day(d.committed, zone)} and came {d.delivered ? day(d.delivered, zone) : "not yet"}: {plural(d.lateDays, "day")} late, damages {owed(d.damagesCents, p.currency)}{d.mayEnd ? "; the customer may end the contract" : ""}.</li>)}
          <li><Link to={sitePath(site.name)}>All commitments of the site</Link></li>
        </ul>
      </Section>
    </>
  );
}

function Figures({ v }: { v: PromiseView }) {
  const site = useSite();
  const p = v.now;
  const running = v.windows[0];
  const journal = { site: site.name, subject: p.name };
  return (
    <div className="figures">
      <Figure what="Deliverable" big value={count(p.deliverable)} unit={`of ${count(p.promised)}`} sign={<Sign of={p.shortfall > 0 ? "repair" : "fit"} />} behind={{ title: `${count(p.deliverable)} of ${count(p.promised)} deliverable`, how: "Units allocated to it that are accepted, hot spare or serving, with racks and blocks counted as the contract says. Less than promised is a shortfall, never a standstill.", journal, facts: [["Up, topology not counted", count(p.physical)], ["Short", count(p.shortfall)], ["Allocated", p.allocated ? "yes" : "no: it draws on all free units"]] }} />
      <Figure what={`This window, target ${share(p.target)}`} big value={share(p.availability)} sign={<Sign of={p.met ? "fit" : "repair"} />} behind={{ title: `${MEASURE_WORDS[p.measure]}: ${share(p.availability)}`, how: "From the start of the window until now, by the measure that the contract names, after its exclusions.", journal }} />
      <Figure what="Credit so far" big value={owed(p.creditCents, p.currency)} behind={{ title: "Credit of the running window", how: "If the window ended now. Rounded to the cent once.", journal, facts: [["Share of the fee", share(p.creditShare)], ["Fee until now", owed(running?.feeCents ?? null, p.currency)], ["Held to the cap", running?.capped ? "yes" : "no"]] }} />
    </div>
  );
}

function Windows({ v }: { v: PromiseView }) {
  const site = useSite();
  const zone = useZone();
  const p = v.now;
  const file = (w: PromiseWindow, kind: string) => address(`/api/sites/${enc(site.name)}/commitments/${enc(p.name)}/statement${kind}`, { from: w.from, to: w.until });
  return (
    <Section title="Credits and claims">
      <DataTable
        name={`${p.name}-windows`} rows={v.windows} id={(w) => w.from} filter={false}
        columns={[
          { key: "from", head: "Window", value: (w) => w.from, cell: (w) => `${day(w.from, zone)} – ${day(Date.parse(w.until) - 1, zone)}` },
          { key: "availability", head: "Availability", num: true, value: (w) => w.availability, cell: (w) => share(w.availability) },
          { key: "kept", head: "Kept", value: (w) => (w.met ? "kept" : "not kept"), cell: (w) => <span className="state"><Sign of={w.met ? "fit" : "repair"} size={12} />{w.met ? "kept" : "not kept"}</span> },
          { key: "fee", head: "Fee", num: true, value: (w) => w.feeCents, cell: (w) => owed(w.feeCents, p.currency) },
          { key: "credit", head: "Credit", num: true, value: (w) => w.creditCents, cell: (w) => owed(w.creditCents, p.currency) },
          { key: "claim", head: "Claim", value: (w) => claimWords(w.claim, zone) },
          { key: "statement", head: "Statement", value: (w) => w.until, cell: (w) => <><a href={file(w, "/pdf")} download>PDF</a> <a href={file(w, "/signed")} download>signed</a> <a href={file(w, "")} download>JSON</a></> },
        ]}
      />
      <p className="small soft">A signed statement can be checked by the customer: <a href={`/api/sites/${enc(site.name)}/commitments/${enc(p.name)}/ledger?knownAt=${enc(v.knownAt)}`} download>the ledger</a> and <a href={`/api/sites/${enc(site.name)}/commitments/${enc(p.name)}/contract?knownAt=${enc(v.knownAt)}`} download>the contract</a>, fetched with the statement's own <code>knownAt</code>, give the same statement again, byte for byte.</p>
    </Section>
  );
}

function NewClaim({ v, open }: { v: PromiseView; open: PromiseWindow[] }) {
  const site = useSite();
  const zone = useZone();
  const [state, setState] = useState<{ error?: ApiError; said?: string }>({});
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    post(`/api/sites/${enc(site.name)}/commitments/${enc(v.now.name)}/claims`, { window: form.get("window"), at: new Date().toISOString(), reference: form.get("reference") }).then(
      () => {
        setState({ said: "The claim is on the record." });
        refresh();
      },
      (error: ApiError) => setState({ error }),
    );
  };
  return (
    <Section title="The customer claimed">
      <form onSubmit={send} className="fields">
        <label>Window<select name="window">{open.map((w) => <option key={w.from} value={w.from}>{day(w.from, zone)}</option>)}</select></label>
        <label>Reference<input name="reference" required maxLength={200} placeholder="their letter or ticket" /></label>
        <button type="submit">Put it on the record</button>
      </form>
      <div role="status">{state.said ? <p className="said">{state.said}</p> : null}</div>
      {state.error ? <ProblemBox error={state.error} doing="record the claim" /> : null}
    </Section>
  );
}

function Rows({ v }: { v: PromiseView }) {
  const zone = useZone();
  const site = useSite();
  const p = v.now;
  return (
    <>
      <Section title="Shortfalls of this window" aside={plural(v.shortfalls.length, "span")}>
        {v.shortfalls.length === 0 ? <p className="soft">None: what was promised was deliverable all the time.</p> : (
          <DataTable
            name={`${p.name}-shortfalls`} rows={v.shortfalls} id={(s) => s.from} filter={false}
            columns={[
              { key: "from", head: "From", value: (s) => s.from, cell: (s) => when(s.from, zone) },
              { key: "for", head: "For", num: true, value: (s) => Date.parse(s.until) - Date.parse(s.from), cell: (s) => span(Date.parse(s.until) - Date.parse(s.from)) },
              { key: "promised", head: "Promised", num: true, value: (s) => s.promised },
              { key: "deliverable", head: "Deliverable", num: true, value: (s) => s.deliverable },
              { key: "missing", head: "Missing", num: true, value: (s) => s.missing },
            ]}
          />
        )}
      </Section>
      {v.outages.length > 0 ? (
        <Section title="Units that were not up" aside={plural(v.outages.length, "outage")}>
          <DataTable
            name={`${p.name}-outages`} rows={v.outages} id={(o) => `${o.unit} ${o.from}`}
            columns={[
              { key: "unit", head: "Unit", value: (o) => o.unit, cell: (o) => <Link to={sitePath(site.name, "nodes", o.unit)}>{o.unit}</Link> },
              { key: "from", head: "From", value: (o) => o.from, cell: (o) => when(o.from, zone) },
              { key: "for", head: "For", num: true, value: (o) => o.seconds, cell: (o) => span(o.seconds * 1000) },
              { key: "counts", head: "Counts", num: true, value: (o) => o.countedSeconds, cell: (o) => (o.countedSeconds ? span(o.countedSeconds * 1000) : "no") },
              { key: "why", head: "Excused as", value: (o) => o.exclusion, cell: (o) => o.exclusion?.toLowerCase().replace("_", " ") ?? "–" },
              { key: "cause", head: "Behind it", value: (o) => o.cause },
            ]}
          />
        </Section>
      ) : null}
    </>
  );
}
