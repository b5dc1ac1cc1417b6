/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import { useState } from "react";
import { ApiError, enc, post } from "../api/client";
import { refresh, useData, useList } from "../api/live";
import type { Campaign, CampaignRow, Page, TestPlan } from "../api/types";
import { endWords, LAUNCHER_WORDS, leakWords, nodesOf, STATUS_MEANING, STATUS_WORDS } from "../campaign/words";
import { Facts } from "../frame/Drawer";
import { go, Link, open, setQuery, sitePath, useAt, useQuery } from "../frame/router";
import { may, useHere, useSite, useZone } from "../frame/site";
import { Empty, ProblemBox, Section, Show } from "../parts/basics";
import { DataTable } from "../parts/DataTable";
import { Sign } from "../parts/signs";
import { count, instantOf, plural, wallOf, watts, when } from "../words/format";
import { NOT_FITTING } from "./Campaign";
import { TestNav } from "./TestNav";

const DAY = 86_400_000;

/** All campaigns of a site: what runs, what it found, and what is still to be decided. */
export function CampaignsPage() {
  const site = useSite();
  const at = useAt();
  const { me } = useHere();
  const asked = useQuery("new") !== null;
  const list = useList<CampaignRow>(`/api/sites/${enc(site.name)}/campaigns`, at === null, 1_000);
  const rows = list.data?.filter((c) => !at || c.createdAt <= at);
  const running = rows?.filter((c) => c.status === "RUNNING" || c.status === "PAUSED").length ?? 0;
  const mayPlan = may(me, "ENGINEER") && !at;
  return (
    <>
      <TestNav />
      <div className="head">
        <div>
          <h1>{rows ? (rows.length === 0 ? "No campaign yet." : running > 0 ? `${plural(running, "campaign")} under way.` : "No campaign is under way.") : "Campaigns"}</h1>
          <p className="lead">A campaign runs a test plan over many nodes, under the hall's power and against a date.</p>
        </div>
        {mayPlan && !asked ? <div className="acts"><button type="button" className="first" onClick={() => setQuery({ new: "1" }, false)}>Plan a campaign</button></div> : null}
      </div>
      {asked && mayPlan ? <NewCampaign /> : null}
      <Show of={{ ...list, data: rows }} what="the campaigns">
        {(found) => (found.length === 0 ? (asked ? null : <NoCampaign mayPlan={mayPlan} />) : <Section title={plural(found.length, "campaign")}><Campaigns rows={found} /></Section>)}
      </Show>
    </>
  );
}

function NoCampaign({ mayPlan }: { mayPlan: boolean }) {
  const site = useSite();
  return (
    <Empty title="First cable the nodes, then plan a campaign over them" command={`plimsoll campaign create --site ${site.name} --name bring-up-1 --plan standard --dry-run`}>
      <p>
        {site.nodes.CABLED ? `${plural(site.nodes.CABLED, "node")} ${site.nodes.CABLED === 1 ? "is" : "are"} cabled and ${site.nodes.CABLED === 1 ? "waits" : "wait"} for a test.` : "No node is cabled yet; a campaign tests nodes whose cables are verified."}
        {" "}The dry run says when it would end, how much power it would draw, and what does not fit.
      </p>
      {mayPlan ? <button type="button" className="first" onClick={() => setQuery({ new: "1" }, false)}>Plan a campaign</button> : null}
    </Empty>
  );
}

function Campaigns({ rows }: { rows: CampaignRow[] }) {
  const site = useSite();
  const zone = useZone();
  const to = (c: CampaignRow) => sitePath(site.name, "test", "campaigns", String(c.id));
  return (
    <DataTable
      name={`${site.name}-campaigns`} rows={rows} id={(c) => String(c.id)} onRow={(c) => open(to(c))}
      columns={[
        { key: "name", head: "Campaign", value: (c) => c.name, cell: (c) => <Link to={to(c)} onClick={(e) => e.stopPropagation()}>{c.name}</Link> },
        { key: "status", head: "Status", value: (c) => STATUS_WORDS[c.status], cell: (c) => <span className="state"><Sign of={STATUS_MEANING[c.status]} />{STATUS_WORDS[c.status]}</span> },
        { key: "plan", head: "Test plan", value: (c) => c.plan },
        { key: "launcher", head: "Runs through", value: (c) => LAUNCHER_WORDS[c.launcher] ?? c.launcher },
        { key: "deadline", head: "Deadline", value: (c) => c.deadline, cell: (c) => (c.deadline ? when(c.deadline, zone) : "none"), nowrap: true },
        { key: "end", head: "Should end", value: (c) => c.predictedEnd, cell: (c) => when(c.predictedEnd, zone), nowrap: true },
        { key: "created", head: "Planned", value: (c) => c.createdAt, cell: (c) => when(c.createdAt, zone), nowrap: true },
      ]}
    />
  );
}

interface Wanted {
  name: string; plan: string; nodes: string[]; deadline: string | null; hallWatts: number | null; rackWatts: number | null;
  rampWattsPerMinute: number | null; nodeWatts: number | null; nodeCap: number | null; launcher: string; dryRun: boolean;
  carryOverDays: number | null;
}

/** What the form says, in the words of the API; a field that is left empty is no limit. */
export function wantedOf(text: (key: string) => string, zone: string, dryRun: boolean): Wanted {
  const number = (key: string, times = 1) => (text(key) === "" ? null : Math.round(Number(text(key)) * times));
  return {
    name: text("name"), plan: text("plan"), nodes: text("nodes").split(/[\s,]+/).filter(Boolean), deadline: text("deadline") ? instantOf(text("deadline"), zone) : null,
    hallWatts: number("hall", 1_000), rackWatts: number("rack", 1_000), rampWattsPerMinute: number("ramp", 1_000), nodeWatts: number("node", 1_000), nodeCap: number("cap"), launcher: text("launcher"), dryRun,
    carryOverDays: number("carry"),
  };
}

