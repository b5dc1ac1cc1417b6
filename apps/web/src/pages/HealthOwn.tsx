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
    ["Suppressed", of.suppressed, "echoes of other signals"], ["Late", of.late, "over 10 minutes behind the latest, judged all the same"], ["Ahead", of.ahead, "a clock over 10 minutes ahead, taken as now"],
    ["Remembered", of.remembered, "units, nodes, domains and parts"],
  ];
  const lost: [string, number, string][] = [
    ["Set aside", of.droppedAs.setAside, "acknowledged; the engine failed on them, listed below"], ["Over a node’s bound, in the node’s time", of.droppedAs.overBound, "acknowledged, counted, not judged"],
    ["Without time or node", of.droppedAs.untimed, "acknowledged, counted, not judged"], ["Over a node’s bound, at the door", of.refusedAs.overBound, "told to the sender, not kept"],
    ["Not for a sender to say", of.refusedAs.notTheirs, "told to the sender, not kept: how remedies and tests went"], ["Turned away", of.refusedAs.turnedAway, "not acknowledged, to be sent again"],
  ];
  return (
    <>
      <div className="head">
        <div>
          <h1>{ownHeadline(of)}</h1>
          <p className="lead">{of.stuck ? `It meets ${of.stuck}. What was acknowledged is on the record and is decided on when that has passed.` : `Its time is ${of.engineNow ? fullWhen(of.engineNow, zone) : "not known before the first signal"}; batch ${of.lastBatch} is the last.`}</p>
        </div>
      </div>
      <HealthNav />
      <div className="figures">
        <Figure what="Lag" big value={quick(of.lagMillis)} sign={<Sign of={of.lagMillis > 10_000 ? "suspect" : "fit"} />} behind={{ title: "Age of the oldest signal that is not decided on", how: "From its receipt until now, kept or waiting to be kept; 0 where all are decided on.", journal, facts: of.oldestUnprocessed ? [["Received", fullWhen(of.oldestUnprocessed, zone)]] : [] }} />
        <Figure what="Behind" big value={count(of.behindSignals)} unit="signals" behind={{ title: "Kept and not decided on yet", how: "Signals of the batches on the record after the last that was decided on.", journal, facts: [["Batches", count(of.behindBatches)], ["Requests that wait to be kept", count(of.waiting)]] }} />
        <Figure what="Dropped" big value={count(of.dropped)} unit="signals" sign={<Sign of={of.dropped > 0 ? "repair" : "fit"} />} behind={{ title: "Acknowledged, and without a decision", how: "Set aside because the engine failed on them, over the bound of one node, or without a time or a node. Their batches are on the record as they came.", journal: { site: site.name, kind: "health.undecided" } }} />
        <Figure what="Slowest" big value={quick(of.slowestMillis)} behind={{ title: "The longest from receipt to decision", how: "Since the server started.", journal }} />
      </div>
      <Section title="What came to what end">
        <DataTable name={`${site.name}-own`} rows={counts} id={(c) => c[0]} filter={false} columns={[{ key: "what", head: "Signals", value: (c) => c[0] }, { key: "n", head: "Count", num: true, value: (c) => c[1] }, { key: "how", head: "Which", value: (c) => c[2] }]} />
      </Section>
      <Section title="What was not decided on">
        <DataTable name={`${site.name}-lost`} rows={lost} id={(c) => c[0]} filter={false} columns={[{ key: "what", head: "Signals", value: (c) => c[0] }, { key: "n", head: "Count", num: true, value: (c) => c[1] }, { key: "how", head: "Which", value: (c) => c[2] }]} />
      </Section>
      {of.setAside.length > 0 ? (
        <Section title="Set aside">
          <DataTable name={`${site.name}-aside`} rows={of.setAside} id={(u) => `${u.batch}/${u.signal ?? "all"}`} filter={false} columns={[
            { key: "batch", head: "Batch", num: true, value: (u) => u.batch }, { key: "signal", head: "Signal", value: (u) => u.signal === null ? (u.signals === 0 ? "a wait" : `all ${count(u.signals)}`) : count(u.signal + 1) },
            { key: "node", head: "Node", value: (u) => u.node }, { key: "error", head: "What the engine met", value: (u) => u.error },
          ]} />
        </Section>
      ) : null}
      {of.refusedSteps.length > 0 ? (
        <Section title="What is refused to automation now">
          <DataTable name={`${site.name}-steps`} rows={of.refusedSteps} id={(r) => r.incident} filter={false} columns={[{ key: "incident", head: "Incident, or who refuses", value: (r) => r.incident }, { key: "reason", head: "Why", value: (r) => r.reason }]} />
        </Section>
      ) : null}
      {of.flooding.length > 0 ? (
        <Section title="Nodes that send too much">
          <DataTable name={`${site.name}-floods`} rows={of.flooding} id={(f) => f.node} filter={false} columns={[{ key: "node", head: "Node", value: (f) => f.node }, { key: "n", head: "Refused", num: true, value: (f) => f.refused }]} />
        </Section>
      ) : null}
    </>
  );
}
