/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import { useState } from "react";
import { type ApiError, enc, post } from "../api/client";
import { refresh, useData } from "../api/live";
import type { Blocker, BlockerDetail, BlockerKind, Blockers, BlockerTimes } from "../api/types";
import { BlockerBars } from "../blockers/Bars";
import { days, headline, held, KIND_WORDS, price, STATE_MEANING, STATE_WORDS } from "../blockers/words";
import { Figure } from "../frame/Drawer";
import { Link, sitePath, useAt } from "../frame/router";
import { may, useHere, useSite, useZone } from "../frame/site";
import { Empty, ProblemBox, Section, Show } from "../parts/basics";
import { DataTable } from "../parts/DataTable";
import { Picture } from "../parts/Picture";
import { Sign } from "../parts/signs";
import { count, day, instantOf, plural, span, when } from "../words/format";

const BARS = 30;

/** What blocks which GPUs and which contract date, what each blocker costs, and which one to clear next. */
export function BlockersPage() {
  const site = useSite();
  const view = useData<Blockers>(`/api/sites/${enc(site.name)}/blockers`);
  return <Show of={view} what="the blockers">{(v) => <Page v={v} />}</Show>;
}

function Page({ v }: { v: Blockers }) {
  const past = useAt() !== null;
  const { me } = useHere();
  const first = v.next[0];
  const open = v.blockers.filter(held);
  return (
    <>
      <div className="head">
        <div>
          <h1>{headline(v)}</h1>
          <p className="lead">
            {first ? `First: ${first.title}${first.owner ? `, with ${first.owner}` : ", which nobody has yet"}; clearing it brings ${price(first.gain)}.` : open.length > 0 ? "None of them makes any GPU later within the horizon." : "The record and the people know of nothing that holds up a GPU or a contract."}
            {past ? " The board shows now: it does not go back in time." : ""}
          </p>
        </div>
      </div>
      {v.circles.map((c) => <div key={c.says} className="problem"><strong>{plural(c.ids.length, "blocker")} wait for each other</strong><span>{c.says}</span></div>)}
      {v.blockers.length === 0 ? (
        <Empty title="Nothing was ever in the way" command="plimsoll blockers raise --site SITE --kind PERMIT --title TEXT --blocks su:3">
          <p>The record raises its own blockers: failed tests, missing cables, empty shelves, late orders. Raise the others below or at the command line.</p>
        </Empty>
      ) : null}
      {open.length > 0 ? <Figures v={v} open={open} /> : null}
      {v.next.length > 0 ? <Next v={v} /> : null}
      {v.promises.length > 0 ? <Promises v={v} /> : null}
      {open.length > 0 ? <Board v={v} open={open} /> : null}
      <Others v={v} />
      {v.times.length > 0 ? <Times rows={v.times} /> : null}
      {!past && may(me, "TECHNICIAN", "ENGINEER", "COORDINATOR", "CAPACITY_MANAGER") ? <Raise /> : null}
      {v.notes.length > 0 ? <Section title="What the prices take for granted"><ul className="plainlist">{[`Hours are counted until ${v.horizon.slice(0, 10)}; a price is the plan with a blocker less the plan without it, by its likely date.`, ...v.notes].map((n) => <li key={n}>{n}</li>)}</ul></Section> : null}
    </>
  );
}

function Figures({ v, open }: { v: Blockers; open: Blocker[] }) {
  const journal = { site: v.site, kind: "blocker." };
  const nobody = open.filter((b) => !b.owner).length;
  return (
    <div className="figures">
      <Figure what="Contract dates later by" big value={days(v.total.contractDays)} sign={<Sign of={v.total.contractDays > 0 ? "repair" : "fit"} />} behind={{ title: "Contract days lost", how: "The days by which commitments begin later than they would without any blocker, added up.", journal, facts: [["By the late dates", days(v.totalLate.contractDays)], ["Promised hours missing", `${count(v.total.shortGpuHours)} GPU-hours`]] }} />
      <Figure what="Blocked" big value={count(v.total.blockedGpuHours)} unit="GPU-hours" behind={{ title: "Blocked GPU-hours", how: "Hours by which GPUs are ready later than without any blocker, until the horizon.", journal, facts: [["By the late dates", `${count(v.totalLate.blockedGpuHours)} GPU-hours`]] }} />
      <Figure what="In the way" big value={count(open.length)} unit={nobody > 0 ? `${count(nobody)} without an owner` : "all owned"} sign={<Sign of={nobody > 0 ? "suspect" : "fit"} />} behind={{ title: "Blockers that hold something up", how: "Raised and neither cleared nor with a way round.", journal }} />
    </div>
  );
}

