/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import { useState } from "react";
import { address, enc } from "../api/client";
import { useData, useList } from "../api/live";
import type { Assurance, RepairOrder, Verification, VerificationPage, VerificationRow, VerificationSummary } from "../api/types";
import { Diff } from "../fabric/Diff";
import { OrderCard } from "../fabric/OrderCard";
import { Uploads } from "../fabric/Uploads";
import { Link, setQuery, sitePath, useAt, useQuery } from "../frame/router";
import { useDrawer } from "../frame/Drawer";
import { useSite, useZone } from "../frame/site";
import { Command, Empty, ProblemBox, Section, Show } from "../parts/basics";
import { DataTable } from "../parts/DataTable";
import { Sign } from "../parts/signs";
import { count, plural, shortHash, when } from "../words/format";
import { ASSURANCE_ORDER, ASSURANCE_WORDS, capital, wordsOf } from "../words/states";


/** The fabric: what the last look at it says, and what is to be done. */
export function FabricPage({ id }: { id?: string }) {
  const site = useSite();
  const at = useAt();
  const base = `/api/sites/${enc(site.name)}`;
  const history = useList<VerificationRow>(`${base}/verifications`, at === null, 500);
  const then = at ? history.data?.find((v) => v.at <= at) : undefined;
  const wanted = id ?? (at ? (then ? String(then.id) : null) : "latest");
  const page = useData<VerificationPage>(wanted && history.data?.length ? `${base}/verifications/${enc(wanted)}` : null, wanted === "latest");
  if (history.data?.length === 0) return <NothingSeen />;
  if (at && history.data && !then && !id) return <h1>Nobody had looked at the fabric by then.</h1>;
  if (history.error) return <ProblemBox error={history.error} doing="read the observations" />;
  return (
    <Show of={history.data ? page : { ...page, loading: true }} what="the verification">
      {(p) => <FabricView page={p} history={history.data ?? []} pinned={id !== undefined} />}
    </Show>
  );
}

function NothingSeen() {
  const site = useSite();
  return (
    <>
      <h1>{site.cablesPlanned > 0 ? `${plural(site.cablesPlanned, "cable")} planned, none checked yet.` : "No cabling plan yet."}</h1>
      {site.cablesPlanned > 0 ? (
        <Empty title="Send what the fabric says of itself" command="ibnetdiscover > fabric.txt">
          <p>Upload the text below, or the JSON of lldpctl or NetQ. Each cable is compared with the plan, and the differences become repair orders with proof.</p>
        </Empty>
      ) : (
        <Empty title="First the plan: which port is to be joined to which?" command="plimsoll fabric design --template rail-k64 --gpus 2048 --out plan">
          <p>Design one from a template, or bring your own: CSV, JSON, NetBox, SHCD xlsx, .topo or dot. Then upload it below.</p>
        </Empty>
      )}
      <Uploads />
    </>
  );
}

function FabricView({ page, history, pinned }: { page: VerificationPage; history: VerificationRow[]; pinned: boolean }) {
  const site = useSite();
  const zone = useZone();
  const v = page.verification;
  const s = v.summary;
  const unchecked = Math.max(0, s.cablesPlanned - s.cablesVerified);
  return (
    <>
      <div className="head">
        <div>
          <h1>
            {unchecked === 0 ? `All ${plural(s.cablesPlanned, "cable")} verified.` : `${plural(unchecked, "cable")} not verified, of ${count(s.cablesPlanned)}.`}
          </h1>
          <p className="lead">
            {s.repairOrders === 0 ? "Nothing to repair. " : `${plural(s.repairOrders, "repair order")} from ${plural(s.findings, "finding")}. `}
            {s.repairOrders > 0 && s.leftAfterRepair !== undefined ? (s.leftAfterRepair === 0 ? "Carried out, they leave nothing. " : `Carried out, they leave ${plural(s.leftAfterRepair, "finding")}. `) : ""}
            Seen {when(page.at, zone)} in {page.source || "an unnamed dump"}.
            {pinned ? <> <Link to={sitePath(site.name, "fabric")}>To the latest</Link></> : null}
          </p>
        </div>
        <div className="acts">
          <a className="button" href={`/api/sites/${enc(site.name)}/worklist?format=pdf`}>Worklist as PDF</a>
          <a className="button" href={`/api/sites/${enc(site.name)}/worklist?format=csv`}>Worklist as CSV</a>
          <Link className="button first" to={address("/tick", { site: site.name })}>Tick off moves</Link>
        </div>
      </div>
      <AssuranceBar summary={s} page={page} />
      <Orders verification={v} pinned={pinned} />
      {v.identityGaps.length > 0 ? <Gaps of={v} /> : null}
      <Findings of={v} />
      <History rows={history} current={page.id} />
      <Uploads />
    </>
  );
}

