/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import { useState } from "react";
import { type ApiError, enc, post } from "../api/client";
import { refresh, useData } from "../api/live";
import type { HealthDecision, IncidentDetail } from "../api/types";
import { Link, sitePath, useAt } from "../frame/router";
import { may, useHere, useSite, useZone } from "../frame/site";
import { HealthNav } from "../health/HealthNav";
import { Radius } from "../health/Radius";
import { PHASE_MEANING, PHASE_WORDS, remedyWords } from "../health/words";
import { ProblemBox, Section, Show } from "../parts/basics";
import { DataTable } from "../parts/DataTable";
import { Sign, StateSign } from "../parts/signs";
import { count, plural, when } from "../words/format";
import { stateWords, wordsOf } from "../words/states";

/** One incident: whom it concerns, what was decided on what evidence, and what is next. */
export function IncidentPage({ id }: { id: string }) {
  const site = useSite();
  const found = useData<IncidentDetail>(`/api/sites/${enc(site.name)}/health/incidents/${enc(id)}`);
  return <Show of={found} what={`incident ${id}`}>{(i) => <View of={i} />}</Show>;
}

function View({ of }: { of: IncidentDetail }) {
  const site = useSite();
  const zone = useZone();
  const i = of.incident;
  return (
    <>
      <div className="head">
        <div>
          <h1>{i.says}</h1>
          <p className="lead"><span className="state"><Sign of={PHASE_MEANING[i.phase]} size={12} />{PHASE_WORDS[i.phase]}</span> since {when(i.openedAt, zone)}; {plural(i.faults, "fault")}, the last {when(i.lastAt, zone)}. {i.blame ? `Blames ${i.blame}. ` : ""}{of.approvedBy ? `Allowed below the floor by ${of.approvedBy}.` : ""}</p>
        </div>
      </div>
      <HealthNav />
      <Section title="What is next"><p className="lead">{of.next}</p><Report of={of} /></Section>
      <Radius nodes={of.affected.map((a) => a.node)} title="Blast radius" />
      <Section title="Affected nodes" aside={plural(of.affected.length, "node")}>
        <DataTable
          name={`${i.incident}-nodes`} rows={of.affected} id={(a) => a.node}
          columns={[
            { key: "node", head: "Node", value: (a) => a.node, cell: (a) => (a.state === null ? a.node : <Link to={sitePath(site.name, "nodes", a.node)}>{a.node}</Link>) },
            { key: "state", head: "State", value: (a) => (a.state ? stateWords(a.state) : "not on the record"), cell: (a) => (a.state ? <StateSign state={a.state} /> : <span className="state"><Sign of="unknown" size={12} />not on the record</span>) },
            { key: "hall", head: "Hall", value: (a) => a.hall, cell: (a) => a.hall ?? "–" },
            { key: "row", head: "Row", value: (a) => a.row, cell: (a) => a.row ?? "–" },
            { key: "rack", head: "Rack", value: (a) => a.rack, cell: (a) => a.rack ?? "–" },
            { key: "unit", head: "Unit", num: true, value: (a) => a.rackUnit, cell: (a) => (a.rackUnit === null ? "–" : count(a.rackUnit)) },
          ]}
        />
      </Section>
      {of.plan.length > 0 ? (
        <Section title="The ladder from here" aside="a step is taken when the one before was tried and the fault came back">
          <DataTable
            name={`${i.incident}-plan`} rows={of.plan} id={(s) => s.remedy} filter={false}
            columns={[
              { key: "remedy", head: "Remedy", value: (s) => remedyWords(s.remedy) },
              { key: "needs", head: "Needs before", value: (s) => s.needs },
              { key: "shows", head: "Done when", value: (s) => s.shows },
              { key: "tests", head: "Then tests", value: (s) => s.tests },
            ]}
          />
        </Section>
      ) : null}
      <Section title="What was decided, and on what" aside={plural(of.decisions.length, "decision")}>
        <DataTable
          name={`${i.incident}-decisions`} rows={of.decisions} id={(d) => String(d.id)}
          columns={[
            { key: "at", head: "When", nowrap: true, top: true, value: (d) => d.at, cell: (d) => when(d.at, zone) },
            { key: "what", head: "Decision", top: true, value: (d) => wordsOf(d.what) },
            { key: "why", head: "Why", top: true, value: (d) => `${d.action} ${d.reason} ${d.raw ?? ""}`, cell: (d) => <Why of={d} /> },
            { key: "rule", head: "Rule", top: true, value: (d) => d.rule },
            { key: "row", head: "Evidence", num: true, top: true, value: (d) => d.journalSeq, cell: (d) => <Link to={`/evidence?row=${d.journalSeq}`}>{count(d.journalSeq)}</Link> },
          ]}
        />
      </Section>
    </>
  );
}

function Why({ of }: { of: HealthDecision }) {
  const site = useSite();
  return (
    <>
      {of.what === "STEP" && of.action ? <strong>{remedyWords(of.action)}: </strong> : null}{of.reason}
      {of.serial ? <> <Link to={sitePath(site.name, "health", "parts", of.serial)}>serial {of.serial}</Link></> : null}
      {of.raw ? <code className="wrap block">{of.raw}</code> : null}
    </>
  );
}

/** What a person may say about it now: allow what is held, or tell how the remedy went. */
function Report({ of }: { of: IncidentDetail }) {
  const site = useSite();
  const { me } = useHere();
  const at = useAt();
  const [text, setText] = useState("");
  const [error, setError] = useState<ApiError | null>(null);
  const base = `/api/sites/${enc(site.name)}/health/incidents/${enc(of.incident.incident)}`;
  const phase = of.incident.phase;
  const send = (path: string, body: unknown) => {
    post(`${base}/${path}`, body).then(() => { setText(""); setError(null); refresh(); }, setError);
  };
  const stranger = of.affected.every((a) => a.state === null);
  const floor = phase === "HELD" && may(me, "ENGINEER", "CAPACITY_MANAGER");
  const remedy = phase === "ACTING" && may(me, "TECHNICIAN", "ENGINEER", "COORDINATOR");
  const test = phase === "TESTING" && stranger && may(me, "ENGINEER");
  if (at !== null || !(floor || remedy || test)) return null;
  const path = remedy ? "step" : "test";
  return (
    <form onSubmit={(e) => { e.preventDefault(); send(floor ? "approval" : path, floor ? { reason: text } : { turn: of.turn, done: true, evidence: text }); }}>
      <label>{floor ? "Why it may go below the promise; your name stands beside it" : "What shows it: a boot ID, a sign-off, a measurement"}<input value={text} required onChange={(e) => setText(e.target.value)} /></label>
      <div className="reportrow">
        <button type="submit" className="first">{floor ? "Allow it" : remedy ? `${remedyWords(of.incident.step)} is done` : "Tests passed"}</button>
        {floor ? null : <button type="button" disabled={text === ""} onClick={() => send(path, { turn: of.turn, done: false, evidence: text })}>{remedy ? "It failed" : "Tests failed"}</button>}
      </div>
      {error ? <ProblemBox error={error} doing="put it on the record" /> : null}
    </form>
  );
}
