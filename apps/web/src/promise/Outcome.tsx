/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import type { Forecast, PromiseOdds } from "../api/types";
import { useSite } from "../frame/site";
import { Section } from "../parts/basics";
import { DataTable } from "../parts/DataTable";
import { money } from "../words/format";
import { share } from "./words";

/** Each promise with its probability, its two bands and the money at risk; beside it what was tried. */
export function Outcome({ forecast }: { forecast: Forecast }) {
  const site = useSite();
  const tried = (p: PromiseOdds) => forecast.tried?.promises.find((t) => t.commitment === p.commitment);
  const then = (p: PromiseOdds, of: (t: PromiseOdds) => string) => {
    const t = tried(p);
    return t ? <>{of(p)} <strong>→ {of(t)}</strong></> : of(p);
  };
  return (
    <Section title="The promises" aside={forecast.tried ? "as it is → with the change" : ""}>
      <DataTable
        name={`${site.name}-promises`} rows={forecast.now.promises} id={(p) => p.commitment} filter={false}
        columns={[
          { key: "commitment", head: "Commitment", value: (p) => p.commitment },
          { key: "probability", head: "Holds with", num: true, value: (p) => p.probability, cell: (p) => then(p, (t) => share(t.probability)) },
          { key: "ci", head: "95 % interval", num: true, value: (p) => p.low, cell: (p) => `${share((tried(p) ?? p).low)} to ${share((tried(p) ?? p).high)}` },
          { key: "worst", head: "Worst window, 90 % by chance", num: true, value: (p) => p.worstWindow, cell: (p) => `${share((tried(p) ?? p).worstLow)} to ${share((tried(p) ?? p).worstHigh)}` },
          { key: "parameter", head: "90 % by unsure rates", num: true, value: (p) => p.parameterLow, cell: (p) => `${share((tried(p) ?? p).parameterLow)} to ${share((tried(p) ?? p).parameterHigh)}` },
          { key: "risk", head: "Expected credits", num: true, value: (p) => p.expectedCreditsCents, cell: (p) => then(p, (t) => money(t.expectedCreditsCents)) },
          { key: "windows", head: "Windows", num: true, value: (p) => p.windows },
        ]}
      />
    </Section>
  );
}
