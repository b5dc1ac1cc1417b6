/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
// Takes pictures of pages, to be looked at: node test/look.mjs OUT [NAME=PATH ...]. PLIMSOLL_URL looks at a running server, ROLES=TENANT as a customer.
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { startChromium } from "./browser/chromium.mjs";
import { startFixtures } from "./fixtures/server.mjs";
import { makeSite } from "./fixtures/site.mjs";

const [out = "target/look", ...asked] = process.argv.slice(2);
const schemes = (process.env.LOOK ?? "light,dark").split(",");
const widths = (process.env.WIDTHS ?? "desktop,phone").split(",");
mkdirSync(out, { recursive: true });
const nodes = Number(process.env.NODES ?? 256);
const server = process.env.PLIMSOLL_URL ? null : await startFixtures({ sites: [makeSite({ nodes, halls: nodes > 1024 ? 2 : 1 })], roles: (process.env.ROLES ?? "ADMIN").split(",") });
const base = process.env.PLIMSOLL_URL ?? server.url;
const pages = (asked.length ? asked : ["line=/"]).map((a) => [a.slice(0, a.indexOf("=")), a.slice(a.indexOf("=") + 1)]);
for (const scheme of schemes) {
  const { context, close } = await startChromium({ colorScheme: scheme });
  const page = context.pages()[0] ?? (await context.newPage());
  page.on("pageerror", (e) => console.log("page error:", e.message));
  page.on("console", (m) => m.type() === "error" && console.log("console:", m.text()));
  for (const width of widths) {
    await page.setViewportSize(width === "phone" ? { width: 390, height: 844 } : { width: 1440, height: 900 });
    for (const [name, path] of pages) {
      await page.goto(base + path);
      await page.waitForLoadState("networkidle", { timeout: 1500 }).catch(() => {});
      await page.waitForTimeout(400);
      await page.screenshot({ path: join(out, `${name}-${width}-${scheme}.png`), fullPage: Boolean(process.env.FULL) });
    }
  }
  await close();
}
await server?.close();
