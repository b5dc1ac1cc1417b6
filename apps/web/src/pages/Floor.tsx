/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import { useEffect, useMemo, useRef, useState } from "react";
import { address, enc } from "../api/client";
import { useData } from "../api/live";
import type { Floor, FloorDevice } from "../api/types";
import { Link, open, setQuery, sitePath, useAt, useQuery } from "../frame/router";
import { useSite } from "../frame/site";
import { token } from "../frame/theme";
import { CopyButton, Empty, Show } from "../parts/basics";
import { type Column, DataTable } from "../parts/DataTable";
import { Sign, StateSign } from "../parts/signs";
import { FloorMap, type MapHandle } from "../floor/FloorMap";
import { withPlaces } from "../floor/geometry";
import { floorSvg } from "../floor/svg";
import { count, csv, download, plural } from "../words/format";
import { type Meaning, MEANING_OF, MEANING_WORDS, meaningOf, STACK, stateWords } from "../words/states";

export function FloorPage() {
  const site = useSite();
  const at = useAt();
  const floor = useData<Floor>(address(`/api/sites/${enc(site.name)}/floor`, { at }), at === null);
  return <Show of={floor} what="the floor">{(f) => (f.devices.length === 0 ? <NoFloor name={site.name} /> : <FloorView floor={f} />)}</Show>;
}

function NoFloor({ name }: { name: string }) {
  return (
    <>
      <h1>There is nothing on the floor yet.</h1>
      <Empty title="The floor comes from the cabling plan" command="plimsoll fabric design --template rail-k64 --gpus 2048 --out plan">
        <p>Upload a plan and its halls, rows, racks and nodes appear here, first as hollow squares.</p>
        <Link className="button first" to={sitePath(name, "fabric")}>
          Upload a plan
        </Link>
      </Empty>
    </>
  );
}

interface Placed { i: number; d: FloorDevice; hall: string; row: string; rack: string; state: string }

function placed(floor: Floor, given: Floor): Placed[] {
  return floor.devices.map((d, i) => {
    const rack = given.racks[given.devices[i]!.r];
    const row = rack && floor.rows[rack.row];
    return { i, d, hall: (row && floor.halls[row.hall]?.name) ?? "", row: row?.name ?? "", rack: rack?.name ?? "", state: floor.stateCodes[d.s] ?? d.s };
  });
}

const COLUMNS: Column<Placed>[] = [
  { key: "n", head: "Name", value: (r) => r.d.n },
  { key: "state", head: "State", value: (r) => stateWords(r.state), cell: (r) => <StateSign state={r.state} /> },
  { key: "model", head: "Model", value: (r) => r.d.m },
  { key: "hall", head: "Hall", value: (r) => r.hall },
  { key: "row", head: "Row", value: (r) => r.row },
  { key: "rack", head: "Rack", value: (r) => r.rack },
  { key: "u", head: "Unit", num: true, value: (r) => (r.rack ? r.d.u : null) },
  { key: "su", head: "SU", num: true, value: (r) => r.d.su || null },
  { key: "fit", head: "GPUs fit", num: true, value: (r) => (r.d.g ? [...r.d.g].filter((c) => "AHS".includes(c)).length : null), cell: (r) => (r.d.g ? `${[...r.d.g].filter((c) => "AHS".includes(c)).length} of ${r.d.g.length}` : "–") },
  { key: "o", head: "Open orders", num: true, value: (r) => r.d.o },
];

