/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import { useState } from "react";
import { type ApiError, enc, post } from "../api/client";
import { refresh, useData, useList } from "../api/live";
import type { BlockKind, BlockNode, BlockPage, BlockRow } from "../api/types";
import { Facts } from "../frame/Drawer";
import { Link, open, sitePath, useAt } from "../frame/router";
import { may, useHere, useSite, useZone } from "../frame/site";
import { Command, Empty, ProblemBox, Section, Show } from "../parts/basics";
import { DataTable } from "../parts/DataTable";
import { Sign } from "../parts/signs";
import { count, fullWhen, plural, shortHash, when } from "../words/format";
import { capital, meaningOf, stateWords } from "../words/states";
import { TestNav } from "./TestNav";

const KIND_WORDS: Record<BlockKind, string> = { SU: "scalable unit", RACK: "rack", ORDER_LINE: "order line", LIST: "list of nodes" };
const WHICH: Record<BlockKind, [string, string]> = {
  SU: ["Number of the scalable unit", "1"], RACK: ["Hall, row and rack", "H1/A/A02"], ORDER_LINE: ["Order line", "PO-1/1"], LIST: ["Nodes", "gpu-0007 gpu-0017"],
};
const KINDS = Object.keys(KIND_WORDS) as BlockKind[];

/** What was delivered together, and how much of it still stands on the certificates that it was delivered by. */
export function BlocksPage() {
  const site = useSite();
  const at = useAt();
  const zone = useZone();
  const { me } = useHere();
  const list = useList<BlockRow>(`/api/sites/${enc(site.name)}/blocks`, at === null, 1_000);
  const rows = list.data?.filter((b) => !at || b.issuedAt <= at);
  const broken = rows?.filter((b) => b.holding < b.nodes).length ?? 0;
  return (
    <>
      <TestNav />
      <div className="head">
        <div>
          <h1>{rows ? (rows.length === 0 ? "No block is signed." : broken > 0 ? `${plural(broken, "block")} of ${count(rows.length)} ${broken === 1 ? "rests" : "rest"} on certificates that ended.` : `${plural(rows.length, "block")}, and every certificate holds.`) : "Blocks"}</h1>
          <p className="lead">A block is what a customer takes over at once: one signed file that names each node by the hash of its own certificate, and says which come without one and why.</p>
        </div>
      </div>
      <Show of={{ ...list, data: rows }} what="the blocks">
        {(found) =>
          found.length === 0 ? (
            <Empty title="Nothing was handed over yet" command="plimsoll certificate block --help">
              <p>Sign the first block below. The command does the same from files, without a server.</p>
            </Empty>
          ) : (
            <Section title={plural(found.length, "signed block")}>
              <DataTable
                name={`${site.name}-blocks`} rows={found} id={(b) => String(b.id)} onRow={(b) => open(`/blocks/${enc(String(b.id))}`)}
                columns={[
                  { key: "name", head: "Block", value: (b) => b.name, cell: (b) => <Link to={`/blocks/${enc(String(b.id))}`} onClick={(e) => e.stopPropagation()}>{b.name}</Link> },
                  { key: "holds", head: "Certificates that hold", value: (b) => b.holding, cell: (b) => <span className="state"><Sign of={b.holding < b.nodes ? "repair" : b.exceptions > 0 ? "waived" : "fit"} />{count(b.holding)} of {count(b.nodes)}</span> },
                  { key: "exceptions", head: "Exceptions", num: true, value: (b) => b.exceptions, cell: (b) => count(b.exceptions) },
                  { key: "gpus", head: "GPUs", num: true, value: (b) => b.gpus, cell: (b) => count(b.gpus) },
                  { key: "kind", head: "What it is", value: (b) => KIND_WORDS[b.kind] },
                  { key: "customer", head: "Customer", value: (b) => b.customer, cell: (b) => b.customer || "–" },
                  { key: "issued", head: "Signed", value: (b) => b.issuedAt, cell: (b) => when(b.issuedAt, zone), nowrap: true },
                  { key: "until", head: "Holds until", value: (b) => b.validUntil ?? "", cell: (b) => (b.validUntil ? when(b.validUntil, zone) : "no end"), nowrap: true },
                  { key: "sha", head: "SHA-256", value: (b) => b.sha256, cell: (b) => <code>{shortHash(b.sha256)}</code> },
                ]}
              />
            </Section>
          )
        }
      </Show>
      {at === null && may(me, "ENGINEER", "CAPACITY_MANAGER") ? <NewBlock /> : null}
    </>
  );
}

