/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import { type ReactNode, useMemo, useState } from "react";
import { address, enc } from "../api/client";
import { useData } from "../api/live";
import type { Campaign, CampaignLocalisation, CampaignRow, Localisation, Page, PartPosterior } from "../api/types";
import { STATUS_MEANING, STATUS_WORDS } from "../campaign/words";
import { Link, setQuery, sitePath, useQuery } from "../frame/router";
import { useSite, useZone } from "../frame/site";
import { evidenceWords, graphOf, KIND_WORDS } from "../locate/graph";
import { PartGraph } from "../locate/PartGraph";
import { readLocalisation } from "../locate/read";
import { Command, Empty, Section, Show } from "../parts/basics";
import { DataTable } from "../parts/DataTable";
import { Picture } from "../parts/Picture";
import { Sign } from "../parts/signs";
import { count, measured, percent, plural, when } from "../words/format";
import { VERDICT_MEANING, VERDICT_WORDS } from "../words/states";
import { TestNav } from "./TestNav";

const COMMAND = "plimsoll accept locate --observations pairs.jsonl --topology topology.json --json > located.json";

const CAMPAIGNS_SHOWN = 20;

/** Which part is bad: what a campaign's tests of pairs say by now, or a decoding from a file, shown in the browser alone. */
export function LocalisationPage() {
  const campaign = useQuery("campaign");
  const [shown, setShown] = useState<{ name: string; of: Localisation } | null>(null);
  const [wrong, setWrong] = useState("");
  const take = (file: File | undefined) => {
    if (!file) return;
    setWrong("");
    file.text().then((text) => setShown({ name: file.name, of: readLocalisation(text) })).catch((e: unknown) => {
      setShown(null);
      setWrong(`${file.name}: ${e instanceof Error ? e.message : String(e)}`);
    });
  };
  const choose = <label className="button first" style={{ color: "var(--accent-ink)" }}>Show a decoding<input type="file" accept=".json,application/json" className="away" onChange={(e) => take(e.target.files?.[0])} /></label>;
  if (campaign && !shown) return <OfCampaign id={campaign} />;
  return (
    <>
      <TestNav />
      {wrong ? <div className="problem" role="alert"><strong>That is no decoding.</strong><span>{wrong}</span></div> : null}
      {shown ? <LocalisationView of={shown.of} aside={choose} /> : (
        <>
          <div className="head"><div><h1>Which node, NIC, cable or port is bad?</h1><p className="lead">A failed pair says that one of two is bad; many pairs in layered rounds say which.</p></div></div>
          <Campaigns />
          <Empty title="Or bring what tests outside a campaign said" command={COMMAND}>
            <p>The command weighs all results together and writes how likely each part is bad, the evidence for it, and the tests that would decide the rest. The file stays in this browser.</p>
            {choose}
          </Empty>
        </>
      )}
    </>
  );
}

/** The campaigns whose pairs can be looked at. */
function Campaigns() {
  const site = useSite();
  const zone = useZone();
  const list = useData<Page<CampaignRow>>(address(`/api/sites/${enc(site.name)}/campaigns`, { limit: CAMPAIGNS_SHOWN }));
  return (
    <Section title="From a campaign">
      <Show of={list} what="the campaigns">
        {(page) => (page.items.length === 0 ? <p className="soft">This site has had no campaign yet.</p> : (
          <DataTable
            name="campaigns-located" rows={page.items} id={(c) => String(c.id)} filter={false}
            columns={[
              { key: "name", head: "Campaign", value: (c) => c.name, cell: (c) => <button type="button" className="plain" onClick={() => setQuery({ campaign: String(c.id) }, false)}>{c.name}</button> },
              { key: "plan", head: "Test plan", value: (c) => c.plan },
              { key: "status", head: "Stands", value: (c) => STATUS_WORDS[c.status], cell: (c) => <span className="state"><Sign of={STATUS_MEANING[c.status]} size={12} />{STATUS_WORDS[c.status]}</span> },
              { key: "made", head: "Made", value: (c) => c.createdAt, cell: (c) => when(c.createdAt, zone) },
            ]}
          />
        ))}
      </Show>
    </Section>
  );
}

