/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import { useCallback, useMemo, useState } from "react";
import { type ApiError, enc, post } from "../api/client";
import { refresh, useData } from "../api/live";
import type { Campaign, CampaignTest, Matrix } from "../api/types";
import { type Cell, MatrixCanvas } from "../campaign/MatrixCanvas";
import { badness, cellWords, matrixSvg, type Sort, sorted, tally, wordAt } from "../campaign/matrix";
import { load, PowerGauges } from "../campaign/PowerGauge";
import { endWords, headline, LAUNCHER_WORDS, leakWords, nodesOf, STATUS_MEANING, STATUS_WORDS } from "../campaign/words";
import { Facts, Figure } from "../frame/Drawer";
import { Link, open, sitePath, useAt } from "../frame/router";
import { may, useHere, useSite, useZone } from "../frame/site";
import { token } from "../frame/theme";
import { ProblemBox, Section, Show } from "../parts/basics";
import { type Column, DataTable } from "../parts/DataTable";
import { Picture } from "../parts/Picture";
import { Sign } from "../parts/signs";
import { count, expected, fullWhen, money, plural, watts, when } from "../words/format";
import { type Meaning, meaningOfVerdict, STACK, verdictWords } from "../words/states";
import { TestNav } from "./TestNav";

const RACKS_SHOWN = 12;

/** What the limits do not allow, and why. */
export const NOT_FITTING: Column<Campaign["notFitting"][number]>[] = [
  { key: "test", head: "Test", value: (n) => n.test, cell: (n) => <>{n.test}{n.required ? "" : <span className="soft"> optional</span>}</> },
  { key: "nodes", head: "Nodes", num: true, value: (n) => n.nodes, cell: (n) => count(n.nodes) },
  { key: "reason", head: "Why", value: (n) => n.reason },
];

/** One campaign, live: what is decided, what runs, what is left, and what shipping now would cost. */
export function CampaignPage({ id }: { id: string }) {
  const campaign = useData<Campaign>(`/api/campaigns/${enc(id)}`);
  return (
    <>
      <TestNav />
      <Show of={campaign} what="the campaign">{(c) => <View c={c} />}</Show>
    </>
  );
}

