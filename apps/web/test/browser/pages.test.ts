/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import { createHash } from "node:crypto";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { startFixtures } from "../fixtures/server.mjs";
import { makeSite } from "../fixtures/site.mjs";
import { axe, haveChromium, openBrowser, overflow, watch } from "./page";

type Fixtures = Awaited<ReturnType<typeof startFixtures>>;
type Browser = Awaited<ReturnType<typeof openBrowser>>;

const certificate = parseInt(createHash("sha256").update("gpu-0009").digest("hex").slice(0, 7), 16);
/** Each page with what its first line says. */
const PAGES: [string, string, RegExp][] = [
  ["load line", "/sites/tide-1", /^1,000 of 2,048 GPUs are fit\.$/],
  ["commitment", "/sites/tide-1/commitments/acme-east", /^acme-east is short of 1 node\.$/],
  ["what if", "/sites/tide-1/what-if", /^acme-east holds with probability 62 %\.$/],
  ["rates", "/sites/tide-1/rates", /^3 rates, each with its source\.$/],
  ["floor", "/sites/tide-1/floor", /^122 of 256 nodes fit, 6 in repair/],
  ["floor's table", "/sites/tide-1/floor?view=table", /^122 of 256 nodes fit/],
  ["node", "/sites/tide-1/nodes/gpu-0009", /^gpu-0009 is accepted\.$/],
  ["node in repair", "/sites/tide-1/nodes/gpu-0001", /^gpu-0001 is in repair\.$/],
  ["fabric", "/sites/tide-1/fabric", /^18 cables not verified, of 4,096\.$/],
  ["test", "/sites/tide-1/test", /^122 nodes hold a certificate\.$/],
  ["blocks", "/sites/tide-1/test/blocks", /^1 block of 2 rests on certificates that ended\.$/],
  ["block", "/blocks/1", /^SU-1: 1 of 32 certificates no longer holds\.$/],
  ["campaigns", "/sites/tide-1/test/campaigns", /^1 campaign under way\.$/],
  ["new campaign", "/sites/tide-1/test/campaigns?new=1", /^A new campaign/],
  ["campaign", "/sites/tide-1/test/campaigns/1", /nodes accepted, \d+ failed\.$/],
  ["criteria", "/sites/tide-1/test/criteria", /^fleet-2026-11 v4 judges\.$/],
  ["set of criteria", "/sites/tide-1/test/criteria/7", /^fleet-2026-11 v4 judges\.$/],
  ["metric", "/sites/tide-1/test/criteria/7/hbm-bandwidth", /^hbm-bandwidth: 4 nodes are past the limit\.$/],
  ["idle checks", "/sites/tide-1/test/idle", /^Checks found 1 bad idle node\.$/],
  ["agents", "/sites/tide-1/test/agents", /^2 of 40 agents are away\.$/],
  ["waivers", "/sites/tide-1/test/waivers", /^2 waivers are in force\.$/],
  ["price of a skip", "/sites/tide-1/test/price?skip=nic-loopback,storage", /^Leaving out 2 tests lets 15\.5 bad nodes/],
  ["incidents", "/sites/tide-1/health", /^4 incidents open, 34 nodes affected; 1 waits for a person\.$/],
  ["incident", "/sites/tide-1/health/incidents/I-4", /^GPU serial 1650423009 failed in several slots/],
  ["health rules", "/sites/tide-1/health/rules", /^plimsoll 1 judges, as shipped\.$/],
  ["health budgets", "/sites/tide-1/health/budgets", /^1 budget spent; 1 of 256 nodes out of service/],
  ["part", "/sites/tide-1/health/parts/1650423009", /^1650423009 failed in 3 slots: the part/],
  ["own health", "/sites/tide-1/health/own", /^3 acknowledged signals without a decision\.$/],
  ["spares", "/sites/tide-1/spares", /^The shelf of nic is empty/],
  ["on-call", "/sites/tide-1/oncall", /^1 gap ahead, the first /],
  ["page somebody answers", "/sites/tide-1/oncall/pages/2", /^leaf-003 lost 12 links$/],
  ["my on-call", "/sites/tide-1/oncall/me", /^A night page took your rest/],
  ["blockers", "/sites/tide-1/blockers", /^5 blockers cost 5\.5 contract days and 166,656 GPU-hours\.$/],
  ["blocker", "/sites/tide-1/blockers/12", /^CDU 3 loses pressure$/],
  ["place", "/sites/tide-1/place", /^The ground is not cleared; 1 statement to file\.$/],
  ["statement", "/sites/tide-1/place/statements/1", /^Filed: version 1\.$/],
  ["localisation", "/sites/tide-1/test/localisation", /^Which node, NIC, cable or port is bad\?$/],
  ["certificate", `/certificates/${certificate}`, /^gpu-0009 was found fit\.$/],
  ["evidence", "/evidence", /^971 rows on the record\.$/],
  ["users", "/users", /^2 users\.$/],
  ["moves", "/tick?site=tide-1", /Plug the cable end at leaf-003:17/],
  ["nowhere", "/no/such/page", /./],
];

describe.skipIf(!haveChromium())("every page", () => {
  let server: Fixtures;
  let browser: Browser;
  let page: Page;
  let wrong: string[];
  beforeAll(async () => {
    server = await startFixtures({ sites: [makeSite()] });
    browser = await openBrowser({ serviceWorkers: "block" });
    page = browser.context.pages()[0] ?? (await browser.context.newPage());
    wrong = watch(page);
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });
  beforeEach(() => {
    wrong.length = 0;
  });

  for (const [name, path, says] of PAGES) {
    for (const scheme of ["light", "dark"] as const) {
      it(`${name} (${scheme}) answers in its first 400 pixels, and axe finds nothing wrong`, async () => {
        await page.setViewportSize({ width: 1440, height: 900 });
        await page.emulateMedia({ colorScheme: scheme });
        await page.goto(server.url + path);
        const first = page.locator("h1, h2").filter({ hasText: says }).first();
        await first.waitFor();
        expect((await first.boundingBox())!.y).toBeLessThan(400);
        await settled(page);
        expect(await axe(page)).toEqual([]);
        expect(wrong).toEqual([]);
      });
    }
    it(`${name} fits a phone`, async () => {
      await page.setViewportSize({ width: 390, height: 844 });
      await page.goto(server.url + path);
      await page.locator("h1, h2").filter({ hasText: says }).first().waitFor();
      await settled(page);
      expect(await overflow(page)).toBeLessThanOrEqual(0);
      if (name === "moves") expect(await axe(page)).toEqual([]);
    });
  }

  it("asked and was answered as docs/openapi.json says", () => {
    expect([...new Set(server.state.breaches)]).toEqual([]);
  });

  it("nothing on the first page moves once it is there", async () => {
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.goto(server.url + "/sites/tide-1");
    await page.locator(".uplot").waitFor();
    await settled(page);
    const shift = await page.evaluate(
      () => new Promise<number>((resolve) => {
        let sum = 0;
        new PerformanceObserver((list) => {
          for (const e of list.getEntries() as unknown as { value: number; hadRecentInput: boolean }[]) if (!e.hadRecentInput) sum += e.value;
        }).observe({ type: "layout-shift", buffered: true });
        setTimeout(() => resolve(sum), 50);
      }),
    );
    expect(shift).toBeLessThan(0.02);
  });
});

/** Waits until no answer is outstanding. */
async function settled(page: Page): Promise<void> {
  await page.waitForFunction(() => !document.querySelector(".wait"));
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
}
