/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startFixtures } from "../fixtures/server.mjs";
import { makeSite } from "../fixtures/site.mjs";
import { haveChromium, openBrowser, watch } from "./page";

describe.skipIf(!haveChromium())("a capacity manager at a commitment", () => {
  let server: Awaited<ReturnType<typeof startFixtures>>;
  let browser: Awaited<ReturnType<typeof openBrowser>>;
  let page: Page;
  let wrong: string[];
  beforeAll(async () => {
    server = await startFixtures({ sites: [makeSite()] });
    browser = await openBrowser({ serviceWorkers: "block" });
    page = browser.context.pages()[0] ?? (await browser.context.newPage());
    wrong = watch(page);
    await page.goto(`${server.url}/sites/tide-1`);
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  it("goes from the load line to the commitment that is short, and sees all five availabilities", async () => {
    await page.getByRole("link", { name: "acme-east" }).click();
    await page.getByRole("heading", { name: "acme-east is short of 1 node." }).waitFor();
    for (const measure of ["Mean of the units", "Time in which the promise was met: agreed", "k of n", "Worst node", "Side by side"]) {
      expect(await page.getByRole("cell", { name: measure, exact: true }).count()).toBe(1);
    }
    expect(await page.getByRole("link", { name: "signed", exact: true }).first().getAttribute("href")).toMatch(/statement\/signed\?from=.*&to=/);
  });

  it("records the customer's claim while its clock runs", async () => {
    await page.getByLabel("Reference").fill("letter of 20 November");
    await page.getByRole("button", { name: "Put it on the record" }).click();
    await page.getByText("The claim is on the record.").or(page.getByText(/^claimed /)).first().waitFor();
    const sent = server.state.calls.filter((c: { method: string; path: string }) => c.method === "POST" && c.path.endsWith("/claims")).at(-1)!;
    expect(JSON.parse(sent.body)).toMatchObject({ reference: "letter of 20 November" });
  });

  it("gives rates with their sources, moves a slider and sees the promise change", async () => {
    await page.goto(`${server.url}/sites/tide-1/what-if`);
    await page.getByLabel(/YAML or JSON: failures/).setInputFiles({ name: "rates.yaml", mimeType: "application/yaml", buffer: Buffer.from("failures: []") });
    await page.getByRole("heading", { name: "acme-east holds with probability 62 %." }).waitFor();
    expect(await page.getByRole("cell", { name: "our work orders" }).count()).toBe(1);
    await page.getByRole("slider", { name: /More of nic/ }).fill("5");
    await page.getByText("→ 97 %").waitFor();
    const sent = server.state.calls.filter((c: { method: string; path: string }) => c.method === "POST" && c.path.endsWith("/forecast")).at(-1)!;
    expect(JSON.parse(sent.body).change).toEqual({ part: "nic", moreParts: 5 });
    expect(wrong).toEqual([]);
    expect(server.state.breaches).toEqual([]);
  });
});