function View({ c }: { c: Campaign }) {
  const site = useSite();
  const zone = useZone();
  const at = useAt();
  const now = at ? Date.parse(at) : Math.max(Date.parse(site.at), Date.parse(c.startedAt ?? c.createdAt));
  const rows = { site: c.site, subject: String(c.id), kind: "campaign." };
  const all = nodesOf(c);
  const figure = (what: string, n: number, sign: Meaning, how: string) => (
    <Figure what={what} big value={count(n)} unit={`of ${count(all)}`} sign={<Sign of={sign} />} behind={{ title: `${plural(n, "node")}: ${what.toLowerCase()}`, how, journal: rows, facts: [["Campaign", c.name], ["Test plan", `${c.plan}, ${c.planSha256.slice(0, 12)}`], ["Criteria", c.criteria ?? "the plan's own"]] }} />
  );
  return (
    <>
      <div className="head">
        <div>
          <h1>{headline(c)}</h1>
          <p className="lead">
            <Sign of={STATUS_MEANING[c.status]} /> {c.name} is {STATUS_WORDS[c.status]}. {endWords(c, now)}
          </p>
        </div>
        <Acts c={c} />
      </div>
      <div className="figures">
        {figure("Accepted", c.nodes.accepted, "fit", "Nodes in which every required test of the plan is passed or waived.")}
        {figure("Failed", c.nodes.failed, "repair", "Nodes in which a required test failed. Each has a fault, and goes back along the line.")}
        {figure("Undecided", c.nodes.undecided, "suspect", "Nodes that took part in a test that failed, or whose test broke: more tests must say whether they are to blame.")}
        {figure("Not run", c.nodes.notRun, "unknown", "Nodes with a required test that has not run. They do not count as fine.")}
        {figure("Waived", c.nodes.waived, "waived", "Of the accepted ones, nodes that are so only because somebody signed a waiver for a test.")}
        {c.expectedLeak ? (
          <Figure
            what="Would let through" big value={expected(c.expectedLeak.badNodes)} unit="bad nodes" sign={<Sign of="suspect" />}
            behind={{
              title: leakWords(c.expectedLeak),
              how: "From the share of defects that each test finds, how often it misses, and how often nodes have such a defect. What has not run finds nothing.",
              facts: [
                ["Between", `${expected(c.expectedLeak.low)} and ${expected(c.expectedLeak.high)}`], ["Interrupted GPU-hours", c.expectedLeak.interruptedGpuHours === null ? "not known: give the terms" : count(Math.round(c.expectedLeak.interruptedGpuHours))],
                ["Credits", c.expectedLeak.creditsCents === null ? "not known: give the terms" : money(c.expectedLeak.creditsCents)], ["Sources", <ul key="s">{c.expectedLeak.sources.map((s) => <li key={s}>{s}</li>)}</ul>],
              ],
              more: { words: "What each skipped test costs", to: sitePath(site.name, "test", "price") },
            }}
          />
        ) : null}
      </div>
      {c.expectedLeak ? <p className="small">{leakWords(c.expectedLeak)} <Link to={sitePath(site.name, "test", "waivers")}>What is waived</Link></p> : null}
      <MatrixSection c={c} />
      <div className="two">
        <Power c={c} />
        <Section title="Time and tasks">
          <Facts
            of={[
              ["Started", c.startedAt ? fullWhen(c.startedAt, zone) : "not yet"], ["Should end", c.predictedEnd ? when(c.predictedEnd, zone) : "–"], ["Deadline", c.deadline ? when(c.deadline, zone) : "none"],
              ["Tasks done", `${count(c.tasks.done)} of ${count(c.tasks.total)}`], ["Run now", count(c.tasks.running)], ["Wait", count(c.tasks.waiting)], ...(c.tasks.stopped ? [["Stopped or lost", count(c.tasks.stopped)] as [string, string]] : []),
              ["Runs through", LAUNCHER_WORDS[c.launcher] ?? c.launcher],
            ]}
          />
        </Section>
      </div>
      <Tests c={c} />
      {c.notFitting.length > 0 ? (
        <Section title={`${plural(c.notFitting.length, "test does", "tests do")} not fit under the limits`}>
          <DataTable name={`${c.name}-not-fitting`} rows={c.notFitting} id={(n) => n.test + n.reason} columns={NOT_FITTING} />
        </Section>
      ) : null}
    </>
  );
}

type Verb = "pause" | "resume" | "stop";
const VERBS: Record<Verb, { words: string; means: string }> = {
  pause: { words: "Pause", means: "Nothing more starts; what runs goes on to its end." },
  resume: { words: "Go on", means: "What waits starts again." },
  stop: { words: "Stop", means: "For good: what runs is cancelled, and what has not run stays not run." },
};

function Acts({ c }: { c: Campaign }) {
  const { me } = useHere();
  const at = useAt();
  const [asked, setAsked] = useState<Verb | null>(null);
  const [error, setError] = useState<ApiError | null>(null);
  const [busy, setBusy] = useState(false);
  if (at || !may(me, "ENGINEER")) return null;
  const act = (verb: Verb, reason: string) => {
    setError(null);
    setBusy(true);
    post(`/api/campaigns/${enc(String(c.id))}/${verb}`, { reason })
      .then(() => setAsked(null))
      .then(refresh, (failed: ApiError) => setError(failed))
      .finally(() => setBusy(false));
  };
  const open: Verb[] = c.status === "RUNNING" ? ["pause", "stop"] : c.status === "PAUSED" ? ["resume", "stop"] : c.status === "PLANNED" ? ["stop"] : [];
  if (!asked) return <div className="acts">{open.map((v) => <button key={v} type="button" className={v === "resume" ? "first" : undefined} onClick={() => setAsked(v)}>{VERBS[v].words}</button>)}</div>;
  return (
    <form
      style={{ display: "grid", gap: 8, maxWidth: 420 }}
      onSubmit={(e) => {
        e.preventDefault();
        act(asked, String(new FormData(e.currentTarget).get("reason") ?? "").trim());
      }}
    >
      <p className="small">{VERBS[asked].means}</p>
      <label>Why, for the journal<input name="reason" required autoFocus maxLength={200} /></label>
      <div className="acts">
        <button className="first" disabled={busy}>{VERBS[asked].words}</button>
        <button type="button" onClick={() => setAsked(null)}>No</button>
      </div>
      {error ? <ProblemBox error={error} doing={`${asked} the campaign`} /> : null}
    </form>
  );
}

