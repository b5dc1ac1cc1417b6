/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import { useCallback, useSyncExternalStore } from "react";

type Theme = "light" | "dark";
const KEY = "plimsoll.theme";
const listeners = new Set<() => void>();
const dark = window.matchMedia("(prefers-color-scheme: dark)");

function chosen(): Theme {
  try {
    const kept = localStorage.getItem(KEY);
    if (kept === "light" || kept === "dark") return kept;
  } catch {
    // No storage: follow the system.
  }
  return dark.matches ? "dark" : "light";
}

export function applyTheme(): void {
  document.documentElement.dataset["theme"] = chosen();
  for (const listener of listeners) listener();
}
dark.addEventListener("change", applyTheme);

export function useTheme(): [Theme, () => void] {
  const theme = useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    chosen,
  );
  const toggle = useCallback(() => {
    try {
      localStorage.setItem(KEY, chosen() === "dark" ? "light" : "dark");
    } catch {
      return;
    }
    applyTheme();
  }, []);
  return [theme, toggle];
}

/** A design token's value now, for canvas and charts. */
export const token = (name: string): string => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
