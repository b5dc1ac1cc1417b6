/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
// Measures the floor map in Chromium: node test/floor-bench.mjs [NODES] [--json]. PLIMSOLL_URL and PLIMSOLL_SITE measure a
// running server (with a session cookie in PLIMSOLL_COOKIE). Prints; asserts nothing.
import { cpus } from "node:os";
import { startChromium } from "./browser/chromium.mjs";
import { startFixtures } from "./fixtures/server.mjs";
import { makeSite } from "./fixtures/site.mjs";

const json = process.argv.includes("--json");
const nodes = Number(process.argv.slice(2).find((a) => /^\d+$/.test(a)) ?? 4096);
const server = process.env.PLIMSOLL_URL ? null : await startFixtures({ sites: [makeSite({ nodes, halls: nodes > 1024 ? 2 : 1 })] });
const base = process.env.PLIMSOLL_URL ?? server.url;
const site = process.env.PLIMSOLL_SITE ?? "tide-1";
const { context, close } = await startChromium({ serviceWorkers: "block" });
if (process.env.PLIMSOLL_COOKIE) await context.addCookies([{ name: "plimsoll_session", value: process.env.PLIMSOLL_COOKIE, url: base }]);
const page = context.pages()[0] ?? (await context.newPage());

// What the page's own work costs within a frame, apart from what the browser and other programs take of the two cores.
await page.addInitScript(() => {
  const ask = window.requestAnimationFrame.bind(window);
  window.work = [];
  window.requestAnimationFrame = (callback) => ask((now) => {
    const from = performance.now();
    callback(now);
    window.work.push(performance.now() - from);
  });
});

const quantile = (list, q) => [...list].sort((a, b) => a - b)[Math.min(list.length - 1, Math.floor(list.length * q))];

async function loadOnce() {
  await page.goto("about:blank");
  await page.goto(`${base}/sites/${site}/floor`);
  await page.waitForFunction(() => performance.getEntriesByName("plimsoll-floor-painted").length > 0);
  return page.evaluate(() => {
    const floor = performance.getEntriesByType("resource").find((e) => /\/floor(\?|$)/.test(e.name));
    const painted = performance.getEntriesByName("plimsoll-floor-painted")[0].startTime;
    return { fromNavigation: painted, dataArrived: floor.responseEnd, afterData: painted - floor.responseEnd, bytes: floor.decodedBodySize };
  });
}

/** Frame times while `step` is called once a frame; `work` is what drawing cost of it on the main thread. */
const drive = (kind, frames) => page.evaluate(async ([kind, frames]) => {
  const canvas = document.querySelector(".map canvas");
  const box = canvas.getBoundingClientRect();
  const at = { clientX: box.left + box.width / 2, clientY: box.top + box.height / 2, bubbles: true, pointerId: 1 };
  canvas.setPointerCapture = () => {};
  if (kind === "pan") canvas.dispatchEvent(new PointerEvent("pointerdown", at));
  const gaps = [];
  window.work.length = 0;
  let last = await new Promise(requestAnimationFrame);
  for (let i = 0; i < frames; i++) {
    const phase = Math.sin((i / frames) * 2 * Math.PI * 2);
    if (kind === "pan") canvas.dispatchEvent(new PointerEvent("pointermove", { ...at, clientX: at.clientX + phase * 300, clientY: at.clientY + phase * 120 }));
    else canvas.dispatchEvent(new WheelEvent("wheel", { ...at, deltaY: i % 120 < 60 ? -40 : 40, cancelable: true }));
    const now = await new Promise(requestAnimationFrame);
    gaps.push(now - last);
    last = now;
  }
  if (kind === "pan") canvas.dispatchEvent(new PointerEvent("pointerup", at));
  return { gaps, work: window.work.filter((ms) => ms > 0.05) };
}, [kind, frames]);

await loadOnce();
const loads = [];
for (let i = 0; i < 5; i++) loads.push(await loadOnce());
const pan = await drive("pan", 240);
const zoom = await drive("zoom", 240);
await page.locator(".map canvas").focus();
for (let i = 0; i < 6; i++) await page.keyboard.press("+");
const panClose = await drive("pan", 240);
const heap = await page.evaluate(() => performance.memory?.usedJSHeapSize ?? 0);
await close();
await server?.close();

const frames = ({ gaps: list, work }) => ({ paintMedianMs: +quantile(work, 0.5).toFixed(2), paintP95Ms: +quantile(work, 0.95).toFixed(2), medianMs: +quantile(list, 0.5).toFixed(1), p95Ms: +quantile(list, 0.95).toFixed(1), worstMs: +Math.max(...list).toFixed(1), framesPerSecond: +(1000 / (list.reduce((a, b) => a + b, 0) / list.length)).toFixed(1) });
const result = {
  gpus: nodes * 8, nodes, cores: cpus().length, cpu: cpus()[0]?.model, browser: "Chromium, headless, software rendering, 1440x900",
  floorBytes: loads[0].bytes,
  interactiveAfterDataMs: Math.round(quantile(loads.map((l) => l.afterData), 0.5)),
  interactiveFromNavigationMs: Math.round(quantile(loads.map((l) => l.fromNavigation), 0.5)),
  pan: frames(pan), zoom: frames(zoom), panClose: frames(panClose), heapMebibytes: Math.round(heap / 1048576),
};
if (json) console.log(JSON.stringify(result));
else {
  console.log(`floor of ${result.gpus.toLocaleString("en")} GPUs, ${nodes.toLocaleString("en")} nodes; ${result.browser}; ${result.cores} cores, ${result.cpu}`);
  console.log(`  floor data          ${(result.floorBytes / 1024).toFixed(0)} KiB`);
  console.log(`  interactive         ${result.interactiveAfterDataMs} ms after the data, ${result.interactiveFromNavigationMs} ms after the navigation (median of 5)`);
  for (const [name, f] of [["pan, all in view", result.pan], ["zoom in and out", result.zoom], ["pan, close", result.panClose]]) {
    console.log(`  ${name.padEnd(18)}  ${f.framesPerSecond} frames/s, median ${f.medianMs} ms, 95 % ${f.p95Ms} ms, worst ${f.worstMs} ms; painting takes ${f.paintMedianMs} ms, 95 % ${f.paintP95Ms} ms`);
  }
}
