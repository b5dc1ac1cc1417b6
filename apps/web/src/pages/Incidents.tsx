/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import { address, enc } from "../api/client";
import { useData, useList } from "../api/live";
import type { Incident, IncidentDetail } from "../api/types";
import { Link, open, setQuery, sitePath, useAt, useQuery } from "../frame/router";
import { useSite, useZone } from "../frame/site";
import { HealthNav } from "../health/HealthNav";
import { Radius } from "../health/Radius";
import { byUrgency, headline, PHASE_MEANING, PHASE_WORDS } from "../health/words";
import { Empty, Show } from "../parts/basics";
import { DataTable } from "../parts/DataTable";
import { Sign } from "../parts/signs";
import { when } from "../words/format";

/** One line a cause, and where it is. */
export function IncidentsPage() {
  const site = useSite();
  const all = useQuery("over") === "1";
  const at = useAt();
  const rows = useList<Incident>(address(`/api/sites/${enc(site.name)}/health/incidents`, { open: all ? null : "true" }), true, 1_000);
  return <Show of={rows} what="the incidents">{(list) => <Page rows={list} all={all} past={at !== null} />}</Show>;
}

function Page({ rows, all, past }: { rows: Incident[]; all: boolean; past: boolean }) {
  const site = useSite();
  const zone = useZone();
  const live = rows.filter((i) => i.phase !== "CLOSED");
  return (
    <>
      <div className="head">
        <div>
          <h1>{headline(live)}</h1>
          <p className="lead">One line for each cause. What a shared leaf, rack or power feed explains is told once, and its nodes are left alone.{past ? " Shown as it is now: this page does not go back in time." : ""}</p>
        </div>
        <label className="inline"><input type="checkbox" checked={all} onChange={(e) => setQuery({ over: e.target.checked ? "1" : null })} />also those that are over</label>
      </div>
      <HealthNav />
      {rows.length === 0 ? (
        <Empty title="No incident yet" command={`plimsoll health read --json /var/log/kern.log`}>
          <p>Send kernel logs, metrics, alerts and BMC events to <code>/api/sites/{site.name}/health/signals</code>; each is on the record before it is acknowledged.</p>
        </Empty>
      ) : (
        <>
          <DataTable
            name={`${site.name}-incidents`} rows={byUrgency(rows)} id={(i) => i.incident}
            onRow={(i) => open(sitePath(site.name, "health", "incidents", i.incident))}
            columns={[
              { key: "phase", head: "Stands", nowrap: true, value: (i) => PHASE_WORDS[i.phase], cell: (i) => <span className="state"><Sign of={PHASE_MEANING[i.phase]} size={12} />{PHASE_WORDS[i.phase]}</span> },
              { key: "says", head: "What happened, and what to do", value: (i) => i.says },
              { key: "affected", head: "Nodes", num: true, value: (i) => i.affected },
              { key: "faults", head: "Faults", num: true, value: (i) => i.faults },
              { key: "opened", head: "Since", nowrap: true, value: (i) => i.openedAt, cell: (i) => when(i.openedAt, zone) },
              { key: "id", head: "Incident", value: (i) => i.incident, cell: (i) => <Link to={sitePath(site.name, "health", "incidents", i.incident)} onClick={(e) => e.stopPropagation()}>{i.incident}</Link> },
            ]}
          />
          <Everywhere rows={live} />
        </>
      )}
    </>
  );
}

/** The widest incident is asked for its nodes; of the others the node is in the row. */
function Everywhere({ rows }: { rows: Incident[] }) {
  const site = useSite();
  const widest = rows.filter((i) => i.node === "").sort((a, b) => b.affected - a.affected)[0];
  const detail = useData<IncidentDetail>(widest ? `/api/sites/${enc(site.name)}/health/incidents/${enc(widest.incident)}` : null);
  const nodes = [...new Set([...rows.map((i) => i.node).filter((n) => n !== ""), ...(detail.data?.affected.map((a) => a.node) ?? [])])];
  return nodes.length === 0 ? null : <Radius nodes={nodes} title="Blast radius" />;
}
