/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import { useState } from "react";
import { type ApiError, enc, post } from "../api/client";
import { refresh, useData } from "../api/live";
import type { Blocker, BlockerDetail, BlockerStep } from "../api/types";
import { BASIS_WORDS, days, KIND_WORDS, price, STATE_MEANING, STATE_WORDS, STEP_WORDS } from "../blockers/words";
import { Facts, Figure } from "../frame/Drawer";
import { Link, sitePath, useAt } from "../frame/router";
import { may, useHere, useSite, useZone } from "../frame/site";
import { ProblemBox, Section, Show } from "../parts/basics";
import { Sign } from "../parts/signs";
import { count, day, instantOf, plural, when } from "../words/format";

const SHOWN = 40;

/** One blocker: what it holds, what it costs, what happened to it, and the next step. */
export function BlockerPage({ id }: { id: string }) {
  const site = useSite();
  const detail = useData<BlockerDetail>(`/api/sites/${enc(site.name)}/blockers/${enc(id)}`);
  return <Show of={detail} what="the blocker">{(d) => <Page d={d} />}</Show>;
}

function Page({ d }: { d: BlockerDetail }) {
  const site = useSite();
  const zone = useZone();
  const past = useAt() !== null;
  const { me } = useHere();
  const b = d.blocker;
  const open = b.rank > 0;
  return (
    <>
      <div className="head">
        <div>
          <h1>{b.title}</h1>
          <p className="lead">
            {open ? `Costs ${price(b.price)}. ` : `${STATE_WORDS[b.state]}. `}
            {b.moves.length > 0 ? `Without it ${b.moves.join(" and ")} would begin earlier. ` : ""}
            {b.withPrice ? `Others hold the same: with ${b.with.map((w) => `blocker ${w}`).join(", ")} cleared too, ${price(b.withPrice)}.` : ""}
          </p>
        </div>
        <Link className="button" to={sitePath(site.name, "blockers")}>All blockers</Link>
      </div>
      <div className="figures">
        <Figure what="Contract dates later by" big value={days(b.price.contractDays)} sign={<Sign of={b.price.contractDays > 0 ? "repair" : "fit"} />} behind={{ title: "Contract days", how: "The plan with it less the plan without it, nothing else changed.", journal: { site: site.name, subject: `blocker ${b.id}` }, facts: [["If it is as late as its late date", days(b.priceLate.contractDays)], ["Promised hours missing", `${count(b.price.shortGpuHours)} GPU-hours`]] }} />
        <Figure what="Blocked by it alone" big value={count(b.price.blockedGpuHours)} unit="GPU-hours" behind={{ title: "Blocked GPU-hours", how: "Hours by which GPUs would be ready earlier if this one were gone now.", journal: { site: site.name, subject: `blocker ${b.id}` }, facts: [["Its share of all that is held", `${count(b.shareGpuHours)} GPU-hours`], ["How the share is made", "each hour is split evenly among the blockers that still hold the node"]] }} />
        <Figure what="Holds" big value={count(b.gpus)} unit="GPUs" behind={{ title: "GPUs held", how: "By itself, or through blockers that wait on it.", journal: { site: site.name, subject: `blocker ${b.id}` } }} />
      </div>
      <Section title="How it stands">
        <Facts
          of={[
            ["Stands", <span key="s" className="state"><Sign of={STATE_MEANING[b.state]} size={12} />{STATE_WORDS[b.state]}</span>],
            ["Kind", KIND_WORDS[b.kind]],
            ["Owner", b.owner || "nobody yet"],
            ...(b.supplier ? [["Supplier", b.supplier] as [string, string]] : []),
            ["Gone", open ? (b.basis === "UNKNOWN" || b.basis === "CIRCLE" ? BASIS_WORDS[b.basis] : `${day(b.gone, zone)}, by ${BASIS_WORDS[b.basis]}`) : "–"],
            ...(b.etaP90 && open ? [["At the latest, nine times in ten", day(b.etaP90, zone)] as [string, string]] : []),
            ["Raised", `${when(b.raisedAt, zone)} by ${d.raisedBy}${b.origin === "hand" ? "" : `, from ${b.origin}`}`],
            ["Waits on", b.waitsOn.length === 0 ? "nothing" : <>{b.waitsOn.map((w, i) => <span key={w}>{i ? ", " : ""}<Link to={sitePath(site.name, "blockers", String(w))}>blocker {w}</Link></span>)}</>],
            ["Holds", b.blocks.length === 0 ? "nothing itself" : <Blocks key="b" b={b} />],
            ["Journal row", <Link key="j" to={`/evidence?row=${b.journalSeq}`}>{count(b.journalSeq)}</Link>],
          ]}
        />
      </Section>
      {!past && may(me, "TECHNICIAN", "ENGINEER", "COORDINATOR", "CAPACITY_MANAGER") ? <Step b={b} /> : null}
      <Section title="What happened">
        <ul className="tl">
          {d.steps.map((s, i) => (
            <li key={i}>
              <time dateTime={s.at}>{when(s.at, zone)}</time>
              <span className="knot"><Sign of={STATE_MEANING[s.state]} size={12} /></span>
              <span className="what">
                {STEP_WORDS[s.step]}{s.owner ? ` by ${s.owner}` : ""}{s.waitsOn ? `: blocker ${s.waitsOn}` : ""}{s.etaP50 ? `: ${day(s.etaP50, zone)}${s.etaP90 && s.etaP90 !== s.etaP50 ? `, late ${day(s.etaP90, zone)}` : ""}` : ""}{s.says ? `: ${s.says}` : ""}
                <span className="soft"> · {s.by} · <Link to={`/evidence?row=${s.journalSeq}`}>row {count(s.journalSeq)}</Link></span>
              </span>
            </li>
          ))}
        </ul>
      </Section>
    </>
  );
}

