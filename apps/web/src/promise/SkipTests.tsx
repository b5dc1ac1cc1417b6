/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import { useState } from "react";
import { enc } from "../api/client";
import { useData } from "../api/live";
import type { Forecast, Page, SkippedTests, TestPlan, TestPlanPage } from "../api/types";
import { Link, sitePath } from "../frame/router";
import { useSite } from "../frame/site";
import { Section } from "../parts/basics";
import { Sign } from "../parts/signs";
import { expected, count, plural } from "../words/format";

const DAYS_MAX = 90;

interface Draft { plan: string; tests: string[]; kind: string; days: number; source: string }

/** What still must be said before skipped tests can be reckoned with; empty if nothing. */
export const missing = (d: Draft): string[] =>
  d.tests.length === 0 ? [] : [...(d.kind ? [] : ["as what they fail"]), ...(d.days > 0 ? [] : ["after how many days"]), ...(d.source.trim() ? [] : ["who says so"])];

/** Tests that are left out: what they let through fails early, and the promise shows it. No time and no source has a default. */
export function SkipTests({ forecast, set }: { forecast: Forecast; set: (skip: SkippedTests | undefined) => void }) {
  const site = useSite();
  const plans = useData<Page<TestPlan>>("/api/test-plans", false);
  const names = plans.data?.items.map((p) => p.name) ?? [];
  const [draft, setDraft] = useState<Draft>({ plan: "", tests: [], kind: forecast.kinds.length === 1 ? forecast.kinds[0]! : "", days: 0, source: "" });
  const plan = draft.plan || (names.includes("standard") ? "standard" : (names[0] ?? ""));
  const to = (more: Partial<Draft>) => {
    const next = { ...draft, plan, ...more };
    setDraft(next);
    set(next.tests.length > 0 && missing(next).length === 0 ? { plan: next.plan, tests: next.tests, kind: next.kind, days: next.days, source: next.source.trim() } : undefined);
  };
  const lacks = missing(draft);
  const leak = forecast.leak;
  return (
    <Section title="Tests left out" aside={draft.tests.length > 0 ? <button type="button" className="plain" onClick={() => to({ tests: [] })}>None</button> : <Link to={sitePath(site.name, "test", "price")}>price of a skip</Link>}>
      <p className="small soft">{leak
        ? `Leaving out ${leak.skipped.length === 1 ? leak.skipped[0] : plural(leak.skipped.length, "test")} lets ${expected(leak.badNodes)} bad nodes of ${count(leak.nodes)} through, between ${expected(leak.low)} and ${expected(leak.high)}.${leak.unpriced.length > 0 ? ` No source says what ${leak.unpriced.join(", ")} would have found.` : ""}`
        : "What a skipped test would have found fails early instead. Tick tests, and say as what and when it shows, with a source."}</p>
      <div className="fields">
        <label>Test plan<select value={plan} onChange={(e) => to({ plan: e.target.value, tests: [] })}>{names.map((n) => <option key={n}>{n}</option>)}</select></label>
        <label>Shows as<select value={draft.kind} onChange={(e) => to({ kind: e.target.value })}><option value="">choose</option>{forecast.kinds.map((k) => <option key={k}>{k}</option>)}</select></label>
        <label>{`Shows after: ${draft.days ? plural(draft.days, "day") : "not said"}`}<input type="range" min="0" max={DAYS_MAX} value={draft.days} aria-valuetext={draft.days ? plural(draft.days, "day") : "not said"} onChange={(e) => to({ days: Number(e.target.value) })} /></label>
        <label>Who says so<input value={draft.source} maxLength={200} placeholder="source of that time" onChange={(e) => to({ source: e.target.value })} /></label>
      </div>
      {lacks.length > 0 ? <p className="small" role="status"><Sign of="suspect" size={12} /> Not reckoned with yet: say {lacks.join(", ")}.</p> : null}
      {plan ? <Ticks key={plan} plan={plan} tests={draft.tests} set={(tests) => to({ tests })} /> : null}
    </Section>
  );
}

function Ticks({ plan, tests, set }: { plan: string; tests: string[]; set: (tests: string[]) => void }) {
  const full = useData<TestPlanPage>(`/api/test-plans/${enc(plan)}`, false);
  return (
    <div style={{ columns: "260px auto", marginTop: 8 }}>
      {(full.data?.plan.tests ?? []).filter((t) => t.required !== false).map((t) => (
        <label key={t.id} className="check" style={{ breakInside: "avoid" }}>
          <input type="checkbox" checked={tests.includes(t.id)} onChange={(e) => set(e.target.checked ? [...tests, t.id] : tests.filter((id) => id !== t.id))} />
          <span><span style={{ color: "var(--ink)" }}>{t.id}</span> <span className="tiny">{t.title}</span></span>
        </label>
      ))}
    </div>
  );
}