function Next({ v }: { v: Blockers }) {
  const site = useSite();
  const most = Math.max(1, ...v.next.map((s) => s.gain.blockedGpuHours));
  return (
    <Section title="Clear next" aside="each step's gain is what it brings once those above are done">
      <ol className="next">
        {v.next.map((s, i) => (
          <li key={s.id}>
            <span className="n">{i + 1}</span>
            <span><Link to={sitePath(site.name, "blockers", s.id)}>{s.title}</Link> <span className="soft">{s.owner || "nobody has it"}</span></span>
            <span className="soft">{price(s.gain)}</span>
            <span className="gain" aria-hidden="true"><span style={{ width: `${(100 * s.gain.blockedGpuHours) / most}%` }} className={s.gain.contractDays > 0 ? "late" : undefined} /></span>
          </li>
        ))}
      </ol>
    </Section>
  );
}

function Promises({ v }: { v: Blockers }) {
  const site = useSite();
  const zone = useZone();
  const titles = new Map(v.blockers.map((b) => [b.id, b.title]));
  return (
    <Section title="Contract dates">
      <DataTable
        name={`${v.site}-held-promises`} rows={v.promises} id={(p) => `${p.commitment} ${p.from}`} filter={false}
        columns={[
          { key: "name", head: "Commitment", value: (p) => p.commitment, cell: (p) => <Link to={sitePath(site.name, "commitments", p.commitment)}>{p.commitment}</Link> },
          { key: "gpus", head: "GPUs", num: true, value: (p) => p.gpus },
          { key: "from", head: "Promised from", nowrap: true, value: (p) => p.from, cell: (p) => day(p.from, zone) },
          { key: "begins", head: "Can begin", nowrap: true, value: (p) => p.begins, cell: (p) => <span className="state"><Sign of={p.lateDays > 0 ? "repair" : "fit"} size={12} />{p.lateDays <= 0 ? "on time" : p.begins ? day(p.begins, zone) : "not within the horizon"}</span> },
          { key: "late", head: "Late by", num: true, value: (p) => p.lateDays, cell: (p) => days(p.lateDays) },
          { key: "clear", head: "Without blockers", num: true, value: (p) => p.lateDaysClear, cell: (p) => (p.lateDaysClear > 0 ? `late by ${days(p.lateDaysClear)}${p.missing ? `, ${count(p.missing)} GPUs short` : ""}` : "on time") },
          { key: "by", head: "Held by", value: (p) => p.heldBy.map((id) => titles.get(id) ?? id).join("; "), cell: (p) => (p.heldBy.length === 0 ? "–" : <>{p.heldBy.slice(0, 3).map((id, i) => <span key={id}>{i ? "; " : ""}<Link to={sitePath(site.name, "blockers", String(id))}>{titles.get(id) ?? id}</Link></span>)}{p.heldBy.length > 3 ? ` and ${count(p.heldBy.length - 3)} more` : ""}</>) },
        ]}
      />
    </Section>
  );
}

function Board({ v, open }: { v: Blockers; open: Blocker[] }) {
  const site = useSite();
  const zone = useZone();
  const names = (list: number[]) => list.map((id) => v.blockers.find((b) => b.id === id)?.title ?? String(id)).join("; ");
  return (
    <Picture
      title="In the way" name={`${v.site}-blockers`} aside={<span className="soft">{open.length > BARS ? `the first ${BARS} of ${count(open.length)}` : ""}</span>}
      picture={
        <>
          <BlockerBars view={v} rows={open.slice(0, BARS)} zone={zone} />
          <p className="legend">
            <span><i style={{ background: "var(--repair)", width: 12, height: 12 }} />moves a contract date</span>
            <span><i style={{ background: "var(--suspect)", width: 12, height: 12 }} />holds GPUs</span>
            <span>thin line: until its late date</span><span>hatched: nobody knows when</span><span>dashed: a contract date</span>
          </p>
        </>
      }
      table={
        <DataTable
          name={`${v.site}-blockers`} rows={open} id={(b) => String(b.id)}
          columns={[
            { key: "rank", head: "Rank", num: true, value: (b) => b.rank },
            { key: "title", head: "What", value: (b) => b.title, cell: (b) => <Link to={sitePath(site.name, "blockers", String(b.id))}>{b.title}</Link> },
            { key: "kind", head: "Kind", value: (b) => KIND_WORDS[b.kind] },
            { key: "owner", head: "Owner", value: (b) => b.owner, cell: (b) => <span className="state"><Sign of={STATE_MEANING[b.state]} size={12} />{b.owner || STATE_WORDS[b.state]}</span> },
            { key: "gone", head: "Gone", nowrap: true, value: (b) => b.gone, cell: (b) => (b.basis === "UNKNOWN" || b.basis === "CIRCLE" ? "not known" : when(b.gone, zone)) },
            { key: "gpus", head: "GPUs", num: true, value: (b) => b.gpus },
            { key: "days", head: "Contract days", num: true, value: (b) => b.price.contractDays, cell: (b) => days(b.price.contractDays) },
            { key: "hours", head: "GPU-hours", num: true, value: (b) => Math.round(b.price.blockedGpuHours) },
            { key: "share", head: "Its share", num: true, value: (b) => Math.round(b.shareGpuHours) },
            { key: "with", head: "Holds the same as", value: (b) => names(b.with) },
          ]}
        />
      }
    />
  );
}

