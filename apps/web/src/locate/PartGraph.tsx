/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import type { PartPosterior } from "../api/types";
import { percent } from "../words/format";
import { type Meaning, VERDICT_MEANING } from "../words/states";
import { type Graph, KIND_WORDS } from "./graph";

const W = 1180;
const ROW = 30;
const TOP = 26;
const NODE_X = 250;
const PART_X = 760;
const BAR = 90;

/** Two rails with the posterior of each part; arcs at the left are the tests between two nodes. */
export function PartGraph({ graph, chosen, onChoose }: { graph: Graph; chosen: string; onChoose: (name: string) => void }) {
  const rows = Math.max(graph.nodes.length, graph.parts.length, 1);
  const height = TOP + rows * ROW + 10;
  const y = (i: number) => TOP + i * ROW + ROW / 2;
  const failed = graph.tests.filter((t) => !t.passed);
  return (
    <svg className="picture" viewBox={`0 0 ${W} ${height}`} role="img" style={{ width: "100%", maxWidth: W, height: "auto", minWidth: 860 }} aria-label={`Parts in question: ${[...graph.nodes, ...graph.parts].filter((p) => p.decision !== "PASS").map((p) => `${KIND_WORDS[p.kind]} ${p.name} bad with ${percent(p.probability)}`).join("; ")}. ${failed.length} tests between them failed. The same is in the table.`}>
      <g fontSize="12" fill="var(--ink-2)">
        <text x={NODE_X} y="14">nodes</text>
        {graph.parts.length > 0 ? <text x={PART_X} y="14">NICs, cables, ports, links, pairs</text> : null}
        <text x={NODE_X - 16} y="14" textAnchor="end">tests between them</text>
      </g>
      <path d={`M${NODE_X - 8} ${TOP}V${height - 6}`} stroke="var(--rule-strong)" />
      {graph.parts.length > 0 ? <path d={`M${PART_X - 8} ${TOP}V${height - 6}`} stroke="var(--rule-strong)" /> : null}
      {graph.tests.map((t, i) => {
        const reach = Math.min(200, 30 + (t.b - t.a) * 16);
        return (
          <path key={i} d={`M${NODE_X - 8} ${y(t.a)}C${NODE_X - 8 - reach} ${y(t.a)} ${NODE_X - 8 - reach} ${y(t.b)} ${NODE_X - 8} ${y(t.b)}`} fill="none" stroke={t.passed ? "var(--ink-3)" : "var(--repair)"} strokeWidth={t.passed ? 1 : 2.5} strokeDasharray={t.passed ? "3 4" : undefined}>
            <title>{`${graph.nodes[t.a]!.name} with ${graph.nodes[t.b]!.name}: ${t.passed ? "passed" : "failed"} in round ${t.rounds.join(", ")}`}</title>
          </path>
        );
      })}
      {graph.wires.map((w, i) => <path key={i} d={`M${NODE_X + 330} ${y(w.node)}L${PART_X - 8} ${y(w.part)}`} stroke="var(--ink-3)" />)}
      {graph.nodes.map((p, i) => <PartRow key={p.name} part={p} x={NODE_X} y={y(i)} chosen={p.name === chosen} onChoose={onChoose} />)}
      {graph.parts.map((p, i) => <PartRow key={p.kind + p.name} part={p} x={PART_X} y={y(i)} chosen={p.name === chosen} onChoose={onChoose} />)}
    </svg>
  );
}

function PartRow({ part, x, y, chosen, onChoose }: { part: PartPosterior; x: number; y: number; chosen: boolean; onChoose: (name: string) => void }) {
  const meaning = VERDICT_MEANING[part.decision] ?? "unknown";
  return (
    <g fontSize="13" onClick={() => onChoose(part.name)} style={{ cursor: "pointer" }}>
      <title>{`${KIND_WORDS[part.kind]} ${part.name}: bad with ${percent(part.probability)}`}</title>
      <rect x={x - 4} y={y - 13} width={336} height={26} fill={chosen ? "var(--accent-wash)" : "var(--paper)"} />
      <g transform={`translate(${x} ${y - 7})`}><SignShape of={meaning} /></g>
      <text x={x + 22} y={y + 4} fill="var(--ink)" fontWeight={part.decision === "FAIL" ? 600 : 400}>{part.kind === "NODE" ? "" : `${KIND_WORDS[part.kind]} `}{part.name}</text>
      <rect x={x + 190} y={y - 5} width={BAR} height="10" fill="var(--sunk)" stroke="var(--rule-strong)" />
      <rect x={x + 190} y={y - 5} width={Math.max(0, part.probability * BAR)} height="10" fill={`var(--${meaning === "unknown" ? "ink-3" : meaning})`} />
      <text x={x + 190 + BAR + 6} y={y + 4} fill="var(--ink-2)" fontSize="12">{percent(part.probability)}</text>
    </g>
  );
}

/** The signs that a verdict can have, as shapes inside a drawing. */
function SignShape({ of }: { of: Meaning }) {
  const colour = `var(--${of})`;
  if (of === "repair") return <path d="M2 2l10 10M12 2 2 12" stroke={colour} strokeWidth="3" />;
  if (of === "suspect") return <path d="M7 1 13.4 13H.6z" fill={colour} />;
  if (of === "fit") return <rect x="1" y="1" width="12" height="12" fill={colour} />;
  return <path d="M1 13 13 1M1 7 7 1M7 13l6 -6M1 1h12v12h-12z" stroke={colour} fill="none" />;
}
