/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import type { Matrix } from "../api/types";
import type { Ink } from "../floor/paint";
import { sign } from "../floor/paint";
import { type Meaning, meaningOfVerdict, verdictWords } from "../words/states";

/** What the rows are sorted by: a node's name, its rack, how bad it is, or one test (by its place in the list). */
export type Sort = { by: "name" | "rack" | "worst" | number; down: boolean };

/** The order in which a person wants to see cells: the worst first. */
const WORST = ["FAIL", "ERROR", "INCONCLUSIVE", "running", "waiting", "NOT_RUN", "WAIVED", "PASS"];
/** A fail outweighs any number of lesser things. */
const WEIGHT: Record<string, number> = { FAIL: 1e8, ERROR: 1e4, INCONCLUSIVE: 1e4, running: 1 };
/** From this height on, in pixels, a cell shows its sign; below, its pattern. */
const SIGN_PX = 9;
export const ROW_PX = [1, 2, 4, 8, 14, 22] as const;
export const GUTTER = 96;
const MARK_PX = 4;
/** The test is not for this node: nothing is drawn. */
const NOTHING: Meaning = "building";

/** The word that a letter of the matrix stands for. */
export const wordAt = (m: Matrix, row: number, test: number): string => m.codes[m.nodes[row]?.cells[test] ?? ""] ?? "NOT_RUN";

/** How far through the pattern of a cell each meaning goes: told apart without colour, also in a row one pixel high. */
const PATTERN: Record<Meaning, [number, number][]> = {
  fit: [[0, 1]], serving: [[0, 1]], repair: [[0, 0.4], [0.6, 1]], suspect: [[0, 0.5]], waived: [[0.25, 0.75]],
  testing: [[0, 0.2], [0.4, 0.6], [0.8, 1]], unknown: [[0, 0.12], [0.3, 0.42], [0.6, 0.72]], absent: [[0, 0.06]], building: [],
};

const natural = new Intl.Collator("en", { numeric: true });

/** How bad each node is: larger is worse. */
export function badness(m: Matrix): Float64Array {
  const weights = new Map(Object.entries(m.codes).map(([letter, word]) => [letter, WEIGHT[word] ?? 0]));
  return Float64Array.from(m.nodes, (n) => [...n.cells].reduce((sum, letter) => sum + (weights.get(letter) ?? 0), 0));
}

/** The rows' order. Ties keep the order of names, so that the same matrix is always drawn the same. */
export function sorted(m: Matrix, sort: Sort): number[] {
  const names = m.nodes.map((_, i) => i).sort((a, b) => natural.compare(m.nodes[a]!.name, m.nodes[b]!.name));
  const sign = sort.down ? -1 : 1;
  if (sort.by === "name") return sort.down ? names.reverse() : names;
  if (sort.by === "rack") return names.sort((a, b) => sign * natural.compare(m.nodes[a]!.rack, m.nodes[b]!.rack));
  if (sort.by === "worst") {
    const bad = badness(m);
    return names.sort((a, b) => sign * (bad[a]! - bad[b]!));
  }
  const rank = new Map(Object.entries(m.codes).map(([letter, word]) => [letter, (WORST.indexOf(word) + 100) % 100]));
  const of = (i: number) => rank.get(m.nodes[i]!.cells[sort.by as number] ?? "") ?? 99;
  return names.sort((a, b) => sign * (of(a) - of(b)));
}

/** How many cells say what. */
export function tally(m: Matrix): Map<string, number> {
  const letters = new Map<string, number>();
  for (const node of m.nodes) for (const letter of node.cells) letters.set(letter, (letters.get(letter) ?? 0) + 1);
  const words = new Map<string, number>();
  for (const [letter, n] of letters) words.set(m.codes[letter] ?? letter, (words.get(m.codes[letter] ?? letter) ?? 0) + n);
  return new Map([...words].sort((a, b) => ((WORST.indexOf(a[0]) + 100) % 100) - ((WORST.indexOf(b[0]) + 100) % 100)));
}

/** The largest height at which all rows are seen at once; one pixel where there are too many. */
export function rowHeight(rows: number, heightMax: number): number {
  return [...ROW_PX].reverse().find((h) => rows * h <= heightMax) ?? 1;
}

/** Where the next row with a fail is, walking on from one and around; -1 if there is none. */
export function nextFail(m: Matrix, order: number[], from: number, step: 1 | -1): number {
  const failed = new Set(Object.entries(m.codes).filter(([, word]) => word === "FAIL").map(([letter]) => letter));
  for (let i = 1; i <= order.length; i++) {
    const at = (((from + step * i) % order.length) + order.length) % order.length;
    if ([...m.nodes[order[at]!]!.cells].some((letter) => failed.has(letter))) return at;
  }
  return -1;
}

/** One cell as its words: "gpu-0007, nccl-pair: fail". */
export function cellWords(m: Matrix, row: number, test: number): string {
  const node = m.nodes[row];
  if (!node) return "";
  return test >= 0 && test < m.tests.length ? `${node.name}, ${m.tests[test]!}: ${verdictWords(wordAt(m, row, test))}` : node.name;
}

export interface Window { top: number; width: number; height: number; rowPx: number; cellPx: number }

