/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import { enc } from "../api/client";
import { useData } from "../api/live";
import type { Finding, VerificationDiff } from "../api/types";
import { ProblemBox, Show } from "../parts/basics";
import { count, plural } from "../words/format";
import { capital, wordsOf } from "../words/states";

/** What changed from an earlier observation to the one that is shown. */
export function Diff({ site, id, than, close }: { site: string; id: string; than: string; close: () => void }) {
  const diff = useData<VerificationDiff>(`/api/sites/${enc(site)}/verifications/${enc(id)}/diff/${enc(than)}`, false);
  if (diff.error) return <ProblemBox error={diff.error} doing="compare the two observations" />;
  return (
    <div style={{ marginTop: 16, display: "grid", gap: 8 }}>
      <Show of={diff} what="the difference">
        {(d) => (
          <>
            <p>
              <strong>{plural(d.findings.fixed.length, "finding")} gone, {count(d.findings.new.length)} new, {count(d.findings.same.length)} as before.</strong>{" "}
              <span className="soft">
                Repair orders: {count(d.repairOrders.fixed.length)} gone, {count(d.repairOrders.new.length)} new, {count(d.repairOrders.same.length)} as before.
              </span>{" "}
              <button type="button" className="plain" onClick={close}>Close</button>
            </p>
            <Part title="New" of={d.findings.new} open />
            <Part title="Gone" of={d.findings.fixed} open />
            <Part title="As before" of={d.findings.same} />
          </>
        )}
      </Show>
    </div>
  );
}

const SHOWN_MAX = 200;

function Part({ title, of, open }: { title: string; of: Finding[]; open?: boolean }) {
  if (of.length === 0) return null;
  return (
    <details open={open}>
      <summary>{title}: {count(of.length)}</summary>
      <ul className="small" style={{ padding: "4px 0 4px 16px" }}>
        {of.slice(0, SHOWN_MAX).map((f) => (
          <li key={f.id}>
            {capital(wordsOf(f.kind))}: {f.a} {f.expected ? `planned ${f.expected}` : ""}{f.observed ? `, seen ${f.observed}` : ""}
          </li>
        ))}
        {of.length > SHOWN_MAX ? <li>and {count(of.length - SHOWN_MAX)} more</li> : null}
      </ul>
    </details>
  );
}
