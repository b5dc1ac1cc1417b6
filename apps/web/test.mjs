/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
// Runs the UI's tests: logic in vitest, pages in Chromium against the fixture server (or PLIMSOLL_URL).
import { spawnSync } from "node:child_process";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";

process.chdir(dirname(fileURLToPath(import.meta.url)));
for (const step of [
  ["build.mjs", "--install"],
  ["build.mjs"],
  ["node_modules/typescript/bin/tsc", "--noEmit", "-p", "tsconfig.test.json"],
  ["node_modules/vitest/vitest.mjs", "run", ...process.argv.slice(2)],
]) {
  const done = spawnSync("node", step, { stdio: ["ignore", "inherit", "inherit"] });
  if (done.status !== 0) process.exit(done.status ?? 1);
}
