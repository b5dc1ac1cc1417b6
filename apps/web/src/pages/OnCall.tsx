/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import { useRef, useState } from "react";
import { type ApiError, call, enc, post } from "../api/client";
import { refresh, useData } from "../api/live";
import type { OnCall, OnCallLoad, Page, PageRow } from "../api/types";
import { Link, sitePath, useAt } from "../frame/router";
import { may, useHere, useSite, useZone } from "../frame/site";
import { DutyChart } from "../oncall/DutyChart";
import { headline, lasting, PAGE_MEANING, PAGE_WORDS } from "../oncall/words";
import { Empty, ProblemBox, Section, Show } from "../parts/basics";
import { DataTable } from "../parts/DataTable";
import { Picture } from "../parts/Picture";
import { Sign } from "../parts/signs";
import { count, percent, plural, when } from "../words/format";

/** Who is on call, when nobody would be, and what is being paged. Names of people, never a number. */
export function OnCallPage() {
  const site = useSite();
  const view = useData<OnCall>(`/api/sites/${enc(site.name)}/oncall`);
  return <Show of={view} what="on-call">{(v) => <Duties v={v} />}</Show>;
}

function Duties({ v }: { v: OnCall }) {
  const zone = useZone();
  const site = useSite();
  const { me } = useHere();
  const past = useAt() !== null;
  return (
    <>
      <div className="head">
        <div>
          <h1>{headline(v, zone)}</h1>
          <p className="lead">
            {v.plan ? `Plan ${v.plan.name}, set by ${v.plan.setBy} ${when(v.plan.setAt, zone)}. ${v.pagerAlive ? "The pager goes round." : "The pager did not go round lately: messages may be late."}` : "Without a plan a page reaches nobody."}
            {past ? " This page shows now: it does not go back in time." : ""}
          </p>
        </div>
        <Link className="button" to={sitePath(site.name, "oncall", "me")}>My on-call</Link>
      </div>
      {v.gaps.length > 0 ? <Gaps v={v} /> : null}
      {v.plan ? <Calendar v={v} /> : (
        <Empty title="No plan yet" command="plimsoll oncall gaps plan.yaml">
          <p>Write down schedules with their layers and policies with their steps, look for gaps, then put the same file on the record below. It holds names, never a number: each person gives their own.</p>
        </Empty>
      )}
      <Pages />
      <Load />
      {!past && may(me, "TECHNICIAN", "ENGINEER", "COORDINATOR", "CAPACITY_MANAGER") && v.plan ? <RaisePage policies={v.policies} /> : null}
      {!past && may(me, "ENGINEER", "COORDINATOR") ? <PlanUpload /> : null}
    </>
  );
}

function Gaps({ v }: { v: OnCall }) {
  const zone = useZone();
  return (
    <div className="problem" role="alert">
      <strong>{plural(v.gaps.length, "gap")}: nobody would answer</strong>
      {v.gaps.slice(0, 5).map((g) => <span key={`${g.schedule} ${g.start}`}>{g.schedule}: {when(g.start, zone)} for {lasting(g.start, g.end)}. {g.why}</span>)}
      {v.gaps.length > 5 ? <span>and {v.gaps.length - 5} more</span> : null}
    </div>
  );
}

function Calendar({ v }: { v: OnCall }) {
  const zone = useZone();
  const rows = v.schedules.flatMap((s) => s.turns.map((t) => ({ schedule: s.name, ...t })));
  return (
    <>
      <Section title="Now">
        <ul className="plainlist">
          {v.schedules.map((s) => <li key={s.id}><span className="state"><Sign of={s.now.length > 0 ? "fit" : "repair"} size={12} /><strong>{s.now.join(" and ") || "nobody"}</strong></span> <span className="soft">{s.name}, {s.zone}</span></li>)}
        </ul>
      </Section>
      <Picture
        title="The four weeks ahead" name={`${v.site}-oncall`}
        picture={<><DutyChart v={v} zone={zone} /><p className="legend"><span>a bar on top: an override</span><span>red hatch: nobody</span></p></>}
        table={
          <DataTable
            name={`${v.site}-oncall`} rows={rows} id={(t) => `${t.schedule} ${t.start}`}
            columns={[
              { key: "schedule", head: "Schedule", value: (t) => t.schedule },
              { key: "start", head: "From", nowrap: true, value: (t) => t.start, cell: (t) => when(t.start, zone) },
              { key: "end", head: "Until", nowrap: true, value: (t) => t.end, cell: (t) => when(t.end, zone) },
              { key: "who", head: "Who", value: (t) => t.people.join(", ") || "nobody" },
              { key: "source", head: "By", value: (t) => t.source },
            ]}
          />
        }
      />
    </>
  );
}