/** Reads “gpu-0031: its tray comes on Friday”, a node a line. */
export function exceptionsOf(text: string): { exceptions: Record<string, string>; unread: string[] } {
  const exceptions: Record<string, string> = {};
  const unread: string[] = [];
  for (const line of text.split("\n").map((l) => l.trim()).filter(Boolean)) {
    const found = /^(\S+?)\s*[:=]\s*(\S.*)$/.exec(line);
    if (found) exceptions[found[1]!] = found[2]!;
    else unread.push(line);
  }
  return { exceptions, unread };
}

function NewBlock() {
  const site = useSite();
  const [kind, setKind] = useState<BlockKind>("SU");
  const [unread, setUnread] = useState<string[]>([]);
  const [error, setError] = useState<ApiError | null>(null);
  return (
    <Section title="Sign a block">
      <form
        className="fields"
        onSubmit={(e) => {
          e.preventDefault();
          const f = new FormData(e.currentTarget);
          const text = (key: string) => String(f.get(key) ?? "").trim();
          const told = exceptionsOf(text("exceptions"));
          setError(null);
          setUnread(told.unread);
          if (told.unread.length > 0) return;
          const which = kind === "LIST" ? { nodes: text("which").split(/[\s,]+/).filter(Boolean) } : { of: text("which") };
          post<BlockPage>(`/api/sites/${enc(site.name)}/blocks`, { name: text("name"), kind, customer: text("customer") || null, ...which, exceptions: told.exceptions }).then(
            (page) => {
              refresh();
              open(`/blocks/${enc(String(page.block.id))}`);
            },
            (failed: ApiError) => setError(failed),
          );
        }}
      >
        <label>What the customer calls it<input name="name" required maxLength={100} placeholder="SU-1" /></label>
        <label>What it is<select value={kind} onChange={(e) => setKind(e.target.value as BlockKind)}>{KINDS.map((k) => <option key={k} value={k}>{KIND_WORDS[k]}</option>)}</select></label>
        <label>{WHICH[kind][0]}<input name="which" required placeholder={WHICH[kind][1]} /></label>
        <label>Customer<input name="customer" maxLength={100} /></label>
        <label style={{ gridColumn: "1 / -1" }}>Nodes that come without a certificate that holds, each with the reason that the customer reads<textarea name="exceptions" rows={2} placeholder="gpu-0031: its GPU tray comes on Friday" /></label>
        <div><button className="first">Sign the block</button></div>
      </form>
      {unread.length > 0 ? <p className="problem" role="alert"><strong>“{unread[0]}” says no reason.</strong> Write the node, a colon and why it comes along.</p> : null}
      {error ? <ProblemBox error={error} doing="sign the block" /> : null}
    </Section>
  );
}

/** One block as the customer asks for it: which nodes, on what, and whether that still holds. */
export function BlockView({ id }: { id: string }) {
  const page = useData<BlockPage>(`/api/blocks/${enc(id)}`);
  return <Show of={page} what="the block">{(b) => <View page={b} />}</Show>;
}

const STANDING = { HOLDS: ["fit", "holds"], ENDED: ["suspect", "ended"], REVOKED: ["repair", "revoked"] } as const;

