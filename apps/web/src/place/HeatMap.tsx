/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import { useEffect, useRef } from "react";
import { count, percent } from "../words/format";

const CELL_W = 2;
const CELL_H = 6;

/** One column a day, one row an hour of the day: how much of each hour certificates of that hour cover. Hours without load are hatched grey. */
export function HeatMap({ load, matched }: { load: number[]; matched: number[] }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const days = Math.ceil(load.length / 24);
  useEffect(() => {
    const at = canvas.current;
    const pen = at?.getContext("2d");
    if (!at || !pen) return;
    const css = getComputedStyle(at);
    const [fit, bad, none] = ["--fit", "--repair", "--rule"].map((n) => css.getPropertyValue(n).trim() || "#888");
    pen.clearRect(0, 0, at.width, at.height);
    for (let h = 0; h < load.length; h++) {
      const x = Math.floor(h / 24) * CELL_W;
      const y = (h % 24) * CELL_H;
      const share = load[h]! > 0 ? Math.min(1, (matched[h] ?? 0) / load[h]!) : -1;
      pen.globalAlpha = 1;
      pen.fillStyle = share < 0 ? none! : bad!;
      pen.fillRect(x, y, CELL_W, CELL_H);
      if (share > 0) {
        pen.clearRect(x, y, CELL_W, CELL_H);
        pen.globalAlpha = 0.15 + 0.85 * share;
        pen.fillStyle = fit!;
        pen.fillRect(x, y, CELL_W, CELL_H);
      }
    }
  }, [load, matched]);
  const full = load.filter((l, h) => l > 0 && (matched[h] ?? 0) >= l * 0.9999).length;
  const bare = load.filter((l, h) => l > 0 && !((matched[h] ?? 0) > 0)).length;
  return (
    <figure style={{ margin: 0 }}>
      <canvas
        ref={canvas} width={days * CELL_W} height={24 * CELL_H} role="img" style={{ width: "100%", height: 144, imageRendering: "pixelated" }}
        aria-label={`${count(full)} of ${count(load.length)} hours are covered wholly, ${count(bare)} not at all`}
      />
      <figcaption className="dim">
        Left to right the days of the year, top to bottom the hours of the day in UTC. {count(full)} of {count(load.length)} hours are covered wholly ({percent(load.length ? full / load.length : 0)}), {count(bare)} by nothing.
      </figcaption>
    </figure>
  );
}
