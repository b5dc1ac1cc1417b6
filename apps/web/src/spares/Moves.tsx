/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import { useState } from "react";
import { type ApiError, enc, post } from "../api/client";
import { refresh, useData } from "../api/live";
import type { Page, Shelf, StockMove, StockStep } from "../api/types";
import { Link } from "../frame/router";
import { useZone } from "../frame/site";
import { ProblemBox, Section, Show } from "../parts/basics";
import { DataTable } from "../parts/DataTable";
import { count, when } from "../words/format";
import { NEEDS_REASON, STEP_WORDS, TOLD } from "./words";

const LATEST = 100;

/** Tells a move: one line to fill in, the part and the place offered from what is known. */
export function NewMove({ site, shelves }: { site: string; shelves: Shelf[] }) {
  const [step, setStep] = useState<StockStep>("RECEIVED");
  const [error, setError] = useState<ApiError | null>(null);
  const [said, setSaid] = useState("");
  const known = (of: (s: Shelf) => string) => [...new Set(shelves.map(of))].sort();
  return (
    <Section title="Tell a move" id="move">
      <form
        className="fields"
        onSubmit={(e) => {
          e.preventDefault();
          const form = e.currentTarget;
          const f = new FormData(form);
          const text = (key: string) => String(f.get(key) ?? "").trim();
          const quantity = Number(text("quantity"));
          setError(null);
          setSaid("");
          post(`/api/sites/${enc(site)}/spares/moves`, {
            part: text("part"), place: text("place"), step, quantity, reference: text("reference"), reason: text("reason"), toPlace: step === "LENT" ? text("toPlace") : null,
          }).then(
            () => {
              setSaid(`${count(quantity)} of ${text("part")} ${STEP_WORDS[step]}: on the record.`);
              form.reset();
              setStep("RECEIVED");
              refresh();
            },
            (failed: ApiError) => setError(failed),
          );
        }}
      >
        <label>What happened<select value={step} onChange={(e) => setStep(e.target.value as StockStep)}>{TOLD.map((s) => <option key={s} value={s}>{STEP_WORDS[s]}</option>)}</select></label>
        <label>Part<input name="part" required list="known-parts" /></label>
        <datalist id="known-parts">{known((s) => s.part).map((p) => <option key={p} value={p} />)}</datalist>
        <label>Place<input name="place" required list="known-places" defaultValue={site} /></label>
        <datalist id="known-places">{known((s) => s.place).map((p) => <option key={p} value={p} />)}</datalist>
        {step === "LENT" ? <label>To<input name="toPlace" required list="known-places" /></label> : null}
        <label>How many<input name="quantity" type="number" min="1" step="1" required defaultValue="1" /></label>
        <label>Order, work order or return<input name="reference" placeholder="PO-1207" /></label>
        <label>Why{NEEDS_REASON.includes(step) ? "" : " (may be left empty)"}<input name="reason" required={NEEDS_REASON.includes(step)} /></label>
        <div><button className="first">Put it on the record</button></div>
      </form>
      <div role="status">{said ? <p className="said" style={{ marginTop: 8 }}>{said}</p> : null}</div>
      {error ? <ProblemBox error={error} doing="tell the move" /> : null}
    </Section>
  );
}

/** The latest moves, with their journal rows. */
export function LatestMoves({ site }: { site: string }) {
  const zone = useZone();
  const moves = useData<Page<StockMove>>(`/api/sites/${enc(site)}/spares/moves?limit=${LATEST}`);
  return (
    <Section title="Latest moves" aside={moves.data?.next ? `the newest ${LATEST}` : undefined}>
      <Show of={moves} what="the moves">
        {(page) =>
          page.items.length === 0 ? <p className="soft">No part has moved yet.</p> : (
            <DataTable
              name={`${site}-stock-moves`} rows={page.items} id={(m) => String(m.id)}
              columns={[
                { key: "at", head: "When", nowrap: true, value: (m) => m.effectiveAt, cell: (m) => when(m.effectiveAt, zone) },
                { key: "part", head: "Part", value: (m) => m.part },
                { key: "step", head: "What", value: (m) => STEP_WORDS[m.step] },
                { key: "quantity", head: "How many", num: true, value: (m) => m.quantity },
                { key: "place", head: "Place", value: (m) => (m.toPlace ? `${m.place} to ${m.toPlace}` : m.place) },
                { key: "reference", head: "Belongs to", value: (m) => m.reference },
                { key: "reason", head: "Why", value: (m) => m.reason },
                { key: "by", head: "By", value: (m) => m.movedBy },
                { key: "row", head: "Journal row", num: true, value: (m) => m.journalSeq, cell: (m) => <Link to={`/evidence?row=${m.journalSeq}`}>{count(m.journalSeq)}</Link> },
              ]}
            />
          )
        }
      </Show>
    </Section>
  );
}
