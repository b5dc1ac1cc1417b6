/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import { useState } from "react";
import { type ApiError, call, enc, post } from "../api/client";
import { refresh, useData } from "../api/live";
import type { MatchDone, Place, PlaceForms, PlaceMeter, PlaceYear, Siting, SitingVerdict, StatementItem } from "../api/types";
import { Figure } from "../frame/Drawer";
import { Link, sitePath } from "../frame/router";
import { may, useHere, useSite, useZone } from "../frame/site";
import { Empty, ProblemBox, Section, Show } from "../parts/basics";
import { DataTable } from "../parts/DataTable";
import { Sign } from "../parts/signs";
import { HeatMap } from "../place/HeatMap";
import { count, expected, measured, percent, plural, when } from "../words/format";

const MEANING = { CLEARED: "fit", NOT_CLEARED: "repair", UNKNOWN: "unknown" } as const;
const OUTCOME: Record<string, "fit" | "repair" | "unknown" | "absent"> = { PASS: "fit", FAIL: "repair", NOTE: "absent" };
const WORDS = { CLEARED: "cleared", NOT_CLEARED: "not cleared", UNKNOWN: "unknown" } as const;

/** The ground that the site stands on, the energy and water that it takes, and what of it is filed. */
export function PlacePage() {
  const site = useSite();
  const place = useData<Place>(`/api/sites/${enc(site.name)}/place`);
  const siting = useData<Siting>(`/api/sites/${enc(site.name)}/place/siting`);
  return (
    <Show of={place} what="the place">{(p) => (
      <>
        <Show of={siting} what="the verdicts">{(s) => <Head place={p} siting={s} />}</Show>
        {p.years.length > 0 ? <YearOf place={p} /> : (
          <Empty title="No year yet" command="plimsoll sustain kpi --input site.json">
            <p>Write down the meters and what no meter tells, with sources; try it with the command, then put the same file on the record below.</p>
          </Empty>
        )}
        <Filings place={p} />
        <FormsOf />
        <Files place={p} />
        <Uploads year={p.years[0] ?? null} />
      </>
    )}</Show>
  );
}

function Head({ place, siting }: { place: Place; siting: Siting }) {
  const latest = siting.verdicts[0];
  const open = place.statements.filter((s) => s.state === "DRAFT" || s.state === "REVIEWED").length;
  return (
    <>
      <div className="head"><div>
        <h1>{latest ? `The ground is ${WORDS[latest.verdict]}` : "No verdict on the ground yet"}{open > 0 ? `; ${plural(open, "statement")} to file.` : "."}</h1>
        <p className="lead">{latest ? `Profile ${latest.profile}. Unknown is never safe.` : "A verdict needs footprints, flood areas and elevations."}</p>
      </div></div>
      {latest ? <Ground verdict={latest} /> : null}
    </>
  );
}

function Ground({ verdict }: { verdict: SitingVerdict }) {
  const site = useSite();
  const zone = useZone();
  const rows = verdict.result.buildings.map((b) => ({ ...b, why: b.reasons.find((r) => r.outcome === "FAIL" || r.outcome === "UNKNOWN") ?? b.reasons[0] }));
  return (
    <Section title="The ground" aside={<>assessed by {verdict.setBy} {when(verdict.setAt, zone)}, <Link to={`/evidence?row=${verdict.journalSeq}`}>row {count(verdict.journalSeq)}</Link></>}>
      <DataTable
        name={`${site.name}-ground`} rows={rows} id={(b) => b.building}
        columns={[
          { key: "building", head: "Building", value: (b) => b.building },
          { key: "verdict", head: "Verdict", value: (b) => WORDS[b.verdict], cell: (b) => <span className="state"><Sign of={MEANING[b.verdict]} size={12} />{WORDS[b.verdict]}</span> },
          { key: "why", head: "Why", wide: true, value: (b) => b.why?.says ?? "" },
          { key: "rule", head: "Rule", value: (b) => b.why?.rule ?? "" },
          { key: "source", head: "Where the rule is from", wide: true, value: (b) => b.why?.source ?? "" },
        ]}
      />
      <img src={`/api/sites/${enc(site.name)}/place/siting/${verdict.id}/map`} alt={`Map of flood areas and ${plural(rows.length, "building")}`} style={{ display: "block", width: "100%", maxWidth: 640, height: "auto", marginTop: 16 }} />
      <Rules verdict={verdict} />
    </Section>
  );
}

