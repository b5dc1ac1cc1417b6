/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import { useState } from "react";
import { type ApiError, enc, post } from "../api/client";
import { refresh, useData, useList } from "../api/live";
import type { IdleCheck, IdleView, Page, TestPlan } from "../api/types";
import { Link, sitePath, useAt } from "../frame/router";
import { may, useHere, useSite, useZone } from "../frame/site";
import { ProblemBox, Section, Show } from "../parts/basics";
import { DataTable } from "../parts/DataTable";
import { Sign } from "../parts/signs";
import { plural, span, when } from "../words/format";
import { meaningOfVerdict, verdictWords } from "../words/states";
import { TestNav } from "./TestNav";

const HOUR_MS = 3_600_000;

/** Checks of nodes that are fit and not in use: the rule, what is tested now, and what was found. */
export function IdleChecksPage() {
  const site = useSite();
  const at = useAt();
  const zone = useZone();
  const { me } = useHere();
  const base = `/api/sites/${enc(site.name)}/idle-checks`;
  const now = useData<IdleView>(base, at === null);
  const found = useList<IdleCheck>(`${base}/found`, at === null, 1_000);
  const rows = found.data?.filter((c) => !at || c.endedAt <= at);
  const failed = new Set(rows?.filter((c) => c.verdict === "FAIL").map((c) => c.node)).size;
  const rule = now.data?.rule;
  const on = rule && rule.atOnce > 0;
  return (
    <>
      <TestNav />
      <div className="head">
        <div>
          <h1>{!now.data || !rows ? "Idle checks" : rows.length === 0 ? (on ? "No idle node was checked yet." : "Idle nodes are not checked.") : failed > 0 ? `Checks found ${plural(failed, "bad idle node")}.` : `${plural(rows.length, "check")}, and nothing bad.`}</h1>
          <p className="lead">
            {on ? `Plan ${rule.plan} ${rule.everyHours > 0 ? `after ${span(rule.everyHours * HOUR_MS)} without a test` : "again and again"}, on ${plural(rule.atOnce, "node")} at once. ` : ""}
            A node that is given to a customer, or taken off the line, has its check stopped at once.
          </p>
        </div>
      </div>
      {now.data && now.data.running.length > 0 ? (
        <Section title="Tested now">
          <DataTable
            name={`${site.name}-idle-now`} rows={now.data.running} id={(r) => r.node}
            columns={[
              { key: "node", head: "Node", value: (r) => r.node, cell: (r) => <Link to={sitePath(site.name, "nodes", r.node)}>{r.node}</Link> },
              { key: "test", head: "Test", value: (r) => r.test },
              { key: "since", head: "Since", value: (r) => r.since, cell: (r) => when(r.since, zone), nowrap: true },
            ]}
          />
        </Section>
      ) : null}
      <Show of={{ ...found, data: rows }} what="the checks">
        {(checks) => (checks.length === 0 ? <p className="soft">A hot spare that broke on the shelf is found when it is needed, unless somebody looks before.</p> : <Found rows={checks} />)}
      </Show>
      {at === null && may(me, "ENGINEER") && now.data ? <Rule view={now.data} /> : null}
    </>
  );
}

function Found({ rows }: { rows: IdleCheck[] }) {
  const site = useSite();
  const zone = useZone();
  return (
    <Section title={plural(rows.length, "check")}>
      <DataTable
        name={`${site.name}-idle`} rows={rows} id={(c) => String(c.id)}
        columns={[
          { key: "node", head: "Node", value: (c) => c.node, cell: (c) => <Link to={sitePath(site.name, "nodes", c.node)}>{c.node}</Link> },
          { key: "verdict", head: "Verdict", value: (c) => verdictWords(c.verdict), cell: (c) => <span className="state"><Sign of={meaningOfVerdict(c.verdict)} />{verdictWords(c.verdict)}</span> },
          { key: "test", head: "Test", value: (c) => c.test },
          { key: "reason", head: "Why", value: (c) => c.reason, cell: (c) => c.reason || "–" },
          { key: "ended", head: "When", value: (c) => c.endedAt, cell: (c) => when(c.endedAt, zone), nowrap: true },
          { key: "took", head: "Took", num: true, value: (c) => Date.parse(c.endedAt) - Date.parse(c.startedAt), cell: (c) => span(Date.parse(c.endedAt) - Date.parse(c.startedAt)) },
          { key: "plan", head: "Test plan", value: (c) => c.plan },
          { key: "certificate", head: "Certificate", value: (c) => c.certificate, cell: (c) => <Link to={`/certificates/${enc(String(c.certificate))}`}>{c.certificate}</Link> },
        ]}
      />
    </Section>
  );
}

function Rule({ view }: { view: IdleView }) {
  const site = useSite();
  const plans = useData<Page<TestPlan>>("/api/test-plans", false);
  const [error, setError] = useState<ApiError | null>(null);
  const [said, setSaid] = useState("");
  const names = plans.data?.items.map((p) => p.name) ?? [];
  if (names.length === 0) return null;
  return (
    <Section title="How idle nodes are checked">
      <form
        className="fields"
        onSubmit={(e) => {
          e.preventDefault();
          const f = new FormData(e.currentTarget);
          const atOnce = Number(f.get("atOnce"));
          setError(null);
          setSaid("");
          post<IdleView>(`/api/sites/${enc(site.name)}/idle-checks`, { plan: String(f.get("plan")), everyHours: Math.round(Number(f.get("days")) * 24), atOnce }).then(
            () => {
              setSaid(atOnce > 0 ? "The rule is on the record; nodes whose agents are here are next." : "No further check begins.");
              refresh();
            },
            (failed: ApiError) => setError(failed),
          );
        }}
      >
        <label>Test plan; tests of several nodes are left out<select name="plan" defaultValue={view.rule?.plan ?? (names.includes("quick") ? "quick" : names[0])}>{names.map((n) => <option key={n}>{n}</option>)}</select></label>
        <label>Days without a test<input name="days" type="number" min="0" max="365" step="any" required defaultValue={(view.rule?.everyHours ?? 168) / 24} /></label>
        <label>Nodes at once; 0 for none<input name="atOnce" type="number" min="0" max="1000" required defaultValue={view.rule?.atOnce ?? 4} /></label>
        <div><button className="first">Set the rule</button></div>
      </form>
      <div role="status">{said ? <p className="said" style={{ marginTop: 8 }}>{said}</p> : null}</div>
      {error ? <ProblemBox error={error} doing="set the rule" /> : null}
    </Section>
  );
}
