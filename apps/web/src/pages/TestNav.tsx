/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import { Link, sitePath, useAddress } from "../frame/router";
import { useSite } from "../frame/site";

/** The pages of the section Test; only those that exist. */
const PAGES: [string, string[]][] = [
  ["Certificates", []],
  ["Blocks", ["blocks"]],
  ["Campaigns", ["campaigns"]],
  ["Criteria", ["criteria"]],
  ["Localisation", ["localisation"]],
  ["Waivers", ["waivers"]],
  ["Price of a skip", ["price"]],
  ["Idle checks", ["idle"]],
  ["Agents", ["agents"]],
];

export function TestNav() {
  const site = useSite();
  const path = useAddress().pathname;
  return (
    <nav className="subnav" aria-label="Pages about tests">
      {PAGES.map(([words, rest]) => {
        const to = sitePath(site.name, "test", ...rest);
        const here = rest.length === 0 ? path === to : path === to || path.startsWith(`${to}/`);
        return <Link key={words} to={to} aria-current={here ? "page" : undefined}>{words}</Link>;
      })}
    </nav>
  );
}
