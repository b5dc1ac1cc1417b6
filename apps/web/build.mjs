/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
// Builds the UI into target/classes/web. Does nothing when no input has changed since the last good build, so that a
// Java developer's build does not pay for it. `--install` only brings node_modules in line with package-lock.json.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
process.chdir(here);

function filesUnder(path) {
  if (!existsSync(path)) return [];
  if (statSync(path).isFile()) return [path];
  return readdirSync(path)
    .sort()
    .flatMap((name) => filesUnder(join(path, name)));
}

function hashOf(paths) {
  const hash = createHash("sha256");
  for (const path of paths.flatMap(filesUnder)) {
    hash.update(relative(here, path)).update("\0").update(readFileSync(path)).update("\0");
  }
  return hash.digest("hex");
}

function run(what, command, args) {
  const done = spawnSync(command, args, { stdio: ["ignore", "inherit", "inherit"] });
  if (done.status === 0) return;
  console.error(`\nCould not ${what}: \`${command} ${args.join(" ")}\` ${done.error ? done.error.message : `ended with ${done.status}`}.`);
  console.error("Maybe install Node.js 20.19 or newer with npm, or build without the UI: -Dweb.skip=true");
  process.exit(1);
}

export function install() {
  const lock = readFileSync("package-lock.json", "utf8");
  if (/"resolved"\s*:/.test(lock)) {
    console.error("package-lock.json holds download addresses. Run `npm install` with the .npmrc that lies beside it.");
    process.exit(1);
  }
  const want = hashOf(["package-lock.json"]);
  const stamp = "node_modules/.plimsoll-lock";
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === want) return;
  run("fetch the UI's packages", "npm", ["ci", "--prefer-offline", "--no-progress", "--loglevel=error"]);
  writeFileSync(stamp, want);
}

function build() {
  const inputs = ["src", "public", "index.html", "package-lock.json", "tsconfig.json", "vite.config.ts", "build.mjs"];
  const want = hashOf(inputs);
  const stamp = "target/web.stamp";
  if (existsSync("target/classes/web/index.html") && existsSync(stamp) && readFileSync(stamp, "utf8") === want) {
    console.log("web: unchanged since the last build");
    return;
  }
  install();
  rmSync(stamp, { force: true });
  run("check the UI's types", "node", ["node_modules/typescript/bin/tsc", "--noEmit"]);
  run("build the UI", "node", ["node_modules/vite/bin/vite.js", "build", "--logLevel", "warn"]);
  mkdirSync("target", { recursive: true });
  writeFileSync(stamp, want);
  console.log("web: built");
}

if (process.argv.includes("--install")) install();
else build();
