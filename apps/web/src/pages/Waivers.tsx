/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import { useState } from "react";
import { type ApiError, enc, post } from "../api/client";
import { refresh, useData, useList } from "../api/live";
import type { LeakEstimate, Page, TestPlan, TestPlanPage, Waiver } from "../api/types";
import { Link, sitePath, useAt, useQuery } from "../frame/router";
import { may, useHere, useSite, useZone } from "../frame/site";
import { Empty, ProblemBox, Section, Show } from "../parts/basics";
import { DataTable } from "../parts/DataTable";
import { Picture } from "../parts/Picture";
import { Sign } from "../parts/signs";
import { readTyped, termsOf } from "../price/terms";
import { presentOf, stateOf, WaiverLines } from "../price/WaiverLines";
import { expected, instantOf, money, percent, plural, span, when } from "../words/format";
import { TestNav } from "./TestNav";

const WAIVER_DAYS = 30;
const NODES_SHOWN = 3;
const STATE_WORDS = { HOLDS: "holds", ENDED: "ended", REVOKED: "revoked" } as const;

/** What was let through by name: who, until when, what it costs. */
export function WaiversPage() {
  const site = useSite();
  const at = useAt();
  const { me } = useHere();
  const list = useList<Waiver>(`/api/sites/${enc(site.name)}/waivers`, at === null, 2_000);
  const now = at ?? presentOf(site.at, list.data ?? []);
  const rows = list.data?.filter((w) => w.grantedAt <= now);
  const holding = rows?.filter((w) => stateOf(w, now) === "HOLDS") ?? [];
  const next = [...holding].sort((a, b) => a.expiresAt.localeCompare(b.expiresAt))[0];
  const nodes = new Set(holding.flatMap((w) => w.nodes)).size;
  const mayGrant = at === null && may(me, "ENGINEER", "CAPACITY_MANAGER");
  return (
    <>
      <TestNav />
      <div className="head">
        <div>
          <h1>{rows ? (holding.length === 0 ? "No waiver is in force." : `${plural(holding.length, "waiver")} ${holding.length === 1 ? "is" : "are"} in force.`) : "Waivers"}</h1>
          <p className="lead">
            {next
              ? `They cover ${holding.some((w) => w.nodes.length === 0) ? "every node" : plural(nodes, "node")} at a price of ${money(holding.reduce((sum, w) => sum + w.priceCents, 0))}. The next, for ${next.test}, ends by itself in ${span(Date.parse(next.expiresAt) - Date.parse(now))}; its nodes are then not fit.`
              : "A waiver lets a test that did not pass through, by a named owner, with a reason, a price and an end."}
          </p>
        </div>
      </div>
      <Show of={{ ...list, data: rows }} what="the waivers">
        {(found) =>
          found.length === 0 ? (
            <Empty title="Nobody has let a test through" command={`plimsoll accept price --plan standard --nodes 1 --skip nic-loopback`}>
              <p>First ask what it would cost: the command, or the price of a skip, tells how many bad nodes a skipped test lets through. Then sign the waiver below.</p>
              <Link className="button" to={sitePath(site.name, "test", "price")}>Price of a skip</Link>
            </Empty>
          ) : (
            <Picture
              title="Who, until when" name={`${site.name}-waivers`} aside={plural(found.length, "waiver")}
              picture={<><WaiverLines rows={found} now={now} /><div style={{ height: 16 }} /><Waivers rows={found} now={now} mayRevoke={mayGrant} /></>}
              table={<Waivers rows={found} now={now} mayRevoke={mayGrant} />}
            />
          )
        }
      </Show>
      {mayGrant ? <NewWaiver /> : null}
    </>
  );
}

