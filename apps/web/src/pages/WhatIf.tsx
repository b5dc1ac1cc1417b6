/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import { useEffect, useRef, useState } from "react";
import { type ApiError, enc, post } from "../api/client";
import { useData } from "../api/live";
import type { Forecast, ForecastChange, Rates as RatesOnRecord } from "../api/types";
import { Link, sitePath } from "../frame/router";
import { useSite } from "../frame/site";
import { Empty, ProblemBox, Section } from "../parts/basics";
import { DataTable } from "../parts/DataTable";
import { Sign } from "../parts/signs";
import { Outcome } from "../promise/Outcome";
import { SkipTests } from "../promise/SkipTests";
import { REPLICATIONS } from "../promise/useForecast";
import { HELP_WORDS, share } from "../promise/words";
import { count, expected, money, plural } from "../words/format";

const PAUSE_MS = 250;

/** With what probability the promises hold, and what each change would do to that. Changes nothing on the record. */
export function WhatIfPage() {
  const site = useSite();
  const onRecord = useData<RatesOnRecord>(`/api/sites/${enc(site.name)}/rates`);
  const [tried, setTried] = useState("");
  const set = onRecord.data?.inForce?.id ?? null;
  const [change, setChange] = useState<ForecastChange>({});
  const [resets, setResets] = useState(0);
  const [answer, setAnswer] = useState<{ found?: Forecast; error?: ApiError; asking: boolean }>({ asking: false });
  useEffect(() => {
    if (!tried && set === null) return;
    let gone = false;
    const asked = Object.keys(change).length > 0 ? change : null;
    const timer = setTimeout(() => {
      setAnswer((a) => ({ ...a, asking: true }));
      post<Forecast>(`/api/sites/${enc(site.name)}/forecast`, { parameters: tried || null, replications: REPLICATIONS, seed: 1, marginal: asked === null, change: asked }).then(
        (found) => !gone && setAnswer((a) => ({ asking: false, found: { ...found, helps: asked === null ? found.helps : (a.found?.helps ?? []) } })),
        (error: ApiError) => !gone && setAnswer((a) => ({ ...a, asking: false, error })),
      );
    }, PAUSE_MS);
    return () => {
      gone = true;
      clearTimeout(timer);
    };
  }, [site.name, tried, set, change]);
  const use = (text: string) => {
    setAnswer({ asking: false });
    setChange({});
    setTried(text);
  };
  const f = answer.found;
  const weakest = f ? [...f.now.promises].sort((a, b) => a.probability - b.probability)[0] : undefined;
  const then = weakest && Object.keys(change).length > 0 ? f?.tried?.promises.find((p) => p.commitment === weakest.commitment) : undefined;
  return (
    <>
      <div className="head">
        <div>
          <h1>{weakest ? `${weakest.commitment} holds with probability ${share(weakest.probability)}${then ? `, and then with ${share(then.probability)}` : ""}.` : "What may we promise?"}</h1>
          <p className="lead">
            {f ? `The next ${count(f.horizonDays)} days in ${plural(f.replications, "simulated future")}, reckoned in ${count(f.millis)} ms. Fleet, contracts, stock${tried ? "" : " and rates"} are read from the record${tried ? "; the rates are those of your file" : ""}.` : "Fleet, contracts and stock are read from the record. How often things fail and how long repairs take only you can say, and each rate needs its source."}
          </p>
        </div>
      </div>
      {!tried && onRecord.data && set === null ? (
        <Empty title="No rates yet" command="plimsoll forecast run --help">
          <p>Put failures, parts and crews on the record, each with its source, or try a file below without putting it there.</p>
          <Link className="button first" to={sitePath(site.name, "rates")}>Put rates on the record</Link>
        </Empty>
      ) : null}
      <div role="status" className="small soft">{answer.asking ? `Reckoning ${REPLICATIONS} futures…` : ""}</div>
      {answer.error ? <ProblemBox error={answer.error} doing="reckon that" /> : null}
      {f ? <Outcome forecast={f} /> : null}
      {f ? <Sliders forecast={f} change={change} set={setChange} reset={() => { setChange({}); setResets(resets + 1); }} /> : null}
      {f ? <SkipTests key={resets} forecast={f} set={(skip) => setChange((c) => without({ ...c, skip }))} /> : null}
      {f ? <Helps forecast={f} /> : null}
      {f ? (
        <Section title="Where each rate is from" aside={<Link to={sitePath(site.name, "rates")}>rates on the record</Link>}>
          <DataTable
            name={`${site.name}-rates`} rows={f.sources} id={(s) => `${s.what} ${s.rate}`} filter={false}
            columns={[{ key: "what", head: "What", value: (s) => s.what }, { key: "rate", head: "Rate", value: (s) => s.rate }, { key: "source", head: "Source", value: (s) => s.source }]}
          />
        </Section>
      ) : null}
      {f && f.notes.length > 0 ? (
        <Section title="How the record was read"><ul className="plainlist">{f.notes.map((n) => <li key={n}>{n}</li>)}</ul></Section>
      ) : null}
      <TryRates use={use} tried={tried !== ""} back={() => use("")} />
    </>
  );
}

