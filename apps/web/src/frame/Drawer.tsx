/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useRef, useState } from "react";
import { address, enc } from "../api/client";
import { useData } from "../api/live";
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
  /** Which journal rows carry it. */
  journal?: { site?: string; subject?: string; kind?: string; until?: string | null };
  evidenceId?: string;
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
      {behind ? <Drawer key={behind.title + (behind.evidenceId ?? "")} behind={behind} close={() => show(null)} /> : null}
    </DrawerContext>
  );
}

function Drawer({ behind, close }: { behind: Behind; close: () => void }) {
  const first = useRef<HTMLButtonElement>(null);
  useEffect(() => first.current?.focus(), []);
  return (
    <aside
      className="drawer"
      aria-label="Evidence"
      onKeyDown={(event) => {
        if (event.key === "Escape") close();
      }}
    >
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
      {behind.evidenceId ? <EvidenceView id={behind.evidenceId} /> : null}
      {behind.journal ? <JournalRows of={behind.journal} /> : null}
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

function EvidenceView({ id }: { id: string }) {
  const evidence = useData<Evidence>(`/api/evidence/${enc(id)}`, false);
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

function JournalRows({ of }: { of: NonNullable<Behind["journal"]> }) {
  const zone = useZone();
  const path = useMemo(
    () => address("/api/journal", { site: of.site, subject: of.subject, kind: of.kind, limit: 20 }),
    [of.site, of.subject, of.kind],
  );
  const rows = useData<Page<JournalRow>>(path, false);
  if (rows.error?.status === 403) return <p className="small soft">Your roles do not allow reading the journal. An auditor can.</p>;
  if (rows.error) return <ProblemBox error={rows.error} doing="read the journal" />;
  const shown = (rows.data?.items ?? []).filter((row) => !of.until || row.effectiveAt <= of.until);
  return (
    <div>
      <h3>Latest journal rows behind it</h3>
      {rows.loading ? <p className="small soft">Reading the journal…</p> : null}
      {rows.data && shown.length === 0 ? <p className="small soft">No row yet.</p> : null}
      <ul className="entries">
        {shown.map((row) => (
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
    </div>
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
