/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import { useEffect, useState } from "react";
import { address, type ApiError, post } from "../api/client";
import { useData } from "../api/live";
import type { JournalRow, JournalVerdict, Page } from "../api/types";
import { Facts } from "../frame/Drawer";
import { setQuery, useAt, useQuery } from "../frame/router";
import { useZone } from "../frame/site";
import { Command, Empty, ProblemBox, Section, Show } from "../parts/basics";
import { DataTable } from "../parts/DataTable";
import { Sign } from "../parts/signs";
import { count, fullWhen, plural, shortHash, when } from "../words/format";
import { wordsOf } from "../words/states";

const ROWS = 200;

/** The journal: every fact, one row, each chained to the one before. */
export function EvidencePage() {
  const site = useQuery("site");
  const subject = useQuery("subject");
  const kind = useQuery("kind");
  const asked = useQuery("row");
  const [before, setBefore] = useState<number | null>(asked ? Number(asked) + 1 : null);
  useEffect(() => setBefore(asked ? Number(asked) + 1 : null), [asked]);
  const path = address("/api/journal", { site: asked ? null : site, subject, kind, beforeSeq: before, limit: ROWS });
  const page = useData<Page<JournalRow>>(path, before === null);
  return (
    <>
      <Chain />
      <Section title="Journal" aside="newest first; a correction is a new row">
        <form
          className="tools"
          key={`${site}${subject}${kind}`}
          onSubmit={(e) => {
            e.preventDefault();
            const f = new FormData(e.currentTarget);
            setQuery({ subject: String(f.get("subject") ?? ""), kind: String(f.get("kind") ?? ""), row: null });
          }}
        >
          <input name="subject" aria-label="Subject" placeholder="Subject, for example a node" defaultValue={subject ?? ""} />
          <input name="kind" aria-label="Kind of fact" placeholder="Kind of fact" defaultValue={kind ?? ""} />
          <button>Show</button>
          {site || subject || kind || asked ? <button type="button" className="plain" onClick={() => setQuery({ site: null, subject: null, kind: null, row: null })}>Show all</button> : null}
        </form>
        {page.error?.status === 403 ? (
          <p className="soft">Your roles do not allow reading the journal. Maybe ask an admin for the role auditor.</p>
        ) : (
          <Show of={page} what="the journal">{(p) => <Rows rows={p.items} asked={asked ? Number(asked) : null} older={setBefore} newest={before === null ? null : () => { setBefore(null); setQuery({ row: null }); }} />}</Show>
        )}
      </Section>
    </>
  );
}

function Rows({ rows, asked, older, newest }: { rows: JournalRow[]; asked: number | null; older: (seq: number) => void; newest: (() => void) | null }) {
  const zone = useZone();
  const at = useAt();
  const [open, setOpen] = useState<number | null>(asked);
  useEffect(() => setOpen(asked), [asked]);
  const shown = at ? rows.filter((r) => r.effectiveAt <= at) : rows;
  const chosen = shown.find((r) => r.seq === open);
  if (rows.length === 0) {
    return (
      <Empty title="No row like this" command="plimsoll journal verify">
        <p>Nothing is on the record for this filter. The command proves the chain from a terminal.</p>
      </Empty>
    );
  }
  return (
    <>
      {chosen ? (
        <div className="order" style={{ borderTop: "1px solid var(--ink)", marginBottom: 16 }}>
          <strong>Row {count(chosen.seq)}: {wordsOf(chosen.kind)} {chosen.subject}</strong>
          <Facts
            of={[
              ["Effective", fullWhen(chosen.effectiveAt, zone)], ["Recorded", fullWhen(chosen.recordedAt, zone)], ["By", chosen.actor],
              ["Row before", <code key="p">{chosen.prevHash}</code>], ["This row", <code key="h">{chosen.hash}</code>],
            ]}
          />
          <pre>{JSON.stringify(chosen.payload, null, 2)}</pre>
        </div>
      ) : null}
      <DataTable
        name="journal" rows={shown} id={(r) => String(r.seq)} onRow={(r) => setOpen(r.seq)}
        columns={[
          { key: "seq", head: "Row", num: true, value: (r) => r.seq, cell: (r) => <button type="button" className="plain" aria-expanded={open === r.seq} onClick={(e) => { e.stopPropagation(); setOpen(open === r.seq ? null : r.seq); }}>{count(r.seq)}</button> },
          { key: "at", head: "Effective", value: (r) => r.effectiveAt, cell: (r) => when(r.effectiveAt, zone), nowrap: true },
          { key: "kind", head: "Fact", value: (r) => r.kind, cell: (r) => wordsOf(r.kind), nowrap: true },
          { key: "subject", head: "About", value: (r) => r.subject },
          { key: "actor", head: "By", value: (r) => r.actor },
          { key: "site", head: "Site", value: (r) => r.site },
          { key: "hash", head: "Hash", value: (r) => r.hash, cell: (r) => <code>{shortHash(r.hash)}</code> },
          { key: "recorded", head: "Recorded", value: (r) => r.recordedAt, cell: (r) => when(r.recordedAt, zone), nowrap: true },
        ]}
      />
      <p className="acts" style={{ marginTop: 8 }}>
        {newest ? <button type="button" onClick={newest}>Newest</button> : null}
        {rows.length >= ROWS ? <button type="button" onClick={() => older(rows.at(-1)!.seq)}>Older</button> : null}
      </p>
    </>
  );
}

/** Proves the chain, or names the first row that is not what was written. */
function Chain() {
  const [state, setState] = useState<{ busy?: boolean; verdict?: JournalVerdict; error?: ApiError }>({});
  const newest = useData<Page<JournalRow>>("/api/journal?limit=1");
  const rows = newest.data?.items[0]?.seq;
  const verify = () => {
    setState({ busy: true });
    post<JournalVerdict>("/api/journal/verify").then((verdict) => setState({ verdict }), (error: ApiError) => setState({ error }));
  };
  const v = state.verdict;
  return (
    <div>
      <div className="head">
        <div>
          <h1>
            {v ? (v.ok ? `The chain of ${plural(v.rows, "row")} holds.` : `Row ${count(v.firstBad?.seq)} is not what was written.`) : rows ? `${plural(rows, "row")} on the record.` : "The record"}
          </h1>
          <p className="lead">
            {v && !v.ok ? v.firstBad?.why : "Every figure rests on rows like these. Each carries the SHA-256 of the one before, so a changed, removed or moved row shows."}
          </p>
        </div>
        <div className="acts">
          <button type="button" className="first" disabled={state.busy} onClick={verify}>{state.busy ? "Proving the chain…" : "Prove the chain"}</button>
        </div>
      </div>
      <div role="status">
        {v ? (
          <p style={{ marginTop: 12 }} className={v.ok ? "said" : "problem"}>
            <span><Sign of={v.ok ? "fit" : "repair"} /> {v.ok ? "No row was changed, removed or moved." : "Keep the database as it is and compare it with a backup."} {v.head ? <>Anchor to note down: <code className="wrap">{v.head}</code></> : null}</span>
          </p>
        ) : null}
      </div>
      {state.error ? <ProblemBox error={state.error} doing="prove the chain" /> : null}
      {rows === undefined && newest.data ? <Command text="plimsoll journal verify" /> : null}
    </div>
  );
}

