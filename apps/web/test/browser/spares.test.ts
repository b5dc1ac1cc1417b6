/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startFixtures } from "../fixtures/server.mjs";
import { makeSite } from "../fixtures/site.mjs";
import { haveChromium, openBrowser, watch } from "./page";

describe.skipIf(!haveChromium())("a storekeeper at the page", () => {
  let server: Awaited<ReturnType<typeof startFixtures>>;
  let browser: Awaited<ReturnType<typeof openBrowser>>;
  let page: Page;
  let wrong: string[];
  beforeAll(async () => {
    server = await startFixtures({ sites: [makeSite()] });
    browser = await openBrowser({ serviceWorkers: "block" });
    page = browser.context.pages()[0] ?? (await browser.context.newPage());
    wrong = watch(page);
    await page.goto(`${server.url}/sites/tide-1/spares`);
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });
  const sent = (path: RegExp): unknown => JSON.parse(server.state.calls.filter((c: { method: string; path: string; body: string }) => c.method === "POST" && path.test(c.path)).at(-1)!.body);

  it("sees at once which shelf is empty, what to order and why", async () => {
    await page.getByRole("heading", { name: "The shelf of nic is empty." }).waitFor();
    expect(await page.getByText("To order now: 3 parts").count()).toBe(1);
    expect(await page.getByText("2 on hand, on order and in repair; the plan asks for 5").count()).toBe(1);
  });

  it("moves the target and sees cost and levels without changing the plan", async () => {
    const slider = page.getByRole("slider", { name: /Availability/ });
    await slider.fill("75");
    await page.getByText(/instead of/).waitFor();
    expect((sent(/what-if$/) as { availability: number }).availability).toBeCloseTo(0.9999, 6);
    expect(await page.getByRole("cell", { name: "+2" }).count()).toBe(1);
  });

  it("tells a move, and must say why when it is a count", async () => {
    await page.getByLabel("What happened").selectOption({ label: "counted less" });
    await page.getByLabel("Part", { exact: true }).fill("psu");
    await page.getByRole("button", { name: "Put it on the record" }).click();
    expect(await page.getByLabel("Why").evaluate((e: HTMLInputElement) => e.validity.valueMissing)).toBe(true);
    await page.getByLabel("Why").fill("Monday's count");
    await page.getByRole("button", { name: "Put it on the record" }).click();
    await page.getByText("1 of psu counted less: on the record.").waitFor();
    expect(sent(/moves$/)).toMatchObject({ part: "psu", place: "tide-1", step: "COUNTED_LESS", quantity: 1, reason: "Monday's count", toPlace: null });
    expect(wrong).toEqual([]);
    expect(server.state.breaches).toEqual([]);
  });
});
