/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import { enc } from "../api/client";
import { useData } from "../api/live";
import type { CertificatePage } from "../api/types";
import { Facts } from "../frame/Drawer";
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

/** Where our certificates hold what the test-result predicate has no place for; docs/how-to/certificate.md tells its form. */
const ACCEPTANCE = "https://plimsoll.io/attestation/acceptance/v1";
const REASONS_SHOWN = 2;

interface TestLine { test: string; title: string; verdict: Verdict; judged: string; source: string; log: string; measured: string; carried: string }
interface SignedTest {
  test: string;
  title?: string;
  verdict: Verdict;
  reason?: string;
  criteria?: { reason: string; source: string }[];
  logSha256?: string[];
  runs?: { endedAt: string; carriedFrom?: string }[];
}

/** Reads the tests out of the predicate; of a certificate by somebody else only what the standard form holds. */
export function testsOf(predicate: Record<string, unknown>): TestLine[] {
  const signed = (predicate[ACCEPTANCE] as { tests?: SignedTest[] } | undefined)?.tests;
  if (!signed) {
    const listed = (key: string, verdict: Verdict) =>
      (Array.isArray(predicate[key]) ? (predicate[key] as unknown[]) : []).map((t) => ({ test: String(t), title: String(t), verdict, judged: "", source: "", log: "", measured: "", carried: "" }));
    return [...listed("passedTests", "PASS"), ...listed("warnedTests", "WAIVED"), ...listed("failedTests", "FAIL")];
  }
  return signed.map((t) => {
    const criteria = t.criteria ?? [];
    const more = criteria.length - REASONS_SHOWN;
    return {
      test: t.test,
      title: t.title ?? t.test,
      verdict: t.verdict,
      judged: [t.reason ?? "", ...criteria.slice(0, REASONS_SHOWN).map((c) => c.reason), more > 0 ? `${count(more)} more` : ""].filter((x) => x !== "").join("; "),
      source: [...new Set(criteria.map((c) => c.source))].join("; "),
      log: (t.logSha256 ?? []).map((hash) => hash.slice(0, 12)).join(", "),
      measured: (t.runs ?? []).map((r) => r.endedAt).sort().at(-1) ?? "",
      carried: [...new Set((t.runs ?? []).flatMap((r) => r.carriedFrom ?? []))].join(", "),
    };
  });
}

function View({ page }: { page: CertificatePage }) {
  const zone = useZone();
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
              { key: "test", head: "Test", value: (t) => t.test, cell: (t) => <span title={t.title}>{t.test}</span> },
              { key: "verdict", head: "Verdict", value: (t) => VERDICT_WORDS[t.verdict] ?? t.verdict, cell: (t) => <span className="state"><Sign of={VERDICT_MEANING[t.verdict] ?? "unknown"} />{VERDICT_WORDS[t.verdict] ?? t.verdict}</span> },
              { key: "judged", head: "Measured and judged", value: (t) => t.judged },
              { key: "measured", head: "When", value: (t) => t.measured, cell: (t) => <>{t.measured && when(t.measured, zone)}{t.carried && <div className="small soft">carried over from {t.carried}</div>}</> },
              { key: "source", head: "Source of the limit", value: (t) => t.source },
              { key: "log", head: "Raw log, SHA-256", value: (t) => t.log, cell: (t) => <code>{t.log}</code> },
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
            ["Journal row", <Link key="j" to={`/evidence?row=${page.journalSeq}`}>{count(page.journalSeq)}</Link>],
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
