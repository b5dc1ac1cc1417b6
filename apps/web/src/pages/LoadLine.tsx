/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import { useMemo, useState } from "react";
import { address, enc } from "../api/client";
import { type Data, useData, useList } from "../api/live";
import type { Ledger, LedgerRow, LoadLine, LoadPoint, NodeRow, RepairOrder, Site } from "../api/types";
import { Figure } from "../frame/Drawer";
import { Link, sitePath, useAt } from "../frame/router";
import { useSite, useSiteThen } from "../frame/site";
import { token } from "../frame/theme";
import { Empty, Section, Show } from "../parts/basics";
import { type Column, DataTable } from "../parts/DataTable";
import { Sign } from "../parts/signs";
import { count, download, plural } from "../words/format";
import { byMeaning, STACK, STATE_WORDS, STATES, sumOf } from "../words/states";
import { CommitmentsSection } from "../promise/Commitments";
import { type Ahead, useForecast } from "../promise/useForecast";
import { WeeksAhead } from "../promise/WeeksAhead";
import { share } from "../promise/words";
import { DayPanel } from "./DayPanel";
import { LoadChart } from "./LoadChart";
import { loadSvg, pointColumns } from "./loadExport";
import { anyPromise } from "./stack";

const POINTS = 400;
const WEAK = 0.9;

/** The first page: what may we promise, and what is in the way? */
export function LoadLinePage() {
  const here = useSite();
  const site = useSiteThen();
  return (
    <Show of={{ ...site, data: site.data ?? undefined }} what="the load line">
      {(s) => (sumOf(s.gpus) === 0 ? <NoUnits site={here} /> : <Loaded site={s} />)}
    </Show>
  );
}

function Loaded({ site }: { site: Site }) {
  const at = useAt();
  const [chosen, setChosen] = useState<number | null>(null);
  const line = useData<LoadLine>(address(`/api/sites/${enc(site.name)}/load-line`, { to: at, points: POINTS }), at === null);
  const ahead = useForecast(site.name, at !== null);
  const gpus = byMeaning(site.gpus);
  const total = sumOf(site.gpus);
  const notVerified = Math.max(0, site.cablesPlanned - site.cablesVerified);
  const points = line.data?.points ?? [];
  const promised = points.at(-1)?.promised ?? 0;
  const rows = (figure: string) => ({ site: site.name, figure, at });
  return (
    <>
      <div className="head">
        <div>
          <h1>
            {count(site.fitGpus)} of {plural(total, "GPU")} {site.fitGpus === 1 ? "is" : "are"} fit.
          </h1>
          <p className="lead">
            {anyPromise(points) && promised
              ? promised > site.fitGpus
                ? `Promised: ${count(promised)}. ${count(promised - site.fitGpus)} more than what is fit.`
                : `Promised: ${count(promised)}. Room for ${count(site.fitGpus - promised)} more.`
              : "No commitments yet, so there is no line to stay above: the water level is what is fit."}
          </p>
        </div>
      </div>
      <div className="figures">
        <Figure
          what="Fit" big value={count(site.fitGpus)} unit="GPUs" sign={<Sign of="fit" />}
          behind={{
            title: `${plural(site.fitGpus, "GPU")} fit`,
            how: "Units that are accepted, hot spare or serving: each of them has a certificate in which every required test is passed or waived.",
            facts: [["Accepted", count(site.gpus.ACCEPTED ?? 0)], ["Hot spare", count(site.gpus.HOT_SPARE ?? 0)], ["Serving", count(site.gpus.SERVING ?? 0)]],
            more: { words: `${plural(site.certificates, "certificate")}`, to: sitePath(site.name, "test") },
            rows: rows("ACCEPTED,HOT_SPARE,SERVING"),
          }}
        />
        <Figure
          what="In test" big value={count(gpus.testing)} unit="GPUs" sign={<Sign of="testing" />}
          behind={{
            title: `${plural(gpus.testing, "GPU")} in test`,
            how: "Units whose node runs a test plan now. They become fit when the certificate is signed, and not before.",
            more: { words: "The nodes in test", to: address(sitePath(site.name, "floor"), { view: "table", state: "TESTING" }) },
            rows: rows("TESTING"),
          }}
        />
        <Figure
          what="In repair" big value={count(gpus.repair + gpus.suspect)} unit="GPUs" sign={<Sign of="repair" />}
          behind={{
            title: `${plural(gpus.repair + gpus.suspect, "GPU")} in repair or suspect`,
            how: "Units in repair, suspect, or draining towards repair.",
            facts: [["In repair", count(site.gpus.REPAIR ?? 0)], ["Suspect", count(site.gpus.SUSPECT ?? 0)], ["Draining", count(site.gpus.DRAINING ?? 0)]],
            more: { words: "The nodes in repair", to: address(sitePath(site.name, "floor"), { view: "table", state: "REPAIR" }) },
            rows: rows("REPAIR,SUSPECT,DRAINING"),
          }}
        />
        <Figure
          what="Cables not verified" big value={count(notVerified)} unit={`of ${count(site.cablesPlanned)}`} sign={<Sign of="unknown" />}
          behind={{
            title: `${plural(notVerified, "cable")} not verified`,
            how: "Planned cables that the last observation did not show as planned. A cable that nobody looked at counts here, and never as fine.",
            facts: [["Planned", count(site.cablesPlanned)], ["Verified", count(site.cablesVerified)]],
            more: { words: "The last verification", to: sitePath(site.name, "fabric") },
            rows: rows("CABLES"),
          }}
        />
        <Figure
          what="Open repair orders" big value={count(site.openRepairOrders)} sign={<Sign of={site.openRepairOrders ? "repair" : "fit"} />}
          behind={{
            title: plural(site.openRepairOrders, "open repair order"),
            how: "Orders whose moves are not all ticked, or whose moves no later observation has confirmed.",
            more: { words: "The orders with their proof", to: sitePath(site.name, "fabric") },
            rows: rows("ORDERS"),
          }}
        />
      </div>
      <div className="two">
        <OverTime site={site} line={line} chosen={chosen} choose={setChosen} />
        <InTheWay site={site} notVerified={notVerified} ahead={ahead} />
      </div>
      {chosen !== null ? <DayPanel site={site} instant={chosen} points={points} close={() => setChosen(null)} /> : null}
      <CommitmentsSection />
      {at === null ? <WeeksAhead ahead={ahead} /> : null}
      <LedgerSection site={site} />
    </>
  );
}

