/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import { type ReactNode, useEffect, useState } from "react";
import { forget, stopLive, useOnline } from "../api/live";
import { post } from "../api/client";
import { Mark } from "../parts/signs";
import { fullWhen } from "../words/format";
import { Search } from "./Search";
import { TimeMachine } from "./TimeMachine";
import { go, Link, setQuery, sitePath, useAddress, useAt } from "./router";
import { may, useHere, useZone } from "./site";
import { useTheme } from "./theme";

/** Only what exists is in the rail. */
function sections(site: string | null): { words: string; to: string; at: RegExp }[] {
  const own = site === null ? [] : [
    { words: "Load line", to: sitePath(site), at: /^\/sites\/[^/]+\/?(commitments\/.*|what-if|rates)?$/ },
    { words: "Floor", to: sitePath(site, "floor"), at: /^\/sites\/[^/]+\/(floor|nodes)/ },
    { words: "Fabric", to: sitePath(site, "fabric"), at: /^\/sites\/[^/]+\/fabric/ },
    { words: "Test", to: sitePath(site, "test"), at: /^\/sites\/[^/]+\/test|^\/certificates|^\/blocks/ },
    { words: "Health", to: sitePath(site, "health"), at: /^\/sites\/[^/]+\/health/ },
    { words: "Spares", to: sitePath(site, "spares"), at: /^\/sites\/[^/]+\/spares/ },
    { words: "On-call", to: sitePath(site, "oncall"), at: /^\/sites\/[^/]+\/oncall/ },
    { words: "Blockers", to: sitePath(site, "blockers"), at: /^\/sites\/[^/]+\/blockers/ },
    { words: "Place", to: sitePath(site, "place"), at: /^\/sites\/[^/]+\/place/ },
  ];
  return [...own, { words: "Evidence", to: "/evidence", at: /^\/evidence/ }];
}

export function Frame({ children }: { children: ReactNode }) {
  const { me, site } = useHere();
  const path = useAddress().pathname;
  const [theme, toggle] = useTheme();
  return (
    <div className="frame">
      <nav className="rail" aria-label="Sections">
        <Link className="mark" to={site ? sitePath(site.name) : "/"} aria-label="Plimsoll, to the load line">
          <Mark />
          <span>Plimsoll</span>
        </Link>
        <ul>
          {sections(site?.name ?? null).map((s) => (
            <li key={s.words}>
              <Link to={s.to} aria-current={s.at.test(path) ? "page" : undefined}>
                {s.words}
              </Link>
            </li>
          ))}
        </ul>
        <div className="foot">
          {site ? <Link to={`/tick?site=${encodeURIComponent(site.name)}`} className="hide">Phone page</Link> : null}
          {may(me) ? <Link to="/users" className="hide">Users</Link> : null}
          <button type="button" onClick={toggle}>
            {theme === "dark" ? "Light page" : "Dark page"}
          </button>
          <button
            type="button"
            onClick={() => {
              void post("/api/logout").finally(() => {
                stopLive();
                forget();
                window.location.assign("/");
              });
            }}
          >
            Sign out <span className="hide">{me.user}</span>
          </button>
          <span className="hide">{me.version}</span>
        </div>
      </nav>
      <div>
        <TopBar />
        <AsOf />
        <main id="page" className="page" tabIndex={-1} style={{ outline: "none" }}>
          {children}
        </main>
      </div>
    </div>
  );
}

function TopBar() {
  const { site, sites } = useHere();
  const path = useAddress().pathname;
  const online = useOnline();
  const [late, setLate] = useState(false);
  useEffect(() => {
    // A stream takes a moment to open: say that it is down only when it stays down.
    const timer = setTimeout(() => setLate(!online), online ? 0 : 5_000);
    return () => clearTimeout(timer);
  }, [online]);
  return (
    <header className="top">
      {sites.length > 1 ? (
        <select
          aria-label="Site"
          value={site?.name ?? ""}
          onChange={(e) => go(path.startsWith("/sites/") ? path.replace(/^\/sites\/[^/]+/, sitePath(e.target.value)).replace(/\/nodes\/.*$/, "/floor") : sitePath(e.target.value))}
        >
          {sites.map((s) => (
            <option key={s.name} value={s.name}>
              {s.title || s.name}
            </option>
          ))}
        </select>
      ) : (
        <span className="site">{site ? site.title || site.name : ""}</span>
      )}
      {site?.simulated ? <span className="tag">simulated</span> : null}
      <span className="grow" />
      <span className="live" role="status">{online ? "live" : late ? "not live: reconnecting" : ""}</span>
      <Search />
      {site ? <TimeMachine /> : null}
    </header>
  );
}

function AsOf() {
  const at = useAt();
  const zone = useZone();
  if (!at) return null;
  return (
    <div className="asof" role="status">
      <span>As of {fullWhen(at, zone)}. Not now.</span>
      <button type="button" onClick={() => setQuery({ at: null })}>
        Back to now
      </button>
    </div>
  );
}
