/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import { Link, sitePath, useAddress } from "../frame/router";
import { useSite } from "../frame/site";

const PAGES: [string, string[]][] = [
  ["Incidents", []],
  ["Rules", ["rules"]],
  ["Budgets", ["budgets"]],
  ["Parts", ["parts"]],
  ["Own health", ["own"]],
];

/** The pages of the section Health. */
export function HealthNav() {
  const site = useSite();
  const path = useAddress().pathname;
  const home = sitePath(site.name, "health");
  return (
    <nav className="subnav" aria-label="Pages about health">
      {PAGES.map(([words, rest]) => {
        const to = sitePath(site.name, "health", ...rest);
        const here = rest.length === 0 ? path === home || path.startsWith(`${home}/incidents`) : path === to || path.startsWith(`${to}/`);
        return <Link key={words} to={to} aria-current={here ? "page" : undefined}>{words}</Link>;
      })}
    </nav>
  );
}
