/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import { type ReactNode, useMemo, useState } from "react";
import { count, csv, download, plural } from "../words/format";
import { CopyButton } from "./basics";

export interface Column<T> {
  key: string;
  head: string;
  /** What is sorted, filtered and copied. */
  value: (row: T) => string | number | null | undefined;
  /** What is shown, where it differs. */
  cell?: (row: T) => ReactNode;
  num?: boolean;
  top?: boolean;
  nowrap?: boolean;
  /** Sentences: never squeezed to a word a line. */
  wide?: boolean;
}

const STEP = 200;
/** A shorter table is taken in at a glance. */
const FILTER_FROM = 8;

function compare(a: string | number | null | undefined, b: string | number | null | undefined): number {
  if (a === b) return 0;
  if (a === null || a === undefined || a === "") return 1;
  if (b === null || b === undefined || b === "") return -1;
  if (typeof a === "number" && typeof b === "number") return a - b;
  return String(a).localeCompare(String(b), "en", { numeric: true });
}

/** A dense table: sorts by its head, filters by typing, copies as CSV, shows a bounded number of rows at once. */
export function DataTable<T>({
  name, rows, columns, id, filter = true, first, tools, onRow,
}: {
  name: string;
  rows: T[];
  columns: Column<T>[];
  id: (row: T, index: number) => string;
  filter?: boolean;
  first?: { key: string; down?: boolean };
  tools?: ReactNode;
  onRow?: (row: T) => void;
}) {
  const [text, setText] = useState("");
  const [order, setOrder] = useState<{ key: string; down: boolean } | null>(first ? { key: first.key, down: first.down ?? false } : null);
  const [limit, setLimit] = useState(STEP);
  const found = useMemo(() => {
    const wanted = text.trim().toLowerCase();
    let out = wanted
      ? rows.filter((row) => columns.some((column) => String(column.value(row) ?? "").toLowerCase().includes(wanted)))
      : rows;
    const column = order && columns.find((c) => c.key === order.key);
    if (column && order) {
      out = [...out].sort((a, b) => compare(column.value(a), column.value(b)) * (order.down ? -1 : 1));
    }
    return out;
  }, [rows, columns, text, order]);
  const asCsv = () => csv([columns.map((c) => c.head), ...found.map((row) => columns.map((c) => c.value(row)))]);

  return (
    <div>
      <div className="tools">
        {filter && rows.length > FILTER_FROM ? (
          <input type="search" placeholder="Filter" aria-label={`Filter ${name}`} value={text} onChange={(e) => setText(e.target.value)} />
        ) : null}
        <span className="soft" aria-live="polite">
          {found.length === rows.length ? plural(rows.length, "row") : `${count(found.length)} of ${count(rows.length)} rows`}
        </span>
        {tools}
        <CopyButton text={asCsv}>Copy as CSV</CopyButton>
        <button type="button" onClick={() => download(`${name.replaceAll(/\W+/g, "-")}.csv`, asCsv(), "text/csv")}>
          Save CSV
        </button>
      </div>
      <div className="tablebox" tabIndex={0} role="region" aria-label={name}>
        <table>
          <thead>
            <tr>
              {columns.map((c) => {
                const sorted = order?.key === c.key;
                return (
                  <th key={c.key} scope="col" className={c.num ? "num" : undefined} aria-sort={sorted ? (order.down ? "descending" : "ascending") : "none"}>
                    <button type="button" onClick={() => setOrder({ key: c.key, down: sorted ? !order.down : Boolean(c.num) })}>
                      {c.head}
                      <span aria-hidden="true">{sorted ? (order.down ? " ↓" : " ↑") : ""}</span>
                    </button>
                  </th>
                );
              })}
            </tr>
          </thead>
          <tbody>
            {found.slice(0, limit).map((row, i) => (
              <tr key={id(row, i)} onClick={onRow ? () => onRow(row) : undefined} style={onRow ? { cursor: "pointer" } : undefined}>
                {columns.map((c) => (
                  <td key={c.key} className={[c.num ? "num" : "", c.top ? "top" : "", c.nowrap ? "nowrap" : "", c.wide ? "wide" : ""].join(" ").trim() || undefined}>
                    {c.cell ? c.cell(row) : (c.value(row) ?? "–")}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {found.length > limit ? (
        <p style={{ marginTop: 8 }}>
          <button type="button" onClick={() => setLimit(limit + STEP)}>
            Show {count(Math.min(STEP, found.length - limit))} more of {count(found.length - limit)}
          </button>
        </p>
      ) : null}
    </div>
  );
}
