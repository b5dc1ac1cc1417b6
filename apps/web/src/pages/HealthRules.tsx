/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import { useRef, useState } from "react";
import { type ApiError, call, enc } from "../api/client";
import { refresh, useData } from "../api/live";
import type { HealthRules, ReplayCordon, ReplayFigures, RulesReplay } from "../api/types";
import { Link, useAt } from "../frame/router";
import { may, useHere, useSite, useZone } from "../frame/site";
import { HealthNav } from "../health/HealthNav";
import { ProblemBox, Section, Show } from "../parts/basics";
import { DataTable } from "../parts/DataTable";
import { count, expected, plural, shortHash, span, when } from "../words/format";

/** The rules in force, and what others would have done before they are. */
export function HealthRulesPage() {
  const site = useSite();
  const rules = useData<HealthRules>(`/api/sites/${enc(site.name)}/health/rules`);
  return <Show of={rules} what="the rules">{(r) => <Page rules={r} />}</Show>;
}

function Page({ rules }: { rules: HealthRules }) {
  const site = useSite();
  const zone = useZone();
  const past = useAt() !== null;
  return (
    <>
      <div className="head">
        <div>
          <h1>{rules.name} {rules.version} judges{rules.shipped ? ", as shipped" : ""}.</h1>
          <p className="lead">{plural(rules.detectors.length, "detector")}, {plural(rules.correlations.length, "correlation")}. A repaired node runs {span(rules.burnInMillis)} without load and is watched for {span(rules.probationMillis)}.{past ? " Shown as they are now: this page does not go back in time." : ""}</p>
        </div>
        <a className="button" href={`/api/sites/${enc(site.name)}/health/rules/file`} download="health-rules.yaml">Download as YAML</a>
      </div>
      <HealthNav />
      {past ? null : <TryRules />}
      <Section title="What makes a fault">
        <DataTable
          name={`${site.name}-detectors`} rows={rules.detectors} id={(d) => d.id}
          columns={[
            { key: "id", head: "Rule", value: (d) => d.id },
            { key: "type", head: "Type", value: (d) => d.type.toLowerCase() },
            { key: "kind", head: "Looks at", value: (d) => d.kind || "any" },
            { key: "cause", head: "Cause", value: (d) => d.cause },
            { key: "action", head: "Asks for", value: (d) => d.action || "what the source asks for" },
            { key: "because", head: "Because", value: (d) => d.because },
          ]}
        />
      </Section>
      <Section title="What makes one cause of many">
        <DataTable
          name={`${site.name}-correlations`} rows={rules.correlations} id={(c) => c.domain + c.causes.join()} filter={false}
          columns={[
            { key: "domain", head: "Shared", value: (c) => c.domain },
            { key: "causes", head: "Causes", value: (c) => c.causes.join(", ") },
            { key: "children", head: "Nodes at least", num: true, value: (c) => c.children },
            { key: "share", head: "Share at least", num: true, value: (c) => c.share, cell: (c) => (c.share === 0 ? "–" : `${count(c.share * 100)} %`) },
            { key: "window", head: "Within", num: true, value: (c) => c.windowMillis, cell: (c) => span(c.windowMillis) },
            { key: "because", head: "Because", value: (c) => c.because },
          ]}
        />
      </Section>
      {rules.enabled.length > 0 ? (
        <Section title="Put in force">
          <DataTable
            name={`${site.name}-rules`} rows={rules.enabled} id={(r) => String(r.id)} filter={false}
            columns={[
              { key: "name", head: "Rules", value: (r) => r.name },
              { key: "by", head: "By", value: (r) => r.enabledBy },
              { key: "at", head: "When", value: (r) => r.enabledAt, cell: (r) => when(r.enabledAt, zone) },
              { key: "sha", head: "SHA-256", value: (r) => r.sha256, cell: (r) => <code>{shortHash(r.sha256)}</code> },
              { key: "row", head: "Evidence", num: true, value: (r) => r.journalSeq, cell: (r) => <Link to={`/evidence?row=${r.journalSeq}`}>{count(r.journalSeq)}</Link> },
            ]}
          />
        </Section>
      ) : null}
    </>
  );
}

