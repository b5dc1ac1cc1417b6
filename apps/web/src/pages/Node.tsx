/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import { useState } from "react";
import { address, enc } from "../api/client";
import { useData } from "../api/live";
import type { LineStep, NodePage, RunRow, TestRow } from "../api/types";
import { Facts, useDrawer } from "../frame/Drawer";
import { Link, sitePath, useAt } from "../frame/router";
import { useSite, useZone } from "../frame/site";
import { Section, Show } from "../parts/basics";
import { DataTable } from "../parts/DataTable";
import { Sign } from "../parts/signs";
import { OrderCard } from "../fabric/OrderCard";
import { count, measured, plural, shortHash, span, when } from "../words/format";
import { ASSURANCE_WORDS, capital, meaningOf, stateWords, VERDICT_MEANING, VERDICT_WORDS, wordsOf } from "../words/states";

/** One node: its whole line of life, each step with its evidence. */
export function NodePageView({ name }: { name: string }) {
  const site = useSite();
  const at = useAt();
  const node = useData<NodePage>(address(`/api/sites/${enc(site.name)}/nodes/${enc(name)}`, { at }), at === null);
  return <Show of={node} what={name}>{(n) => <NodeView node={n} />}</Show>;
}

function NodeView({ node }: { node: NodePage }) {
  const site = useSite();
  const at = useAt();
  const zone = useZone();
  const place = node.location && [node.location.hall && `hall ${node.location.hall}`, node.location.row && `row ${node.location.row}`, node.location.rack, node.location.rackUnit && `unit ${node.location.rackUnit}`].filter(Boolean).join(", ");
  const now = at ? Date.parse(at) : Date.parse(site.at);
  return (
    <>
      <div className="head">
        <div>
          <h1>
            {node.name} {verb(node.state)}.
          </h1>
          <p className="lead">
            {node.since ? `For ${span(now - Date.parse(node.since))}. ` : ""}
            {node.model}
            {node.serial ? `, serial ${node.serial}` : ", no serial yet"}
            {place ? `, ${place}` : ""}
            {node.scalableUnit ? `, SU ${node.scalableUnit}` : ""}.
          </p>
        </div>
        <div className="acts">
          <Link className="button" to={address(sitePath(site.name, "floor"), { find: node.name })}>
            On the floor
          </Link>
        </div>
      </div>
      <div className="two">
        <Section title="GPUs">
          <Gpus node={node} />
        </Section>
        <Section title={node.next?.to ? `Next: ${stateWords(node.next.to)}` : "Next"}>
          {node.next?.to ? (
            <ul className="small" style={{ display: "grid", gap: 4 }}>
              {node.next.needs.map((need) => (
                <li key={need} className="state" style={{ whiteSpace: "normal" }}>
                  <Sign of="absent" size={12} />
                  {need}
                </li>
              ))}
              {node.next.needs.length === 0 ? <li>Nothing is missing.</li> : null}
            </ul>
          ) : (
            <p className="small soft">This is the end of the line.</p>
          )}
        </Section>
      </div>
      {node.openOrders.length > 0 ? (
        <Section title={plural(node.openOrders.length, "open repair order")}>
          {node.openOrders.map((o) => <OrderCard key={o.id} order={o} />)}
        </Section>
      ) : null}
      <div className="two">
        <Section title="Line of life" aside={plural(node.line.length, "step")}>
          <LineOfLife line={node.line} zone={zone} />
        </Section>
        <div style={{ display: "grid", gap: 32, alignContent: "start" }}>
          <Certificates node={node} />
          <Section title="Fingerprint">
            {node.fingerprint ? <Fingerprint of={node.fingerprint} /> : <p className="small soft">None yet: it is taken when a test plan starts.</p>}
          </Section>
        </div>
      </div>
      <Ports node={node} />
      {node.runs.map((run) => <Run key={run.id} run={run} />)}
    </>
  );
}

function verb(state: NodePage["state"]): string {
  return { HOT_SPARE: "is a hot spare", SERVING: "is serving", DRAINING: "is draining" }[state as string] ?? `is ${stateWords(state)}`;
}