/** What the results of a campaign say by now; it is decoded anew as they come in. */
function OfCampaign({ id }: { id: string }) {
  const test = useQuery("test");
  const site = useSite();
  const campaign = useData<Campaign>(`/api/campaigns/${enc(id)}`);
  const located = useData<CampaignLocalisation>(address(`/api/campaigns/${enc(id)}/localisation`, { test }));
  const others = <Link to={sitePath(site.name, "test", "localisation")}>Other campaigns, or a file</Link>;
  return (
    <>
      <TestNav />
      {campaign.data ? <p className="small">Campaign <Link to={sitePath(site.name, "test", "campaigns", id)}>{campaign.data.name}</Link>, {STATUS_WORDS[campaign.data.status]}. {others}</p> : <p className="small">{others}</p>}
      <Show of={located} what="what its pairs say">
        {(l) => (
          <LocalisationView
            of={{ ...l, notes: notesOf(l) }}
            aside={l.tests.length > 1 ? <label className="inline">Test of pairs <select value={l.test} onChange={(e) => setQuery({ test: e.target.value })}>{l.tests.map((t) => <option key={t}>{t}</option>)}</select></label> : <span className="soft">{l.test}</span>}
          />
        )}
      </Show>
    </>
  );
}

/** By what a campaign decides, in sentences. */
export function notesOf(l: CampaignLocalisation): string[] {
  return [
    `A node fails above ${percent(l.condemnAbove)} and passes below ${percent(l.clearBelow)}, each with two partners at least; until then the campaign asks for the tests that decide most, and what is open at its end is inconclusive.`,
    ...(l.ratesSource ? [`Believed before the first test: ${l.ratesSource}.`] : []),
    ...(l.partsTotal > l.parts.length ? [`${count(l.parts.length)} of ${plural(l.partsTotal, "part")} are shown, the most suspect ones.`] : []),
  ];
}

/** A localisation: the graph of what is in question, the evidence for each part, and what to test next. */
export function LocalisationView({ of, aside }: { of: Localisation; aside: ReactNode }) {
  const [chosen, setChosen] = useState("");
  const graph = useMemo(() => graphOf(of, chosen), [of, chosen]);
  const part = of.parts.find((p) => p.name === chosen);
  const nodes = of.parts.filter((p) => p.kind === "NODE").length;
  return (
    <>
      <div className="head">
        <div>
          <h1>{of.condemned.length === 0 ? "No part is shown to be bad." : `${plural(of.condemned.length, "part is", "parts are")} bad.`} {of.undecided.length > 0 ? `${plural(of.undecided.length, "node is", "nodes are")} undecided.` : ""}</h1>
          <p className="lead">
            {of.observations !== undefined ? `${plural(of.observations, "result")} in ` : ""}{plural(of.rounds, "round")} over {plural(nodes, "node")}.
            {of.bad !== undefined ? ` Believed before: ${percent(of.bad)} of nodes bad, a bad one passes ${percent(of.miss ?? 0)} of its tests, a good one fails ${percent(of.flake ?? 0)} (${of.ratesSource ?? "no source"}).` : ""}
          </p>
        </div>
        <div className="acts">{aside}</div>
      </div>
      <Picture
        title={chosen ? `Around ${chosen}` : "The parts in question"} name={`localisation${chosen ? `-${chosen}` : ""}`}
        aside={chosen ? <button type="button" className="plain" onClick={() => setChosen("")}>All in question</button> : graph.left > 0 ? `${count(graph.left)} more are in the table` : undefined}
        picture={graph.nodes.length + graph.parts.length === 0 ? <p className="soft">Nothing is in question: every part that was tested is decided, and good.</p> : <><PartGraph graph={graph} chosen={chosen} onChoose={setChosen} /><Key /></>}
        table={<Parts rows={of.parts} choose={setChosen} />}
      />
      {part ? <Evidence part={part} /> : null}
      <Section title={of.next.length > 0 ? `${plural(of.next.length, "test")} would decide most` : "What to test next"}>
        {of.next.length === 0 ? <p className="soft">Nothing: more tests of this kind would not say more.</p> : (
          <DataTable
            name="next-tests" rows={of.next} id={(t) => t.nodes.join(" ")}
            columns={[
              { key: "nodes", head: "Test together", value: (t) => t.nodes.join(" + ") },
              { key: "why", head: "Why", value: (t) => t.why },
              { key: "bits", head: "Says, bits", num: true, value: (t) => t.bits, cell: (t) => measured(t.bits) },
              { key: "minutes", head: "Takes, minutes", num: true, value: (t) => t.minutes, cell: (t) => measured(t.minutes) },
            ]}
          />
        )}
      </Section>
      <Section title="Parts"><Parts rows={of.parts} choose={setChosen} /></Section>
      {of.notes && of.notes.length > 0 ? <Section title="Notes"><ul className="plainlist">{of.notes.map((n) => <li key={n}>{n}</li>)}</ul></Section> : null}
      <Section title="The same from a terminal"><Command text={COMMAND} /></Section>
    </>
  );
}

