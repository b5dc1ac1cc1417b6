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

  it("sees on the load line how likely each week ahead keeps its promise, and what would help most", async () => {
    await page.getByRole("heading", { name: /acme-east holds with probability 62 %/ }).waitFor();
    await page.getByRole("img", { name: /acme-east: 95 deliverable now.*12 weeks ahead/ }).waitFor();
    expect(await page.getByText(/saves 91,000\.00 of credits, costs 1,800\.00; acme-east \+12 %/).count()).toBe(1);
    await page.getByRole("link", { name: /promise that may not hold, first acme-east: 62 %/ }).waitFor();
    const sent = server.state.calls.filter((c: { method: string; path: string }) => c.method === "POST" && c.path.endsWith("/forecast"));
    expect(sent.map((c: { body: string }) => JSON.parse(c.body).marginal)).toEqual([true]);
  });

  it("goes from there to the commitment that is short, and sees all five availabilities", async () => {
    await page.getByRole("link", { name: "acme-east", exact: true }).click();
    await page.getByRole("heading", { name: "acme-east is short of 1 node." }).waitFor();
    for (const measure of ["Mean of the units", "Time in which the promise was met: agreed", "k of n", "Worst node", "Side by side"]) {
      expect(await page.getByRole("cell", { name: measure, exact: true }).count()).toBe(1);
    }
    expect(await page.getByRole("link", { name: "signed", exact: true }).first().getAttribute("href")).toMatch(/statement\/signed\?from=.*&to=/);
  });

  it("records the customer's claim while its clock runs", async () => {
    await page.getByLabel("Reference").fill("letter of 20 November");
    await page.getByRole("button", { name: "Put it on the record" }).first().click();
    await page.getByText("The claim is on the record.").or(page.getByText(/^claimed /)).first().waitFor();
    const sent = server.state.calls.filter((c: { method: string; path: string }) => c.method === "POST" && c.path.endsWith("/claims")).at(-1)!;
    expect(JSON.parse(sent.body)).toMatchObject({ reference: "letter of 20 November" });
  });

  it("says of an outage why it was not ours, and takes a note back that never was", async () => {
    await page.getByLabel("It was").selectOption("PLANNED");
    await page.getByLabel("Why, and what shows it").fill("maintenance window MW-7");
    await page.getByRole("button", { name: "Put it on the record" }).last().click();
    await page.getByText("Noted of gpu-0031.").waitFor();
    expect(server.state.noted).toMatchObject({ unit: "gpu-0031", exclusion: "PLANNED", noticeAt: null, reason: "maintenance window MW-7" });
    await page.getByLabel("Why it never was").fill("another street");
    await page.getByRole("button", { name: "Take it back" }).click();
    await page.getByText("The note on gpu-0044 is taken back; both rows stay on the record.").waitFor();
    expect(server.state.takenBack).toEqual({ reason: "another street" });
  });

  it("puts another version of the contract line in force", async () => {
    await page.getByLabel("YAML or JSON with acme-east").setInputFiles({ name: "acme.yaml", mimeType: "application/yaml", buffer: Buffer.from("id: acme-east") });
    await page.getByLabel("Why", { exact: true }).fill("addendum 2");
    await page.getByRole("button", { name: "Put it in force" }).click();
    await page.getByText("Version 1 is in force").waitFor();
    const sent = server.state.calls.filter((c: { method: string; path: string }) => c.method === "POST" && c.path.endsWith("/amendments")).at(-1)!;
    expect(new URLSearchParams(sent.query).get("reason")).toBe("addendum 2");
  });

  it("moves a slider and sees the promise change, reckoned with the rates on the record", async () => {
    await page.goto(`${server.url}/sites/tide-1/what-if`);
    await page.getByRole("heading", { name: "acme-east holds with probability 62 %." }).waitFor();
    expect(await page.getByRole("cell", { name: "our work orders" }).count()).toBe(1);
    await page.getByRole("slider", { name: /More of nic/ }).fill("5");
    await page.getByRole("heading", { name: "acme-east holds with probability 62 %, and then with 97 %." }).waitFor();
    const sent = server.state.calls.filter((c: { method: string; path: string }) => c.method === "POST" && c.path.endsWith("/forecast")).at(-1)!;
    expect(JSON.parse(sent.body)).toMatchObject({ parameters: null, change: { part: "nic", moreParts: 5 } });
  });

  it("leaves a test out and sees what it lets through, but not before somebody says when that shows", async () => {
    await page.getByRole("checkbox", { name: /nic-loopback/ }).check();
    await page.getByText("Not reckoned with yet: say as what they fail, after how many days, who says so.").waitFor();
    await page.getByLabel("Shows as").selectOption("nic");
    await page.getByRole("slider", { name: /Shows after/ }).fill("20");
    await page.getByLabel("Who says so").fill("our first year");
    await page.getByText("Leaving out nic-loopback lets 7.4 bad nodes of 122 through, between 5.1 and 8.2.").waitFor();
    const sent = server.state.calls.filter((c: { method: string; path: string }) => c.method === "POST" && c.path.endsWith("/forecast")).at(-1)!;
    expect(JSON.parse(sent.body).change.skip).toEqual({ plan: "standard", tests: ["nic-loopback"], kind: "nic", days: 20, source: "our first year" });
    await page.getByRole("button", { name: "Back to as it is" }).click();
    expect(await page.getByRole("checkbox", { name: /nic-loopback/ }).isChecked()).toBe(false);
  });

  it("tries a file of rates without putting it on the record", async () => {
    await page.getByLabel(/YAML or JSON: failures/).setInputFiles({ name: "rates.yaml", mimeType: "application/yaml", buffer: Buffer.from("failures: []") });
    await page.getByText("the rates are those of your file").waitFor();
    const sent = server.state.calls.filter((c: { method: string; path: string }) => c.method === "POST" && c.path.endsWith("/forecast")).at(-1)!;
    expect(JSON.parse(sent.body).parameters).toBe("failures: []");
    expect(server.state.calls.some((c: { method: string; path: string }) => c.method === "POST" && c.path.endsWith("/rates"))).toBe(false);
  });

  it("puts rates on the record with a reason", async () => {
    await page.goto(`${server.url}/sites/tide-1/rates`);
    await page.getByLabel(/YAML or JSON: failures/).setInputFiles({ name: "rates.yaml", mimeType: "application/yaml", buffer: Buffer.from("failures: []") });
    await page.getByLabel("Why").fill("work orders of October");
    await page.getByRole("button", { name: "Put them on the record" }).click();
    await page.getByText("Version 1 is in force: 3 rates.").waitFor();
    const sent = server.state.calls.filter((c: { method: string; path: string }) => c.method === "POST" && c.path.endsWith("/rates")).at(-1)!;
    expect(new URLSearchParams(sent.query).get("reason")).toBe("work orders of October");
    expect(wrong).toEqual([]);
    expect(server.state.breaches).toEqual([]);
  });
});
