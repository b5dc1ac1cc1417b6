/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startFixtures } from "../fixtures/server.mjs";
import { makeSite } from "../fixtures/site.mjs";
import { axe, haveChromium, openBrowser, overflow, watch } from "./page";

describe.skipIf(!haveChromium())("a customer at the page", () => {
  let server: Awaited<ReturnType<typeof startFixtures>>;
  let browser: Awaited<ReturnType<typeof openBrowser>>;
  let page: Page;
  let wrong: string[];
  beforeAll(async () => {
    server = await startFixtures({ sites: [makeSite()], roles: ["TENANT"] });
    browser = await openBrowser({ serviceWorkers: "block" });
    page = browser.context.pages()[0] ?? (await browser.context.newPage());
    wrong = watch(page);
    await page.goto(`${server.url}/`);
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });
  const asked = () => server.state.calls.map((c: { method: string; path: string }) => `${c.method} ${c.path}`);

  it("reads how much energy was used for it, and how it comes together", async () => {
    await page.getByRole("heading", { name: "1 statement of your energy." }).waitFor();
    await page.getByText("3,240,000 kWh were used for you in 2025: 2,788,297 kWh at your IT and 451,703 kWh for your part of cooling and losses. That is 60 % of the site's IT energy.").waitFor();
    expect(await page.getByRole("row", { name: /its energy at the IT 2,788,296\.9 kWh metered meters of its racks/ }).count()).toBe(1);
    expect(await page.getByText("90 % of the IT energy is told apart").count()).toBe(1);
  });

  it("is told what is not given, never a zero", async () => {
    expect(await page.getByRole("row", { name: /renewable share of the site not given/ }).count()).toBe(1);
  });

  it("takes home the PDF with its data and the signed file", async () => {
    expect(await page.getByRole("link", { name: "PDF/A with its data" }).getAttribute("href")).toBe("/api/me/statements/2/pdf");
    expect(await page.getByRole("link", { name: "Signed file" }).getAttribute("href")).toBe("/api/me/statements/2/dsse");
  });

  it("sees nothing of the site, and asks for nothing of it, at any address", async () => {
    for (const path of ["/sites/tide-1/place", "/sites/tide-1/floor", "/evidence", "/users", "/sites/tide-1/place/statements/1"]) {
      await page.goto(server.url + path);
      await page.getByRole("heading", { name: "1 statement of your energy." }).waitFor();
      expect(await page.getByRole("navigation").count()).toBe(0);
    }
    expect([...new Set(asked())].sort()).toEqual(["GET /api/me", "GET /api/me/statements", "GET /api/me/statements/2"]);
  });

  for (const scheme of ["light", "dark"] as const) {
    it(`axe finds nothing wrong (${scheme}), and the page fits a phone`, async () => {
      await page.emulateMedia({ colorScheme: scheme });
      for (const width of [1440, 390]) {
        await page.setViewportSize({ width, height: 844 });
        await page.goto(server.url);
        await page.getByRole("row", { name: /its energy in all/ }).waitFor();
        expect(await overflow(page)).toBeLessThanOrEqual(0);
        expect(await axe(page)).toEqual([]);
      }
      expect(wrong).toEqual([]);
    });
  }

  it("asked and was answered as docs/openapi.json says", () => {
    expect([...new Set(server.state.breaches)]).toEqual([]);
  });

  it("signs out and leaves nothing behind", async () => {
    await page.getByRole("button", { name: /^Sign out/ }).click();
    await expect.poll(() => asked().includes("POST /api/logout")).toBe(true);
  });
});