function MatrixSection({ c }: { c: Campaign }) {
  const matrix = useData<Matrix>(`/api/campaigns/${enc(String(c.id))}/matrix`);
  return (
    <Show of={matrix} what="the matrix">
      {(m) => (m.nodes.length === 0 || m.tests.length === 0 ? <p className="soft">No node has a task in this campaign yet.</p> : <Nodes c={c} m={m} />)}
    </Show>
  );
}

function Nodes({ c, m }: { c: Campaign; m: Matrix }) {
  const site = useSite();
  const [sort, setSort] = useState<Sort>({ by: "worst", down: true });
  const [only, setOnly] = useState<Meaning | null>(null);
  const [cell, setCell] = useState<Cell>({ row: -1, test: -1 });
  const order = useMemo(() => sorted(m, sort), [m, sort]);
  const counts = useMemo(() => [...tally(m)], [m]);
  const titles = useMemo(() => new Map(c.tests.map((t) => [t.id, `${t.title} (${t.stage}, ${t.scope.toLowerCase()}${t.required ? "" : ", optional"})`])), [c.tests]);
  const openNode = useCallback((at: Cell) => {
    const node = m.nodes[order[at.row] ?? -1];
    if (node) open(sitePath(site.name, "nodes", node.name));
  }, [m, order, site.name]);
  const columns = useMemo(() => matrixColumns(m), [m]);
  const node = m.nodes[order[cell.row] ?? -1];
  return (
    <Picture
      title={`${plural(m.nodes.length, "node")} x ${plural(m.tests.length, "test")}`} name={`${c.name}-matrix`}
      svg={() => matrixSvg(m, order, Object.fromEntries([...STACK, "waived", "unknown"].map((k) => [k, token(`--${k}`)])), `${c.name}: nodes x tests`)}
      table={<DataTable name={`${c.name}-matrix`} rows={m.nodes.map((_, i) => i)} columns={columns} id={(i) => m.nodes[i]!.name} first={{ key: "worst", down: true }} onRow={(i) => open(sitePath(site.name, "nodes", m.nodes[i]!.name))} />}
      picture={
        <>
          <div className="keys" style={{ marginBottom: 8 }}>
            {counts.map(([word, n]) => {
              const meaning = meaningOfVerdict(word);
              return (
                <button key={word} type="button" aria-pressed={only === meaning} onClick={() => setOnly(only === meaning ? null : meaning)}>
                  <Sign of={meaning} size={12} />{verdictWords(word)} <strong>{count(n)}</strong>
                </button>
              );
            })}
          </div>
          <MatrixCanvas matrix={m} order={order} sort={sort} only={only} titles={titles} onSort={setSort} onCell={setCell} onOpen={openNode} />
          <p className="readout" role="status" style={{ marginTop: 6 }}>
            {node ? <><strong>{cellWords(m, order[cell.row]!, cell.test)}</strong><span>{node.rack}</span></> : <span>Point at a cell, or walk with the arrow keys; n goes to the next fail, Enter opens the node.</span>}
          </p>
        </>
      }
    />
  );
}

