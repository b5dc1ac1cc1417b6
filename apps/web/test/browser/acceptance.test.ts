/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import { readFileSync } from "node:fs";
import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { localisation } from "../fixtures/acceptance.mjs";
import { startFixtures } from "../fixtures/server.mjs";
import { makeSite } from "../fixtures/site.mjs";
import { axe, haveChromium, openBrowser, watch } from "./page";

type Fixtures = Awaited<ReturnType<typeof startFixtures>>;
type Browser = Awaited<ReturnType<typeof openBrowser>>;
interface Call { method: string; path: string; query: string; body: string }

describe.skipIf(!haveChromium())("a test engineer at the page", () => {
  let server: Fixtures;
  let browser: Browser;
  let page: Page;
  let wrong: string[];
  beforeAll(async () => {
    browser = await openBrowser({ serviceWorkers: "block" });
    page = browser.context.pages()[0] ?? (await browser.context.newPage());
    wrong = watch(page);
  });
  afterAll(() => browser?.close());
  beforeEach(async () => {
    wrong.length = 0;
    server = await startFixtures({ sites: [makeSite()] });
    await page.setViewportSize({ width: 1440, height: 900 });
  });
  afterEach(async () => {
    expect(wrong).toEqual([]);
    expect([...new Set(server.state.breaches)]).toEqual([]);
    await page.goto("about:blank");
    await server.close();
  });
  const open = (path: string) => page.goto(`${server.url}/sites/tide-1/test${path}`);
  const heading = (text: string | RegExp) => page.getByRole("heading", { name: text }).first();
  const sent = (method: string, path: RegExp): unknown => JSON.parse(server.state.calls.filter((c: Call) => c.method === method && path.test(c.path)).at(-1)!.body);
  const saved = async (button: string): Promise<string> => {
    const [file] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: button }).first().click()]);
    return readFileSync(await file.path(), "utf8");
  };

  it("walks the matrix of a campaign with the keyboard, from fail to fail, and opens a node", async () => {
    await open("/campaigns/1");
    const canvas = page.locator(".matrix canvas");
    await canvas.focus();
    await page.getByLabel("Sort by").selectOption("name");
    await canvas.focus();
    await page.keyboard.press("n");
    const first = await page.locator(".readout strong").innerText();
    await page.keyboard.press("n");
    await page.locator(".readout strong").filter({ hasNotText: first }).waitFor();
    await page.keyboard.press("ArrowRight");
    await page.getByText(/^gpu-\d+, inventory: /).waitFor();
    await page.keyboard.press("Enter");
    await heading(/^gpu-\d+ is/).waitFor();
  });

  it("signs a block with its exceptions, and is told what cannot be read or found", async () => {
    await open("/blocks");
    await heading("1 block of 2 rests on certificates that ended.").waitFor();
    await page.getByLabel("What the customer calls it").fill("SU-9");
    await page.getByLabel("Number of the scalable unit").fill("9");
    await page.getByLabel(/Nodes that come without/).fill("gpu-0255");
    await page.getByRole("button", { name: "Sign the block" }).click();
    await page.getByText("“gpu-0255” says no reason.").waitFor();
    await page.getByLabel(/Nodes that come without/).fill("gpu-0255: its GPU tray comes on Friday");
    await page.getByRole("button", { name: "Sign the block" }).click();
    await page.getByText(/SU 9: 0 nodes/).waitFor();
    wrong.length = 0; // the browser tells of the refusal
    await page.getByLabel("Number of the scalable unit").fill("2");
    await page.getByRole("button", { name: "Sign the block" }).click();
    await heading("SU-2: every certificate holds.").waitFor();
    expect(sent("POST", /blocks$/)).toEqual({ name: "SU-9", kind: "SU", customer: null, of: "2", exceptions: { "gpu-0255": "its GPU tray comes on Friday" } });
    await page.getByRole("link", { name: "All blocks" }).click();
    await page.getByRole("link", { name: "SU-1" }).click();
    await page.getByText("the node is made of something else now").waitFor();
  });

  it("says how idle nodes are checked, and sees the one that is bad", async () => {
    await open("/idle");
    await heading("Checks found 1 bad idle node.").waitFor();
    await page.getByText("gemm_bf16_rate 312 Tflop/s on gpu:5").waitFor();
    await page.getByLabel("Days without a test").fill("2.5");
    await page.getByLabel(/Nodes at once/).fill("8");
    await page.getByRole("button", { name: "Set the rule" }).click();
    await page.getByText("The rule is on the record").waitFor();
    expect(sent("POST", /idle-checks$/)).toEqual({ plan: "quick", everyHours: 60, atOnce: 8 });
  });

  it("sees the campaign as a table, takes picture and table along, and shows one verdict alone", async () => {
    await open("/campaigns/1");
    await page.locator(".matrix canvas[data-painted]").waitFor();
    const svg = await saved("Save SVG");
    expect(svg).toMatch(/^<svg[^]*fail: \d+[^]*<\/svg>\s*$/);
    await page.getByRole("button", { name: /^fail \d+/ }).click();
    await page.getByRole("button", { name: "Table" }).first().click();
    expect((await saved("Save CSV")).split("\r\n")[0]).toMatch(/^Node,Rack,Not passed,inventory/);
    expect(await axe(page)).toEqual([]);
  });

  it("pauses a campaign with a reason, and goes on", async () => {
    await open("/campaigns/1");
    await page.getByRole("button", { name: "Pause" }).click();
    await page.getByLabel(/Why, for the journal/).fill("Cooling loop 2 is drained");
    await page.getByRole("button", { name: "Pause" }).click();
    await page.getByText(/is paused\./).waitFor();
    expect(sent("POST", /pause$/)).toEqual({ reason: "Cooling loop 2 is drained" });
    await page.getByRole("button", { name: "Go on" }).waitFor();
  });

  it("sees a dry run before anything starts", async () => {
    await open("/campaigns");
    await page.getByRole("button", { name: "Plan a campaign" }).click();
    expect(await page.getByRole("button", { name: "Start it" }).count()).toBe(0);
    await page.getByLabel(/^Hall, kW/).fill("2900");
    await page.getByRole("button", { name: "Dry run" }).click();
    await page.getByText("This is what would happen").waitFor();
    expect(sent("POST", /campaigns$/)).toMatchObject({ dryRun: true, hallWatts: 2_900_000, nodes: [], launcher: "agent" });
    expect(await axe(page)).toEqual([]);
    await page.getByLabel(/^Hall, kW/).fill("2000");
    expect(await page.getByRole("button", { name: "Start it" }).count()).toBe(0);
    await page.getByRole("button", { name: "Dry run" }).click();
    await page.getByRole("button", { name: "Start it" }).click();
    await heading(/nodes accepted/).waitFor();
    expect(sent("POST", /campaigns$/)).toMatchObject({ dryRun: false });
  });

  it("ticks tests away and sees what that lets through; hours and credits only with sourced terms", async () => {
    await open("/price");
    await heading("Nothing is left out.").waitFor();
    await page.getByLabel(/^nic-loopback/).check();
    await heading("Leaving out nic-loopback lets 15.5 bad nodes of 256 through.").waitFor();
    expect(await page.getByText("give the terms").count()).toBe(2);
    expect(await axe(page)).toEqual([]);
    for (const [words, value] of [["How often a bad node stops", "0.2"], ["For how long it serves", "30"], ["How many GPUs stop", "512"], ["How long they stand", "1.5"], ["What the contract gives", "2"]] as const) {
      await page.getByLabel(new RegExp(`^${words}[^:]*$`)).fill(value);
      await page.getByLabel(new RegExp(`^${words}.*source$`)).fill("contract 7");
    }
    await page.getByRole("button", { name: /^Credits/ }).filter({ hasText: /\d/ }).waitFor();
    expect(sent("POST", /price$/)).toMatchObject({ skip: ["nic-loopback"], nodes: 256, terms: { creditCentsPerGpuHour: { value: 200, source: "contract 7" } } });
    expect(await saved("Save SVG")).toContain("#");
  });

  it("signs a waiver that has an owner, a reason, a price and an end, and revokes one", async () => {
    await open("/waivers");
    await heading("2 waivers are in force.").waitFor();
    await page.getByLabel("Test", { exact: true }).fill("burn-in-24h");
    await page.getByLabel("Reason").fill("Cooling loop 2 is replaced on Monday");
    await page.getByLabel("What the risk costs").fill("950.50");
    await page.getByRole("button", { name: "Sign the waiver" }).click();
    await page.getByText("The waiver is on the record.").waitFor();
    expect(sent("POST", /waivers$/)).toMatchObject({ test: "burn-in-24h", nodes: [], priceCents: 95050 });
    await heading("3 waivers are in force.").waitFor();
    await page.getByRole("button", { name: "Revoke", exact: true }).first().click();
    await page.getByLabel(/^Why\?/).fill("Storage is cabled");
    await page.getByRole("button", { name: "Revoke it" }).click();
    await heading("2 waivers are in force.").waitFor();
    expect(sent("POST", /revoke$/)).toEqual({ reason: "Storage is cabled" });
    expect(await axe(page)).toEqual([]);
  });

  it("asks the leak model what a waiver should cost", async () => {
    await open("/price");
    await page.evaluate(() => localStorage.setItem("plimsoll.terms", JSON.stringify(Object.fromEntries(["failuresPerBadNodeDay", "days", "jobGpus", "restartHours", "creditCentsPerGpuHour"].map((k) => [k, { value: "2", source: "s" }])))));
    await open("/waivers");
    await page.getByLabel("Test", { exact: true }).fill("nic-loopback");
    await page.getByLabel(/^Nodes/).fill("gpu-0001 gpu-0002");
    await page.getByRole("button", { name: "Ask what it should cost" }).click();
    await page.getByRole("button", { name: /^It has not run: / }).click();
    expect(await page.getByLabel("What the risk costs").inputValue()).toBe("3.88");
    await page.evaluate(() => localStorage.removeItem("plimsoll.terms"));
  });

  it("goes from the set that judges to a metric, its distribution and who is past the limit, and replays it", async () => {
    await open("/criteria");
    await heading("fleet-2026-11 v4 judges.").waitFor();
    await page.getByRole("link", { name: "fleet-2026-11 v4" }).click();
    await page.getByRole("link", { name: "hbm-bandwidth" }).click();
    await heading(/^hbm-bandwidth: 4 nodes are past the limit\.$/).waitFor();
    await page.getByRole("img", { name: /fine is at least 7,633 GB\/s, 4 not/ }).waitFor();
    expect(await axe(page)).toEqual([]);
    const svg = await saved("Save SVG");
    expect(svg).not.toContain("var(");
    await page.getByRole("button", { name: "Judge it again" }).click();
    await page.getByText("4 nodes of 180 would have failed hbm-bandwidth.").waitFor();
  });

  it("is told why a metric does not judge", async () => {
    await open("/criteria/7/idle-power");
    await heading("idle-power does not judge.").waitFor();
    await page.getByText(/Two groups of nodes, at 131 W and at 155 W/).waitFor();
  });

  it("signs a set with alarms only after looking at them", async () => {
    await open("/criteria");
    await page.getByLabel(/accept criteria learn/).setInputFiles({ name: "set.json", mimeType: "application/json", buffer: Buffer.from('{"alarm":1}') });
    await page.getByText(/The set has 1 alarm/).waitFor();
    await page.getByRole("button", { name: /I have looked at the alarms/ }).click();
    await page.getByText("fleet-2026-11 v4 is signed.").waitFor();
  });

  it("learns a set from the record, sees whom it would fail and what has shifted, and signs it", async () => {
    await open("/criteria");
    await page.getByRole("button", { name: "Learn a set" }).click();
    await heading("fleet-2026-11 v5: 4 limits from 180 nodes").waitFor();
    await page.getByText("4 nodes of 180 would have failed.").waitFor();
    await page.getByText(/its usual value is 2\.1 % lower/).waitFor();
    expect(await axe(page)).toEqual([]);
    await page.getByRole("button", { name: "I have looked at the alarm: sign it" }).click();
    await page.getByText("fleet-2026-11 v4 is signed.").waitFor();
  });

  it("reads a decoding, sees the part in question with its evidence, and is told when the file is something else", async () => {
    await open("/localisation");
    const file = page.locator("input[type=file]");
    await file.setInputFiles({ name: "x.json", mimeType: "application/json", buffer: Buffer.from("[1]") });
    await page.getByText("That is no decoding.").waitFor();
    await file.setInputFiles({ name: "l.json", mimeType: "application/json", buffer: Buffer.from(JSON.stringify(localisation())) });
    await heading(/^1 part is bad\. 4 nodes are undecided\.$/).waitFor();
    expect(await axe(page)).toEqual([]);
    await page.getByRole("button", { name: "gpu-0005", exact: true }).click();
    await heading("Evidence on node gpu-0005").waitFor();
    await page.getByText(/^round 1, gpu-0005 \+ gpu-0015: failed at 212\.4 of 380$/).waitFor();
  });

  it("follows what a campaign's pairs say, from its page to the evidence on the bad node", async () => {
    await open("/localisation");
    await page.getByRole("button", { name: "autumn-intake", exact: true }).click();
    await heading(/^1 part is bad\. 4 nodes are undecided\.$/).waitFor();
    await page.getByText(/^A node fails above 99(\.0+)? ?% and passes below 0\.5/).waitFor();
    expect(await axe(page)).toEqual([]);
    await page.getByRole("button", { name: "gpu-0005", exact: true }).click();
    await heading("Evidence on node gpu-0005").waitFor();
    await page.getByLabel("Test of pairs").selectOption("nic-bandwidth");
    await page.waitForURL(/test=nic-bandwidth/);
  });

  it("lets an agent in with a token that is shown once", async () => {
    await open("/agents");
    await heading("2 of 40 agents are away.").waitFor();
    await page.getByRole("button", { name: "Make a token" }).click();
    await page.getByText(/pla_fixture_token_shown_once/).waitFor();
    await page.getByRole("button", { name: "I have it" }).click();
    expect(await page.getByText(/pla_fixture_token_shown_once/).count()).toBe(0);
    expect(sent("POST", /tokens$/)).toEqual({ site: "tide-1", node: null, uses: 1, hours: 24 });
    expect(await axe(page)).toEqual([]);
  });
});
