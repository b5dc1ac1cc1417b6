/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import type { ReactNode } from "react";
import { AgentsPage } from "./Agents";
import { BlocksPage, BlockView } from "./Blocks";
import { BlockerPage } from "./Blocker";
import { BlockersPage } from "./Blockers";
import { CampaignPage } from "./Campaign";
import { CampaignsPage } from "./Campaigns";
import { CertificateView } from "./Certificate";
import { CommitmentPage } from "./Commitment";
import { CriteriaPage, CriterionSetView } from "./Criteria";
import { FabricPage } from "./Fabric";
import { EvidencePage } from "./Evidence";
import { FloorPage } from "./Floor";
import { LoadLinePage } from "./LoadLine";
import { NewSite } from "./NewSite";
import { IdleChecksPage } from "./IdleChecks";
import { LocalisationPage } from "./Localisation";
import { MetricPageView } from "./Metric";
import { MyOnCallPage } from "./MyOnCall";
import { OnCallPage } from "./OnCall";
import { PageDetailView } from "./PageView";
import { PlacePage } from "./Place";
import { PricePage } from "./Price";
import { RatesPage } from "./Rates";
import { HealthBudgetsPage } from "./HealthBudgets";
import { HealthOwnPage } from "./HealthOwn";
import { HealthPartsPage } from "./HealthParts";
import { HealthRulesPage } from "./HealthRules";
import { IncidentsPage } from "./Incidents";
import { IncidentPage } from "./IncidentView";
import { SparesPage } from "./Spares";
import { StatementPageView } from "./StatementView";
import { WaiversPage } from "./Waivers";
import { WhatIfPage } from "./WhatIf";
import { NodePageView } from "./Node";
import { TestPage } from "./Test";
import { TickPage } from "./Tick";
import { UsersPage } from "./Users";

export interface PageEntry { at: RegExp; needsSite: boolean; bare?: boolean; show: (...parts: string[]) => ReactNode }

