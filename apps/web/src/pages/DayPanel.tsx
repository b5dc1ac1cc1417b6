/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import { useEffect, useState } from "react";
import { address, ApiError, get } from "../api/client";
import type { JournalRow, LoadPoint, Page, Site } from "../api/types";
import { Link, setQuery } from "../frame/router";
import { ProblemBox, Section } from "../parts/basics";
import { Sign } from "../parts/signs";
import { clock, count, day, dayKey, instantOf, plural } from "../words/format";
import { MEANING_WORDS, wordsOf } from "../words/states";
import { around, moved } from "./stack";

const PAGES_MAX = 12;
const PAGE_ROWS = 200;

/** Why a day looks as it does: what moved, and the journal rows of that day. */
export function DayPanel({ site, instant, points, close }: { site: Site; instant: number; points: LoadPoint[]; close: () => void }) {
  const zone = site.timeZone;
  const key = dayKey(instant, zone);
  const from = Date.parse(instantOf(`${key}T00:00`, zone)!);
  const to = from + 86_400_000;
  const [before, after] = around(points, from, to);
  const changes = before && after ? moved(before, after) : [];
  const [rows, setRows] = useState<{ key: string; rows: JournalRow[]; cut: boolean } | null>(null);
  const [error, setError] = useState<ApiError | null>(null);
  useEffect(() => {
    let gone = false;
    rowsOf(site.name, from, to).then(
      (found) => !gone && setRows({ key, ...found }),
      (e: unknown) => !gone && e instanceof ApiError && setError(e),
    );
    return () => {
      gone = true;
    };
  }, [site.name, key, from, to]);
  const mine = rows?.key === key ? rows : null;
  const kinds = new Map<string, number>();
  for (const row of mine?.rows ?? []) kinds.set(row.kind, (kinds.get(row.kind) ?? 0) + 1);
  return (
    <Section title={day(instant, zone)} aside={<button type="button" className="plain" onClick={close}>Close</button>}>
      <div className="two">
        <div>
          {changes.length === 0 ? <p className="soft">No GPU changed its state on this day.</p> : null}
          <ul className="way">
            {changes.map((c) => (
              <li key={c.meaning}>
                <span className="row">
                  <span className="n">
                    {c.by > 0 ? "+" : "−"}
                    {count(Math.abs(c.by))}
                  </span>
                  <span className="state">
                    <Sign of={c.meaning} />
                    {MEANING_WORDS[c.meaning]}
                  </span>
                </span>
              </li>
            ))}
          </ul>
          <p className="acts" style={{ marginTop: 12 }}>
            <button type="button" onClick={() => setQuery({ at: new Date(Math.min(to, Date.parse(site.at))).toISOString() }, false)}>
              Show every page as of the end of this day
            </button>
          </p>
        </div>
        <div>
          <h3>What was recorded</h3>
          {error ? error.status === 403 ? <p className="small soft">Your roles do not allow reading the journal.</p> : <ProblemBox error={error} doing="read the journal" /> : null}
          {!mine && !error ? <p className="small soft">Reading the journal…</p> : null}
          {mine?.rows.length === 0 ? <p className="small soft">Nothing.</p> : null}
          <ul className="way">
            {[...kinds].sort((a, b) => b[1] - a[1]).map(([kind, n]) => (
              <li key={kind}>
                <Link to={address("/evidence", { site: site.name, kind })}>
                  <span className="n">{count(n)}</span>
                  <span>{wordsOf(kind)}</span>
                </Link>
              </li>
            ))}
          </ul>
          {mine?.cut ? <p className="small soft">Only the latest {plural(PAGES_MAX * PAGE_ROWS, "row")} of the journal were read.</p> : null}
          {mine && mine.rows.length > 0 ? (
            <p className="small soft">
              First at {clock(mine.rows.at(-1)!.effectiveAt, zone)}, last at {clock(mine.rows[0]!.effectiveAt, zone)}.
            </p>
          ) : null}
        </div>
      </div>
    </Section>
  );
}

async function rowsOf(site: string, from: number, to: number): Promise<{ rows: JournalRow[]; cut: boolean }> {
  const rows: JournalRow[] = [];
  let beforeSeq: number | null = null;
  for (let page = 0; page < PAGES_MAX; page++) {
    const { items }: Page<JournalRow> = await get<Page<JournalRow>>("/api/journal", { site, beforeSeq, limit: PAGE_ROWS });
    rows.push(...items.filter((r) => Date.parse(r.effectiveAt) >= from && Date.parse(r.effectiveAt) < to));
    const last = items.at(-1);
    if (!last || items.length < PAGE_ROWS) return { rows, cut: false };
    // Rows are written in the order of recording, which follows effective time closely enough to stop a week before.
    if (Date.parse(last.effectiveAt) < from - 7 * 86_400_000) return { rows, cut: false };
    beforeSeq = last.seq;
  }
  return { rows, cut: true };
}
