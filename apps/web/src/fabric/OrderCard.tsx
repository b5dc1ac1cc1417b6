/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import { useZone } from "../frame/site";
import type { Finding, RepairOrder, Severity } from "../api/types";
import { Sign } from "../parts/signs";
import { when } from "../words/format";
import { capital, type Meaning, wordsOf } from "../words/states";
import { partOf } from "./part";

const SEVERITY_SIGN: Record<Severity, Meaning> = { NOTE: "absent", DATA: "absent", QUALITY: "suspect", MEDIUM: "suspect", HIGH: "repair", CRITICAL: "repair" };
const STATUS_WORDS = { OPEN: "open", AWAITING_CHECK: "moves done, waits for a check", CLOSED: "closed by a later observation" };
const STEP = 26;
const WIDTH = 560;
const RAIL_LEFT = 190;
const RAIL_RIGHT = 370;

/** One repair order: what to do, where, and why we believe it. */
export function OrderCard({ order, findings }: { order: RepairOrder; findings?: Finding[] }) {
  const zone = useZone();
  return (
    <article className="order" id={order.id}>
      <header>
        <strong className="state">
          <Sign of={order.status === "CLOSED" ? "fit" : order.status === "AWAITING_CHECK" ? "testing" : SEVERITY_SIGN[order.severity]} />
          {capital(wordsOf(order.kind))}
        </strong>
        <span className="small">{order.location || "place unknown"}</span>
        <span className="small soft">
          {wordsOf(order.severity)}
          {order.status ? `, ${STATUS_WORDS[order.status]}` : ""}
        </span>
        <code className="faint">{order.id}</code>
      </header>
      <ol>
        {order.moves.map((m, i) => (
          <li key={i}>
            <span>
              {m.text}
              {m.tickedAt ? <span className="soft"> · done by {m.tickedBy}, {when(m.tickedAt, zone)}</span> : null}
            </span>
          </li>
        ))}
      </ol>
      <details>
        <summary>Proof: {order.proof.length === 1 ? "one sentence" : `${order.proof.length} sentences`}{findings ? " and a drawing" : ""}</summary>
        <ul className="small soft" style={{ display: "grid", gap: 4, padding: "8px 0" }}>
          {order.proof.map((p) => <li key={p}>{p}</li>)}
        </ul>
        {findings ? <PartDrawing order={order} findings={findings} /> : null}
      </details>
    </article>
  );
}

/** Leaf and spine as rails; what is planned is thin, what is wrong is drawn over it. */
function PartDrawing({ order, findings }: { order: RepairOrder; findings: Finding[] }) {
  const part = partOf(order, findings);
  if (part.right.length === 0) return null;
  const rows = Math.max(part.left.length, part.right.length);
  const y = (list: string[], port: string) => 20 + ((rows - list.length) * STEP) / 2 + list.indexOf(port) * STEP;
  const height = rows * STEP + 20;
  return (
    <figure>
      <svg viewBox={`0 0 ${WIDTH} ${height}`} style={{ width: "100%", maxWidth: WIDTH, height: "auto" }} role="img" aria-label={`Ports of ${order.id}: ${part.planned.map((w) => `${w.left} is planned to ${w.right}`).join(", ")}; ${part.seen.map((w) => `${w.left} is seen at ${w.right}`).join(", ")}`}>
        <g stroke="var(--rule-strong)">
          <path d={`M${RAIL_LEFT} 6V${height - 6}M${RAIL_RIGHT} 6V${height - 6}`} />
        </g>
        {part.planned.map((w) => (
          <path key={`p${w.left}`} d={`M${RAIL_LEFT} ${y(part.left, w.left)}L${RAIL_RIGHT} ${y(part.right, w.right)}`} stroke="var(--ink-3)" strokeDasharray="4 4" />
        ))}
        {part.seen.map((w) => (
          <path key={`s${w.left}`} d={`M${RAIL_LEFT} ${y(part.left, w.left)}L${RAIL_RIGHT} ${y(part.right, w.right)}`} stroke="var(--repair)" strokeWidth="2.5" />
        ))}
        <g fontSize="12" fill="var(--ink)">
          {part.left.map((port) => (
            <g key={port}>
              <circle cx={RAIL_LEFT} cy={y(part.left, port)} r="3.5" />
              <text x={RAIL_LEFT - 10} y={y(part.left, port) + 4} textAnchor="end">{port}</text>
            </g>
          ))}
          {part.right.map((port) => (
            <g key={port}>
              <circle cx={RAIL_RIGHT} cy={y(part.right, port)} r="3.5" />
              <text x={RAIL_RIGHT + 10} y={y(part.right, port) + 4}>{port}</text>
            </g>
          ))}
        </g>
      </svg>
      <figcaption className="legend">
        <span>
          <svg width="24" height="8" aria-hidden="true"><path d="M0 4h24" stroke="var(--ink-3)" strokeDasharray="4 4" /></svg>
          planned
        </span>
        <span>
          <svg width="24" height="8" aria-hidden="true"><path d="M0 4h24" stroke="var(--repair)" strokeWidth="2.5" /></svg>
          seen
        </span>
      </figcaption>
    </figure>
  );
}