function Pages() {
  const site = useSite();
  const zone = useZone();
  const pages = useData<Page<PageRow>>(`/api/sites/${enc(site.name)}/pages?limit=100`);
  return (
    <Section title="Pages">
      <Show of={pages} what="the pages">
        {(p) => p.items.length === 0 ? <p className="soft">Nobody was paged yet.</p> : (
          <DataTable
            name={`${site.name}-pages`} rows={p.items} id={(r) => String(r.id)}
            columns={[
              { key: "title", head: "What", value: (r) => r.title, cell: (r) => <Link to={sitePath(site.name, "oncall", "pages", String(r.id))}>{r.title}</Link> },
              { key: "status", head: "Stands", value: (r) => PAGE_WORDS[r.status], cell: (r) => <span className="state"><Sign of={PAGE_MEANING[r.status]} size={12} />{PAGE_WORDS[r.status]}{r.acknowledgedBy ? (r.status === "RESOLVED" ? `, taken by ${r.acknowledgedBy}` : ` by ${r.acknowledgedBy}`) : ""}</span> },
              { key: "at", head: "Raised", nowrap: true, value: (r) => r.raisedAt, cell: (r) => when(r.raisedAt, zone) },
              { key: "paged", head: "Paged", value: (r) => r.paged.join(", ") },
              { key: "due", head: "Next step", nowrap: true, value: (r) => r.due, cell: (r) => (r.due ? when(r.due, zone) : "–") },
              { key: "alerts", head: "Alerts", num: true, value: (r) => r.alerts },
            ]}
          />
        )}
      </Show>
    </Section>
  );
}

function Load() {
  const site = useSite();
  const load = useData<OnCallLoad>(`/api/sites/${enc(site.name)}/oncall/load`);
  return (
    <Section title="What it costs everybody together" aside="the four weeks behind">
      <Show of={load} what="the load">
        {(l) => l.group === null ? <p className="soft">Nothing is shown of fewer than five people: nobody shall be picked out. Each sees their own under <Link to={sitePath(site.name, "oncall", "me")}>My on-call</Link>.</p> : (
          <ul className="plainlist">
            <li>{plural(l.group.pages, "page")}, {count(l.group.nightPages)} at night, among {plural(l.group.people, "person", "people")}; the busiest took {percent(l.group.concentration)} of them</li>
            <li>Fairness {percent(l.group.jain)} (Jain's index of the weighted minutes), balance of time {percent(l.group.balance)}</li>
            <li>{plural(l.group.peopleOverLimit, "person", "people")} over a limit, {plural(l.group.restsLost, "rest")} lost to a night page</li>
          </ul>
        )}
      </Show>
    </Section>
  );
}

function RaisePage({ policies }: { policies: string[] }) {
  const site = useSite();
  const [state, setState] = useState<{ error?: ApiError; said?: string }>({});
  return (
    <Section title="Page somebody by hand">
      <form
        className="fields"
        onSubmit={(e) => {
          e.preventDefault();
          const form = e.currentTarget;
          const f = new FormData(form);
          post<PageRow>(`/api/sites/${enc(site.name)}/pages`, { title: String(f.get("title")), policy: String(f.get("policy") ?? "") }).then(
            (p) => { setState({ said: `Page ${count(Number(p.id))} is on its way${p.paged.length ? ` to ${p.paged.join(" and ")}` : ""}.` }); form.reset(); refresh(); },
            (error: ApiError) => setState({ error }),
          );
        }}
      >
        <label>What is wrong<input name="title" required maxLength={200} /></label>
        <label>Policy<select name="policy">{policies.map((p) => <option key={p}>{p}</option>)}</select></label>
        <div><button className="first">Page</button></div>
      </form>
      <div role="status">{state.said ? <p className="said">{state.said}</p> : null}</div>
      {state.error ? <ProblemBox error={state.error} doing="page somebody" /> : null}
    </Section>
  );
}

function PlanUpload() {
  const site = useSite();
  const input = useRef<HTMLInputElement>(null);
  const [state, setState] = useState<{ error?: ApiError; said?: string }>({});
  const send = (file: File | undefined) => {
    if (!file) return;
    call<OnCall>("POST", `/api/sites/${enc(site.name)}/oncall/plan`, file, "application/yaml").then(
      (v) => { setState({ said: `Plan ${v.plan?.name ?? file.name} is in force. ${v.gaps.length === 0 ? "It has no gaps." : `It has ${plural(v.gaps.length, "gap")}.`}` }); refresh(); },
      (error: ApiError) => setState({ error }),
    ).finally(() => { if (input.current) input.current.value = ""; });
  };
  return (
    <Section title="Set the plan">
      <label>YAML or JSON, as for <code>plimsoll oncall show</code><input ref={input} type="file" accept=".yaml,.yml,.json" onChange={(e) => send(e.target.files?.[0])} /></label>
      <div role="status">{state.said ? <p className="said" style={{ marginTop: 8 }}>{state.said}</p> : null}</div>
      {state.error ? <ProblemBox error={state.error} doing="set the plan" /> : null}
    </Section>
  );
}