function Waivers({ rows, now, mayRevoke }: { rows: Waiver[]; now: string; mayRevoke: boolean }) {
  const site = useSite();
  const zone = useZone();
  return (
    <DataTable
      name={`${site.name}-waivers`} rows={rows} id={(w) => String(w.id)}
      columns={[
        { key: "test", head: "Test", value: (w) => w.test },
        { key: "state", head: "State", value: (w) => STATE_WORDS[stateOf(w, now)], cell: (w) => <span className="state"><Sign of={stateOf(w, now) === "HOLDS" ? "waived" : "unknown"} />{STATE_WORDS[stateOf(w, now)]}</span> },
        { key: "nodes", head: "Nodes", value: (w) => w.nodes.join(" ") || "every node", cell: (w) => <NodeNames of={w.nodes} /> },
        { key: "owner", head: "Owner", value: (w) => w.owner },
        { key: "reason", head: "Reason", value: (w) => w.reason, cell: (w) => <span style={{ display: "block", minWidth: 180 }}>{w.reason}</span> },
        { key: "granted", head: "Signed", value: (w) => w.grantedAt, cell: (w) => when(w.grantedAt, zone), nowrap: true },
        { key: "expires", head: "Ends", value: (w) => w.revokedAt ?? w.expiresAt, cell: (w) => when(w.revokedAt ?? w.expiresAt, zone), nowrap: true },
        { key: "price", head: "Price", num: true, value: (w) => w.priceCents / 100, cell: (w) => money(w.priceCents) },
        ...(mayRevoke ? [{ key: "act", head: "End it", value: () => null, cell: (w: Waiver) => (stateOf(w, now) === "HOLDS" ? <Revoke waiver={w} /> : null) }] : []),
      ]}
    />
  );
}

function NodeNames({ of }: { of: string[] }) {
  const site = useSite();
  if (of.length === 0) return <>every node</>;
  const names = (list: string[]) => list.map((n, i) => <span key={n}>{i ? ", " : ""}<Link to={sitePath(site.name, "nodes", n)}>{n}</Link></span>);
  return (
    <>
      {names(of.slice(0, NODES_SHOWN))}
      {of.length > NODES_SHOWN ? <details><summary>and {of.length - NODES_SHOWN} more</summary>{names(of.slice(NODES_SHOWN))}</details> : null}
    </>
  );
}

function Revoke({ waiver }: { waiver: Waiver }) {
  const site = useSite();
  const [sure, setSure] = useState(false);
  const [error, setError] = useState<ApiError | null>(null);
  if (!sure) return <button type="button" onClick={() => setSure(true)}>Revoke</button>;
  return (
    <form
      style={{ display: "grid", gap: 4, minWidth: 200, padding: "4px 0", whiteSpace: "normal" }}
      onSubmit={(e) => {
        e.preventDefault();
        const reason = String(new FormData(e.currentTarget).get("reason") ?? "").trim();
        post(`/api/sites/${enc(site.name)}/waivers/${enc(String(waiver.id))}/revoke`, { reason }).then(refresh, (failed: ApiError) => setError(failed));
      }}
    >
      <label>Why? What rests on it is then not fit.<input name="reason" required autoFocus maxLength={200} /></label>
      <span className="acts"><button className="first">Revoke it</button><button type="button" onClick={() => setSure(false)}>No</button></span>
      {error ? <ProblemBox error={error} doing="revoke the waiver" /> : null}
    </form>
  );
}

const nodesIn = (text: string) => text.split(/[\s,]+/).filter(Boolean);