function Slider({ label, unit, most, value, set }: { label: string; unit: string; most: number; value: number; set: (n: number) => void }) {
  return (
    <label>
      {label}: {value ? `${value} ${unit}` : "as it is"}
      <input type="range" min="0" max={most} value={value} aria-valuetext={value ? `${value} ${unit}` : "as it is"} onChange={(e) => set(Number(e.target.value))} style={{ width: "100%", maxWidth: 480 }} />
    </label>
  );
}

/** Leaves out what is not changed. */
const without = (change: ForecastChange): ForecastChange => Object.fromEntries(Object.entries(change).filter(([, v]) => v !== 0 && v !== undefined)) as ForecastChange;

function Sliders({ forecast, change, set, reset }: { forecast: Forecast; change: ForecastChange; set: (c: ForecastChange) => void; reset: () => void }) {
  const parts = forecast.now.parts.map((p) => p.part);
  const part = change.part ?? parts[0];
  const to = (more: ForecastChange) => {
    const next = without({ ...change, ...more });
    if (!next.moreParts) delete next.part;
    set(next);
  };
  return (
    <Section title="What if" aside={Object.keys(change).length > 0 ? <button type="button" className="plain" onClick={reset}>Back to as it is</button> : undefined}>
      <div style={{ display: "grid", gap: 12 }}>
        <Slider label="More hot spares" unit="nodes" most={40} value={change.hotSpares ?? 0} set={(hotSpares) => to({ hotSpares })} />
        {part ? (
          <>
            {parts.length > 1 ? <label style={{ maxWidth: 480 }}>Kind of part<select value={part} onChange={(e) => to({ part: e.target.value })}>{parts.map((p) => <option key={p}>{p}</option>)}</select></label> : null}
            <Slider label={`More of ${part}`} unit="on the shelf" most={60} value={change.moreParts ?? 0} set={(moreParts) => to({ part, moreParts })} />
            <Slider label="A part is away for" unit="days" most={60} value={change.resupplyDays ?? 0} set={(resupplyDays) => to({ resupplyDays })} />
          </>
        ) : null}
        <Slider label="More technicians in each crew" unit="technicians" most={10} value={change.technicians ?? 0} set={(technicians) => to({ technicians })} />
      </div>
    </Section>
  );
}

function Helps({ forecast }: { forecast: Forecast }) {
  const site = useSite();
  if (forecast.helps.length === 0) return null;
  return (
    <Section title="What helps most">
      <DataTable
        name={`${site.name}-helps`} rows={forecast.helps} id={(h) => `${h.change} ${h.name}`} filter={false}
        columns={[
          { key: "what", head: "One more", value: (h) => `${HELP_WORDS[h.change] ?? h.change} ${h.name}` },
          ...forecast.now.promises.map((p) => ({
            key: p.commitment, head: `${p.commitment} holds`, num: true,
            value: (h: Forecast["helps"][number]) => h.effects.find((e) => e.commitment === p.commitment)?.change ?? 0,
            cell: (h: Forecast["helps"][number]) => {
              const e = h.effects.find((x) => x.commitment === p.commitment);
              if (!e) return "–";
              return e.low <= 0 && e.high >= 0 ? <span className="faint">cannot be told apart</span> : <span className="state"><Sign of={e.change > 0 ? "fit" : "repair"} size={12} />{e.change > 0 ? "+" : "−"}{share(Math.abs(e.change))}</span>;
            },
          })),
          { key: "credits", head: "Credits saved", num: true, value: (h) => 0 - h.creditsChangeCents, cell: (h) => money(0 - h.creditsChangeCents) },
          { key: "cost", head: "Costs", num: true, value: (h) => h.costCents, cell: (h) => (h.costCents === null ? "not known" : money(h.costCents)) },
        ]}
      />
      <p className="small soft">The same futures with and without: {expected(forecast.replications)} of them. A difference whose 95 % interval includes none is not shown as one.</p>
    </Section>
  );
}

function TryRates({ use, tried, back }: { use: (text: string) => void; tried: boolean; back: () => void }) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <Section title="Try other rates" aside={tried ? <button type="button" className="plain" onClick={back}>Back to those on the record</button> : undefined}>
      <label>YAML or JSON: failures, parts, crews, shocks, leaks<input ref={input} type="file" accept=".yaml,.yml,.json" onChange={(e) => void e.target.files?.[0]?.text().then(use)} /></label>
      <p className="small soft">A file that is tried here stays in this window and is not put on the record.</p>
    </Section>
  );
}
