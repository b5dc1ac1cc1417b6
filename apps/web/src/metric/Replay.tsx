/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import { useState } from "react";
import { type ApiError, enc, post } from "../api/client";
import type { Replay } from "../api/types";
import { Link, sitePath } from "../frame/router";
import { useSite, useZone } from "../frame/site";
import { ProblemBox, Section } from "../parts/basics";
import { DataTable } from "../parts/DataTable";
import { count, instantOf, measured, plural, wallOf } from "../words/format";

const MONTH_MS = 30 * 86_400_000;

/** What the set says of a replay; with one metric, of that metric alone. */
export function replayWords(r: Replay, metric: string | null): string {
  const fails = metric === null ? r.fail : (r.byMetric.find((m) => m.metric === metric)?.nodes ?? 0);
  if (r.nodes === 0) return "Nothing was measured in this span.";
  return `${fails === 0 ? "No node" : fails === 1 ? "1 node" : `${count(fails)} nodes`} of ${count(r.nodes)} would have failed${metric === null ? "" : ` ${metric}`}.`;
}

/** "What would this limit have failed last month?" */
export function ReplayForm({ id, metric }: { id: string; metric: string | null }) {
  const site = useSite();
  const zone = useZone();
  const [answer, setAnswer] = useState<Replay | null>(null);
  const [error, setError] = useState<ApiError | null>(null);
  const [busy, setBusy] = useState(false);
  return (
    <Section title={metric === null ? "What would this set have failed?" : "What would this limit have failed?"}>
      <form
        className="tools"
        onSubmit={(e) => {
          e.preventDefault();
          const f = new FormData(e.currentTarget);
          const at = (key: string, plus = 0) => {
            const instant = instantOf(`${String(f.get(key))}T00:00`, zone);
            return instant && new Date(Date.parse(instant) + plus).toISOString();
          };
          setBusy(true);
          setError(null);
          post<Replay>(`/api/criteria/${enc(id)}/replay`, { from: at("from"), to: at("to", 86_400_000) })
            .then(setAnswer, (failed: ApiError) => setError(failed))
            .finally(() => setBusy(false));
        }}
      >
        <label className="inline">From <input name="from" type="date" required defaultValue={wallOf(Date.parse(site.at) - MONTH_MS, zone).slice(0, 10)} /></label>
        <label className="inline">up to and with <input name="to" type="date" required defaultValue={wallOf(site.at, zone).slice(0, 10)} /></label>
        <button disabled={busy}>{busy ? "Judging again…" : "Judge it again"}</button>
      </form>
      {error ? <ProblemBox error={error} doing="judge it again" /> : null}
      <div role="status">
        {answer ? (
          <ReplayAnswer answer={answer} metric={metric} name={id} />
        ) : null}
      </div>
    </Section>
  );
}

/** Who would have failed, of all metrics or of one. */
export function ReplayAnswer({ answer, metric, name }: { answer: Replay; metric: string | null; name: string }) {
  const site = useSite();
  const rows = answer.failing.filter((f) => metric === null || f.metric === metric);
  const elsewhere = metric === null ? 0 : (answer.byMetric.find((m) => m.metric === metric)?.nodes ?? 0) - rows.length;
  return (
    <>
      <p className="said" style={{ marginBottom: 8 }}>
        {replayWords(answer, metric)} {answer.inconclusive + answer.notRun + answer.error > 0 ? `${count(answer.inconclusive)} inconclusive, ${count(answer.notRun)} not run, ${count(answer.error)} broken.` : ""}
      </p>
      {rows.length > 0 ? (
        <DataTable
          name={`replay-${name}`} rows={rows} id={(r) => r.node + r.metric + r.scope}
          columns={[
            { key: "node", head: "Node", value: (r) => r.node, cell: (r) => <Link to={sitePath(site.name, "nodes", r.node)}>{r.node}</Link> },
            { key: "metric", head: "Worst in", value: (r) => r.metric },
            { key: "scope", head: "On", value: (r) => r.scope || "the node" },
            { key: "value", head: "Measured", num: true, value: (r) => r.value, cell: (r) => measured(r.value) },
            { key: "limit", head: "Limit", value: (r) => r.limit },
            { key: "reason", head: "Why", value: (r) => r.reason },
          ]}
        />
      ) : null}
      {elsewhere > 0 ? <p className="small soft">{plural(elsewhere, "more node")} failed it and something else by more; the page of the set names them.</p> : null}
      {metric === null && answer.byMetric.length > 1 ? <p className="small soft">By metric: {answer.byMetric.map((m) => `${m.metric} ${count(m.nodes)}`).join(", ")}.</p> : null}
    </>
  );
}
