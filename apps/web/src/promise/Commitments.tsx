/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import { useRef, useState } from "react";
import { type ApiError, address, call, enc } from "../api/client";
import { refresh, useData } from "../api/live";
import type { Promised, Promises } from "../api/types";
import { Link, sitePath, useAt } from "../frame/router";
import { may, useHere, useSite, useZone } from "../frame/site";
import { ProblemBox, Section, Show } from "../parts/basics";
import { DataTable } from "../parts/DataTable";
import { Sign } from "../parts/signs";
import { count } from "../words/format";
import { claimWords, owed, share } from "./words";

/** Promised against deliverable, one row a commitment; on the load line. */
export function CommitmentsSection() {
  const site = useSite();
  const at = useAt();
  const { me } = useHere();
  const promises = useData<Promises>(address(`/api/sites/${enc(site.name)}/commitments`, { at }), at === null);
  return (
    <Section id="commitments" title="Commitments" aside={<><Link to={sitePath(site.name, "what-if")}>What if?</Link> <Link to={sitePath(site.name, "rates")}>Rates</Link></>}>
      <Show of={promises} what="the commitments">
        {(p) => (p.items.length > 0 ? <Rows items={p.items} /> : <p className="soft">Nothing is promised yet. A contract line says how much of what, how its availability is measured, and what is owed if it is missed.</p>)}
      </Show>
      {at === null && may(me, "CAPACITY_MANAGER") ? <Upload /> : null}
    </Section>
  );
}

function Rows({ items }: { items: Promised[] }) {
  const site = useSite();
  const zone = useZone();
  return (
    <DataTable
      name={`${site.name}-commitments`} rows={items} id={(p) => p.name} filter={items.length > 8}
      columns={[
        { key: "name", head: "Commitment", value: (p) => p.name, cell: (p) => <Link to={sitePath(site.name, "commitments", p.name)}>{p.name}</Link> },
        { key: "customer", head: "Customer", value: (p) => p.customer },
        { key: "unit", head: "Unit", value: (p) => p.unit },
        { key: "promised", head: "Promised", num: true, value: (p) => p.promised },
        { key: "deliverable", head: "Deliverable", num: true, value: (p) => p.deliverable },
        { key: "short", head: "Short", num: true, value: (p) => p.shortfall, cell: (p) => (p.shortfall > 0 ? <span className="state"><Sign of="repair" size={12} />{count(p.shortfall)}</span> : <span className="faint">0</span>) },
        { key: "availability", head: "This window", num: true, value: (p) => p.availability, cell: (p) => share(p.availability) },
        { key: "target", head: "Target", num: true, value: (p) => p.target, cell: (p) => share(p.target) },
        { key: "credit", head: "Credit so far", num: true, value: (p) => p.creditCents, cell: (p) => owed(p.creditCents, p.currency) },
        { key: "claim", head: "Claim", value: (p) => claimWords(p.claim, zone) },
      ]}
    />
  );
}

/** The same file that the command line reads. */
function Upload() {
  const site = useSite();
  const input = useRef<HTMLInputElement>(null);
  const [state, setState] = useState<{ error?: ApiError; said?: string }>({});
  const send = (file: File | undefined) => {
    if (!file) return;
    call<Promises>("POST", `/api/sites/${enc(site.name)}/commitments`, file, "application/yaml").then(
      (p) => {
        setState({ said: `On the record: ${p.items.map((i) => i.name).join(", ")}.` });
        refresh();
      },
      (error: ApiError) => setState({ error }),
    ).finally(() => {
      if (input.current) input.current.value = "";
    });
  };
  return (
    <>
      <label>Put contract lines on the record: YAML or JSON, as for <code>plimsoll ledger</code><input ref={input} type="file" accept=".yaml,.yml,.json" onChange={(e) => send(e.target.files?.[0])} /></label>
      <div role="status">{state.said ? <p className="said">{state.said}</p> : null}</div>
      {state.error ? <ProblemBox error={state.error} doing="put them on the record" /> : null}
    </>
  );
}