/** Every rule that was asked of every building, and what the layers left open. */
function Rules({ verdict }: { verdict: SitingVerdict }) {
  const site = useSite();
  const rows = verdict.result.buildings.flatMap((b) => b.reasons.map((r, i) => ({ ...r, building: b.building, key: `${b.building}/${i}` })));
  const notes = [...new Set([...verdict.result.buildings.flatMap((b) => b.notes), ...(verdict.result.notes ?? [])])];
  return (
    <details style={{ marginTop: 16 }}>
      <summary>All {plural(rows.length, "answer")} of the rules{notes.length > 0 ? `, ${plural(notes.length, "note")}` : ""}</summary>
      <DataTable
        name={`${site.name}-ground-rules`} rows={rows} id={(r) => r.key}
        columns={[
          { key: "building", head: "Building", value: (r) => r.building },
          { key: "outcome", head: "Answer", value: (r) => r.outcome.toLowerCase(), cell: (r) => <span className="state"><Sign of={OUTCOME[r.outcome] ?? "unknown"} size={12} />{r.outcome.toLowerCase()}</span> },
          { key: "says", head: "Why", wide: true, value: (r) => r.says },
          { key: "rule", head: "Rule", value: (r) => r.rule },
          { key: "source", head: "Where the rule is from", wide: true, value: (r) => r.source },
          { key: "layer", head: "Evidence", value: (r) => r.layer },
        ]}
      />
      {notes.length > 0 ? <ul className="plainlist">{notes.map((n) => <li key={n}>{n}</li>)}</ul> : null}
    </details>
  );
}

function YearOf({ place }: { place: Place }) {
  const site = useSite();
  const [asked, setAsked] = useState<number | null>(null);
  const year = asked ?? place.years[0]!;
  const data = useData<PlaceYear>(`/api/sites/${enc(site.name)}/place/years/${year}`);
  return (
    <>
      {place.years.length > 1 ? <label>Year <select value={year} onChange={(e) => setAsked(Number(e.target.value))}>{place.years.map((y) => <option key={y}>{y}</option>)}</select></label> : null}
      <Show of={data} what={`the year ${year}`}>{(y) => <Year y={y} />}</Show>
    </>
  );
}

const kpi = (y: PlaceYear, name: string) => y.kpis.filter((k) => k.quantity === name && k.value !== null)[name === "WUE" ? y.kpis.filter((k) => k.quantity === name && k.value !== null).length - 1 : 0];

function Year({ y }: { y: PlaceYear }) {
  const site = useSite();
  const journal = { site: site.name, kind: "place.file" };
  const shown = (name: string, what: string, format: (v: number) => string, unit = "") => {
    const k = kpi(y, name);
    return (
      <Figure
        key={name} what={what} big value={k ? format(k.value!) : "not known"} unit={k ? unit : ""} sign={k ? undefined : <Sign of="unknown" />}
        behind={{ title: what, how: k ? `${k.method}, category ${k.category || "none"}` : "Its inputs are not metered.", journal, facts: [["From", k?.source ?? "–"], ["Within", k?.uncertainty == null ? "not told" : `± ${percent(k.uncertainty)}`]] }}
      />
    );
  };
  return (
    <>
      <Section title={`Energy, water and carbon ${y.year}`}>
        <div className="figures">
          {shown("PUE", "PUE", (v) => v.toFixed(3))}
          {shown("WUE", "WUE", expected, "m³/MWh")}
          {shown("WATER-INDIRECT", "Water of power plants", (v) => count(Math.round(v)), "m³")}
          {shown("ERF", "Heat reused", percent)}
          {shown("REF", "Renewable", percent)}
          <Figure what="Matched by the hour" big value={y.hourlyScore === null ? "not known" : percent(y.hourlyScore)} behind={{ title: "Matched by the hour", how: "For each hour the smaller of load and retired certificates of that hour, over the load.", journal: { site: site.name, kind: "certificates.claimed" }, facts: [["Certificates", count(y.certificates.certificates)], ["Issued", `${measured(y.certificates.wattHours / 1e6)} MWh`], ["Retired", `${measured(y.certificates.retiredWattHours / 1e6)} MWh`]] }} />
        </div>
        <Months y={y} />
      </Section>
      <Carbon y={y} />
      {y.loadKWh.length > 0 ? <Section title="Hours covered by certificates"><HeatMap load={y.loadKWh} matched={y.matchedKWh} /><Match y={y} /></Section> : null}
      <Section title="Meters and losses" aside={plural(y.events.length, "event")}><Stages y={y} /><div style={{ marginTop: 16 }}><Meters rows={y.meters} /></div></Section>
      {y.events.length > 0 ? <Events y={y} /> : null}
      {y.customers.length > 0 ? <Customers y={y} /> : null}
      {y.notes.length > 0 ? <Section title="What was taken for granted"><ul className="plainlist">{y.notes.map((n) => <li key={n}>{n}</li>)}</ul></Section> : null}
    </>
  );
}

