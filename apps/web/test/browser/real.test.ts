/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { axe, haveChromium, openBrowser, overflow, watch } from "./page";

/** A running server, for example one that `./plimsoll demo` started; its user is PLIMSOLL_USER with PLIMSOLL_PASSWORD. */
const URL_GIVEN = process.env["PLIMSOLL_URL"];
const USER = process.env["PLIMSOLL_USER"] ?? "admin";
const PASSWORD = process.env["PLIMSOLL_PASSWORD"] ?? "";
const OWN_PASSWORD = "a ship in dry dock";

describe.skipIf(!URL_GIVEN || !haveChromium())("the pages on a real server", () => {
  let browser: Awaited<ReturnType<typeof openBrowser>>;
  let page: Page;
  let wrong: string[];
  let refused: string[];
  const sections: string[] = [];
  beforeAll(async () => {
    browser = await openBrowser({ serviceWorkers: "block" });
    page = browser.context.pages()[0] ?? (await browser.context.newPage());
    wrong = watch(page);
    refused = [];
    page.on("response", (r) => {
      if (r.status() >= 400 && !(r.status() === 401 && r.url().endsWith("/api/me"))) refused.push(`${r.status()} ${r.url()}`);
    });
    await page.goto(URL_GIVEN!);
    await page.getByLabel("User").fill(USER);
    await page.getByLabel("Password").fill(PASSWORD);
    await page.getByRole("button", { name: "Sign in" }).click();
    const first = page.locator(".rail a").first();
    await first.or(page.getByLabel("One-time password")).waitFor();
    if ((await page.getByLabel("One-time password").count()) > 0) {
      await page.getByLabel("One-time password").fill(PASSWORD);
      await page.getByLabel("New password", { exact: true }).fill(OWN_PASSWORD);
      await page.getByLabel("New password again").fill(OWN_PASSWORD);
      await page.getByRole("button", { name: "Set password" }).click();
      await first.waitFor();
    }
    sections.push(...(await page.locator(".rail li a").evaluateAll((links) => links.map((a) => a.getAttribute("href")!))));
  });
  afterAll(() => browser?.close());

  async function clean(path: string): Promise<void> {
    wrong.length = refused.length = 0;
    await page.goto(new URL(path, URL_GIVEN).href);
    await page.locator("h1").first().waitFor();
    await page.waitForFunction(() => !document.querySelector(".wait"));
    expect(refused).toEqual([]);
    expect(wrong).toEqual([]);
    expect(await page.locator(".problem").allInnerTexts()).toEqual([]);
    expect(await axe(page)).toEqual([]);
    console.log(`  ${path}: ${(await page.locator("h1").first().innerText()).replaceAll("\n", " ")}`);
  }

  it("every section answers", async () => {
    expect(sections.length).toBeGreaterThan(0);
    for (const path of [...sections, "/users", "/tick"]) await clean(path);
  });
  it("a node, a certificate and a journal row answer", async () => {
    const site = sections[0]!;
    await page.goto(new URL(`${site}/floor?view=table`, URL_GIVEN).href);
    await page.locator("h1").first().waitFor();
    const node = await page.evaluate(async (s) => ((await (await fetch(`/api${s}/nodes?limit=1`)).json()) as { items: { name: string }[] }).items[0]?.name, site);
    if (node) await clean(`${site}/nodes/${node}`);
    const certificate = await page.evaluate(async (s) => ((await (await fetch(`/api${s}/certificates?limit=1`)).json()) as { items: { id: number }[] }).items[0]?.id, site);
    if (certificate) await clean(`/certificates/${certificate}`);
    await clean("/evidence?row=1");
  });
  it("the time machine shows every section an hour earlier", async () => {
    const at = new Date(Date.now() - 3_600_000).toISOString();
    for (const path of sections) await clean(`${path}?at=${encodeURIComponent(at)}`);
  });
  it("every section fits a phone", async () => {
    await page.setViewportSize({ width: 390, height: 844 });
    for (const path of sections) {
      await page.goto(new URL(path, URL_GIVEN).href);
      await page.locator("h1").first().waitFor();
      expect(await overflow(page), path).toBeLessThanOrEqual(0);
    }
  });
});
