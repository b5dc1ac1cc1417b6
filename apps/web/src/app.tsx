/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import { useEffect, useMemo, useState } from "react";
import { get, whenSignedOut } from "./api/client";
import { forget, startLive, useList } from "./api/live";
import type { Me, Site } from "./api/types";
import { DrawerProvider } from "./frame/Drawer";
import { Frame } from "./frame/Frame";
import { go, sitePath, useAddress } from "./frame/router";
import { HereContext } from "./frame/site";
import { Empty, ProblemBox } from "./parts/basics";
import { Login, NewPassword } from "./pages/Login";
import { OwnStatements } from "./pages/OwnStatements";
import { pageAt } from "./pages/pages";

const LAST_SITE = "plimsoll.site";

/** A customer has one page of its own, and no site to look at. */
const isTenant = (me: Me) => me.roles.length === 1 && me.roles[0] === "TENANT";

/** Who is signed in decides what is shown: the login, the change of a one-time password, or the frame. */
export function App() {
  const [me, setMe] = useState<Me | null | undefined>(undefined);
  const readMe = () =>
    get<Me>("/api/me").then(
      (found) => {
        setMe(found);
        if (!found.mustChangePassword && !isTenant(found)) startLive();
      },
      () => setMe(null),
    );
  useEffect(() => {
    whenSignedOut(() => {
      forget();
      setMe(null);
    });
    void readMe();
  }, []);
  if (me === undefined) return null;
  if (me === null) return <Login done={() => void readMe()} />;
  if (me.mustChangePassword) return <NewPassword user={me.user} done={() => void readMe()} />;
  if (isTenant(me)) return <OwnStatements me={me} />;
  return <Inside me={me} />;
}

function Inside({ me }: { me: Me }) {
  const url = useAddress();
  const sites = useList<Site>("/api/sites");
  const named = /^\/sites\/([^/]+)/.exec(url.pathname)?.[1];
  const wanted = named ? decodeURIComponent(named) : (url.searchParams.get("site") ?? localStorage.getItem(LAST_SITE));
  const list = sites.data;
  const site = list ? (list.find((s) => s.name === wanted) ?? (named ? null : (list[0] ?? null))) : undefined;
  useEffect(() => {
    if (site) localStorage.setItem(LAST_SITE, site.name);
    if (site && url.pathname === "/") go(sitePath(site.name) + url.search, true);
  }, [site, url.pathname, url.search]);
  const here = useMemo(() => ({ me, sites: list ?? [], site: site ?? null }), [me, list, site]);
  const page = pageAt(url.pathname);
  if (sites.error && !list) {
    return (
      <div className="gate">
        <ProblemBox error={sites.error} doing="read the sites" />
      </div>
    );
  }
  if (list === undefined) return null;
  if (page.bare) return <HereContext value={here}>{page.show()}</HereContext>;
  return (
    <HereContext value={here}>
      <DrawerProvider>
        <Frame>{site || !page.needsSite ? page.show() : <NoSite name={named ?? null} />}</Frame>
      </DrawerProvider>
    </HereContext>
  );
}

function NoSite({ name }: { name: string | null }) {
  if (name) {
    return (
      <Empty title={`There is no site called “${decodeURIComponent(name)}”`}>
        <p>Choose another one above, or look at how it is spelled.</p>
      </Empty>
    );
  }
  return (
    <>
      <h1>No site yet</h1>
      <Empty title="Watch a simulated site come up" command="./plimsoll demo">
        <p>2,048 GPUs arrive, are racked, cabled, tested and certified before your eyes.</p>
      </Empty>
      {pageAt("/new-site").show()}
    </>
  );
}