/** Scope 2 as it is reported today, and as the hourly rules would have it. */
function Carbon({ y }: { y: PlaceYear }) {
  const rows = [
    { key: "location", words: "Location-based", v: y.scope2.location, how: "energy × the grid's factor", rule: "today" },
    { key: "market", words: "Market-based", v: y.scope2.market, how: "what no certificate of the year covers × the residual mix", rule: "today" },
    { key: "location-hourly", words: "Location-based by the hour", v: y.scope2.locationHourly, how: "each hour's energy × the grid's factor of that hour", rule: "proposed, not in force" },
    { key: "hourly", words: "Market-based by the hour", v: y.scope2.marketHourly, how: "what no certificate of the same hour and grid covers × the residual mix", rule: "proposed, not in force" },
  ];
  return (
    <Section title="Carbon of the electricity">
      <DataTable
        name={`${y.site}-scope2`} rows={rows} id={(r) => r.key} filter={false}
        columns={[
          { key: "words", head: "Scope 2", wide: true, value: (r) => r.words },
          { key: "v", head: "t CO₂e", num: true, value: (r) => r.v, cell: (r) => (r.v === null ? <span className="state"><Sign of="unknown" size={12} />no factor with a source</span> : expected(r.v)) },
          { key: "rule", head: "Rule", value: (r) => r.rule },
          { key: "how", head: "How", wide: true, value: (r) => r.how },
        ]}
      />
    </Section>
  );
}

const WORD: Record<string, string> = { GPU: "GPU", UPS: "UPS", UPS_INPUT: "UPS input", RACK_PDU: "rack PDU", PSU: "PSU", UTILITY: "utility" };
const point = (p: string) => WORD[p] ?? p.toLowerCase().replaceAll("_", " ");

/** From the utility down to the GPU: what each stage takes in and hands on. */
function Stages({ y }: { y: PlaceYear }) {
  if (y.stages.length === 0) return null;
  const most = Math.max(...y.stages.map((s) => s.inKWh), 1);
  return (
    <DataTable
      name={`${y.site}-stages`} rows={y.stages} id={(s) => s.point} filter={false}
      columns={[
        { key: "point", head: "Stage", value: (s) => point(s.point) },
        { key: "bar", head: "In, handed on", value: (s) => s.inKWh, cell: (s) => (
          <svg width="220" height="14" role="img" aria-label={`${count(Math.round(s.inKWh))} kWh in, ${count(Math.round(s.outKWh))} kWh handed on`}>
            <rect x="0.5" y="1.5" width={Math.max(1, (s.inKWh / most) * 218)} height="11" fill="none" stroke="var(--ink-2)" />
            <rect x="0.5" y="1.5" width={Math.max(0, (Math.min(s.outKWh, s.inKWh) / most) * 218)} height="11" fill="var(--fit)" />
          </svg>) },
        { key: "in", head: "In, kWh", num: true, value: (s) => s.inKWh, cell: (s) => count(Math.round(s.inKWh)) },
        { key: "out", head: "Handed on, kWh", num: true, value: (s) => s.outKWh, cell: (s) => count(Math.round(s.outKWh)) },
        { key: "share", head: "Lost", num: true, value: (s) => s.share, cell: (s) => percent(s.share) },
        { key: "limit", head: "Limit", num: true, value: (s) => s.limit, cell: (s) => (s.limit === null ? "none set" : percent(s.limit)) },
        { key: "verdict", head: "Verdict", value: (s) => s.verdict, cell: (s) => <Loss of={s.verdict} /> },
      ]}
    />
  );
}