function Gpus({ node }: { node: NodePage }) {
  const open = useDrawer();
  const site = useSite();
  const at = useAt();
  return (
    <div className="gpus">
      {node.gpus.map((g) => (
        <button
          key={g.index}
          type="button"
          onClick={() =>
            open({
              title: `GPU ${g.index} of ${node.name}`,
              how: "A GPU walks the line with its node, and leaves it alone when it is suspect or in repair.",
              facts: [["State", stateWords(g.state)], ["Model", g.model || "–"], ["Serial", g.serial || "not known yet"]],
              rows: { site: site.name, figure: g.state, node: node.name, at },
            })
          }
        >
          <Sign of={meaningOf(g.state)} size={20} />
          <span>GPU {g.index}</span>
          <span className="soft">{stateWords(g.state)}</span>
        </button>
      ))}
    </div>
  );
}

function LineOfLife({ line, zone }: { line: LineStep[]; zone: string }) {
  const open = useDrawer();
  return (
    <ol className="tl">
      {[...line].reverse().map((step, i) => (
        <li key={`${step.at}${i}`}>
          <time dateTime={step.at}>{when(step.at, zone)}</time>
          <span className="knot">
            <Sign of={meaningOf(step.to)} size={16} />
          </span>
          <div className="what">
            <strong>{capital(stateWords(step.to))}</strong>
            {step.evidence ? (
              <div>
                {step.evidence.summary}{" "}
                <button
                  type="button"
                  className="plain"
                  style={{ padding: 0 }}
                  onClick={() =>
                    open({
                      title: capital(wordsOf(step.evidence!.kind)),
                      evidence: step.evidence!.href,
                      facts: [["Step", `${step.from ? stateWords(step.from) : "nothing"} → ${stateWords(step.to)}`], ["Effective", when(step.at, zone)], ["Recorded", when(step.recordedAt, zone)], ["By", step.actor]],
                    })
                  }
                >
                  Evidence <code>{shortHash(step.evidence.sha256)}</code>
                </button>
              </div>
            ) : null}
            <div className="soft">by {step.actor || "nobody named"}</div>
          </div>
        </li>
      ))}
    </ol>
  );
}

