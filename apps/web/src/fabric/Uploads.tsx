/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import { type ReactNode, useRef, useState } from "react";
import { address, ApiError, call, enc } from "../api/client";
import { refresh } from "../api/live";
import type { ObservationReceipt, PlanReceipt } from "../api/types";
import { may, useHere, useSite } from "../frame/site";
import { ProblemBox, Section } from "../parts/basics";
import { count, plural } from "../words/format";

/** Files into the record: a plan, or what a discovery tool saw. */
export function Uploads() {
  const { me } = useHere();
  const site = useSite();
  const observes = may(me, "ENGINEER", "TECHNICIAN");
  const plans = may(me, "ENGINEER", "COORDINATOR");
  if (!observes && !plans) return null;
  const base = `/api/sites/${enc(site.name)}`;
  return (
    <Section title="Send a file">
      <div className="fields" style={{ alignItems: "start" }}>
        {observes ? <Upload<ObservationReceipt>
          name="What is there" hint="ibnetdiscover text, lldpctl JSON, NetQ graph" path={(source) => address(`${base}/observations`, { source })}
          said={(r) => (
            <>
              {plural(r.summary.cablesVerified, "cable")} verified, {count(r.summary.cablesPlanned - r.summary.cablesVerified)} not. Repair orders: {count(r.repairOrders.opened)} opened, {count(r.repairOrders.closed)} closed, {count(r.repairOrders.stillOpen)} still open. {plural(r.cabled, "device")} went on to cabled.
            </>
          )}
        /> : null}
        {plans ? <Upload<PlanReceipt>
          name="Cabling plan" hint="CSV, JSON, NetBox CSV, SHCD xlsx, .topo, dot" path={(source) => address(`${base}/plan`, { source })}
          said={(r) => (
            <>
              {plural(r.created.nodes, "node")}, {plural(r.created.gpus, "GPU")}, {plural(r.created.switches, "switch", "switches")} and {plural(r.created.cables, "cable")} are on the record.
              {r.lint.length > 0 ? ` The linter has ${plural(r.lint.length, "note")}, first: ${r.lint[0]!.message}` : " The linter has nothing to say."}
            </>
          )}
        /> : null}
      </div>
    </Section>
  );
}

function Upload<T>({ name, hint, path, said }: { name: string; hint: string; path: (source: string) => string; said: (receipt: T) => ReactNode }) {
  const input = useRef<HTMLInputElement>(null);
  const [state, setState] = useState<{ busy?: string; error?: ApiError; receipt?: T }>({});
  const send = (file: File | undefined) => {
    if (!file) return;
    setState({ busy: file.name });
    call<T>("POST", path(file.name), file, "application/octet-stream").then(
      (receipt) => {
        setState({ receipt });
        refresh();
      },
      (error: ApiError) => setState({ error }),
    ).finally(() => {
      if (input.current) input.current.value = "";
    });
  };
  return (
    <div
      onDragOver={(e) => e.preventDefault()}
      onDrop={(e) => {
        e.preventDefault();
        send(e.dataTransfer.files[0]);
      }}
      style={{ display: "grid", gap: 8 }}
    >
      <label>
        <strong style={{ color: "var(--ink)" }}>{name}</strong> {hint}
        <input ref={input} type="file" onChange={(e) => send(e.target.files?.[0])} />
      </label>
      <div role="status">
        {state.busy ? <p className="said">Reading {state.busy}…</p> : null}
        {state.receipt ? <p className="said">{said(state.receipt)}</p> : null}
      </div>
      {state.error ? <ProblemBox error={state.error} doing="read the file; nothing of it was kept" /> : null}
    </div>
  );
}
