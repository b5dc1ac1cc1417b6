/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import { address, enc } from "../api/client";
import { useData } from "../api/live";
import type { Forecast, Promises, PromiseOdds } from "../api/types";
import { Link, sitePath } from "../frame/router";
import { useSite, useZone } from "../frame/site";
import { ProblemBox, Section } from "../parts/basics";
import { DataTable } from "../parts/DataTable";
import { Picture } from "../parts/Picture";
import { Sign } from "../parts/signs";
import { count, day as dayWords, expected, money } from "../words/format";
import { type Ahead, REPLICATIONS } from "./useForecast";
import { WeekBands } from "./WeekBands";
import { HELP_WORDS, owed, share } from "./words";

const HELPS_MAX = 6;

/** Each commitment, promised against deliverable, now and in each week ahead; beside it what helps most. */
export function WeeksAhead({ ahead }: { ahead: Ahead }) {
  const site = useSite();
  const now = useData<Promises>(address(`/api/sites/${enc(site.name)}/commitments`), true);
  const f = ahead.found;
  if (!now.data || now.data.items.length === 0) return null;
  return (
    <div className={f ? "two" : undefined} id="weeks-ahead">
      <Section title="The weeks ahead" aside={f ? `${count(f.horizonDays)} days in ${count(f.replications)} futures, with the rates on the record` : ""}>
        {ahead.noRates ? <p className="soft">How often things fail and how long repairs take is not on the record, so nothing can be said of the weeks ahead. <Link to={sitePath(site.name, "rates")}>Put rates on the record</Link></p> : null}
        {ahead.error ? ahead.error.status === 409 ? <p className="soft">{ahead.error.message}</p> : <ProblemBox error={ahead.error} doing="reckon the weeks ahead" /> : null}
        {!f && !ahead.error && !ahead.noRates ? <p role="status" className="small soft">Reckoning {REPLICATIONS} futures…</p> : null}
        {f?.now.promises.filter((p) => p.weeks.length > 0).map((p) => <One key={p.commitment} p={p} now={now.data!} />)}
      </Section>
      {f ? <HelpsMost f={f} /> : null}
    </div>
  );
}

function One({ p, now }: { p: PromiseOdds; now: Promises }) {
  const zone = useZone();
  const today = now.items.find((i) => i.name === p.commitment);
  const unit = today?.unit ?? "units";
  return (
    <>
      <Picture
        title={<><Sign of={p.probability < 0.5 ? "repair" : p.probability < 0.9 ? "suspect" : "fit"} size={12} /> {p.commitment} holds with probability {share(p.probability)}</>}
        aside={`${owed(Math.round(p.expectedCreditsCents), today?.currency ?? "")} at risk `} name={`${p.commitment}-weeks`}
        picture={<WeekBands name={p.commitment} weeks={p.weeks} now={today?.deliverable ?? 0} unit={unit} zone={zone} />}
        table={
          <DataTable
            name={`${p.commitment}-weeks`} rows={p.weeks} id={(w) => w.from} filter={false}
            columns={[
              { key: "from", head: "Week of", value: (w) => w.from, cell: (w) => dayWords(w.from, zone), nowrap: true },
              { key: "promised", head: "Promised", num: true, value: (w) => w.promised },
              { key: "median", head: "Deliverable", num: true, value: (w) => w.median, cell: (w) => expected(w.median) },
              { key: "likely", head: "Half of futures", num: true, value: (w) => w.likelyLow, cell: (w) => `${expected(w.likelyLow)} – ${expected(w.likelyHigh)}` },
              { key: "all", head: "Nine in ten", num: true, value: (w) => w.lowest, cell: (w) => `${expected(w.lowest)} – ${expected(w.highest)}` },
              { key: "probability", head: "Keeps its target", num: true, value: (w) => w.probability, cell: (w) => share(w.probability) },
            ]}
          />
        }
      />
      <p className="small soft" style={{ marginBottom: 24 }}>Deliverable {unit}s against what is promised, and below each week the probability that it keeps its target of {share(today?.target ?? 0)}. Half of all futures lie in the darker band, nine in ten in the whole.</p>
    </>
  );
}

function HelpsMost({ f }: { f: Forecast }) {
  const site = useSite();
  const helps = f.helps.filter((h) => h.creditsChangeCents < 0 || h.effects.some((e) => e.low > 0)).slice(0, HELPS_MAX);
  return (
    <Section title="What helps most" aside={<Link to={sitePath(site.name, "what-if")}>Try it</Link>}>
      {helps.length === 0 ? <p className="soft">Nothing that one more of would be seen to help.</p> : (
        <ol className="plainlist">
          {helps.map((h) => (
            <li key={`${h.change} ${h.name}`}>
              <strong>One more {HELP_WORDS[h.change] ?? h.change} {h.name}</strong>
              <div className="small soft">
                saves {money(0 - h.creditsChangeCents)} of credits{h.costCents === null ? "" : `, costs ${money(h.costCents)}`}
                {h.effects.filter((e) => e.low > 0).map((e) => `; ${e.commitment} +${share(e.change)}`).join("")}
              </div>
            </li>
          ))}
        </ol>
      )}
    </Section>
  );
}