function FloorView({ floor: given }: { floor: Floor }) {
  const floor = useMemo(() => withPlaces(given), [given]);
  const site = useSite();
  const map = useRef<MapHandle>(null);
  const table = useQuery("view") === "table";
  const stateAsked = useQuery("state");
  const find = useQuery("find");
  const only: Meaning | null = stateAsked ? (MEANING_OF[stateAsked as keyof typeof MEANING_OF] ?? (stateAsked in MEANING_WORDS ? (stateAsked as Meaning) : null)) : null;
  const [selected, setSelected] = useState<ReadonlySet<number>>(new Set());
  const [cursor, setCursor] = useState(-1);
  const [over, setOver] = useState(-1);
  const rows = useMemo(() => placed(floor, given), [floor, given]);
  const nodes = useMemo(() => rows.filter((r) => r.d.k === "N"), [rows]);
  const tally = useMemo(() => {
    const out = new Map<Meaning, number>();
    for (const r of nodes) out.set(meaningOf(r.state), (out.get(meaningOf(r.state)) ?? 0) + 1);
    return out;
  }, [nodes]);
  const faults = useMemo(() => nodes.filter((r) => ["repair", "suspect"].includes(meaningOf(r.state)) || r.d.o > 0), [nodes]);
  useEffect(() => {
    if (!find || table) return;
    const rack = floor.racks.findIndex((r) => r.name === find);
    const found = floor.devices.flatMap((d, i) => (d.n === find || (rack >= 0 && d.r === rack) ? [i] : []));
    if (found[0] === undefined) return;
    if (rack >= 0) setSelected(new Set(found));
    else setCursor(found[0]);
    map.current?.show(found[0]);
    // Jump once for each thing asked for, not at each change of the floor.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [find, table]);

  const fit = (tally.get("fit") ?? 0) + (tally.get("serving") ?? 0);
  const told = [
    [tally.get("repair") ?? 0, "in repair"], [tally.get("suspect") ?? 0, "suspect or draining"], [tally.get("testing") ?? 0, "in test"],
  ].filter(([n]) => Number(n) > 0).map(([n, words]) => `${count(Number(n))} ${words}`);
  const shown = over >= 0 ? rows[over] : cursor >= 0 ? rows[cursor] : undefined;
  const openNode = (i: number) => floor.devices[i]?.k === "N" && open(sitePath(site.name, "nodes", floor.devices[i].n));
  const key = (k: string): boolean => {
    if (k === "n" || k === "p") {
      if (faults.length === 0) return false;
      const now = faults.findIndex((f) => f.i === cursor);
      const next = faults[(now + (k === "n" ? 1 : faults.length - 1) + faults.length) % faults.length]!;
      setCursor(next.i);
      map.current?.show(next.i);
      return true;
    }
    if (k === "Enter" && cursor >= 0) return openNode(cursor) !== false;
    if (k === "Escape") {
      setSelected(new Set());
      setCursor(-1);
      return true;
    }
    return false;
  };
  const wanted = only ? rows.filter((r) => meaningOf(r.state) === only) : rows;
  return (
    <div className="floor">
      <div className="head">
        <div>
          <h1>
            {count(fit)} of {plural(nodes.length, "node")} fit{told.length ? `, ${told.join(", ")}` : ""}.
          </h1>
        </div>
        <div className="acts">
          <button type="button" aria-pressed={!table} onClick={() => setQuery({ view: null })}>Map</button>
          <button type="button" aria-pressed={table} onClick={() => setQuery({ view: "table" })}>Table</button>
          {table ? null : (
            <button
              type="button"
              onClick={() => {
                const colours = Object.fromEntries(Object.keys(MEANING_WORDS).map((m) => [m, token(`--${m}`)]));
                download(`${site.name}-floor.svg`, floorSvg(floor, map.current!.layout(), colours, `${site.title || site.name}, as of ${floor.at}`), "image/svg+xml");
              }}
            >
              Save SVG
            </button>
          )}
        </div>
      </div>
      <div className="keys" role="group" aria-label="Show only one state">
        {STACK.concat("unknown").filter((m) => (tally.get(m) ?? 0) > 0).map((m) => (
          <button key={m} type="button" aria-pressed={only === m} onClick={() => setQuery({ state: only === m ? null : m })}>
            <Sign of={m} size={12} />
            {MEANING_WORDS[m]} <strong>{count(tally.get(m))}</strong>
          </button>
        ))}
        {only ? <button type="button" className="plain" onClick={() => setQuery({ state: null })}>Show all</button> : null}
      </div>
      {table ? (
        <DataTable name={`${site.name}-floor`} rows={wanted} columns={COLUMNS} id={(r) => r.d.n} onRow={(r) => r.d.k === "N" && open(sitePath(site.name, "nodes", r.d.n))} />
      ) : (
        <>
          <div className="map">
            <FloorMap
              floor={floor} only={only} selected={selected} cursor={cursor} handle={map} onOver={setOver} onKey={key}
              onLasso={(found) => setSelected(new Set(found))}
              onPick={(i, add) => {
                if (i < 0) return add ? undefined : (setSelected(new Set()), setCursor(-1));
                setCursor(i);
                setSelected((old) => {
                  const next = new Set(add ? old : []);
                  if (!next.delete(i)) next.add(i);
                  return next;
                });
                return undefined;
              }}
            />
            {selected.size > 0 ? <Sums rows={[...selected].flatMap((i) => rows[i] ?? [])} open={openNode} clear={() => setSelected(new Set())} /> : null}
            <div className="zoom">
              <button type="button" aria-label="Zoom out" onClick={() => map.current?.zoom(1 / 1.6)}>−</button>
              <button type="button" aria-label="Zoom in" onClick={() => map.current?.zoom(1.6)}>+</button>
              <button type="button" onClick={() => map.current?.fit()}>Show all</button>
            </div>
          </div>
          <p className="readout">
            {shown ? (
              <>
                <strong>{shown.d.n}</strong>
                <span>{shown.d.m}</span>
                <StateSign state={shown.state} />
                <span>{[shown.hall, shown.row && `row ${shown.row}`, shown.rack, shown.rack && `unit ${shown.d.u}`].filter(Boolean).join(", ") || "place unknown"}</span>
                {shown.d.o > 0 ? <span>{plural(shown.d.o, "open repair order")}</span> : null}
              </>
            ) : (
              <span>Drag to pan, scroll to zoom, Shift and drag to add up. On the keyboard: arrows, + − 0, n for the next fault, Enter to open it.</span>
            )}
          </p>
        </>
      )}
    </div>
  );
}

function Sums({ rows, open: openNode, clear }: { rows: Placed[]; open: (i: number) => void; clear: () => void }) {
  const nodes = rows.filter((r) => r.d.k === "N");
  const switches = rows.length - nodes.length;
  const gpus = nodes.reduce((sum, r) => sum + r.d.g.length, 0);
  const states = new Map<string, number>();
  for (const r of nodes) states.set(r.state, (states.get(r.state) ?? 0) + 1);
  const one = rows.length === 1 ? rows[0] : undefined;
  return (
    <div className="sums" role="status">
      <strong>
        {one ? one.d.n : [nodes.length ? plural(nodes.length, "node") : "", gpus ? plural(gpus, "GPU") : "", switches ? plural(switches, "switch", "switches") : ""].filter(Boolean).join(", ")}
      </strong>
      {[...states].sort((a, b) => b[1] - a[1]).map(([state, n]) => (
        <StateSign key={state} state={state} words={`${stateWords(state)}${one ? "" : ` ${count(n)}`}`} />
      ))}
      <span className="acts">
        {one && one.d.k === "N" ? <button type="button" className="first" onClick={() => openNode(one.i)}>Open {one.d.n}</button> : null}
        {one ? null : <CopyButton text={() => csv([COLUMNS.map((c) => c.head), ...rows.map((r) => COLUMNS.map((c) => c.value(r)))])}>Copy as CSV</CopyButton>}
        <button type="button" onClick={clear}>Clear</button>
      </span>
    </div>
  );
}
