/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { startFixtures } from "../fixtures/server.mjs";
import { makeSite, NOW } from "../fixtures/site.mjs";
import { axe, haveChromium, openBrowser, watch } from "./page";

type Fixtures = Awaited<ReturnType<typeof startFixtures>>;
interface Call { method: string; path: string; query: string; body: string }
type Browser = Awaited<ReturnType<typeof openBrowser>>;

describe.skipIf(!haveChromium())("a person at the page", () => {
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
    expect(server.state.breaches).toEqual([]);
    await page.goto("about:blank");
    await server.close();
  });
  const open = (path: string) => page.goto(server.url + path);
  const heading = (text: string | RegExp) => page.getByRole("heading", { name: text }).first();

  it("signs in, changes the one-time password, and is on the load line", async () => {
    Object.assign(server.state, { signedIn: false, mustChangePassword: true });
    await open("/");
    await page.getByLabel("User").fill("admin");
    await page.getByLabel("Password").fill("wrong");
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.getByText("User or password is wrong").waitFor();
    expect(await axe(page)).toEqual([]);
    await page.getByLabel("Password").fill("one-time");
    await page.getByRole("button", { name: "Sign in" }).click();
    await heading("Set your own password").waitFor();
    await page.getByLabel("One-time password").fill("one-time");
    await page.getByLabel("New password", { exact: true }).fill("short");
    await page.getByLabel("New password again").fill("short");
    await page.getByRole("button", { name: "Set password" }).click();
    await page.getByText("7 characters are missing").waitFor();
    await page.getByLabel("New password", { exact: true }).fill("a ship in dry dock");
    await page.getByLabel("New password again").fill("a ship in dry dock");
    await page.getByRole("button", { name: "Set password" }).click();
    await heading(/GPUs are fit/).waitFor();
    expect(new URL(page.url()).pathname).toBe("/sites/tide-1");
  });

  it("opens a figure and sees the rows and hashes behind it", async () => {
    await open("/");
    await page.getByRole("button", { name: /^Fit 1,000/ }).click();
    const drawer = page.getByRole("complementary", { name: "Evidence" });
    await drawer.getByText("984").waitFor();
    await drawer.locator(".entries li").first().waitFor();
    const rows = await drawer.locator(".entries li").allInnerTexts();
    expect(rows).toHaveLength(20);
    expect(rows.filter((text) => !/Row \d+ · certificate · gpu-\d+/.test(text))).toEqual([]);
    await drawer.getByRole("button", { name: "More rows" }).click();
    await page.waitForFunction(() => document.querySelectorAll(".entries li").length === 100);
    expect(await axe(page)).toEqual([]);
    await page.keyboard.press("Escape");
    await drawer.waitFor({ state: "detached" });
  });

  it("clicks a day of the load line and sees what moved", async () => {
    await open("/");
    const plot = page.locator(".u-over");
    await plot.waitFor();
    const box = (await plot.boundingBox())!;
    await page.mouse.click(box.x + box.width * 0.7, box.y + box.height / 2);
    await page.getByText("What was recorded").waitFor();
    await page.getByText(/^\+\d+$/).first().waitFor();
    await page.getByRole("button", { name: /as of the end of this day/ }).click();
    await page.getByText(/Not now\./).waitFor();
    await expect.poll(() => server.state.calls.some((c: Call) => c.path.endsWith("/ledger") && c.query.includes("at="))).toBe(true);
  });

  it("finds a node with / and the keyboard alone", async () => {
    await open("/");
    await heading(/GPUs are fit/).waitFor();
    await page.keyboard.press("/");
    await page.getByRole("combobox").fill("gpu-001");
    await page.getByRole("option", { name: /gpu-0012/ }).waitFor();
    expect(await axe(page)).toEqual([]);
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await heading("gpu-0012 is accepted.").waitFor();
  });

  it("stays at the instant of the time machine from page to page, and comes back", async () => {
    await open("/");
    await page.getByRole("button", { name: "Now" }).click();
    await page.getByRole("button", { name: "a day earlier" }).click();
    await page.getByText(/As of Thu 19 Nov 2026 16:30/).waitFor();
    await page.getByRole("link", { name: "Floor" }).click();
    await heading(/nodes fit/).waitFor();
    const asked = server.state.calls.filter((c: Call) => c.path.endsWith("/floor")).at(-1)!;
    expect(decodeURIComponent(asked.query)).toBe(`?at=${new Date(NOW - 86_400_000).toISOString()}`);
    await page.getByRole("button", { name: "Back to now" }).click();
    await page.getByText(/Not now\./).waitFor({ state: "detached" });
  });

  it("walks from fault to fault on the floor with n and opens one with Enter", async () => {
    await open("/sites/tide-1/floor");
    const map = page.locator(".map canvas");
    await map.focus();
    await page.keyboard.press("n");
    await page.locator(".readout strong").filter({ hasText: "gpu-0001" }).waitFor();
    await page.keyboard.press("Enter");
    await heading("gpu-0001 is in repair.").waitFor();
  });

  it("adds up what a dragged frame on the floor holds", async () => {
    await open("/sites/tide-1/floor");
    const box = (await page.locator(".map canvas").boundingBox())!;
    await page.keyboard.down("Shift");
    await page.mouse.move(box.x + 4, box.y + 4);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width - 120, box.y + box.height - 4, { steps: 4 });
    await page.mouse.up();
    await page.keyboard.up("Shift");
    await page.getByText(/256 nodes, 2,048 GPUs, 96 switches/).waitFor();
    expect(await axe(page)).toEqual([]);
  });

  it("sees a change without asking for it", async () => {
    await open("/");
    await heading("1,000 of 2,048 GPUs are fit.").waitFor();
    await page.getByText("live", { exact: true }).waitFor();
    const node = server.state.sites[0]!.devices.find((d: { s: string }) => d.s === "T")!;
    Object.assign(node, { s: "A", g: "AAAAAAAA" });
    server.change({ seq: 5000, kinds: { CERTIFICATE: 1 }, sites: ["tide-1"] });
    await heading("1,008 of 2,048 GPUs are fit.").waitFor();
  });

  it("after a cut of the stream says which change it saw last, and learns what was missed", async () => {
    await open("/");
    await page.getByText("live", { exact: true }).waitFor();
    const again = page.waitForResponse((r) => r.url().endsWith("/api/sites/tide-1"));
    server.heartbeat();
    server.change({ seq: 5000, kinds: { CERTIFICATE: 1 }, sites: ["tide-1"] });
    server.heartbeat();
    await again;
    const node = server.state.sites[0]!.devices.find((d: { s: string }) => d.s === "T")!;
    Object.assign(node, { s: "A", g: "AAAAAAAA" });
    server.cut();
    await heading("1,008 of 2,048 GPUs are fit.").waitFor();
    expect(server.state.resumedAt).toEqual([null, "5000"]);
  });

  it("sends a dump that cannot be read and is told file, line, seen and expected", async () => {
    await open("/sites/tide-1/fabric");
    await page.getByLabel(/What is there/).setInputFiles({ name: "fabric.txt.gz", mimeType: "text/plain", buffer: Buffer.from("BAD") });
    await page.getByText("fabric.txt.gz:1").waitFor();
    await page.getByText(/expected a line of ibnetdiscover/).waitFor();
    await page.getByText(/Maybe it is gzipped/).waitFor();
    await page.getByLabel(/What is there/).setInputFiles({ name: "fabric.txt", mimeType: "text/plain", buffer: Buffer.from("vendid=0x2c9\n") });
    await page.getByText(/1 opened, 3 closed, 4 still open/).waitFor();
  });

  it("reads the proof of an order with its drawing, and compares two observations", async () => {
    await open("/sites/tide-1/fabric");
    await page.getByText("Proof: 3 sentences and a drawing").click();
    await page.getByRole("img", { name: /leaf-003:17 is seen at gpu-0010:mlx5_2/ }).waitFor();
    await page.getByRole("button", { name: "with this" }).first().click();
    await page.getByText(/2 findings gone, 1 new/).waitFor();
    expect(await axe(page)).toEqual([]);
  });

  it("proves the chain of the journal", async () => {
    await open("/evidence");
    await page.getByRole("button", { name: "Prove the chain" }).click();
    await heading("The chain of 971 rows holds.").waitFor();
  });

  it("checks a certificate file, good and bad", async () => {
    await open("/sites/tide-1/test");
    const file = page.getByLabel(/dsse\.json/);
    await file.setInputFiles({ name: "a.dsse.json", mimeType: "application/json", buffer: Buffer.from('{"payload":""}') });
    await page.getByText(/not one byte was changed/).waitFor();
    await file.setInputFiles({ name: "b.dsse.json", mimeType: "application/json", buffer: Buffer.from("{}") });
    await page.getByText("b.dsse.json is not valid.").waitFor();
  });

  it("adds a user and sees the one-time password once", async () => {
    await open("/users");
    await page.getByLabel("Name").fill("ola");
    await page.getByRole("button", { name: "Add" }).click();
    await page.getByText("reef-anchor-41-tide").waitFor();
    await page.getByRole("button", { name: "I have it" }).click();
    await page.getByText("reef-anchor-41-tide").waitFor({ state: "detached" });
  });

  it("is told what to do first where there is nothing", async () => {
    server.state.sites = [];
    await open("/");
    await heading("No site yet").waitFor();
    await page.getByText("./plimsoll demo").waitFor();
    await page.getByRole("button", { name: "Found the site" }).waitFor();
    expect(await axe(page)).toEqual([]);
  });

  it("a viewer is not offered what a viewer may not do", async () => {
    server.state.roles = ["VIEWER"];
    await open("/sites/tide-1/fabric");
    await heading(/18 cables not verified/).waitFor();
    expect(await page.getByText("Send a file").count()).toBe(0);
    expect(await page.getByRole("link", { name: "Users" }).count()).toBe(0);
  });
});

