/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from "react";
import type { Matrix } from "../api/types";
import type { Ink } from "../floor/paint";
import { readInk } from "../floor/FloorMap";
import { useTheme } from "../frame/theme";
import type { Meaning } from "../words/states";
import { GUTTER, nextFail, paintMatrix, ROW_PX, rowHeight, type Sort } from "./matrix";

const HEIGHT_MAX = 560;
const HEAD = 132;
const CELL_MIN = 15;
const CELL_MAX = 72;
const RIGHT = 14;

export interface Cell { row: number; test: number }
const NOWHERE: Cell = { row: -1, test: -1 };

/** Nodes x tests on canvas. Only the rows that are seen are painted, so that 4,096 nodes scroll as 40 do. */
export function MatrixCanvas({
  matrix, order, sort, only, titles, onSort, onCell, onOpen,
}: {
  matrix: Matrix;
  order: number[];
  sort: Sort;
  only: Meaning | null;
  titles: Map<string, string>;
  onSort: (sort: Sort) => void;
  /** The cell under the pointer or the cursor; rows count in the shown order, -1 for none. */
  onCell: (cell: Cell) => void;
  onOpen: (cell: Cell) => void;
}) {
  const box = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const [width, setWidth] = useState(0);
  const [zoom, setZoom] = useState<number | null>(null);
  const [cursor, setCursor] = useState<Cell>(NOWHERE);
  const [theme] = useTheme();
  const ink = useRef<Ink | null>(null);
  const frame = useRef(0);
  const tests = matrix.tests.length;
  const rowPx = zoom ?? rowHeight(order.length, HEIGHT_MAX);
  const cellPx = Math.max(CELL_MIN, Math.min(CELL_MAX, Math.floor((width - GUTTER - RIGHT) / Math.max(1, tests))));
  const wide = GUTTER + tests * cellPx + RIGHT;
  const seen = Math.min(HEIGHT_MAX, order.length * rowPx);
  const now = useRef({ matrix, order, sort, only, cursor, rowPx, cellPx, wide, seen });
  now.current = { matrix, order, sort, only, cursor, rowPx, cellPx, wide, seen };

  const draw = useCallback(() => {
    frame.current = 0;
    const el = canvas.current;
    const g = el?.getContext("2d", { alpha: false });
    if (!el || !g || !box.current) return;
    ink.current ??= readInk();
    const n = now.current;
    const ratio = Math.min(2, window.devicePixelRatio || 1);
    if (el.width !== Math.round(n.wide * ratio) || el.height !== Math.round(n.seen * ratio)) {
      el.width = Math.round(n.wide * ratio);
      el.height = Math.round(n.seen * ratio);
    }
    g.setTransform(ratio, 0, 0, ratio, 0, 0);
    const from = performance.now();
    paintMatrix(g, n.matrix, n.order, ink.current, { top: box.current.scrollTop, width: n.wide, height: n.seen, rowPx: n.rowPx, cellPx: n.cellPx }, { ...n.cursor, only: n.only, byRack: n.sort.by === "rack" });
    el.dataset["painted"] = (performance.now() - from).toFixed(2);
  }, []);
  const ask = useCallback(() => {
    if (!frame.current) frame.current = requestAnimationFrame(draw);
  }, [draw]);
  useLayoutEffect(() => {
    const el = box.current!;
    const watch = new ResizeObserver(() => setWidth(el.clientWidth));
    watch.observe(el);
    setWidth(el.clientWidth);
    return () => watch.disconnect();
  }, []);
  useEffect(() => {
    ink.current = null;
    ask();
  }, [theme, ask]);
  useEffect(ask, [matrix, order, only, cursor, rowPx, cellPx, ask]);
  useEffect(() => () => cancelAnimationFrame(frame.current), []);

  const go = (cell: Cell) => {
    setCursor(cell);
    onCell(cell);
    const el = box.current!;
    const top = cell.row * rowPx;
    if (top < el.scrollTop) el.scrollTop = top;
    else if (top + rowPx > el.scrollTop + seen) el.scrollTop = top + rowPx - seen;
  };
  const cellOf = (e: React.PointerEvent | React.MouseEvent): Cell => {
    const r = canvas.current!.getBoundingClientRect();
    const row = Math.floor((e.clientY - r.top + box.current!.scrollTop) / rowPx);
    const test = Math.floor((e.clientX - r.left - GUTTER) / cellPx);
    return row < 0 || row >= order.length ? NOWHERE : { row, test: test >= 0 && test < tests ? test : -1 };
  };
  const zoomBy = (step: 1 | -1) => {
    const i = ROW_PX.findIndex((h) => h === rowPx);
    setZoom(ROW_PX[Math.max(0, Math.min(ROW_PX.length - 1, i + step))]!);
  };
  const key = (k: string): boolean => {
    const page = Math.max(1, Math.floor(seen / rowPx));
    const by: Record<string, [number, number]> = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1], PageUp: [-page, 0], PageDown: [page, 0], Home: [-order.length, 0], End: [order.length, 0] };
    const step = by[k];
    if (step) go({ row: Math.max(0, Math.min(order.length - 1, cursor.row + step[0])), test: Math.max(-1, Math.min(tests - 1, cursor.test + step[1])) });
    else if (k === "n" || k === "p") {
      const row = nextFail(matrix, order, cursor.row, k === "n" ? 1 : -1);
      if (row < 0) return false;
      go({ row, test: cursor.test });
    } else if (k === "+" || k === "=") zoomBy(1);
    else if (k === "-") zoomBy(-1);
    else if (k === "0") setZoom(null);
    else if (k === "Enter" && cursor.row >= 0) onOpen(cursor);
    else if (k === "Escape") go(NOWHERE);
    else return false;
    return true;
  };
  const head = useMemo(() => matrix.tests.map((test, t) => (
    <button
      key={test} type="button" title={titles.get(test) ?? test} aria-pressed={sort.by === t} className="plain"
      style={{ width: cellPx, height: HEAD - 4 }} onClick={() => onSort({ by: t, down: sort.by === t ? !sort.down : false })}
    >
      <span>{test}</span>
    </button>
  )), [matrix.tests, titles, sort, cellPx, onSort]);
  return (
    <div>
      <div className="tools">
        <label className="inline">
          Sort by{" "}
          <select
            value={String(sort.by)}
            onChange={(e) => onSort({ by: ["name", "rack", "worst"].includes(e.target.value) ? (e.target.value as "name" | "rack" | "worst") : Number(e.target.value), down: e.target.value === "worst" })}
          >
            <option value="worst">worst first</option>
            <option value="name">name</option>
            <option value="rack">rack</option>
            {matrix.tests.map((test, t) => <option key={test} value={t}>{test}</option>)}
          </select>
        </label>
        <button type="button" onClick={() => onSort({ ...sort, down: !sort.down })}>Turn round</button>
        <button type="button" aria-label="Smaller rows" onClick={() => zoomBy(-1)}>−</button>
        <button type="button" aria-label="Larger rows" onClick={() => zoomBy(1)}>+</button>
        <button type="button" onClick={() => setZoom(null)}>All</button>
      </div>
      <div className="matrix" ref={box} style={{ height: HEAD + seen }} onScroll={ask}>
        <div style={{ width: wide }}>
          <div className="tests" style={{ paddingLeft: GUTTER, height: HEAD, width: wide }}>{head}</div>
          <div style={{ height: order.length * rowPx, position: "relative" }}>
            <canvas
              ref={canvas} tabIndex={0} role="application" style={{ width: wide, height: seen, top: HEAD }}
              aria-label="Matrix of nodes and tests. Arrow keys move from cell to cell, n and p go to the next and the previous fail, plus and minus change the height of a row, 0 shows all, Enter opens the node. The same content is in the table."
              onPointerMove={(e) => onCell(cellOf(e))}
              onPointerLeave={() => onCell(cursor)}
              onClick={(e) => {
                const cell = cellOf(e);
                if (cell.row < 0) return;
                if (cell.row === cursor.row && cell.test === cursor.test) onOpen(cell);
                else go(cell);
              }}
              onDoubleClick={(e) => onOpen(cellOf(e))}
              onKeyDown={(e) => {
                if (!e.ctrlKey && !e.metaKey && key(e.key)) e.preventDefault();
              }}
            />
          </div>
        </div>
      </div>
    </div>
  );
}