function Certificates({ node }: { node: NodePage }) {
  const zone = useZone();
  return (
    <Section title="Certificates">
      {node.certificates.length === 0 ? <p className="small soft">None: not every required test is passed or waived yet.</p> : null}
      <ul className="plainlist">
        {node.certificates.map((c) => (
          <li key={c.id}>
            <Link to={`/certificates/${enc(String(c.id))}`}>Certificate {c.id}</Link>
            <div className="soft">
              {c.revokedAt ? `revoked ${when(c.revokedAt, zone)}` : `${when(c.issuedAt, zone)}${c.validUntil ? ` until ${when(c.validUntil, zone)}` : ""}`}
            </div>
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** A fingerprint's plain values first; what is nested is shown as it is. */
function Fingerprint({ of }: { of: Record<string, unknown> }) {
  const entries = Object.entries(of);
  const plain = entries.filter(([, v]) => v === null || typeof v !== "object");
  const nested = entries.filter(([, v]) => v !== null && typeof v === "object");
  return (
    <>
      <Facts of={plain.map(([k, v]) => [k, String(v ?? "–")])} />
      {nested.length > 0 ? (
        <details>
          <summary>{nested.map(([k]) => k).join(", ")}</summary>
          <pre>{JSON.stringify(Object.fromEntries(nested), null, 2)}</pre>
        </details>
      ) : null}
    </>
  );
}

function Ports({ node }: { node: NodePage }) {
  const bad = node.ports.filter((p) => p.assurance === "UNCHECKED" || p.finding).length;
  return (
    <Section title={bad ? `${plural(bad, "port")} not verified` : `${plural(node.ports.length, "port")}, all verified`}>
      <DataTable
        name={`${node.name}-ports`} rows={node.ports} id={(p) => p.port} filter={false}
        columns={[
          { key: "port", head: "Port", value: (p) => p.port },
          { key: "peer", head: "Planned other end", value: (p) => p.peer },
          { key: "cable", head: "Cable", value: (p) => p.cableId, cell: (p) => <code>{p.cableId}</code> },
          { key: "assurance", head: "Checked how well", value: (p) => ASSURANCE_WORDS[p.assurance || "UNCHECKED"], cell: (p) => (
            <span className="state">
              <Sign of={!p.assurance || p.assurance === "UNCHECKED" ? "unknown" : "fit"} />
              {ASSURANCE_WORDS[p.assurance || "UNCHECKED"]}
            </span>
          ) },
          { key: "finding", head: "Finding", value: (p) => p.finding, cell: (p) => (p.finding ? <span className="state"><Sign of="repair" />{p.finding}</span> : "–") },
        ]}
      />
    </Section>
  );
}

function Run({ run }: { run: RunRow }) {
  const zone = useZone();
  const open = useDrawer();
  const tests = Array.isArray(run.tests) ? run.tests : [];
  const done = tests.filter((t) => t.verdict === "PASS" || t.verdict === "WAIVED").length;
  const [all, setAll] = useState(true);
  const shown = all ? tests : tests.filter((t) => t.verdict !== "PASS");
  return (
    <Section
      title={`Test plan ${run.plan}: ${run.verdict ? VERDICT_WORDS[run.verdict] : `${count(done)} of ${count(tests.length)} passed so far`}`}
      aside={`${when(run.startedAt, zone)}${run.finishedAt ? `, took ${span(Date.parse(run.finishedAt) - Date.parse(run.startedAt))}` : ""}`}
    >
      <DataTable<TestRow>
        name={`run-${run.id}`} rows={shown} id={(t) => t.test} filter={false}
        tools={<button type="button" aria-pressed={!all} onClick={() => setAll(!all)}>Only what did not pass</button>}
        columns={[
          { key: "test", head: "Test", value: (t) => t.test, cell: (t) => <>{t.test}{t.required ? "" : <span className="soft"> optional</span>}</> },
          { key: "verdict", head: "Verdict", value: (t) => VERDICT_WORDS[t.verdict], cell: (t) => <span className="state"><Sign of={VERDICT_MEANING[t.verdict]} />{VERDICT_WORDS[t.verdict]}</span> },
          { key: "measured", head: "Measured", value: (t) => measurementsOf(t).map((m) => `${measured(m.value)} ${m.unit}`).join("; "), cell: (t) => <Measurements test={t} /> },
          { key: "criterion", head: "Criterion", value: (t) => t.criterion },
          { key: "reason", head: "Why", value: (t) => t.reason },
          { key: "log", head: "Raw log", value: (t) => t.logSha256, cell: (t) => t.logSha256 ? (
            <button type="button" className="plain" onClick={() => open({
              title: `Raw log of ${t.test}`, how: "The log as the tool wrote it; its hash is in the journal and in the certificate.",
              facts: [["SHA-256", t.logSha256], ["Log", <a key="l" href={`/api/runs/${enc(String(run.id))}/logs/${enc(t.test)}`} target="_blank" rel="noreferrer">Open it as it is</a>]],
            })}>
              <code>{shortHash(t.logSha256)}</code>
            </button>
          ) : "–" },
        ]}
      />
    </Section>
  );
}

const measurementsOf = (t: TestRow) => (Array.isArray(t.measurements) ? t.measurements : []);

function Measurements({ test }: { test: TestRow }) {
  const all = measurementsOf(test);
  if (all.length === 0) return <>–</>;
  return (
    <>
      {all.slice(0, 2).map((m, i) => (
        <div key={i}>
          {measured(m.value)} <span className="soft">{m.unit} {m.metric !== test.test ? m.metric : ""} {m.scope ?? ""}</span>
        </div>
      ))}
      {all.length > 2 ? (
        <details>
          <summary>{all.length - 2} more</summary>
          {all.slice(2).map((m, i) => (
            <div key={i}>
              {measured(m.value)} <span className="soft">{m.unit} {m.metric} {m.scope ?? ""}</span>
            </div>
          ))}
        </details>
      ) : null}
    </>
  );
}