/** Replay first; only rules that lose nothing true and break no budget can be put in force. */
function TryRules() {
  const site = useSite();
  const { me } = useHere();
  const input = useRef<HTMLInputElement>(null);
  const [file, setFile] = useState<File | null>(null);
  const [days, setDays] = useState(30);
  const [state, setState] = useState<{ error?: ApiError; shown?: RulesReplay; busy?: boolean }>({});
  const send = (what: "replay" | "enable") => {
    if (!file) return;
    setState({ ...state, busy: true });
    call<RulesReplay>("POST", `/api/sites/${enc(site.name)}/health/rules${what === "replay" ? "/replay" : ""}?days=${days}`, file, "application/yaml").then(
      (shown) => { setState({ shown }); if (shown.enabled) refresh(); },
      (error: ApiError) => setState({ error }),
    );
  };
  return (
    <Section title="Try other rules" aside="on what was heard; nothing is acted on">
      <div className="reportrow">
        <label className="inline">Rules as YAML<input ref={input} type="file" accept=".yaml,.yml,.json" onChange={(e) => { setFile(e.target.files?.[0] ?? null); setState({}); }} /></label>
        <label className="inline">Days<input type="number" min={1} max={400} value={days} onChange={(e) => setDays(Number(e.target.value))} /></label>
        <button type="button" className="first" disabled={!file || state.busy} onClick={() => send("replay")}>{state.busy ? "Replaying…" : "Replay"}</button>
      </div>
      <div role="status">
        {state.shown ? <Shown of={state.shown} /> : null}
        {state.shown && !state.shown.enabled && state.shown.against.length === 0 && may(me, "ENGINEER", "COORDINATOR") ? <button type="button" disabled={state.busy} onClick={() => send("enable")}>Put {state.shown.rules} in force</button> : null}
      </div>
      {state.error ? <ProblemBox error={state.error} doing="use these rules" /> : null}
    </Section>
  );
}

const FIGURES: [string, (f: ReplayFigures) => number, (n: number) => string][] = [
  ["Incidents", (f) => f.decisions["OPENED"] ?? 0, count], ["Cordons", (f) => f.decisions["CORDONED"] ?? 0, count], ["Held", (f) => f.decisions["HELD"] ?? 0, count],
  ["Nodes in service interrupted", (f) => f.interruptions, count], ["Refaults within 7 days", (f) => f.refaults, count], ["Caught before service", (f) => f.caught, count],
  ["GPU-hours out of service", (f) => f.gpuHours, expected], ["Most nodes out at once", (f) => f.mostOut, count],
];

function Shown({ of }: { of: RulesReplay }) {
  const zone = useZone();
  const lines = FIGURES.map(([what, read, words]) => ({ what, now: words(read(of.now)), then: words(read(of.then)) }));
  const cordons = [...of.lost.map((c) => ({ ...c, how: "lost" })), ...of.gained.map((c) => ({ ...c, how: "gained" }))];
  return (
    <>
      <p className="said">{of.enabled ? `${of.rules} is in force for what is heard from now on.` : of.against.length > 0 ? `${of.rules} cannot be put in force: ${of.against.join("; ")}.` : `Over ${plural(of.now.signals, "signal")}, ${of.rules} gains ${plural(of.gained.length, "cordon")} and loses ${count(of.lost.length)}, none of them true.`}</p>
      <DataTable name="replay" rows={lines} id={(l) => l.what} filter={false} columns={[{ key: "what", head: "In the same time", value: (l) => l.what }, { key: "now", head: "Rules in force", num: true, value: (l) => l.now }, { key: "then", head: of.rules, num: true, value: (l) => l.then }]} />
      {cordons.length > 0 ? (
        <DataTable<ReplayCordon & { how: string }>
          name="replay-cordons" rows={cordons} id={(c) => `${c.how} ${c.node} ${c.from}`}
          columns={[
            { key: "how", head: "Cordon", value: (c) => c.how },
            { key: "node", head: "Node", value: (c) => c.node },
            { key: "from", head: "From", value: (c) => c.from, cell: (c) => when(c.from, zone) },
            { key: "rule", head: "Rule", value: (c) => c.rule },
            { key: "hours", head: "GPU-hours", num: true, value: (c) => c.gpuHours, cell: (c) => expected(c.gpuHours) },
          ]}
        />
      ) : null}
    </>
  );
}