function NewCampaign() {
  const site = useSite();
  const zone = useZone();
  const plans = useData<Page<TestPlan>>("/api/test-plans", false);
  const [tried, setTried] = useState<{ of: string; plan: Campaign } | null>(null);
  const [error, setError] = useState<ApiError | null>(null);
  const [busy, setBusy] = useState(false);
  const send = (form: HTMLFormElement, dryRun: boolean) => {
    const data = new FormData(form);
    const wanted = wantedOf((key) => String(data.get(key) ?? "").trim(), zone, dryRun);
    setError(null);
    setBusy(true);
    post<Campaign>(`/api/sites/${enc(site.name)}/campaigns`, wanted).then(
      (made) => {
        setBusy(false);
        if (dryRun) setTried({ of: JSON.stringify({ ...wanted, dryRun: false }), plan: made });
        else {
          refresh();
          go(sitePath(site.name, "test", "campaigns", String(made.id)));
        }
      },
      (failed: ApiError) => {
        setBusy(false);
        setTried(null);
        setError(failed);
      },
    );
  };
  const changed = (form: HTMLFormElement) => {
    const data = new FormData(form);
    if (tried && tried.of !== JSON.stringify(wantedOf((key) => String(data.get(key) ?? "").trim(), zone, false))) setTried(null);
  };
  return (
    <Section title="A new campaign" aside={<button type="button" className="plain" onClick={() => setQuery({ new: null }, false)}>Close</button>}>
      <form
        onChange={(e) => changed(e.currentTarget)}
        onSubmit={(e) => {
          e.preventDefault();
          send(e.currentTarget, (e.nativeEvent as SubmitEvent).submitter?.getAttribute("value") !== "start");
        }}
      >
        <div className="fields">
          <label>Name<input name="name" required maxLength={80} defaultValue={`${site.name}-${wallOf(site.at, zone).slice(0, 10)}`} /></label>
          <label>
            Test plan
            <select name="plan" required key={plans.data ? "read" : "reading"} defaultValue={plans.data?.items.find((p) => p.name === "standard")?.name}>
              {(plans.data?.items ?? []).map((p) => <option key={p.name} value={p.name}>{p.name}: {plural(p.tests, "test")}</option>)}
            </select>
          </label>
          <label>Deadline ({zone}); none if empty<input name="deadline" type="datetime-local" defaultValue={wallOf(Date.parse(site.at) + 3 * DAY, zone)} /></label>
          <label>
            Runs through
            <select name="launcher" defaultValue="agent">
              {Object.entries(LAUNCHER_WORDS).map(([key, words]) => <option key={key} value={key}>{words}</option>)}
            </select>
          </label>
          <label>Hall, kW; no limit if empty<input name="hall" type="number" min="0" step="any" /></label>
          <label>Rack, kW; no limit if empty<input name="rack" type="number" min="0" step="any" /></label>
          <label>Ramp, kW a minute<input name="ramp" type="number" min="0" step="any" /></label>
          <label>One node at full load, kW; needed with a limit<input name="node" type="number" min="0" step="any" /></label>
          <label>Nodes at a time, at most<input name="cap" type="number" min="1" /></label>
          <label>Do not run again what passed within, days; every test if empty<input name="carry" type="number" min="1" max="365" /></label>
          <label style={{ gridColumn: "1 / -1" }}>Nodes; none means every node that is cabled ({count(site.nodes.CABLED ?? 0)})<input name="nodes" placeholder="gpu-0007 gpu-0017" /></label>
        </div>
        <div className="acts" style={{ marginTop: 12 }}>
          <button className={tried ? undefined : "first"} value="dry" disabled={busy}>{busy ? "Planning…" : "Dry run"}</button>
          {tried ? <button className="first" value="start" disabled={busy}>Start it</button> : <span className="small soft">Nothing starts before you have seen the dry run.</span>}
        </div>
      </form>
      {error ? <ProblemBox error={error} doing="plan the campaign" /> : null}
      <div role="status">{tried ? <DryRun plan={tried.plan} /> : null}</div>
    </Section>
  );
}

function DryRun({ plan }: { plan: Campaign }) {
  const zone = useZone();
  const site = useSite();
  const limit = plan.power.limitWatts;
  return (
    <div style={{ marginTop: 16, display: "grid", gap: 12 }}>
      <h3>This is what would happen</h3>
      <Facts
        of={[
          ["Ends", plan.predictedEnd ? when(plan.predictedEnd, zone) : "not known"],
          ["Against the deadline", endWords(plan, Date.parse(site.at))],
          ...(nodesOf(plan) > 0 ? [["Nodes", count(nodesOf(plan))] as [string, string]] : []),
          ["Tasks", count(plan.tasks.total)],
          ["Peak power", `${watts(plan.power.peakWatts)}${limit ? ` of ${watts(limit)}` : ", no limit given"}`],
          ["Plan", <code key="p" className="wrap">{plan.planSha256}</code>],
        ]}
      />
      {plan.expectedLeak ? <p className="small">{leakWords(plan.expectedLeak)}</p> : null}
      {plan.notFitting.length === 0 ? <p className="said">Everything fits.</p> : (
        <>
          <h3 className="state"><Sign of="suspect" /> {plural(plan.notFitting.length, "thing does", "things do")} not fit</h3>
          <DataTable
            name="not-fitting" rows={plan.notFitting} id={(n) => n.test + n.reason} filter={false} columns={NOT_FITTING}
          />
        </>
      )}
    </div>
  );
}