function Loss({ of }: { of: string }) {
  return <span className="state"><Sign of={of === "OK" ? "fit" : of === "NO_LIMIT" || of === "UNKNOWN" ? "unknown" : "repair"} size={12} />{of.toLowerCase().replaceAll("_", " ")}</span>;
}

/** Retires certificates for hours that none covers yet. */
function Match({ y }: { y: PlaceYear }) {
  const { me } = useHere();
  const [state, setState] = useState<{ error?: ApiError; done?: MatchDone }>({});
  if (!may(me, "ENGINEER", "COORDINATOR") || y.certificates.certificates === 0) return null;
  return (
    <form
      style={{ display: "flex", flexWrap: "wrap", gap: 8, alignItems: "end", marginTop: 12 }}
      onSubmit={(e) => {
        e.preventDefault();
        const f = new FormData(e.currentTarget);
        const number = (name: string) => Number(f.get(name) || 0);
        const storage = number("capacity") > 0 ? { capacityMWh: number("capacity"), powerMW: number("power"), efficiency: number("efficiency") } : null;
        post<MatchDone>(`/api/sites/${enc(y.site)}/place/years/${y.year}/match`, { zones: [{ zone: String(f.get("zone")), storage }] }).then(
          (done) => { setState({ done }); refresh(); }, (error: ApiError) => setState({ error }));
      }}
    >
      <label style={{ display: "grid" }}>Grid zone<input name="zone" required placeholder="NO1" style={{ width: 96 }} /></label>
      <label style={{ display: "grid" }}>Battery, MWh<input name="capacity" type="number" min="0" step="any" style={{ width: 112 }} /></label>
      <label style={{ display: "grid" }}>Power, MW<input name="power" type="number" min="0" step="any" style={{ width: 112 }} /></label>
      <label style={{ display: "grid" }}>Round trip<input name="efficiency" type="number" min="0.01" max="1" step="any" placeholder="0.88" style={{ width: 112 }} /></label>
      <button type="submit">Retire certificates for open hours</button>
      <span className="dim">Never undone.</span>
      <div role="status">{state.done ? <p className="said">{state.done.claims === 0 ? "Nothing was left to retire for these hours." : `${plural(state.done.claims, "claim")} retired ${measured(state.done.coveredWattHours / 1e6)} MWh; ${percent(state.done.hourlyScore)} of the zone's hours are covered.`}</p> : null}</div>
      {state.error ? <ProblemBox error={state.error} doing="retire certificates" /> : null}
    </form>
  );
}

/** Each customer is owed a statement of its energy. */
function Customers({ y }: { y: PlaceYear }) {
  const { me } = useHere();
  const [error, setError] = useState<ApiError>();
  const draft = (customer: string) => post(`/api/sites/${enc(y.site)}/place/statements`, { year: y.year, kind: "CUSTOMER", customer }).then(() => { setError(undefined); refresh(); }, setError);
  const mine = may(me, "ENGINEER", "COORDINATOR");
  return (
    <Section title="Customers" aside="each is owed a statement of its energy">
      <ul className="plainlist">{y.customers.map((c) => <li key={c} style={{ display: "flex", gap: 8, alignItems: "center", flexWrap: "wrap", marginBottom: 8 }}>
        <strong style={{ minWidth: 120 }}>{c}</strong>{mine ? <button type="button" onClick={() => void draft(c)}>Draft its statement</button> : null}{mine ? <Login customer={c} y={y} /> : null}
      </li>)}</ul>
      {error ? <ProblemBox error={error} doing="draft the statement" /> : null}
    </Section>
  );
}

