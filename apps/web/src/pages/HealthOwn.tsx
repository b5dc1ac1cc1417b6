/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import { enc } from "../api/client";
import { useData } from "../api/live";
import type { OwnHealth } from "../api/types";
import { Figure } from "../frame/Drawer";
import { useSite, useZone } from "../frame/site";
import { HealthNav } from "../health/HealthNav";
import { ownHeadline, quick } from "../health/words";
import { Section, Show } from "../parts/basics";
import { DataTable } from "../parts/DataTable";
import { Sign } from "../parts/signs";
import { count, fullWhen } from "../words/format";

/** How the engine itself is: a product that watches others says so of itself. */
export function HealthOwnPage() {
  const site = useSite();
  const own = useData<OwnHealth>(`/api/sites/${enc(site.name)}/health/own`);
  return <Show of={own} what="the engine’s own health">{(o) => <Page of={o} />}</Show>;
}

function Page({ of }: { of: OwnHealth }) {
  const site = useSite();
  const zone = useZone();
  const journal = { site: site.name, kind: "health.heard" };
  const counts: [string, number, string][] = [
    ["Signals", of.signals, "that the engine took"], ["Faults", of.faults, "of them, by the rules"], ["Duplicates", of.duplicates, "exact repeats, counted once"],
    ["Suppressed", of.suppressed, "echoes of other signals"], ["Late", of.late, "over 10 minutes behind the latest"], ["Ahead", of.ahead, "a clock over 10 minutes ahead, taken as now"],
    ["Without time or node", of.untimed, "counted, not judged"], ["Refused", of.refused, "over a bound, or not for a sender to say"], ["Remembered", of.remembered, "units, nodes, domains and parts"],
  ];
  return (
    <>
      <div className="head">
        <div>
          <h1>{ownHeadline(of)}</h1>
          <p className="lead">{of.stuck ? `It stopped: ${of.stuck}. What is kept is judged when the server starts again.` : `Its time is ${of.engineNow ? fullWhen(of.engineNow, zone) : "not known before the first signal"}; batch ${of.lastBatch} is the last.`}</p>
        </div>
      </div>
      <HealthNav />
      <div className="figures">
        <Figure what="Lag" big value={quick(of.lagMillis)} sign={<Sign of={of.lagMillis > 10_000 ? "suspect" : "fit"} />} behind={{ title: "Age of the oldest signal that is not decided on", how: "From its receipt until now; 0 where every batch on the record is decided on.", journal }} />
        <Figure what="Behind" big value={count(of.behindSignals)} unit="signals" behind={{ title: "Kept and not decided on yet", how: "Signals of the batches on the record after the last that was decided on.", journal, facts: [["Batches", count(of.behindBatches)], ["Requests that wait to be kept", count(of.waiting)]] }} />
        <Figure what="Dropped" big value={count(of.dropped)} unit="signals" sign={<Sign of={of.dropped > 0 ? "repair" : "fit"} />} behind={{ title: "Acknowledged and lost", how: "A signal is acknowledged only after its batch is on the record, and a stopped engine goes on from the record: none can be lost.", journal }} />
        <Figure what="Slowest" big value={quick(of.slowestMillis)} behind={{ title: "The longest from receipt to decision", how: "Since the server started.", journal }} />
      </div>
      <Section title="What came to what end">
        <DataTable name={`${site.name}-own`} rows={counts} id={(c) => c[0]} filter={false} columns={[{ key: "what", head: "Signals", value: (c) => c[0] }, { key: "n", head: "Count", num: true, value: (c) => c[1] }, { key: "how", head: "Which", value: (c) => c[2] }]} />
      </Section>
      {of.flooding.length > 0 ? (
        <Section title="Nodes that send too much">
          <DataTable name={`${site.name}-floods`} rows={of.flooding} id={(f) => f.node} filter={false} columns={[{ key: "node", head: "Node", value: (f) => f.node }, { key: "n", head: "Refused", num: true, value: (f) => f.refused }]} />
        </Section>
      ) : null}
    </>
  );
}
