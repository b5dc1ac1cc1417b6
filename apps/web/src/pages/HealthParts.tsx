/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import { useState } from "react";
import { enc } from "../api/client";
import { useData } from "../api/live";
import type { PartHistory } from "../api/types";
import { Link, open, sitePath } from "../frame/router";
import { useSite, useZone } from "../frame/site";
import { HealthNav } from "../health/HealthNav";
import { partHeadline } from "../health/words";
import { Empty, Show } from "../parts/basics";
import { DataTable } from "../parts/DataTable";
import { count, when } from "../words/format";
import { wordsOf } from "../words/states";

/** A serial's life over slots. */
export function HealthPartsPage({ serial }: { serial: string }) {
  const site = useSite();
  const part = useData<PartHistory>(serial ? `/api/sites/${enc(site.name)}/health/parts/${enc(serial)}` : null);
  if (!serial) {
    return (
      <>
        <h1>Is it the part or the slot?</h1>
        <HealthNav />
        <Empty title="Give a serial"><p>Every fault that named it, in every slot that it sat in, and each repair that moved it.</p><Find /></Empty>
      </>
    );
  }
  return <Show of={part} what={`part ${serial}`}>{(p) => <Page of={p} />}</Show>;
}

function Find() {
  const site = useSite();
  const [serial, setSerial] = useState("");
  return (
    <form className="reportrow" onSubmit={(e) => { e.preventDefault(); if (serial.trim()) open(sitePath(site.name, "health", "parts", serial.trim())); }}>
      <label className="inline">Serial<input value={serial} required onChange={(e) => setSerial(e.target.value)} /></label>
      <button type="submit" className="first">Show its life</button>
    </form>
  );
}

function Page({ of }: { of: PartHistory }) {
  const site = useSite();
  const zone = useZone();
  return (
    <>
      <div className="head">
        <div>
          <h1>{partHeadline(of)}</h1>
          <p className="lead">{of.blame ? "It failed wherever it went: ask for its return. " : "Faults that follow a serial are the part’s; faults that stay in a slot are the slot’s. "}{of.seat ? `It sits in ${of.seat} now.` : ""}</p>
        </div>
      </div>
      <HealthNav />
      <DataTable
        name={`part-${of.serial}`} rows={of.entries} id={(e, i) => `${e.journalSeq} ${i}`}
        columns={[
          { key: "at", head: "When", nowrap: true, value: (e) => e.at, cell: (e) => when(e.at, zone) },
          { key: "place", head: "Where", value: (e) => e.place },
          { key: "what", head: "What", value: (e) => (e.what === "SAID" ? "fault" : wordsOf(e.what)) },
          { key: "says", head: "Says", value: (e) => e.says },
          { key: "incident", head: "Incident", value: (e) => e.incident, cell: (e) => (e.incident ? <Link to={sitePath(site.name, "health", "incidents", e.incident)}>{e.incident}</Link> : "–") },
          { key: "row", head: "Evidence", num: true, value: (e) => e.journalSeq, cell: (e) => <Link to={`/evidence?row=${e.journalSeq}`}>{count(e.journalSeq)}</Link> },
        ]}
      />
      <Find />
    </>
  );
}