/** Every page and its address; what is not here does not exist. */
const PAGES: PageEntry[] = [
  { at: /^\/$/, needsSite: true, show: () => null },
  { at: /^\/new-site$/, needsSite: false, show: () => <NewSite /> },
  { at: /^\/sites\/[^/]+\/?$/, needsSite: true, show: () => <LoadLinePage /> },
  { at: /^\/sites\/[^/]+\/what-if$/, needsSite: true, show: () => <WhatIfPage /> },
  { at: /^\/sites\/[^/]+\/rates$/, needsSite: true, show: () => <RatesPage /> },
  { at: /^\/sites\/[^/]+\/commitments\/([^/]+)$/, needsSite: true, show: (name) => <CommitmentPage name={name!} /> },
  { at: /^\/sites\/[^/]+\/floor$/, needsSite: true, show: () => <FloorPage /> },
  { at: /^\/sites\/[^/]+\/nodes\/([^/]+)$/, needsSite: true, show: (name) => <NodePageView name={name!} /> },
  { at: /^\/sites\/[^/]+\/fabric$/, needsSite: true, show: () => <FabricPage /> },
  { at: /^\/sites\/[^/]+\/fabric\/([^/]+)$/, needsSite: true, show: (id) => <FabricPage id={id!} /> },
  { at: /^\/sites\/[^/]+\/test$/, needsSite: true, show: () => <TestPage /> },
  { at: /^\/sites\/[^/]+\/test\/campaigns$/, needsSite: true, show: () => <CampaignsPage /> },
  { at: /^\/sites\/[^/]+\/test\/campaigns\/([^/]+)$/, needsSite: true, show: (id) => <CampaignPage id={id!} /> },
  { at: /^\/sites\/[^/]+\/test\/blocks$/, needsSite: true, show: () => <BlocksPage /> },
  { at: /^\/sites\/[^/]+\/test\/waivers$/, needsSite: true, show: () => <WaiversPage /> },
  { at: /^\/sites\/[^/]+\/test\/price$/, needsSite: true, show: () => <PricePage /> },
  { at: /^\/sites\/[^/]+\/test\/criteria$/, needsSite: true, show: () => <CriteriaPage /> },
  { at: /^\/sites\/[^/]+\/test\/criteria\/([^/]+)$/, needsSite: true, show: (id) => <CriterionSetView id={id!} /> },
  { at: /^\/sites\/[^/]+\/test\/criteria\/([^/]+)\/([^/]+)$/, needsSite: true, show: (id, metric) => <MetricPageView set={id!} metric={metric!} /> },
  { at: /^\/sites\/[^/]+\/test\/idle$/, needsSite: true, show: () => <IdleChecksPage /> },
  { at: /^\/sites\/[^/]+\/test\/agents$/, needsSite: true, show: () => <AgentsPage /> },
  { at: /^\/sites\/[^/]+\/test\/localisation$/, needsSite: true, show: () => <LocalisationPage /> },
  { at: /^\/sites\/[^/]+\/health(?:\/incidents)?$/, needsSite: true, show: () => <IncidentsPage /> },
  { at: /^\/sites\/[^/]+\/health\/incidents\/([^/]+)$/, needsSite: true, show: (id) => <IncidentPage id={id!} /> },
  { at: /^\/sites\/[^/]+\/health\/rules$/, needsSite: true, show: () => <HealthRulesPage /> },
  { at: /^\/sites\/[^/]+\/health\/budgets$/, needsSite: true, show: () => <HealthBudgetsPage /> },
  { at: /^\/sites\/[^/]+\/health\/parts(?:\/([^/]+))?$/, needsSite: true, show: (serial) => <HealthPartsPage serial={serial ?? ""} /> },
  { at: /^\/sites\/[^/]+\/health\/own$/, needsSite: true, show: () => <HealthOwnPage /> },
  { at: /^\/sites\/[^/]+\/spares$/, needsSite: true, show: () => <SparesPage /> },
  { at: /^\/sites\/[^/]+\/oncall$/, needsSite: true, show: () => <OnCallPage /> },
  { at: /^\/sites\/[^/]+\/oncall\/me$/, needsSite: true, show: () => <MyOnCallPage /> },
  { at: /^\/sites\/[^/]+\/oncall\/pages\/(\d+)$/, needsSite: true, show: (id) => <PageDetailView id={id!} /> },
  { at: /^\/sites\/[^/]+\/blockers$/, needsSite: true, show: () => <BlockersPage /> },
  { at: /^\/sites\/[^/]+\/blockers\/(\d+)$/, needsSite: true, show: (id) => <BlockerPage id={id!} /> },
  { at: /^\/sites\/[^/]+\/place$/, needsSite: true, show: () => <PlacePage /> },
  { at: /^\/sites\/[^/]+\/place\/statements\/([^/]+)$/, needsSite: true, show: (id) => <StatementPageView id={id!} /> },
  { at: /^\/certificates\/([^/]+)$/, needsSite: false, show: (id) => <CertificateView id={id!} /> },
  { at: /^\/blocks\/([^/]+)$/, needsSite: false, show: (id) => <BlockView id={id!} /> },
  { at: /^\/evidence$/, needsSite: false, show: () => <EvidencePage /> },
  { at: /^\/users$/, needsSite: false, show: () => <UsersPage /> },
  { at: /^\/tick$/, needsSite: false, bare: true, show: () => <TickPage /> },
];

export function pageAt(path: string): { needsSite: boolean; bare: boolean; show: () => ReactNode } {
  for (const page of PAGES) {
    const match = page.at.exec(path);
    if (match) {
      const parts = match.slice(1).map((p) => decodeURIComponent(p ?? ""));
      return { needsSite: page.needsSite, bare: page.bare ?? false, show: () => page.show(...parts) };
    }
  }
  return {
    needsSite: false,
    bare: false,
    show: () => (
      <div>
        <h1>There is no page at this address.</h1>
        <p className="lead wrap">
          <code>{path}</code> leads nowhere. Use the sections, or press <kbd>/</kbd> to find a node, a serial or a certificate.
        </p>
      </div>
    ),
  };
}