const BAR: Record<Assurance, string> = {
  IDENTITY_BOTH_ENDS: "var(--fit)",
  IDENTITY_ONE_END: "color-mix(in srgb, var(--fit) 68%, var(--sheet))",
  MAC: "color-mix(in srgb, var(--fit) 46%, var(--sheet))",
  LINK_ONLY: "color-mix(in srgb, var(--fit) 26%, var(--sheet))",
  UNCHECKED: "repeating-linear-gradient(45deg, var(--unknown) 0 2px, var(--unknown-2) 2px 6px)",
};

function AssuranceBar({ summary, page }: { summary: VerificationSummary; page: VerificationPage }) {
  const open = useDrawer();
  const site = useSite();
  const shown = ASSURANCE_ORDER.map((level) => ({ level, n: summary.byAssurance[level] ?? 0 })).filter((x) => x.n > 0);
  const why = Object.entries(summary.cablesNotVerified ?? {}).filter(([, n]) => n > 0);
  return (
    <Section title="How well each cable was checked">
      <div className="bars" role="img" aria-label={shown.map((x) => `${x.n} ${ASSURANCE_WORDS[x.level]}`).join(", ")}>
        {shown.map((x) => (
          <span key={x.level} style={{ flexGrow: x.n, background: BAR[x.level] }} />
        ))}
      </div>
      <div className="two" style={{ marginTop: 12 }}>
        <ul className="way">
          {shown.map((x) => (
            <li key={x.level}>
              <span className="row" style={{ gridTemplateColumns: "56px 16px minmax(0,1fr)" }}>
                <span className="n">{count(x.n)}</span>
                <span style={{ width: 14, height: 14, background: BAR[x.level], alignSelf: "center" }} />
                <span>{ASSURANCE_WORDS[x.level]}</span>
              </span>
            </li>
          ))}
        </ul>
        <div className="small">
          {why.length > 0 ? <h3>Why not verified</h3> : null}
          <ul style={{ display: "grid", gap: 4, margin: "4px 0 8px" }}>
            {why.map(([reason, n]) => <li key={reason}>{count(n)} {reason}</li>)}
            {(summary.notes ?? []).map((note) => <li key={note} className="soft">{note}</li>)}
          </ul>
          <button type="button" onClick={() => open({
            title: "The observation behind this", facts: [["Source", page.source], ["Format", page.format ?? "–"], ["SHA-256", page.sha256 ?? "–"], ["Devices planned", count(summary.nodes)]],
            how: "The dump's bytes are hashed before they are read; the same bytes give the same findings with the same ids.",
            journal: { site: site.name, kind: "fabric.observed", subject: String(page.id) },
          })}>
            Evidence <code>{shortHash(page.sha256)}</code>
          </button>
        </div>
      </div>
    </Section>
  );
}

const FIRST_ORDERS = 20;

function Orders({ verification, pinned }: { verification: Verification; pinned: boolean }) {
  const site = useSite();
  const at = useAt();
  const [status, setStatus] = useState<"OPEN" | "AWAITING_CHECK" | "CLOSED">("OPEN");
  const [limit, setLimit] = useState(FIRST_ORDERS);
  const then = pinned || at !== null;
  const live = useList<RepairOrder>(then ? null : address(`/api/sites/${enc(site.name)}/repair-orders`, { status }), true, 2_000);
  const orders = then ? verification.repairOrders : live.data;
  const words = { OPEN: "open", AWAITING_CHECK: "waiting for a check", CLOSED: "closed" }[status];
  return (
    <Section
      title={orders ? plural(orders.length, "repair order") + (then ? "" : ` ${words}`) : "Repair orders"}
      aside={then ? "as this observation found them" : undefined}
    >
      {then ? null : (
        <div className="tools">
          {(["OPEN", "AWAITING_CHECK", "CLOSED"] as const).map((s) => (
            <button key={s} type="button" aria-pressed={status === s} onClick={() => setStatus(s)}>
              {{ OPEN: "Open", AWAITING_CHECK: "Wait for a check", CLOSED: "Closed" }[s]}
            </button>
          ))}
        </div>
      )}
      {live.error ? <ProblemBox error={live.error} doing="read the repair orders" /> : null}
      {orders?.length === 0 ? <p className="soft">{then ? "Nothing to repair." : `None ${words}.`}</p> : null}
      {orders?.slice(0, limit).map((o) => <OrderCard key={o.id} order={o} findings={verification.findings} />)}
      {orders && orders.length > limit ? (
        <p style={{ marginTop: 12 }}>
          <button type="button" onClick={() => setLimit(limit + 100)}>Show {count(Math.min(100, orders.length - limit))} more</button>
        </p>
      ) : null}
    </Section>
  );
}