function Key() {
  return (
    <p className="legend">
      {(["FAIL", "INCONCLUSIVE", "PASS", "NOT_RUN"] as const).map((v) => <span key={v}><Sign of={VERDICT_MEANING[v]} size={12} />{{ FAIL: "bad", INCONCLUSIVE: "undecided", PASS: "good", NOT_RUN: "not tested" }[v]}</span>)}
      <span><svg width="24" height="8" aria-hidden="true"><path d="M0 4h24" stroke="var(--repair)" strokeWidth="2.5" /></svg>failed test</span>
      <span><svg width="24" height="8" aria-hidden="true"><path d="M0 4h24" stroke="var(--ink-3)" strokeDasharray="3 4" /></svg>passed test</span>
      <span className="faint">Click a part to see its evidence.</span>
    </p>
  );
}

function Parts({ rows, choose }: { rows: PartPosterior[]; choose: (name: string) => void }) {
  const site = useSite();
  return (
    <DataTable
      name="parts" rows={rows} id={(p) => p.kind + p.name} first={{ key: "probability", down: true }}
      columns={[
        { key: "name", head: "Part", value: (p) => p.name, cell: (p) => <button type="button" className="plain" onClick={() => choose(p.name)}>{p.name}</button> },
        { key: "kind", head: "Kind", value: (p) => KIND_WORDS[p.kind] ?? p.kind, cell: (p) => (p.kind === "NODE" ? <Link to={sitePath(site.name, "nodes", p.name)}>node</Link> : (KIND_WORDS[p.kind] ?? p.kind)) },
        { key: "probability", head: "Bad with", num: true, value: (p) => p.probability, cell: (p) => percent(p.probability) },
        { key: "decision", head: "Decided", value: (p) => VERDICT_WORDS[p.decision] ?? p.decision, cell: (p) => <span className="state"><Sign of={VERDICT_MEANING[p.decision] ?? "unknown"} size={12} />{{ FAIL: "bad", PASS: "good", INCONCLUSIVE: "undecided", NOT_RUN: "not tested" }[p.decision as string] ?? p.decision}</span> },
        { key: "tests", head: "Tests", num: true, value: (p) => p.tests ?? p.evidence.length },
        { key: "alternatives", head: "Cannot be told from", value: (p) => (p.alternatives ?? []).join(", "), cell: (p) => (p.alternatives?.length ? `${p.alternatives.join(", ")}${p.togetherProbability !== undefined ? ` (one of them with ${percent(p.togetherProbability)})` : ""}` : "–") },
      ]}
    />
  );
}

function Evidence({ part }: { part: PartPosterior }) {
  return (
    <Section title={`Evidence on ${KIND_WORDS[part.kind] ?? ""} ${part.name}`} aside={`bad with ${percent(part.probability)}`}>
      {part.evidence.length === 0 ? <p className="soft">No test has touched it.</p> : (
        <DataTable
          name={`evidence-${part.name}`} rows={part.evidence} id={(e, i) => `${e.round} ${e.nodes.join(" ")} ${i}`} filter={false}
          columns={[
            { key: "what", head: "Test", value: (e) => evidenceWords(e, measured) },
            { key: "bits", head: "Speaks against it, bits", num: true, value: (e) => e.bits, cell: (e) => (e.bits === undefined ? "–" : `${e.bits > 0 ? "+" : ""}${measured(e.bits)}`) },
          ]}
        />
      )}
    </Section>
  );
}
