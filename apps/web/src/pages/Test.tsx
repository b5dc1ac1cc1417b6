/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import { useState } from "react";
import { type ApiError, call, enc } from "../api/client";
import { useData, useList } from "../api/live";
import type { CertificateCheck, CertificateRow, Page, TestPlan, Waiver } from "../api/types";
import { open, Link, sitePath, useAt } from "../frame/router";
import { useSite, useZone } from "../frame/site";
import { Empty, ProblemBox, Section, Show } from "../parts/basics";
import { DataTable } from "../parts/DataTable";
import { Sign } from "../parts/signs";
import { presentOf, stateOf } from "../price/WaiverLines";
import { plural, shortHash, when } from "../words/format";
import { TestNav } from "./TestNav";

/** What was shown, by which test plan, and what was let through by name. */
export function TestPage() {
  const site = useSite();
  const at = useAt();
  const base = `/api/sites/${enc(site.name)}`;
  const list = useList<CertificateRow>(`${base}/certificates`, at === null, 5_000);
  const waivers = useList<Waiver>(`${base}/waivers`, at === null, 1_000);
  const now = at ?? site.at;
  const then = list.data?.filter((c) => c.issuedAt <= now);
  const valid = then?.filter((c) => holds(c, now)).length ?? 0;
  const inForce = waivers.data?.filter((w) => (at === null || w.grantedAt <= at) && stateOf(w, at ?? presentOf(site.at, waivers.data ?? [])) === "HOLDS").length ?? 0;
  return (
    <>
      <TestNav />
      <div className="head">
        <div>
          <h1>
            {then ? `${plural(valid, "node")} ${valid === 1 ? "holds" : "hold"} a certificate.` : "Certificates"}
          </h1>
          <p className="lead">
            {site.nodes.TESTING ? `${plural(site.nodes.TESTING, "node")} in test. ` : ""}
            <Link to={sitePath(site.name, "test", "waivers")}>{inForce > 0 ? `${plural(inForce, "waiver")} in force` : "No waiver is in force"}</Link>.
          </p>
        </div>
        <div className="acts">
          <a className="button" href={`${base}/key`} download={`${site.name}.pub.pem`}>Public key of the site</a>
        </div>
      </div>
      <Section title="Certificates">
        <Show of={{ ...list, data: then }} what="the certificates">{(rows) => (rows.length === 0 ? <NoCertificate /> : <Certificates rows={rows} now={now} />)}</Show>
      </Section>
      <CheckFile />
      <Plans />
    </>
  );
}

const holds = (c: CertificateRow, now: string) => !(c.revokedAt && c.revokedAt <= now) && (!c.validUntil || c.validUntil > now);
const waivedOf = (c: CertificateRow): string[] => (Array.isArray(c.waived) ? c.waived : []);

function NoCertificate() {
  const site = useSite();
  return (
    <Empty title="No certificate yet" command="plimsoll accept here --plan quick --out result">
      <p>A node gets one when every required test of its plan is passed, or waived by name. The command tests the computer that it runs on.</p>
      <Link className="button" to={`${sitePath(site.name, "floor")}?view=table&state=CABLED`}>Nodes that wait for a test</Link>
    </Empty>
  );
}

function Certificates({ rows, now }: { rows: CertificateRow[]; now: string }) {
  const zone = useZone();
  return (
    <DataTable
      name="certificates" rows={rows} id={(c) => String(c.id)} onRow={(c) => open(`/certificates/${enc(String(c.id))}`)}
      columns={[
        { key: "node", head: "Node", value: (c) => c.node, cell: (c) => <Link to={`/certificates/${enc(String(c.id))}`} onClick={(e) => e.stopPropagation()}>{c.node}</Link> },
        { key: "state", head: "Holds", value: (c) => (c.revokedAt ? "revoked" : holds(c, now) ? "holds" : "expired"), cell: (c) => (
          <span className="state">
            <Sign of={holds(c, now) ? (waivedOf(c).length ? "waived" : "fit") : "repair"} />
            {c.revokedAt && c.revokedAt <= now ? "revoked" : holds(c, now) ? "holds" : "expired"}
          </span>
        ) },
        { key: "plan", head: "Test plan", value: (c) => c.plan },
        { key: "issued", head: "Issued", value: (c) => c.issuedAt, cell: (c) => when(c.issuedAt, zone), nowrap: true },
        { key: "until", head: "Valid until", value: (c) => c.validUntil, cell: (c) => (c.validUntil ? when(c.validUntil, zone) : "no end"), nowrap: true },
        { key: "waived", head: "Waived tests", value: (c) => waivedOf(c).join(" "), cell: (c) => waivedOf(c).join(", ") || "–" },
        { key: "sha", head: "SHA-256", value: (c) => c.sha256, cell: (c) => <code>{shortHash(c.sha256)}</code> },
        { key: "id", head: "Id", value: (c) => c.id },
      ]}
    />
  );
}

/** Anyone may bring a file and ask whether it is what we signed. */
function CheckFile() {
  const [answer, setAnswer] = useState<{ name: string; check?: CertificateCheck; error?: ApiError } | null>(null);
  const read = (file: File | undefined) => {
    if (!file) return;
    call<CertificateCheck>("POST", "/api/certificates/verify", file).then(
      (check) => setAnswer({ name: file.name, check }),
      (error: ApiError) => setAnswer({ name: file.name, error }),
    );
  };
  return (
    <Section title="Check a certificate file">
      <label style={{ maxWidth: 480, display: "block" }}>
        A file ending in .dsse.json. Offline: plimsoll certificate verify FILE --key site.pub.pem
        <input type="file" accept=".json,application/json" onChange={(e) => read(e.target.files?.[0])} />
      </label>
      <div role="status" style={{ marginTop: 8 }}>
        {answer?.check ? (
          answer.check.valid ? (
            <p className="said"><Sign of="fit" /> {answer.name} is signed by a key of this record, and not one byte was changed.</p>
          ) : (
            <div className="problem">
              <strong>{answer.name} is not valid.</strong>
              {answer.check.reasons.map((r) => <span key={r}>{r}</span>)}
            </div>
          )
        ) : null}
        {answer?.error ? <ProblemBox error={answer.error} doing={`check ${answer.name}`} /> : null}
      </div>
    </Section>
  );
}

function Plans() {
  const plans = useData<Page<TestPlan>>("/api/test-plans", false);
  return (
    <Section title="Test plans">
      <Show of={plans} what="the test plans">
        {({ items }) => (
          <DataTable
            name="test-plans" rows={items} id={(p) => p.name}
            columns={[
              { key: "name", head: "Name", value: (p) => p.name, cell: (p) => <a href={`/api/test-plans/${enc(p.name)}`} target="_blank" rel="noreferrer">{p.name}</a> },
              { key: "title", head: "Title", value: (p) => p.title },
              { key: "what", head: "What it is for", value: (p) => p.description },
              { key: "tests", head: "Tests", num: true, value: (p) => p.tests },
              { key: "version", head: "Version", num: true, value: (p) => p.version },
              { key: "sha", head: "SHA-256", value: (p) => p.sha256, cell: (p) => <code>{shortHash(p.sha256)}</code> },
            ]}
          />
        )}
      </Show>
    </Section>
  );
}
