/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import { useLayoutEffect, useMemo, useRef, useState } from "react";
import { measured } from "../words/format";
import { density, domain, failing, type Limit, limitWords, pastBy, quantile, swarm, ticks, type Value } from "./distribution";

const WIDE = 1180;
const NARROW = 340;
const H = 320;
const LEFT = 16;
const RIGHT = 16;
const BASE = 262;
const TOP = 64;
const DOT = 2.4;
const GRID = 160;
const DOTS_MAX = 6_000;
const NAMED_MAX = 6;
const QUANTILES = [0.01, 0.25, 0.5, 0.75, 0.99];

/** Dots and density of one metric over a fleet, with the limit, who signed it, and who is past it. */
export function DistributionPlot({ values, limits, unit, signed, title }: { values: Value[]; limits: Limit[]; unit: string; signed: string; title: string }) {
  const box = useRef<HTMLDivElement>(null);
  const [W, setW] = useState(WIDE);
  useLayoutEffect(() => {
    const el = box.current!;
    const fit = () => setW(Math.max(NARROW, Math.min(WIDE, el.clientWidth)));
    const watch = new ResizeObserver(fit);
    watch.observe(el);
    fit();
    return () => watch.disconnect();
  }, []);
  const d = useMemo(() => {
    const ordered = [...values].sort((a, b) => a.value - b.value);
    const sorted = Float64Array.from(ordered, (v) => v.value);
    const [from, to] = domain(sorted, limits);
    const x = (v: number) => LEFT + ((v - from) / (to - from)) * (W - LEFT - RIGHT);
    const grid = Array.from({ length: GRID + 1 }, (_, i) => from + ((to - from) * i) / GRID);
    const heights = density(sorted, grid);
    const past = failing(values, limits);
    // Everyone who fails is drawn; of the rest an even share, where there are more than a picture can hold.
    const step = Math.max(1, Math.ceil(ordered.length / DOTS_MAX));
    const drawn = ordered.filter((v, i) => i % step === 0 || pastBy(v.value, limits) > 0);
    const levels = Math.floor((BASE - TOP - 8) / (DOT * 1.9));
    const rows = swarm(drawn.map((v) => x(v.value)), DOT * 2, levels);
    const area = `M${x(from).toFixed(1)} ${BASE}${grid.map((g, i) => `L${x(g).toFixed(1)} ${(BASE - heights[i]! * (BASE - TOP)).toFixed(1)}`).join("")}L${x(to).toFixed(1)} ${BASE}z`;
    return { x, from, to, area, past, drawn, rows, quantiles: QUANTILES.map((q) => [q, quantile(sorted, q)] as const) };
  }, [values, limits, W]);
  const failed = (v: Value) => pastBy(v.value, limits) > 0;
  const told = limits.map((l) => `${limitWords[l.kind]} ${measured(l.value)} ${unit}`).join(" and ");
  return (
    <div ref={box}>
    <svg className="picture" viewBox={`0 0 ${W} ${H}`} role="img" width={W} height={H} style={{ display: "block" }} aria-label={`${title}: ${values.length} values${told ? `, fine is ${told}, ${d.past.length} not` : ", no limit"}. The same values are in the table.`}>
      <title>{title}</title>
      <path d={d.area} fill="var(--sunk)" stroke="var(--rule-strong)" />
      {limits.map((l) => <rect key={l.kind} x={l.kind === "least" ? 0 : d.x(l.value)} y={TOP - 20} width={l.kind === "least" ? d.x(l.value) : W - d.x(l.value)} height={BASE - TOP + 20} fill="var(--repair)" fillOpacity="0.07" />)}
      <g fill="var(--accent)" fillOpacity="0.75">
        {d.drawn.map((v, i) => (failed(v) ? null : <circle key={i} cx={d.x(v.value).toFixed(1)} cy={(BASE - 4 - d.rows[i]! * DOT * 1.9).toFixed(1)} r={DOT} />))}
      </g>
      <g stroke="var(--repair)" strokeWidth="2">
        {d.drawn.map((v, i) => {
          if (!failed(v)) return null;
          const cx = d.x(v.value);
          const cy = BASE - 5 - d.rows[i]! * DOT * 1.9;
          return <path key={i} d={`M${(cx - 3.5).toFixed(1)} ${(cy - 3.5).toFixed(1)}l7 7m0 -7l-7 7`}><title>{`${v.node}: ${measured(v.value)} ${unit}`}</title></path>;
        })}
      </g>
      {limits.map((l) => {
        const x = d.x(l.value);
        const end = x > W / 2;
        return (
          <g key={l.kind} fontSize="13">
            <path d={`M${x} ${TOP - 24}V${BASE + 4}`} stroke="var(--ink)" strokeWidth="2" />
            <text x={x + (end ? -8 : 8)} y={TOP - 42} textAnchor={end ? "end" : "start"} fill="var(--ink)" fontWeight="600">{limitWords[l.kind]} {measured(l.value)} {unit}</text>
            <text x={x + (end ? -8 : 8)} y={TOP - 26} textAnchor={end ? "end" : "start"} fill="var(--ink-2)" fontSize="12">{signed}</text>
          </g>
        );
      })}
      <Names past={d.past} x={d.x} width={W} unit={unit} left={limits[0]?.kind !== "most"} />
      <g fontSize="12" fill="var(--ink-2)">
        <path d={`M${LEFT} ${BASE}H${W - RIGHT}`} stroke="var(--ink)" />
        {ticks(d.from, d.to, Math.max(3, Math.round(W / 140))).map((t) => (
          <g key={t}>
            <path d={`M${d.x(t)} ${BASE}v5`} stroke="var(--ink)" />
            <text x={d.x(t)} y={BASE + 18} textAnchor="middle">{measured(t)}</text>
          </g>
        ))}
        <text x={W - RIGHT} y={H - 6} textAnchor="end">{unit}</text>
        {values.length > 4 ? d.quantiles.map(([q, v]) => <path key={q} d={`M${d.x(v)} ${BASE + 26}v${q === 0.5 ? 14 : 9}`} stroke="var(--ink-2)" strokeWidth={q === 0.5 ? 3 : 1.5}><title>{`${Math.round(q * 100)} % of all are at ${measured(v)} ${unit} or below`}</title></path>) : null}
        {values.length > 4 ? <path d={`M${d.x(d.quantiles[1]![1])} ${BASE + 30}H${d.x(d.quantiles[3]![1])}`} stroke="var(--ink-2)" /> : null}
        {values.length > 4 ? <text x={LEFT} y={H - 6}>marks: 1, 25, 50, 75, 99 %</text> : null}
      </g>
    </svg>
    </div>
  );
}

/** The worst few by name, above their dots. */
function Names({ past, x, width, unit, left }: { past: { node: string; value: number }[]; x: (v: number) => number; width: number; unit: string; left: boolean }) {
  const named = past.slice(0, NAMED_MAX).sort((a, b) => (left ? a.value - b.value : b.value - a.value));
  return (
    <g fontSize="12" fill="var(--wrong-ink)">
      {named.map((p, i) => {
        const cx = x(p.value);
        const y = BASE - 30 - i * 17;
        const end = cx > width - 160;
        return (
          <g key={p.node + i}>
            <path d={`M${cx} ${BASE - 10}V${y + 3}`} stroke="var(--repair)" strokeWidth="0.8" />
            <text x={cx + (end ? -4 : 4)} y={y} textAnchor={end ? "end" : "start"}>{p.node}, {measured(p.value)} {unit}</text>
          </g>
        );
      })}
    </g>
  );
}