function matrixColumns(m: Matrix): Column<number>[] {
  const bad = badness(m);
  return [
    { key: "name", head: "Node", value: (i) => m.nodes[i]!.name },
    { key: "rack", head: "Rack", value: (i) => m.nodes[i]!.rack },
    { key: "worst", head: "Not passed", num: true, value: (i) => bad[i], cell: (i) => count([...m.nodes[i]!.cells].filter((letter) => !["PASS", "WAIVED"].includes(m.codes[letter] ?? "")).length) },
    ...m.tests.map((test, t): Column<number> => ({
      key: test, head: test, nowrap: true, value: (i) => verdictWords(wordAt(m, i, t)),
      cell: (i) => <span className="state"><Sign of={meaningOfVerdict(wordAt(m, i, t))} size={12} />{verdictWords(wordAt(m, i, t))}</span>,
    })),
  ];
}

function Power({ c }: { c: Campaign }) {
  const p = c.power;
  const hall = { name: "Hall", watts: p.nowWatts, limit: p.limitWatts, peak: p.peakWatts };
  const racks = p.racks.map((r) => ({ name: r.rack, watts: r.watts, limit: r.limit }));
  const fullest = [...racks].sort((a, b) => load(b) - load(a) || b.watts - a.watts).slice(0, RACKS_SHOWN);
  const over = racks.filter((r) => load(r) > 1).length;
  return (
    <Picture
      title="Power" name={`${c.name}-power`}
      aside={over > 0 ? <span>{plural(over, "rack")} over the limit</span> : p.limitWatts ? `${watts(Math.max(0, p.limitWatts - p.nowWatts))} to spare` : "no limit was given"}
      picture={
        <>
          <PowerGauges gauges={[hall, ...fullest]} columns={fullest.length > 5 ? 2 : 1} />
          <p className="tiny soft">The line is the limit, the notch the planned peak.{racks.length > fullest.length ? ` The ${RACKS_SHOWN} fullest of ${plural(racks.length, "rack")}; the table has all.` : ""}</p>
        </>
      }
      table={
        <DataTable
          name={`${c.name}-power`} rows={[hall, ...racks]} id={(g) => g.name}
          columns={[
            { key: "name", head: "Where", value: (g) => g.name },
            { key: "now", head: "Now", num: true, value: (g) => g.watts, cell: (g) => watts(g.watts) },
            { key: "limit", head: "Limit", num: true, value: (g) => g.limit, cell: (g) => (g.limit ? watts(g.limit) : "none") },
            { key: "share", head: "Share", num: true, value: load, cell: (g) => (g.limit ? `${Math.round(load(g) * 100)} %` : "–") },
          ]}
        />
      }
    />
  );
}

function Tests({ c }: { c: Campaign }) {
  return (
    <Section title={plural(c.tests.length, "test")} aside={<Link to={`${sitePath(c.site, "test", "localisation")}${c.tests.some((t) => t.scope.toLowerCase() === "pair") ? `?campaign=${c.id}` : ""}`}>Which part is bad?</Link>}>
      <DataTable<CampaignTest>
        name={`${c.name}-tests`} rows={c.tests} id={(t) => t.id}
        columns={[
          { key: "id", head: "Test", value: (t) => t.id, cell: (t) => <span title={t.title}>{t.id}{t.required ? "" : <span className="soft"> optional</span>}</span> },
          { key: "title", head: "What it does", value: (t) => t.title },
          { key: "stage", head: "Stage", value: (t) => t.stage },
          { key: "scope", head: "On", value: (t) => t.scope.toLowerCase() },
          { key: "done", head: "Tasks done", num: true, value: (t) => t.done, cell: (t) => `${count(t.done)} of ${count(t.tasks)}` },
          { key: "failed", head: "Nodes failed", num: true, value: (t) => t.failed, cell: (t) => (t.failed ? <span className="state"><Sign of="repair" size={12} />{count(t.failed)}</span> : "0") },
        ]}
      />
    </Section>
  );
}