function OverTime({ site, line, chosen, choose }: { site: Site; line: Data<LoadLine>; chosen: number | null; choose: (instant: number) => void }) {
  const zone = site.timeZone;
  const [table, setTable] = useState(false);
  const columns = useMemo(() => pointColumns(zone), [zone]);
  const save = (points: LoadPoint[]) => {
    const colours = Object.fromEntries(STACK.map((m) => [m, token(`--${m}`)]));
    download(`${site.name}-load-line.svg`, loadSvg(points, colours, `${site.title || site.name}: GPUs by state`, zone), "image/svg+xml");
  };
  return (
    <Section
      id="over-time"
      title="GPUs over time"
      aside={
        <>
          <button type="button" className="plain" aria-pressed={table} onClick={() => setTable(!table)}>{table ? "Picture" : "Table"}</button>
          <button type="button" className="plain" disabled={!line.data} onClick={() => line.data && save(line.data.points)}>Save SVG</button>
        </>
      }
    >
      <Show of={line} what="the load line">
        {(l) => {
          if (l.points.length === 0) return <p className="soft">Nothing has happened yet.</p>;
          if (table) return <DataTable name={`${site.name}-load-line`} rows={l.points} columns={columns} id={(p) => p.at} first={{ key: "at", down: true }} />;
          return <LoadChart points={l.points} zone={zone} onDay={choose} chosen={chosen} />;
        }}
      </Show>
    </Section>
  );
}

interface Obstacle { n: number; words: string; to: string }

