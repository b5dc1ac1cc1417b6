/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import { enc } from "../api/client";
import { useData } from "../api/live";
import type { CertificatePage } from "../api/types";
import { Facts, useDrawer } from "../frame/Drawer";
import { Link, sitePath } from "../frame/router";
import { useZone } from "../frame/site";
import { Command, Section, Show } from "../parts/basics";
import { DataTable } from "../parts/DataTable";
import { Sign } from "../parts/signs";
import { count, fullWhen, when } from "../words/format";
import { VERDICT_MEANING, VERDICT_WORDS } from "../words/states";
import type { Verdict } from "../api/types";

/** One certificate: who says what of which node, and how anyone checks it. */
export function CertificateView({ id }: { id: string }) {
  const page = useData<CertificatePage>(`/api/certificates/${enc(id)}`);
  return <Show of={page} what="the certificate">{(c) => <View page={c} />}</Show>;
}

interface TestLine { test: string; verdict: Verdict; criterion: string; measured: string }

/** Reads the tests out of the predicate, whatever else it holds. */
export function testsOf(predicate: Record<string, unknown>): TestLine[] {
  const raw = [predicate["tests"], predicate["results"]].find(Array.isArray) as unknown[] | undefined;
  if (!raw) {
    const listed = (key: string, verdict: Verdict) =>
      (Array.isArray(predicate[key]) ? (predicate[key] as unknown[]) : []).map((t) => ({ test: String(t), verdict, criterion: "", measured: "" }));
    return [...listed("passedTests", "PASS"), ...listed("warnedTests", "WAIVED"), ...listed("failedTests", "FAIL")];
  }
  return raw.flatMap((t) => {
    if (t === null || typeof t !== "object") return [];
    const row = t as Record<string, unknown>;
    const values = Array.isArray(row["measurements"]) ? (row["measurements"] as Record<string, unknown>[]) : [];
    return [{
      test: String(row["test"] ?? row["name"] ?? "?"), verdict: String(row["verdict"] ?? "NOT_RUN") as Verdict, criterion: String(row["criterion"] ?? ""),
      measured: values.slice(0, 3).map((m) => `${m["value"]} ${m["unit"] ?? ""}`.trim()).join("; ") + (values.length > 3 ? `; ${values.length - 3} more` : ""),
    }];
  });
}

function View({ page }: { page: CertificatePage }) {
  const zone = useZone();
  const open = useDrawer();
  const c = page.certificate;
  const tests = testsOf(page.statement.predicate ?? {});
  const file = `/api/certificates/${enc(String(c.id))}/dsse`;
  return (
    <>
      <div className="head">
        <div>
          <h1>
            {c.revokedAt ? "Revoked: " : ""}
            {c.node} was found fit.
          </h1>
          <p className="lead">
            Issued {fullWhen(c.issuedAt, zone)} by {page.issuedBy}, after test plan {c.plan}.{" "}
            {c.revokedAt ? `Revoked ${when(c.revokedAt, zone)}.` : c.validUntil ? `Valid until ${when(c.validUntil, zone)}.` : "It has no end."}
          </p>
        </div>
        <div className="acts">
          <a className="button first" href={file} download={`${c.node}.certificate.dsse.json`}>Download</a>
          <a className="button" href={`/api/sites/${enc(page.site)}/key`} download={`${page.site}.pub.pem`}>Public key</a>
          <Link className="button" to={sitePath(page.site, "nodes", c.node)}>The node</Link>
        </div>
      </div>
      <Section title={tests.length > 0 ? `${count(tests.length)} tests` : "Tests"}>
        {tests.length > 0 ? (
          <DataTable
            name={`certificate-${c.id}`} rows={tests} id={(t) => t.test}
            columns={[
              { key: "test", head: "Test", value: (t) => t.test },
              { key: "verdict", head: "Verdict", value: (t) => VERDICT_WORDS[t.verdict] ?? t.verdict, cell: (t) => <span className="state"><Sign of={VERDICT_MEANING[t.verdict] ?? "unknown"} />{VERDICT_WORDS[t.verdict] ?? t.verdict}</span> },
              { key: "measured", head: "Measured", value: (t) => t.measured },
              { key: "criterion", head: "Criterion", value: (t) => t.criterion },
            ]}
          />
        ) : <p className="small soft">The statement below lists them in its own words.</p>}
      </Section>
      <Section title="Signature">
        <Facts
          of={[
            ["SHA-256", <code key="s">{c.sha256}</code>],
            ["Key", <code key="k">{page.keyId}</code>],
            ["Predicate", page.statement.predicateType],
            ["Waived tests", c.waived.length ? c.waived.join(", ") : "none"],
            ["Journal row", <button key="j" type="button" className="plain" style={{ padding: 0 }} onClick={() => open({ title: `Certificate ${c.id}`, how: "The rows of the journal about this node.", journal: { site: page.site, subject: c.node } })}>{count(page.journalSeq)}</button>],
          ]}
        />
        <p className="small soft" style={{ margin: "12px 0 8px" }}>Anyone can check it without us:</p>
        <Command text={`plimsoll certificate verify ${c.node}.certificate.dsse.json --key ${page.site}.pub.pem`} />
      </Section>
      <Section title="Statement">
        <details>
          <summary>As it was signed</summary>
          <pre>{JSON.stringify(page.statement, null, 2)}</pre>
        </details>
      </Section>
    </>
  );
}