/** Lets a tenant's login read what is filed for a customer. */
function Login({ customer, y }: { customer: string; y: PlaceYear }) {
  const [state, setState] = useState<{ error?: ApiError; said?: string }>({});
  return (
    <form
      style={{ display: "flex", gap: 8, alignItems: "center" }}
      onSubmit={(e) => {
        e.preventDefault();
        const user = String(new FormData(e.currentTarget).get("user"));
        post(`/api/sites/${enc(y.site)}/place/customers`, { customer, user }).then(() => setState({ said: `${user} sees what is filed for ${customer}.` }), (error: ApiError) => setState({ error }));
      }}
    >
      <input name="user" required aria-label={`Login of ${customer}`} placeholder="login with the role tenant" />
      <button type="submit">Let it read</button>
      <span role="status">{state.said}</span>
      {state.error ? <ProblemBox error={state.error} doing="let it read" /> : null}
    </form>
  );
}

function Months({ y }: { y: PlaceYear }) {
  const most = Math.max(...y.months.map((m) => m.energyKWh), 1);
  return (
    <>
      <svg viewBox="0 0 860 150" role="img" style={{ width: "100%", maxWidth: 860, height: "auto" }} aria-label={`Energy by month, at most ${count(Math.round(most / 1000))} MWh`}>
        {y.months.map((m, i) => {
          const w = 860 / y.months.length;
          const high = (v: number) => (v / most) * 120;
          return (
            <g key={m.month}>
              <rect x={i * w + 6} width={w - 12} y={126 - high(m.energyKWh)} height={high(m.energyKWh)} fill="none" stroke="var(--ink)" />
              <rect x={i * w + 6} width={w - 12} y={126 - high(m.matchedKWh)} height={high(m.matchedKWh)} fill="var(--fit)" />
              <text x={i * w + w / 2} y={144} textAnchor="middle" fontSize="12" fill="var(--ink-2)">{m.month.slice(5)}</text>
            </g>
          );
        })}
      </svg>
      <p className="dim" style={{ margin: "4px 0 16px" }}>Outline: energy taken. Filled: covered by certificates of the same hour.</p>
      <DataTable
        name={`${y.site}-months`} rows={y.months} id={(m) => m.month} filter={false}
        columns={[
          { key: "month", head: "Month", nowrap: true, value: (m) => m.month },
          { key: "energy", head: "Energy, kWh", num: true, value: (m) => m.energyKWh, cell: (m) => count(Math.round(m.energyKWh)) },
          { key: "it", head: "IT, kWh", num: true, value: (m) => m.itKWh, cell: (m) => count(Math.round(m.itKWh)) },
          { key: "water", head: "Water, m³", num: true, value: (m) => m.waterM3, cell: (m) => (m.waterM3 === null ? "not known" : expected(m.waterM3)) },
          { key: "matched", head: "Matched, kWh", num: true, value: (m) => m.matchedKWh, cell: (m) => count(Math.round(m.matchedKWh)) },
          { key: "carbon", head: "Location-based, t", num: true, value: (m) => m.locationTonnes, cell: (m) => (m.locationTonnes === null ? "no factor" : expected(m.locationTonnes)) },
        ]}
      />
    </>
  );
}

/** From the top of the tree down; a meter stands under the one that feeds it. */
function tree(rows: PlaceMeter[]): (PlaceMeter & { depth: number })[] {
  const ids = new Set(rows.map((m) => m.meter));
  const below = (parent: string, depth: number): (PlaceMeter & { depth: number })[] =>
    depth > 12 ? [] : rows.filter((m) => (ids.has(m.parent) ? m.parent : "") === parent).flatMap((m) => [{ ...m, depth }, ...below(m.meter, depth + 1)]);
  return below("", 0);
}

