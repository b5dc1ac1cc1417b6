/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import { useState } from "react";
import { type ApiError, enc, post } from "../api/client";
import { refresh, useData } from "../api/live";
import type { Contacts, Feeds, MyBurden } from "../api/types";
import { Link, sitePath } from "../frame/router";
import { useSite, useZone } from "../frame/site";
import { HOURS_WORDS, KIND_WORDS } from "../oncall/words";
import { ProblemBox, Section, Show } from "../parts/basics";
import { DataTable } from "../parts/DataTable";
import { Sign } from "../parts/signs";
import { count, percent, plural, span, when } from "../words/format";

const minutes = (n: number): string => (n < 1 ? "none" : span(n * 60_000));

/** What on-call costs the reader, for the reader's eyes only; their ways to be reached, and their calendars. */
export function MyOnCallPage() {
  const site = useSite();
  const burden = useData<MyBurden>(`/api/sites/${enc(site.name)}/oncall/burden`);
  return (
    <>
      <Show of={burden} what="your on-call">{(b) => <Burden b={b} />}</Show>
      <MyContacts />
      <MyFeeds />
    </>
  );
}

function Burden({ b }: { b: MyBurden }) {
  const site = useSite();
  const zone = useZone();
  const p = b.person;
  const rest = p?.restLost.findLast((r) => Date.parse(r.startNotBefore) > Date.parse(b.to));
  return (
    <>
      <div className="head">
        <div>
          <h1>{p === null ? "The plan does not name you." : rest ? `A night page took your rest: start ${when(rest.startNotBefore, zone)} at the earliest.` : `You were on call ${percent(p.share)} of the time.`}</h1>
          <p className="lead">From {when(b.from, zone)} to {when(b.to, zone)}. Only you see this; others see the sum of five people or more. <Link to={sitePath(site.name, "oncall")}>Who is on call</Link></p>
        </div>
      </div>
      {p === null ? null : (
        <>
          {p.overLimit.length > 0 ? <div className="problem"><strong>Over a limit</strong>{p.overLimit.map((l) => <span key={l}>{l}</span>)}</div> : null}
          <Section title="What it cost you">
            <ul className="plainlist">
              <li>{plural(p.pages, "page")}, {count(p.nightPages)} at night; {minutes(p.workedMinutes)} of work on them</li>
              <li>Weighted: {minutes(p.burden)} (a night minute counts three times, a night page an hour more)</li>
              <li>At most {plural(p.busiestShift, "page")} in 12 hours; {plural(p.nightsIn7Days, "interrupted night")} in a week at most; {plural(p.daysInARow, "day")} in a row</li>
            </ul>
            <div style={{ height: 8 }} />
            <DataTable
              name="my-on-call-hours" rows={Object.entries(p.minutes)} id={([k]) => k} filter={false}
              columns={[
                { key: "hours", head: "When", value: ([k]) => HOURS_WORDS[k as keyof typeof HOURS_WORDS] },
                { key: "for", head: "On call for", num: true, value: ([, n]) => n, cell: ([, n]) => minutes(n) },
              ]}
            />
          </Section>
          {p.restLost.length > 0 ? (
            <Section title="Rest that began anew">
              <ul className="plainlist">{p.restLost.map((r) => <li key={r.page}>Paged {when(r.page, zone)}, over {when(r.over, zone)}: begin work {when(r.startNotBefore, zone)} at the earliest, and ask for a swap if a shift is before that.</li>)}</ul>
            </Section>
          ) : null}
        </>
      )}
    </>
  );
}