function Gaps({ of }: { of: Verification }) {
  return (
    <Section title={`${plural(of.identityGaps.length, "device")} ${of.identityGaps.length === 1 ? "does" : "do"} not say who ${of.identityGaps.length === 1 ? "it is" : "they are"}`}>
      <DataTable
        name="identity-gaps" rows={of.identityGaps} id={(g) => g.guid + g.line}
        columns={[
          { key: "guid", head: "GUID", value: (g) => g.guid, cell: (g) => <code>{g.guid}</code> },
          { key: "calls", head: "Calls itself", value: (g) => g.description },
          { key: "probably", head: "Probably", value: (g) => g.probably },
          { key: "proof", head: "Because", value: (g) => g.proof },
          { key: "line", head: "Line", num: true, value: (g) => g.line },
        ]}
      />
    </Section>
  );
}

function Findings({ of }: { of: Verification }) {
  const asked = useQuery("q");
  const ends = asked?.split(" - ") ?? [];
  const rows = asked ? of.findings.filter((f) => ends.some((end) => [f.a, f.b, f.expected, f.observed].some((text) => text.includes(end)))) : of.findings;
  return (
    <Section title={plural(of.findings.length, "finding")} id="findings">
      {asked ? (
        <p className="said" role="status" style={{ marginBottom: 8 }}>
          {rows.length === 0 ? `No finding names ${asked}.` : `${plural(rows.length, "finding")} about ${asked}.`}{" "}
          <button type="button" className="plain" style={{ padding: 0 }} onClick={() => setQuery({ q: null })}>Show all</button>
        </p>
      ) : null}
      {of.findings.length === 0 ? <p className="soft">Plan and observation do not differ.</p> : (
        <DataTable
          name="findings" rows={rows} id={(f) => f.id}
          columns={[
            { key: "kind", head: "What", value: (f) => capital(wordsOf(f.kind)), cell: (f) => <span className="state"><Sign of={f.kind === "IDENTITY_GAP" ? "unknown" : f.kind === "WRONG_SPEED" ? "suspect" : "repair"} />{capital(wordsOf(f.kind))}</span> },
            { key: "a", head: "Port", value: (f) => f.a },
            { key: "expected", head: "Planned", value: (f) => f.expected || f.b },
            { key: "observed", head: "Seen", value: (f) => f.observed || "nothing" },
            { key: "id", head: "Id", value: (f) => f.id, cell: (f) => <code>{f.id}</code> },
          ]}
        />
      )}
    </Section>
  );
}

function History({ rows, current }: { rows: VerificationRow[]; current: VerificationRow["id"] }) {
  const site = useSite();
  const zone = useZone();
  const [other, setOther] = useState<string>("");
  return (
    <Section title={plural(rows.length, "observation")}>
      <DataTable
        name="observations" rows={rows} id={(r) => String(r.id)} filter={rows.length > 8}
        columns={[
          { key: "at", head: "Seen", value: (r) => r.at, cell: (r) => <Link to={sitePath(site.name, "fabric", String(r.id))}>{when(r.at, zone)}</Link>, nowrap: true },
          { key: "source", head: "Source", value: (r) => r.source },
          { key: "format", head: "Format", value: (r) => r.format },
          { key: "verified", head: "Verified", num: true, value: (r) => r.summary.cablesVerified, cell: (r) => count(r.summary.cablesVerified) },
          { key: "not", head: "Not verified", num: true, value: (r) => r.summary.cablesPlanned - r.summary.cablesVerified, cell: (r) => count(r.summary.cablesPlanned - r.summary.cablesVerified) },
          { key: "findings", head: "Findings", num: true, value: (r) => r.summary.findings, cell: (r) => count(r.summary.findings) },
          { key: "orders", head: "Orders", num: true, value: (r) => r.summary.repairOrders, cell: (r) => count(r.summary.repairOrders) },
          { key: "sha", head: "SHA-256", value: (r) => r.sha256, cell: (r) => <code>{shortHash(r.sha256)}</code> },
          { key: "compare", head: "Compare", value: () => "", cell: (r) => String(r.id) === String(current) ? <span className="soft">shown above</span> : (
            <button type="button" className="plain" aria-pressed={other === String(r.id)} onClick={() => setOther(String(r.id))}>with this</button>
          ) },
        ]}
      />
      {other ? <Diff site={site.name} id={other} than={String(current)} close={() => setOther("")} /> : null}
      {rows.length === 1 ? <div style={{ marginTop: 12 }}><p className="small soft" style={{ marginBottom: 8 }}>Look again after the repair; orders whose moves worked are closed by it.</p><Command text="ibnetdiscover > fabric.txt" /></div> : null}
    </Section>
  );
}
