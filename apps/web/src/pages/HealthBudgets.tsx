/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import { enc } from "../api/client";
import { useData } from "../api/live";
import type { BudgetSpent, Budgets } from "../api/types";
import { useSite, useZone } from "../frame/site";
import { HealthNav } from "../health/HealthNav";
import { budgetsHeadline } from "../health/words";
import { Section, Show } from "../parts/basics";
import { DataTable } from "../parts/DataTable";
import { Sign } from "../parts/signs";
import { count, when } from "../words/format";
import type { Meaning } from "../words/states";

/** How much automation may still touch. */
export function HealthBudgetsPage() {
  const site = useSite();
  const budgets = useData<Budgets>(`/api/sites/${enc(site.name)}/health/budgets`);
  return <Show of={budgets} what="the budgets">{(b) => <Page of={b} />}</Show>;
}

const standing = (b: BudgetSpent): [string, Meaning] =>
  b.stoppedAt !== null ? ["stopped", "repair"] : b.limit !== null && b.out.length >= b.limit ? ["spent", "suspect"] : ["open", "fit"];

function Page({ of }: { of: Budgets }) {
  const site = useSite();
  const zone = useZone();
  return (
    <>
      <div className="head">
        <div>
          <h1>{budgetsHeadline(of)}</h1>
          <p className="lead">Automation takes no node past a limit; after a stop it tries one at a time. Below a commitment’s floor only a named person goes.</p>
        </div>
      </div>
      <HealthNav />
      <Section title="Budgets" aside="accounts that were ever spent from">
        {of.budgets.length === 0 ? <p>Nothing was spent yet: no node was taken out of service.</p> : (
          <DataTable
            name={`${site.name}-budgets`} rows={of.budgets} id={(b) => `${b.budget} ${b.member}`}
            columns={[
              { key: "standing", head: "Stands", value: (b) => standing(b)[0], cell: (b) => <span className="state"><Sign of={standing(b)[1]} size={12} />{standing(b)[0]}</span> },
              { key: "budget", head: "Budget", value: (b) => b.budget },
              { key: "member", head: "Of", value: (b) => b.member },
              { key: "out", head: "Out now", num: true, value: (b) => b.out.length },
              { key: "limit", head: "At a time", num: true, value: (b) => b.limit, cell: (b) => (b.limit === null ? "no limit" : count(b.limit)) },
              { key: "recent", head: "In its window", num: true, value: (b) => b.recent },
              { key: "stop", head: "Stops after", num: true, value: (b) => b.stop, cell: (b) => (b.stop === null ? "–" : count(b.stop)) },
              { key: "since", head: "Stopped", value: (b) => b.stoppedAt, cell: (b) => (b.stoppedAt === null ? "–" : `${when(b.stoppedAt, zone)}${b.trial ? `, tries ${b.trial}` : ""}`) },
              { key: "nodes", head: "Nodes", value: (b) => b.out.join(" "), cell: (b) => b.out.slice(0, 6).join(", ") + (b.out.length > 6 ? ` and ${b.out.length - 6} more` : "") || "–" },
            ]}
          />
        )}
      </Section>
      <Section title="Floors">
        {of.floors.length === 0 ? <p>No commitment has nodes allocated now, so there is no floor.</p> : (
          <DataTable
            name={`${site.name}-floors`} rows={of.floors} id={(f) => f.tenant} filter={false}
            columns={[
              { key: "tenant", head: "Commitment", value: (f) => f.tenant },
              { key: "nodes", head: "Nodes", num: true, value: (f) => f.nodes },
              { key: "floor", head: "Promised", num: true, value: (f) => f.floor },
              { key: "out", head: "Out now", num: true, value: (f) => f.out },
              { key: "left", head: "Above the floor", num: true, value: (f) => f.left },
            ]}
          />
        )}
      </Section>
    </>
  );
}
