/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import { useState } from "react";
import { type ApiError, post } from "../api/client";
import { refresh, useList } from "../api/live";
import type { Agent, AgentToken } from "../api/types";
import { Link, sitePath } from "../frame/router";
import { may, useHere, useSite, useZone } from "../frame/site";
import { Command, Empty, ProblemBox, Section, Show } from "../parts/basics";
import { DataTable } from "../parts/DataTable";
import { Sign } from "../parts/signs";
import { count, plural, span, when } from "../words/format";
import { TestNav } from "./TestNav";

/** An agent asks for work every few seconds; one that has not for this long is away. */
const AWAY_MS = 5 * 60_000;
/** Certificates are refused to an agent whose clock is further off than this. */
const SKEW_MS = 2_000;

export const isAway = (agent: Agent, now: number): boolean => agent.seenAt === null || now - Date.parse(agent.seenAt) > AWAY_MS;

/** The agents that run tests on nodes: who is enrolled, and who was last here when. */
export function AgentsPage() {
  const site = useSite();
  const { me } = useHere();
  const list = useList<Agent>("/api/agents", true, 10_000);
  const rows = list.data?.filter((a) => a.site === site.name);
  const now = Date.now();
  const away = rows?.filter((a) => isAway(a, now)).length ?? 0;
  return (
    <>
      <TestNav />
      <div className="head">
        <div>
          <h1>{rows ? (rows.length === 0 ? "No agent is enrolled." : away > 0 ? `${count(away)} of ${plural(rows.length, "agent")} ${away === 1 ? "is" : "are"} away.` : `${plural(rows.length, "agent")} ${rows.length === 1 ? "is" : "are"} here.`) : "Agents"}</h1>
          <p className="lead">An agent runs on a node, pulls tests over mutual TLS, and sends back what the tools said.</p>
        </div>
      </div>
      <Show of={{ ...list, data: rows }} what="the agents">
        {(found) =>
          found.length === 0 ? (
            <Empty title="Let the first agent in" command="plimsoll agent run --server https://SERVER:7461 --token TOKEN --data /var/lib/plimsoll-agent">
              <p>Make a token below, and give it with the command on the node. A token lets in once and then is worth nothing.</p>
            </Empty>
          ) : <Agents rows={found} now={now} />
        }
      </Show>
      {may(me) ? <NewToken /> : <p className="small soft">An admin can make tokens that let agents in.</p>}
    </>
  );
}

function Agents({ rows, now }: { rows: Agent[]; now: number }) {
  const site = useSite();
  const zone = useZone();
  return (
    <Section title={plural(rows.length, "agent")}>
      <DataTable
        name={`${site.name}-agents`} rows={rows} id={(a) => `${a.node} ${a.serial}`}
        columns={[
          { key: "node", head: "Node", value: (a) => a.node, cell: (a) => <Link to={sitePath(site.name, "nodes", a.node)}>{a.node}</Link> },
          { key: "state", head: "Here", value: (a) => (isAway(a, now) ? "away" : "here"), cell: (a) => <span className="state"><Sign of={isAway(a, now) ? "unknown" : "fit"} />{isAway(a, now) ? "away" : "here"}</span> },
          { key: "seen", head: "Last asked for work", value: (a) => a.seenAt, cell: (a) => (a.seenAt ? `${span(now - Date.parse(a.seenAt))} ago` : "not since the server began") },
          { key: "clock", head: "Clock", num: true, value: (a) => a.clockAheadMillis, cell: (a) => <Clock ms={a.clockAheadMillis} /> },
          { key: "serial", head: "Serial", value: (a) => a.serial, cell: (a) => <code>{a.serial}</code> },
          { key: "enrolled", head: "Enrolled", value: (a) => a.enrolledAt, cell: (a) => when(a.enrolledAt, zone), nowrap: true },
        ]}
      />
    </Section>
  );
}

function Clock({ ms }: { ms: number | null }) {
  if (ms === null) return <>–</>;
  if (Math.abs(ms) < SKEW_MS) return <>right</>;
  return <span className="state"><Sign of="suspect" size={12} />{count(Math.round(Math.abs(ms) / 1000))} s {ms > 0 ? "ahead" : "behind"}</span>;
}

function NewToken() {
  const site = useSite();
  const zone = useZone();
  const [made, setMade] = useState<AgentToken | null>(null);
  const [error, setError] = useState<ApiError | null>(null);
  return (
    <Section title="Let agents in">
      <form
        className="fields"
        onSubmit={(e) => {
          e.preventDefault();
          const f = new FormData(e.currentTarget);
          const text = (key: string) => String(f.get(key) ?? "").trim();
          setError(null);
          post<AgentToken>("/api/agents/tokens", { site: site.name, node: text("node") || null, uses: Number(text("uses")), hours: Number(text("hours")) }).then(
            (token) => {
              setMade(token);
              refresh();
            },
            (failed: ApiError) => setError(failed),
          );
        }}
      >
        <label>Only this node; any that comes with its serial if empty<input name="node" placeholder="gpu-0007" /></label>
        <label>Lets in, agents<input name="uses" type="number" min="1" required defaultValue={1} /></label>
        <label>Holds for, hours<input name="hours" type="number" min="1" required defaultValue={24} /></label>
        <div><button className="first">Make a token</button></div>
      </form>
      {error ? <ProblemBox error={error} doing="make the token" /> : null}
      {made ? (
        <div className="said" role="status" style={{ marginTop: 12, display: "grid", gap: 8 }}>
          <p>Shown this once; it holds until {when(made.expiresAt, zone)}. On the node:</p>
          <Command text={`plimsoll agent run --server https://${window.location.hostname}:${made.port} --token ${made.token} --data /var/lib/plimsoll-agent`} />
          <div><button type="button" onClick={() => setMade(null)}>I have it</button></div>
        </div>
      ) : null}
    </Section>
  );
}
