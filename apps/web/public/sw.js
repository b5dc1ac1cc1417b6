/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
// Lets the technician's page open and show its orders in an aisle without network. The network always comes first;
// what it last said is the fallback. Ticks made meanwhile wait in the page's own queue (src/tick/queue.ts).
const SHELL = "plimsoll-shell-1";
const DATA = "plimsoll-data-1";
const KEPT = [/^\/api\/me$/, /^\/api\/sites$/, /^\/api\/sites\/[^/]+\/repair-orders$/, /^\/api\/sites\/[^/]+\/worklist$/];
const NETWORK_MS_MAX = 4000;

/** The page and the scripts and styles that it names, so that the first visit is enough to work offline. */
async function keepShell() {
  const cache = await caches.open(SHELL);
  await cache.addAll(["/tick", "/favicon.svg", "/tick.webmanifest"]);
  const page = await (await cache.match("/tick")).text();
  await cache.addAll([...page.matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)].map((m) => m[1]));
}

self.addEventListener("install", (event) => {
  event.waitUntil(keepShell().then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  event.waitUntil(
    caches
      .keys()
      .then((names) => Promise.all(names.filter((n) => n !== SHELL && n !== DATA).map((n) => caches.delete(n))))
      .then(() => self.clients.claim()),
  );
});

/** The network's answer, or the last one kept where the network is down or slow. */
async function networkFirst(request, cacheName, key) {
  const cache = await caches.open(cacheName);
  const fromNetwork = fetch(request).then((response) => {
    if (response.ok) void cache.put(key, response.clone());
    else if (response.status === 401 || response.status === 403) void cache.delete(key);
    return response;
  });
  const late = new Promise((resolve) => setTimeout(resolve, NETWORK_MS_MAX));
  try {
    const first = await Promise.race([fromNetwork, late]);
    return first ?? (await cache.match(key)) ?? (await fromNetwork);
  } catch (error) {
    const kept = await cache.match(key);
    if (kept) return kept;
    throw error;
  }
}

async function cacheFirst(request) {
  const cache = await caches.open(SHELL);
  const kept = await cache.match(request);
  if (kept) return kept;
  const response = await fetch(request);
  if (response.ok) void cache.put(request, response.clone());
  return response;
}

self.addEventListener("fetch", (event) => {
  const request = event.request;
  const url = new URL(request.url);
  if (url.origin !== self.location.origin) return;
  if (request.method === "POST" && /^\/api\/(logout|login)$/.test(url.pathname)) {
    // Another person may use this phone next: nothing read so far stays.
    event.waitUntil(caches.delete(DATA));
    return;
  }
  if (request.method !== "GET") return;
  if (request.mode === "navigate") {
    if (url.pathname.startsWith("/api/")) return;
    event.respondWith(networkFirst(request, SHELL, "/tick"));
  } else if (url.pathname.startsWith("/assets/")) {
    event.respondWith(cacheFirst(request));
  } else if (KEPT.some((path) => path.test(url.pathname))) {
    event.respondWith(networkFirst(request, DATA, request.url));
  }
});