function MyContacts() {
  const zone = useZone();
  const contacts = useData<Contacts>("/api/me/contacts");
  const [state, setState] = useState<{ error?: ApiError; said?: string }>({});
  return (
    <Section title="How you are reached" aside="given once, shown to nobody: not to you, not to an admin">
      <Show of={contacts} what="your contacts">
        {(c) => (
          <>
            {c.contacts.length === 0 ? <p className="soft">Nothing is given yet: a page could not reach you.</p> : (
              <ul className="plainlist">{c.contacts.map((k) => <li key={k.handle}><span className="state"><Sign of={k.provider ? "fit" : "suspect"} size={12} />{k.label}</span> <span className="soft">{KIND_WORDS[k.kind]}, given {when(k.addedAt, zone)}{k.provider ? "" : "; no provider is set up for it"}</span></li>)}</ul>
            )}
            {c.uses.length > 0 ? <p className="small soft">Last opened for sending {when(c.uses[0]!.at, zone)}, for {c.uses[0]!.purpose}; {plural(c.uses.length, "time")} in all, each on the record.</p> : null}
          </>
        )}
      </Show>
      <form
        className="fields"
        onSubmit={(e) => {
          e.preventDefault();
          const form = e.currentTarget;
          const f = new FormData(form);
          post("/api/me/contacts", { kind: f.get("kind"), label: f.get("label"), value: f.get("value") }).then(
            () => { setState({ said: "Sealed. It cannot be read again, only used to reach you." }); form.reset(); refresh(); },
            (error: ApiError) => setState({ error }),
          );
        }}
      >
        <label>Kind<select name="kind">{Object.entries(KIND_WORDS).map(([k, v]) => <option key={k} value={k}>{v}</option>)}</select></label>
        <label>What you call it<input name="label" required maxLength={60} placeholder="my phone" autoComplete="off" /></label>
        <label>Number or address<input name="value" required maxLength={500} type="password" autoComplete="off" /></label>
        <div><button className="first">Seal it</button></div>
      </form>
      <div role="status">{state.said ? <p className="said">{state.said}</p> : null}</div>
      {state.error ? <ProblemBox error={state.error} doing="seal it" /> : null}
    </Section>
  );
}

function MyFeeds() {
  const site = useSite();
  const zone = useZone();
  const feeds = useData<Feeds>("/api/me/feeds");
  const [made, setMade] = useState("");
  const [error, setError] = useState<ApiError | null>(null);
  return (
    <Section title="Your calendars" aside="whoever has the address can read it, until you revoke it">
      <Show of={feeds} what="your calendars">
        {(f) => f.feeds.length === 0 ? <p className="soft">None yet.</p> : (
          <ul className="plainlist">
            {f.feeds.map((x) => (
              <li key={x.id}>
                {x.label} <span className="soft">{x.own ? "your duties" : "the team's roles, without names"}, {x.site}, made {when(x.madeAt, zone)}</span>{" "}
                {x.revokedAt ? <span className="soft">revoked {when(x.revokedAt, zone)}</span> : <button type="button" onClick={() => void post(`/api/me/feeds/${x.id}/revoke`).then(() => refresh(), (e: ApiError) => setError(e))}>Revoke</button>}
              </li>
            ))}
          </ul>
        )}
      </Show>
      <form
        className="fields"
        onSubmit={(e) => {
          e.preventDefault();
          const form = e.currentTarget;
          const f = new FormData(form);
          post<{ address: string }>("/api/me/feeds", { site: site.name, own: f.get("scope") === "own", label: f.get("label") }).then(
            (m) => { setMade(m.address); setError(null); form.reset(); refresh(); },
            (failed: ApiError) => setError(failed),
          );
        }}
      >
        <label>Shows<select name="scope"><option value="own">my duties</option><option value="team">the team's roles, without names</option></select></label>
        <label>What you call it<input name="label" required maxLength={60} placeholder="my phone's calendar" /></label>
        <div><button>Make a calendar</button></div>
      </form>
      <div role="status">{made ? <p className="said">Copy the address now, it is not shown again: <code className="wrap">{made}</code></p> : null}</div>
      {error ? <ProblemBox error={error} doing="change your calendars" /> : null}
    </Section>
  );
}
