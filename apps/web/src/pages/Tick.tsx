/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import { useEffect, useMemo, useState } from "react";
import { address, enc } from "../api/client";
import { useList } from "../api/live";
import type { Move, RepairOrder } from "../api/types";
import { go, Link, setQuery, sitePath, useQuery } from "../frame/router";
import { useHere } from "../frame/site";
import { ProblemBox } from "../parts/basics";
import { Mark } from "../parts/signs";
import { ordinal, plural } from "../words/format";
import { capital, wordsOf } from "../words/states";
import { currentOf, hallOf, isLabel, nextOf, type Screen, screens } from "../tick/queue";
import { canScan, Scanner } from "../tick/Scanner";
import { useTicks } from "../tick/useTicks";
import "../style/tick.css";

/** The technician's page: one move a screen, with gloves and a head torch, with or without network. */
export function TickPage() {
  const { site, sites } = useHere();
  useEffect(() => {
    document.title = "Moves, Plimsoll";
    return () => {
      document.title = "Plimsoll";
    };
  }, []);
  if (!site) {
    return (
      <main className="tick">
        <h1>{sites.length === 0 ? "No site yet." : "Which site are you at?"}</h1>
        {sites.map((s) => <button key={s.name} type="button" className="huge" onClick={() => go(address("/tick", { site: s.name }))}>{s.title || s.name}</button>)}
      </main>
    );
  }
  return <Walk key={site.name} site={site.name} title={site.title || site.name} />;
}

function Walk({ site, title }: { site: string; title: string }) {
  const hall = useQuery("hall") ?? "";
  const orders = useList<RepairOrder>(address(`/api/sites/${enc(site)}/repair-orders`, { status: "OPEN" }), true, 2_000);
  const { ticks, reached, refused, forget, add, flush } = useTicks();
  const [asked, setAsked] = useState<string | null>(null);
  const [last, setLast] = useState<{ screen: Screen; scans: [string, string] } | null>(null);
  const all = useMemo(() => screens(orders.data ?? [], ticks, site, hall), [orders.data, ticks, site, hall]);
  const halls = useMemo(() => [...new Set((orders.data ?? []).map(hallOf))].sort(), [orders.data]);
  const current = currentOf(all, asked);
  const left = all.filter((s) => !s.ticked).length;
  const waiting = ticks.filter((t) => t.site === site).length;
  const tick = (screen: Screen, done: boolean, scans: [string, string]) => {
    add({ site, order: screen.order.id, move: screen.move, done, scanA: scans[0], scanB: scans[1] });
    setLast(done ? { screen, scans } : null);
    setAsked(done ? (nextOf(all, screen.key)?.key ?? null) : screen.key);
  };
  return (
    <main className="tick" id="page">
      <header>
        <Link to={sitePath(site)} aria-label="To the load line"><Mark size={32} /></Link>
        <div>
          <strong>{title}</strong>
          <p role="status">
            {waiting > 0 ? `${reached ? "" : "No network. "}${plural(waiting, "tick")} ${waiting === 1 ? "waits" : "wait"} on this phone.` : reached ? "Everything is sent." : "No network. Go on: ticks are kept."}
          </p>
        </div>
        {waiting > 0 ? <button type="button" onClick={() => void flush()}>Send now</button> : null}
      </header>
      {halls.length > 1 ? (
        <select aria-label="Hall" value={hall} onChange={(e) => { setAsked(null); setQuery({ hall: e.target.value }); }}>
          <option value="">All halls</option>
          {halls.map((h) => <option key={h} value={h}>{h || "no hall"}</option>)}
        </select>
      ) : null}
      {refused.map(({ tick: t, why }) => (
        <div key={t.clientId} className="problem" role="alert">
          <strong>The tick for the {ordinal(t.move + 1)} move of {t.order} was not taken.</strong>
          <span>{why}</span>
          <button type="button" onClick={forget}>I have read it</button>
        </div>
      ))}
      {orders.error && !orders.data ? <ProblemBox error={orders.error} doing="read the repair orders" /> : null}
      {!orders.data && !orders.error ? <p className="soft">Reading the repair orders…</p> : null}
      {orders.data && !current ? <Finished of={all.length} /> : null}
      {current ? (
        <MoveScreen key={current.key} screen={current} left={left} done={(scans) => tick(current, true, scans)} undo={() => tick(current, false, ["", ""])} skip={() => setAsked(nextOf(all, current.key)?.key ?? null)} canSkip={left > 1} />
      ) : null}
      {last && current?.key !== last.screen.key ? (
        <div className="undo" role="status">
          <span>Done: {last.screen.order.moves[last.screen.move]!.text}</span>
          <button type="button" onClick={() => tick(last.screen, false, last.scans)}>Undo</button>
        </div>
      ) : null}
    </main>
  );
}