function Blocks({ b }: { b: Blocker }) {
  const site = useSite();
  return (
    <>
      {b.blocks.slice(0, SHOWN).map((t, i) => {
        const [kind, name] = [t.slice(0, t.indexOf(":")), t.slice(t.indexOf(":") + 1)];
        const to = kind === "unit" ? sitePath(site.name, "nodes", name) : kind === "commitment" ? sitePath(site.name, "commitments", name) : null;
        return <span key={t}>{i ? ", " : ""}{to ? <Link to={to}>{name}</Link> : name}</span>;
      })}
      {b.blocks.length > SHOWN ? ` and ${plural(b.blocks.length - SHOWN, "more", "more")}` : ""}
    </>
  );
}

const NEXT: Record<Blocker["state"], BlockerStep[]> = {
  OPEN: ["OWNED", "ETA", "CLEARED", "MITIGATED", "WAITS"], OWNED: ["ETA", "CLEARED", "MITIGATED", "OWNED", "WAITS"], ETA_GIVEN: ["CLEARED", "ETA", "MITIGATED", "OWNED", "WAITS"],
  MITIGATED: ["CLEARED", "REOPENED", "OWNED", "ETA"], CLEARED: ["VERIFIED", "REOPENED"], VERIFIED: ["REOPENED"],
};
const DO: Record<BlockerStep, string> = { RAISED: "", OWNED: "Somebody takes it", ETA: "Say when it will be gone", WAITS: "It waits on another", MITIGATED: "There is a way round", CLEARED: "It is gone", VERIFIED: "I have seen that it is gone", REOPENED: "It is back" };

function Step({ b }: { b: Blocker }) {
  const site = useSite();
  const zone = useZone();
  const choices = NEXT[b.state];
  const [chosen, setChosen] = useState<BlockerStep | null>(null);
  const step = chosen && choices.includes(chosen) ? chosen : choices[0]!;
  const [state, setState] = useState<{ error?: ApiError; said?: string }>({});
  return (
    <Section title="Next step" id="step">
      <form
        className="fields"
        onSubmit={(e) => {
          e.preventDefault();
          const f = new FormData(e.currentTarget);
          const text = (key: string) => String(f.get(key) ?? "").trim();
          const date = (key: string) => (text(key) ? instantOf(text(key), zone) : null);
          post<BlockerDetail>(`/api/sites/${enc(site.name)}/blockers/${b.id}/steps`, {
            step, owner: step === "OWNED" ? text("owner") : null, etaP50: step === "ETA" ? date("etaP50") : null, etaP90: step === "ETA" ? date("etaP90") : null,
            waitsOn: step === "WAITS" ? Number(text("waitsOn")) : null, says: text("says"),
          }).then(
            () => {
              setState({ said: `${DO[step]}: on the record.` });
              setChosen(null);
              refresh();
            },
            (error: ApiError) => setState({ error }),
          );
        }}
      >
        <label>What happens<select value={step} onChange={(e) => setChosen(e.target.value as BlockerStep)}>{choices.map((c) => <option key={c} value={c}>{DO[c]}</option>)}</select></label>
        {step === "OWNED" ? <label>Role<input name="owner" required maxLength={100} placeholder="coordinator" /></label> : null}
        {step === "ETA" ? <><label>As likely as not by<input name="etaP50" type="datetime-local" required /></label><label>In nine of ten cases by<input name="etaP90" type="datetime-local" /></label></> : null}
        {step === "WAITS" ? <label>Number of the other<input name="waitsOn" type="number" min="1" required /></label> : null}
        <label>Why{step === "MITIGATED" || step === "REOPENED" ? "" : " (may be left empty)"}<input name="says" required={step === "MITIGATED" || step === "REOPENED"} maxLength={200} /></label>
        <div><button className="first">Put it on the record</button></div>
      </form>
      <div role="status">{state.said ? <p className="said" style={{ marginTop: 8 }}>{state.said}</p> : null}</div>
      {state.error ? <ProblemBox error={state.error} doing="take the step" /> : null}
    </Section>
  );
}
