/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import { useState } from "react";
import { type ApiError, enc, post } from "../api/client";
import { refresh, useData } from "../api/live";
import type { PageDetail } from "../api/types";
import { Facts } from "../frame/Drawer";
import { Link, sitePath } from "../frame/router";
import { may, useHere, useSite, useZone } from "../frame/site";
import { PAGE_MEANING, PAGE_WORDS } from "../oncall/words";
import { ProblemBox, Section, Show } from "../parts/basics";
import { Sign } from "../parts/signs";
import { count, when } from "../words/format";
import type { Meaning } from "../words/states";

const MEANING: Record<string, Meaning> = { paged: "suspect", "notice sent": "building", "notice failed": "repair", "notice delivered": "fit", "notice undelivered": "repair", acknowledged: "testing", resolved: "fit", shout: "repair", timer: "unknown", raised: "suspect", undeliverable: "repair", escalated: "suspect" };

/** One page: each step of its escalation, who took it, and what became of each message. No number anywhere. */
export function PageDetailView({ id }: { id: string }) {
  const site = useSite();
  const detail = useData<PageDetail>(`/api/sites/${enc(site.name)}/pages/${enc(id)}`);
  return <Show of={detail} what="the page">{(d) => <View d={d} />}</Show>;
}

function View({ d }: { d: PageDetail }) {
  const site = useSite();
  const zone = useZone();
  const { me } = useHere();
  const [error, setError] = useState<ApiError | null>(null);
  const p = d.page;
  const say = (word: string) => {
    setError(null);
    post(`/api/sites/${enc(site.name)}/pages/${p.id}/answer`, { word }).then(() => refresh(), (failed: ApiError) => setError(failed));
  };
  const open = p.status !== "RESOLVED";
  const sent = d.events.filter((e) => e.kind === "notice sent").length;
  const failed = d.events.filter((e) => e.kind === "notice failed").length;
  const delivered = d.events.filter((e) => e.kind === "notice delivered").length;
  const undelivered = d.events.filter((e) => e.kind === "notice undelivered").length;
  return (
    <>
      <div className="head">
        <div>
          <h1>{p.title}</h1>
          <p className="lead"><span className="state"><Sign of={PAGE_MEANING[p.status]} />{PAGE_WORDS[p.status]}{p.acknowledgedBy ? (p.status === "RESOLVED" ? `, taken by ${p.acknowledgedBy}` : ` by ${p.acknowledgedBy}`) : ""}</span>{p.due && open ? `. If nobody answers, the next is paged ${when(p.due, zone)}.` : "."}</p>
        </div>
        {open && may(me, "TECHNICIAN", "ENGINEER", "COORDINATOR", "CAPACITY_MANAGER") ? (
          <div className="acts">
            {p.status === "ACKNOWLEDGED" ? null : <button type="button" className="first" onClick={() => say("ACKNOWLEDGE")}>I take it</button>}
            <button type="button" onClick={() => say("ESCALATE")}>Send it on</button>
            <button type="button" onClick={() => say("RESOLVE")}>It is over</button>
          </div>
        ) : null}
      </div>
      {error ? <ProblemBox error={error} doing="answer the page" /> : null}
      <Facts
        of={[
          ["Policy", `${p.policy}, ${p.step < 0 ? "no step yet" : `step ${p.step + 1}`}`],
          ["Paged so far", p.paged.join(", ") || "nobody"],
          ["Messages", `${count(sent)} sent${delivered ? `, ${count(delivered)} delivered for certain` : ""}${undelivered ? `, ${count(undelivered)} never arrived` : ""}${failed ? `, ${count(failed)} failed` : ""}`],
          ["Raised", `${when(p.raisedAt, zone)} by ${p.raisedBy}, ${count(p.alerts)} ${p.alerts === 1 ? "alert" : "alerts"}`],
          ["Journal row", <Link key="j" to={`/evidence?row=${p.journalSeq}`}>{count(p.journalSeq)}</Link>],
        ]}
      />
      <Section title="What happened">
        <ul className="tl">
          {d.events.map((e, i) => (
            <li key={i}>
              <time dateTime={e.at}>{when(e.at, zone)}</time>
              <span className="knot"><Sign of={MEANING[e.kind] ?? "unknown"} size={12} /></span>
              <span className="what">{e.kind}{e.who ? `: ${e.who}` : ""}{e.says ? ` · ${e.says.toLowerCase()}` : ""}<span className="soft"> · <Link to={`/evidence?row=${e.journalSeq}`}>row {count(e.journalSeq)}</Link></span></span>
            </li>
          ))}
        </ul>
      </Section>
      <p className="small"><Link to={sitePath(site.name, "oncall")}>Who is on call</Link></p>
    </>
  );
}
