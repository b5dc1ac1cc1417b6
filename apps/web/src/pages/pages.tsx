/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import type { ReactNode } from "react";
import { Empty } from "../parts/basics";
import { FloorPage } from "./Floor";
import { LoadLinePage } from "./LoadLine";
import { NewSite } from "./NewSite";

export interface PageEntry { at: RegExp; needsSite: boolean; bare?: boolean; show: (...parts: string[]) => ReactNode }

/** Every page and its address; what is not here does not exist. */
const PAGES: PageEntry[] = [
  { at: /^\/$/, needsSite: true, show: () => null },
  { at: /^\/new-site$/, needsSite: false, show: () => <NewSite /> },
  { at: /^\/sites\/[^/]+\/?$/, needsSite: true, show: () => <LoadLinePage /> },
  { at: /^\/sites\/[^/]+\/floor$/, needsSite: true, show: () => <FloorPage /> },
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
      <Empty title="There is no page at this address">
        <p>
          <code>{path}</code> leads nowhere. Use the sections on the left, or press <kbd>/</kbd> to find a node, a serial or a certificate.
        </p>
      </Empty>
    ),
  };
}