function Others({ v }: { v: Blockers }) {
  const site = useSite();
  const zone = useZone();
  const rest = v.blockers.filter((b) => !held(b));
  if (rest.length === 0) return null;
  return (
    <Section title="No longer in the way" aside={plural(rest.length, "blocker")}>
      <DataTable
        name={`${v.site}-past-blockers`} rows={rest} id={(b) => String(b.id)}
        columns={[
          { key: "title", head: "What", value: (b) => b.title, cell: (b) => <Link to={sitePath(site.name, "blockers", String(b.id))}>{b.title}</Link> },
          { key: "kind", head: "Kind", value: (b) => KIND_WORDS[b.kind] },
          { key: "state", head: "Stands", value: (b) => STATE_WORDS[b.state], cell: (b) => <span className="state"><Sign of={STATE_MEANING[b.state]} size={12} />{STATE_WORDS[b.state]}</span> },
          { key: "since", head: "Raised", nowrap: true, value: (b) => b.openSince, cell: (b) => when(b.openSince, zone) },
        ]}
      />
    </Section>
  );
}

const lasts = (hours: number | null): string => (hours === null ? "not known yet" : span(hours * 3_600_000));

function Times({ rows }: { rows: BlockerTimes[] }) {
  const site = useSite();
  return (
    <Section title="How long they last" aside="those still open are counted for what they have lasted">
      <DataTable
        name={`${site.name}-time-to-unblock`} rows={rows} id={(t) => `${t.by} ${t.name}`}
        columns={[
          { key: "by", head: "By", value: (t) => t.by.toLowerCase() },
          { key: "name", head: "Name", value: (t) => (t.by === "KIND" ? KIND_WORDS[t.name as BlockerKind] : t.name) },
          { key: "count", head: "Times", num: true, value: (t) => t.count },
          { key: "open", head: "Open", num: true, value: (t) => t.open },
          { key: "p50", head: "Half are gone after", num: true, value: (t) => t.p50Hours, cell: (t) => lasts(t.p50Hours) },
          { key: "band", head: "95 % band", value: (t) => (t.p50Low === null ? "" : `${lasts(t.p50Low)} to ${t.p50High === null ? "open" : lasts(t.p50High)}`) },
          { key: "p90", head: "Nine of ten after", num: true, value: (t) => t.p90Hours, cell: (t) => lasts(t.p90Hours) },
          { key: "kept", head: "Late dates kept", num: true, value: (t) => (t.etas ? t.kept / t.etas : null), cell: (t) => (t.etas ? `${count(t.kept)} of ${count(t.etas)}` : "–") },
          { key: "again", head: "Came back", num: true, value: (t) => t.again },
        ]}
      />
    </Section>
  );
}

function Raise() {
  const site = useSite();
  const zone = useZone();
  const [state, setState] = useState<{ error?: ApiError; said?: string }>({});
  return (
    <Section title="Raise a blocker" id="raise">
      <form
        className="fields"
        onSubmit={(e) => {
          e.preventDefault();
          const form = e.currentTarget;
          const f = new FormData(form);
          const text = (key: string) => String(f.get(key) ?? "").trim();
          const date = (key: string) => (text(key) ? instantOf(text(key), zone) : null);
          post<BlockerDetail>(`/api/sites/${enc(site.name)}/blockers`, {
            kind: text("kind"), title: text("title"), blocks: text("blocks").split(",").map((b) => b.trim()).filter(Boolean),
            supplier: text("supplier") || null, owner: text("owner") || null, etaP50: date("etaP50"), etaP90: date("etaP90"), waitsOn: [],
          }).then(
            (d) => {
              setState({ said: `${d.blocker.title}: on the record as blocker ${count(d.blocker.id)}. It holds ${plural(d.blocker.gpus, "GPU")}.` });
              form.reset();
              refresh();
            },
            (error: ApiError) => setState({ error }),
          );
        }}
      >
        <label>Kind<select name="kind">{(Object.keys(KIND_WORDS) as BlockerKind[]).map((k) => <option key={k} value={k}>{KIND_WORDS[k]}</option>)}</select></label>
        <label>What is in the way<input name="title" required maxLength={200} /></label>
        <label>What it holds up<input name="blocks" placeholder="su:3, rack:A02, a node, commitment:NAME" /></label>
        <label>Owner, a role<input name="owner" maxLength={100} placeholder="coordinator" /></label>
        <label>Supplier, if one is waited for<input name="supplier" maxLength={100} /></label>
        <label>Gone as likely as not by<input name="etaP50" type="datetime-local" /></label>
        <label>Gone in nine of ten cases by<input name="etaP90" type="datetime-local" /></label>
        <div><button className="first">Put it on the record</button></div>
      </form>
      <div role="status">{state.said ? <p className="said" style={{ marginTop: 8 }}>{state.said}</p> : null}</div>
      {state.error ? <ProblemBox error={state.error} doing="raise the blocker" /> : null}
    </Section>
  );
}