function Finished({ of }: { of: number }) {
  return (
    <section className="move">
      <h1>{of > 0 ? "All moves are done." : "Nothing to do here."}</h1>
      <p>{of > 0 ? "The next look at the fabric closes the orders, or opens them again where a move did not help." : "No repair order is open. New ones come with the next look at the fabric."}</p>
    </section>
  );
}

const ENDS: Record<Move["action"], [string, string]> = {
  PLUG_OVER: ["Take the cable end out of", "Plug it into"],
  CONNECT: ["Cable from", "Cable to"],
  REMOVE: ["Take out between", "and"],
  CHECK: ["Look at", ""],
};

function MoveScreen({ screen, left, done, undo, skip, canSkip }: { screen: Screen; left: number; done: (scans: [string, string]) => void; undo: () => void; skip: () => void; canSkip: boolean }) {
  const move = screen.order.moves[screen.move]!;
  const wanted = [move.from, move.to].filter(Boolean);
  const [seen, setSeen] = useState<string[]>([]);
  const [camera, setCamera] = useState<number | null>(null);
  const [wrong, setWrong] = useState<string | null>(null);
  const words = ENDS[move.action] ?? ["From", "To"];
  const ready = wanted.every((_, i) => Boolean(seen[i]));
  const take = (i: number, text: string, scanned: boolean) => {
    setCamera(null);
    if (scanned && !isLabel(text, wanted[i]!)) {
      setWrong(`That label says ${text}. Wanted: ${wanted[i]}.`);
      return;
    }
    setWrong(null);
    setSeen((old) => wanted.map((_, k) => (k === i ? text : (old[k] ?? ""))));
  };
  if (camera !== null) return <Scanner wanted={wanted[camera]!} found={(text) => take(camera, text, true)} close={() => setCamera(null)} />;
  return (
    <section className="move">
      <p className="where">{screen.order.location.replaceAll("/", " · ") || "place unknown"}</p>
      <h1>{move.text}</h1>
      <p className="soft">{capital(wordsOf(screen.order.kind))}, {ordinal(screen.move + 1)} of {plural(screen.order.moves.length, "move")}. {plural(left, "move")} left.</p>
      {screen.ticked ? null : (
        <ol className="ends">
          {wanted.map((label, i) => (
            <li key={label + i}>
              <span>{words[i]}</span>
              <button type="button" className="label" aria-pressed={Boolean(seen[i])} onClick={() => (seen[i] ? setSeen((old) => old.map((x, k) => (k === i ? "" : x))) : take(i, label, false))}>
                <strong>{label}</strong>
                <span>{seen[i] ? "Seen" : "Tap when you see this label"}</span>
              </button>
              {canScan() && !seen[i] ? <button type="button" onClick={() => setCamera(i)}>Scan it</button> : null}
            </li>
          ))}
        </ol>
      )}
      {wrong ? <p className="problem" role="alert"><strong>{wrong}</strong></p> : null}
      {screen.ticked || ready ? null : <Typed wanted={wanted} seen={seen} take={take} />}
      <div className="foot">
        {screen.ticked ? (
          <button type="button" className="huge" onClick={undo}>Undo</button>
        ) : (
          <button type="button" className="huge first" disabled={!ready} onClick={() => done([seen[0] ?? "", seen[1] ?? ""])}>
            {ready ? "Done" : wanted.length > 1 ? "First tap both labels" : "First tap the label"}
          </button>
        )}
        {canSkip ? <button type="button" className="huge" onClick={skip}>Later</button> : null}
      </div>
    </section>
  );
}

/** For a hand scanner that types, and for labels that the camera cannot read. */
function Typed({ wanted, seen, take }: { wanted: string[]; seen: string[]; take: (i: number, text: string, scanned: boolean) => void }) {
  const next = wanted.findIndex((_, i) => !seen[i]);
  const [text, setText] = useState("");
  return (
    <details>
      <summary>Type it, or use a hand scanner</summary>
      <form
        onSubmit={(e) => {
          e.preventDefault();
          take(next, text.trim(), true);
          setText("");
        }}
      >
        <label>
          What label {next + 1} says
          <input value={text} onChange={(e) => setText(e.target.value)} autoCapitalize="off" autoCorrect="off" spellCheck={false} />
        </label>
        <button disabled={!text.trim()}>Compare</button>
      </form>
    </details>
  );
}
