/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startFixtures } from "../fixtures/server.mjs";
import { makeSite } from "../fixtures/site.mjs";
import { haveChromium, openBrowser, watch } from "./page";

describe.skipIf(!haveChromium())("an engineer on call", () => {
  let server: Awaited<ReturnType<typeof startFixtures>>;
  let browser: Awaited<ReturnType<typeof openBrowser>>;
  let page: Page;
  let wrong: string[];
  beforeAll(async () => {
    server = await startFixtures({ sites: [makeSite()] });
    browser = await openBrowser({ serviceWorkers: "block" });
    page = browser.context.pages()[0] ?? (await browser.context.newPage());
    wrong = watch(page);
    await page.goto(`${server.url}/sites/tide-1/health`);
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });
  const sent = (path: RegExp): string => server.state.calls.filter((c: { method: string; path: string; body: string }) => c.method === "POST" && path.test(c.path)).at(-1)!.body;

  it("sees one line a cause, what waits for a person first, and where it is", async () => {
    await page.getByRole("heading", { name: /^4 incidents open/ }).waitFor();
    const first = page.getByRole("row").nth(1);
    expect(await first.textContent()).toContain("held");
    expect(await page.getByText("leaf leaf-003 lost links: 32 nodes affected, nothing to do on the nodes").count()).toBe(1);
    await page.getByText("34 nodes marked").waitFor();
  });

  it("reads what an incident was decided on and reports a remedy on its turn", async () => {
    await page.getByText(/^GPU serial 1650423009/).click();
    await page.getByText("All reserved rows for bank are remapped").waitFor();
    await page.getByLabel(/What shows it/).fill("RMA 7781, part off the shelf");
    await page.getByRole("button", { name: "RMA is done" }).click();
    await expect.poll(() => server.state.calls.some((c: { path: string }) => c.path.endsWith("/step"))).toBe(true);
    expect(JSON.parse(sent(/step$/))).toEqual({ turn: "I-4/ACTING/RMA/3", done: true, evidence: "RMA 7781, part off the shelf" });
  });

  it("cannot put rules in force whose replay loses a true cordon, and can others", async () => {
    await page.getByRole("link", { name: "Rules" }).click();
    const file = (text: string) => page.getByLabel("Rules as YAML").setInputFiles({ name: "rules.yaml", mimeType: "application/yaml", buffer: Buffer.from(text) });
    await file("rules: blind");
    await page.getByRole("button", { name: "Replay" }).click();
    await page.getByText(/blind 1 cannot be put in force: it loses a true cordon/).waitFor();
    expect(await page.getByRole("button", { name: /^Put / }).count()).toBe(0);
    await file("rules: ours");
    await page.getByRole("button", { name: "Replay" }).click();
    await page.getByRole("button", { name: "Put ours 2 in force" }).click();
    await page.getByText("ours 2 is in force for what is heard from now on.").waitFor();
    expect(wrong).toEqual([]);
    expect(server.state.breaches).toEqual([]);
  });
});
