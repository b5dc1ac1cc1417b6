/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import { createContext, useContext } from "react";
import { enc } from "../api/client";
import { useData } from "../api/live";
import type { Me, Role, Site } from "../api/types";
import { useAt } from "./router";

export interface Here { me: Me; sites: Site[]; site: Site | null }

export const HereContext = createContext<Here | null>(null);

export function useHere(): Here {
  const here = useContext(HereContext);
  if (!here) throw new Error("No page outside the frame");
  return here;
}

/** The site that the page is about; pages of a site are only shown when there is one. */
export function useSite(): Site {
  const { site } = useHere();
  if (!site) throw new Error("No site is open");
  return site;
}

/** The time zone in which times are shown. */
export const useZone = (): string => useContext(HereContext)?.site?.timeZone ?? "UTC";

/** The site's figures at the instant of the time machine. */
export function useSiteThen() {
  const { name } = useSite();
  const at = useAt();
  return useData<Site>(`/api/sites/${enc(name)}${at ? `?at=${enc(at)}` : ""}`, at === null);
}

export function may(me: Me, ...roles: Role[]): boolean {
  return me.roles.includes("ADMIN") || roles.some((role) => me.roles.includes(role));
}