function InTheWay({ site, notVerified, ahead }: { site: Site; notVerified: number; ahead: Ahead }) {
  const at = useAt();
  const repair = useList<NodeRow>(at ? null : `/api/sites/${enc(site.name)}/nodes?state=REPAIR`, true, 500);
  const orders = useList<RepairOrder>(at ? null : `/api/sites/${enc(site.name)}/repair-orders?status=OPEN`, true, 2_000);
  const table = (state: string) => address(sitePath(site.name, "floor"), { view: "table", state });
  const n = site.nodes;
  const critical = (orders.data ?? []).filter((o) => o.severity === "CRITICAL").length;
  const weak = (ahead.found?.now.promises ?? []).filter((p) => p.probability < WEAK).sort((a, b) => a.probability - b.probability);
  const obstacles: Obstacle[] = [
    { n: critical, words: "repair orders that take a whole node or switch", to: sitePath(site.name, "fabric") },
    { n: site.openRepairOrders - critical, words: critical > 0 ? "other open repair orders" : "open repair orders", to: sitePath(site.name, "fabric") },
    { n: n.REPAIR ?? 0, words: `nodes in repair${repair.data?.[0] ? `, first ${repair.data[0].name}` : ""}`, to: table("REPAIR") },
    { n: (n.SUSPECT ?? 0) + (n.DRAINING ?? 0), words: "nodes suspect or draining", to: table("SUSPECT") },
    { n: notVerified, words: "cables not verified", to: sitePath(site.name, "fabric") },
    { n: n.PLANNED ?? 0, words: "nodes ordered and not received", to: table("PLANNED") },
    { n: n.RECEIVED ?? 0, words: "nodes received and not racked", to: table("RECEIVED") },
    { n: n.INSTALLED ?? 0, words: "nodes racked and not cabled as planned", to: table("INSTALLED") },
    { n: n.CABLED ?? 0, words: "nodes cabled and waiting for a test", to: table("CABLED") },
    { n: n.TESTING ?? 0, words: "nodes in test", to: table("TESTING") },
    { n: weak.length, words: `${weak.length === 1 ? "promise" : "promises"} that may not hold, first ${weak[0]?.commitment}: ${share(weak[0]?.probability ?? 0)}`, to: sitePath(site.name, "what-if") },
  ].filter((o) => o.n > 0);
  return (
    <Section title="What is in the way">
      {obstacles.length === 0 ? (
        <p className="soft">Nothing: every unit is fit.</p>
      ) : (
        <ul className="way">
          {obstacles.map((o) => (
            <li key={o.words}>
              <Link to={o.to}>
                <span className="n">{count(o.n)}</span>
                <span>{o.words}</span>
              </Link>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

function LedgerSection({ site }: { site: Site }) {
  const at = useAt();
  const ledger = useData<Ledger>(address(`/api/sites/${enc(site.name)}/ledger`, { at }), at === null);
  const columns = useMemo<Column<LedgerRow>[]>(
    () => [
      { key: "class", head: "Units", value: (r) => r.unitClass, cell: (r) => ({ GPU: "GPUs", NODE: "nodes", SWITCH: "switches" })[r.unitClass] ?? r.unitClass.toLowerCase() },
      ...STATES.map((state): Column<LedgerRow> => ({ key: state, head: STATE_WORDS[state], num: true, value: (r) => r.byState[state] ?? 0, cell: (r) => (r.byState[state] ? count(r.byState[state]) : <span className="faint">0</span>) })),
      { key: "sum", head: "sum", num: true, value: (r) => r.sum, cell: (r) => <strong>{count(r.sum)}</strong> },
    ],
    [],
  );
  return (
    <Section
      title="Capacity ledger"
      aside={ledger.data ? (ledger.data.conserved ? "The states add up to what there is." : "The states do not add up: run plimsoll journal verify.") : undefined}
    >
      <Show of={ledger} what="the ledger">
        {(l) => <DataTable name="ledger" rows={l.rows} columns={columns} id={(r) => r.unitClass} filter={false} />}
      </Show>
    </Section>
  );
}

function NoUnits({ site }: { site: Site }) {
  return (
    <>
      <h1>Nothing is planned at {site.title || site.name} yet.</h1>
      <Empty title="First give the site its cabling plan" command={`plimsoll fabric design --template rail-k64 --gpus 2048 --out plan`}>
        <p>The plan says which nodes, switches and cables the site will have. Design one, or bring your own: CSV, JSON, NetBox, SHCD xlsx, .topo or dot.</p>
        <Link className="button first" to={sitePath(site.name, "fabric")}>
          Upload a plan
        </Link>
      </Empty>
    </>
  );
}
