/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import { type AnchorHTMLAttributes, type ReactNode, useSyncExternalStore } from "react";
import { address, enc } from "../api/client";

const listeners = new Set<() => void>();
const EVENT = "plimsoll:moved";

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  window.addEventListener("popstate", listener);
  window.addEventListener(EVENT, listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener("popstate", listener);
    window.removeEventListener(EVENT, listener);
  };
}

/** The address in the bar, as path and query. */
export function useAddress(): URL {
  const href = useSyncExternalStore(subscribe, () => window.location.href);
  return new URL(href);
}

export function go(to: string, replace = false): void {
  const url = new URL(to, window.location.href);
  const moved = url.pathname !== window.location.pathname;
  window.history[replace ? "replaceState" : "pushState"]({}, "", url);
  window.dispatchEvent(new Event(EVENT));
  if (moved) {
    window.scrollTo(0, 0);
    // A reader of screens hears where it is now.
    requestAnimationFrame(() => document.getElementById("page")?.focus({ preventScroll: true }));
  }
}

/** Changes query parameters of the page that is open; null removes one. */
export function setQuery(changes: Record<string, string | null>, replace = true): void {
  const url = new URL(window.location.href);
  for (const [key, value] of Object.entries(changes)) {
    if (value === null || value === "") url.searchParams.delete(key);
    else url.searchParams.set(key, value);
  }
  go(url.pathname + url.search, replace);
}

export const useQuery = (key: string): string | null => useAddress().searchParams.get(key);
/** The instant as of which every page is shown; null for now. */
export const useAt = (): string | null => useQuery("at");

/** The path of a page of a site. The instant of the time machine is carried along by {@link Link}. */
export const sitePath = (site: string, ...rest: string[]): string => ["", "sites", site, ...rest].map(enc).join("/");

function keepAt(to: string): string {
  const at = new URL(window.location.href).searchParams.get("at");
  if (!at || to.startsWith("/api/") || /[?&]at=/.test(to)) return to;
  return address(to, { at });
}

/** Opens a page and stays at the instant of the time machine. */
export const open = (to: string): void => go(keepAt(to));

export function Link({ to, children, ...rest }: { to: string; children: ReactNode } & AnchorHTMLAttributes<HTMLAnchorElement>) {
  useAddress();
  const href = keepAt(to);
  return (
    <a
      {...rest}
      href={href}
      onClick={(event) => {
        rest.onClick?.(event);
        if (event.defaultPrevented || event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
        event.preventDefault();
        go(href);
      }}
    >
      {children}
    </a>
  );
}