describe.skipIf(!haveChromium())("a technician in an aisle", () => {
  it("ticks off moves without network, takes one back, and the phone sends them when the network is there", async () => {
    const server = await startFixtures({ sites: [makeSite()] });
    const browser = await openBrowser({ viewport: { width: 390, height: 844 }, hasTouch: true });
    const { context } = browser;
    const page = context.pages()[0] ?? (await context.newPage());
    try {
      await page.goto(`${server.url}/tick?site=tide-1`);
      await page.getByText("Everything is sent.").waitFor();
      await page.evaluate(async () => {
        await navigator.serviceWorker.ready;
        if (!navigator.serviceWorker.controller) await new Promise((resolve) => navigator.serviceWorker.addEventListener("controllerchange", resolve));
      });
      await page.reload();
      await page.getByRole("button", { name: /leaf-003:17/ }).waitFor();
      // The orders are kept beside the page that shows them, maybe a moment later.
      await page.waitForFunction(async () => Boolean(await caches.match("/api/sites/tide-1/repair-orders?status=OPEN")));
      // A browser's own offline switch is late for a page that is just being loaded; the server is out of reach as well.
      server.state.down = true;
      await context.setOffline(true);
      await page.reload();
      await page.getByText(/No network/).waitFor();
      const done = page.getByRole("button", { name: "Done" });
      await page.getByRole("button", { name: /leaf-003:17/ }).tap();
      expect(await done.count()).toBe(0);
      await page.getByRole("button", { name: /leaf-003:18/ }).tap();
      await done.tap();
      await page.getByText("1 tick waits on this phone").waitFor();
      await page.getByRole("button", { name: "Undo" }).tap();
      await page.getByText("Take the cable end out of").waitFor();
      for (let i = 0; i < 2; i++) {
        for (const label of await page.locator(".label").all()) await label.tap();
        await done.tap();
      }
      await page.getByText("2 ticks wait on this phone").waitFor();
      await page.reload();
      await page.getByText("2 ticks wait on this phone").waitFor();
      await page.getByText(/4 moves left/).waitFor();
      expect(server.state.calls.filter((c: Call) => c.method === "PUT")).toHaveLength(0);
      server.state.down = false;
      await context.setOffline(false);
      await page.getByText("Everything is sent.").waitFor();
      const sent = server.state.calls.filter((c: Call) => c.method === "PUT");
      expect(sent.map((c: Call) => [c.path, JSON.parse(c.body).done])).toEqual([
        ["/api/sites/tide-1/repair-orders/R-91c0be77/moves/0", true],
        ["/api/sites/tide-1/repair-orders/R-91c0be77/moves/1", true],
      ]);
      expect(server.state.sites[0]!.orders.find((o: { id: string }) => o.id === "R-91c0be77")!.status).toBe("AWAITING_CHECK");
    } finally {
      await browser.close();
      await server.close();
    }
  });
});
