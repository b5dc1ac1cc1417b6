/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import { useEffect, useMemo, useRef, useState } from "react";
import uPlot from "uplot";
import "uplot/dist/uPlot.min.css";
import type { LoadPoint } from "../api/types";
import { token, useTheme } from "../frame/theme";
import { Sign } from "../parts/signs";
import { clock, count, day, when } from "../words/format";
import { byMeaning, type Meaning, MEANING_WORDS, STACK } from "../words/states";
import { anyPromise, stack } from "./stack";

const HEIGHT = 300;
const DAY_S = 86_400;

/** A fill that can be told apart without its colour. */
function pattern(of: Meaning): CanvasPattern | string {
  const colour = token(`--${of}`);
  if (of === "fit" || of === "serving" || of === "building") return colour;
  const tile = document.createElement("canvas");
  const size = 8;
  tile.width = tile.height = size;
  const g = tile.getContext("2d");
  if (!g) return colour;
  g.fillStyle = of === "absent" ? token("--paper") : colour;
  g.fillRect(0, 0, size, size);
  g.strokeStyle = g.fillStyle = of === "absent" ? colour : token("--paper");
  g.lineWidth = 1;
  g.beginPath();
  if (of === "testing") {
    for (const [x, y] of [[2, 2], [6, 6]] as const) {
      g.moveTo(x + 1, y);
      g.arc(x, y, 1, 0, 7);
    }
    g.fill();
  } else if (of === "repair") {
    g.moveTo(0, 0);
    g.lineTo(size, size);
    g.moveTo(size, 0);
    g.lineTo(0, size);
    g.stroke();
  } else {
    g.moveTo(-1, 1); g.lineTo(1, -1);
    g.moveTo(0, size); g.lineTo(size, 0);
    g.moveTo(size - 1, size + 1); g.lineTo(size + 1, size - 1);
    g.stroke();
  }
  return g.createPattern(tile, "repeat") ?? colour;
}

/** GPUs by state over time, stacked from the keel up; the line on top of "fit" is the water level. */
export function LoadChart({ points, zone, onDay, chosen }: { points: LoadPoint[]; zone: string; onDay: (instant: number) => void; chosen: number | null }) {
  const box = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot | null>(null);
  const [theme] = useTheme();
  const [over, setOver] = useState<number | null>(null);
  const promised = useMemo(() => anyPromise(points), [points]);
  const pick = useRef(onDay);
  pick.current = onDay;

  const data = useMemo(() => {
    const s = stack(points);
    return [s.seconds, ...s.layers.map((l) => l.top), s.fit, s.promised] as uPlot.AlignedData;
  }, [points]);
  const shown = useRef(data);
  shown.current = data;

  useEffect(() => {
    const el = box.current;
    if (!el) return;
    const ink = token("--ink");
    const rule = token("--rule");
    const soft = token("--ink-2");
    const font = `12px ${token("--font")}`;
    const layers = [...STACK].reverse();
    const fills = new Map(layers.map((m) => [m, pattern(m)]));
    const options: uPlot.Options = {
      width: el.clientWidth,
      height: HEIGHT,
      padding: [8, 8, 0, 0],
      legend: { show: false },
      cursor: { drag: { x: false, y: false }, points: { show: false }, y: false },
      scales: { x: { time: true }, y: { range: (_u, _min, max) => [0, Math.max(8, max * 1.04)] } },
      tzDate: (ts) => uPlot.tzDate(new Date(ts * 1000), zone),
      axes: [
        {
          stroke: soft, font, grid: { show: false }, ticks: { stroke: rule, size: 4 }, space: 90,
          values: (_u, splits, _a, _s, step) => splits.map((s) => (step >= DAY_S ? day(s * 1000, zone).replace(/ \d{4}$/, "") : clock(s * 1000, zone))),
        },
        { stroke: soft, font, grid: { stroke: rule, width: 1 }, ticks: { show: false }, size: 56, values: (_u, splits) => splits.map((v) => count(v)) },
      ],
      series: [
        {},
        ...layers.map((m): uPlot.Series => ({ label: MEANING_WORDS[m], width: 0, fill: fills.get(m)!, points: { show: false }, paths: uPlot.paths.stepped!({ align: 1 }) })),
        { label: "fit", stroke: ink, width: 2, points: { show: false }, paths: uPlot.paths.stepped!({ align: 1 }) },
        { label: "promised", stroke: ink, width: 2, dash: [8, 5], points: { show: false }, show: promised, paths: uPlot.paths.stepped!({ align: 1 }) },
      ],
      hooks: {
        setCursor: [(u) => setOver(u.cursor.idx ?? null)],
        ready: [
          (u) => {
            u.over.addEventListener("click", () => {
              const i = u.cursor.idx;
              const t = i === null || i === undefined ? undefined : u.data[0][i];
              if (t !== undefined) pick.current(t * 1000);
            });
          },
        ],
      },
    };
    const made = new uPlot(options, shown.current, el);
    plot.current = made;
    const watch = new ResizeObserver(() => made.setSize({ width: el.clientWidth, height: HEIGHT }));
    watch.observe(el);
    return () => {
      watch.disconnect();
      made.destroy();
      plot.current = null;
    };
  }, [theme, zone, promised]);
  useEffect(() => plot.current?.setData(data), [data]);

  const index = over ?? points.length - 1;
  const point = points[index];
  const sums = point ? byMeaning(point.byState) : null;
  return (
    <figure>
      <div ref={box} style={{ height: HEIGHT }} role="img" aria-label="GPUs by state over time; the same numbers are in the table below" />
      <figcaption className="legend" style={{ marginTop: 4, minHeight: 40 }}>
        <span style={{ minWidth: 140 }}>{point ? when(point.at, zone) : ""}</span>
        {STACK.filter((m) => points.some((p) => byMeaning(p.byState)[m] > 0)).map((m) => (
          <span key={m}>
            <Sign of={m} size={12} />
            {MEANING_WORDS[m]} <strong style={{ minWidth: 36, display: "inline-block" }}>{sums ? count(sums[m]) : ""}</strong>
          </span>
        ))}
        {chosen === null ? <span className="faint">Click a day to see why.</span> : null}
      </figcaption>
    </figure>
  );
}
