/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import { useState } from "react";
import { address, type ApiError, call, enc, post } from "../api/client";
import { refresh } from "../api/live";
import type { CriterionSetRow, LearnedSet } from "../api/types";
import { useSite } from "../frame/site";
import { Notes } from "../pages/Metric";
import { ProblemBox, Section } from "../parts/basics";
import { count, plural } from "../words/format";
import { ReplayAnswer } from "./Replay";

/** Limits from what the site's nodes measured: first seen with whom they would fail, then signed. */
export function LearnHere() {
  const site = useSite();
  const [learned, setLearned] = useState<LearnedSet | null>(null);
  const [said, setSaid] = useState("");
  const [error, setError] = useState<{ doing: string; of: ApiError } | null>(null);
  const [busy, setBusy] = useState(false);
  const doing = (what: string, work: Promise<void>) => {
    setBusy(true);
    setError(null);
    setSaid("");
    work.catch((failed: ApiError) => setError({ doing: what, of: failed })).finally(() => setBusy(false));
  };
  const sign = (set: LearnedSet) =>
    call<CriterionSetRow>("POST", address(`/api/sites/${enc(site.name)}/criteria`, { despiteAlarms: set.alarms.length > 0 ? "yes" : null }), new Blob([JSON.stringify(set.set)], { type: "application/json" })).then((row) => {
      setSaid(`${row.name} v${row.version} is signed. It judges runs that start from now on; a campaign that carries over judges what was measured already.`);
      setLearned(null);
      refresh();
    });
  return (
    <Section title="Learn from what this fleet measured">
      <div className="acts">
        <button type="button" className={learned ? undefined : "first"} disabled={busy} onClick={() => doing("learn", post<LearnedSet>(`/api/sites/${enc(site.name)}/criteria/learn`, {}).then(setLearned))}>
          {busy && !learned ? "Learning…" : "Learn a set"}
        </button>
        <span className="small soft">Nothing judges before you have seen it and signed it.</span>
      </div>
      <div role="status" style={{ marginTop: 8 }}>{said ? <p className="said">{said}</p> : null}</div>
      {error ? <ProblemBox error={error.of} doing={error.doing} /> : null}
      {learned ? (
        <div style={{ display: "grid", gap: 12 }}>
          <h3>{learned.name} v{learned.version}: {plural(learned.used, "limit")} from {plural(learned.nodes, "node")}</h3>
          {learned.notUsed > 0 ? <p className="small">{plural(learned.notUsed, "metric")} cannot judge: too few measurements, or repeats that differ too much.</p> : null}
          <Notes notes={learned.alarms} title="Alarms" />
          <ReplayAnswer answer={learned.replay} metric={null} name="learned" />
          <Notes notes={learned.notes} />
          <div className="acts">
            <button type="button" className="first" disabled={busy || learned.used === 0} onClick={() => doing("sign the set", sign(learned))}>
              {learned.alarms.length > 0 ? `I have looked at ${learned.alarms.length === 1 ? "the alarm" : `the ${count(learned.alarms.length)} alarms`}: sign it` : "Sign it"}
            </button>
            {learned.used === 0 ? <span className="small soft">A set without a limit judges nothing and is not signed.</span> : null}
          </div>
        </div>
      ) : null}
    </Section>
  );
}
