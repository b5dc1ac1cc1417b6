/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { BrowserContext, Page } from "playwright-core";
import { CHROMIUM, startChromium } from "./chromium.mjs";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** Whether pages can be tested here; says so loudly where not. */
export function haveChromium(): boolean {
  if (CHROMIUM) return true;
  console.warn("\n*** NO CHROMIUM: the pages are NOT tested here. Maybe install Debian's chromium, or set CHROMIUM to its path. ***\n");
  return false;
}

export async function openBrowser(options: Record<string, unknown> = {}): Promise<{ context: BrowserContext; close: () => Promise<void> }> {
  return startChromium(options);
}

/** What axe-core finds wrong with the page, as short sentences. */
export async function axe(page: Page): Promise<string[]> {
  await page.evaluate(AXE);
  return page.evaluate(async () => {
    const run = (globalThis as unknown as { axe: { run: (root: unknown, o: unknown) => Promise<{ violations: { id: string; help: string; nodes: { html: string; failureSummary: string }[] }[] }> } }).axe.run;
    const found = await run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"] });
    return found.violations.flatMap((v) => v.nodes.slice(0, 4).map((n) => `${v.id}: ${v.help}: ${n.html.slice(0, 160)} :: ${n.failureSummary.split("\n")[1] ?? ""}`));
  });
}

/** Collects what goes wrong in the page; an answer of 4xx that a test asks for is not counted. */
export function watch(page: Page): string[] {
  const wrong: string[] = [];
  page.on("pageerror", (e) => wrong.push(`page error: ${e.message}`));
  page.on("console", (m) => {
    if (m.type() === "error" && !/Failed to load resource/.test(m.text())) wrong.push(`console: ${m.text()}`);
  });
  return wrong;
}

/** How far the page is wider than its window, in pixels. */
export const overflow = (page: Page): Promise<number> => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