function NewWaiver() {
  const site = useSite();
  const zone = useZone();
  const askedTest = useQuery("test");
  const plans = useData<Page<TestPlan>>("/api/test-plans", false);
  const askedPlan = useQuery("plan");
  const [plan, setPlan] = useState<string | null>(askedPlan);
  const names = plans.data?.items.map((p) => p.name) ?? [];
  const chosen = plan ?? (names.includes("standard") ? "standard" : (names[0] ?? ""));
  const full = useData<TestPlanPage>(chosen ? `/api/test-plans/${enc(chosen)}` : null, false);
  const [test, setTest] = useState(askedTest ?? "");
  const [nodes, setNodes] = useState("");
  const [price, setPrice] = useState("");
  const [error, setError] = useState<ApiError | null>(null);
  const [said, setSaid] = useState("");
  return (
    <Section title="Let a test through by your name" id="new">
      <form
        className="fields"
        onSubmit={(e) => {
          e.preventDefault();
          const f = new FormData(e.currentTarget);
          const text = (key: string) => String(f.get(key) ?? "").trim();
          setError(null);
          setSaid("");
          post(`/api/sites/${enc(site.name)}/waivers`, { test, nodes: nodesIn(nodes), reason: text("reason"), expiresAt: instantOf(`${text("expires")}T00:00`, zone), priceCents: Math.round(Number(price || 0) * 100) }).then(
            () => {
              setSaid("The waiver is on the record. It ends by itself.");
              setTest("");
              setNodes("");
              setPrice("");
              refresh();
            },
            (failed: ApiError) => setError(failed),
          );
        }}
      >
        <label>Of the test plan<select value={chosen} onChange={(e) => setPlan(e.target.value)}>{names.map((n) => <option key={n}>{n}</option>)}</select></label>
        <label>
          Test
          <input value={test} onChange={(e) => setTest(e.target.value)} required list="plan-tests" placeholder="nic-loopback" />
        </label>
        <datalist id="plan-tests">{(full.data?.plan.tests ?? []).map((t) => <option key={t.id} value={t.id}>{t.title}</option>)}</datalist>
        <label>Nodes; none means every node<input value={nodes} onChange={(e) => setNodes(e.target.value)} placeholder="gpu-0007 gpu-0017" /></label>
        <label>Reason<input name="reason" required minLength={8} /></label>
        <label>Ends ({zone})<input name="expires" type="date" required defaultValue={new Date(Date.parse(site.at) + WAIVER_DAYS * 86_400_000).toISOString().slice(0, 10)} /></label>
        <label>What the risk costs<input value={price} onChange={(e) => setPrice(e.target.value)} type="number" min="0" step="0.01" required /></label>
        <AskPrice plan={chosen} test={test} nodes={nodesIn(nodes)} take={(cents) => setPrice((cents / 100).toFixed(2))} />
        <div><button className="first">Sign the waiver</button></div>
      </form>
      <div role="status">{said ? <p className="said" style={{ marginTop: 8 }}>{said}</p> : null}</div>
      {error ? <ProblemBox error={error} doing="grant the waiver" /> : null}
    </Section>
  );
}

/** Asks the leak model what the waiver should cost. */
function AskPrice({ plan, test, nodes, take }: { plan: string; test: string; nodes: string[]; take: (cents: number) => void }) {
  const site = useSite();
  const [state, setState] = useState<{ leak?: LeakEstimate; error?: ApiError; of: string }>({ of: "" });
  const count = nodes.length || Object.values(site.nodes).reduce((a, b) => a + b, 0);
  const of = `${plan} ${test} ${count}`;
  const ask = () => {
    const terms = termsOf(readTyped());
    post<LeakEstimate>(`/api/sites/${enc(site.name)}/price`, { plan, skip: [test], nodes: Math.max(1, count), terms: Object.keys(terms).length > 0 ? terms : null }).then(
      (leak) => setState({ leak, of }),
      (error: ApiError) => setState({ error, of }),
    );
  };
  const shown = state.of === of ? state : null;
  const row = shown?.leak?.perTest[0];
  const offer = (words: string, bad: number | null, cents: number | null) =>
    cents === null ? null : <button type="button" onClick={() => take(cents * count)}>{words}: {money(cents * count)}{bad === null ? "" : ` (${percent(bad)} of such nodes are bad)`}</button>;
  return (
    <div style={{ gridColumn: "1 / -1", display: "grid", gap: 8, justifyItems: "start" }}>
      <button type="button" disabled={!test || !plan} onClick={ask}>Ask what it should cost</button>
      {shown?.error ? <ProblemBox error={shown.error} doing="price it" /> : null}
      {shown?.leak ? (
        <div className="said" role="status">
          <p>
            {row && row.badNodesAlone !== null ? `Without ${test}, ${expected(row.badNodesAlone)} of ${plural(count, "node")} would be bad and shipped (source: ${row.source}).` : `No source says what ${test} finds: the price is yours to answer for.`}
          </p>
          <div className="acts">
            {row ? offer("It has not run", row.badIfNotRun, row.waiverCentsIfNotRun) : null}
            {row ? offer("It failed", row.badIfFailed, row.waiverCentsIfFailed) : null}
            {shown.leak.asked.length > 0 ? <Link to={`${sitePath(site.name, "test", "price")}?plan=${enc(plan)}&skip=${enc(test)}`}>For a price in money, give the terms first</Link> : null}
          </div>
        </div>
      ) : null}
    </div>
  );
}