function View({ page }: { page: BlockPage }) {
  const zone = useZone();
  const b = page.block;
  const gone = b.nodes - b.holding;
  return (
    <>
      <div className="head">
        <div>
          <h1>{gone === 0 ? `${b.name}: every certificate holds.` : `${b.name}: ${count(gone)} of ${plural(b.nodes, "certificate")} no longer ${gone === 1 ? "holds" : "hold"}.`}</h1>
          <p className="lead">
            {capital(KIND_WORDS[b.kind])}{b.customer ? ` for ${b.customer}` : ""}: {plural(b.nodes, "node")}, {plural(b.gpus, "GPU")}, signed {fullWhen(b.issuedAt, zone)} by {page.issuedBy}. {b.exceptions > 0 ? `${plural(b.exceptions, "node")} came without a certificate. ` : ""}
            {b.validUntil ? `The first certificate in it ends ${when(b.validUntil, zone)}.` : ""}
          </p>
        </div>
        <div className="acts">
          <a className="button first" href={`/api/blocks/${enc(String(b.id))}/dsse`} download={`${b.name}.block.dsse.json`}>Download</a>
          <a className="button" href={`/api/blocks/${enc(String(b.id))}/pdf`} download={`${b.name}.block.pdf`}>PDF</a>
          <a className="button" href={`/api/sites/${enc(page.site)}/key`} download={`${page.site}.pub.pem`}>Public key</a>
          <Link className="button" to={sitePath(page.site, "test", "blocks")}>All blocks</Link>
        </div>
      </div>
      {page.exceptions.length > 0 ? (
        <Section title={`${plural(page.exceptions.length, "exception")}`}>
          <DataTable
            name={`block-${b.id}-exceptions`} rows={page.exceptions} id={(e) => e.node}
            columns={[
              { key: "node", head: "Node", value: (e) => e.node, cell: (e) => <Link to={sitePath(page.site, "nodes", e.node)}>{e.node}</Link> },
              { key: "reason", head: "Why it came along", value: (e) => e.reason },
              { key: "seen", head: "What it lacked", value: (e) => e.seen },
            ]}
          />
        </Section>
      ) : null}
      <Section title={plural(b.nodes, "node")}><Nodes page={page} /></Section>
      <Section title="Signature">
        <Facts
          of={[
            ["SHA-256", <code key="s">{b.sha256}</code>],
            ["Key", <code key="k">{page.keyId}</code>],
            ["Journal row", <Link key="j" to={`/evidence?row=${page.journalSeq}`}>{count(page.journalSeq)}</Link>],
          ]}
        />
        <p className="small soft" style={{ margin: "12px 0 8px" }}>Anyone can check it without us, with the nodes' certificates beside it:</p>
        <Command text={`plimsoll certificate verify ${b.name}.block.dsse.json --key ${page.site}.pub.pem`} />
      </Section>
    </>
  );
}

function Nodes({ page }: { page: BlockPage }) {
  const zone = useZone();
  const order = (n: BlockNode) => (n.standing === "HOLDS" ? 1 : 0);
  const rows = [...page.nodes].sort((x, y) => order(x) - order(y) || x.node.localeCompare(y.node));
  return (
    <DataTable
      name={`block-${page.block.id}`} rows={rows} id={(n) => n.node}
      columns={[
        { key: "node", head: "Node", value: (n) => n.node, cell: (n) => <Link to={sitePath(page.site, "nodes", n.node)}>{n.node}</Link> },
        { key: "standing", head: "Its certificate", value: (n) => STANDING[n.standing][1], cell: (n) => <span className="state"><Sign of={STANDING[n.standing][0]} />{STANDING[n.standing][1]}</span> },
        { key: "why", head: "Why", value: (n) => n.revokedFor ?? "", cell: (n) => n.revokedFor ?? (n.standing === "ENDED" ? "it, or a waiver under it, ran out" : "–") },
        { key: "until", head: "Until", value: (n) => n.heldUntil ?? "", cell: (n) => (n.heldUntil ? when(n.heldUntil, zone) : "no end"), nowrap: true },
        { key: "state", head: "Node now", value: (n) => stateWords(n.state), cell: (n) => <span className="state"><Sign of={meaningOf(n.state)} />{stateWords(n.state)}</span> },
        { key: "certificate", head: "Certificate", value: (n) => n.certificate, cell: (n) => <Link to={`/certificates/${enc(String(n.certificate))}`}>{n.certificate}</Link> },
        { key: "later", head: "Newer one", value: (n) => n.laterCertificate ?? "", cell: (n) => (n.laterCertificate ? <Link to={`/certificates/${enc(String(n.laterCertificate))}`}>{n.laterCertificate}</Link> : "–") },
        { key: "serial", head: "Serial", value: (n) => n.serial, cell: (n) => <code>{n.serial}</code> },
      ]}
    />
  );
}