function Meters({ rows }: { rows: PlaceMeter[] }) {
  const site = useSite();
  const verdict = (m: PlaceMeter) => (m.verdict === null ? "" : m.verdict.toLowerCase().replaceAll("_", " "));
  return (
    <DataTable
      name={`${site.name}-meters`} rows={tree(rows)} id={(m) => m.meter}
      columns={[
        { key: "meter", head: "Meter", nowrap: true, value: (m) => m.meter, cell: (m) => <span style={{ paddingLeft: m.depth * 16 }}>{m.depth > 0 ? "↳ " : ""}{m.meter}</span> },
        { key: "point", head: "Where", nowrap: true, value: (m) => point(m.point) },
        { key: "amount", head: "Counted", num: true, nowrap: true, value: (m) => m.amount, cell: (m) => <>{count(Math.round(m.amount))} <span className="dim">{m.unit}</span></> },
        { key: "within", head: "Within", num: true, value: (m) => m.uncertainty, cell: (m) => (m.uncertainty === null ? "not told" : `± ${percent(m.uncertainty)}`) },
        { key: "loss", head: "Lost below it", num: true, value: (m) => m.lossShare, cell: (m) => (m.lossShare === null ? "–" : percent(m.lossShare)) },
        { key: "verdict", head: "Verdict", value: verdict, cell: (m) => (m.verdict === null ? "" : <Loss of={m.verdict} />) },
        { key: "says", head: "What it means", wide: true, value: (m) => m.says },
      ]}
    />
  );
}

function Events({ y }: { y: PlaceYear }) {
  const zone = useZone();
  return (
    <Section title="What happened to the meters">
      <DataTable
        name={`${y.site}-meter-events`} rows={y.events.map((e, i) => ({ ...e, key: String(i) }))} id={(e) => e.key}
        columns={[
          { key: "meter", head: "Meter", value: (e) => e.meter },
          { key: "kind", head: "What", value: (e) => e.kind.toLowerCase().replaceAll("_", " ") },
          { key: "from", head: "From", nowrap: true, value: (e) => e.from, cell: (e) => when(e.from, zone) },
          { key: "filled", head: "Put in", num: true, value: (e) => e.filled, cell: (e) => measured(Math.round(e.filled)) },
          { key: "most", head: "Off by at most", num: true, value: (e) => e.atMost, cell: (e) => (e.atMost === null ? "no bound" : measured(Math.round(e.atMost))) },
          { key: "says", head: "What was done", wide: true, value: (e) => e.says },
        ]}
      />
    </Section>
  );
}

const STATE_SIGN = { DRAFT: "absent", REVIEWED: "testing", FILED: "fit", RESTATED: "waived" } as const;

function Filings({ place }: { place: Place }) {
  const site = useSite();
  if (place.statements.length === 0) return null;
  const missing = (s: StatementItem) => [s.missing > 0 ? plural(s.missing, "field") + " missing" : "", s.notMet > 0 ? plural(s.notMet, "limit") + " not met" : ""].filter(Boolean).join(", ");
  return (
    <Section title="Filings and statements">
      <DataTable
        name={`${site.name}-statements`} rows={place.statements} id={(s) => String(s.id)}
        columns={[
          { key: "title", head: "Statement", wide: true, value: (s) => s.title, cell: (s) => <Link to={sitePath(site.name, `place/statements/${s.id}`)}>{s.title}</Link> },
          { key: "customer", head: "Customer", value: (s) => s.customer, cell: (s) => s.customer || "–" },
          { key: "year", head: "Year", num: true, value: (s) => s.year, cell: (s) => s.year },
          { key: "version", head: "Version", num: true, value: (s) => s.version },
          { key: "state", head: "State", value: (s) => s.state.toLowerCase(), cell: (s) => <span className="state"><Sign of={STATE_SIGN[s.state]} size={12} />{s.state.toLowerCase()}</span> },
          { key: "open", head: "Open", value: missing },
          { key: "due", head: "Due", value: (s) => s.due, cell: (s) => s.due || "–" },
        ]}
      />
    </Section>
  );
}

/** What each law asks for, in the order in which a draft takes it. */
function FormsOf() {
  const site = useSite();
  const data = useData<PlaceForms>(`/api/sites/${enc(site.name)}/place/forms`);
  return (
    <Section title="Forms" aside="the first for a kind and year counts">
      <Show of={data} what="the forms">{(f) => (
        <DataTable
          name={`${site.name}-forms`} rows={f.forms} id={(r) => r.form}
          columns={[
            { key: "form", head: "Form", nowrap: true, value: (r) => r.form },
            { key: "title", head: "What it asks for", wide: true, value: (r) => r.title },
            { key: "years", head: "Years", nowrap: true, value: (r) => r.fromYear, cell: (r) => (r.toYear === null ? `from ${r.fromYear}` : `${r.fromYear} to ${r.toYear}`) },
            { key: "fields", head: "Fields", num: true, value: (r) => r.fields },
            { key: "limits", head: "Limits", num: true, value: (r) => r.limits },
            { key: "due", head: "Due", nowrap: true, value: (r) => r.due, cell: (r) => r.due || "–" },
            { key: "source", head: "Read from", wide: true, value: (r) => r.source },
            { key: "file", head: "Whose", nowrap: true, value: (r) => r.file, cell: (r) => (r.file === null ? "shipped" : <a href={`/api/sites/${enc(site.name)}/place/files/${r.file}`}>file {r.file}</a>) },
          ]}
        />
      )}</Show>
    </Section>
  );
}

