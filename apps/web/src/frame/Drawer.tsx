/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useRef, useState } from "react";
import { address, enc } from "../api/client";
import { type Data, useData } from "../api/live";
import type { Evidence, JournalRow, Page } from "../api/types";
import { ProblemBox, Show } from "../parts/basics";
import { count, fullWhen, shortHash, when } from "../words/format";
import { capital, wordsOf } from "../words/states";
import { Link } from "./router";
import { useZone } from "./site";

/** What stands behind a figure. */
export interface Behind {
  title: string;
  /** How the figure is made, in words. */
  how?: string;
  /** Exactly the rows that the figure rests on: GPUs in some states, the cables, the open orders; of a node, or of the site. */
  rows?: { site: string; figure: string; node?: string; at: string | null };
  /** Where the figure is one of a thing's: the latest rows about that thing. */
  journal?: { site?: string; subject?: string; kind?: string };
  /** Where the piece of evidence is read, as the server says. */
  evidence?: string;
  facts?: [string, ReactNode][];
  more?: { words: string; to: string };
}

const DrawerContext = createContext<(behind: Behind | null) => void>(() => {});
/** Opens the evidence drawer. */
export const useDrawer = () => useContext(DrawerContext);

export function DrawerProvider({ children }: { children: ReactNode }) {
  const [behind, setBehind] = useState<Behind | null>(null);
  const opener = useRef<HTMLElement | null>(null);
  const show = useCallback((next: Behind | null) => {
    if (next) opener.current = document.activeElement as HTMLElement | null;
    setBehind(next);
    if (!next) opener.current?.focus();
  }, []);
  useEffect(() => {
    const close = () => setBehind(null);
    window.addEventListener("popstate", close);
    return () => window.removeEventListener("popstate", close);
  }, []);
  return (
    <DrawerContext value={show}>
      {children}
      {behind ? <Drawer key={behind.title + (behind.evidence ?? "")} behind={behind} close={() => show(null)} /> : null}
    </DrawerContext>
  );
}

function Drawer({ behind, close }: { behind: Behind; close: () => void }) {
  const first = useRef<HTMLButtonElement>(null);
  const leave = useRef(close);
  leave.current = close;
  useEffect(() => {
    first.current?.focus();
    const onKey = (event: KeyboardEvent) => {
      if (event.key === "Escape" && !document.querySelector("dialog[open]")) leave.current();
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, []);
  return (
    <aside className="drawer" aria-label="Evidence">
      <header>
        <h2>{behind.title}</h2>
        <button type="button" ref={first} onClick={close}>
          Close
        </button>
      </header>
      {behind.how ? <p className="small soft">{behind.how}</p> : null}
      {behind.facts ? <Facts of={behind.facts} /> : null}
      {behind.more ? (
        <p className="small">
          <Link to={behind.more.to} onClick={close}>
            {behind.more.words}
          </Link>
        </p>
      ) : null}
      {behind.evidence ? <EvidenceView at={behind.evidence} /> : null}
      {behind.rows ? <ExactRows of={behind.rows} /> : null}
      {behind.journal ? <LatestRows of={behind.journal} /> : null}
    </aside>
  );
}

export function Facts({ of }: { of: [string, ReactNode][] }) {
  return (
    <dl className="facts">
      {of.map(([key, value]) => (
        <div key={key} style={{ display: "contents" }}>
          <dt>{key}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function EvidenceView({ at }: { at: string }) {
  const evidence = useData<Evidence>(at, false);
  return (
    <Show of={evidence} what="the evidence">
      {(e) => (
        <>
          <Facts
            of={[
              ["Kind", capital(wordsOf(e.kind))],
              ["Says", e.summary],
              ["SHA-256", <code key="h">{e.sha256 ?? "none"}</code>],
              ["Journal row", e.journalSeq !== null ? <Link key="s" to={`/evidence?row=${e.journalSeq}`}>{count(e.journalSeq)}</Link> : "–"],
            ]}
          />
          <details>
            <summary>What was recorded, as it is</summary>
            <pre>{JSON.stringify(e.payload, null, 2)}</pre>
          </details>
        </>
      )}
    </Show>
  );
}

const ROWS_STEP = 20;
const ROWS_MAX = 900;

/** The very rows, the newest first, as many pages as are asked for. */
function ExactRows({ of }: { of: NonNullable<Behind["rows"]> }) {
  const [max, setMax] = useState(ROWS_STEP);
  const path = address(`/api/sites/${enc(of.site)}/journal`, { figure: of.figure, node: of.node, at: of.at, limit: max });
  const rows = useData<Page<JournalRow>>(path, false);
  const last = useRef(rows.data);
  last.current = rows.data ?? last.current;
  const shown = last.current;
  return (
    <div>
      <h3>The journal rows behind it</h3>
      <Entries of={{ ...rows, data: shown?.items }} />
      {shown?.next && shown.items.length < ROWS_MAX ? <button type="button" onClick={() => setMax(Math.min(ROWS_MAX, max * 5))}>More rows</button> : null}
    </div>
  );
}

function LatestRows({ of }: { of: NonNullable<Behind["journal"]> }) {
  const path = useMemo(
    () => address("/api/journal", { site: of.site, subject: of.subject, kind: of.kind, limit: ROWS_STEP }),
    [of.site, of.subject, of.kind],
  );
  const rows = useData<Page<JournalRow>>(path, false);
  return (
    <div>
      <h3>Latest journal rows{of.subject ? ` about ${of.subject}` : of.site ? ` of ${of.site}` : ""}</h3>
      <Entries of={{ ...rows, data: rows.data?.items }} />
    </div>
  );
}

function Entries({ of }: { of: Data<JournalRow[]> }) {
  const zone = useZone();
  if (of.error?.status === 403) return <p className="small soft">Your roles do not allow reading the journal. An auditor can.</p>;
  if (of.error) return <ProblemBox error={of.error} doing="read the journal" />;
  if (!of.data) return <p className="small soft">Reading the journal…</p>;
  if (of.data.length === 0) return <p className="small soft">No row yet.</p>;
  return (
    <ul className="entries">
      {of.data.map((row) => (
        <li key={row.seq}>
          <span>
            <Link to={`/evidence?row=${row.seq}`}>Row {count(row.seq)}</Link> · {wordsOf(row.kind)}
            {row.subject ? ` · ${row.subject}` : ""}
          </span>
          <span className="soft" title={fullWhen(row.effectiveAt, zone)}>
            {when(row.effectiveAt, zone)} · {row.actor} · <code>{shortHash(row.hash)}</code>
          </span>
        </li>
      ))}
    </ul>
  );
}

/** A number with its name; opens what stands behind it. */
export function Figure({
  what, value, unit, sign, behind, big,
}: {
  what: string;
  value: ReactNode;
  unit?: string;
  sign?: ReactNode;
  behind: Behind;
  big?: boolean;
}) {
  const open = useDrawer();
  return (
    <button type="button" className={big ? "figure big" : "figure"} onClick={() => open(behind)}>
      <span className="what">
        {sign}
        {what}
      </span>
      <span className="value">
        {value}
        {unit ? <span className="unit"> {unit}</span> : null}
      </span>
    </button>
  );
}