/** Paints the rows that are seen. The cost follows what is on screen. */
export function paintMatrix(g: CanvasRenderingContext2D, m: Matrix, order: number[], ink: Ink, w: Window, marks: { row: number; test: number; only: Meaning | null; byRack: boolean }): void {
  g.fillStyle = ink.sheet;
  g.fillRect(0, 0, w.width, w.height);
  const first = Math.max(0, Math.floor(w.top / w.rowPx));
  const last = Math.min(order.length, Math.ceil((w.top + w.height) / w.rowPx));
  const y = (row: number) => row * w.rowPx - w.top;
  const gap = w.rowPx >= 8 ? 1 : 0;
  const side = w.rowPx >= 4 || w.cellPx > 20 ? 1 : 0;
  const meaningOf = new Map(Object.entries(m.codes).map(([letter, word]) => [letter, meaningOfVerdict(word)]));
  const byMeaning = new Map<Meaning, [number, number][]>();
  for (let row = first; row < last; row++) {
    const cells = m.nodes[order[row]!]!.cells;
    for (let t = 0; t < m.tests.length; t++) {
      const meaning = meaningOf.get(cells[t] ?? "") ?? "unknown";
      if (meaning === NOTHING) continue;
      const list = byMeaning.get(meaning);
      if (list) list.push([row, t]);
      else byMeaning.set(meaning, [[row, t]]);
    }
  }
  for (const [meaning, cells] of byMeaning) {
    g.globalAlpha = marks.only && marks.only !== meaning ? 0.16 : 1;
    g.fillStyle = ink[meaning];
    for (const [row, t] of cells) {
      const x = GUTTER + t * w.cellPx;
      if (w.rowPx >= SIGN_PX) sign(g, meaning, x, y(row), w.cellPx - side, w.rowPx - gap, ink);
      else for (const [from, to] of PATTERN[meaning]) g.fillRect(x + from * (w.cellPx - side), y(row), Math.max(1, (to - from) * (w.cellPx - side)), w.rowPx - gap);
    }
  }
  g.globalAlpha = 1;
  gutter(g, m, order, ink, w, first, last, marks.byRack);
  const bad = byMeaning.get("repair") ?? [];
  g.fillStyle = ink.repair;
  for (const [row] of bad) g.fillRect(GUTTER + m.tests.length * w.cellPx + 3, y(row), MARK_PX, Math.max(2, w.rowPx - gap));
  if (marks.row >= 0) {
    g.strokeStyle = ink.ink;
    g.lineWidth = 2;
    const h = Math.max(6, w.rowPx);
    const top = y(marks.row) + w.rowPx / 2 - h / 2;
    g.strokeRect(marks.test >= 0 ? GUTTER + marks.test * w.cellPx - 1 : GUTTER, top, marks.test >= 0 ? w.cellPx + 1 : m.tests.length * w.cellPx, h);
  }
}

/** Names at the left: of each node where there is room, else of each rack where it begins. */
function gutter(g: CanvasRenderingContext2D, m: Matrix, order: number[], ink: Ink, w: Window, first: number, last: number, byRack: boolean): void {
  g.font = `12px ${ink.font}`;
  g.textBaseline = "middle";
  g.fillStyle = ink.soft;
  let lastY = -99;
  for (let row = first; row < last; row++) {
    const node = m.nodes[order[row]!]!;
    const y = row * w.rowPx - w.top;
    if (w.rowPx >= 12) g.fillText(node.name, 0, y + w.rowPx / 2, GUTTER - 6);
    else if (byRack && (row === 0 || m.nodes[order[row - 1]!]!.rack !== node.rack)) {
      g.fillRect(GUTTER - 8, y, 6, 1);
      if (y - lastY < 13) continue;
      g.fillText(node.rack, 0, y + 6, GUTTER - 12);
      lastY = y;
    }
  }
}

const esc = (text: string) => text.replace(/[&<>"]/g, (c) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[c]!);

/** The matrix as a drawing that stands alone; equal cells one below the other are one shape. */
export function matrixSvg(m: Matrix, order: number[], colours: Record<string, string>, title: string): string {
  const rowPx = order.length > 400 ? 1 : order.length > 100 ? 4 : 14;
  const cellPx = Math.max(14, Math.floor(900 / Math.max(1, m.tests.length)));
  const head = 130;
  const height = head + order.length * rowPx + 30;
  const out = [`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${GUTTER + m.tests.length * cellPx + 80} ${height}" font-family="sans-serif" font-size="11">`, `<title>${esc(title)}</title>`, `<text x="0" y="14" font-size="14" font-weight="600">${esc(title)}</text>`];
  m.tests.forEach((test, t) => {
    out.push(`<text transform="translate(${GUTTER + t * cellPx + cellPx / 2} ${head - 6}) rotate(-55)">${esc(test)}</text>`);
    let from = 0;
    for (let row = 1; row <= order.length; row++) {
      const word = wordAt(m, order[from]!, t);
      if (row < order.length && wordAt(m, order[row]!, t) === word) continue;
      const meaning = meaningOfVerdict(word);
      for (const [a, b] of PATTERN[meaning]) {
        out.push(`<rect x="${(GUTTER + t * cellPx + a * (cellPx - 1)).toFixed(1)}" y="${head + from * rowPx}" width="${((b - a) * (cellPx - 1)).toFixed(1)}" height="${(row - from) * rowPx}" fill="${colours[meaning] ?? "#888"}"><title>${esc(verdictWords(word))}</title></rect>`);
      }
      from = row;
    }
  });
  if (rowPx >= 14) order.forEach((i, row) => out.push(`<text x="0" y="${head + row * rowPx + 11}">${esc(m.nodes[i]!.name)}</text>`));
  [...tally(m)].forEach(([word, n], i) => {
    const meaning = meaningOfVerdict(word);
    const x = i * 130;
    for (const [a, b] of PATTERN[meaning]) out.push(`<rect x="${x + a * 12}" y="${height - 18}" width="${(b - a) * 12}" height="10" fill="${colours[meaning] ?? "#888"}"/>`);
    out.push(`<text x="${x + 17}" y="${height - 9}">${esc(verdictWords(word))}: ${n}</text>`);
  });
  out.push("</svg>\n");
  return out.join("\n");
}