function Files({ place }: { place: Place }) {
  const zone = useZone();
  if (place.files.length === 0) return null;
  return (
    <Section title="Where the figures come from" aside={plural(place.files.length, "file")}>
      <DataTable
        name={`${place.site}-place-files`} rows={place.files} id={(f) => String(f.id)}
        columns={[
          { key: "name", head: "File", value: (f) => f.name, cell: (f) => <a href={`/api/sites/${enc(place.site)}/place/files/${f.id}`}>{f.name}</a> },
          { key: "kind", head: "What", value: (f) => f.kind.toLowerCase().replaceAll("_", " ") },
          { key: "bytes", head: "Bytes", num: true, value: (f) => f.bytes, cell: (f) => count(f.bytes) },
          { key: "by", head: "Sent by", value: (f) => f.sentBy },
          { key: "at", head: "When", nowrap: true, value: (f) => f.sentAt, cell: (f) => when(f.sentAt, zone) },
          { key: "sha", head: "SHA-256", value: (f) => f.sha256, cell: (f) => <code>{f.sha256.slice(0, 12)}</code> },
        ]}
      />
    </Section>
  );
}

function Uploads({ year }: { year: number | null }) {
  const site = useSite();
  const { me } = useHere();
  const [state, setState] = useState<{ error?: ApiError; said?: string }>({});
  if (!may(me, "ENGINEER", "COORDINATOR")) return null;
  const base = `/api/sites/${enc(site.name)}/place`;
  const done = (said: string) => { setState({ said }); refresh(); };
  const send = (path: string, what: string) => (file: File | undefined) => {
    if (file) call("POST", `${base}${path}?name=${enc(file.name)}`, file, "application/octet-stream").then(() => done(`${what} ${file.name} is on the record.`), (error: ApiError) => setState({ error }));
  };
  const draft = (kind: string) => post(`${base}/statements`, { year, kind }).then(() => done("A draft is on the record."), (error: ApiError) => setState({ error }));
  const field = (words: string, accept: string, to: (file: File | undefined) => void) => <label>{words}<input type="file" accept={accept} onChange={(e) => { to(e.target.files?.[0]); e.target.value = ""; }} /></label>;
  return (
    <Section title="Put on the record">
      <div style={{ display: "grid", gridTemplateColumns: "repeat(auto-fill, minmax(min(100%, 320px), 1fr))", gap: 16 }}>
        {field("What the site says of a year, JSON", ".json", send("/years", "The year"))}
        {year === null ? null : field(`Readings of ${year}: CSV, OpenMetrics or Redfish`, ".csv,.txt,.json", send(`/years/${year}/readings`, "The readings"))}
        {field("Energy certificates, CSV", ".csv", send("/certificates", "The certificates"))}
        {field("Forms of your own, JSON", ".json", send("/forms", "The forms"))}
        {field("Buildings and layers to assess, JSON", ".json", send("/siting", "The assessment"))}
      </div>
      {year === null ? null : <p style={{ display: "flex", flexWrap: "wrap", gap: 8, alignItems: "center", marginTop: 16 }}>Draft for {year}: {["EU", "ENEFG", "GHG", "SASB"].map((k) => <button key={k} type="button" onClick={() => void draft(k)}>{k}</button>)}</p>}
      <div role="status">{state.said ? <p className="said">{state.said}</p> : null}</div>
      {state.error ? <ProblemBox error={state.error} doing="put it on the record" /> : null}
    </Section>
  );
}
